/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * How surprising is the worst week of a long time? The probability that some window of a given
 * length, wherever it begins, holds at least n events of a Poisson process (Naus 1982).
 *
 * With mean mu in one window and a time of L windows, the probability that no window holds n is
 * about Q2 (Q3/Q2)^(L-2): Q2 and Q3, that none does within two and three windows, are known
 * exactly. So a single week is not judged as if it had been picked beforehand.
 */
#ifndef PB_ENGINE_STATS_NAUS_SCAN_H
#define PB_ENGINE_STATS_NAUS_SCAN_H

#include <stdint.h>

/** P(some window holds at least `count`) of a process with `mean` > 0 events a window over a time
 * of `windows` >= 2 windows. `known` is what L is lessened by: Naus's 2. (R's ptools lessens it by
 * the number of periods in a window, which is 2 in its first example and 1 in the second.) 1 for a
 * count below 1; a count up to 10 000. */
double pb_naus_scan_p(int64_t count, double mean, double windows, double known);

#endif
