/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of its municipality that an event's point lies in. */
#include "event_fixture.h"
#include "geo/event_places.h"
#include "geo/event_sub_areas.h"

#define X 510000.0
#define Y 6570000.0

/* Two squares of 5 km beside each other from (X, Y); the municipality of each. */
static void add_layer(pb_geography *geography, int west, int east) {
  pb_layer *layer = pb_layer_new(PB_GEOMETRY_POLYGON);
  layer->epsg = 3006;
  layer->n_features = layer->n_parts = 2;
  layer->n_vertices = 10;
  layer->part_first = g_new0(uint32_t, 3);
  layer->vertex_first = g_new0(uint32_t, 3);
  layer->x = g_new(double, 10);
  layer->y = g_new(double, 10);
  for (uint32_t f = 0; f < 2; f++) {
    for (uint32_t v = 0; v < 5; v++) {
      layer->x[5 * f + v] = X + 5000 * f + (v == 2 || v == 3 ? 5000 : 0);
      layer->y[5 * f + v] = Y + (v == 1 || v == 2 ? 5000 : 0);
    }
    layer->part_first[f + 1] = f + 1;
    layer->vertex_first[f + 1] = 5 * (f + 1);
  }
  layer->box = g_new0(pb_box, 2);
  pb_layer_update_boxes(layer);
  geography->sub_areas =
      g_renew(pb_sub_area_layer, geography->sub_areas, geography->n_sub_areas + 1);
  pb_sub_area_layer *areas = &geography->sub_areas[geography->n_sub_areas++];
  *areas = (pb_sub_area_layer){g_strdup("delar"), layer, g_new0(pb_sub_area, 3)};
  areas->areas[0] = (pb_sub_area){g_strdup("W"), g_strdup("West"), west};
  areas->areas[1] = (pb_sub_area){g_strdup("E"), g_strdup("East"), east};
}

static int part_of(const event_fixture *f, size_t row) {
  const pb_column *column = pb_table_find(f->dataset->events, "sub_area");
  return pb_column_is_valid(column, row) ? (int)pb_column_int(column, row) : -1;
}

static event_fixture with_events(void) {
  event_fixture f = fixture_new("EPSG:3006");
  fixture_square(&f, "0101", "One", X + 5000, Y + 2500, 6000);
  fixture_event(&f, X + 1003, Y + 1007, 0, NULL);
  fixture_event(&f, X + 9011, Y + 4013, 0, NULL);
  fixture_event(&f, X + 10501, Y + 2003, 0, NULL); /* in the municipality, in no part */
  fixture_event_without_point(&f, 0);
  fixture_finish(&f);
  return f;
}

static void points_find_their_part(void) {
  g_auto(event_fixture) f = with_events();
  add_layer(f.geography, 0, 0);
  g_assert_true(pb_locate_events(f.dataset, f.geography, NULL));
  g_assert_cmpint(pb_sub_area_layer_of(f.geography, 0), ==, 0);
  g_assert_cmpint(part_of(&f, 0), ==, 0);
  g_assert_cmpint(part_of(&f, 1), ==, 1);
  g_assert_cmpint(part_of(&f, 2), ==, -1);
  g_assert_cmpint(part_of(&f, 3), ==, -1);
}

static void parts_of_others_do_not_count(void) {
  g_auto(event_fixture) f = with_events();
  add_layer(f.geography, 0, -1); /* the eastern part belongs to nobody here */
  g_assert_true(pb_locate_events(f.dataset, f.geography, NULL));
  g_assert_cmpint(part_of(&f, 0), ==, 0);
  g_assert_cmpint(part_of(&f, 1), ==, -1);
}

static void the_first_layer_with_parts_is_used(void) {
  g_auto(event_fixture) f = with_events();
  add_layer(f.geography, -1, -1); /* another city's */
  add_layer(f.geography, 0, 0);
  add_layer(f.geography, 0, 0);
  g_assert_cmpint(pb_sub_area_layer_of(f.geography, 0), ==, 1);
  g_assert_cmpint(pb_sub_area_layer_of(f.geography, 7), ==, -1);
  g_assert_cmpint(pb_sub_area_layer_of(NULL, 0), ==, -1);
  g_assert_true(pb_locate_events(f.dataset, f.geography, NULL));
  g_assert_cmpint(part_of(&f, 1), ==, 1);
}

static void without_a_layer_there_is_no_column(void) {
  g_auto(event_fixture) f = with_events();
  g_assert_true(pb_locate_events(f.dataset, f.geography, NULL));
  g_assert_null(pb_table_find(f.dataset->events, "sub_area"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/event-sub-areas/points-find-their-part", points_find_their_part);
  g_test_add_func("/event-sub-areas/parts-of-others", parts_of_others_do_not_count);
  g_test_add_func("/event-sub-areas/first-layer", the_first_layer_with_parts_is_used);
  g_test_add_func("/event-sub-areas/no-layer", without_a_layer_there_is_no_column);
  return g_test_run();
}
