/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/event_places.h"

#include <math.h>

#include "engine/error.h"
#include "engine/event_index.h"
#include "engine/text.h"
#include "geo/default_points.h"
#include "geo/event_sub_areas.h"
#include "geo/event_systems.h"
#include "geo/sweden_outline.h"
#include "io/findings.h"

/* What is known while it goes on. Columns and rows are those of dataset->events. */
typedef struct {
  pb_dataset *dataset;
  const pb_geography *geography;
  pb_municipality_finder *finder;
  const pb_event_systems *systems;
  size_t n;
  pb_column *x, *y, *municipality;
  const pb_column *county, *source, *line;
  uint8_t *quality;         /* pb_point_quality by row */
  int16_t *municipality_of; /* by row: of the polygon that contains the point, -1: none */
  bool changed_municipality;
  pb_box near_municipalities; /* of a project about another country */
} work;

static pb_source_info *source_of(const work *w, size_t row) {
  return &w->dataset->sources[pb_column_int(w->source, row)];
}

static void note(const work *w, size_t row, const char *reason, const char *sentence) {
  const pb_source_info *info = source_of(w, row);
  const pb_findings findings = {w->dataset->diagnostics, info->name, info->path};
  pb_findings_add(&findings, PB_DIAG_NOTE, reason, (size_t)pb_column_int(w->line, row), 0, NULL,
                  NULL, sentence);
}

static bool out_of_memory(size_t n, GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_MEMORY,
              _("There is not enough memory to place %zu events."), n);
  return false;
}

static pb_point_quality drop(work *w, size_t row, pb_point_quality why) {
  pb_column_set_missing(w->x, row);
  pb_column_set_missing(w->y, row);
  if (why == PB_POINT_INVALID)
    note(w, row, "point-invalid",
         _("The point is 0, 0 or no number; the event is used without it."));
  else if (why == PB_POINT_OUTSIDE_SWEDEN)
    note(w, row, "point-outside-sweden",
         w->dataset->crs ? _("The point lies far from the municipalities of the project; the event "
                             "is used without it.")
                         : _("The point lies outside Sweden; the event is used without it."));
  return why;
}

/* A project about another country: where its municipalities are, and some way around them. */
static pb_box box_around(const work *w) {
  const double margin_m = 20e3;
  pb_box box = w->geography && w->geography->municipalities
                   ? pb_layer_bounds(w->geography->municipalities)
                   : pb_box_empty();
  if (pb_box_is_empty(box))
    return (pb_box){-INFINITY, -INFINITY, INFINITY, INFINITY};
  return (pb_box){box.min_x - margin_m, box.min_y - margin_m, box.max_x + margin_m,
                  box.max_y + margin_m};
}

static bool in_country(const work *w, double east, double north) {
  const pb_box *box = &w->near_municipalities;
  return w->dataset->crs ? east >= box->min_x && east <= box->max_x && north >= box->min_y &&
                               north <= box->max_y
                         : pb_sweden_contains(east, north);
}

/* Bring one point to the plane of the dataset. */
static pb_point_quality move(work *w, size_t row) {
  if (!pb_column_is_valid(w->x, row))
    return PB_POINT_MISSING;
  double x = pb_column_double(w->x, row), y = pb_column_double(w->y, row);
  if (!pb_is_point(x, y))
    return drop(w, row, PB_POINT_INVALID);
  int section = w->systems->section[pb_column_int(w->source, row)];
  const pb_event_system *system = &w->systems->systems[section];
  if (!system->projection)
    return drop(w, row, PB_POINT_UNDECIDED);
  double east = system->axes_swapped ? y : x, north = system->axes_swapped ? x : y;
  if (!pb_projection_point(system->projection, &east, &north))
    return drop(w, row, PB_POINT_OUTSIDE_SWEDEN);
  int found = pb_municipality_finder_at(w->finder, east, north);
  bool in_sweden = found >= 0 || in_country(w, east, north);
  if (!in_sweden && !system->keeps_abroad)
    return drop(w, row, PB_POINT_OUTSIDE_SWEDEN);
  pb_column_set_double(w->x, row, east);
  pb_column_set_double(w->y, row, north);
  w->municipality_of[row] = (int16_t)found;
  return in_sweden ? PB_POINT_EXACT : PB_POINT_OUTSIDE_SWEDEN;
}

static void move_all(work *w) {
  for (size_t row = 0; row < w->n; row++)
    w->quality[row] = (uint8_t)move(w, row);
}

static void find_defaults(work *w, const pb_same_points *same) {
  pb_located_events events = {.dataset = w->dataset,
                              .geography = w->geography,
                              .same = same,
                              .x = pb_column_doubles(w->x),
                              .y = pb_column_doubles(w->y),
                              .section = w->systems->section,
                              .is_rounded = w->systems->is_rounded,
                              .municipality_of = w->municipality_of};
  g_autofree uint8_t *reasons = pb_default_points_find(&events);
  w->dataset->default_points =
      pb_default_points_list(&events, reasons, &w->dataset->n_default_points);
  for (size_t row = 0; row < w->n; row++) {
    uint32_t group = same->group_of[row];
    if (group == PB_NO_GROUP || !reasons[group])
      continue;
    w->quality[row] = PB_POINT_DEFAULT;
    if (reasons[group] == 1 + PB_DEFAULT_PER_AREA || reasons[group] == 1 + PB_DEFAULT_COUNTY)
      w->municipality_of[row] = -1; /* the middle of a county tells no municipality */
  }
  pb_default_points_say(w->dataset, w->systems->section);
}

static bool in_county(const work *w, int m, const char *county) {
  return g_strcmp0(w->dataset->municipalities[m].county_code, county) == 0;
}

/* Of a county whose boundary is generalised: the municipality in it that is near enough; -1. */
static int near_in_county(const work *w, size_t row, const char *county) {
  double x = pb_column_double(w->x, row), y = pb_column_double(w->y, row);
  for (size_t m = 0; m < w->dataset->n_municipalities; m++)
    if (in_county(w, (int)m, county) &&
        pb_municipality_finder_near(w->finder, (int)m, x, y, PB_MUNICIPALITY_TOLERANCE_M))
      return (int)m;
  return -1;
}

static void mark_outside(work *w, size_t row, int found, const char *stated) {
  w->quality[row] = PB_POINT_OUTSIDE_MUNICIPALITY;
  g_autofree char *sentence =
      found >= 0 ? g_strdup_printf(_("The row says %s, but its point lies in %s. The event is "
                                     "counted by what the row says; its point is left out of maps "
                                     "and statistics of places."),
                                   stated, w->dataset->municipalities[found].name)
                 : g_strdup_printf(_("The row says %s, but its point lies in no municipality of "
                                     "the layer. The event is counted by what the row says; its "
                                     "point is left out of maps and statistics of places."),
                                   stated);
  note(w, row, "point-outside-municipality", sentence);
}

static void set_municipality(work *w, size_t row, int m) {
  pb_column_set_int(w->municipality, row, m);
  source_of(w, row)->points.municipality_found++;
  w->changed_municipality = true;
}

/* The row names a municipality: does the point agree? */
static void compare_with_stated(work *w, size_t row, int found) {
  int stated = (int)pb_column_int(w->municipality, row);
  if (w->quality[row] != PB_POINT_EXACT || found == stated ||
      !pb_municipality_finder_knows(w->finder, stated) ||
      pb_municipality_finder_near(w->finder, stated, pb_column_double(w->x, row),
                                  pb_column_double(w->y, row), PB_MUNICIPALITY_TOLERANCE_M))
    return;
  mark_outside(w, row, found, w->dataset->municipalities[stated].name);
}

/* The row names none, at most a county. */
static void take_from_point(work *w, size_t row, int found) {
  const char *county =
      w->county && pb_column_is_valid(w->county, row) ? pb_column_string(w->county, row) : NULL;
  if (county && !(found >= 0 && in_county(w, found, county))) {
    if (w->quality[row] != PB_POINT_EXACT)
      return; /* a default of who knows what */
    int outside = found;
    found = near_in_county(w, row, county);
    if (found < 0) {
      const pb_municipality *any = NULL;
      for (size_t m = 0; m < w->dataset->n_municipalities && !any; m++)
        if (in_county(w, (int)m, county))
          any = &w->dataset->municipalities[m];
      mark_outside(w, row, outside, any ? any->county_name : county);
      return;
    }
  }
  if (found >= 0)
    set_municipality(w, row, found);
}

static void compare_all(work *w, const pb_same_points *same) {
  if (!w->geography || !w->geography->municipalities)
    return;
  for (size_t row = 0; row < w->n; row++) {
    if (same->group_of[row] == PB_NO_GROUP)
      continue;
    if (pb_column_is_valid(w->municipality, row))
      compare_with_stated(w, row, w->municipality_of[row]);
    else
      take_from_point(w, row, w->municipality_of[row]);
  }
}

static void write_down(work *w) {
  pb_column *column = pb_column_new("point_quality", PB_TYPE_STRING, NULL);
  for (size_t row = 0; row < w->n; row++) {
    pb_point_quality quality = (pb_point_quality)w->quality[row];
    pb_column_append_string(column, pb_point_quality_name(quality));
    pb_point_tally_add(&source_of(w, row)->points.tally, quality);
  }
  pb_table_add(w->dataset->events, column);
  for (size_t s = 0; s < w->systems->n; s++) {
    const pb_event_system *system = &w->systems->systems[w->systems->section[s]];
    pb_source_points *points = &w->dataset->sources[s].points;
    if (!pb_point_tally_given(&points->tally))
      continue;
    points->epsg = system->epsg;
    points->plane = w->dataset->crs;
    points->guessed = system->guessed;
    points->axes_swapped = system->axes_swapped;
  }
}

static bool judge(work *w, GError **error) {
  g_autofree bool *has_point = g_try_new(bool, w->n + 1);
  if (!has_point)
    return out_of_memory(w->n, error);
  for (size_t row = 0; row < w->n; row++)
    has_point[row] = w->quality[row] == PB_POINT_EXACT;
  g_autoptr(pb_same_points) same =
      pb_same_points_find(pb_column_doubles(w->x), pb_column_doubles(w->y), has_point, w->n, error);
  if (!same)
    return false;
  g_clear_pointer(&has_point, g_free);
  find_defaults(w, same);
  compare_all(w, same);
  return true;
}

static void count_without_points(pb_dataset *dataset) {
  const pb_column *source = pb_table_find(dataset->events, "source");
  for (size_t row = 0; source && row < pb_table_n_rows(dataset->events); row++)
    pb_point_tally_add(&dataset->sources[pb_column_int(source, row)].points.tally,
                       PB_POINT_MISSING);
}

bool pb_locate_events(pb_dataset *dataset, const pb_geography *geography, GError **error) {
  pb_table *events = dataset->events;
  if (!events || pb_table_find(events, "point_quality"))
    return true;
  if (!pb_table_find(events, "x")) {
    count_without_points(dataset);
    return true;
  }
  g_autoptr(pb_municipality_finder) finder = pb_municipality_finder_new(geography, error);
  if (!finder)
    return false;
  g_autoptr(pb_event_systems) systems = pb_event_systems_decide(dataset, geography, finder, error);
  if (!systems)
    return false;
  work w = {.dataset = dataset,
            .geography = geography,
            .finder = finder,
            .systems = systems,
            .n = pb_table_n_rows(events),
            .x = pb_table_edit(events, "x"),
            .y = pb_table_edit(events, "y"),
            .municipality = pb_table_edit(events, "municipality"),
            .county = pb_table_find(events, "county"),
            .source = pb_table_find(events, "source"),
            .line = pb_table_find(events, "line")};
  w.near_municipalities = box_around(&w);
  g_autofree uint8_t *quality = w.quality = g_try_new(uint8_t, w.n + 1);
  g_autofree int16_t *municipality_of = w.municipality_of = g_try_new(int16_t, w.n + 1);
  if (!quality || !municipality_of)
    return out_of_memory(w.n, error);
  move_all(&w);
  if (!judge(&w, error))
    return false;
  write_down(&w);
  if (w.changed_municipality)
    pb_event_index_fill(dataset);
  return pb_assign_sub_areas(dataset, geography, error);
}
