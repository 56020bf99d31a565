/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A parameter that is a list of numbers: "0,100,200". */
#ifndef PB_ENGINE_STATS_NUMBER_LIST_H
#define PB_ENGINE_STATS_NUMBER_LIST_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** Read numbers parted by commas, blanks or semicolons, with a decimal point; each from `low` to
 * `high` and, when `ascending`, each above the one before. At least `least` and at most `most` of
 * them. Returns `*n` numbers, free with g_free; NULL with PB_ERROR_USAGE naming the parameter. */
double *pb_number_list(const char *parameter, const char *text, double low, double high,
                       bool ascending, size_t least, size_t most, size_t *n, GError **error);

#endif
