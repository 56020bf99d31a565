/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/map_findings.h"

const char *const pb_map_p_sources[] = {"normal", "permutation", NULL};

pb_map_findings_options pb_map_findings_options_of(const pb_params *params) {
  return (pb_map_findings_options){pb_adjust_method_named(pb_params_text(params, "adjust")),
                                   pb_params_double(params, "alpha")};
}

pb_map_findings pb_map_findings_find(const double *p, const bool *tested, size_t n,
                                     const pb_map_findings_options *options, double *adjusted) {
  pb_map_findings findings = {0};
  pb_p_adjust(p, tested, n, options->method, adjusted);
  for (size_t i = 0; i < n; i++) {
    findings.n_tested += tested[i];
    findings.n_found += tested[i] && adjusted[i] <= options->alpha;
  }
  if (!findings.n_tested)
    return findings;
  double tests = (double)findings.n_tested, harmonic = 1;
  findings.bonferroni = options->alpha / tests;
  for (size_t i = 2; options->method == PB_ADJUST_BY && i <= findings.n_tested; i++)
    harmonic += 1 / (double)i;
  if (options->method == PB_ADJUST_BH || options->method == PB_ADJUST_BY)
    findings.cutoff = (double)MAX(findings.n_found, 1) * options->alpha / tests / harmonic;
  return findings;
}

void pb_map_findings_tell(const pb_map_findings *findings, const pb_map_findings_options *options,
                          pb_result *result) {
  bool tested = findings->n_tested > 0;
  pb_result_set_scalar(result, "tested", (double)findings->n_tested, NULL);
  pb_result_set_scalar(result, "found", (double)findings->n_found, NULL);
  pb_result_set_scalar_maybe(result, "cutoff", findings->cutoff > 0, findings->cutoff, NULL);
  pb_result_set_scalar_maybe(result, "cutoff_bonferroni", tested, findings->bonferroni, NULL);
  if (options->method == PB_ADJUST_BH && findings->n_tested > 1 && findings->n_found <= 1)
    pb_result_add_warning(
        result, N_("The limit for p is the same as Bonferroni's, alpha divided by the number of "
                   "places. That is as it should be when no more than one place stands out: the "
                   "method of Benjamini and Hochberg allows more only as more places do."));
}
