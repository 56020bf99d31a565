/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How few cells hold how many of the incidents, and how few would by chance alone. */
#include "engine/analysis/hot_spots.h"
#include "engine/stats/concentration.h"

static const int shares[] = {25, 50, 80};

/* Both curves, one below the other, each with its corners. */
static void put_curves(pb_result *result, const GArray *observed, const GArray *chance) {
  pb_column *which = pb_result_add_column(result, "curve", PB_TYPE_STRING, NULL);
  pb_column *cells = pb_result_add_column(result, "share_of_cells", PB_TYPE_DOUBLE, NULL);
  pb_column *events = pb_result_add_column(result, "share_of_events", PB_TYPE_DOUBLE, NULL);
  for (guint i = 0; i < observed->len + chance->len; i++) {
    bool first = i < observed->len;
    const pb_curve_point *corner = first
                                       ? &g_array_index(observed, pb_curve_point, i)
                                       : &g_array_index(chance, pb_curve_point, i - observed->len);
    pb_column_append_string(which, first ? "observed" : "chance");
    pb_column_append_double(cells, corner->places);
    pb_column_append_double(events, corner->events);
  }
}

/* What chance alone would give as many events on as many cells. */
static void put_chance(pb_result *result, const pb_concentration *all, const GArray *chance,
                       double alpha) {
  for (size_t k = 0; k < G_N_ELEMENTS(shares); k++) {
    g_autofree char *cells = g_strdup_printf("chance_cells_%d", shares[k]);
    double places = all->n_events ? pb_curve_places(chance, shares[k] / 100.0) : 0;
    pb_put_scalar(result, cells, all->n_events > 0, places * (double)all->n_places, N_("cells"));
  }
  pb_put_scalar(result, "pairs", all->n_events > 0, all->pairs, NULL);
  pb_put_scalar(result, "pairs_expected", all->n_events > 0, all->pairs_expected, NULL);
  pb_put_scalar(result, "p", all->n_events > 0, all->p, NULL);
  pb_result_set_text(result, "verdict", all->n_events > 0 && all->p < alpha ? "more" : "undecided");
}

void pb_build_place_concentration(pb_analysis *analysis, int area, const pb_cell_counts *counts) {
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
  g_autoptr(GArray) observed = pb_concentration_curve(sorted, made ? counts->n : 0, &all);
  g_autoptr(GArray) chance = made ? pb_concentration_chance(all.n_events, n_cells)
                                  : g_array_new(FALSE, FALSE, sizeof(pb_curve_point));
  put_curves(result, observed, chance);
  put_chance(result, &all, chance, analysis->options.alpha);
  pb_put_scalar(result, "gini", made, made ? all.gini : 0, NULL);
  pb_put_scalar(result, "gini_adjusted", made, made ? all.gini_adjusted : 0, NULL);
  pb_result_set_scalar(result, "n_cells", (double)n_cells, N_("cells"));
  pb_result_set_scalar(result, "cell_m", analysis->options.study_area->grid->size_m, "m");
  pb_result_set_scalar(result, "n_with_events", (double)counts->n, N_("cells"));
  pb_put_cell_counts(result, counts);
  pb_result_set_method(result,
                       N_("Smallest share of the municipality’s cells with 25, 50 and 80 per "
                          "cent of the events; Gini, adjusted for few events; the same number of "
                          "events spread over the cells by chance alone"));
  pb_result_set_citation(result, "Weisburd 2015; Bernasco & Steenbeek 2017");
  if (!made)
    pb_result_set_reason(result, N_("There are no events with an exact point."));
}
