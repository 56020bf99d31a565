/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the public may see of recorded events: no small count, and none that can be worked out. */
#include <math.h>

#include <string.h>

#include "engine/analysis/event_problem.h"
#include "engine/analysis/release.h"
#include "engine/disclosure/audit.h"
#include "engine/random.h"
#include "event_fixture.h"
#include "fixture.h"

static const pb_disclosure_rule usual = {0};

/* n events of a year, the same number in each month and part of the day as far as that goes. */
static void add(GArray *events, int area, int year, int n, int col, int row, int part) {
  for (int k = 0; k < n; k++) {
    const fixture_event one = {.time = fixture_day(year, k % 12 + 1, k / 12 % 28 + 1) +
                                       3600 * (k * 7 % 24),
                               .area = area,
                               .quality = col < 0 ? NULL : "exact",
                               .x = fixture_east(col),
                               .y = fixture_north(row),
                               .part = part};
    g_array_append_val(events, one);
  }
}

static void add_years(GArray *events, int area, int n, int col, int row, int part) {
  for (int year = 2023; year <= 2025; year++)
    add(events, area, year, n, col, row, part);
}

static GArray *no_events(void) {
  return g_array_new(FALSE, FALSE, sizeof(fixture_event));
}

/* The analysis as it is for the house, with what it would release. */
typedef struct {
  pb_dataset *dataset;
  pb_study_area *ground;
  pb_analysis *analysis;
  pb_event_tables *tables;
  pb_event_release *release;
} made;

static made make(GArray *events, size_t n_areas, size_t n_parts, const pb_disclosure_rule *rule) {
  made m = {.dataset = fixture_events(events, n_areas, 3), .ground = fixture_ground(20, n_parts)};
  const pb_analysis_options options = {.study_area = m.ground};
  m.analysis = pb_analysis_new(m.dataset, 0, &options);
  m.tables = pb_event_tables_new(m.analysis);
  m.release = pb_event_release_new(m.tables, rule);
  g_array_unref(events);
  return m;
}

static void made_clear(made *m) {
  pb_event_release_free(m->release);
  pb_event_tables_free(m->tables);
  pb_analysis_free(m->analysis);
  pb_study_area_free(m->ground);
  pb_dataset_free(m->dataset);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(made, made_clear)

static const pb_event_shown *shown_of(const made *m, size_t s) {
  g_assert_cmpuint(s, <, m->release->n);
  return &m->release->shown[s];
}

static void large_numbers_are_all_shown(void) {
  GArray *events = no_events();
  add_years(events, 0, 600, 5, 5, 0);
  add_years(events, 1, 600, 15, 15, 1);
  add_years(events, -1, 600, 9, 9, 1);
  g_auto(made) m = make(events, 2, 2, &usual);
  g_assert_cmpuint(m.release->n, ==, 3);
  for (size_t s = 0; s < 3; s++) {
    g_assert_true(shown_of(&m, s)->years && shown_of(&m, s)->months && shown_of(&m, s)->wheel);
    g_assert_true(shown_of(&m, s)->hours && shown_of(&m, s)->placed);
  }
  g_assert_true(shown_of(&m, 0)->parts[0] && shown_of(&m, 0)->parts[1]);
}

/* Two areas and two events a year in none: all but the areas is 2. */
static void the_rest_of_all_areas_is_protected(void) {
  GArray *events = no_events();
  add_years(events, 0, 480, -1, 0, -1);
  add_years(events, 1, 240, -1, 0, -1);
  add_years(events, -1, 2, -1, 0, -1);
  g_auto(made) m = make(events, 2, 0, &usual);
  g_assert_true(shown_of(&m, 0)->years);
  g_assert_false(shown_of(&m, 1)->years && shown_of(&m, 2)->years);
}

/* The second area has three events: it is not told of, and not to be had as a difference. */
static void a_small_area_is_not_told_of(void) {
  GArray *alone = no_events();
  add_years(alone, 0, 480, -1, 0, -1);
  add_years(alone, 1, 1, -1, 0, -1);
  g_auto(made) m = make(alone, 2, 0, &usual);
  g_assert_true(shown_of(&m, 0)->years);
  g_assert_false(shown_of(&m, 1)->years);
  g_assert_false(shown_of(&m, 2)->years);

  GArray *among_others = no_events();
  add_years(among_others, 0, 480, -1, 0, -1);
  add_years(among_others, 1, 1, -1, 0, -1);
  add_years(among_others, -1, 480, -1, 0, -1);
  g_auto(made) n = make(among_others, 2, 0, &usual);
  g_assert_true(shown_of(&n, 0)->years);
  g_assert_true(shown_of(&n, 1)->years);
  g_assert_false(shown_of(&n, 2)->years);
}

/* 36 events a year: three a month. Years and wheel, but no months; and not as a difference. */
static void months_are_coarser_or_nothing(void) {
  GArray *events = no_events();
  add_years(events, 0, 480, -1, 0, -1);
  add_years(events, 1, 36, -1, 0, -1);
  g_auto(made) m = make(events, 2, 0, &usual);
  g_assert_true(shown_of(&m, 2)->years);
  g_assert_true(shown_of(&m, 2)->wheel);
  g_assert_false(shown_of(&m, 2)->months);
  g_assert_false(shown_of(&m, 0)->months && shown_of(&m, 1)->months);
}

/* Two events without an hour among thousands: the total less the parts of the day. */
static void what_was_left_out_is_a_count_too(void) {
  GArray *events = no_events();
  add_years(events, 0, 600, 5, 5, -1);
  for (int k = 0; k < 2; k++) {
    const fixture_event one = {.time = fixture_day(2024, 3, 3),
                               .end = fixture_day(2024, 6, 3), /* too long to tell an hour */
                               .area = 0,
                               .part = -1};
    g_array_append_val(events, one);
  }
  g_auto(made) m = make(events, 1, 0, &usual);
  g_assert_true(shown_of(&m, 0)->years);
  g_assert_false(shown_of(&m, 0)->hours);
  g_assert_false(shown_of(&m, 0)->placed); /* two have no place either */
}

static size_t n_true(const bool *flags, size_t n) {
  size_t sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += flags[i];
  return sum;
}

/* One part has three events: it goes, and another with it, since the placed ones are told. */
static void parts_are_protected_by_another(void) {
  GArray *events = no_events();
  for (int part = 0; part < 6; part++)
    add_years(events, 0, part == 3 ? 1 : 120, part * 3, 5, part);
  g_auto(made) m = make(events, 1, 6, &usual);
  const pb_event_shown *shown = shown_of(&m, 0);
  g_assert_true(shown->placed);
  g_assert_false(shown->parts[3]);
  const size_t n = n_true(shown->parts, 6);
  g_assert_true(n == 0 || (n >= 3 && n <= 4));
}

static void half_a_map_of_parts_is_none(void) {
  GArray *events = no_events();
  for (int part = 0; part < 6; part++)
    add_years(events, 0, part < 2 ? 240 : 1, part * 3, 5, part);
  g_auto(made) m = make(events, 1, 6, &usual);
  g_assert_cmpuint(n_true(shown_of(&m, 0)->parts, 6), ==, 0);
}

static void few_events_are_not_told_of_at_all(void) {
  for (int n = 1; n <= 4; n++) {
    GArray *events = no_events();
    add(events, 0, 2025, n, 5, 5, 0);
    g_auto(made) m = make(events, 1, 1, &usual);
    g_assert_cmpuint(m.release->n, ==, 2);
    g_assert_false(shown_of(&m, 0)->years || shown_of(&m, 1)->years);
  }
}

static void the_threshold_is_the_rules(void) {
  GArray *events = no_events();
  add_years(events, 0, 96, -1, 0, -1); /* eight a month */
  g_auto(made) five = make(events, 1, 0, &usual);
  g_assert_true(shown_of(&five, 0)->months);
  GArray *again = no_events();
  add_years(again, 0, 96, -1, 0, -1);
  g_auto(made) ten = make(again, 1, 0, &(pb_disclosure_rule){.threshold = 10});
  g_assert_true(shown_of(&ten, 0)->years);
  g_assert_false(shown_of(&ten, 0)->months);
}

/* Areas of all sizes, events with and without a place and an hour. */
static GArray *at_random(uint64_t seed, size_t n_areas, size_t n_parts) {
  static const int sizes[] = {0, 1, 3, 8, 20, 60, 200, 700};
  pb_random random = pb_random_start(seed, 0);
  GArray *events = no_events();
  for (int area = -1; area < (int)n_areas; area++)
    for (int year = 2022; year <= 2025; year++) {
      int n = sizes[pb_random_below(&random, G_N_ELEMENTS(sizes))];
      for (int k = 0; k < n; k++) {
        fixture_event one = {.time = fixture_day(year, (int)pb_random_below(&random, 12) + 1,
                                                 (int)pb_random_below(&random, 28) + 1) +
                                     3600 * (int64_t)pb_random_below(&random, 24),
                             .area = area,
                             .quality = pb_random_unit(&random) < .9 ? "exact" : "default",
                             .part = -1};
        double far = pb_random_unit(&random), spot = pb_random_unit(&random);
        one.x = fixture_east(spot < .6 ? 4 : (int)(far * far * 20));
        one.y = fixture_north(spot < .6 ? 4 : (int)pb_random_below(&random, 20));
        if (g_strcmp0(one.quality, "exact") == 0)
          one.part = (int)(pb_random_unit(&random) * pb_random_unit(&random) * (double)n_parts);
        if (pb_random_unit(&random) < .02)
          one.end = one.time - 60;
        g_array_append_val(events, one);
      }
    }
  return events;
}

/* An attack that shares nothing with the linear programmes: wherever all but one count of a sum are
 * known, the last is. */
static void nothing_follows_by_subtraction(const pb_event_problem *problem) {
  const pb_disclosure_problem *p = problem->problem;
  const size_t n = pb_disclosure_n_cells(p);
  g_autofree bool *known = g_new0(bool, n + 1);
  for (size_t i = 0; i < n; i++)
    known[i] = pb_disclosure_cell_at(p, i)->release != PB_RELEASE_HIDDEN;
  for (bool more = true; more;) {
    more = false;
    for (size_t r = 0; r < pb_disclosure_n_relations(p); r++) {
      const pb_disclosure_relation *relation = pb_disclosure_relation_at(p, r);
      size_t unknown = 0, last = 0;
      for (size_t t = relation->first; t < relation->first + relation->n; t++)
        if (!known[pb_disclosure_term_cell(p, t)]) {
          unknown++;
          last = pb_disclosure_term_cell(p, t);
        }
      if (unknown == 1)
        more = known[last] = true;
    }
  }
  for (size_t i = 0; i < n; i++) {
    const int64_t count = pb_disclosure_cell_at(p, i)->count;
    if (known[i] && count > 0 && count < 5)
      g_error("%s can be worked out: %" G_GINT64_FORMAT, pb_disclosure_id(p, i), count);
  }
}

static void survives_attack(const made *m) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_event_problem) problem = pb_event_problem_new(m->tables, m->release, &error);
  g_assert_no_error(error);
  nothing_follows_by_subtraction(problem);
  g_autofree bool *suppressed = g_new0(bool, pb_disclosure_n_cells(problem->problem) + 1);
  g_autoptr(pb_disclosure_audit) audit =
      pb_disclosure_audit_new(problem->problem, suppressed, &usual, PB_AUDIT_RULE, &error);
  g_assert_no_error(error);
  if (m->release->shown[0].years)
    g_assert_cmpuint(audit->n_narrow, ==, 0);
}

static void random_events_survive_the_attack(void) {
  size_t told = 0, months = 0, parts = 0;
  for (uint64_t seed = 1; seed <= 8; seed++) {
    g_auto(made) m = make(at_random(seed, 3, 5), 3, 5, &usual);
    survives_attack(&m);
    for (size_t s = 0; s < m.release->n; s++) {
      told += m.release->shown[s].years;
      months += m.release->shown[s].months;
      parts += n_true(m.release->shown[s].parts, m.tables->tables[s].n_parts);
    }
  }
  g_test_message("told %zu, months %zu, parts %zu", told, months, parts);
  g_assert_cmpuint(told, >, 10);
  g_assert_cmpuint(months, >, 2);
  g_assert_cmpuint(parts, >, 5);
}

/* Left-out cells that are shown again: the test of the test. */
static void the_attacks_can_fail(void) {
  GArray *events = no_events();
  add_years(events, 0, 480, -1, 0, -1);
  add_years(events, 1, 36, -1, 0, -1);
  g_auto(made) m = make(events, 2, 0, &usual);
  m.release->shown[0].months = m.release->shown[1].months = true;
  g_autoptr(pb_event_problem) problem = pb_event_problem_new(m.tables, m.release, NULL);
  g_autofree bool *suppressed = g_new0(bool, pb_disclosure_n_cells(problem->problem) + 1);
  g_autoptr(pb_disclosure_audit) audit =
      pb_disclosure_audit_new(problem->problem, suppressed, &usual, PB_AUDIT_RULE, NULL);
  g_assert_cmpuint(audit->n_narrow, >, 0);
}

static void order_does_not_matter(void) {
  GArray *events = at_random(3, 3, 5), *turned = no_events();
  for (guint i = events->len; i-- > 0;)
    g_array_append_val(turned, g_array_index(events, fixture_event, i));
  g_auto(made) a = make(events, 3, 5, &usual);
  g_auto(made) b = make(turned, 3, 5, &usual);
  g_assert_cmpuint(a.release->n, ==, b.release->n);
  for (size_t s = 0; s < a.release->n; s++) {
    const pb_event_shown *p = &a.release->shown[s], *q = &b.release->shown[s];
    g_assert_true(p->years == q->years && p->months == q->months && p->wheel == q->wheel &&
                  p->hours == q->hours && p->placed == q->placed);
    g_assert_cmpmem(p->parts, a.tables->tables[s].n_parts, q->parts, b.tables->tables[s].n_parts);
  }
}

static size_t check_outlines(const pb_result *result) {
  static const char *const names[] = {"x", "y"};
  if (!result || pb_result_n_rows(result) == 0)
    return 0;
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++)
    for (size_t row = 0; row < pb_result_n_rows(result); row++)
      g_assert_cmpfloat(fmod(pb_column_double(pb_result_find(result, names[k]), row), 25), ==, 0);
  return pb_result_n_rows(result);
}

/* The results themselves: only named columns, no small count in any of them. */
static void check_result(const pb_result *result) {
  for (size_t c = 0; c < pb_result_n_columns(result); c++) {
    const pb_column *column = pb_result_column(result, c);
    if (!g_str_has_prefix(pb_column_name(column), "count"))
      continue;
    for (size_t row = 0; row < pb_column_length(column); row++)
      if (pb_column_is_valid(column, row)) {
        const int64_t count = pb_column_int(column, row);
        g_assert_true(count == 0 || count >= 5);
      }
  }
  static const char *const never[] = {
      "n_without_point", "n_default",      "n_elsewhere", "n_off_grid",
      "n_outside_parts", "n_without_hour", "gini"};
  double value;
  for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
    g_assert_false(pb_result_get_scalar(result, never[i], &value));
  g_assert_cmpuint(pb_result_n_missing(result), ==, 0);
}

static void results_hold_what_was_released(void) {
  size_t corners = 0;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    g_auto(made) house = make(at_random(seed, 3, 5), 3, 5, &usual);
    g_autoptr(GArray) events = at_random(seed, 3, 5);
    g_autoptr(pb_dataset) dataset = fixture_events(events, 3, 3);
    fixture_make_public(dataset);
    const pb_analysis_options options = {.study_area = house.ground};
    g_autoptr(pb_analysis) analysis = pb_analysis_new(dataset, 0, &options);
    size_t told = 0;
    for (size_t s = 0; s < house.release->n; s++)
      told += house.release->shown[s].years;
    g_assert_cmpuint(pb_analysis_n_event_areas(analysis), ==, told);
    for (size_t i = 0; i < pb_analysis_length(analysis); i++) {
      pb_public_policy policy;
      pb_public_policy_of(pb_result_name(pb_analysis_at(analysis, i)), &policy);
      if (policy == PB_PUBLIC_CHECKED || policy == PB_PUBLIC_NEVER)
        check_result(pb_analysis_at(analysis, i));
    }
    for (size_t s = 0; s < house.release->n; s++) {
      const pb_event_shown *shown = &house.release->shown[s];
      const int area = house.tables->tables[s].area;
      const pb_result *series = pb_analysis_find_area(analysis, "event-series", area);
      g_assert_true((series != NULL) == shown->years);
      if (!series)
        continue;
      corners += check_outlines(pb_analysis_find_area(analysis, "density-contours", area));
      g_assert_true((pb_result_n_rows(series) > 0) == shown->months);
      g_assert_true((pb_result_n_rows(pb_analysis_find_area(analysis, "event-wheel", area)) > 0) ==
                    shown->wheel);
      g_assert_cmpuint(pb_result_n_columns(pb_analysis_find_area(analysis, "hot-cells", area)), ==,
                       0);
      g_assert_cmpuint(pb_result_n_rows(pb_analysis_find_area(analysis, "event-day-parts", area)),
                       ==, shown->hours ? PB_DAY_PARTS : 0);
    }
  }
  g_assert_cmpuint(corners, >, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/event-release/all", large_numbers_are_all_shown);
  g_test_add_func("/event-release/rest", the_rest_of_all_areas_is_protected);
  g_test_add_func("/event-release/small-area", a_small_area_is_not_told_of);
  g_test_add_func("/event-release/months", months_are_coarser_or_nothing);
  g_test_add_func("/event-release/left-out", what_was_left_out_is_a_count_too);
  g_test_add_func("/event-release/parts", parts_are_protected_by_another);
  g_test_add_func("/event-release/half-a-map", half_a_map_of_parts_is_none);
  g_test_add_func("/event-release/few", few_events_are_not_told_of_at_all);
  g_test_add_func("/event-release/threshold", the_threshold_is_the_rules);
  g_test_add_func("/event-release/attack", random_events_survive_the_attack);
  g_test_add_func("/event-release/attacks-can-fail", the_attacks_can_fail);
  g_test_add_func("/event-release/order", order_does_not_matter);
  g_test_add_func("/event-release/results", results_hold_what_was_released);
  return g_test_run();
}
