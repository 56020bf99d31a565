/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the places with most incidents the same from year to year, and would the places chosen from
 * the years before have told where the last year's happened? */
#include "engine/analysis/hot_spots.h"
#include "engine/stats/cell_stability.h"
#include "engine/stats/pai.h"

#define TOP_SHARE 0.01
#define CHANCE_DRAWS 199
#define CHANCE_SEED 1

/* Every cell of the grid, zeros included: choices at random take any of them. */
typedef struct {
  size_t n;
  double *area;
  int64_t *last;         /* counts of the last year */
  double *before, *year; /* scores: of all years before it, of the one before it */
} scored_cells;

static scored_cells spread_out(const pb_cell_grid *grid, const pb_cell_counts *counts) {
  size_t n = grid->n_cells;
  scored_cells s = {n, g_new(double, n + 1), g_new0(int64_t, n + 1), g_new0(double, n + 1),
                    g_new0(double, n + 1)};
  double whole = pb_cell_area_m2(grid->shape, grid->size_m);
  for (size_t i = 0; i < n; i++)
    s.area[i] = whole;
  for (size_t i = 0; i < grid->n_edge; i++)
    s.area[grid->edge_cell[i]] = whole * grid->edge_share[i];
  for (int year = counts->first_year; year <= counts->last_year; year++) {
    const double *of_year = pb_cell_counts_year(counts, year);
    for (size_t i = 0; i < counts->n; i++) {
      uint32_t cell = counts->cell[i];
      if (year == counts->last_year)
        s.last[cell] = (int64_t)of_year[i];
      else
        s.before[cell] += of_year[i];
      if (year == counts->last_year - 1)
        s.year[cell] = of_year[i];
    }
  }
  return s;
}

static void scored_cells_clear(scored_cells *s) {
  g_free(s->area);
  g_free(s->last);
  g_free(s->before);
  g_free(s->year);
}

static double sum_of(const int64_t *counts, size_t n) {
  int64_t sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += counts[i];
  return (double)sum;
}

static void put_prediction(pb_result *result, const scored_cells *s, bool has_before) {
  static const double share = TOP_SHARE;
  double all = sum_of(s->last, s->n), hits = 0, best = 0, last_hits = 0, lower = 0, upper = 0,
         p = 1;
  bool made = has_before && all > 0;
  pb_pai pai = {0}, last = {0};
  if (made) {
    g_autofree double *ideal = g_new(double, s->n + 1);
    for (size_t i = 0; i < s->n; i++)
      ideal[i] = (double)s->last[i] / s->area[i];
    pb_pai_hits(s->before, s->last, s->area, s->n, &share, 1, &hits);
    pb_pai_hits(s->year, s->last, s->area, s->n, &share, 1, &last_hits);
    pb_pai_hits(ideal, s->last, s->area, s->n, &share, 1, &best);
    pai = pb_pai_of(hits, best, all, share);
    last = pb_pai_of(last_hits, best, all, share);
    pb_pai_chance(s->last, s->area, s->n, &share, 1, &hits, CHANCE_DRAWS, CHANCE_SEED, 1, &lower,
                  &upper, &p);
  }
  pb_result_set_scalar(result, "area_share", share, NULL);
  pb_put_scalar(result, "hit_share", made, pai.hit_share, NULL);
  pb_put_scalar(result, "pai", made, pai.pai, NULL);
  pb_put_scalar(result, "pei", made, pai.pei, NULL);
  pb_put_scalar(result, "last_year_pai", made, last.pai, NULL);
  pb_put_scalar(result, "chance_lower", made, lower, NULL);
  pb_put_scalar(result, "chance_upper", made, upper, NULL);
  pb_put_scalar(result, "p", made, p, NULL);
  pb_result_set_scalar(result, "n_scored", all, N_("events"));
  pb_result_set_seed(result, CHANCE_SEED);
}

/* Counts of one year as whole numbers, in the order of `counts`. */
static int64_t *whole_numbers(const pb_cell_counts *counts, int year) {
  const double *of_year = pb_cell_counts_year(counts, year);
  int64_t *whole = g_new(int64_t, counts->n + 1);
  for (size_t i = 0; i < counts->n; i++)
    whole[i] = (int64_t)of_year[i];
  return whole;
}

/* The share of the cells with incidents that makes up the top share of all cells. */
static double top_share(const pb_cell_grid *grid, const pb_cell_counts *counts) {
  return counts->n ? MIN(1, TOP_SHARE * (double)grid->n_cells / (double)counts->n) : 1;
}

static void put_years(pb_result *result, const pb_cell_grid *grid, const pb_cell_counts *counts) {
  pb_column *later = pb_result_add_column(result, "year", PB_TYPE_INT64, NULL);
  pb_column *jaccard = pb_result_add_column(result, "jaccard", PB_TYPE_DOUBLE, NULL);
  pb_column *spearman = pb_result_add_column(result, "spearman", PB_TYPE_DOUBLE, NULL);
  g_autofree bool *hot_a = g_new(bool, counts->n + 1), *hot_b = g_new(bool, counts->n + 1);
  for (int year = counts->first_year + 1; year <= counts->last_year; year++) {
    g_autofree int64_t *a = whole_numbers(counts, year - 1), *b = whole_numbers(counts, year);
    double index = 0, correlation = 0;
    pb_hot_by_share(a, NULL, counts->n, top_share(grid, counts), hot_a);
    pb_hot_by_share(b, NULL, counts->n, top_share(grid, counts), hot_b);
    bool has_index = pb_jaccard(hot_a, hot_b, counts->n, &index);
    bool has_correlation = pb_spearman(a, b, counts->n, &correlation);
    pb_column_append_int(later, year);
    pb_column_append_maybe(jaccard, has_index, index);
    pb_column_append_maybe(spearman, has_correlation, correlation);
  }
}

void pb_build_place_stability(pb_analysis *analysis, int area, const pb_cell_counts *counts) {
  const pb_cell_grid *grid = analysis->options.study_area->grid;
  pb_result *result = pb_analysis_put_area(analysis, "place-stability", area);
  put_years(result, grid, counts);
  scored_cells scored = spread_out(grid, counts);
  put_prediction(result, &scored, counts->first_year < counts->last_year);
  scored_cells_clear(&scored);
  pb_put_cell_counts(result, counts);
  pb_result_set_method(result,
                       N_("Overlap and rank correlation of neighbouring years; the cells with "
                          "most events in the years before, on one per cent of the area, "
                          "scored on the last year"));
  pb_result_set_citation(result, "Chainey, Tompson & Uhlig 2008; Hunt 2016");
  if (counts->n_located < PB_FEWEST_FOR_SURFACE)
    pb_result_set_reason(result, N_("Fewer than 30 events can be placed, too few to tell places "
                                    "from chance."));
  else if (counts->first_year == counts->last_year)
    pb_result_set_reason(result, N_("Only one year has events, so years cannot be compared."));
}
