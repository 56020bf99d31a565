/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/local_g.h"

#include <math.h>

#include "engine/stats/local_table.h"
#include "engine/stats/map_input.h"
#include "engine/stats/tails.h"
#include "engine/stats/weight_sums.h"

/* Below this part of what it is made of, a variance is rounding. */
#define ROUNDING 1e-12

/* What all places share. */
typedef struct {
  const double *values, *deviation;
  const pb_local_g_options *options;
  pb_deviations all;
  double total;
  bool has_shares;
} map;

/* Sums of a place's weights, of their squares, and of the weighted deviations. */
typedef struct {
  double weight, squares, lag;
} around;

static around look_around(const pb_weights *weights, size_t i, const map *m) {
  bool star = m->options->star;
  around a = {star, star, star ? m->deviation[i] : 0};
  for (size_t k = weights->first[i]; k < weights->first[i + 1]; k++) {
    a.weight += weights->weight[k];
    a.squares += weights->weight[k] * weights->weight[k];
    a.lag += weights->weight[k] * m->deviation[weights->neighbour[k]];
  }
  if (m->options->standardise && a.weight > 0)
    return (around){1, a.squares / (a.weight * a.weight), a.lag / a.weight};
  return a;
}

static pb_local_g place_of(const pb_weights *weights, size_t i, const map *m) {
  bool star = m->options->star;
  around a = look_around(weights, i, m);
  double n = (double)weights->n - !star; /* the values that may stand around the place */
  double d = m->deviation[i], mean = star ? 0 : -d / n; /* their mean, from the mean of all */
  double squares = m->all.squares - (star ? 0 : d * d * (n + 1) / n);
  double spread = (n * a.squares - a.weight * a.weight) / (n - 1);
  pb_local_g place = {.lag = a.lag + a.weight * m->all.mean};
  if (pb_weights_degree(weights, i) == 0 && !(star && m->options->islands_alone))
    place.reason = "island";
  else if (spread <= ROUNDING * a.squares)
    place.reason = "everything is a neighbour";
  else if (squares <= ROUNDING * m->all.squares)
    place.reason = "no variation";
  if (place.reason)
    return place;
  double variance = squares / (n - m->options->less_one) * spread;
  double total = m->total - (star ? 0 : m->values[i]);
  place.z = (a.lag - mean * a.weight) / sqrt(variance);
  place.p = pb_normal_p(place.z);
  place.has_share = m->has_shares && total > 0;
  if (place.has_share) {
    place.g = place.lag / total;
    place.expected = a.weight * (m->all.mean + mean) / total;
    place.variance = variance / (total * total);
  }
  return place;
}

bool pb_local_g_of(const double *values, const pb_weights *weights,
                   const pb_local_g_options *options, pb_local_g *places) {
  g_autofree double *deviation = g_new(double, weights->n + 1);
  map m = {.values = values,
           .deviation = deviation,
           .options = options,
           .all = pb_deviations_of(values, weights->n, deviation),
           .has_shares = true};
  if (weights->n < 3 || m.all.squares <= 0)
    return false;
  for (size_t i = 0; i < weights->n; i++) {
    m.total += values[i];
    m.has_shares = m.has_shares && values[i] >= 0;
  }
  for (size_t i = 0; i < weights->n; i++)
    places[i] = place_of(weights, i, &m);
  return true;
}

static const pb_input inputs[] = {PB_MAP_INPUTS};
static const char *const divisors[] = {"n", "n-1", NULL};
static const pb_param params[] = {
    {.name = "star",
     .title = N_("G*: the place counts among its neighbours; else G, without it"),
     .type = PB_PARAM_BOOL,
     .def = 1},
    PB_PARAM_STYLE("B"),
    {.name = "divisor",
     .title = N_("variance of the values: squares divided by their number n, or by n-1"),
     .type = PB_PARAM_CHOICE,
     .def_text = "n",
     .choices = divisors},
    {.name = "islands-alone",
     .title = N_("G*: a place without neighbours is tested by itself, not left out"),
     .type = PB_PARAM_BOOL,
     .def = 0},
    PB_MAP_FINDINGS_PARAMS,
    PB_PARAM_CHECK_PERMUTATIONS,
    PB_PARAM_SEED,
    PB_PARAM_THREADS,
};

static void add_columns(pb_result *result, const pb_map_input *input, const pb_local_g *places) {
  static const char *const names[] = {"lag", "g", "expected", "variance"};
  for (size_t c = 0; c < G_N_ELEMENTS(names); c++) {
    pb_column *column = pb_result_add_column(result, names[c], PB_TYPE_DOUBLE, NULL);
    for (size_t row = 0; row < input->n_rows; row++) {
      size_t i = input->place[row];
      const pb_local_g *one = i == PB_NO_PLACE ? NULL : &places[i];
      bool present = one && !one->reason && (c == 0 || one->has_share);
      const double values[] = {one ? one->lag : 0, one ? one->g : 0, one ? one->expected : 0,
                               one ? one->variance : 0};
      pb_column_append_maybe(column, present, values[c]);
    }
  }
}

/* Hot: high values around it; cold: low ones. */
static const char *verdict(size_t i, const void *data) {
  return ((const pb_local_g *)data)[i].z > 0 ? "hot" : "cold";
}

static pb_result *run(const pb_table *table, const pb_params *values, GError **error) {
  g_auto(pb_map_input) input = {0};
  if (!pb_map_input_read(table, &input, error))
    return NULL;
  pb_result *result = pb_local_table_new("local-g", &input);
  const pb_local_g_options options = {
      .star = pb_params_bool(values, "star"),
      .standardise = g_str_equal(pb_params_text(values, "style"), "W"),
      .less_one = g_str_equal(pb_params_text(values, "divisor"), "n-1"),
      .islands_alone = pb_params_bool(values, "islands-alone"),
  };
  g_autofree pb_local_g *places = g_new0(pb_local_g, input.n + 1);
  if (!pb_local_g_of(input.value, input.weights, &options, places)) {
    pb_local_table_refuse(result, &input);
    return result;
  }
  pb_map_input_echo(&input, table, result);
  add_columns(result, &input, places);
  g_autofree pb_local_test *tests = g_new0(pb_local_test, input.n + 1);
  for (size_t i = 0; i < input.n; i++)
    tests[i] = (pb_local_test){places[i].z, places[i].p, places[i].reason};
  if (options.standardise)
    pb_weights_standardise(input.weights);
  pb_local_table_fill(result, &input, tests, values, verdict, places);
  return result;
}

const pb_statistic pb_statistic_local_g = {
    .name = "local-g",
    .title = N_("Places where high or low values lie together (Getis-Ord G and G*)"),
    .description =
        N_("For every place, whether the values of its neighbours, and its own, are together "
           "higher (hot) or lower (cold) than chance would make them, with the p values of all "
           "places adjusted together. Takes values, or counts and populations, whose rates are "
           "then standardised. Permutations check the p values, since counts are skewed."),
    .citation = "Getis A, Ord JK (1992) Geogr Anal 24:189; Ord JK, Getis A (1995) Geogr Anal "
                "27:286; Assuncao RM, Reis EA (1999) Stat Med 18:2147; Castro MC, Singer BH (2006) "
                "Geogr Anal 38:180",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
