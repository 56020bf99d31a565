/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Years that one large case may explain: a fraud, a seizure, one person's series can be hundreds of
 * reported crimes. A year is flagged when it is more than `factor` times both neighbouring years;
 * the last year of a run when it is more than `factor` times the year before; the first never. Only
 * from `minimum` crimes, since 1, 5, 2 is chance. The flag asks a human; it decides nothing.
 */
#ifndef PB_ENGINE_STATS_SINGLE_CASE_H
#define PB_ENGINE_STATS_SINGLE_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  double factor;   /**< 0: 2 */
  int64_t minimum; /**< 0: 20 */
} pb_single_case_options;

/** Flag counts[0..n-1] of consecutive years; `present` NULL: all there. `options` NULL: defaults.
 * Returns how many are flagged. */
size_t pb_single_case_flag(const int64_t *counts, const bool *present, size_t n,
                           const pb_single_case_options *options, bool *flags);

#endif
