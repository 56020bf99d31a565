/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which cells did incidents become more or fewer in the last year than in the years before?
 *
 * Given a cell's sum, the last year's share of it is binomial if nothing changed. Cells vary more
 * than that: one offender, one closed shop. How much more is seen from how far the cells scatter
 * around the change that all have in common, and taken into account; real changes widen it too, so
 * it errs on the side of caution. A cell is tested when its sum alone could show a change; the
 * sum says nothing of the split, so choosing by it does not favour a verdict. */
#include "engine/analysis/cell_map.h"
#include "engine/analysis/hot_spots.h"
#include "engine/analysis/result_part.h"
#include "engine/stats/count_change.h"
#include "engine/stats/p_adjust.h"

/* All of so few in one of three years may still be chance. */
#define FEWEST_IN_CELL 6
/* Fewer cells do not tell how much cells scatter. */
#define FEWEST_FOR_SCATTER 20

typedef struct {
  pb_count now, base; /* exposures in days */
  bool tested;
  double p, p_adjusted;
} cell_change;

static double days_of(int first, int last) {
  double days = 0;
  for (int year = first; year <= last; year++)
    days += year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365;
  return days;
}

static cell_change *split(const pb_cell_counts *counts) {
  cell_change *changes = g_new0(cell_change, counts->n + 1);
  double base_days = days_of(counts->first_year, counts->last_year - 1);
  double days = days_of(counts->last_year, counts->last_year);
  const double *last = pb_cell_counts_year(counts, counts->last_year);
  for (size_t i = 0; i < counts->n; i++) {
    changes[i].now = (pb_count){(int64_t)last[i], days};
    changes[i].base = (pb_count){(int64_t)(counts->total[i] - last[i]), base_days};
    changes[i].tested = counts->total[i] >= FEWEST_IN_CELL;
  }
  return changes;
}

/* Pearson's chi-square of the tested cells around their common share, per degree of freedom; 1 when
 * less or not known. */
static double scatter(const cell_change *changes, size_t n, double *df) {
  double now = 0, all = 0, sum = 0;
  size_t tested = 0;
  for (size_t i = 0; i < n; i++)
    if (changes[i].tested) {
      now += (double)changes[i].now.count;
      all += (double)(changes[i].now.count + changes[i].base.count);
      tested++;
    }
  *df = 0;
  if (tested < FEWEST_FOR_SCATTER || now <= 0 || now >= all)
    return 1;
  double share = now / all;
  for (size_t i = 0; i < n; i++)
    if (changes[i].tested) {
      double total = (double)(changes[i].now.count + changes[i].base.count);
      double off = (double)changes[i].now.count - share * total;
      sum += off * off / (total * share * (1 - share));
    }
  *df = (double)(tested - 1);
  return MAX(1, sum / *df);
}

static void test_cells(cell_change *changes, size_t n, double phi, double df) {
  g_autofree double *p = g_new0(double, n + 1);
  g_autofree bool *present = g_new0(bool, n + 1);
  for (size_t i = 0; i < n; i++)
    if ((present[i] = changes[i].tested))
      p[i] = changes[i].p =
          pb_count_change_p(changes[i].now, changes[i].base, phi, phi > 1 ? df : 0, false);
  pb_p_adjust(p, present, n, PB_ADJUST_BH, p);
  for (size_t i = 0; i < n; i++)
    changes[i].p_adjusted = present[i] ? p[i] : 1;
}

static double a_year(pb_count count) {
  return (double)count.count / count.exposure;
}

static const char *verdict(const cell_change *one, double alpha) {
  if (!one->tested)
    return "not-assessed";
  if (one->p_adjusted > alpha)
    return "undecided";
  return a_year(one->now) > a_year(one->base) ? "increase" : "decrease";
}

/* What the council sees: cells with enough events, and of those no count of a single year. */
static void leave_out_small(pb_analysis *analysis, const pb_cell_counts *counts) {
  static const char *const columns[] = {"cell", "x", "y", "count", "verdict", NULL};
  const double smallest = (double)analysis->options.smallest_on_map;
  pb_result **last = (pb_result **)&analysis->results->pdata[analysis->results->len - 1];
  g_autofree bool *rows = g_new0(bool, counts->n + 1);
  for (size_t i = 0; i < counts->n; i++)
    rows[i] = counts->total[i] >= smallest;
  pb_result *part = pb_result_part(
      *last, &(pb_part){.columns = columns, .scalars = PB_EVERY, .texts = PB_EVERY, .rows = rows});
  pb_result_set_counts(part, pb_result_n_used(*last), pb_result_n_missing(*last));
  pb_result_set_scalar(part, "smallest_on_map", smallest, N_("events"));
  pb_result_free(*last);
  *last = part;
}

static void put_cells(pb_result *result, const pb_cell_counts *counts, const pb_cell_grid *grid,
                      const cell_change *changes, double alpha) {
  double years = counts->last_year - counts->first_year;
  size_t more = 0, fewer = 0, tested = 0;
  pb_column *number = pb_result_add_column(result, "cell", PB_TYPE_INT64, NULL);
  pb_column *x = pb_result_add_column(result, "x", PB_TYPE_DOUBLE, "m");
  pb_column *y = pb_result_add_column(result, "y", PB_TYPE_DOUBLE, "m");
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *base = pb_result_add_column(result, "base", PB_TYPE_DOUBLE, N_("events a year"));
  pb_column *now = pb_result_add_column(result, "now", PB_TYPE_INT64, N_("events"));
  pb_column *p = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL);
  pb_column *adjusted = pb_result_add_column(result, "p_adjusted", PB_TYPE_DOUBLE, NULL);
  pb_column *words = pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL);
  for (size_t i = 0; i < counts->n; i++) {
    const cell_change *one = &changes[i];
    const char *word = verdict(one, alpha);
    double cx, cy;
    pb_cell_centre(grid->shape, grid->size_m, pb_cell_grid_cell(grid, counts->cell[i]), &cx, &cy);
    pb_column_append_int(number, counts->cell[i]);
    pb_column_append_double(x, cx);
    pb_column_append_double(y, cy);
    pb_column_append_int(count, (int64_t)counts->total[i]);
    pb_column_append_double(base, (double)one->base.count / years);
    pb_column_append_int(now, one->now.count);
    pb_column_append_maybe(p, one->tested, one->p);
    pb_column_append_maybe(adjusted, one->tested, one->p_adjusted);
    pb_column_append_string(words, word);
    tested += one->tested;
    more += g_str_equal(word, "increase");
    fewer += g_str_equal(word, "decrease");
  }
  pb_result_set_scalar(result, "n_tested", (double)tested, N_("cells"));
  pb_result_set_scalar(result, "n_more", (double)more, N_("cells"));
  pb_result_set_scalar(result, "n_fewer", (double)fewer, N_("cells"));
}

void pb_build_cell_changes(pb_analysis *analysis, int area, const pb_cell_counts *counts) {
  const pb_cell_grid *grid = analysis->options.study_area->grid;
  double alpha = analysis->options.alpha, phi = 1, df = 0;
  pb_result *result = pb_analysis_put_area(analysis, "cell-changes", area);
  bool has_base = counts->first_year < counts->last_year;
  if (has_base) {
    g_autofree cell_change *changes = split(counts);
    phi = scatter(changes, counts->n, &df);
    test_cells(changes, counts->n, phi, df);
    put_cells(result, counts, grid, changes, alpha);
  }
  pb_put_cell_counts(result, counts);
  pb_result_set_scalar(result, "cell_m", grid->size_m, "m");
  pb_result_set_scalar(result, "fewest", FEWEST_IN_CELL, N_("events"));
  pb_result_set_scalar(result, "phi", phi, NULL);
  pb_result_set_scalar(result, "alpha", alpha, NULL);
  pb_result_set_method(result,
                       N_("Events of the last year against those of the years before, per day, in "
                          "each cell; over-dispersion from the scatter of the cells; adjusted for "
                          "the number of cells"));
  pb_result_set_citation(result, "Przyborowski & Wilenski 1940; Benjamini & Hochberg 1995");
  if (counts->n_located < PB_FEWEST_FOR_SURFACE)
    pb_result_set_reason(result, N_("Fewer than 30 events can be placed, too few to tell places "
                                    "from chance."));
  else if (!has_base)
    pb_result_set_reason(result, N_("Only one year has events, so years cannot be compared."));
  if (analysis->options.audience == PB_AUDIENCE_COUNCIL)
    leave_out_small(analysis, counts);
}
