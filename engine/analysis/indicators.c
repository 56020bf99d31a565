/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What do schools, social services and others see? Every indicator of the municipality, beside
 * others. */
#include "engine/indicators.h"

#include "engine/analysis/build.h"
#include "engine/stats/quantile.h"

/* Who the municipality is set beside: its group, all others, the county or the country. */
typedef enum { BESIDE_GROUP, BESIDE_OTHERS, BESIDE_COUNTY, BESIDE_COUNTRY, BESIDE_NOBODY } beside;
static const char *const beside_words[] = {"group", "municipalities", "county", "country", ""};

static bool value_at(const pb_indicators *all, const pb_indicator_series *series, pb_period period,
                     double *value) {
  for (size_t i = 0; series && i < series->n; i++)
    if (all->values[series->first + i].period == period) {
      *value = all->values[series->first + i].value;
      return true;
    }
  return false;
}

static bool is_peer(const pb_analysis *analysis, size_t m, beside who) {
  const pb_municipality *here = &analysis->dataset->municipalities[analysis->m];
  const pb_municipality *there = &analysis->dataset->municipalities[m];
  if (m == analysis->m)
    return false;
  return who == BESIDE_OTHERS || (here->group_code && *here->group_code &&
                                  g_strcmp0(here->group_code, there->group_code) == 0);
}

/* Median of the others that have a value in the period. */
static bool median_of(const pb_analysis *analysis, const pb_indicator_series *own, beside who,
                      pb_period period, double *median, size_t *n) {
  const pb_indicators *all = analysis->dataset->indicators;
  g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(double));
  for (size_t i = 0; i < all->n_series; i++) {
    const pb_indicator_series *series = &all->series[i];
    double value;
    if (series->indicator == own->indicator && series->area.kind == PB_AREA_MUNICIPALITY &&
        series->sex == own->sex && series->per_year == own->per_year &&
        is_peer(analysis, (size_t)series->area.index, who) && value_at(all, series, period, &value))
      g_array_append_val(values, value);
  }
  *n = values->len;
  if (values->len < PB_SMALLEST_GROUP)
    return false;
  double *sorted = (double *)(void *)values->data;
  pb_sort_doubles(sorted, values->len);
  *median = pb_quantile_sorted(sorted, values->len, .5);
  return true;
}

static const pb_indicator_series *wider_series(const pb_analysis *analysis,
                                               const pb_indicator_series *own, beside who) {
  const pb_dataset *dataset = analysis->dataset;
  const char *county = dataset->municipalities[analysis->m].county_code;
  for (size_t i = 0; i < dataset->indicators->n_series; i++) {
    const pb_indicator_series *series = &dataset->indicators->series[i];
    if (series->indicator != own->indicator || series->sex != own->sex ||
        series->per_year != own->per_year)
      continue;
    if ((who == BESIDE_COUNTY && series->area.kind == PB_AREA_COUNTY &&
         g_strcmp0(dataset->municipalities[series->area.index].county_code, county) == 0) ||
        (who == BESIDE_COUNTRY && series->area.kind == PB_AREA_COUNTRY))
      return series;
  }
  return NULL;
}

static bool comparison_at(const pb_analysis *analysis, const pb_indicator_series *own, beside who,
                          pb_period period, double *value, size_t *n) {
  *n = 0;
  if (who == BESIDE_NOBODY)
    return false;
  if (who == BESIDE_GROUP || who == BESIDE_OTHERS)
    return median_of(analysis, own, who, period, value, n);
  return value_at(analysis->dataset->indicators, wider_series(analysis, own, who), period, value);
}

/* The nearest comparison that the last value has. */
static beside choose(const pb_analysis *analysis, const pb_indicator_series *own,
                     pb_period period) {
  double value;
  size_t n;
  for (beside who = BESIDE_GROUP; who < BESIDE_NOBODY; who++)
    if (comparison_at(analysis, own, who, period, &value, &n))
      return who;
  return BESIDE_NOBODY;
}

typedef struct {
  pb_column *name, *unit, *source, *period, *value, *comparison, *n, *kind;
} indicator_columns;

static void put_series(const pb_analysis *analysis, const indicator_columns *to,
                       const pb_indicator_series *own) {
  const pb_indicators *all = analysis->dataset->indicators;
  const pb_indicator *indicator = &all->indicators[own->indicator];
  size_t n = own->n;
  while (n > 0 &&
         pb_period_year(all->values[own->first + n - 1].period) > analysis->dataset->period_end)
    n--;
  if (n == 0)
    return;
  beside who = choose(analysis, own, all->values[own->first + n - 1].period);
  for (size_t i = 0; i < n; i++) {
    const pb_indicator_value *one = &all->values[own->first + i];
    double other;
    size_t n_others;
    bool has = comparison_at(analysis, own, who, one->period, &other, &n_others);
    pb_column_append_string(to->name, indicator->name);
    pb_column_append_string(to->unit, indicator->unit);
    pb_column_append_string(to->source, indicator->source);
    pb_column_append_int(to->period, one->period);
    pb_column_append_double(to->value, one->value);
    pb_column_append_maybe(to->comparison, has, has ? other : 0);
    pb_append_int_maybe(to->n, n_others > 0, (int64_t)n_others);
    pb_column_append_string(to->kind, beside_words[who]);
  }
}

void pb_build_indicators(pb_analysis *analysis) {
  const pb_indicators *all = analysis->dataset->indicators;
  pb_result *result = pb_analysis_put(analysis, "indicators", -1);
  const indicator_columns to = {
      pb_result_add_column(result, "indicator", PB_TYPE_STRING, NULL),
      pb_result_add_column(result, "unit", PB_TYPE_STRING, NULL),
      pb_result_add_column(result, "source", PB_TYPE_STRING, NULL),
      pb_result_add_column(result, "period", PB_TYPE_PERIOD, NULL),
      pb_result_add_column(result, "value", PB_TYPE_DOUBLE, NULL),
      pb_result_add_column(result, "comparison", PB_TYPE_DOUBLE, NULL),
      pb_result_add_column(result, "comparison_n", PB_TYPE_INT64, NULL),
      pb_result_add_column(result, "comparison_of", PB_TYPE_STRING, NULL)};
  for (size_t i = 0; all && i < all->n_series; i++) {
    const pb_indicator_series *series = &all->series[i];
    if (series->area.kind == PB_AREA_MUNICIPALITY && series->area.index == (int)analysis->m &&
        series->sex == PB_INDICATOR_ALL)
      put_series(analysis, &to, series);
  }
  pb_put_group(result, analysis);
  pb_result_set_method(result, N_("Values as published; median of the comparison group, else of "
                                  "all other municipalities with a value, else the county’s or the "
                                  "country’s value"));
  if (pb_result_n_rows(result) == 0)
    pb_result_set_reason(result, N_("The project has no indicators of the municipality."));
}
