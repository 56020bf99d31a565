/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/rule.h"

#include <math.h>

const char *pb_disclosure_method_name(pb_disclosure_method method) {
  static const char *const names[PB_DISCLOSURE_N_METHODS] = {"suppression", "random-rounding",
                                                             "cell-key"};
  return names[method];
}

int64_t pb_disclosure_threshold(const pb_disclosure_rule *rule, const pb_disclosure_cell *cell) {
  if (cell->threshold > 0)
    return cell->threshold;
  return rule->threshold > 0 ? rule->threshold : PB_DISCLOSURE_THRESHOLD;
}

bool pb_disclosure_is_sensitive(const pb_disclosure_rule *rule, const pb_disclosure_cell *cell) {
  return cell->count < pb_disclosure_threshold(rule, cell) &&
         (cell->count > 0 || rule->zeros == PB_ZEROS_SENSITIVE);
}

void pb_disclosure_required(const pb_disclosure_rule *rule, const pb_disclosure_cell *cell,
                            double *lower, double *upper) {
  *lower = rule->zeros == PB_ZEROS_KEPT ? 1 : 0;
  *upper = (double)pb_disclosure_threshold(rule, cell) + rule->extra_width;
}

void pb_disclosure_known(const pb_disclosure_rule *rule, const pb_disclosure_cell *cell,
                         double *lower, double *upper) {
  *lower = cell->known_lower;
  if (rule->zeros == PB_ZEROS_KEPT && cell->release == PB_RELEASE_SHOWN)
    *lower = fmax(1, *lower);
  *upper = cell->known_upper > 0 ? cell->known_upper : INFINITY;
}

bool *pb_disclosure_primary(const pb_disclosure_problem *problem, const pb_disclosure_rule *rule) {
  size_t n = pb_disclosure_n_cells(problem);
  bool *suppressed = g_new0(bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    const pb_disclosure_cell *cell = pb_disclosure_cell_at(problem, i);
    suppressed[i] = cell->release == PB_RELEASE_HIDDEN ||
                    (cell->release == PB_RELEASE_SHOWN && pb_disclosure_is_sensitive(rule, cell));
  }
  return suppressed;
}
