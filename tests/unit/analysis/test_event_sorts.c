/* SPDX-License-Identifier: GPL-3.0-or-later */
/* News and records, real and synthetic events of one project are not mixed. */
#include "engine/analysis/analysis.h"
#include "engine/analysis/events.h"
#include "engine/analysis/incidents.h"
#include "engine/event_index.h"

#define N_PLACES 4

enum { NEWS_FILE, MADE_UP_FILE, REGISTER_FILE, EMPTY_NEWS_FILE, N_FILES };

static const struct {
  const char *name;
  bool synthetic;
} files[N_FILES] = {{"feed", false}, {"made-up", true}, {"register", false}, {"feed", false}};

/* place -1: only the county. Days of 2024; published 0: never. */
static const struct {
  int place, file, day, published;
} rows[] = {
    {0, NEWS_FILE, 2, 3},     {0, NEWS_FILE, 40, 41},    {0, MADE_UP_FILE, 100, 0},
    {0, MADE_UP_FILE, 5, 0},  {1, REGISTER_FILE, 60, 0}, {1, MADE_UP_FILE, 61, 0},
    {1, MADE_UP_FILE, 62, 0}, {2, MADE_UP_FILE, 90, 0},  {-1, NEWS_FILE, 7, 8},
    {-1, MADE_UP_FILE, 9, 0}, {1, MADE_UP_FILE, 0, 0},
};

static int64_t day_at(int day) {
  g_autoptr(GDateTime) first = g_date_time_new_utc(2024, 1, 1, 12, 0, 0);
  return g_date_time_to_unix(first) + (day - 1) * INT64_C(86400);
}

static void append(pb_column *column, bool known, int64_t value) {
  if (known)
    pb_column_append_int(column, value);
  else
    pb_column_append_missing(column);
}

static pb_dataset *made(void) {
  pb_dataset *dataset = pb_dataset_new();
  dataset->period_end = 2024;
  dataset->years = 3;
  dataset->n_municipalities = N_PLACES;
  dataset->municipalities = g_new0(pb_municipality, N_PLACES);
  for (int i = 0; i < N_PLACES; i++) {
    dataset->municipalities[i].code = g_strdup_printf("%04d", 1880 + i);
    dataset->municipalities[i].county_code = g_strdup("18");
  }
  dataset->n_sources = N_FILES;
  dataset->sources = g_new0(pb_source_info, N_FILES);
  for (int i = 0; i < N_FILES; i++) {
    dataset->sources[i].name = g_strdup(files[i].name);
    dataset->sources[i].kind = g_strdup("events");
    dataset->sources[i].synthetic = files[i].synthetic;
  }
  pb_column *place = pb_column_new("municipality", PB_TYPE_INT64, NULL);
  pb_column *county = pb_column_new("county", PB_TYPE_STRING, NULL);
  pb_column *time = pb_column_new("time", PB_TYPE_TIME, NULL);
  pb_column *published = pb_column_new("published", PB_TYPE_TIME, NULL);
  pb_column *source = pb_column_new("source", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
    append(place, rows[i].place >= 0, rows[i].place);
    pb_column_append_string(county, "18");
    append(time, rows[i].day > 0, day_at(rows[i].day));
    append(published, rows[i].published > 0, day_at(rows[i].published));
    pb_column_append_int(source, rows[i].file);
  }
  pb_column *columns[] = {place, county, time, published, source};
  dataset->events = pb_table_new();
  for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
    pb_table_add(dataset->events, columns[i]);
  pb_dataset_finish(dataset);
  return dataset;
}

static size_t indexed(const pb_dataset *dataset, size_t m) {
  return dataset->events_first[m + 1] - dataset->events_first[m];
}

static void real_events_replace_synthetic_ones(void) {
  g_autoptr(pb_dataset) dataset = made();
  g_assert_cmpuint(indexed(dataset, 0), ==, 4); /* its real events are news, no records */
  g_assert_cmpuint(indexed(dataset, 1), ==, 1);
  g_assert_cmpuint(dataset->events_row[dataset->events_first[1]], ==, 4);
  g_assert_cmpuint(indexed(dataset, 2), ==, 1);
  g_assert_cmpuint(dataset->n_events_not_indexed, ==, 3);
  pb_event_index_fill(dataset); /* again: the same */
  g_assert_cmpuint(dataset->n_events_not_indexed, ==, 3);
}

static void news_and_records_are_apart(void) {
  g_autoptr(pb_dataset) dataset = made();
  const size_t n_clock[N_PLACES] = {2, 1, 1, 0}, n_incidents[N_PLACES] = {2, 1, 1, 0};
  const pb_event_sort sorts[N_PLACES] = {PB_EVENT_NEWS, PB_EVENT_RECORD, PB_EVENT_RECORD,
                                         PB_EVENT_NEWS};
  for (size_t m = 0; m < N_PLACES; m++) {
    g_autoptr(pb_own_events) own = pb_own_events_new(dataset, m);
    g_autoptr(pb_incidents) incidents = pb_incidents_new(dataset, m);
    g_assert_cmpuint(dataset->event_sort[m], ==, sorts[m]);
    g_assert_cmpuint(own->n, ==, n_clock[m]);
    g_assert_cmpuint(incidents->n, ==, n_incidents[m]);
  }
  g_autoptr(pb_own_events) own = pb_own_events_new(dataset, 0);
  g_assert_cmpint(own->events[0].time, ==, day_at(2));
  g_assert_cmpint(own->events[1].time, ==, day_at(40));
}

static void sources_are_those_in_use(void) {
  g_autoptr(pb_dataset) dataset = made();
  const bool wanted[N_PLACES][N_FILES] = {
      {true, true, false, false}, {false, false, true, false}, {false, true, false, false}, {0}};
  for (size_t m = 0; m < N_PLACES; m++) {
    g_autofree bool *used = pb_event_sources(dataset, m, PB_EVENT_N_SORTS);
    for (int i = 0; i < N_FILES; i++)
      g_assert_cmpint(used[i], ==, wanted[m][i]);
  }
  g_autofree bool *records = pb_event_sources(dataset, 0, PB_EVENT_RECORD);
  g_assert_true(!records[NEWS_FILE] && records[MADE_UP_FILE]);
  g_assert_true(dataset->sources[NEWS_FILE].is_news && dataset->sources[EMPTY_NEWS_FILE].is_news);
  g_assert_false(dataset->sources[MADE_UP_FILE].is_news || dataset->sources[REGISTER_FILE].is_news);
  g_assert_false(dataset->events_synthetic[0 * PB_EVENT_N_SORTS + PB_EVENT_NEWS]);
  g_assert_true(dataset->events_synthetic[0 * PB_EVENT_N_SORTS + PB_EVENT_RECORD]);
  g_assert_false(dataset->events_synthetic[1 * PB_EVENT_N_SORTS + PB_EVENT_RECORD]);
  g_assert_true(dataset->events_synthetic[2 * PB_EVENT_N_SORTS + PB_EVENT_RECORD]);
}

/* The months that made-up events fill say nothing of those that the feed covers. */
static void months_are_covered_by_sort(void) {
  g_autoptr(pb_dataset) dataset = made();
  const pb_event_calendar *news = dataset->event_calendars[PB_EVENT_NEWS],
                          *records = dataset->event_calendars[PB_EVENT_RECORD];
  g_assert_cmpuint(news[0].n_months, ==, 2); /* published in January and February */
  g_assert_cmpuint(news[1].n_months, ==, 0);
  g_assert_cmpuint(records[0].n_months, ==, 1); /* 29 February */
  g_assert_cmpuint(records[1].n_months, ==, 4); /* 5 January to 9 April */
  g_autoptr(pb_own_events) own = pb_own_events_new(dataset, 2);
  g_assert_true(own->calendar.months == records[1].months);
  g_autoptr(pb_own_events) real = pb_own_events_new(dataset, 0);
  g_assert_true(real->calendar.months == news[0].months);
}

/* Events of the county only are told beside a chart of the same sort. */
static void county_counts_are_of_the_sort(void) {
  g_autoptr(pb_dataset) dataset = made();
  const size_t wanted[N_PLACES] = {1, 0, 1, 1};
  for (size_t m = 0; m < N_PLACES; m++)
    g_assert_cmpuint(dataset->events_county_only[m], ==, wanted[m]);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/event-sorts/real-replace-synthetic", real_events_replace_synthetic_ones);
  g_test_add_func("/event-sorts/news-and-records", news_and_records_are_apart);
  g_test_add_func("/event-sorts/sources", sources_are_those_in_use);
  g_test_add_func("/event-sorts/months", months_are_covered_by_sort);
  g_test_add_func("/event-sorts/county", county_counts_are_of_the_sort);
  return g_test_run();
}
