/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "event_fixture.h"

#include <string.h>

#include "geo/projection.h"
#include "helpers.h"

event_fixture fixture_new(const char *crs) {
  event_fixture f = {.dataset = pb_dataset_new(), .geography = pb_geography_new()};
  f.dataset->n_sources = 1;
  f.dataset->sources = g_new0(pb_source_info, 1);
  f.dataset->sources[0].name = g_strdup("handelser");
  f.dataset->sources[0].kind = g_strdup("events");
  f.dataset->sources[0].path = g_strdup("handelser.csv");
  f.dataset->sources[0].crs = g_strdup(crs);
  f.municipality = pb_column_new("municipality", PB_TYPE_INT64, NULL);
  f.county = pb_column_new("county", PB_TYPE_STRING, NULL);
  f.time = pb_column_new("time", PB_TYPE_TIME, NULL);
  f.type = pb_column_new("type", PB_TYPE_STRING, NULL);
  f.source = pb_column_new("source", PB_TYPE_INT64, NULL);
  f.line = pb_column_new("line", PB_TYPE_INT64, NULL);
  f.x = pb_column_new("x", PB_TYPE_DOUBLE, NULL);
  f.y = pb_column_new("y", PB_TYPE_DOUBLE, NULL);
  f.next_type = "Stöld";
  f.next_day = 19000;
  return f;
}

void fixture_square(event_fixture *f, const char *code, const char *name, double x, double y,
                    double half) {
  pb_dataset *dataset = f->dataset;
  size_t m = dataset->n_municipalities++;
  dataset->municipalities = g_renew(pb_municipality, dataset->municipalities, m + 1);
  dataset->municipalities[m] = (pb_municipality){.code = g_strdup(code),
                                                 .name = g_strdup(name),
                                                 .county_code = g_strndup(code, 2),
                                                 .county_name = g_strdup_printf("%.2s län", code)};
  f->geography->n_municipalities = m + 1;
  f->geography->feature_of = g_renew(int, f->geography->feature_of, m + 1);
  f->geography->feature_of[m] = half > 0 ? (int)m : -1;
  g_autofree char *ring =
      g_strdup_printf("%.1f %.1f, %.1f %.1f, %.1f %.1f, %.1f %.1f", x - half, y - half, x - half,
                      y + half, x + half, y + half, x + half, y - half);
  if (f->geography->municipalities)
    layer_add(f->geography->municipalities, ring);
  else
    f->geography->municipalities = layer_of(ring, NULL);
}

void fixture_place(event_fixture *f, const char *name, double x, double y, int64_t population) {
  pb_geography *geography = f->geography;
  geography->places = g_renew(pb_place, geography->places, geography->n_places + 1);
  geography->places[geography->n_places++] = (pb_place){g_strdup(name), x, y, population, -1};
}

static void add(event_fixture *f, bool has_point, double x, double y, int municipality,
                const char *county) {
  if (municipality >= 0)
    pb_column_append_int(f->municipality, municipality);
  else
    pb_column_append_missing(f->municipality);
  pb_column_append_string(
      f->county, municipality >= 0 ? f->dataset->municipalities[municipality].county_code : county);
  pb_column_append_int(f->time, (int64_t)f->next_day * 86400);
  pb_column_append_string(f->type, f->next_type);
  pb_column_append_int(f->source, 0);
  pb_column_append_int(f->line, (int64_t)pb_column_length(f->line) + 2);
  pb_column_append_maybe(f->x, has_point, x);
  pb_column_append_maybe(f->y, has_point, y);
}

void fixture_event(event_fixture *f, double x, double y, int municipality, const char *county) {
  add(f, true, x, y, municipality, county);
}

void fixture_event_without_point(event_fixture *f, int municipality) {
  add(f, false, 0, 0, municipality, NULL);
}

void fixture_finish(event_fixture *f) {
  pb_column *columns[] = {f->municipality, f->county, f->time, f->type,
                          f->source,       f->line,   f->x,    f->y};
  f->dataset->events = pb_table_new();
  for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
    pb_table_add(f->dataset->events, columns[i]);
  pb_dataset_finish(f->dataset);
}

void fixture_clear(event_fixture *f) {
  pb_dataset_free(f->dataset);
  pb_geography_free(f->geography);
}

const char *quality_of(const event_fixture *f, size_t row) {
  return pb_column_string(pb_table_find(f->dataset->events, "point_quality"), row);
}

int municipality_of(const event_fixture *f, size_t row) {
  const pb_column *column = pb_table_find(f->dataset->events, "municipality");
  return pb_column_is_valid(column, row) ? (int)pb_column_int(column, row) : -1;
}

size_t findings_of(const event_fixture *f, const char *reason) {
  const pb_diagnostics *diagnostics = f->dataset->diagnostics;
  for (size_t i = 0; i < pb_diagnostics_n_reasons(diagnostics); i++) {
    pb_diag_count count = pb_diagnostics_reason(diagnostics, i);
    if (strcmp(count.reason, reason) == 0)
      return count.count;
  }
  return 0;
}

const pb_diagnostic *first_finding(const event_fixture *f, const char *reason) {
  const pb_diagnostics *diagnostics = f->dataset->diagnostics;
  for (size_t i = 0; i < pb_diagnostics_length(diagnostics); i++)
    if (strcmp(pb_diagnostics_at(diagnostics, i)->reason, reason) == 0)
      return pb_diagnostics_at(diagnostics, i);
  g_assert_not_reached();
}

void into_system(int epsg, bool swapped, double *x, double *y) {
  g_autoptr(pb_projection) projection = pb_projection_new(3006, epsg, NULL);
  g_assert_true(pb_projection_point(projection, x, y));
  if (swapped) {
    double first = *x;
    *x = *y;
    *y = first;
  }
}
