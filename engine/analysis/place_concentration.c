/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How few cells hold how many of the incidents. */
#include "engine/analysis/hot_spots.h"
#include "engine/stats/concentration.h"

void pb_build_place_concentration(pb_analysis *analysis, int area, const pb_cell_counts *counts) {
  static const int shares[] = {25, 50, 80};
  size_t n_cells = analysis->options.study_area->grid->n_cells;
  pb_result *result = pb_analysis_put_area(analysis, "place-concentration", area);
  g_autofree int64_t *sorted = g_new(int64_t, counts->n + 1);
  for (size_t i = 0; i < counts->n; i++)
    sorted[i] = (int64_t)counts->total[i];
  pb_concentration all;
  bool made = pb_concentration_of(sorted, counts->n, n_cells, &all);
  for (size_t k = 0; k < G_N_ELEMENTS(shares); k++) {
    g_autofree char *share = g_strdup_printf("share_%d", shares[k]);
    g_autofree char *cells = g_strdup_printf("cells_%d", shares[k]);
    double places = made ? pb_concentration_places(sorted, counts->n, &all, shares[k] / 100.0) : 0;
    pb_put_scalar(result, share, made, places, NULL);
    pb_put_scalar(result, cells, made, places * (double)n_cells, N_("cells"));
  }
  pb_put_scalar(result, "gini", made, made ? all.gini : 0, NULL);
  pb_put_scalar(result, "gini_adjusted", made, made ? all.gini_adjusted : 0, NULL);
  pb_result_set_scalar(result, "n_cells", (double)n_cells, N_("cells"));
  pb_result_set_scalar(result, "n_with_events", (double)counts->n, N_("cells"));
  pb_put_cell_counts(result, counts);
  pb_result_set_method(result,
                       N_("Smallest share of the municipality’s cells with 25, 50 and 80 per "
                          "cent of the events; Gini, adjusted for few events"));
  pb_result_set_citation(result, "Weisburd 2015; Bernasco & Steenbeek 2017");
  if (!made)
    pb_result_set_reason(result, N_("There are no events with an exact point."));
}
