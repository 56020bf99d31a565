/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Coverage with its gaps, and the two files of `check`. */
#include <string.h>

#include "helpers.h"
#include "io/check_files.h"
#include "io/coverage.h"
#include "io/load_dataset.h"
#include "io/shown_path.h"

/* `absolute`: the project names its files by absolute paths. */
static test_project load(const char *crime, const char *events, bool absolute) {
  test_project l = {.folder = test_folder()};
  g_autofree char *prefix = absolute ? g_strconcat(l.folder, "/", NULL) : g_strdup("");
  GString *ini = g_string_new("[project]\nperiod_end = 2025\n");
  if (crime) {
    test_write(l.folder, "brott.csv", crime, -1);
    g_string_append_printf(ini, "[source b]\nkind = reported-crime\npath = %sbrott.csv\n", prefix);
  }
  if (events) {
    test_write(l.folder, "ev.csv", events, -1);
    g_string_append_printf(ini, "[source e]\nkind = events\npath = %sev.csv\n", prefix);
  }
  g_string_append_printf(ini, "[source borta]\nkind = population\npath = %sborta.csv\n", prefix);
  test_write(l.folder, "problembild.ini", ini->str, -1);
  g_string_free(ini, TRUE);
  test_open_project(&l);
  return l;
}

/* Örebro 2021-2025 without 2023 and, in 2024, without person; Kumla 2024-2025. */
static const char crime[] = "kommun;period;key;count\n"
                            "1880;2021;theft;5\n1880;2021;person;1\n"
                            "1880;2022;theft;5\n1880;2022;person;1\n"
                            "1880;2024;theft;5\n"
                            "1880;2025;theft;5\n1880;2025;person;1\n"
                            "1881;2024;theft;2\n1881;2025;theft;2\n"
                            "1880;2025;stold;7\n1880;2024;stold;7\n1880;2024;snatteri;1\n"
                            "Ankeborg;2024;theft;1\n1880;2025;theft;-5\n"
                            "1880;2025;theft;\"=1+8001011232\"\n";

static void check_run(const pb_coverage *c, guint i, size_t first, size_t last, size_t n) {
  const pb_coverage_run *run = &g_array_index(c->runs, pb_coverage_run, i);
  g_assert_cmpuint(run->first, ==, first);
  g_assert_cmpuint(run->last, ==, last);
  g_assert_cmpuint(run->n_municipalities, ==, n);
}

static void test_coverage(void) {
  test_project l = load(crime, NULL, false);
  g_autoptr(pb_coverage) c = pb_coverage_of_panel(l.dataset->yearly);
  g_assert_cmpuint(c->n_periods, ==, 5);
  g_assert_cmpuint(c->runs->len, ==, 3);
  check_run(c, 0, 0, 1, 1);
  check_run(c, 1, 2, 2, 0);
  check_run(c, 2, 3, 4, 2);
  size_t orebro = (size_t)pb_dataset_municipality(l.dataset, "1880");
  size_t kumla = (size_t)pb_dataset_municipality(l.dataset, "1881");
  g_assert_cmpint(c->first[orebro], ==, 0);
  g_assert_cmpint(c->first[kumla], ==, 3); /* before its span nothing is expected */
  g_assert_cmpint(c->last[kumla], ==, 4);
  g_assert_cmpuint(c->gaps->len, ==, 2);
  const pb_coverage_gap *whole = &g_array_index(c->gaps, pb_coverage_gap, 0);
  g_assert_cmpuint(whole->period, ==, 2);
  g_assert_cmpint(whole->type, ==, -1);
  g_assert_cmpuint(whole->n, ==, 1);
  g_assert_cmpuint(whole->municipalities[0], ==, orebro);
  const pb_coverage_gap *type = &g_array_index(c->gaps, pb_coverage_gap, 1);
  g_assert_cmpuint(type->period, ==, 3);
  g_assert_cmpint(type->type, ==, pb_dataset_type(l.dataset, "person"));
  g_assert_cmpuint(type->n, ==, 1);
  test_close_project(&l);
}

static const char events[] = "id;handelsetid;typ;plats;lat;lon\n"
                             "1;2023-05-03 08:00;Rån;Örebro;59,3;15,2\n"
                             "2;2023-05-03;Rån;Örebro län;;\n"
                             "3;2025-05-03 08:00;Rån;Ankeborg;59,3;15,2\n"
                             "4;2025-05-04 08:00;Rån;Ankeborg;;\n";

static void test_events(void) {
  test_project l = load(NULL, events, false);
  size_t n;
  g_autofree pb_event_coverage *years = pb_coverage_of_events(l.dataset->events, &n);
  g_assert_cmpuint(n, ==, 3);
  g_assert_cmpint(years[0].year, ==, 2023);
  g_assert_cmpuint(years[0].n, ==, 2);
  g_assert_cmpuint(years[0].placed, ==, 1);
  g_assert_cmpuint(years[0].county_only, ==, 1);
  g_assert_cmpuint(years[0].without_time, ==, 1);
  g_assert_cmpuint(years[0].without_point, ==, 1);
  g_assert_cmpuint(years[1].n, ==, 0); /* 2024 */
  g_assert_cmpuint(years[2].unknown, ==, 2);
  g_assert_cmpuint(years[2].without_point, ==, 1);
  g_assert_null(pb_coverage_of_events(NULL, &n));
  test_close_project(&l);
}

static void test_unknown(void) {
  test_project l = load(crime, events, false);
  size_t n;
  g_autofree pb_diag_value *values = pb_diagnostics_unknown(l.dataset->diagnostics, &n);
  g_assert_cmpuint(n, ==, 4);
  g_assert_cmpstr(values[0].value, ==, "Ankeborg");
  g_assert_cmpstr(values[0].reason, ==, "unknown-place");
  g_assert_cmpuint(values[0].count, ==, 2);
  g_assert_cmpstr(values[1].value, ==, "stold");
  g_assert_cmpuint(values[1].count, ==, 2);
  g_assert_cmpstr(values[2].reason, ==, "unknown-municipality");
  g_assert_cmpstr(values[3].value, ==, "snatteri");
  test_close_project(&l);
}

static void test_csv(void) {
  test_project l = load(crime, NULL, false);
  g_autofree char *csv = pb_check_findings_csv(l.dataset->diagnostics);
  test_contains(csv, "\xEF\xBB\xBF"
                     "file;line;column;field;value;reason;message\r\n");
  test_contains(csv, "\r\nbrott.csv;11;3;key;stold;unknown-crime-type;");
  test_contains(csv, "\r\nbrott.csv;15;4;count;-5;count-negative;");
  test_contains(csv, "\r\nbrott.csv;16;4;count;'=x+xxxxxxxxxx;not-a-number;");
  size_t lines = 0;
  for (const char *p = csv; *p; p++)
    lines += *p == '\n';
  g_assert_cmpuint(lines, ==, 1 + pb_diagnostics_length(l.dataset->diagnostics));
  test_close_project(&l);
}

static void test_csv_says_what_it_leaves_out(void) {
  g_autoptr(pb_diagnostics) diagnostics = pb_diagnostics_new(2);
  const pb_diagnostic finding = {
      .reason = "a", .file = (char *)"f.csv", .line = 3, .message = (char *)"M."};
  for (int i = 0; i < 5; i++)
    pb_diagnostics_add(diagnostics, &finding);
  g_autofree char *csv = pb_check_findings_csv(diagnostics);
  test_contains(csv, "\r\nf.csv;3;;;;a;M.\r\nf.csv;3;;;;a;M.\r\n;;;;;a;3 more rows have");
}

static void test_json(void) {
  test_project l = load(crime, events, false);
  g_autofree char *json = pb_check_json(l.project, l.dataset, NULL, 0, l.failures, "1");
  test_contains(json, "\"rows_read\": 15,\n      \"rows_used\": 9,\n      \"rows_rejected\": 6");
  test_contains(json, "\"reason\": \"unknown-crime-type\",\n      \"severity\": \"rejected\",\n"
                      "      \"count\": 3");
  test_contains(json, "\"value\": \"stold\",\n      \"count\": 2");
  test_contains(json, "\"period\": \"2024\",\n          \"type\": \"person\",\n"
                      "          \"n_municipalities\": 1,\n"
                      "          \"municipalities\": [\"1880\"]");
  test_contains(json, "\"roles\": {\n        \"municipality\": \"kommun\",");
  test_contains(json, "\"delimiter\": \";\",");
  test_contains(json, "\"rejected\": {\n        \"unknown-crime-type\": 3,");
  test_contains(json, "\"coordinates_missing\": 1");
  test_contains(json, "\"quarterly\": null");
  test_contains(json, "borta.csv");
  test_project again = load(crime, events, false); /* in another folder */
  g_autofree char *same = pb_check_json(again.project, again.dataset, NULL, 0, again.failures, "1");
  g_assert_cmpstr(json, ==, same);
  test_close_project(&again);
  test_close_project(&l);
}

static void test_no_absolute_path(void) {
  /* A contradiction names the other file inside its sentence. */
  test_project l = load("kommun;period;key;count\n1880;2025;theft;5\n1880;2025;theft;6\n"
                        "1880;2024;stold;7\n",
                        events, true);
  g_autofree char *json = pb_check_json(l.project, l.dataset, NULL, 0, l.failures, "1");
  g_autofree char *csv = pb_check_findings_csv(l.dataset->diagnostics);
  test_contains(json, "borta.csv");
  test_contains(csv, "brott.csv;4;3;key;stold;");
  test_contains(csv, "6 here, but 5 in brott.csv:2");
  g_assert_null(strstr(json, l.folder));
  g_assert_null(strstr(csv, l.folder));
  test_close_project(&l);
  g_autofree char *sentence = pb_hide_folders("/a/b/c.csv:4: “/d/e.csv”, mål/år, på/av, 3 / 4.");
  g_assert_cmpstr(sentence, ==, "c.csv:4: “e.csv”, mål/år, på/av, 3 / 4.");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/check/coverage", test_coverage);
  g_test_add_func("/check/events", test_events);
  g_test_add_func("/check/unknown", test_unknown);
  g_test_add_func("/check/csv", test_csv);
  g_test_add_func("/check/csv-left-out", test_csv_says_what_it_leaves_out);
  g_test_add_func("/check/json", test_json);
  g_test_add_func("/check/no-absolute-path", test_no_absolute_path);
  return g_test_run();
}
