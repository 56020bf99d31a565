/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/priority_cut_points.h"

#include <math.h>
#include <string.h>

#include "engine/statistic.h"
#include "engine/text.h"
#include "io/reference_table.h"

#define NOT_RISING N_("The four cut points are rising numbers, or all four are empty.")

enum { CRITERION, FIRST_CUT, N_CUTS = 4 };
static const char *const headers[] = {"criterion", "cut_1",  "cut_2",  "cut_3",
                                      "cut_4",     "why_sv", "why_en", NULL};

/* With a decimal point or comma; `text` gets it with a point, g_free. */
static bool read_number(const pb_cell *cell, double *number, char **text) {
  *text = g_strdelimit(pb_reference_copy(cell), ",", '.');
  char *end;
  *number = g_ascii_strtod(*text, &end);
  return **text && !*end && isfinite(*number);
}

static bool is_criterion(const pb_params *params, const char *name) {
  for (size_t i = 0; i < pb_params_length(params); i++)
    if (g_str_equal(pb_params_spec(params, i)->name, name))
      return true;
  return false;
}

/* Of the statistic's criteria, comma-separated. g_free. */
static char *criteria_of(const pb_params *params) {
  g_autoptr(GString) names = g_string_new(NULL);
  for (size_t i = 0; i < pb_params_length(params); i++) {
    const char *name = pb_params_spec(params, i)->name;
    if (g_str_has_suffix(name, "_cuts"))
      g_string_append_printf(names, "%s%.*s", names->len ? ", " : "", (int)strlen(name) - 5, name);
  }
  return g_strdup(names->str);
}

static const char *cut_points_row(pb_reference_table *table, const pb_cell *c) {
  pb_params *params = table->extra;
  g_autofree char *name = g_strconcat(c[CRITERION].text, "_cuts", NULL);
  if (!is_criterion(params, name)) {
    g_autofree char *known = criteria_of(params);
    g_autofree char *sentence = g_strdup_printf(
        _("There is no criterion “%s”. The criteria are: %s."), c[CRITERION].text, known);
    pb_reference_table_fail(table, sentence);
    return NULL;
  }
  g_autoptr(GString) cuts = g_string_new(NULL);
  double last = -INFINITY;
  size_t given = 0;
  for (int i = FIRST_CUT; i < FIRST_CUT + N_CUTS; i++) {
    double number;
    g_autofree char *text = NULL;
    if (c[i].length == 0)
      continue;
    if (!read_number(&c[i], &number, &text) || !(number > last))
      return _(NOT_RISING);
    last = number;
    g_string_append_printf(cuts, "%s%s", given++ ? "," : "", text);
  }
  if (given != 0 && given != N_CUTS)
    return _(NOT_RISING);
  return pb_params_set(params, name, cuts->str, &table->error) ? NULL : "";
}

pb_params *pb_priority_cut_points_load(const char *data_dir, GError **error) {
  const pb_statistic *priority = pb_statistic_find("priority");
  g_autoptr(pb_params) params = pb_params_new(priority->params, priority->n_params);
  pb_reference_table table = {.headers = headers, .on_row = cut_points_row, .extra = params};
  if (!pb_reference_table_read(data_dir, "priority_cut_points.csv", &table, error))
    return NULL;
  return g_steal_pointer(&params);
}

bool pb_priority_cut_points_set(pb_params *params, const char *path, const char *shown,
                                GError **error) {
  pb_reference_table table = {.headers = headers, .on_row = cut_points_row, .extra = params};
  return pb_reference_table_read_own(path, shown, &table, error);
}
