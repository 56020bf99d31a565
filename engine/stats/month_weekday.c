/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/wall_clock.h"
#include "engine/stats/day_counts.h"
#include "engine/stats/poisson_rate.h"
#include "engine/stats/shared_params.h"
#include "engine/stats/week_clock.h"

#define DAY_S INT64_C(86400)

typedef struct {
  int64_t count[12][7];
  int days[12][7]; /* observed */
} month_week;

static void fill(month_week *table, const pb_day_counts *days) {
  for (size_t i = 0; i < days->n; i++) {
    if (!days->observed[i])
      continue;
    int64_t seconds = (days->first + (int64_t)i) * DAY_S;
    int month = pb_wall_clock_of(seconds).month - 1, weekday = pb_time_weekday(seconds);
    table->count[month][weekday] += days->count[i];
    table->days[month][weekday]++;
  }
}

static void add_rows(pb_result *result, const month_week *table, double confidence) {
  static const char *const names[] = {"per_day", "lower", "upper"};
  pb_column *month = pb_result_add_column(result, "month", PB_TYPE_INT64, NULL);
  pb_column *weekday = pb_result_add_column(result, "weekday", PB_TYPE_INT64, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *days = pb_result_add_column(result, "days_observed", PB_TYPE_INT64, N_("days"));
  pb_column *rates[3];
  for (int i = 0; i < 3; i++)
    rates[i] = pb_result_add_column(result, names[i], PB_TYPE_DOUBLE, N_("events/day"));
  for (int m = 0; m < 12; m++)
    for (int d = 0; d < 7; d++) {
      pb_rate rate = {0};
      pb_count seen = {table->count[m][d], table->days[m][d]};
      bool observed = pb_poisson_rate(seen, 1, confidence, &rate);
      pb_column_append_int(month, m + 1);
      pb_column_append_int(weekday, d);
      pb_column_append_int(count, seen.count);
      pb_column_append_int(days, table->days[m][d]);
      pb_column_append_maybe(rates[0], observed, rate.rate);
      pb_column_append_maybe(rates[1], observed, rate.lower);
      pb_column_append_maybe(rates[2], observed, rate.upper);
    }
}

static const pb_input inputs[] = {PB_DAY_INPUTS};
static const pb_param params[] = {PB_PARAM_CONFIDENCE, PB_DAY_PARAMS};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  g_autoptr(pb_day_counts) days = pb_day_counts_read(input, values, error);
  if (!days)
    return NULL;
  pb_result *result = pb_result_new("month-weekday");
  pb_day_counts_put(result, days);
  if (days->n_observed == 0) {
    pb_result_set_reason(result, N_("No day was observed."));
    return result;
  }
  month_week table = {0};
  fill(&table, days);
  add_rows(result, &table, pb_params_double(values, "confidence"));
  pb_result_set_scalar(result, "mean_per_day", (double)days->n_events / (double)days->n_observed,
                       N_("events/day"));
  return result;
}

const pb_statistic pb_statistic_month_weekday = {
    .name = "month-weekday",
    .title = N_("Events by month and weekday"),
    .description =
        N_("Events a day for each weekday (0 is Monday) of each calendar month, divided by how "
           "many such days were observed, with exact intervals. A month that was observed in part "
           "is divided by its observed days; one never observed is missing, not zero."),
    .citation = "Garwood F (1936) Biometrika 28:437",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
