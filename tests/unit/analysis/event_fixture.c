/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "event_fixture.h"

#include "fixture.h"

int64_t fixture_day(int year, int month, int day) {
  g_autoptr(GDateTime) time = g_date_time_new_utc(year, month, day, 0, 0, 0);
  return g_date_time_to_unix(time);
}

double fixture_east(int col) {
  return FIXTURE_WEST + (col + 0.5) * FIXTURE_CELL_M;
}

double fixture_north(int row) {
  return FIXTURE_SOUTH + (row + 0.5) * FIXTURE_CELL_M;
}

static void append(pb_column *const c[9], const fixture_event *e) {
  pb_column_append_int(c[0], 0);
  pb_column_append_missing(c[1]);
  pb_column_append_missing(c[2]);
  pb_column_append_missing(c[3]);
  pb_column_append_missing(c[8]);
  const size_t row = pb_column_length(c[0]) - 1;
  if (e->news)
    pb_column_set_int(c[3], row, e->time);
  else
    pb_column_set_int(c[1], row, e->time);
  if (e->end)
    pb_column_set_int(c[2], row, e->end);
  if (e->part >= 0)
    pb_column_set_int(c[8], row, e->part);
  g_autofree char *type = g_strdup_printf("%d", e->area);
  pb_column_append_string(c[4], type);
  pb_column_append_maybe(c[5], e->quality != NULL, e->x);
  pb_column_append_maybe(c[6], e->quality != NULL, e->y);
  pb_column_append_string(c[7], e->quality ? e->quality : "missing");
}

pb_dataset *fixture_events(const GArray *events, size_t n_areas, int n_years) {
  pb_dataset *dataset = fixture_new(1, 1, 2025 - n_years + 1, 2025);
  dataset->n_areas = n_areas;
  dataset->areas = g_new0(pb_problem_area, n_areas + 1);
  for (size_t i = 0; i < n_areas; i++)
    dataset->areas[i] = (pb_problem_area){g_strdup_printf("area-%zu", i), NULL, NULL};
  pb_column *c[] = {pb_column_new("municipality", PB_TYPE_INT64, NULL),
                    pb_column_new("time", PB_TYPE_TIME, NULL),
                    pb_column_new("end", PB_TYPE_TIME, NULL),
                    pb_column_new("published", PB_TYPE_TIME, NULL),
                    pb_column_new("type", PB_TYPE_STRING, NULL),
                    pb_column_new("x", PB_TYPE_DOUBLE, NULL),
                    pb_column_new("y", PB_TYPE_DOUBLE, NULL),
                    pb_column_new("point_quality", PB_TYPE_STRING, NULL),
                    pb_column_new("sub_area", PB_TYPE_INT64, NULL)};
  for (guint i = 0; i < events->len; i++)
    append(c, &g_array_index(events, fixture_event, i));
  const pb_column *type = c[4];
  dataset->n_event_types = pb_column_n_codes(type);
  dataset->event_types = g_new0(pb_event_type, dataset->n_event_types + 1);
  for (uint32_t code = 0; code < dataset->n_event_types; code++) {
    const char *label = pb_column_code_text(type, code);
    dataset->event_types[code] =
        (pb_event_type){.label = g_strdup(label),
                        .category = -1,
                        .problem_area = (int)g_ascii_strtoll(label, NULL, 10)};
  }
  dataset->events = pb_table_new();
  for (size_t i = 0; i < G_N_ELEMENTS(c); i++)
    pb_table_add(dataset->events, c[i]);
  pb_dataset_finish(dataset);
  return dataset;
}

pb_study_area *fixture_ground(int side, size_t n_parts) {
  const size_t n = (size_t)side * (size_t)side;
  g_autofree pb_cell *cells = g_new(pb_cell, n);
  g_autofree double *share = g_new(double, n);
  for (size_t i = 0; i < n; i++) {
    cells[i] = (pb_cell){(int32_t)(FIXTURE_WEST / FIXTURE_CELL_M) + (int32_t)i % side,
                         (int32_t)(FIXTURE_SOUTH / FIXTURE_CELL_M) + (int32_t)i / side};
    share[i] = 1;
  }
  pb_study_area *area =
      pb_study_area_new(pb_cell_grid_new(PB_CELL_SQUARE, FIXTURE_CELL_M, cells, share, n));
  area->places = g_new0(pb_named_place, 2);
  area->places[0] =
      (pb_named_place){g_strdup("Byn"), fixture_east(side / 2), fixture_north(side / 2)};
  area->n_places = 1;
  area->areas = g_new0(pb_named_area, n_parts + 1);
  for (size_t i = 0; i < n_parts; i++)
    area->areas[i] = (pb_named_area){g_strdup(""), g_strdup_printf("Del %zu", i), 1, (int64_t)i};
  area->n_areas = n_parts;
  return area;
}

void fixture_make_public(pb_dataset *dataset) {
  g_free(dataset->disclosure);
  dataset->disclosure = g_new0(pb_disclosure_rule, 1);
}
