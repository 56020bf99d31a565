/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a copy for the public may hold: nothing that is not named as safe. */
#include <string.h>

#include "engine/analysis/release.h"
#include "event_fixture.h"
#include "fixture.h"

/* Three years of two problem areas and of events that belong to none, all with a point. */
static GArray *records(bool news) {
  GArray *events = g_array_new(FALSE, FALSE, sizeof(fixture_event));
  for (int k = 0; k < 900; k++) {
    const fixture_event one = {.time =
                                   fixture_day(2023, 1, 1) + (int64_t)k * 86400 + 3600 * (k % 24),
                               .area = k % 3 - 1,
                               .quality = "exact",
                               .x = fixture_east(k % 20),
                               .y = fixture_north(k % 7),
                               .part = k % 4,
                               .news = news};
    g_array_append_val(events, one);
  }
  return events;
}

static pb_analysis *analyse(const pb_dataset *dataset, const pb_study_area *ground) {
  const pb_analysis_options options = {.study_area = ground};
  return pb_analysis_new(dataset, 0, &options);
}

static bool is_empty(const pb_result *result) {
  return pb_result_n_columns(result) == 0 && pb_result_n_scalars(result) == 0 &&
         pb_result_n_used(result) == 0 && pb_result_n_missing(result) == 0 &&
         g_strcmp0(pb_result_reason(result), pb_not_public) == 0;
}

/* A new result without a line in the table fails here; in a public copy it would be empty. */
static void every_result_is_named(void) {
  g_autoptr(GArray) events = records(false);
  g_autoptr(pb_dataset) dataset = fixture_events(events, 2, 3);
  g_autoptr(pb_study_area) ground = fixture_ground(20, 4);
  g_autoptr(pb_analysis) analysis = analyse(dataset, ground);
  for (size_t i = 0; i < pb_analysis_length(analysis); i++) {
    pb_public_policy policy;
    if (!pb_public_policy_of(pb_result_name(pb_analysis_at(analysis, i)), &policy))
      g_error("%s has no line in engine/analysis/release.c",
              pb_result_name(pb_analysis_at(analysis, i)));
  }
}

static void names_are_in_order_and_others_unknown(void) {
  size_t n;
  const char *const *names = pb_public_policy_names(&n);
  pb_public_policy policy;
  for (size_t i = 0; i < n; i++) {
    g_assert_true(pb_public_policy_of(names[i], &policy));
    g_assert_true(i == 0 || strcmp(names[i - 1], names[i]) < 0);
  }
  policy = PB_PUBLIC_RECOMPUTED;
  g_assert_false(pb_public_policy_of("points", &policy));
  g_assert_cmpint(policy, ==, PB_PUBLIC_NEVER);
}

static void results_without_a_line_are_emptied(void) {
  g_autoptr(GArray) events = records(false);
  g_autoptr(pb_dataset) dataset = fixture_events(events, 2, 3);
  fixture_make_public(dataset);
  g_autoptr(pb_analysis) analysis = analyse(dataset, NULL);
  const size_t first = pb_analysis_length(analysis);
  pb_result *fresh = pb_analysis_put(analysis, "points", -1);
  pb_column_append_int(pb_result_add_column(fresh, "count", PB_TYPE_INT64, NULL), 1);
  pb_result_set_scalar(fresh, "n_events", 1, NULL);
  pb_result_set_text(fresh, "who", "somebody");
  pb_result_set_counts(fresh, 1, 2);
  pb_release_results(analysis, first);
  g_assert_true(is_empty(pb_analysis_at(analysis, first)));
  g_assert_null(pb_result_get_text(pb_analysis_at(analysis, first), "who"));
}

static void nothing_of_records_is_left(void) {
  g_autoptr(GArray) events = records(false);
  g_autoptr(pb_dataset) dataset = fixture_events(events, 2, 3);
  fixture_make_public(dataset);
  g_autoptr(pb_study_area) ground = fixture_ground(20, 4);
  g_autoptr(pb_analysis) analysis = analyse(dataset, ground);
  for (size_t i = 0; i < pb_analysis_length(analysis); i++) {
    const pb_result *result = pb_analysis_at(analysis, i);
    pb_public_policy policy;
    g_assert_true(pb_public_policy_of(pb_result_name(result), &policy));
    if (policy == PB_PUBLIC_NEVER || policy == PB_PUBLIC_PUBLISHED)
      g_assert_true(is_empty(result));
  }
}

static void news_stay_but_for_rows_without_a_date(void) {
  g_autoptr(GArray) events = records(true);
  g_autoptr(pb_dataset) dataset = fixture_events(events, 2, 3);
  fixture_make_public(dataset);
  g_autoptr(pb_analysis) analysis = analyse(dataset, NULL);
  const pb_result *clock = pb_analysis_find(analysis, "week-clock", -1);
  double n;
  g_assert_null(pb_result_reason(clock));
  g_assert_cmpuint(pb_result_n_rows(clock), ==, 168);
  g_assert_true(pb_result_get_scalar(clock, "n_events", &n));
  g_assert_cmpfloat(n, ==, 900);
  g_assert_false(pb_result_get_scalar(clock, "n_undated", &n));
  g_assert_cmpuint(pb_result_n_rows(pb_analysis_find(analysis, "year-wheel", -1)), ==, 12);
  g_assert_true(is_empty(pb_analysis_find(analysis, "event-areas", -1)));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/release/every-result-is-named", every_result_is_named);
  g_test_add_func("/release/table", names_are_in_order_and_others_unknown);
  g_test_add_func("/release/unknown-is-emptied", results_without_a_line_are_emptied);
  g_test_add_func("/release/records", nothing_of_records_is_left);
  g_test_add_func("/release/news", news_stay_but_for_rows_without_a_date);
  return g_test_run();
}
