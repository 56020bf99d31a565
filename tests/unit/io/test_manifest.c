/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/manifest.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "helpers.h"
#include "io/byte_source.h"
#include "io/load_dataset.h"

static char *make(const char *folder) {
  g_autofree char *path = g_build_filename(folder, "p.ini", NULL);
  GError *error = NULL;
  g_autoptr(pb_project) project = pb_project_load(path, &error);
  g_assert_no_error(error);
  g_autoptr(pb_dataset) dataset = pb_load_dataset(project, PB_SOURCE_ROOT "/data", &error);
  g_assert_no_error(error);
  const pb_manifest_parameter parameters[] = {{"language", "sv"}, {"audience", "council"}};
  char *text =
      pb_manifest_json(project, dataset, PB_SOURCE_ROOT "/data", "1.2.3", parameters, 2, &error);
  g_assert_no_error(error);
  return text;
}

static void test_manifest(void) {
  char *folder = test_folder();
  g_autofree char *absolute = g_build_filename(folder, "folk.csv", NULL);
  g_autofree char *ini = g_strdup_printf(
      "[project]\nevent_types = typer.csv\ntitle = Läge\n[source a]\nkind = reported-crime\npath = "
      "b.csv\npublisher = Brå\n"
      "[source s]\nkind = survey\npath = svar*.csv\ncodebook = kodbok.csv\n"
      "[source t]\nkind = survey\npath = svar.csv\ncodebook = kodbok.csv\n"
      "[source f]\nkind = population\npath = %s\n[layer k]\nrole = municipalities\npath = k.shp\n"
      "[method funnel]\nalpha = 0.1\n",
      absolute);
  test_write(folder, "p.ini", ini, -1);
  test_write(folder, "b.csv", "kommun;år;key;antal\n1880;2024;theft;5\n1880;2025;theft;x\n", -1);
  test_write(folder, "folk.csv", "kommun;år;folkmängd\n1880;2024;5\n", -1);
  test_write(folder, "svar.csv", "kommun;år;q1\n1880;2025;1\n", -1);
  test_write(folder, "kodbok.csv", "question;answer\nq1;1\n", -1);
  test_write(folder, "typer.csv", "code;name;category;problem_area\n;Mygg;accident;\n", -1);
  test_write(folder, "k.shp", "not read here", -1);
  test_write(folder, "k.dbf", "neither", -1);
  g_autofree char *text = make(folder), *again = make(folder);
  g_assert_cmpstr(text, ==, again);
  g_autoptr(JsonParser) parser = json_parser_new();
  GError *error = NULL;
  json_parser_load_from_data(parser, text, -1, &error);
  g_assert_no_error(error);
  JsonObject *root = json_node_get_object(json_parser_get_root(parser));
  g_assert_cmpstr(json_object_get_string_member(root, "version"), ==, "1.2.3");
  JsonArray *sources = json_object_get_array_member(root, "sources");
  JsonObject *source = json_array_get_object_element(sources, 0);
  g_assert_cmpint(json_object_get_int_member(source, "rows_used"), ==, 1);
  g_assert_cmpint(json_object_get_int_member(source, "rows_rejected"), ==, 1);
  /* sha256sum of the bytes above */
  g_autofree char *path = g_build_filename(folder, "b.csv", NULL);
  g_autofree char *sha256 = pb_file_sha256(path, &error);
  g_assert_cmpstr(json_object_get_string_member(source, "sha256"), ==, sha256);
  JsonObject *layer =
      json_array_get_object_element(json_object_get_array_member(root, "layers"), 0);
  g_assert_cmpuint(json_array_get_length(json_object_get_array_member(layer, "files")), ==, 2);
  g_assert_cmpuint(json_array_get_length(json_object_get_array_member(root, "reference")), ==, 11);
  g_assert_cmpuint(json_array_get_length(json_object_get_array_member(root, "tables")), ==, 2);
  test_contains(text, "\"path\": \"kodbok.csv\""); /* once, though two sources name it */
  test_contains(text, "\"path\": \"typer.csv\"");
  g_assert_null(strstr(text, folder)); /* no path of this machine */
  test_contains(text, "\"path\": \"folk.csv\"");
  test_contains(text, "\"alpha\": \"0.1\"");
  test_remove_folder(folder);
}

static void test_sha256(void) {
  char *folder = test_folder();
  test_write(folder, "abc", "abc", -1);
  g_autofree char *path = g_build_filename(folder, "abc", NULL);
  g_autofree char *sha256 = pb_file_sha256(path, NULL);
  g_assert_cmpstr(sha256, ==, /* FIPS 180-4, example 1 */
                  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  test_remove_folder(folder);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/manifest/manifest", test_manifest);
  g_test_add_func("/manifest/sha256", test_sha256);
  return g_test_run();
}
