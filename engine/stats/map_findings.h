/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Which of a map's many places stand out: the p values of all places adjusted together.
 *
 * A place is a finding when its adjusted p is at most alpha. `cutoff` is the largest raw p that the
 * Benjamini-Hochberg method (or Benjamini & Yekutieli's) lets be one: k alpha / m for the k-th
 * smallest of m. With one finding or none that is alpha / m, Bonferroni's limit; readers have taken
 * that for an error, so the result then says it in a sentence.
 */
#ifndef PB_ENGINE_STATS_MAP_FINDINGS_H
#define PB_ENGINE_STATS_MAP_FINDINGS_H

#include "engine/stats/p_adjust.h"
#include "engine/statistic.h"
#include "engine/text.h"

/** "adjust" and "alpha". To be written into a list of parameters. */
#define PB_MAP_FINDINGS_PARAMS                                                                     \
  {.name = "adjust",                                                                               \
   .title = N_("how the p values of all places are adjusted"),                                     \
   .type = PB_PARAM_CHOICE,                                                                        \
   .def_text = "BH",                                                                               \
   .choices = pb_adjust_method_names},                                                             \
      {.name = "p-from",                                                                           \
       .title = N_("which p values are adjusted: of the normal distribution, or of the "           \
                   "permutations"),                                                                \
       .type = PB_PARAM_CHOICE,                                                                    \
       .def_text = "normal",                                                                       \
       .choices = pb_map_p_sources},                                                               \
  {                                                                                                \
    .name = "alpha", .title = N_("a place stands out when its adjusted p is at most this"),        \
    .type = PB_PARAM_DOUBLE, .def = 0.05, .min = 1e-9, .max = 1                                    \
  }
extern const char *const pb_map_p_sources[]; /**< "normal", "permutation" */

/** How the findings of a map are told apart. */
typedef struct {
  pb_adjust_method method;
  double alpha;
} pb_map_findings_options;

typedef struct {
  size_t n_tested, n_found;
  double cutoff;     /**< largest raw p that is a finding; BH and BY alone, else 0 */
  double bonferroni; /**< alpha / n_tested */
} pb_map_findings;

pb_map_findings_options pb_map_findings_options_of(const pb_params *params);

/** Adjust p[0..n-1] of the places with tested[i] into adjusted[i]; the others' is untouched. */
pb_map_findings pb_map_findings_find(const double *p, const bool *tested, size_t n,
                                     const pb_map_findings_options *options, double *adjusted);
/** Scalars tested, found, cutoff and cutoff_bonferroni, and the sentence on equal limits. */
void pb_map_findings_tell(const pb_map_findings *findings, const pb_map_findings_options *options,
                          pb_result *result);

#endif
