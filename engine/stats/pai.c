/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/pai.h"

#include "engine/stats/input.h"
#include "engine/stats/number_list.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/year_cells.h"

#define MOST_SHARES 100

static const pb_input inputs[] = {
    PB_INPUT_YEAR_CELLS,
    {"larger", PB_TYPE_STRING, false,
     N_("the larger area the place lies in, such as a DeSO, to compare with choosing those")},
    {"score", PB_TYPE_DOUBLE, false,
     N_("another forecast to choose by, instead of the events of the first two years: the higher, "
        "the earlier chosen")},
};
static const pb_param params[] = {
    {.name = "shares",
     .title = N_("shares of the area to choose, between 0 and 1, ascending"),
     .type = PB_PARAM_TEXT,
     .def_text = "0.005,0.01,0.02,0.05,0.1"},
    PB_PARAM_PERMUTATIONS,
    PB_PARAM_SEED,
    PB_PARAM_THREADS,
};

typedef struct {
  const pb_year_cells *cells;
  const double *shares;
  size_t n_shares;
  double events, *best; /* of the last year, and held by the best choice */
} scoring;

static void add_choice(pb_result *result, const scoring *s, const char *suffix,
                       const double *hits) {
  static const char *const names[] = {"hit_share", "pai", "pei"};
  pb_column *columns[G_N_ELEMENTS(names)];
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
    g_autofree char *name = g_strconcat(names[k], suffix, NULL);
    columns[k] = pb_result_add_column(result, name, PB_TYPE_DOUBLE, NULL);
  }
  for (size_t i = 0; i < s->n_shares; i++) {
    bool present = hits != NULL;
    pb_pai one = present ? pb_pai_of(hits[i], s->best[i], s->events, s->shares[i]) : (pb_pai){0};
    pb_column_append_maybe(columns[0], present, one.hit_share);
    pb_column_append_maybe(columns[1], present, one.pai);
    pb_column_append_maybe(columns[2], present, one.pei);
  }
}

/* Hits where the places are chosen by events of years first .. last, by area. */
static double *hits_by_years(const scoring *s, size_t first, size_t last) {
  const pb_year_cells *cells = s->cells;
  g_autofree double *score = g_new0(double, cells->n + 1);
  double *hits = g_new(double, s->n_shares);
  for (size_t i = 0; i < cells->n; i++) {
    int64_t events = 0;
    for (size_t year = first; year <= last; year++)
      events += cells->counts[year][i];
    score[i] = (double)events / cells->area[i];
  }
  pb_pai_hits(score, cells->counts[PB_CELL_YEARS - 1], cells->area, cells->n, s->shares,
              s->n_shares, hits);
  return hits;
}

static double *hits_by_score(const scoring *s, const pb_column *column) {
  const pb_year_cells *cells = s->cells;
  g_autofree double *score = g_new0(double, cells->n + 1);
  double *hits = g_new(double, s->n_shares), lowest = 0;
  for (size_t i = 0; i < cells->n; i++)
    if (pb_column_is_valid(column, cells->row[i]))
      lowest = MIN(lowest, pb_column_double(column, cells->row[i]));
  for (size_t i = 0; i < cells->n; i++)
    score[i] = pb_column_is_valid(column, cells->row[i]) ? pb_column_double(column, cells->row[i])
                                                         : lowest - 1;
  pb_pai_hits(score, cells->counts[PB_CELL_YEARS - 1], cells->area, cells->n, s->shares,
              s->n_shares, hits);
  return hits;
}

/* The same with the larger areas as places; a place without one is an area of its own. */
static double *hits_by_larger(const scoring *s, const pb_column *larger) {
  const pb_year_cells *cells = s->cells;
  size_t most = pb_column_n_codes(larger) + cells->n, n = 0;
  g_autofree size_t *number = g_new0(size_t, most + 1);
  g_autofree double *before = g_new0(double, most + 1), *area = g_new0(double, most + 1);
  g_autofree int64_t *after = g_new0(int64_t, most + 1);
  for (size_t i = 0; i < cells->n; i++) {
    bool known = pb_column_is_valid(larger, cells->row[i]);
    size_t own = 0, *at = known ? &number[pb_column_code(larger, cells->row[i])] : &own;
    if (*at == 0)
      *at = ++n;
    for (int year = 0; year < PB_CELL_YEARS - 1; year++)
      before[*at - 1] += (double)cells->counts[year][i];
    after[*at - 1] += cells->counts[PB_CELL_YEARS - 1][i];
    area[*at - 1] += cells->area[i];
  }
  for (size_t k = 0; k < n; k++)
    before[k] /= area[k];
  double *hits = g_new(double, s->n_shares);
  pb_pai_hits(before, after, area, n, s->shares, s->n_shares, hits);
  return hits;
}

static void add_chance(pb_result *result, const scoring *s, const double *hits,
                       const pb_params *values) {
  size_t n = s->n_shares;
  g_autofree double *lower = g_new(double, n), *upper = g_new(double, n), *p = g_new(double, n);
  uint64_t seed = (uint64_t)pb_params_int(values, "seed");
  pb_pai_chance(s->cells->counts[PB_CELL_YEARS - 1], s->cells->area, s->cells->n, s->shares, n,
                hits, (size_t)pb_params_int(values, "permutations"), seed,
                pb_params_int(values, "threads"), lower, upper, p);
  pb_column *from = pb_result_add_column(result, "chance_lower", PB_TYPE_DOUBLE, NULL);
  pb_column *to = pb_result_add_column(result, "chance_upper", PB_TYPE_DOUBLE, NULL);
  pb_column *column = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL);
  for (size_t i = 0; i < n; i++) {
    pb_column_append_double(from, lower[i]);
    pb_column_append_double(to, upper[i]);
    pb_column_append_double(column, p[i]);
  }
  pb_result_set_seed(result, seed);
}

static void compute(pb_result *result, scoring *s, const pb_table *input, const pb_params *values) {
  const pb_column *larger = pb_table_find(input, "larger"), *score = pb_table_find(input, "score");
  g_autofree double *best = hits_by_years(s, PB_CELL_YEARS - 1, PB_CELL_YEARS - 1);
  g_autofree double *last = hits_by_years(s, PB_CELL_YEARS - 2, PB_CELL_YEARS - 2);
  g_autofree double *chosen =
      score ? hits_by_score(s, score) : hits_by_years(s, 0, PB_CELL_YEARS - 2);
  g_autofree double *areas = larger ? hits_by_larger(s, larger) : NULL;
  s->best = best;
  pb_column *share = pb_result_add_column(result, "share_of_area", PB_TYPE_DOUBLE, NULL);
  for (size_t i = 0; i < s->n_shares; i++)
    pb_column_append_double(share, s->shares[i]);
  add_choice(result, s, "", chosen);
  add_chance(result, s, chosen, values);
  add_choice(result, s, "_last_year", last);
  add_choice(result, s, "_larger", areas);
  add_choice(result, s, "_best", best);
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  g_auto(pb_year_cells) cells = {0};
  const pb_column *score = pb_table_find(input, "score");
  scoring s = {.cells = &cells};
  g_autofree double *shares = pb_number_list("shares", pb_params_text(values, "shares"), 1e-6, 1,
                                             true, 1, MOST_SHARES, &s.n_shares, error);
  if (!shares || !pb_year_cells_read(input, &cells, error) ||
      (score && !pb_input_check_range(score, -1e300, 1e300, error)))
    return NULL;
  s.shares = shares;
  s.events = pb_year_cells_events(&cells, PB_CELL_YEARS - 1);
  pb_result *result = pb_result_new("pai");
  pb_result_set_counts(result, cells.n, cells.n_rows - cells.n);
  double before = pb_year_cells_events(&cells, 0) + pb_year_cells_events(&cells, 1);
  if (!(s.events > 0)) {
    pb_result_set_reason(result, N_("There are no events in the last year to score with."));
    return result;
  }
  if (!score && !(before > 0)) {
    pb_result_set_reason(result, N_("There are no events in the first two years to choose by."));
    return result;
  }
  pb_result_set_scalar(result, "n_places", (double)cells.n, NULL);
  pb_result_set_scalar(result, "n_events", s.events, N_("events"));
  compute(result, &s, input, values);
  return result;
}

const pb_statistic pb_statistic_pai = {
    .name = "pai",
    .title = N_("How well hot places foretell events (PAI, PEI)"),
    .description =
        N_("Places chosen by the events of two years and scored with those of the third: the share "
           "of events they hold over their share of the area (PAI, 1 is chance), over the best "
           "possible (PEI), against the places of the last year alone and against larger areas."),
    .citation = "Chainey S, Tompson L, Uhlig S (2008) Secur J 21:4; Hunt JM (2016) Do crime hot "
                "spots move?, American University",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
