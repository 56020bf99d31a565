/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Incidents of the last years by weekday and hour: those known only to lie between two times give
 * each hour its share. */
#include "engine/analysis/event_area.h"
#include "engine/stats/aoristic.h"
#include "engine/stats/quantile.h"

typedef struct {
  pb_aoristic table;
  size_t without_hour, too_long, end_before_start;
  double *spans; /* hours, of those with an end */
  size_t n_spans;
} clock_sums;

static void add(clock_sums *sums, const pb_incident *one) {
  if (!one->has_hour) {
    sums->without_hour++;
    return;
  }
  switch (pb_aoristic_add(&sums->table, one->time, one->has_end, one->end, PB_AORISTIC_LONGEST_S,
                          true)) {
  case PB_AORISTIC_TOO_LONG:
    sums->too_long++;
    break;
  case PB_AORISTIC_END_BEFORE_START:
    sums->end_before_start++;
    break;
  default:
    if (one->has_end)
      sums->spans[sums->n_spans++] = (double)(one->end - one->time) / 3600;
  }
}

static void put_table(pb_result *result, const pb_aoristic *table) {
  pb_column *weekday = pb_result_add_column(result, "weekday", PB_TYPE_INT64, NULL);
  pb_column *hour = pb_result_add_column(result, "hour", PB_TYPE_INT64, NULL);
  pb_column *weight = pb_result_add_column(result, "weight", PB_TYPE_DOUBLE, N_("events"));
  for (int d = 0; d < 7; d++)
    for (int h = 0; h < 24; h++) {
      pb_column_append_int(weekday, d);
      pb_column_append_int(hour, h);
      pb_column_append_double(weight, table->weight[d][h]);
    }
}

static void build_one(pb_analysis *analysis, int area) {
  const pb_incidents *incidents = analysis->incidents;
  int first = pb_incident_first_year(analysis), last = analysis->dataset->period_end;
  pb_result *result = pb_analysis_put_area(analysis, "event-clock", area);
  g_autofree double *spans = g_new(double, incidents->n + 1);
  clock_sums sums = {.spans = spans};
  for (size_t i = 0; i < incidents->n; i++) {
    const pb_incident *one = &incidents->incidents[i];
    if (one->year >= first && one->year <= last && pb_incident_in(one, area))
      add(&sums, one);
  }
  put_table(result, &sums.table);
  pb_sort_doubles(spans, sums.n_spans);
  pb_put_scalar(result, "median_span", sums.n_spans > 0,
                sums.n_spans ? pb_quantile_sorted(spans, sums.n_spans, 0.5) : 0, N_("hours"));
  pb_result_set_scalar(result, "n_events", (double)sums.table.n, NULL);
  pb_result_set_scalar(result, "n_windows", (double)sums.n_spans, NULL);
  pb_result_set_scalar(result, "n_without_hour", (double)sums.without_hour, NULL);
  pb_result_set_scalar(result, "n_too_long", (double)sums.too_long, NULL);
  pb_result_set_scalar(result, "n_end_before_start", (double)sums.end_before_start, NULL);
  pb_result_set_scalar(result, "first_year", first, NULL);
  pb_result_set_scalar(result, "last_year", last, NULL);
  pb_result_set_counts(result, sums.table.n,
                       sums.without_hour + sums.too_long + sums.end_before_start);
  pb_result_set_method(result, N_("Aoristic sums by weekday and hour, Swedish wall-clock time"));
  pb_result_set_citation(result, "Ratcliffe 2000, 2002");
  if (sums.table.n == 0)
    pb_result_set_reason(result, N_("None of the events has a known hour."));
}

void pb_build_event_clock(pb_analysis *analysis) {
  for (guint i = 0; i < analysis->event_areas->len; i++)
    build_one(analysis, pb_event_area_at(analysis, i));
}
