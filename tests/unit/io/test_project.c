/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/project.h"

#include <string.h>

#include "engine/error.h"
#include "helpers.h"

static pb_project *parse(const char *text, GError **error) {
  return pb_project_parse("dir/problembild.ini", text, strlen(text), error);
}

static void test_whole(void) {
  GError *error = NULL;
  g_autoptr(pb_project) p = parse("# kommentar\n"
                                  "[project]\n"
                                  "title = Gemensam lägesbild = bra\n"
                                  "period_end = 2024\n"
                                  "years=5\n"
                                  "language = en\n"
                                  "audience = public\n"
                                  "\n"
                                  "[area]\n"
                                  "norr = 2480; Umeå ;2481\n"
                                  "sydnärke = Askersund, Laxå\n"
                                  "[source brott]\n"
                                  "kind = reported-crime\n"
                                  "path = brott.csv\n"
                                  "columns.municipality = Kommun kod\n"
                                  "delimiter = ;\n"
                                  "decimal = comma\n"
                                  "encoding = Windows-1252\n"
                                  "publisher = Brå\n"
                                  "synthetic = true\n"
                                  "max_rejected_percent = 2,5\n"
                                  "[layer kommuner]\n"
                                  "role = municipalities\n"
                                  "path = k.shp\n"
                                  "code = KnKod\n"
                                  "name = KnNamn\n"
                                  "[method funnel]\n"
                                  "alpha = 0.1\n"
                                  "[disclosure]\n"
                                  "threshold = 7\n",
                                  &error);
  g_assert_no_error(error);
  g_assert_cmpstr(p->title, ==, "Gemensam lägesbild = bra");
  g_assert_cmpint(p->period_end, ==, 2024);
  g_assert_cmpint(p->years, ==, 5);
  g_assert_cmpstr(p->language, ==, "en");
  g_assert_cmpint(p->audience, ==, PB_PROJECT_PUBLIC);
  g_assert_cmpint(p->disclosure_threshold, ==, 7);
  g_assert_cmpstr(p->folder, ==, "dir");
  g_assert_cmpuint(strlen(p->sha256), ==, 64);
  const pb_project_group *group = pb_project_find_group(p, "norr");
  g_assert_nonnull(group);
  g_assert_cmpuint(g_strv_length(group->members), ==, 3);
  g_assert_cmpstr(group->members[1], ==, "Umeå");
  g_assert_nonnull(pb_project_find_group(p, "sydnärke"));
  g_assert_null(pb_project_find_group(p, "syd"));
  g_assert_cmpuint(p->n_sources, ==, 1);
  const pb_project_source *s = &p->sources[0];
  g_assert_cmpstr(s->name, ==, "brott");
  g_assert_cmpstr(s->columns[0].key, ==, "municipality");
  g_assert_cmpstr(s->columns[0].value, ==, "Kommun kod");
  g_assert_cmpuint(s->columns[0].line, ==, 15);
  g_assert_true(s->synthetic);
  g_assert_cmpfloat(s->max_rejected_percent, ==, 2.5);
  g_assert_cmpstr(s->publisher, ==, "Brå");
  const pb_project_layer *layer = pb_project_find_layer(p, "municipalities");
  g_assert_cmpstr(layer->title, ==, "KnNamn");
  g_assert_null(pb_project_find_layer(p, "places"));
  g_assert_cmpstr(pb_project_find_method(p, "funnel")->values[0].value, ==, "0.1");
}

static void test_defaults(void) {
  GError *error = NULL;
  g_autoptr(pb_project) p = parse("", &error);
  g_assert_no_error(error);
  g_assert_cmpint(p->period_end, ==, 0);
  g_assert_cmpint(p->years, ==, 3);
  g_assert_cmpstr(p->language, ==, "sv");
  g_assert_cmpint(p->audience, ==, PB_PROJECT_INTERNAL);
  g_assert_cmpint(p->disclosure_threshold, ==, 5);
}

static void refuse(const char *text, const char *where, const char *part) {
  GError *error = NULL;
  g_autoptr(pb_project) p = parse(text, &error);
  g_assert_null(p);
  test_error(&error, PB_ERROR, PB_ERROR_PROJECT, where, part, NULL);
}

static void test_suggestions(void) {
  refuse("[project]\nperiod_ned = 2025\n", "problembild.ini:2:", "period_end");
  refuse("[project]\n\n# x\nxyzzy = 1\n", "problembild.ini:4:", "title, period_end");
  refuse("[projekt]\n", "problembild.ini:1:", "[project]");
  refuse("[sources brott]\n", "problembild.ini:1:", "[source]");
  refuse("[source a]\nkind = events\npath = x\npat = y\n", "problembild.ini:4:", "path");
  refuse("[source a]\nkind = event\npath = x\n", "problembild.ini:2:", "events");
  refuse("[source a]\nkind = population\npath = x\ncolumns.yaer = y\n",
         "problembild.ini:4:", "year");
}

static void test_bad_values(void) {
  refuse("[project]\nperiod_end = tjugo\n", ":2:", "tjugo");
  refuse("[project]\nperiod_end = 12\n", ":2:", "1900");
  refuse("[project]\nyears = 0\n", ":2:", "years");
  refuse("[project]\nlanguage = fi\n", ":2:", "sv, en");
  refuse("[project]\naudience = alla\n", ":2:", "internal, council, public");
  refuse("[source a]\nkind = events\n", ":1:", "path");
  refuse("[source a]\npath = x\n", ":1:", "kind");
  refuse("[source]\n", ":1:", "[source NAME]");
  refuse("[source a]\nkind = events\npath = x\nsynthetic = ja\n", ":4:", "true or false");
  refuse("[source a]\nkind = events\npath = x\nencoding = runor\n", ":4:", "runor");
  refuse("[source a]\nkind = events\npath = x\ndelimiter = semikolon\n", ":4:", "semikolon");
  refuse("[source a]\nkind = events\npath = x\ndecimal = komma\n", ":4:", "komma");
  refuse("[source a]\nkind = events\npath = x\nmax_rejected_percent = 101\n", ":4:", "101");
  refuse("[source a]\nkind = events\npath = x\ndate_order = ydm\n", ":4:", "dmy, mdy, ymd");
  refuse("[layer a]\nrole = kommuner\npath = x\n", ":2:", "municipalities");
  refuse("[area]\na = ;\n", ":2:", "no members");
  refuse("[disclosure]\nthreshold = 0\n", ":2:", "threshold");
}

static void test_bad_lines(void) {
  refuse("period_end = 2025\n", ":1:", "[project]");
  refuse("[project]\nhej\n", ":2:", "hej");
  refuse("[project]\n= 5\n", ":2:", "= 5");
  refuse("[project\n", ":1:", "[project");
  refuse("[project]\nyears = 3\nyears = 4\n", ":3:", "line 2");
  refuse("[project]\n[area]\n[project]\n", ":3:", "line 1");
}

static void test_encodings(void) {
  GError *error = NULL;
  g_autoptr(pb_project) latin = parse("[project]\ntitle = L\xE4gesbild\n", &error);
  g_assert_no_error(error);
  g_assert_cmpstr(latin->title, ==, "Lägesbild");
  g_autoptr(pb_project) bom = parse("\xEF\xBB\xBF[project]\r\ntitle = x\r\n", &error);
  g_assert_no_error(error);
  g_assert_cmpstr(bom->title, ==, "x");
}

static void test_files(void) {
  char *folder = test_folder();
  GError *error = NULL;
  g_autofree char *path = g_build_filename(folder, "problembild.ini", NULL);
  g_assert_null(pb_project_load(path, &error));
  test_error(&error, PB_ERROR, PB_ERROR_PROJECT, path, "-c", NULL);
  test_write(folder, "problembild.ini", "[project]\n", -1);
  test_write(folder, "b_2.csv", "x", -1);
  test_write(folder, "b_10.csv", "x", -1);
  g_autoptr(pb_project) p = pb_project_load(path, &error);
  g_assert_no_error(error);
  g_auto(GStrv) files = pb_project_expand(p, "b_*.csv", &error);
  g_assert_no_error(error);
  g_assert_cmpuint(g_strv_length(files), ==, 2);
  g_assert_cmpstr(files[0], ==, "b_10.csv"); /* byte order, whatever the folder's is */
  g_assert_cmpstr(files[1], ==, "b_2.csv");
  g_autofree char *resolved = pb_project_resolve(p, files[0]);
  g_assert_true(g_file_test(resolved, G_FILE_TEST_EXISTS));
  g_assert_null(pb_project_expand(p, "c_*.csv", &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "c_*.csv", NULL);
  g_auto(GStrv) plain = pb_project_expand(p, "none.csv", &error);
  g_assert_cmpstr(plain[0], ==, "none.csv"); /* whoever opens it says that it is not there */
  test_remove_folder(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/project/whole", test_whole);
  g_test_add_func("/project/defaults", test_defaults);
  g_test_add_func("/project/suggestions", test_suggestions);
  g_test_add_func("/project/bad-values", test_bad_values);
  g_test_add_func("/project/bad-lines", test_bad_lines);
  g_test_add_func("/project/encodings", test_encodings);
  g_test_add_func("/project/files", test_files);
  return g_test_run();
}
