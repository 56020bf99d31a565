/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/selection.h"

#include <string.h>

#include "engine/error.h"
#include "engine/params.h"
#include "engine/text.h"

#define SUGGESTIONS 3

static bool same_name(const char *a, const char *b) {
  g_autofree char *fa = g_utf8_casefold(a, -1), *fb = g_utf8_casefold(b, -1);
  return g_str_equal(fa, fb);
}

static int find_one(const pb_dataset *dataset, const char *word) {
  for (size_t m = 0; m < dataset->n_municipalities; m++) {
    const pb_municipality *place = &dataset->municipalities[m];
    if (g_str_equal(place->code, word) || same_name(place->name, word) ||
        same_name(place->full_name, word))
      return (int)m;
  }
  return -1;
}

static void add_once(GArray *chosen, int m) {
  for (guint i = 0; i < chosen->len; i++)
    if (g_array_index(chosen, int, i) == m)
      return;
  g_array_append_val(chosen, m);
}

static bool add_county(const pb_dataset *dataset, const char *word, GArray *chosen) {
  bool found = false;
  for (size_t m = 0; m < dataset->n_municipalities; m++) {
    if (!same_name(dataset->municipalities[m].county_name, word))
      continue;
    add_once(chosen, (int)m);
    found = true;
  }
  return found;
}

static void unknown(const pb_dataset *dataset, const char *word, GError **error) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (size_t m = 0; m < dataset->n_municipalities; m++)
    g_ptr_array_add(names, dataset->municipalities[m].name);
  g_autoptr(GString) near = g_string_new(NULL);
  for (int i = 0; i < SUGGESTIONS; i++) {
    const char *name = pb_nearest_name(word, (const char *const *)names->pdata, names->len);
    if (!name)
      break;
    g_string_append_printf(near, "%s%s", near->len ? ", " : "", name);
    g_ptr_array_remove(names, (gpointer)(uintptr_t)name);
  }
  if (near->len)
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("There is no municipality, county or group “%s”. Near it are: %s."), word,
                near->str);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("There is no municipality, county or group “%s”. “problembild list "
                  "municipalities” lists them."),
                word);
}

static bool add_word(const pb_session *session, const char *word, GArray *chosen, GError **error) {
  const pb_dataset *dataset = session->dataset;
  int m = find_one(dataset, word);
  if (m >= 0) {
    add_once(chosen, m);
    return true;
  }
  const pb_project_group *group = pb_project_find_group(session->project, word);
  for (char **member = group ? group->members : NULL; member && *member; member++) {
    m = find_one(dataset, *member);
    if (m < 0) {
      g_set_error(error, PB_ERROR, PB_ERROR_PROJECT,
                  _("%s:%zu: the group %s names “%s”, which is no municipality."),
                  session->project->path, group->line, group->name, *member);
      return false;
    }
    add_once(chosen, m);
  }
  if (group || add_county(dataset, word, chosen))
    return true;
  unknown(dataset, word, error);
  return false;
}

GArray *pb_select_municipalities(const pb_session *session, char **words, bool all,
                                 GError **error) {
  GArray *chosen = g_array_new(FALSE, FALSE, sizeof(int));
  if (all)
    for (int m = 0; m < (int)session->dataset->n_municipalities; m++)
      g_array_append_val(chosen, m);
  for (char **word = words; word && *word; word++) {
    if (!add_word(session, *word, chosen, error)) {
      g_array_unref(chosen);
      return NULL;
    }
  }
  if (chosen->len == 0) {
    g_array_unref(chosen);
    g_set_error_literal(error, PB_ERROR, PB_ERROR_USAGE,
                        _("Name a municipality with -m CODE or -m NAME, or take --all."));
    return NULL;
  }
  return chosen;
}
