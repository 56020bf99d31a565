/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/concentration.h"

#include <math.h>
#include <stdlib.h>

#include "engine/stats/input.h"
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
  }
  if (result->n_events == 0)
    return false;
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

/* The Lorenz curve from the largest place: places 0 .. 1 in steps of whole places with events. */
static void add_curve(pb_result *result, const int64_t *sorted, size_t n,
                      const pb_concentration *all) {
  pb_column *places = pb_result_add_column(result, "share_of_places", PB_TYPE_DOUBLE, NULL);
  pb_column *events = pb_result_add_column(result, "share_of_events", PB_TYPE_DOUBLE, NULL);
  int64_t held = 0;
  for (size_t i = 0; i < n && sorted[i] > 0; i++) {
    held += sorted[i];
    if (i + 1 < n && sorted[i + 1] == sorted[i])
      continue; /* equal places lie on one line */
    pb_column_append_double(places, (double)(i + 1) / (double)all->n_places);
    pb_column_append_double(events, (double)held / (double)all->n_events);
  }
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
           "than places (0: as even as it can be, 1: all at one place)."),
    .citation = "Weisburd D (2015) Criminology 53:133; Bernasco W, Steenbeek W (2017) J Quant "
                "Criminol 33:451",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
