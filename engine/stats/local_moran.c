/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/local_moran.h"

#include <math.h>

#include "engine/stats/local_table.h"
#include "engine/stats/map_input.h"
#include "engine/stats/tails.h"
#include "engine/stats/weight_sums.h"

/* Below this part of what it is made of, a variance is rounding. */
#define ROUNDING 1e-12

/* What all places share. */
typedef struct {
  const double *deviation;
  pb_deviations all;
  double n, m2, b2;
  bool total;
} map;

static void set_moments(pb_local_moran *place, double z, double weight, double squares,
                        const map *m) {
  double n = m->n;
  if (m->total) {
    double a = (n - m->b2) / (n - 1), b = (2 * m->b2 - n) / ((n - 1) * (n - 2));
    place->expected = -weight / (n - 1);
    place->variance =
        a * squares + b * (weight * weight - squares) - place->expected * place->expected;
  } else {
    place->expected = -z * z * weight / ((n - 1) * m->m2);
    place->variance = z * z / (m->m2 * m->m2) * n / (n - 2) *
                      (squares - weight * weight / (n - 1)) * (m->m2 - z * z / (n - 1));
  }
}

static const char *reason_of(double z, double weight, double squares, const map *m) {
  if (!m->total && fabs(z) <= ROUNDING * sqrt(m->m2))
    return "value is the mean";
  if (squares - weight * weight / (m->n - 1) <= ROUNDING * squares)
    return "everything is a neighbour";
  if (!m->total && m->m2 - z * z / (m->n - 1) <= ROUNDING * m->m2)
    return "no variation";
  return NULL;
}

static pb_local_moran place_of(const pb_weights *weights, size_t i, const map *m) {
  double z = m->deviation[i], weight = 0, squares = 0;
  double lag = pb_weights_lag(weights, i, m->deviation);
  for (size_t k = weights->first[i]; k < weights->first[i + 1]; k++) {
    weight += weights->weight[k];
    squares += weights->weight[k] * weights->weight[k];
  }
  pb_local_moran place = {
      .lag = lag + weight * m->all.mean, .i = z / m->m2 * lag, .high = z > 0, .lag_high = lag > 0};
  set_moments(&place, z, weight, squares, m);
  bool island = pb_weights_degree(weights, i) == 0;
  place.reason = island ? "island" : reason_of(z, weight, squares, m);
  if (!place.reason && place.variance <= 0)
    place.reason = "no variation";
  if (!place.reason) {
    place.z = (place.i - place.expected) / sqrt(place.variance);
    place.p = pb_normal_p(place.z);
  }
  return place;
}

bool pb_local_moran_of(const double *values, const pb_weights *weights, bool total_variance,
                       pb_local_moran *places) {
  g_autofree double *deviation = g_new(double, weights->n + 1);
  map m = {.deviation = deviation,
           .all = pb_deviations_of(values, weights->n, deviation),
           .n = (double)weights->n,
           .total = total_variance};
  if (weights->n < 3 || m.all.squares <= 0)
    return false;
  m.m2 = m.all.squares / m.n;
  m.b2 = m.all.fourths / m.n / (m.m2 * m.m2);
  for (size_t i = 0; i < weights->n; i++)
    places[i] = place_of(weights, i, &m);
  return true;
}

const char *pb_local_moran_quadrant(const pb_local_moran *place) {
  if (place->high)
    return place->lag_high ? "HH" : "HL";
  return place->lag_high ? "LH" : "LL";
}

static const pb_input inputs[] = {PB_MAP_INPUTS};
static const char *const variances[] = {"conditional", "total", NULL};
static const pb_param params[] = {
    PB_PARAM_STYLE("W"),
    {.name = "variance",
     .title = N_("variance with the place's own value fixed (conditional), or with all values in "
                 "any order (total)"),
     .type = PB_PARAM_CHOICE,
     .def_text = "conditional",
     .choices = variances},
    PB_MAP_FINDINGS_PARAMS,
    PB_PARAM_CHECK_PERMUTATIONS,
    PB_PARAM_SEED,
    PB_PARAM_THREADS,
};

static void add_columns(pb_result *result, const pb_map_input *input,
                        const pb_local_moran *places) {
  static const char *const names[] = {"lag", "moran", "expected", "variance"};
  for (size_t c = 0; c < G_N_ELEMENTS(names); c++) {
    pb_column *column = pb_result_add_column(result, names[c], PB_TYPE_DOUBLE, NULL);
    for (size_t row = 0; row < input->n_rows; row++) {
      size_t i = input->place[row];
      bool present = i != PB_NO_PLACE && pb_weights_degree(input->weights, i) > 0;
      const pb_local_moran one = present ? places[i] : (pb_local_moran){0};
      const double values[] = {one.lag, one.i, one.expected, one.variance};
      pb_column_append_maybe(column, present, values[c]);
    }
  }
}

static const char *verdict(size_t i, const void *data) {
  return pb_local_moran_quadrant(&((const pb_local_moran *)data)[i]);
}

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  g_auto(pb_map_input) input = {0};
  if (!pb_map_input_read(table, &input, error))
    return NULL;
  pb_result *result = pb_local_table_new("local-moran", &input);
  g_autofree pb_local_moran *places = g_new0(pb_local_moran, input.n + 1);
  if (g_str_equal(pb_params_text(values, "style"), "W"))
    pb_weights_standardise(input.weights);
  bool total = g_str_equal(pb_params_text(values, "variance"), "total");
  if (!pb_local_moran_of(input.value, input.weights, total, places)) {
    pb_local_table_refuse(result, &input);
    return result;
  }
  pb_map_input_echo(&input, table, result);
  add_columns(result, &input, places);
  g_autofree pb_local_test *tests = g_new0(pb_local_test, input.n + 1);
  for (size_t i = 0; i < input.n; i++)
    tests[i] = (pb_local_test){places[i].z, places[i].p, places[i].reason};
  pb_local_table_fill(result, &input, tests, values, verdict, places);
  return result;
}

const pb_statistic pb_statistic_local_moran = {
    .name = "local-moran",
    .title = N_("Places that are like or unlike their neighbours (local Moran)"),
    .description =
        N_("For every place, whether its neighbours are more like it, or less, than chance would "
           "make them. A place that stands out is HH (high among high), LL (low among low), HL "
           "(high among low) or LH (low among high). Takes values, or counts and populations, "
           "whose rates are then standardised. Permutations check the p values."),
    .citation = "Anselin L (1995) Geogr Anal 27:93; Sokal RR, Oden NL, Thomson BA (1998) Geogr "
                "Anal 30:331; Assuncao RM, Reis EA (1999) Stat Med 18:2147",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
