/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `problembild init` writes: in both languages every key of a project file and every source
 * kind, none that is unknown, and the same settings. */
#include <string.h>

#include "helpers.h"
#include "io/project_keys.h"
#include "io/source_kind.h"

static const char *const files[] = {"sv", "en"};

static char *read_template(const char *language) {
  g_autofree char *path = g_strdup_printf("%s/data/template/%s.ini", PB_SOURCE_ROOT, language);
  GError *error = NULL;
  char *text;
  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  return text;
}

/* The template with every example in use: "#key = value" and "#[section]", not "# explanation". */
static char *with_examples(const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line; line++)
    if ((*line)[0] == '#' && (*line)[1] && (*line)[1] != ' ')
      memmove(*line, *line + 1, strlen(*line));
  return g_strjoinv("\n", lines);
}

static GKeyFile *keys_of(const char *language) {
  g_autofree char *text = read_template(language), *used = with_examples(text);
  GKeyFile *keys = g_key_file_new();
  GError *error = NULL;
  g_key_file_load_from_data(keys, used, strlen(used), G_KEY_FILE_NONE, &error);
  g_assert_no_error(error);
  return keys;
}

/* "source" of "source brott". g_free. */
static char *first_word(const char *section) {
  const char *blank = strchr(section, ' ');
  return blank ? g_strndup(section, (size_t)(blank - section)) : g_strdup(section);
}

static void test_accepted(void) {
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *text = read_template(files[i]), *used = with_examples(text);
    GError *error = NULL;
    g_autoptr(pb_project) plain = pb_project_parse("problembild.ini", text, strlen(text), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(plain->n_sources, ==, 1);
    g_assert_cmpstr(plain->language, ==, files[i]);
    g_autoptr(pb_project) whole = pb_project_parse("problembild.ini", used, strlen(used), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(whole->n_groups, ==, 1);
    g_assert_cmpuint(whole->n_methods, ==, 1);
  }
}

static bool is_used(GKeyFile *keys, const char *word, const char *key, const char *value) {
  g_auto(GStrv) sections = g_key_file_get_groups(keys, NULL);
  for (char **section = sections; *section; section++) {
    g_autofree char *kind = first_word(*section);
    g_autofree char *found =
        g_str_equal(kind, word) ? g_key_file_get_value(keys, *section, key, NULL) : NULL;
    if (found && (!value || g_str_equal(g_strstrip(found), value)))
      return true;
  }
  return false;
}

static void test_every_key(void) {
  static const char *const words[] = {"project", "source", "layer", "disclosure"};
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    GKeyFile *keys = keys_of(files[i]);
    for (size_t w = 0; w < G_N_ELEMENTS(words); w++) {
      size_t n;
      const char *const *names = pb_project_key_names(words[w], &n);
      g_assert_cmpuint(n, >, 0);
      for (size_t k = 0; k < n; k++)
        if (!is_used(keys, words[w], names[k], NULL))
          g_error("%s.ini does not name the key %s of [%s]", files[i], names[k], words[w]);
    }
    g_key_file_unref(keys);
  }
}

static void test_every_kind(void) {
  size_t n;
  const pb_source_kind *const *kinds = pb_source_kinds(&n);
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    GKeyFile *keys = keys_of(files[i]);
    for (size_t k = 0; k < n; k++)
      if (!is_used(keys, "source", "kind", kinds[k]->name))
        g_error("%s.ini has no source of the kind %s", files[i], kinds[k]->name);
    g_key_file_unref(keys);
  }
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "layer code", "source brott"'s first word and its key, sorted, one a line. g_free. */
static char *settings_of(const char *language) {
  GKeyFile *file = keys_of(language);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) sections = g_key_file_get_groups(file, NULL);
  for (char **section = sections; *section; section++) {
    g_autofree char *word = first_word(*section);
    g_auto(GStrv) keys = g_key_file_get_keys(file, *section, NULL, NULL);
    for (char **key = keys; *key && !g_str_equal(word, "area"); key++)
      g_ptr_array_add(all, g_strdup_printf("%s %s", word, *key));
  }
  g_key_file_unref(file);
  g_ptr_array_sort(all, by_name);
  g_ptr_array_add(all, NULL);
  return g_strjoinv("\n", (char **)all->pdata);
}

static void test_same_in_both(void) {
  g_autofree char *swedish = settings_of("sv"), *english = settings_of("en");
  g_assert_cmpstr(swedish, ==, english);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/template/accepted", test_accepted);
  g_test_add_func("/template/every-key", test_every_key);
  g_test_add_func("/template/every-kind", test_every_kind);
  g_test_add_func("/template/same-in-both", test_same_in_both);
  return g_test_run();
}
