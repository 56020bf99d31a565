/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * p values adjusted for many tests: Benjamini & Hochberg 1995 (default in reports: the share of
 * false findings among findings), Benjamini & Yekutieli 2001, Holm 1979, Hochberg 1988, Hommel 1988
 * and Bonferroni, as R's p.adjust.
 */
#ifndef PB_ENGINE_STATS_P_ADJUST_H
#define PB_ENGINE_STATS_P_ADJUST_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
  PB_ADJUST_BH,
  PB_ADJUST_BY,
  PB_ADJUST_HOLM,
  PB_ADJUST_HOCHBERG,
  PB_ADJUST_HOMMEL,
  PB_ADJUST_BONFERRONI,
} pb_adjust_method;

/** "BH", "BY", "holm", "hochberg", "hommel", "bonferroni", NULL: in the order of the methods. */
extern const char *const pb_adjust_method_names[];
/** `name` must be one of them. */
pb_adjust_method pb_adjust_method_named(const char *name);

/** Adjust p[0..n-1] into adjusted[0..n-1] (may be the same array). Where `present` is not NULL,
 * rows with present[i] false are no tests: they do not count in n and their adjusted value is
 * untouched.
 */
void pb_p_adjust(const double *p, const bool *present, size_t n, pb_adjust_method method,
                 double *adjusted);

#endif
