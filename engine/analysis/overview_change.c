/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/overview.h"
#include "engine/analysis/yearly.h"
#include "engine/stats/count_change.h"
#include "engine/stats/p_adjust.h"
#include "engine/stats/pooled_rate.h"
#include "engine/stats/smallest_change.h"

#define PB_MOST_BASE_YEARS 20

typedef struct {
  pb_count years[PB_MOST_BASE_YEARS];
  size_t n, excluded;
} base_years;

static bool is_spike(const pb_analysis *analysis, size_t t, int p) {
  return analysis->spike[t * analysis->dataset->yearly->n_periods + (size_t)p];
}

/* The n years before the last that have a rate and are no single case. */
static base_years find_base(const pb_analysis *analysis, size_t t, int n) {
  base_years base = {.n = 0};
  for (int p = analysis->last - n; p < analysis->last; p++) {
    pb_count count;
    if (!pb_cell_count(pb_present_cell(analysis->dataset->yearly, analysis->m, t, p), &count))
      continue;
    if (is_spike(analysis, t, p))
      base.excluded++;
    else if (base.n < PB_MOST_BASE_YEARS)
      base.years[base.n++] = count;
  }
  return base;
}

static pb_row_change not_assessed(const char *reason) {
  return (pb_row_change){.reason = reason, .verdict = "not-assessed"};
}

/* The ratio is shown for a single-case year too, but is no test: it has no p value. */
static pb_row_change compare(const pb_overview_row *row, pb_count now, const pb_count *earlier,
                             size_t n, double confidence) {
  pb_change_options options = {.confidence = confidence, .phi = row->phi.value, .df = row->phi_df};
  pb_change change = pb_count_change_against(now, earlier, n, &options);
  if (!change.assessable)
    return not_assessed("zero");
  bool spike = row->spike.value != 0;
  return (pb_row_change){
      .assessable = !spike,
      .reason = spike ? "single-case" : "",
      .verdict = spike ? "not-assessed" : "undecided",
      .method = change.method == PB_CHANGE_EXACT ? "exact" : "quasi-poisson",
      .ratio = pb_some_if(change.has_ratio, change.ratio),
      .lower = pb_some(change.ratio_lower),
      .upper = pb_some_if(change.has_ratio_upper, change.ratio_upper),
      .p = pb_some_if(!spike, change.p),
  };
}

static void change_from_base(const pb_analysis *analysis, pb_overview_row *row, pb_count now) {
  int wanted = CLAMP(analysis->dataset->years, 1, PB_MOST_BASE_YEARS);
  base_years base = find_base(analysis, row->t, wanted);
  row->base_years = pb_some((double)base.n);
  row->base_excluded = pb_some((double)base.excluded);
  pb_count sum;
  if (!pb_count_sum(base.years, base.n, &sum)) {
    row->against_base = not_assessed(base.excluded ? "base-single-case" : "no-base");
    return;
  }
  row->base_count = pb_some((double)sum.count / (double)base.n);
  row->base_rate = pb_some((double)sum.count / sum.exposure * 1e5);
  row->against_base = compare(row, now, base.years, base.n, analysis->options.confidence);
  pb_smallest_options options = {
      .alpha = analysis->options.alpha, .phi = row->phi.value, .df = row->phi_df};
  pb_smallest smallest = pb_smallest_change(sum, now.exposure, &options);
  row->smallest_ratio_up = pb_some_if(smallest.has_up && smallest.has_ratio_up, smallest.ratio_up);
  row->smallest_count_up = pb_some_if(smallest.has_up, (double)smallest.count_up);
  row->smallest_ratio_down = pb_some_if(smallest.has_down, smallest.ratio_down);
  row->smallest_count_down = pb_some_if(smallest.has_down, (double)smallest.count_down);
}

static void change_from_previous(const pb_analysis *analysis, pb_overview_row *row, pb_count now) {
  int p = analysis->last - 1;
  const pb_crime_cell *cell = pb_present_cell(analysis->dataset->yearly, analysis->m, row->t, p);
  if (!cell) {
    row->against_previous = not_assessed("no-base");
    return;
  }
  row->previous_count = pb_some((double)cell->count);
  row->previous_spike = pb_some(is_spike(analysis, row->t, p));
  pb_count previous;
  if (!pb_cell_count(cell, &previous)) {
    row->against_previous = not_assessed("no-rate");
    return;
  }
  row->previous_rate = pb_some((double)previous.count / previous.exposure * 1e5);
  row->against_previous = compare(row, now, &previous, 1, analysis->options.confidence);
  pb_row_change *change = &row->against_previous;
  if (row->previous_spike.value != 0 && change->assessable) {
    change->assessable = false;
    change->reason = "base-single-case";
    change->verdict = "not-assessed";
    change->p.has = false;
  }
}

void pb_overview_change(const pb_analysis *analysis, pb_overview_row *row) {
  const pb_dataset *dataset = analysis->dataset;
  pb_yearly_phi phi = pb_yearly_phi_of(dataset, analysis->m, row->t, analysis->last);
  row->phi = pb_some(phi.phi);
  row->phi_df = phi.df;
  row->phi_origin = phi.origin;
  pb_count now;
  if (!pb_cell_count(pb_present_cell(dataset->yearly, analysis->m, row->t, analysis->last), &now)) {
    row->against_base = row->against_previous = not_assessed("no-rate");
    return;
  }
  change_from_base(analysis, row, now);
  change_from_previous(analysis, row, now);
}

static const char *verdict(const pb_row_change *change, double alpha) {
  if (!change->assessable)
    return "not-assessed";
  if (change->adjusted.has && change->adjusted.value < alpha) {
    if (change->lower.has && change->lower.value > 1)
      return "increase";
    if (change->upper.has && change->upper.value < 1)
      return "decrease";
  }
  return "undecided";
}

static void judge(pb_row_change **changes, size_t n, double alpha) {
  g_autofree double *p = g_new0(double, n + 1), *adjusted = g_new0(double, n + 1);
  g_autofree bool *present = g_new0(bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    present[i] = changes[i]->assessable && changes[i]->p.has;
    p[i] = changes[i]->p.value;
  }
  pb_p_adjust(p, present, n, PB_ADJUST_BH, adjusted);
  for (size_t i = 0; i < n; i++) {
    changes[i]->adjusted = pb_some_if(present[i], adjusted[i]);
    changes[i]->verdict = verdict(changes[i], alpha);
  }
}

void pb_overview_judge(const pb_analysis *analysis, pb_overview_row *rows, size_t n) {
  g_autofree pb_row_change **family = g_new0(pb_row_change *, n + 1);
  for (size_t i = 0; i < n; i++)
    family[i] = &rows[i].against_base;
  judge(family, n, analysis->options.alpha);
  for (size_t i = 0; i < n; i++)
    family[i] = &rows[i].against_previous;
  judge(family, n, analysis->options.alpha);
}
