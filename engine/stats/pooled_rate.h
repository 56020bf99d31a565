/* SPDX-License-Identifier: GPL-3.0-or-later */
/** One rate for several years or places: sum of counts over sum of exposures, exact interval. Never
 * the mean of the rates. */
#ifndef PB_ENGINE_STATS_POOLED_RATE_H
#define PB_ENGINE_STATS_POOLED_RATE_H

#include <stddef.h>

#include "engine/stats/poisson_rate.h"

/** Sum of counts and exposures. False when n is 0, a count is negative or an exposure is not
 * positive. */
bool pb_count_sum(const pb_count *counts, size_t n, pb_count *sum);

/** Rate per `per` of the sum. False as pb_count_sum. */
bool pb_pooled_rate(const pb_count *counts, size_t n, double per, double confidence, pb_rate *rate);

#endif
