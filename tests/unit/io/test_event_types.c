/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Crime codes and types of events: the shipped table, a project's own, and the dataset. */
#include "io/event_types.h"

#include <string.h>

#include "engine/error.h"
#include "helpers.h"
#include "io/reference.h"

typedef struct {
  pb_dataset *dataset;
  pb_event_types *types;
} tables;

static tables load(void) {
  tables t = {.dataset = pb_dataset_new()};
  GError *error = NULL;
  g_assert_true(pb_reference_load(PB_SOURCE_ROOT "/data", t.dataset, &error));
  t.types = pb_event_types_load(PB_SOURCE_ROOT "/data", t.dataset, &error);
  g_assert_no_error(error);
  return t;
}

static void unload(tables *t) {
  pb_event_types_free(t->types);
  pb_dataset_free(t->dataset);
}

/* Category and area as "assault/vald-i-offentlig-miljo"; "" when nothing is known. */
static char *meaning_text(const tables *t, const char *code, const char *name) {
  const pb_event_meaning *m = pb_event_types_find(t->types, code, name);
  return m ? g_strdup_printf("%s/%s", t->dataset->event_categories[m->category].key,
                             m->problem_area >= 0 ? t->dataset->areas[m->problem_area].key : "")
           : g_strdup("");
}

static void expect(const tables *t, const char *code, const char *name, const char *wanted) {
  g_autofree char *found = meaning_text(t, code, name);
  if (!g_str_equal(found, wanted))
    g_error("%s “%s” is %s, not %s", code ? code : "-", name ? name : "-", found, wanted);
}

static void test_find(void) {
  tables t = load();
  expect(&t, "0357", NULL, "assault/vald-i-offentlig-miljo");
  expect(&t, "357", "", "assault/vald-i-offentlig-miljo");               /* the zero lost */
  expect(&t, " 0357 ", "Rattfylleri", "assault/vald-i-offentlig-miljo"); /* the code decides */
  expect(&t, NULL, "0357", "assault/vald-i-offentlig-miljo");
  expect(&t, NULL, "3005 Rattfylleri", "drink-driving/trafik");
  expect(&t, "0899", "Butiksstöld", "shop-theft/stold"); /* the name before a range of codes */
  expect(&t, "0899", NULL, "other-theft/stold");
  expect(&t, "0899", "Bävertjuv", "other-theft/stold");
  expect(&t, NULL, "  RÅN,  FÖRSÖK ", "robbery/vald-i-offentlig-miljo");
  expect(&t, NULL, "Rån mot\u00a0butik", "robbery/vald-i-offentlig-miljo");
  expect(&t, NULL, "Rånarluva", ""); /* not a word of its own */
  expect(&t, NULL, "Skadegörelse, klotter i tunnel", "graffiti/skadegorelse"); /* the longest */
  expect(&t, NULL, "Skadegörelse på bod", "criminal-damage/skadegorelse");
  expect(&t, NULL, "Sammanfattning natt", "digest/");
  expect(&t, "9999", NULL, "");
  expect(&t, "35", NULL, "");
  expect(&t, NULL, NULL, "");
  expect(&t, "", "", "");
  unload(&t);
}

/* What users have: names as Hobit and other systems export them. */
static void test_common_names(void) {
  static const char *const names[][2] = {
      {"Skadegörelse, klotter", "skadegorelse"},
      {"Butiksstöld", "stold"},
      {"Cykelstöld", "stold"},
      {"Bedrägeri med kontokort", ""},
      {"Misshandel utomhus", "vald-i-offentlig-miljo"},
      {"Olaga hot", "brott-mot-person"},
      {"Narkotikabrott, eget bruk", "andt"},
      {"Stöld ur motorfordon", "stold"},
      {"Bostadsinbrott, villa", "stold-genom-inbrott"},
      {"Bostadsinbrott, lägenhet", "stold-genom-inbrott"},
      {"Fickstöld", "stold"},
      {"Ofredande", "brott-mot-person"},
      {"Misshandel inomhus", "brott-mot-person"},
      {"Datorbedrägeri", ""},
      {"Rattfylleri", "trafik"},
      {"Skadegörelse på motorfordon", "skadegorelse"},
      {"Källarinbrott", "stold-genom-inbrott"},
      {"Tillgrepp av personbil", "stold"},
      {"Identitetsbedrägeri", ""},
      {"Häleri", ""},
      {"Rån mot privatperson", "vald-i-offentlig-miljo"},
      {"Våld mot tjänsteman", ""},
      {"Sexuellt ofredande", "brott-mot-person"},
      {"Våldtäkt", "brott-mot-person"},
      {"Mordbrand", "skadegorelse"},
      {"Hets mot folkgrupp", ""},
      {"Grov kvinnofridskränkning", "vald-i-nara-relation"},
      {"Stöld från byggarbetsplats", "stold"},
      {"Olovlig körning", "trafik"},
      {"Vapenbrott", ""},
      {"Övergrepp; rättssak", ""},
      {"Tillgrepp av moped", "stold"},
      {"Rån mot butik", "vald-i-offentlig-miljo"},
      {"Inbrott i fritidshus", "stold-genom-inbrott"},
      {"Bedrägeri mot äldre", ""},
      {"Utpressning", ""},
      {"Olaga förföljelse", "brott-mot-person"},
      {"Drivmedelsstöld", "stold"},
      {"Hot mot tjänsteman", ""},
      {"Sprängning", "grov-organiserad-brottslighet"},
  };
  tables t = load();
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    const pb_event_meaning *m = pb_event_types_find(t.types, NULL, names[i][0]);
    if (!m)
      g_error("%s is not known", names[i][0]);
    const char *area = m->problem_area >= 0 ? t.dataset->areas[m->problem_area].key : "";
    g_assert_cmpstr(area, ==, names[i][1]);
  }
  unload(&t);
}

/* Every type of the events that ship is known; the file of one year holds most of them. */
static void test_shipped_events(void) {
  test_project p = {.folder = test_folder()};
  test_write(p.folder, "problembild.ini",
             "[source e]\nkind = events\n"
             "path = " PB_SOURCE_ROOT "/data/events/polisen_handelser_2023.csv\n",
             -1);
  test_open_project(&p);
  const pb_dataset *d = p.dataset;
  const pb_column *type = pb_table_find(d->events, "type");
  g_assert_cmpuint(d->n_event_types, ==, pb_column_n_codes(type));
  g_assert_cmpuint(d->n_event_types, >, 70);
  size_t in_area = 0;
  for (uint32_t i = 0; i < d->n_event_types; i++) {
    g_assert_cmpstr(d->event_types[i].label, ==, pb_column_code_text(type, i));
    g_assert_null(d->event_types[i].code);
    if (d->event_types[i].category < 0)
      g_error("%s is not known", d->event_types[i].label);
    in_area += d->event_types[i].problem_area >= 0;
  }
  g_assert_cmpuint(in_area, >, 20);
  test_close_project(&p);
}

static void refuse(const char *rows, const char *part) {
  tables t = load();
  char *folder = test_folder();
  g_autofree char *text = g_strconcat("code;name;category;problem_area\n", rows, NULL);
  test_write(folder, "t.csv", text, -1);
  g_autofree char *path = g_build_filename(folder, "t.csv", NULL);
  GError *error = NULL;
  g_assert_false(pb_event_types_add(t.types, path, "t.csv", t.dataset, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "t.csv:", part, NULL);
  test_remove_folder(folder);
  unload(&t);
}

static void test_refused(void) {
  refuse("0357;;asault;\n", ":2: There is no category asault. Did you mean assault?");
  refuse("0357;;assault;\n;Rån;robbery;stöl\n", ":3: There is no problem area stöl");
  refuse(";;assault;\n", ":2:");
  refuse("35;;assault;\n", "0801-0899");
  refuse("0899-0801;;assault;\n", "0801-0899");
  refuse("0357;;assault;\n357;;assault;\n", ":3:");
  refuse(";Rån;assault;\n; rån ;assault;\n", ":3:");
  refuse(";Rån;assault\n", ":2:");
}

static void test_own_table(void) {
  tables t = load();
  char *folder = test_folder();
  /* In another dialect than the shipped one. */
  test_write(
      folder, "t.csv",
      "\xEF\xBB\xBF"
      "code,name,category,problem_area\r\n0357,,other-crime,\r\n,fylleri,public-order,trygghet\r\n"
      "3100-3199,,traffic-offence,trafik\r\n",
      -1);
  g_autofree char *path = g_build_filename(folder, "t.csv", NULL);
  GError *error = NULL;
  pb_event_types_add(t.types, path, "t.csv", t.dataset, &error);
  g_assert_no_error(error);
  expect(&t, "0357", "", "other-crime/");
  expect(&t, "0355", "", "assault/vald-i-offentlig-miljo");
  expect(&t, "", "Fylleri", "public-order/trygghet");
  expect(&t, "", "Fylleri/LOB", "drunkenness/andt");
  expect(&t, "3101", "Rattfylleri", "traffic-offence/trafik"); /* the own range comes first */
  test_remove_folder(folder);
  unload(&t);
}

static const pb_event_type *type_of(const pb_dataset *d, size_t row) {
  return &d->event_types[pb_column_code(pb_table_find(d->events, "type"), row)];
}

/* Codes and texts together, apart, in contradiction and unknown. */
static void test_dataset(void) {
  test_project p = {.folder = test_folder()};
  test_write(p.folder, "problembild.ini",
             "[project]\nevent_types = typer.csv\n[source e]\nkind = events\npath = e.csv\n", -1);
  test_write(p.folder, "typer.csv", "code;name;category;problem_area\n;Kaninlarm;accident;\n", -1);
  test_write(p.folder, "e.csv",
             "start;brottskod;typ;kommun\n"
             "2024-05-03 08:00;0357;Misshandel;1880\n" /* outdoors by its code */
             "2024-05-03 08:01;;Misshandel;1880\n"     /* no code: not known where */
             "2024-05-03 08:02;0365;Misshandel;1880\n" /* indoors: as without a code */
             "2024-05-03 08:03;0412;Olaga hot;1880\n"  /* the code says something else */
             "2024-05-03 08:04;;Kaninlarm;1880\n"      /* the project's own */
             "2024-05-03 08:05;9999;Häxeri;1880\n"     /* unknown, twice */
             "2024-05-03 08:06;9999;Häxeri;1880\n"     /* */
             "2024-05-03 08:07;0407;;1880\n"           /* named by its code */
             "2024-05-03 08:08;;;1880\n",              /* nothing: rejected */
             -1);
  test_open_project(&p);
  const pb_dataset *d = p.dataset;
  g_assert_cmpuint(pb_table_n_rows(d->events), ==, 8);
  const int person = pb_dataset_area(d, "brott-mot-person");
  g_assert_cmpint(type_of(d, 0)->problem_area, ==, pb_dataset_area(d, "vald-i-offentlig-miljo"));
  g_assert_cmpstr(type_of(d, 0)->label, ==, "Misshandel (0357)");
  g_assert_cmpstr(type_of(d, 0)->code, ==, "0357");
  g_assert_cmpint(type_of(d, 1)->problem_area, ==, person);
  g_assert_cmpstr(type_of(d, 1)->label, ==, "Misshandel");
  g_assert_true(type_of(d, 2) == type_of(d, 1)); /* with a code and without one */
  g_assert_null(type_of(d, 2)->code);
  g_assert_cmpint(type_of(d, 3)->problem_area, ==, pb_dataset_area(d, "vald-i-nara-relation"));
  g_assert_cmpint(type_of(d, 4)->category, ==, pb_dataset_event_category(d, "accident"));
  g_assert_cmpint(type_of(d, 5)->category, ==, -1);
  g_assert_cmpint(type_of(d, 5)->problem_area, ==, -1);
  g_assert_cmpstr(type_of(d, 7)->label, ==, "Ofredande mot man 18 år eller äldre");
  size_t n;
  g_autofree pb_diag_value *unknown = pb_diagnostics_unknown(d->diagnostics, &n);
  g_assert_cmpuint(n, ==, 1);
  g_assert_cmpstr(unknown[0].reason, ==, "unknown-event-type");
  g_assert_cmpstr(unknown[0].value, ==, "9999 Häxeri");
  g_assert_cmpuint(unknown[0].count, ==, 2);
  size_t differ = 0;
  for (size_t i = 0; i < pb_diagnostics_length(d->diagnostics); i++) {
    const pb_diagnostic *one = pb_diagnostics_at(d->diagnostics, i);
    if (!g_str_equal(one->reason, "code-and-type-differ"))
      continue;
    differ++;
    g_assert_cmpuint(one->line, ==, 5);
  }
  g_assert_cmpuint(differ, ==, 1);
  test_close_project(&p);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/event-types/find", test_find);
  g_test_add_func("/event-types/common-names", test_common_names);
  g_test_add_func("/event-types/shipped-events", test_shipped_events);
  g_test_add_func("/event-types/refused", test_refused);
  g_test_add_func("/event-types/own-table", test_own_table);
  g_test_add_func("/event-types/dataset", test_dataset);
  return g_test_run();
}
