/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/dataset.h"

#include "engine/wall_clock.h"

static int64_t at(int year, int month, int day, int hour) {
  g_autoptr(GDateTime) time = g_date_time_new_utc(year, month, day, hour, 0, 0);
  return g_date_time_to_unix(time);
}

static pb_dataset *three_places(void) {
  const char *codes[] = {"0114", "1880", "2481"}, *counties[] = {"01", "18", "24"};
  pb_dataset *dataset = pb_dataset_new();
  dataset->n_municipalities = 3;
  dataset->municipalities = g_new0(pb_municipality, 3);
  for (int i = 0; i < 3; i++) {
    dataset->municipalities[i].code = g_strdup(codes[i]);
    dataset->municipalities[i].county_code = g_strdup(counties[i]);
  }
  return dataset;
}

typedef struct {
  pb_column *place, *published, *county;
} event_columns;

static event_columns new_columns(void) {
  return (event_columns){pb_column_new("municipality", PB_TYPE_INT64, NULL),
                         pb_column_new("published", PB_TYPE_TIME, NULL),
                         pb_column_new("county", PB_TYPE_STRING, NULL)};
}

static void add(event_columns *columns, int place, const char *county, int64_t published) {
  if (place < 0)
    pb_column_append_missing(columns->place);
  else
    pb_column_append_int(columns->place, place);
  pb_column_append_int(columns->published, published);
  pb_column_append_string(columns->county, county);
}

#define NEWS(dataset) ((dataset)->event_calendars[PB_EVENT_NEWS][0])

static void give(pb_dataset *dataset, event_columns *columns) {
  dataset->events = pb_table_new();
  pb_table_add(dataset->events, columns->place);
  pb_table_add(dataset->events, columns->published);
  pb_table_add(dataset->events, columns->county);
  pb_dataset_finish(dataset);
}

static void lookup(void) {
  g_autoptr(pb_dataset) dataset = three_places();
  dataset->n_types = 2;
  dataset->types = g_new0(pb_crime_type, 2);
  dataset->types[0].key = g_strdup("total");
  dataset->types[1].key = g_strdup("theft");
  g_assert_cmpint(pb_dataset_municipality(dataset, "0114"), ==, 0);
  g_assert_cmpint(pb_dataset_municipality(dataset, "1880"), ==, 1);
  g_assert_cmpint(pb_dataset_municipality(dataset, "2481"), ==, 2);
  g_assert_cmpint(pb_dataset_municipality(dataset, "1881"), ==, -1);
  g_assert_cmpint(pb_dataset_type(dataset, "theft"), ==, 1);
  g_assert_cmpint(pb_dataset_type(dataset, "arson"), ==, -1);
  pb_dataset_finish(dataset); /* nothing to fill is no error */
  g_assert_null(dataset->events_first);
}

static void events_by_place(void) {
  g_autoptr(pb_dataset) dataset = three_places();
  event_columns columns = new_columns();
  int places[] = {2, 0, -1, 2, -1, 2, 0};
  for (int i = 0; i < 7; i++)
    add(&columns, places[i], i == 2 ? "18" : "24", at(2024, 1, 1 + i, 12));
  give(dataset, &columns);
  const uint32_t expected[] = {1, 6, 0, 3, 5};
  const size_t first[] = {0, 2, 2, 5};
  for (int i = 0; i < 4; i++)
    g_assert_cmpuint(dataset->events_first[i], ==, first[i]);
  for (int i = 0; i < 5; i++)
    g_assert_cmpuint(dataset->events_row[i], ==, expected[i]);
  g_assert_cmpuint(dataset->events_county_only[0], ==, 0);
  g_assert_cmpuint(dataset->events_county_only[1], ==, 1);
  g_assert_cmpuint(dataset->events_county_only[2], ==, 1);
}

/* A feed that begins with a trickle, as the public one did: those months are not observed. */
static void sparse_months_are_not_observed(void) {
  g_autoptr(pb_dataset) dataset = three_places();
  event_columns columns = new_columns();
  const int events_a_day[] = {0, 3, 3, 3, 3}; /* January to May; May ends on the 10th */
  add(&columns, 0, "01", at(2024, 1, 20, 8));
  for (int month = 2; month <= 5; month++)
    for (int day = 1; day <= (month == 5 ? 10 : 29); day++)
      for (int i = 0; i < events_a_day[month - 1]; i++)
        add(&columns, 1, "18", at(2024, month, day, 10));
  give(dataset, &columns);
  g_assert_cmpuint(NEWS(dataset).n_months, ==, 5);
  const pb_event_month *months = NEWS(dataset).months;
  g_assert_cmpint(months[0].days, ==, 12); /* 20 to 31 January */
  g_assert_false(months[0].observed);
  g_assert_cmpint(months[1].days, ==, 29);
  g_assert_cmpint(months[4].days, ==, 10);
  for (int i = 1; i < 5; i++)
    g_assert_true(months[i].observed);
}

/* Few events in all: an empty month may be chance, so it counts as observed. */
static void small_sources_observe_every_month(void) {
  g_autoptr(pb_dataset) dataset = three_places();
  event_columns columns = new_columns();
  add(&columns, 0, "01", at(2023, 12, 31, 23));
  add(&columns, 0, "01", at(2024, 2, 1, 0));
  give(dataset, &columns);
  g_assert_cmpuint(NEWS(dataset).n_months, ==, 3);
  g_assert_cmpint(NEWS(dataset).months[0].year, ==, 2023);
  g_assert_cmpint(NEWS(dataset).months[0].days, ==, 1);
  g_assert_cmpint(NEWS(dataset).months[2].days, ==, 1);
  for (int i = 0; i < 3; i++)
    g_assert_true(NEWS(dataset).months[i].observed);
}

static void no_events_at_all(void) {
  g_autoptr(pb_dataset) dataset = three_places();
  event_columns columns = new_columns();
  give(dataset, &columns);
  g_assert_cmpuint(NEWS(dataset).n_months, ==, 0);
  g_assert_cmpuint(dataset->events_first[3], ==, 0);
}

static void wall_clock(void) {
  for (int year = 1896; year <= 2104; year += 4)
    for (int month = 1; month <= 12; month++) {
      g_autoptr(GDateTime) expected = g_date_time_new_utc(year, month, 28, 23, 59, 59);
      pb_wall_clock clock = pb_wall_clock_of(g_date_time_to_unix(expected) + 86400);
      g_autoptr(GDateTime) next = g_date_time_add_days(expected, 1);
      g_assert_cmpint(clock.year, ==, g_date_time_get_year(next));
      g_assert_cmpint(clock.month, ==, g_date_time_get_month(next));
      g_assert_cmpint(clock.day, ==, g_date_time_get_day_of_month(next));
      g_assert_cmpint(clock.hour, ==, 23);
      g_assert_cmpint(clock.weekday, ==, g_date_time_get_day_of_week(next) - 1);
    }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/dataset/lookup", lookup);
  g_test_add_func("/dataset/events-by-place", events_by_place);
  g_test_add_func("/dataset/sparse-months-are-not-observed", sparse_months_are_not_observed);
  g_test_add_func("/dataset/small-sources-observe-every-month", small_sources_observe_every_month);
  g_test_add_func("/dataset/no-events-at-all", no_events_at_all);
  g_test_add_func("/dataset/wall-clock", wall_clock);
  return g_test_run();
}
