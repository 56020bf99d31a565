/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/concentration.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "engine/stats/input.h"
#include "engine/stats/tails.h"
#include "engine/text.h"

static int descending(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x < y) - (x > y);
}

bool pb_concentration_of(int64_t *counts, size_t n, size_t n_places, pb_concentration *result) {
  if (n)
    qsort(counts, n, sizeof *counts, descending);
  *result = (pb_concentration){.n_places = n_places};
  double ranked = 0, places = (double)n_places;
  for (size_t i = 0; i < n; i++) {
    result->n_events += counts[i];
    result->n_with_events += counts[i] > 0;
    ranked += (places - (double)i) * (double)counts[i]; /* ascending rank of the i-th largest */
    result->pairs += (double)counts[i] * (double)(counts[i] - 1) / 2;
  }
  if (result->n_events == 0)
    return false;
  result->pairs_expected = (double)result->n_events * (double)(result->n_events - 1) / (2 * places);
  /* P(Poisson(m) >= k) is the gamma distribution of order k at m. */
  result->p = result->pairs > 0 ? gsl_cdf_gamma_P(result->pairs_expected, result->pairs, 1) : 1;
  double events = (double)result->n_events, sum = 2 * ranked / events;
  result->gini = (sum - places - 1) / places;
  result->gini_adjusted =
      fmax(1 / events, 1 / places) * (sum - places - 1) - fmax(places / events, 1) + 1;
  return true;
}

double pb_concentration_places(const int64_t *sorted, size_t n, const pb_concentration *all,
                               double events) {
  double wanted = events * (double)all->n_events, held = 0;
  for (size_t i = 0; i < n && sorted[i] > 0; i++) {
    if (held + (double)sorted[i] >= wanted)
      return ((double)i + (wanted - held) / (double)sorted[i]) / (double)all->n_places;
    held += (double)sorted[i];
  }
  return (double)all->n_with_events / (double)all->n_places;
}

GArray *pb_concentration_curve(const int64_t *sorted, size_t n, const pb_concentration *all) {
  GArray *curve = g_array_new(FALSE, FALSE, sizeof(pb_curve_point));
  int64_t held = 0;
  for (size_t i = 0; i < n && sorted[i] > 0; i++) {
    held += sorted[i];
    if (i + 1 < n && sorted[i + 1] == sorted[i])
      continue; /* equal places lie on one line */
    pb_curve_point corner = {(double)(i + 1) / (double)all->n_places,
                             (double)held / (double)all->n_events};
    g_array_append_val(curve, corner);
  }
  return curve;
}

/* A count that no place is expected to pass: far above the mean in any case. */
static int64_t most_by_chance(int64_t n_events, double mean) {
  return (int64_t)fmin((double)n_events, ceil(mean + 12 * sqrt(mean) + 30));
}

GArray *pb_concentration_chance(int64_t n_events, size_t n_places) {
  GArray *curve = g_array_new(FALSE, FALSE, sizeof(pb_curve_point));
  pb_curve_point corner = {0, 0};
  double p = 1 / (double)n_places, mean = (double)n_events * p;
  for (int64_t k = most_by_chance(n_events, mean); k >= 1 && n_places > 1; k--) {
    double with = pb_binomial_pmf(k, n_events, p); /* share of places with k events */
    corner.places += with;
    corner.events += (double)k * with / mean;
    if (with * (double)n_places > 1e-9)
      g_array_append_val(curve, corner);
  }
  if (curve->len == 0 || corner.events < 1) { /* one place has all; rounding at the end */
    corner = (pb_curve_point){n_places > 1 ? corner.places : 1, 1};
    g_array_append_val(curve, corner);
  }
  return curve;
}

double pb_curve_places(const GArray *curve, double events) {
  pb_curve_point from = {0, 0};
  for (guint i = 0; i < curve->len; i++) {
    pb_curve_point to = g_array_index(curve, pb_curve_point, i);
    if (to.events >= events && to.events > from.events)
      return from.places +
             (to.places - from.places) * (events - from.events) / (to.events - from.events);
    from = to;
  }
  return from.places;
}

static const pb_input inputs[] = {
    {"count", PB_TYPE_INT64, true, N_("number of events of one place")},
};
static const pb_param params[] = {
    {.name = "places",
     .title = N_("places in all, with those that have no row because nothing happened there; 0: "
                 "the rows"),
     .type = PB_PARAM_INT,
     .def = 0,
     .min = 0,
     .max = 1e9},
};

/* The Lorenz curve from the largest place. */
static void add_curve(pb_result *result, const int64_t *sorted, size_t n,
                      const pb_concentration *all) {
  pb_column *places = pb_result_add_column(result, "share_of_places", PB_TYPE_DOUBLE, NULL);
  pb_column *events = pb_result_add_column(result, "share_of_events", PB_TYPE_DOUBLE, NULL);
  g_autoptr(GArray) curve = pb_concentration_curve(sorted, n, all);
  for (guint i = 0; i < curve->len; i++) {
    pb_column_append_double(places, g_array_index(curve, pb_curve_point, i).places);
    pb_column_append_double(events, g_array_index(curve, pb_curve_point, i).events);
  }
}

/* What chance alone would have given, and whether there is more. */
static void add_chance(pb_result *result, const pb_concentration *all) {
  g_autoptr(GArray) chance = pb_concentration_chance(all->n_events, all->n_places);
  pb_result_set_scalar(result, "chance_25", pb_curve_places(chance, 0.25), NULL);
  pb_result_set_scalar(result, "chance_50", pb_curve_places(chance, 0.5), NULL);
  pb_result_set_scalar(result, "chance_80", pb_curve_places(chance, 0.8), NULL);
  pb_result_set_scalar(result, "pairs", all->pairs, NULL);
  pb_result_set_scalar(result, "pairs_expected", all->pairs_expected, NULL);
  pb_result_set_scalar(result, "p", all->p, NULL);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *count = pb_table_find(input, "count");
  if (!pb_input_check_counts(count, error))
    return NULL;
  size_t n_rows = pb_table_n_rows(input), n = 0;
  g_autofree int64_t *counts = g_new(int64_t, n_rows + 1);
  for (size_t row = 0; row < n_rows; row++)
    if (pb_column_is_valid(count, row))
      counts[n++] = (int64_t)pb_column_double(count, row);
  size_t given = (size_t)pb_params_int(values, "places");
  pb_result *result = pb_result_new("concentration");
  pb_result_set_counts(result, n, n_rows - n);
  pb_concentration all;
  if (given && given < n) {
    pb_result_set_reason(result, N_("There are more rows than places in all."));
    return result;
  }
  if (!pb_concentration_of(counts, n, given ? given : n, &all)) {
    pb_result_set_reason(result, N_("There are no events."));
    return result;
  }
  pb_result_set_scalar(result, "n_events", (double)all.n_events, N_("events"));
  pb_result_set_scalar(result, "n_places", (double)all.n_places, NULL);
  pb_result_set_scalar(result, "n_with_events", (double)all.n_with_events, NULL);
  pb_result_set_scalar(result, "places_25", pb_concentration_places(counts, n, &all, 0.25), NULL);
  pb_result_set_scalar(result, "places_50", pb_concentration_places(counts, n, &all, 0.5), NULL);
  pb_result_set_scalar(result, "places_80", pb_concentration_places(counts, n, &all, 0.8), NULL);
  pb_result_set_scalar(result, "gini", all.gini, NULL);
  pb_result_set_scalar(result, "gini_adjusted", all.gini_adjusted, NULL);
  add_chance(result, &all);
  if ((size_t)all.n_events < all.n_places)
    pb_result_add_warning(result, N_("There are fewer events than places: use the adjusted Gini "
                                     "coefficient."));
  add_curve(result, counts, n, &all);
  return result;
}

const pb_statistic pb_statistic_concentration = {
    .name = "concentration",
    .title = N_("Concentration of events to places"),
    .description =
        N_("The smallest share of all places that holds 25, 50 and 80 percent of the events, the "
           "Lorenz curve, and the Gini coefficient, also adjusted for there being fewer events "
           "than places (0: as even as it can be, 1: all at one place). Beside them the shares of "
           "places that chance alone would give, and the probability of as many pairs of events at "
           "the same place by chance alone."),
    .citation = "Weisburd D (2015) Criminology 53:133; Bernasco W, Steenbeek W (2017) J Quant "
                "Criminol 33:451",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
