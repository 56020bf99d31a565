/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Do events follow near each other, in space and time, more than chance gives? */
#include "engine/analysis/hot_spots.h"
#include "engine/stats/knox.h"

#define FEWEST_EVENTS 50
#define PERMUTATIONS 499
#define SEED 1

/* Bands as in Ratcliffe & Rengert 2008, narrowed to the size of Swedish blocks. */
static const double distances[] = {0, 100, 200, 400};
static const double days[] = {0, 8, 15, 29};

typedef struct {
  double *x, *y, *start, *end;
  size_t n;
} dated_places;

static dated_places gather(const pb_analysis *analysis, int area) {
  const pb_incidents *incidents = analysis->incidents;
  size_t n = incidents->n + 1;
  dated_places d = {g_new(double, n), g_new(double, n), g_new(double, n), g_new(double, n), 0};
  int first = pb_incident_first_year(analysis), last = analysis->dataset->period_end;
  for (size_t i = 0; i < incidents->n; i++) {
    const pb_incident *one = &incidents->incidents[i];
    if (!pb_incident_in(one, area) || !one->has_point || !one->has_day || one->year < first ||
        one->year > last)
      continue;
    bool window = one->has_end && one->end >= one->time;
    d.x[d.n] = one->x;
    d.y[d.n] = one->y;
    d.start[d.n] = (double)one->time / 86400;
    d.end[d.n++] = (double)(window ? one->end : one->time) / 86400;
  }
  return d;
}

static void clear(dated_places *d) {
  g_free(d->x);
  g_free(d->y);
  g_free(d->start);
  g_free(d->end);
}

static void put_bands(pb_result *result, const pb_knox *knox, double alpha) {
  static const char *const names[] = {"distance_from", "distance_to", "days_from", "days_to"};
  pb_column *limits[4];
  for (int k = 0; k < 4; k++)
    limits[k] = pb_result_add_column(result, names[k], PB_TYPE_DOUBLE, k < 2 ? "m" : N_("days"));
  pb_column *observed = pb_result_add_column(result, "observed", PB_TYPE_INT64, N_("pairs"));
  pb_column *expected = pb_result_add_column(result, "expected", PB_TYPE_DOUBLE, N_("pairs"));
  pb_column *ratio = pb_result_add_column(result, "ratio", PB_TYPE_DOUBLE, NULL);
  pb_column *p = pb_result_add_column(result, "p", PB_TYPE_DOUBLE, NULL);
  pb_column *adjusted = pb_result_add_column(result, "p_adjusted", PB_TYPE_DOUBLE, NULL);
  pb_column *verdict = pb_result_add_column(result, "verdict", PB_TYPE_STRING, NULL);
  for (size_t s = 0; s < knox->n_space; s++)
    for (size_t t = 0; t < knox->n_time; t++) {
      const pb_knox_cell *cell = &knox->cells[s * knox->n_time + t];
      pb_column_append_double(limits[0], s ? distances[s - 1] : 0);
      pb_column_append_double(limits[1], s ? distances[s] : 0);
      pb_column_append_double(limits[2], days[t]);
      pb_column_append_double(limits[3], days[t + 1]);
      pb_column_append_int(observed, cell->observed);
      pb_column_append_double(expected, cell->expected);
      pb_column_append_maybe(ratio, cell->tested && cell->has_ratio, cell->ratio);
      pb_column_append_maybe(p, cell->tested, cell->p);
      pb_column_append_maybe(adjusted, cell->tested, cell->p_adjusted);
      pb_column_append_string(verdict, cell->tested && cell->p_adjusted <= alpha ? "more" : "");
    }
}

void pb_build_near_repeat(pb_analysis *analysis, int area, const pb_cell_counts *counts) {
  pb_result *result = pb_analysis_put_area(analysis, "near-repeat", area);
  dated_places d = gather(analysis, area);
  const pb_knox_events events = {d.x, d.y, d.start, d.end, d.n};
  const pb_knox_options options = {.space = distances,
                                   .n_space = G_N_ELEMENTS(distances),
                                   .time = days,
                                   .n_time = G_N_ELEMENTS(days),
                                   .same_place = true,
                                   .whole_days = true,
                                   .permutations = PERMUTATIONS,
                                   .seed = SEED,
                                   .threads = 1};
  const char *reason =
      N_("Fewer than 50 events have both a day and an exact point, too few to look "
         "for near repeats.");
  g_autoptr(pb_knox) knox = d.n >= FEWEST_EVENTS ? pb_knox_of(&events, &options, &reason) : NULL;
  if (knox)
    put_bands(result, knox, analysis->options.alpha);
  pb_put_cell_counts(result, counts);
  pb_result_set_scalar(result, "n_dated", (double)d.n, N_("events"));
  pb_put_scalar(result, "share_in_pairs", knox, knox ? (double)knox->events_close / (double)d.n : 0,
                NULL);
  pb_result_set_seed(result, SEED);
  pb_result_set_method(result, N_("Knox’s test with permuted dates, adjusted over the bands; of "
                                  "events known within a window the middle"));
  pb_result_set_citation(result, "Knox 1964; Ratcliffe & Rengert 2008");
  if (!knox)
    pb_result_set_reason(result, reason);
  clear(&d);
}
