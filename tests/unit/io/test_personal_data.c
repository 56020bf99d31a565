/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What looks like personal data, what does not, and that a file with it is not read. The identity
 * numbers are made up; their check digits are computed by hand from Skatteverket's rule. */
#include <string.h>

#include "engine/error.h"
#include "helpers.h"
#include "io/findings.h"
#include "io/load_dataset.h"
#include "io/personal_data.h"

static void expect(const char *text, pb_personal_kind kind) {
  pb_personal_kind found = pb_personal_data_in(text, strlen(text));
  if (found != kind)
    g_error("“%s” is %d, not %d", text, (int)found, (int)kind);
}

static void test_identity_numbers(void) {
  static const char *const are[] = {
      "800101-1231",  "8001011231",          "19800101-1231",
      "198001011231", "800101+1231",         "Misshandel 800101-1231, se bilaga",
      "800161-1238",  "(811228-9874)",       "000229-1235",
      "640823-3234",  "pnr:198112289874;x9",
  };
  static const char *const are_not[] = {
      "",
      "800101-1232",  /* check digit */
      "801301-1230",  /* month 13 */
      "800100-1232",  /* day 0 */
      "900231-1232",  /* 31 February */
      "010229-1234",  /* no leap year */
      "179001011233", /* too old */
      "88001011231",  /* 11 digits */
      "0114",
      "0114 Upplands Väsby",
      "1880 Örebro",
      "5000-K1234567-24",
      "2024-05-03 08:15",
      "800101-12311",
      "1 234 567 890",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(are); i++)
    expect(are[i], PB_PERSONAL_IDENTITY_NUMBER);
  for (size_t i = 0; i < G_N_ELEMENTS(are_not); i++)
    expect(are_not[i], PB_PERSONAL_NONE);
}

static void test_email(void) {
  expect("anna.exempel@kommun.example.se", PB_PERSONAL_EMAIL);
  expect("Stöld (a@b.se)", PB_PERSONAL_EMAIL);
  expect("Stöld @ torget", PB_PERSONAL_NONE);
  expect("@kommun.se", PB_PERSONAL_NONE);
  expect("a@b", PB_PERSONAL_NONE);
  expect("a@.se", PB_PERSONAL_NONE);
  expect("5@2.5", PB_PERSONAL_NONE);
}

static void test_phone(void) {
  static const char *const are[] = {"070-174 06 05",   "0701740605",    "+46 70 174 06 05",
                                    "+46701740605",    "0046701740605", "08-465 00 40",
                                    "019-12 34 56",    "0586-123 45",   "Ring 073-123 45 67",
                                    "+46 (0)8 4650040"};
  static const char *const are_not[] = {"0910-0912", "0910 0911 0912", "0180 12345", "+5",
                                        "2024-05",   "00123456",       "0.12345678", "1-2-3-4"};
  for (size_t i = 0; i < G_N_ELEMENTS(are); i++)
    expect(are[i], PB_PERSONAL_PHONE);
  for (size_t i = 0; i < G_N_ELEMENTS(are_not); i++)
    expect(are_not[i], PB_PERSONAL_NONE);
}

static bool column_stops(bool identifiers, const char *const *cells) {
  pb_personal_column column = {.identifiers = identifiers};
  for (size_t i = 0; cells[i]; i++)
    if (pb_personal_column_add(&column, cells[i], strlen(cells[i]), i + 2))
      return true;
  return pb_personal_column_stops(&column);
}

/* Running numbers of ten digits that begin like a date: one in ten passes the check digit. */
static void test_identifiers_by_chance(void) {
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
  for (int i = 0; i < 1000; i++)
    g_ptr_array_add(cells, g_strdup_printf("2405031%03d", i));
  g_ptr_array_add(cells, NULL);
  const char *const *all = (const char *const *)cells->pdata;
  g_assert_false(column_stops(true, all));
  g_assert_true(column_stops(false, all)); /* in a text one is enough */
  g_assert_true(column_stops(true, (const char *const[]){"1", "2", "3", "8001011231", NULL}));
  g_assert_true(column_stops(true, (const char *const[]){"a@b.se", "1", NULL}));
  g_assert_false(column_stops(true, (const char *const[]){"0114-123456", "0114-123457", NULL}));
  g_assert_false(column_stops(false, (const char *const[]){"Stöld", "Rån", NULL}));
}

static test_project load(const char *kind, const char *csv) {
  test_project l = {.folder = test_folder()};
  test_write(l.folder, "a.csv", csv, -1);
  g_autofree char *ini =
      g_strdup_printf("[project]\nperiod_end = 2025\n[source a]\nkind = %s\npath = a.csv\n", kind);
  test_write(l.folder, "problembild.ini", ini, -1);
  test_open_project(&l);
  return l;
}

static void refuse(const char *kind, const char *csv, const char *place, const char *header,
                   const char *secret) {
  test_project l = load(kind, csv);
  g_assert_cmpuint(l.failures->len, ==, 1);
  g_assert_cmpuint(l.dataset->n_sources, ==, 0);
  g_assert_null(l.dataset->events);
  g_assert_null(l.dataset->yearly);
  const GError *failure = g_ptr_array_index(l.failures, 0);
  g_assert_error(failure, PB_ERROR, PB_ERROR_INPUT);
  test_contains(failure->message, place);
  test_contains(failure->message, header);
  g_assert_null(strstr(failure->message, secret));
  test_close_project(&l);
}

static void test_files_refused(void) {
  refuse("events",
         "id;handelsetid;typ;plats\n1;2024-05-03 08:00;Rån;Örebro\n"
         "2;2024-05-03 09:00;Rån mot 800101-1231;Örebro\n",
         "a.csv:3:", "“typ”", "800101");
  refuse("events", "id;handelsetid;typ;plats\n1;2024-05-03 08:00;Rån;anna@exempel.se\n",
         "a.csv:2:", "“plats”", "anna");
  refuse("events", "id;handelsetid;typ;plats\n198001011231;2024-05-03 08:00;Rån;Örebro\n",
         "a.csv:2:", "“id”", "1980");
  refuse("reported-crime", "kommun;period;key;count\n070-174 06 05;2024;theft;5\n",
         "a.csv:2:", "“kommun”", "174");
}

/* Without a header the first row stands in its place and would be quoted. */
static void test_no_header(void) {
  refuse("events", "1;800101-1231;anna@exempel.se\n2;800101-1231;x\n", "a.csv:1", "xxxxxx-xxxx",
         "800101");
}

/* Counts that happen to look like an identity number are counts. */
static void test_counts_are_counts(void) {
  test_project l = load("reported-crime", "kommun;period;key;count\n1880;2024;theft;8001011231\n");
  g_assert_cmpuint(l.failures->len, ==, 0);
  g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, 1);
  test_close_project(&l);
}

/* Marks in every cell of columns that are not used: nothing of them is kept. */
static void test_unused_columns_are_never_kept(void) {
  test_project l = load("events", "id;handelsetid;typ;plats;fritext;namn\n"
                                  "1;2024-05-03 08:00;Rån;Örebro;HEMLIGT 800101-1231;HEMLIGT Anna\n"
                                  "2;i går;Rån;Örebro;HEMLIGT a@b.se;HEMLIGT Bo\n"
                                  "3;2024-05-03 09:00;;Örebro;HEMLIGT;HEMLIGT\n"
                                  "4;2024-05-03 09:00;Rån;Ankeborg;HEMLIGT;HEMLIGT\n"
                                  "5;2024-05-03 09:00;Rån;Örebro;HEMLIGT;HEMLIGT;HEMLIGT\n"
                                  "6;2024-05-03 09:00;Rån;Örebro;HEM\"LIGT;HEMLIGT\n");
  g_assert_cmpuint(l.failures->len, ==, 0);
  g_assert_cmpuint(l.dataset->sources[0].rows_used, ==, 2);
  g_assert_cmpuint(l.dataset->sources[0].rows_rejected, ==, 4);
  const pb_table *events = l.dataset->events;
  for (size_t c = 0; c < pb_table_n_columns(events); c++) {
    const pb_column *column = pb_table_column(events, c);
    for (size_t row = 0; row < pb_table_n_rows(events); row++)
      if (pb_column_type(column) == PB_TYPE_STRING && pb_column_is_valid(column, row))
        g_assert_null(strstr(pb_column_string(column, row), "LIGT"));
  }
  for (size_t i = 0; i < pb_diagnostics_length(l.dataset->diagnostics); i++) {
    const pb_diagnostic *finding = pb_diagnostics_at(l.dataset->diagnostics, i);
    g_assert_null(strstr(finding->message, "LIGT"));
    g_assert_true(!finding->value || !strstr(finding->value, "LIGT"));
    g_assert_true(!finding->field || g_str_equal(finding->field, "handelsetid") ||
                  g_str_equal(finding->field, "typ") || g_str_equal(finding->field, "plats"));
  }
  test_close_project(&l);
}

static void expect_masked(const char *value, const char *masked) {
  g_autofree char *text = pb_mask_value(value);
  g_assert_cmpstr(text, ==, masked);
}

static void test_mask(void) {
  expect_masked("-5", "-5"); /* few digits identify nobody and tell what is wrong */
  expect_masked("1234567", "1234567");
  expect_masked("800101-1232", "xxxxxx-xxxx");
  expect_masked("tel 08 465 00 40", "tel xx xxx xx xx");
  expect_masked("anna@exempel.se 5", "xxxx@xxxxxxx.xx x");
  expect_masked("åååååååååååååååååååååååååååååååååååååååååå",
                "åååååååååååååååååååååååååååååååååååååååå…");
  /* Digits beyond the cut count: what stands before it may be the rest of a number. */
  expect_masked("1234 ..................................... 5678",
                "xxxx ...................................…");
  expect_masked("a\nb\tc", "a b c");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/personal-data/identity-numbers", test_identity_numbers);
  g_test_add_func("/personal-data/email", test_email);
  g_test_add_func("/personal-data/phone", test_phone);
  g_test_add_func("/personal-data/identifiers-by-chance", test_identifiers_by_chance);
  g_test_add_func("/personal-data/files-refused", test_files_refused);
  g_test_add_func("/personal-data/no-header", test_no_header);
  g_test_add_func("/personal-data/counts-are-counts", test_counts_are_counts);
  g_test_add_func("/personal-data/unused-columns", test_unused_columns_are_never_kept);
  g_test_add_func("/personal-data/mask", test_mask);
  return g_test_run();
}
