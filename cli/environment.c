/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/environment.h"

#include <glib.h>
#include <locale.h>
#include <string.h>

#include "engine/text.h"

static char *data_dir;
static const char *language = "sv";
static bool chosen;

/* The first of the folders that holds `probe`, or the first of all. */
static char *first_with(const char *const *folders, const char *probe) {
  for (size_t i = 0; folders[i]; i++) {
    g_autofree char *path = g_build_filename(folders[i], probe, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
      return g_strdup(folders[i]);
  }
  return g_strdup(folders[0]);
}

static const char *users_language(void) {
  const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
  for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
    const char *value = g_getenv(variables[i]);
    if (value && g_str_has_prefix(value, "sv"))
      return "sv";
    if (value && g_str_has_prefix(value, "en"))
      return "en";
  }
  return "sv";
}

void pb_environment_start(void) {
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *bin = program ? g_path_get_dirname(program) : g_strdup(".");
  g_autofree char *built_data = g_build_filename(bin, "..", "data", NULL);
  g_autofree char *shared_data = g_build_filename(bin, "..", "share", "problembild", NULL);
  const char *const data[] = {built_data, shared_data, NULL};
  data_dir = first_with(data, "reference");

  g_autofree char *built_po = g_build_filename(bin, "..", "data", "po", NULL);
  g_autofree char *shared_po = g_build_filename(bin, "..", "share", "locale", NULL);
  const char *const translations[] = {built_po, shared_po, NULL};
  g_autofree char *po = first_with(translations, "sv/LC_MESSAGES/" PB_TEXT_DOMAIN ".mo");
  const char *users = users_language();
  setlocale(LC_CTYPE, "C.UTF-8");
  bindtextdomain(PB_TEXT_DOMAIN, po);
  bind_textdomain_codeset(PB_TEXT_DOMAIN, "UTF-8");
  pb_environment_set_language(users);
}

void pb_environment_set_language(const char *code) {
  language = g_str_equal(code, "en") ? "en" : "sv";
  g_setenv("LANGUAGE", language, TRUE);
  setlocale(LC_MESSAGES, "C");       /* a change of name makes gettext forget what it looked up */
  setlocale(LC_MESSAGES, "C.UTF-8"); /* any locale but "C" makes it look at LANGUAGE */
}

void pb_environment_choose_language(const char *code) {
  chosen = true;
  pb_environment_set_language(code);
}

void pb_environment_suggest_language(const char *code) {
  if (!chosen)
    pb_environment_set_language(code);
}

const char *pb_environment_language(void) {
  return language;
}
const char *pb_environment_data_dir(void) {
  return data_dir;
}
int pb_environment_processors(void) {
  return (int)g_get_num_processors();
}
