/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/roles.h"

#include <string.h>

#include "engine/error.h"
#include "helpers.h"

static pb_known_headers *some_headers(void) {
  pb_known_headers *known = pb_known_headers_new();
  pb_known_headers_add(known, "population", "municipality", "kommunkod");
  pb_known_headers_add(known, "population", "municipality", "kommun");
  pb_known_headers_add(known, "population", "year", "ÅR");
  pb_known_headers_add(known, "population", "persons", "folkmängd");
  pb_known_headers_add(known, "events", "place", "plats");
  return known;
}

static void test_known(void) {
  g_autoptr(pb_known_headers) known = some_headers();
  const pb_source_kind *kind = pb_source_kind_find("population");
  const char *headers[] = {"Kommun", " Folkmängd ", "år", "Kommunkod"};
  pb_roles roles;
  GError *error = NULL;
  g_assert_true(pb_roles_find(kind, known, NULL, NULL, headers, 4, "f.csv:1", &roles, &error));
  g_assert_no_error(error);
  g_assert_cmpint(roles.column[0], ==, 3); /* the header listed first, not the leftmost */
  g_assert_cmpint(roles.column[1], ==, 2);
  g_assert_cmpint(roles.column[2], ==, 1);
  g_autofree char *text = pb_roles_text(kind, &roles, headers);
  g_assert_cmpstr(text, ==, "municipality = Kommunkod, year = år, persons =  Folkmängd ");
}

static void test_lacking(void) {
  g_autoptr(pb_known_headers) known = some_headers();
  const pb_source_kind *kind = pb_source_kind_find("population");
  const char *headers[] = {"kommun", "plats"};
  pb_roles roles;
  GError *error = NULL;
  g_assert_false(pb_roles_find(kind, known, NULL, NULL, headers, 2, "f.csv:2", &roles, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "f.csv:2:", "“plats”", "columns.year", NULL);
  const char *one[] = {"kommun;år"};
  g_assert_false(pb_roles_find(kind, known, NULL, NULL, one, 1, "f.csv:1", &roles, &error));
  test_error(&error, PB_ERROR, PB_ERROR_INPUT, "“kommun;år”", "delimiter", NULL);
}

static void test_named_in_project(void) {
  g_autoptr(pb_known_headers) known = some_headers();
  const pb_source_kind *kind = pb_source_kind_find("population");
  const char text[] = "[source f]\nkind = population\npath = f.csv\n"
                      "columns.persons = Antal inv.\ncolumns.year = tid\n";
  GError *error = NULL;
  g_autoptr(pb_project) p = pb_project_parse("p.ini", text, strlen(text), &error);
  g_assert_no_error(error);
  const char *headers[] = {"kommun", "antal inv.", "TID", "år"};
  pb_roles roles;
  g_assert_true(
      pb_roles_find(kind, known, p, &p->sources[0], headers, 4, "f.csv:1", &roles, &error));
  g_assert_cmpint(roles.column[1], ==, 2); /* the project file wins over the known header */
  g_assert_cmpint(roles.column[2], ==, 1);
  const char *others[] = {"kommun", "antal inv", "år"};
  g_assert_false(
      pb_roles_find(kind, known, p, &p->sources[0], others, 3, "f.csv:1", &roles, &error));
  test_error(&error, PB_ERROR, PB_ERROR_PROJECT, "p.ini:4:", "“antal inv”", NULL);
}

/* Every kind of the build's list is whole. */
static void test_kinds(void) {
  size_t n;
  const pb_source_kind *const *kinds = pb_source_kinds(&n);
  g_assert_cmpuint(n, >=, 3);
  for (size_t i = 0; i < n; i++) {
    g_assert_true(pb_source_kind_find(kinds[i]->name) == kinds[i]);
    g_assert_true(kinds[i]->title && kinds[i]->description && kinds[i]->citation);
    g_assert_true(kinds[i]->marks && !kinds[i]->read != !kinds[i]->read_document);
    g_assert_nonnull(kinds[i]->join);
    if (kinds[i]->read_document)
      continue; /* texts have no columns */
    g_assert_cmpuint(kinds[i]->n_roles, <=, PB_MAX_ROLES);
    bool any_required = false;
    for (size_t r = 0; r < kinds[i]->n_roles; r++) {
      g_assert_true(kinds[i]->roles[r].name && kinds[i]->roles[r].title);
      any_required = any_required || kinds[i]->roles[r].required;
    }
    g_assert_true(any_required);
  }
  g_assert_null(pb_source_kind_find("nothing"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/roles/known", test_known);
  g_test_add_func("/roles/lacking", test_lacking);
  g_test_add_func("/roles/named-in-project", test_named_in_project);
  g_test_add_func("/roles/kinds", test_kinds);
  return g_test_run();
}
