/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do incidents fall at other hours of the week in the last year than in the years before? How they
 * are spread is compared, not how many there are. */
#include "engine/analysis/event_area.h"
#include "engine/stats/clock_bands.h"
#include "engine/stats/contingency.h"

/* Bands wider than this say nothing of hours. */
#define WIDEST_BAND 12
/* Cochran's rule: four cells in five are expected to hold PB_LEAST_EXPECTED events or more, and
 * every one at least one. Those below are not judged by themselves. */
#define ENOUGH_SHARE 0.8
#define LEAST_OF_ANY 1
/* Narrow bands leave out events known only to lie between two times: at most this share of those
 * that the widest bands can use. */
#define MOST_LEFT_OUT 0.25
/* Where the hours of fewer events than this are known, they do not stand for the others. */
#define LEAST_USED 0.5

typedef struct {
  pb_two_clocks clocks; /* [0]: the years before, [1]: the last */
  size_t without_hour, wide;
} compared;

/* An incident known only to lie between two times counts when both are in the same band. */
static bool fits(const pb_incident *one, int width) {
  if (!one->has_end || one->end == one->time)
    return true;
  int64_t last_moment = one->end - 1;
  return last_moment >= one->time && last_moment - one->time < (int64_t)width * 3600 &&
         pb_time_weekday(one->time) == pb_time_weekday(last_moment) &&
         pb_time_hour(one->time) / width == pb_time_hour(last_moment) / width;
}

static compared count(const pb_analysis *analysis, int area, int width) {
  const pb_incidents *incidents = analysis->incidents;
  int first = pb_incident_first_year(analysis), last = analysis->dataset->period_end;
  compared sums = {0};
  for (size_t i = 0; i < incidents->n; i++) {
    const pb_incident *one = &incidents->incidents[i];
    if (one->year < first || one->year > last || !pb_incident_in(one, area))
      continue;
    if (!one->has_hour)
      sums.without_hour++;
    else if (!fits(one, width))
      sums.wide++;
    else
      pb_week_clock_add(&sums.clocks.of[one->year == last], one->time);
  }
  return sums;
}

static int64_t used(const compared *sums) {
  return sums->clocks.of[0].n + sums->clocks.of[1].n;
}

static double expected_at(const pb_two_clocks *clocks, const int64_t *cells, int band) {
  int64_t fewer = MIN(clocks->of[0].n, clocks->of[1].n), n = clocks->of[0].n + clocks->of[1].n;
  return n ? (double)(cells[2 * band] + cells[2 * band + 1]) * (double)fewer / (double)n : 0;
}

static bool are_enough(const pb_two_clocks *clocks, int width) {
  g_autofree int64_t *cells = pb_clock_banded(clocks, width);
  int n = 7 * 24 / width, enough = 0;
  for (int band = 0; band < n; band++) {
    if (expected_at(clocks, cells, band) < LEAST_OF_ANY)
      return false;
    enough += expected_at(clocks, cells, band) >= PB_LEAST_EXPECTED;
  }
  return enough >= ENOUGH_SHARE * n;
}

/* The narrowest bands with enough expected events that can use most events; 0: none. */
static int choose(const pb_analysis *analysis, int area, compared *sums) {
  compared widest = count(analysis, area, WIDEST_BAND);
  for (size_t i = 0; i < PB_N_CLOCK_BANDS && pb_clock_bands[i] <= WIDEST_BAND; i++) {
    *sums = count(analysis, area, pb_clock_bands[i]);
    if ((double)used(sums) >= (1 - MOST_LEFT_OUT) * (double)used(&widest) &&
        are_enough(&sums->clocks, pb_clock_bands[i]))
      return pb_clock_bands[i];
  }
  return 0;
}

static void put_bands(pb_result *result, const compared *sums, int width, double alpha) {
  const char *reason = NULL;
  g_autofree int64_t *cells = pb_clock_banded(&sums->clocks, width);
  g_autoptr(pb_contingency) test = pb_contingency_test(cells, (size_t)(7 * 24 / width), 2, &reason);
  if (!test) {
    pb_result_set_reason(result, reason);
    return;
  }
  pb_column *weekday = pb_result_add_column(result, "weekday", PB_TYPE_INT64, NULL);
  pb_column *from = pb_result_add_column(result, "hour_from", PB_TYPE_INT64, NULL);
  pb_column *to = pb_result_add_column(result, "hour_to", PB_TYPE_INT64, NULL);
  pb_column *before = pb_result_add_column(result, "before", PB_TYPE_INT64, N_("events"));
  pb_column *now = pb_result_add_column(result, "now", PB_TYPE_INT64, N_("events"));
  pb_column *alike = pb_result_add_column(result, "as_before", PB_TYPE_DOUBLE, N_("events"));
  pb_column *residual = pb_result_add_column(result, "residual", PB_TYPE_DOUBLE, NULL);
  pb_column *p = pb_result_add_column(result, "p_adjusted", PB_TYPE_DOUBLE, NULL);
  pb_column *verdict = pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL);
  size_t more = 0, fewer = 0;
  for (int band = 0; band < 7 * 24 / width; band++) {
    size_t cell = 2 * (size_t)band + 1;
    bool judged = expected_at(&sums->clocks, cells, band) >= PB_LEAST_EXPECTED;
    bool sure = judged && test->p_adjusted[cell] < alpha;
    bool is_more = sure && test->residual[cell] > 0, is_fewer = sure && test->residual[cell] < 0;
    pb_column_append_int(weekday, band / (24 / width));
    pb_column_append_int(from, band % (24 / width) * width);
    pb_column_append_int(to, (band % (24 / width) + 1) * width);
    pb_column_append_int(before, cells[cell - 1]);
    pb_column_append_int(now, cells[cell]);
    pb_column_append_double(alike, (double)cells[cell - 1] * (double)sums->clocks.of[1].n /
                                       (double)sums->clocks.of[0].n);
    pb_column_append_maybe(residual, test->tested[cell], test->residual[cell]);
    pb_column_append_maybe(p, judged, test->p_adjusted[cell]);
    pb_column_append_string(verdict, is_more ? "more" : is_fewer ? "fewer" : "undecided");
    more += is_more;
    fewer += is_fewer;
  }
  pb_result_set_scalar(result, "band", width, N_("hours"));
  pb_result_set_scalar(result, "n_more", (double)more, NULL);
  pb_result_set_scalar(result, "n_fewer", (double)fewer, NULL);
  pb_result_set_scalar(result, "p", test->p, NULL);
  pb_result_set_scalar(result, "cramers_v", test->cramers_v, NULL);
  pb_result_set_scalar(result, "alpha", alpha, NULL);
}

static void build_one(pb_analysis *analysis, int area) {
  pb_result *result = pb_analysis_put_area(analysis, "event-clock-change", area);
  int first = pb_incident_first_year(analysis), last = analysis->dataset->period_end;
  compared sums = {0};
  int width = choose(analysis, area, &sums);
  const pb_week_clock *of = sums.clocks.of;
  if (width)
    put_bands(result, &sums, width, analysis->options.alpha);
  pb_result_set_scalar(result, "n_before", (double)of[0].n, N_("events"));
  pb_result_set_scalar(result, "n_now", (double)of[1].n, N_("events"));
  pb_result_set_scalar(result, "n_without_hour", (double)sums.without_hour, NULL);
  pb_result_set_scalar(result, "n_wide", (double)sums.wide, NULL);
  pb_result_set_scalar(result, "first_year", first, NULL);
  pb_result_set_scalar(result, "last_year", last, NULL);
  pb_result_set_counts(result, (size_t)(of[0].n + of[1].n), sums.without_hour + sums.wide);
  pb_result_set_method(result, N_("Pearson’s chi-square test of the bands of hours against the "
                                  "years before; adjusted residuals, corrected over the week"));
  pb_result_set_citation(result, "Haberman 1973; Benjamini & Hochberg 1995");
  if (first == last)
    pb_result_set_reason(result, N_("There is no earlier year of events to compare with."));
  else if (!width)
    pb_result_set_reason(result, N_("There are too few events to compare the hours of the week."));
  else if ((double)used(&sums) < LEAST_USED * (double)(used(&sums) + (int64_t)sums.wide))
    pb_result_set_reason(result, N_("The hour of most events is not known well enough to compare "
                                    "the hours of the week."));
}

void pb_build_event_clock_change(pb_analysis *analysis) {
  for (guint i = 0; i < analysis->event_areas->len; i++)
    build_one(analysis, pb_event_area_at(analysis, i));
}
