/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef PB_TESTS_ENGINE_DISCOVERIES_H
#define PB_TESTS_ENGINE_DISCOVERIES_H

/* Great discoveries by year, 1860 to 1959 (R's `discoveries`). */
static const double discoveries[100] = {
    5,  3, 0,  2, 0, 3, 2, 3, 6, 1, 2, 1, 2, 1, 3, 3, 3, 5, 2, 4, 4, 0, 2, 3, 7,
    12, 3, 10, 9, 2, 3, 7, 7, 2, 3, 3, 6, 2, 4, 3, 5, 2, 2, 4, 0, 4, 2, 5, 2, 3,
    3,  6, 5,  8, 3, 6, 6, 0, 5, 2, 2, 2, 6, 3, 4, 4, 2, 2, 4, 7, 5, 3, 3, 0, 2,
    2,  2, 1,  3, 4, 2, 2, 1, 1, 1, 2, 1, 4, 4, 3, 2, 1, 4, 1, 1, 1, 0, 0, 2, 0};

#endif
