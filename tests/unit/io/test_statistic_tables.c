/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cut points of priorities and school breaks: tables that become parameters of a statistic. */
#include "engine/error.h"
#include "engine/start.h"
#include "helpers.h"
#include "io/priority_cut_points.h"
#include "io/school_breaks.h"

#define CUTS "criterion;cut_1;cut_2;cut_3;cut_4;why_sv;why_en\n"
#define BREAKS "from;to;kind;applies_to;key;name_sv;name_en\n"
#define DATA PB_SOURCE_ROOT "/data"

static const char *cuts_of(const pb_params *params, const char *criterion) {
  g_autofree char *name = g_strconcat(criterion, "_cuts", NULL);
  return pb_params_text(params, name);
}

/* The shipped ones: ratios begin at 1, and what hangs on the size of a place has none. */
static void test_shipped(void) {
  GError *error = NULL;
  g_autoptr(pb_params) params = pb_priority_cut_points_load(DATA, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(cuts_of(params, "gap"), ==, "1.0,1.1,1.25,1.5");
  g_assert_cmpstr(cuts_of(params, "comparison"), ==, "1.0,1.25,1.5,2.0");
  g_assert_cmpstr(cuts_of(params, "volume"), ==, "");
  g_assert_cmpstr(cuts_of(params, "harm"), ==, "");
}

static bool set(pb_params *params, const char *rows, GError **error) {
  char *folder = test_folder();
  g_autofree char *text = g_strconcat(CUTS, rows, NULL);
  test_write(folder, "g.csv", text, -1);
  g_autofree char *path = g_build_filename(folder, "g.csv", NULL);
  bool done = pb_priority_cut_points_set(params, path, "g.csv", error);
  test_remove_folder(folder);
  return done;
}

static void test_own_cut_points(void) {
  GError *error = NULL;
  g_autoptr(pb_params) params = pb_priority_cut_points_load(DATA, &error);
  g_assert_true(set(params, "volume;10;50;100;500;;\ntrend;;;;;;\ngap;0,9;1,2;1,5;2;;\n", &error));
  g_assert_no_error(error);
  g_assert_cmpstr(cuts_of(params, "volume"), ==, "10,50,100,500");
  g_assert_cmpstr(cuts_of(params, "trend"), ==, "");
  g_assert_cmpstr(cuts_of(params, "gap"), ==, "0.9,1.2,1.5,2");
  g_assert_cmpstr(cuts_of(params, "comparison"), ==, "1.0,1.25,1.5,2.0");
}

static void refuse_cuts(const char *rows, const char *part) {
  GError *error = NULL;
  g_autoptr(pb_params) params = pb_priority_cut_points_load(DATA, &error);
  g_assert_false(set(params, rows, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "g.csv:2:", part, NULL);
}

static void test_refused_cut_points(void) {
  refuse_cuts("volym;1;2;3;4;;\n", "volume, harm, gap");
  refuse_cuts("volume;1;2;2;4;;\n", "rising");
  refuse_cuts("volume;1;2;3;;;\n", "rising");
  refuse_cuts("volume;1;2;tre;4;;\n", "rising");
}

/* The project's key: over the shipped ones, and in the dataset. */
static void test_project_key(void) {
  test_project p = {.folder = test_folder()};
  test_write(p.folder, "g.csv", CUTS "worry;0.2;0.3;0.4;0.5;;\n", -1);
  test_write(p.folder, "b.csv", "kommun;period;key;count;per100k\n1880;2024;theft;8607;5387\n", -1);
  test_write(p.folder, "problembild.ini",
             "[project]\npriority_cut_points = g.csv\n[source b]\nkind = reported-crime\n"
             "path = b.csv\n",
             -1);
  test_open_project(&p);
  g_assert_nonnull(p.dataset->priority);
  g_assert_cmpstr(cuts_of(p.dataset->priority, "worry"), ==, "0.2,0.3,0.4,0.5");
  g_assert_cmpstr(cuts_of(p.dataset->priority, "comparison"), ==, "1.0,1.25,1.5,2.0");
  test_close_project(&p);
}

/* Everybody's, the county's and the municipality's own; not the neighbour's. */
static void test_breaks(void) {
  static const struct {
    const char *municipality, *expected;
  } known[] = {{"1880", "2024-01-01/2024-01-05/a,2024-02-01/2024-02-02/b,2024-03-01/2024-03-01/c"},
               {"1881", "2024-01-01/2024-01-05/a,2024-02-01/2024-02-02/b"},
               {"0180", "2024-01-01/2024-01-05/a"},
               {NULL, "2024-01-01/2024-01-05/a"}};
  char *folder = test_folder();
  test_write(folder, "s.csv",
             BREAKS "2024-01-01;2024-01-05;school-break;;a;A;A\n"
                    "2024-02-01;2024-02-02;school-break;18;b;B;B\n"
                    "2024-03-01;2024-03-01;school-break;1880;c;C;C\n",
             -1);
  g_autofree char *path = g_build_filename(folder, "s.csv", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
    GError *error = NULL;
    g_autofree char *found = pb_school_breaks_read(path, "s.csv", known[i].municipality, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(found, ==, known[i].expected);
  }
  test_remove_folder(folder);
}

static void refuse_break(const char *row, const char *part) {
  char *folder = test_folder();
  g_autofree char *text = g_strconcat(BREAKS, row, NULL);
  test_write(folder, "s.csv", text, -1);
  g_autofree char *path = g_build_filename(folder, "s.csv", NULL);
  GError *error = NULL;
  g_assert_null(pb_school_breaks_read(path, "s.csv", "1880", &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "s.csv:2:", part, NULL);
  test_remove_folder(folder);
}

static void test_refused_breaks(void) {
  refuse_break("2024-02-30;2024-03-01;school-break;;a;A;A\n", "two dates");
  refuse_break("2024-03-02;2024-03-01;school-break;;a;A;A\n", "two dates");
  refuse_break("2024-03-01;2024-03-01;holiday;;a;A;A\n", "school-break");
  refuse_break("2024-03-01;2024-03-01;school-break;188;a;A;A\n", "1880");
  refuse_break("2024-03-01;2024-03-01;school-break;;;A;A\n", "key");
}

/* The sample can be read. */
static void test_sample(void) {
  GError *error = NULL;
  g_autofree char *found =
      pb_school_breaks_read(DATA "/exempel/syntetisk_skollov.csv", "s.csv", "0180", &error);
  g_assert_no_error(error);
  test_contains(found, "2024-02-26/2024-03-01/sportlov");
  g_assert_null(strstr(found, "2023-02-27"));
}

int main(int argc, char **argv) {
  pb_engine_start();
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/io/priority-cut-points/shipped", test_shipped);
  g_test_add_func("/io/priority-cut-points/own", test_own_cut_points);
  g_test_add_func("/io/priority-cut-points/refused", test_refused_cut_points);
  g_test_add_func("/io/priority-cut-points/project-key", test_project_key);
  g_test_add_func("/io/school-breaks/applies-to", test_breaks);
  g_test_add_func("/io/school-breaks/refused", test_refused_breaks);
  g_test_add_func("/io/school-breaks/sample", test_sample);
  return g_test_run();
}
