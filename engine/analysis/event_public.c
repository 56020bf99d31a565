/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/event_public.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/hot_spots.h"
#include "engine/analysis/result_part.h"

const char *const pb_too_few_to_show =
    N_("Not shown in the public version: some of its numbers are so small that single events could "
       "be recognised.");

#define OUTLINE_STEP_M 25 /* outlines of the density */
#define DISTANCE_STEP_M 100.0
#define SHARE_STEP 1e-4

static const pb_event_shown *shown_of(const pb_event_public *what, size_t s) {
  return &what->release->shown[s];
}

static pb_result *withheld(const pb_result *result, const char *const *scalars) {
  pb_result *part = pb_result_part(result, &(pb_part){.scalars = scalars});
  pb_result_set_reason(part, pb_too_few_to_show);
  return part;
}

/* The rows of event-areas and the subjects are both in the order of pb_analysis.event_areas. */
static void put_judgement(pb_result *to, const pb_result *from, const pb_event_public *what) {
  static const char *const names[] = {"ratio_lower", "ratio_upper",       "p",
                                      "phi",         "smallest_count_up", "smallest_count_down"};
  for (size_t c = 0; c < G_N_ELEMENTS(names); c++) {
    const pb_column *all = pb_result_find(from, names[c]);
    pb_column *column =
        pb_result_add_column(to, names[c], pb_column_type(all), pb_column_unit(all));
    for (size_t row = 0; row < pb_column_length(all); row++) {
      const pb_event_shown *shown = shown_of(what, row);
      if (!shown->years)
        continue;
      if (!shown->months || !pb_column_is_valid(all, row))
        pb_column_append_missing(column);
      else if (pb_column_type(all) == PB_TYPE_DOUBLE)
        pb_column_append_double(column, pb_column_double(all, row));
      else
        pb_column_append_int(column, pb_column_int(all, row));
    }
  }
}

static pb_result *areas(const pb_event_public *what, const pb_result *result, size_t s) {
  (void)s;
  static const char *const scalars[] = {"first_year", "last_year", NULL};
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  for (size_t c = 0; c < pb_result_n_columns(result); c++) {
    const char *name = pb_column_name(pb_result_column(result, c));
    if (g_str_has_prefix(name, "count_") || g_str_equal(name, "area") ||
        g_str_equal(name, "ratio") || g_str_equal(name, "verdict"))
      g_strv_builder_add(names, name);
  }
  g_auto(GStrv) columns = g_strv_builder_end(names);
  g_autofree bool *rows = g_new0(bool, pb_result_n_rows(result) + 1);
  for (size_t row = 0; row < pb_result_n_rows(result); row++)
    rows[row] = shown_of(what, row)->years;
  pb_result *part =
      pb_result_part(result, &(pb_part){(const char *const *)columns, scalars, NULL, rows});
  put_judgement(part, result, what);
  return part;
}

static pb_result *series(const pb_event_public *what, const pb_result *result, size_t s) {
  if (!shown_of(what, s)->months)
    return withheld(result, NULL);
  return pb_result_part(result, &(pb_part){PB_EVERY, PB_EVERY, PB_EVERY, NULL});
}

static pb_result *wheel(const pb_event_public *what, const pb_result *result, size_t s) {
  static const char *const scalars[] = {"n_events", "first_year", "last_year", NULL};
  if (!shown_of(what, s)->wheel)
    return withheld(result, scalars);
  return pb_result_part(result, &(pb_part){PB_EVERY, PB_EVERY, PB_EVERY, NULL});
}

/* What the charts of places print beside them. */
static const char *const placed_scalars[] = {"n_events",    "n_located", "missing_share",
                                             "first_year",  "last_year", "cell_m",
                                             "bandwidth_m", NULL};
static const char *const plain_scalars[] = {"first_year", "last_year", "cell_m", "bandwidth_m",
                                            NULL};

static const char *const *scalars_of(const pb_event_public *what, size_t s) {
  return shown_of(what, s)->placed ? placed_scalars : plain_scalars;
}

static pb_result *cells(const pb_event_public *what, const pb_result *result, size_t s) {
  return withheld(result, scalars_of(what, s));
}

/* An outline in full precision is an equation for every corner, with the points as the unknowns. */
static void put_rounded(pb_result *to, const pb_result *from, const char *name) {
  const pb_column *exact = pb_result_find(from, name);
  pb_column *rounded = pb_result_add_column(to, name, PB_TYPE_DOUBLE, "m");
  for (size_t row = 0; row < pb_column_length(exact); row++)
    pb_column_append_double(rounded,
                            round(pb_column_double(exact, row) / OUTLINE_STEP_M) * OUTLINE_STEP_M);
}

static pb_result *contours(const pb_event_public *what, const pb_result *result, size_t s) {
  if (pb_result_reason(result) || what->tables->tables[s].located < PB_FEWEST_FOR_SURFACE)
    return withheld(result, NULL);
  static const char *const rings[] = {"share", "part", "ring", NULL};
  pb_result *outlines =
      pb_result_part(result, &(pb_part){.columns = rings, .scalars = scalars_of(what, s)});
  put_rounded(outlines, result, "x");
  put_rounded(outlines, result, "y");
  return outlines;
}

static double middle_of_cell(double at) {
  return (floor(at / 250) + .5) * 250;
}

static void put_places(pb_result *to, const pb_result *from, const bool *rows) {
  pb_column *number = pb_result_add_column(to, "number", PB_TYPE_INT64, NULL);
  pb_column *far = pb_result_add_column(to, "distance_m", PB_TYPE_DOUBLE, "m");
  pb_column *x = pb_result_add_column(to, "x", PB_TYPE_DOUBLE, "m");
  pb_column *y = pb_result_add_column(to, "y", PB_TYPE_DOUBLE, "m");
  const pb_column *all_far = pb_result_find(from, "distance_m");
  int64_t n = 0;
  for (size_t row = 0; row < pb_result_n_rows(from); row++) {
    if (!rows[row])
      continue;
    const bool known = pb_column_is_valid(all_far, row);
    pb_column_append_int(number, ++n);
    pb_column_append_maybe(
        far, known,
        known ? round(pb_column_double(all_far, row) / DISTANCE_STEP_M) * DISTANCE_STEP_M : 0);
    pb_column_append_double(x, middle_of_cell(pb_column_double(pb_result_find(from, "x"), row)));
    pb_column_append_double(y, middle_of_cell(pb_column_double(pb_result_find(from, "y"), row)));
  }
}

static pb_result *spots(const pb_event_public *what, const pb_result *result, size_t s) {
  static const char *const with_share[] = {"name", "direction", "hectares", "count", "share", NULL};
  static const char *const columns[] = {"name", "direction", "hectares", "count", NULL};
  const pb_event_shown *shown = shown_of(what, s);
  bool any = false;
  for (size_t i = 0; i < what->tables->tables[s].n_spots; i++)
    any = any || shown->spots[i];
  if (!any)
    return withheld(result, NULL);
  pb_result *part = pb_result_part(result, &(pb_part){shown->placed ? with_share : columns,
                                                      scalars_of(what, s), NULL, shown->spots});
  put_places(part, result, shown->spots);
  return part;
}

static pb_result *concentration(const pb_event_public *what, const pb_result *result, size_t s) {
  static const char *const scalars[] = {"first_year", "last_year", NULL};
  const double n = (double)what->tables->tables[s].located;
  const double half = pb_result_scalar_or(result, "cells_50", 0);
  if (pb_result_reason(result) || !shown_of(what, s)->placed ||
      half * (double)what->threshold > n / 2)
    return withheld(result, NULL);
  pb_result *part = pb_result_part(result, &(pb_part){.scalars = scalars});
  /* Its further decimals would tell the count of the cell that the half ends in. */
  const double share = pb_result_scalar_or(result, "share_50", 0);
  pb_result_set_scalar(part, "share_50", round(share / SHARE_STEP) * SHARE_STEP, NULL);
  return part;
}

static bool all_parts(const pb_event_public *what, size_t s) {
  for (size_t i = 0; i < what->tables->tables[s].n_parts; i++)
    if (!shown_of(what, s)->parts[i])
      return false;
  return true;
}

static pb_result *parts(const pb_event_public *what, const pb_result *result, size_t s) {
  static const char *const columns[] = {"code",    "name",  "feature", "km2", "count",
                                        "per_km2", "lower", "upper",   NULL};
  static const char *const compared[] = {"code",    "name",  "feature", "km2",     "count", "share",
                                         "per_km2", "lower", "upper",   "verdict", NULL};
  static const char *const placed_and_median[] = {
      "n_events", "n_located", "missing_share", "first_year", "last_year", "median_per_km2", NULL};
  static const char *const median[] = {"first_year", "last_year", "median_per_km2", NULL};
  const pb_event_shown *shown = shown_of(what, s);
  if (pb_result_reason(result))
    return pb_result_part(result, &(pb_part){0}); /* no layer of parts: its own reason */
  bool any = false;
  for (size_t i = 0; i < what->tables->tables[s].n_parts; i++)
    any = any || shown->parts[i];
  if (!any)
    return withheld(result, NULL);
  if (!all_parts(what, s))
    return pb_result_part(result, &(pb_part){columns, scalars_of(what, s), NULL, shown->parts});
  return pb_result_part(
      result, &(pb_part){compared, shown->placed ? placed_and_median : median, NULL, shown->parts});
}

static const struct {
  const char *name;
  pb_result *(*make)(const pb_event_public *, const pb_result *, size_t);
} makers[] = {
    {"density-contours", contours},
    {"event-areas", areas},
    {"event-control", series},
    {"event-forecast", series},
    {"event-parts", series},
    {"event-series", series},
    {"event-sub-areas", parts},
    {"event-wheel", wheel},
    {"hot-cells", cells},
    {"hot-spots", spots},
    {"place-concentration", concentration},
};

pb_result *pb_event_public_of(const pb_event_public *what, const pb_result *result, size_t s) {
  if (s >= what->release->n || !shown_of(what, s)->years)
    return NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(makers); i++)
    if (strcmp(makers[i].name, pb_result_name(result)) == 0)
      return makers[i].make(what, result, s);
  return NULL;
}

bool pb_put_day_parts(pb_result *result, const pb_event_public *what, size_t s) {
  if (!shown_of(what, s)->hours)
    return false;
  pb_column *weekday = pb_result_add_column(result, "weekday", PB_TYPE_STRING, NULL);
  pb_column *hour = pb_result_add_column(result, "from_hour", PB_TYPE_INT64, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  for (int k = 0; k < PB_DAY_PARTS; k++) {
    pb_column_append_string(weekday, pb_day_part_is_weekend(k) ? "weekend" : "weekday");
    pb_column_append_int(hour, pb_day_part_hour(k));
    pb_column_append_int(count, what->tables->tables[s].hours[k]);
  }
  return true;
}
