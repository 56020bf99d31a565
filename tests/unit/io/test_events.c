/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The source kind events: what its rows become. */
#include <string.h>

#include "engine/wall_clock.h"
#include "helpers.h"

/* events.csv with these keys more in its section. */
static test_project load(const char *csv, const char *keys) {
  test_project l = {.folder = test_folder()};
  test_write(l.folder, "h.csv", csv, -1);
  g_autofree char *ini = g_strdup_printf("[project]\nperiod_end = 2025\n[source h]\nkind = "
                                         "events\npath = h.csv\nmax_rejected_percent = 100\n%s",
                                         keys);
  test_write(l.folder, "problembild.ini", ini, -1);
  test_open_project(&l);
  return l;
}

static void check_time(const pb_table *events, const char *name, size_t row, int64_t wanted) {
  const pb_column *column = pb_table_find(events, name);
  g_assert_nonnull(column);
  if (wanted == 0) {
    g_assert_false(pb_column_is_valid(column, row));
  } else {
    g_assert_true(pb_column_is_valid(column, row));
    g_assert_cmpint(pb_column_int(column, row), ==, wanted);
  }
}

/* Where a row stands, its window and its point as they are written. */
static void test_columns(void) {
  test_project l = load("starttid;slut;typ;kommun;x;y\n"
                        "2024-05-03 08:00;2024-05-03 10:30;Brand;1880;510000,5;6570000\n"
                        "2024-05-03;2024-05-04;Brand;1880;;\n"
                        "x;;Brand;1880;;\n"
                        "2024-05-03 08;2024-05-03 09;Brand;1880;510001;6570001\n"
                        "2024-05-03 08:00;;Brand;1880;510002;6570002\n",
                        "crs = EPSG:3006\ncolumns.start = starttid\n");
  const pb_dataset *d = l.dataset;
  g_assert_cmpuint(pb_table_n_rows(d->events), ==, 4);
  g_assert_cmpstr(d->sources[0].crs, ==, "EPSG:3006");
  static const int64_t lines[] = {2, 3, 5, 6};
  for (size_t row = 0; row < 4; row++) {
    g_assert_cmpint(pb_column_int(pb_table_find(d->events, "source"), row), ==, 0);
    g_assert_cmpint(pb_column_int(pb_table_find(d->events, "line"), row), ==, lines[row]);
  }
  const int64_t day = 1714694400; /* 2024-05-03 */
  check_time(d->events, "end", 0, day + 10 * 3600 + 1800);
  check_time(d->events, "end", 1, day + 2 * 86400); /* at the latest: the end of that day */
  check_time(d->events, "end", 2, day + 10 * 3600);
  check_time(d->events, "end", 3, 0);
  const pb_column *x = pb_table_find(d->events, "x"), *y = pb_table_find(d->events, "y");
  g_assert_cmpfloat(pb_column_double(x, 0), ==, 510000.5);
  g_assert_cmpfloat(pb_column_double(y, 0), ==, 6570000);
  g_assert_false(pb_column_is_valid(x, 1));
  test_close_project(&l);
}

/* Columns that no event fills are not there. */
static void test_optional_columns(void) {
  test_project l = load("handelsetid;typ;kommun\n2024-05-03 08:00;Brand;1880\n", "");
  g_assert_null(pb_table_find(l.dataset->events, "end"));
  g_assert_null(pb_table_find(l.dataset->events, "x"));
  g_assert_null(l.dataset->sources[0].crs);
  test_close_project(&l);
}

static size_t count_reason(const pb_dataset *dataset, const char *reason) {
  for (size_t i = 0; i < pb_diagnostics_n_reasons(dataset->diagnostics); i++) {
    pb_diag_count one = pb_diagnostics_reason(dataset->diagnostics, i);
    if (g_str_equal(one.reason, reason))
      return one.count;
  }
  return 0;
}

/* The first finding of a reason. */
static const pb_diagnostic *find_reason(const pb_dataset *dataset, const char *reason) {
  for (size_t i = 0; i < pb_diagnostics_length(dataset->diagnostics); i++) {
    const pb_diagnostic *one = pb_diagnostics_at(dataset->diagnostics, i);
    if (g_str_equal(one->reason, reason))
      return one;
  }
  g_error("nothing is said of %s", reason);
}

/* "2024-05-03 08:05" */
static char *shown(const pb_table *events, const char *name, size_t row) {
  const pb_column *column = pb_table_find(events, name);
  if (!column || !pb_column_is_valid(column, row))
    return g_strdup("-");
  int64_t time = pb_column_int(column, row);
  pb_wall_clock at = pb_wall_clock_of(time);
  return g_strdup_printf("%04d-%02d-%02d %02d:%02d", at.year, at.month, at.day, at.hour,
                         (int)(time / 60 % 60));
}

static void expect(const test_project *l, size_t row, const char *start, const char *precision,
                   const char *end) {
  g_autofree char *is_start = shown(l->dataset->events, "time", row),
                  *is_end = shown(l->dataset->events, "end", row);
  g_assert_cmpstr(is_start, ==, start);
  g_assert_cmpstr(is_end, ==, end);
  g_assert_cmpstr(pb_column_string(pb_table_find(l->dataset->events, "precision"), row), ==,
                  precision);
}

/* One day above 12 proves the order of all dates of the file. */
static void test_order_proven(void) {
  test_project l = load("start;end;publicerad;typ\n"
                        "03/05/2024 08:05;04/05/2024;05/05/2024;Brand\n"
                        "31/05/2024 08:05;;;Brand\n",
                        "");
  expect(&l, 0, "2024-05-03 08:05", "minute", "2024-05-05 00:00");
  expect(&l, 1, "2024-05-31 08:05", "minute", "-");
  test_close_project(&l);
  l = load("start;end;publicerad;typ\n"
           "03/05/2024 08:05;04/05/2024;05/06/2024;Brand\n"
           "05/31/2024 08:05 PM;06/01/2024;;Brand\n",
           "");
  expect(&l, 0, "2024-03-05 08:05", "minute", "2024-04-06 00:00");
  expect(&l, 1, "2024-05-31 20:05", "minute", "2024-06-02 00:00");
  g_autofree char *published = shown(l.dataset->events, "published", 0);
  g_assert_cmpstr(published, ==, "2024-05-06 00:00");
  test_contains(find_reason(l.dataset, "month-first")->message, "line 3");
  test_close_project(&l);
}

/* Nothing proves it: those rows are rejected, each with the sentence; others are used. */
static void test_order_unknown(void) {
  static const char rows[] = "start;typ\n03.05.2024;Brand\n2024-05-04;Brand\n05-06-2024;Brand\n";
  test_project l = load(rows, "");
  g_assert_cmpuint(l.dataset->sources[0].rows_rejected, ==, 2);
  g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, 1);
  g_assert_cmpuint(count_reason(l.dataset, "date-order-unknown"), ==, 2);
  const pb_diagnostic *said = find_reason(l.dataset, "date-order-unknown");
  g_assert_cmpuint(said->line, ==, 2);
  test_contains(said->message, "date_order = dmy");
  test_contains(said->message, "[source h]");
  expect(&l, 0, "2024-05-04 00:00", "day", "-");
  test_close_project(&l);
  l = load(rows, "date_order = dmy\n");
  g_assert_cmpuint(pb_table_n_rows(l.dataset->events), ==, 3);
  expect(&l, 0, "2024-05-03 00:00", "day", "-");
  expect(&l, 2, "2024-06-05 00:00", "day", "-");
  test_close_project(&l);
  l = load(rows, "date_order = mdy\n");
  expect(&l, 0, "2024-03-05 00:00", "day", "-");
  expect(&l, 2, "2024-05-06 00:00", "day", "-");
  test_close_project(&l);
  l = load(rows, "date_order = ymd\n");
  g_assert_cmpuint(l.dataset->sources[0].rows_rejected, ==, 2);
  g_assert_cmpuint(count_reason(l.dataset, "not-a-time"), ==, 2);
  test_close_project(&l);
}

/* When no row is left the file is refused with the same sentence. */
static void test_order_refused(void) {
  test_project l = load("start;typ\n03/05/2024;Brand\n04/05/2024;Brand\n", "");
  g_assert_cmpuint(l.failures->len, ==, 1);
  test_contains(((const GError *)g_ptr_array_index(l.failures, 0))->message, "date_order = dmy");
  g_assert_null(l.dataset->events);
  test_close_project(&l);
  l = load("start;typ\n31/05/2024;Brand\n05/31/2024;Brand\n03/05/2024;Brand\n2024-05-03;Brand\n",
           "");
  g_assert_cmpuint(count_reason(l.dataset, "contradicting-date-order"), ==, 3);
  const char *message = find_reason(l.dataset, "contradicting-date-order")->message;
  test_contains(message, "line 2");
  test_contains(message, "line 3");
  g_assert_cmpuint(pb_table_n_rows(l.dataset->events), ==, 1);
  test_close_project(&l);
}

/* Date and time of day in two columns, in the layouts that exports have. */
static void test_two_columns(void) {
  test_project l = load("datum;klockslag;slutdatum;slutklockslag;typ\n"
                        "2024-05-03;08:05;2024-05-03;09:10;Brand\n"
                        "2024-05-03;;2024-05-03;;Brand\n"
                        "2024-05-03;okänt;;;Brand\n"
                        "2024-05-03;24:00;;;Brand\n"
                        "2024-05-03 00:00:00;1899-12-30 08:05:00;;;Brand\n"
                        "2024-05-03;25:00;;;Brand\n"
                        ";08:05;;;Brand\n",
                        "");
  g_assert_cmpuint(pb_table_n_rows(l.dataset->events), ==, 6);
  expect(&l, 0, "2024-05-03 08:05", "minute", "2024-05-03 09:10");
  expect(&l, 1, "2024-05-03 00:00", "day", "2024-05-04 00:00");
  expect(&l, 2, "2024-05-03 00:00", "day", "-");
  expect(&l, 3, "2024-05-04 00:00", "minute", "-");
  expect(&l, 4, "2024-05-03 08:05", "minute", "-");
  expect(&l, 5, "2024-05-03 00:00", "day", "-");
  g_assert_cmpuint(count_reason(l.dataset, "not-a-time-of-day"), ==, 2);
  g_assert_cmpuint(find_reason(l.dataset, "time-missing")->line, ==, 8);
  test_close_project(&l);
  /* One date for both times of day; an end past midnight is of the next day. */
  l = load("datum;starttid;sluttid;typ\n"
           "2024-05-03;08:05;09:10;Brand\n"
           "2024-05-03;23:30;01:15;Brand\n"
           "2024-05-03;;01:15;Brand\n"
           "2024-05-03;2024-05-02 22:00;2024-05-02 23:00;Brand\n",
           "");
  expect(&l, 0, "2024-05-03 08:05", "minute", "2024-05-03 09:10");
  expect(&l, 1, "2024-05-03 23:30", "minute", "2024-05-04 01:15");
  expect(&l, 2, "2024-05-03 00:00", "day", "2024-05-03 01:15");
  expect(&l, 3, "2024-05-02 22:00", "minute", "2024-05-02 23:00");
  test_contains(find_reason(l.dataset, "end-next-day")->message, "1 end ");
  test_close_project(&l);
  /* The day of such an end follows its start when the month turns out to stand first. */
  l = load("datum;starttid;sluttid;typ\n12/05/2024;23:30;01:15;Brand\n05/31/2024;08:00;;Brand\n",
           "");
  expect(&l, 0, "2024-12-05 23:30", "minute", "2024-12-06 01:15");
  test_close_project(&l);
}

/* A column of nothing but midnights, or firsts of months, knows no more than days, or months. */
static void test_precision(void) {
  static const struct {
    const char *rows, *precision, *reason;
  } files[] = {
      {"2022-01-01;\n2022-02-01;\n2022-02-01;\n", "month", "only-months"},
      {"2022-01;\n2022-02;\n2022-02;\n", "month", NULL},
      {"2022-01-01 00:00:00;\n2022-02-01 00:00:00;\n2022-03-01 00:00:00;\n", "month",
       "only-months"},
      {"2022-01-01;\n2022-02-01;\n", "day", NULL}, /* two may be chance */
      {"2022-01-01;\n2022-02-01;\n2022-02-02;\n", "day", NULL},
      {"2022-01-01 00:00;\n2022-02-01 00:00;\n2022-02-02 00:00;\n", "day", "only-days"},
      {"2022-01-01 00:00;\n2022-02-01 00:00;\n2022-02-02 00:01;\n", "minute", NULL},
      {"2022-01-01 08;\n2022-02-01 09;\n2022-02-02 10;\n", "hour", NULL},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *csv = g_strconcat("start;slut\n", files[i].rows, NULL);
    test_project l = load(csv, "constant.type = Brand\n");
    g_assert_cmpstr(pb_column_string(pb_table_find(l.dataset->events, "precision"), 0), ==,
                    files[i].precision);
    if (files[i].reason)
      find_reason(l.dataset, files[i].reason);
    else
      g_assert_cmpuint(
          count_reason(l.dataset, "only-days") + count_reason(l.dataset, "only-months"), ==, 0);
    test_close_project(&l);
  }
  test_project l = load("start;slut;typ\n2022-01;2022-02;Brand\n2022-01-05 14;2022-01-05 15;Brand\n"
                        "2022-01-05;2022-01-05;Brand\n",
                        "");
  expect(&l, 0, "2022-01-01 00:00", "month", "2022-03-01 00:00");
  expect(&l, 1, "2022-01-05 14:00", "hour", "2022-01-05 16:00");
  expect(&l, 2, "2022-01-05 00:00", "day", "2022-01-06 00:00");
  g_assert_cmpuint(count_reason(l.dataset, "end-before-start"), ==, 0);
  test_close_project(&l);
}

static void test_end_before_start(void) {
  test_project l = load("start;slut;typ\n"
                        "2024-05-03 08:00;2024-05-03 07:00;Brand\n"
                        "2024-05-03 08:00;2024-05-03;Brand\n"       /* any time of that day */
                        "2024-10-27 02:50;2024-10-27 02:10;Brand\n" /* the clock was set back */
                        "2024-03-31 02:50;2024-03-31 03:10;Brand\n" /* the start was moved on */
                        "2024-05-03 08:00;2024-05-03 08:00;Brand\n",
                        "");
  g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, 5);
  g_assert_cmpuint(count_reason(l.dataset, "end-before-start"), ==, 1);
  g_assert_cmpuint(find_reason(l.dataset, "end-before-start")->line, ==, 2);
  expect(&l, 0, "2024-05-03 08:00", "minute", "2024-05-03 07:00"); /* neither swapped nor lost */
  expect(&l, 2, "2024-10-27 02:50", "minute", "2024-10-27 02:50");
  expect(&l, 3, "2024-03-31 03:50", "minute", "2024-03-31 03:50");
  g_assert_cmpuint(find_reason(l.dataset, "skipped-hour")->line, ==, 5);
  test_contains(find_reason(l.dataset, "doubled-hour")->message, "2 times");
  test_close_project(&l);
}

static void test_identifiers(void) {
  test_project l = load("id;start;typ;kommun\n"
                        "A1;2024-05-03 08:00;Brand;1880\n"
                        "A1;2024-05-03 08:00;Brand;1880\n" /* repeated */
                        "A2;2024-05-03 08:00;Brand;1880\n"
                        "A2;2024-05-03 08:00;Misshandel;1880\n" /* two offences of one report */
                        "A3;2024-05-03 08:00;Brand;1880\n"
                        "A3;2024-05-03 09:00;Brand;1880\n" /* contradicts */
                        "A4;2024-05-03 08:00;Brand;1880\n",
                        "");
  const pb_source_info *s = &l.dataset->sources[0];
  g_assert_cmpuint(s->rows_used, ==, 4);
  g_assert_cmpuint(s->rows_left_out, ==, 1);
  g_assert_cmpuint(s->rows_rejected, ==, 2);
  g_assert_cmpuint(pb_table_n_rows(l.dataset->events), ==, 4);
  test_contains(find_reason(l.dataset, "repeated-row")->message, "line 2");
  test_contains(find_reason(l.dataset, "shared-identifier")->message, "2 rows");
  test_contains(find_reason(l.dataset, "contradicting-rows")->message, "2024-05-03 09:00");
  test_close_project(&l);
}

/* Without identifiers it depends on how much the rows say. */
static void test_no_identifiers(void) {
  static const struct {
    const char *header, *row;
    size_t n_counted; /* of two such rows */
    const char *reason;
  } cases[] = {
      {"start;typ;x;y", "2024-05-03 08:00;Brand;15,2;59,3", 1, "repeated-row"},
      {"start;slut;typ;kommun", "2024-05-03 08:00;2024-05-03 09:00;Brand;1880", 1, "repeated-row"},
      {"start;typ;kommun", "2024-05-03 08:00;Brand;1880", 2, "possible-duplicate"},
      {"start;typ;x;y", "2024-05-03;Brand;15,2;59,3", 2, "alike-rows"},
      {"start;typ;x;y", "2024-05;Brand;15,2;59,3", 2, "alike-rows"},
      {"start;typ;x;y", "2024-05-03 08;Brand;15,2;59,3", 2, "alike-rows"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *csv =
        g_strdup_printf("%s\n%s\n%s\n", cases[i].header, cases[i].row, cases[i].row);
    test_project l = load(csv, "decimal = comma\n");
    g_assert_cmpuint(pb_table_n_rows(l.dataset->events), ==, cases[i].n_counted);
    g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, cases[i].n_counted);
    g_assert_cmpuint(count_reason(l.dataset, cases[i].reason), ==, 1);
    test_close_project(&l);
  }
  test_project l = load("start;typ;x;y\n2024-05-03 08:00;Brand;15.2;59.3\n"
                        "2024-05-03 08:00;Brand;15.2;59.4\n2024-05-03 08:01;Brand;15.2;59.3\n"
                        "2024-05-03 08:00;Rån;15.2;59.3\n",
                        "");
  g_assert_cmpuint(pb_table_n_rows(l.dataset->events), ==, 4);
  test_close_project(&l);
}

/* Headers that exports have: what is recognised without configuration. */
static void test_headers(void) {
  static const struct {
    const char *csv, *roles;
  } files[] = {
      {"handelse_id;starttid;sluttid;brottskod;brottstyp;kommunkod;x_sweref;y_sweref\n"
       "5000-K0000001-24;2024-05-03 08:00:00;;0840;Butiksstöld;1880;510000.5;6570000.1\n",
       "id = handelse_id, start = starttid, end = sluttid, type = brottstyp, code = brottskod, "
       "place = kommunkod, x = x_sweref, y = y_sweref"},
      {"Diarienummer;Brottstid från;Brottstid till;Brottskod;Brottsrubricering;Kommun;Öst;Nord\n"
       "K1;2024-05-03 08:00;;0840;Stöld;Örebro;510000;6570000\n",
       "id = Diarienummer, start = Brottstid från, end = Brottstid till, "
       "type = Brottsrubricering, code = Brottskod, place = Kommun, x = Öst, y = Nord"},
      {"Startdatum;Starttid;Slutdatum;Sluttid;Typ;Kommunnamn\n"
       "2024-05-03;08:00;2024-05-03;09:00;Brand;Örebro\n",
       "start = Starttid, date = Startdatum, end = Sluttid, end_date = Slutdatum, type = Typ, "
       "place = Kommunnamn"},
      {"month,longitude,latitude,location,crime type\n2024-05,-2.4,53.7,X,Burglary\n",
       "start = month, type = crime type, x = longitude, y = latitude"},
      {"uid,offense_type,date,x,y\n1,robbery,2019-01-01 01:30:00,-89.9,35.1\n",
       "id = uid, date = date, type = offense_type, x = x, y = y"},
      {"X,Y,StartDateTime,EndDateTime,Offense\n1,2,2016-01-01 20:00:00,2016-01-02 04:00:00,Burg\n",
       "start = StartDateTime, end = EndDateTime, type = Offense, x = X, y = Y"},
      {"id;publicerad;handelsetid;typ;plats;lat;lon\n1;2024-05-03;2024-05-03;Brand;Örebro;59;15\n",
       "id = id, start = handelsetid, published = publicerad, type = typ, place = plats, x = lon, "
       "y = lat"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    test_project l = load(files[i].csv, "");
    g_assert_cmpuint(l.failures->len, ==, 0);
    g_assert_cmpstr(l.dataset->sources[0].roles, ==, files[i].roles);
    g_assert_cmpuint(pb_table_n_rows(l.dataset->events), ==, 1);
    test_close_project(&l);
  }
}

/* A file about one type of event only. */
static void test_type_given(void) {
  static const char rows[] = "start;kommun\n2024-05-03 08:00;1880\n2024-05-03 09:00;1880\n";
  test_project l = load(rows, "constant.type = Inbrott i bostad\n");
  const pb_column *type = pb_table_find(l.dataset->events, "type");
  g_assert_cmpstr(pb_column_string(type, 1), ==, "Inbrott i bostad");
  test_contains(l.dataset->sources[0].roles, "type = “Inbrott i bostad”");
  test_close_project(&l);
  l = load(rows, "");
  g_assert_cmpuint(l.failures->len, ==, 1);
  test_contains(((const GError *)g_ptr_array_index(l.failures, 0))->message, "constant.type =");
  test_close_project(&l);
}

/* Told by text with how many there are; the events are counted. */
static void test_unknown_places(void) {
  test_project l = load("start;typ;kommun\n2024-05-01 08:00;Brand;Distrikt Nord\n"
                        "2024-05-02 08:00;Brand;Distrikt Nord\n2024-05-03 08:00;Brand;Ankeborg\n"
                        "2024-05-04 08:00;Brand;..\n2024-05-05 08:00;Brand;Kumla\n",
                        "");
  g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, 5);
  const pb_diagnostic *first = find_reason(l.dataset, "unknown-place");
  g_assert_cmpuint(first->line, ==, 2);
  g_assert_cmpuint(first->times, ==, 2);
  test_contains(first->message, "“Distrikt Nord”");
  size_t n;
  g_autofree pb_diag_value *unknown = pb_diagnostics_unknown(l.dataset->diagnostics, &n);
  g_assert_cmpstr(unknown[0].value, ==, "Distrikt Nord");
  g_assert_cmpuint(unknown[0].count, ==, 2);
  g_assert_cmpuint(pb_column_missing(pb_table_find(l.dataset->events, "municipality")), ==, 4);
  test_close_project(&l);
}

/* A file that turns out to hold personal data leaves nothing; the file before it stays. */
static void test_forgotten_file(void) {
  test_project l = {.folder = test_folder()};
  test_write(l.folder, "a.csv", "id;start;typ\n1;2024-05-03 08:00;Brand\n", -1);
  test_write(l.folder, "b.csv",
             "id;start;typ\n2;2024-05-03 08:00;Brand\n3;2024-05-03 09:00;anna@exempel.se\n", -1);
  test_write(l.folder, "c.csv", "id;start;typ\n4;2024-05-04 08:00;Brand\n", -1);
  test_write(l.folder, "problembild.ini", "[source h]\nkind = events\npath = *.csv\n", -1);
  test_open_project(&l);
  g_assert_cmpuint(l.failures->len, ==, 1);
  g_assert_cmpuint(l.dataset->n_sources, ==, 2);
  g_assert_cmpuint(pb_table_n_rows(l.dataset->events), ==, 2);
  expect(&l, 1, "2024-05-04 08:00", "minute", "-");
  g_assert_cmpint(pb_column_int(pb_table_find(l.dataset->events, "source"), 1), ==, 1);
  g_assert_cmpint(l.dataset->period_end, ==, 2024);
  test_close_project(&l);
}

/* Files of cells of every kind: each row is used, left out or rejected, and a rejected one is
 * listed with its line. */
static void test_every_row_is_accounted_for(void) {
  static const char *const starts[] = {
      "2024-05-03 08:05", "03/05/2024", "31/05/2024", "05/31/2024",
      "20240503",         "24-05-03",   "",           "igår",
      "2024-02-30",       "2026-01-01", "2024-05",    "3 maj 2024"};
  static const char *const ends[] = {"", "", "2024-05-03 07:00", "09:10", "x", "04/05/2024"};
  static const char *const types[] = {"Brand", "Rån", "Rån", "Rån", ""};
  static const char *const places[] = {"1880", "Örebro", "Distrikt Nord", ""};
  static const char *const points[] = {"15.2;59.3", "15.3;59.4", ";", "x;59", "0;0"};
  g_autoptr(GRand) random = g_rand_new_with_seed(20240503);
#define PICK(list) list[g_rand_int_range(random, 0, G_N_ELEMENTS(list))]
  for (int file = 0; file < 40; file++) {
    g_autoptr(GString) csv = g_string_new("id;start;slut;typ;kommun;x;y\n");
    const int n = 60;
    for (int i = 0; i < n; i++) {
      int id = g_rand_int_range(random, 0, 40);
      g_autofree char *shown_id = id < 20 ? g_strdup_printf("K%d", id) : g_strdup("");
      const char *start = file % 2 ? PICK(starts) : starts[0];
      g_string_append_printf(csv, "%s;%s;%s;%s;%s;%s\n", shown_id, start, PICK(ends), PICK(types),
                             PICK(places), PICK(points));
    }
    test_project l = load(csv->str, "");
    g_assert_cmpuint(l.failures->len, ==, 0);
    const pb_source_info *s = &l.dataset->sources[0];
    g_assert_cmpuint(s->rows_read, ==, n);
    g_assert_cmpuint(s->rows_used + s->rows_rejected + s->rows_left_out, ==, n);
    g_assert_cmpuint(pb_table_n_rows(l.dataset->events), ==, s->rows_used);
    bool listed[62] = {false};
    size_t n_listed = 0;
    for (size_t i = 0; i < pb_diagnostics_length(l.dataset->diagnostics); i++) {
      const pb_diagnostic *one = pb_diagnostics_at(l.dataset->diagnostics, i);
      if (one->severity != PB_DIAG_REJECTED)
        continue;
      g_assert_false(listed[one->line]);
      listed[one->line] = true;
      n_listed++;
    }
    g_assert_cmpuint(n_listed, ==, s->rows_rejected);
    const pb_column *line = pb_table_find(l.dataset->events, "line");
    for (size_t i = 0; i < pb_column_length(line); i++)
      g_assert_false(listed[pb_column_int(line, i)]);
    test_close_project(&l);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/events/columns", test_columns);
  g_test_add_func("/events/optional-columns", test_optional_columns);
  g_test_add_func("/events/order-proven", test_order_proven);
  g_test_add_func("/events/order-unknown", test_order_unknown);
  g_test_add_func("/events/order-refused", test_order_refused);
  g_test_add_func("/events/two-columns", test_two_columns);
  g_test_add_func("/events/precision", test_precision);
  g_test_add_func("/events/end-before-start", test_end_before_start);
  g_test_add_func("/events/identifiers", test_identifiers);
  g_test_add_func("/events/no-identifiers", test_no_identifiers);
  g_test_add_func("/events/headers", test_headers);
  g_test_add_func("/events/type-given", test_type_given);
  g_test_add_func("/events/unknown-places", test_unknown_places);
  g_test_add_func("/events/forgotten-file", test_forgotten_file);
  g_test_add_func("/events/every-row-is-accounted-for", test_every_row_is_accounted_for);
  return g_test_run();
}
