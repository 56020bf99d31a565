/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/names_index.h"

#include <string.h>

#include "helpers.h"
#include "io/reference.h"

static pb_place_found find(pb_names_index *index, const char *text) {
  pb_cell cell = {text, strlen(text)};
  pb_place_found first = pb_names_place(index, &cell);
  pb_place_found again = pb_names_place(index, &cell); /* from the cache */
  g_assert_cmpint(first.kind, ==, again.kind);
  g_assert_cmpint(first.index, ==, again.index);
  return first;
}

static void test_municipalities(pb_names_index *index, const pb_dataset *dataset) {
  static const struct {
    const char *text, *code;
  } cases[] = {{"1880", "1880"},
               {"Örebro", "1880"},
               {"örebro", "1880"},
               {"ÖREBRO KOMMUN", "1880"},
               {" Örebro  kommun ", "1880"},
               {"1880 Örebro", "1880"},
               {"0180", "0180"},
               {"180", "0180"},
               {"Stockholms stad", "0180"},
               {"Stockholm", "0180"},
               {"Malmö stad", "1280"},
               {"0114 Upplands V\xEF\xBF\xBDsby", "0114"},
               {"Upplands väsby", "0114"},
               {"Dals-ed", "1438"},
               {"Gotland", "0980"},
               {"Örebros kommun", "1880"},
               {"Borås stad", "1490"},
               {"Göteborgs kommun", "1480"},
               {"Göteborg stad", "1480"},
               {"1880-Örebro", "1880"},
               {"Upplands Väsby (Stockholms län)", "0114"},
               {"Upplands Väsby, Stockholms län", "0114"},
               {"0114 Upplands Väsby (Stockholms län)", "0114"},
               {"Örebro (1880)", "1880"},
               {"0114 \xEF\xBF\xBD", "0114"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    pb_place_found found = find(index, cases[i].text);
    g_assert_cmpint(found.kind, ==, PB_PLACE_MUNICIPALITY);
    g_assert_cmpstr(dataset->municipalities[found.index].code, ==, cases[i].code);
  }
  /* Every municipality by code and by both names. */
  for (size_t m = 0; m < dataset->n_municipalities; m++) {
    const char *names[] = {dataset->municipalities[m].code, dataset->municipalities[m].name,
                           dataset->municipalities[m].full_name};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
      pb_place_found found = find(index, names[i]);
      g_assert_cmpint(found.kind, ==, PB_PLACE_MUNICIPALITY);
      g_assert_cmpint(found.index, ==, (int)m);
    }
  }
}

static void test_others(pb_names_index *index, const pb_dataset *dataset) {
  pb_place_found county = find(index, "Örebro län");
  g_assert_cmpint(county.kind, ==, PB_PLACE_COUNTY);
  g_assert_cmpstr(dataset->municipalities[county.index].county_code, ==, "18");
  g_assert_cmpint(find(index, "18 Örebro län").kind, ==, PB_PLACE_COUNTY);
  g_assert_cmpint(find(index, "Riket").kind, ==, PB_PLACE_COUNTRY);
  static const char *const unknown[] = {
      "9999",
      "",
      "Springfield",
      "1880x",
      "18800",
      "1880 Malmö",            /* code and name say different things */
      "Örebro (1280)",         /* so do these */
      "Håbo (Stockholms län)", /* not its county */
      "\xEF\xBF\xBDrebro",     /* destroyed, and no code */
      "s kommun",
      "()",
      ",",
  };
  for (size_t i = 0; i < G_N_ELEMENTS(unknown); i++)
    g_assert_cmpint(find(index, unknown[i]).kind, ==, PB_PLACE_UNKNOWN);
  g_assert_cmpstr(pb_names_nearest_place(index, "Orebro"), ==, "Örebro");
  g_assert_null(pb_names_nearest_place(index, "9999"));
}

/* "114" is 0114 among codes, and nothing among names or other numbers. */
static void test_lost_zero(pb_names_index *index) {
  pb_names_begin_column(index);
  g_assert_cmpint(find(index, "114").kind, ==, PB_PLACE_MUNICIPALITY);
  g_assert_cmpint(find(index, "1880").kind, ==, PB_PLACE_MUNICIPALITY);
  g_assert_cmpint(find(index, "0115 Vallentuna").kind, ==, PB_PLACE_MUNICIPALITY);
  g_assert_cmpint(find(index, "115").kind, ==, PB_PLACE_MUNICIPALITY);
  g_assert_cmpint(find(index, "Örebro").kind, ==, PB_PLACE_MUNICIPALITY);
  g_assert_cmpint(find(index, "114").kind, ==, PB_PLACE_UNKNOWN);
  g_assert_cmpint(find(index, "0114").kind, ==, PB_PLACE_MUNICIPALITY);
  pb_names_begin_column(index);
  g_assert_cmpint(find(index, "8441").kind, ==, PB_PLACE_UNKNOWN);
  g_assert_cmpint(find(index, "114").kind, ==, PB_PLACE_UNKNOWN);
  pb_names_begin_column(index);
  g_assert_cmpint(find(index, "114").kind, ==, PB_PLACE_MUNICIPALITY);
}

static void test_aliases(pb_names_index *index, const pb_dataset *dataset) {
  static const struct {
    const char *text, *key;
  } cases[] = {{"Totalt antal brott", "total"},
               {"alla_brott", "total"},
               {"SAMTLIGA BROTT", "total"},
               {"8 kap. Stöld, rån m.m.", "theft"}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    pb_cell cell = {cases[i].text, strlen(cases[i].text)};
    int type = pb_names_type(index, &cell);
    g_assert_cmpint(type, >=, 0);
    g_assert_cmpstr(dataset->types[type].key, ==, cases[i].key);
  }
  pb_cell part = {"därav rån, inkl. grovt", strlen("därav rån, inkl. grovt")};
  g_assert_cmpint(pb_names_type(index, &part), ==, -1);
}

static void test_types(pb_names_index *index, const pb_dataset *dataset) {
  for (size_t t = 0; t < dataset->n_types; t++) {
    const char *names[] = {dataset->types[t].key, dataset->types[t].label_sv,
                           dataset->types[t].label_en};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
      pb_cell cell = {names[i], strlen(names[i])};
      g_assert_cmpint(pb_names_type(index, &cell), ==, (int)t);
      g_assert_cmpint(pb_names_type(index, &cell), ==, (int)t);
    }
  }
  pb_cell unknown = {"thefts!", 7};
  g_assert_cmpint(pb_names_type(index, &unknown), ==, -1);
  g_assert_cmpint(pb_names_type(index, &unknown), ==, -1);
  g_assert_cmpstr(pb_names_nearest_type(index, "teft"), ==, "theft");
}

static void test_all(void) {
  g_autoptr(pb_dataset) dataset = pb_dataset_new();
  GError *error = NULL;
  g_assert_true(pb_reference_load(PB_SOURCE_ROOT "/data", dataset, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(dataset->n_municipalities, ==, 290);
  g_autoptr(pb_names_index) index = pb_names_index_new(dataset);
  test_municipalities(index, dataset);
  test_others(index, dataset);
  test_types(index, dataset);
  test_aliases(index, dataset);
  test_lost_zero(index);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/names-index/all", test_all);
  return g_test_run();
}
