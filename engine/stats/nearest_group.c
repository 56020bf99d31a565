/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/nearest_group.h"

#include <math.h>

#include "engine/error.h"
#include "engine/stats/input.h"
#include "engine/text.h"

static const pb_input inputs[] = {
    {"id", PB_TYPE_STRING, true,
     N_("name of the place; every other column of numbers is a variable "
        "to compare by, if “variables” does not choose")},
};
static const pb_param params[] = {
    {.name = "variables",
     .title = N_("columns to compare by, parted by commas; empty: every column of numbers"),
     .type = PB_PARAM_TEXT,
     .def_text = ""},
    {.name = "logarithms",
     .title = N_("those of the columns that are compared by their logarithm, such as the "
                 "population, parted by commas"),
     .type = PB_PARAM_TEXT,
     .def_text = ""},
    {.name = "k",
     .title = N_("places in a group"),
     .type = PB_PARAM_INT,
     .def = 10,
     .min = 1,
     .max = 1000},
    {.name = "robust",
     .title = N_("standardise by median and median absolute deviation"),
     .type = PB_PARAM_BOOL,
     .def = 0},
    {.name = "place",
     .title = N_("only the group of this place; empty: of every place"),
     .type = PB_PARAM_TEXT,
     .def_text = ""},
};

/* Names in a comma list; blanks around them do not matter. NULL-terminated. */
static char **names_in(const char *list) {
  char **names = g_strsplit(list, ",", -1);
  size_t kept = 0;
  for (size_t i = 0; names[i]; i++) {
    g_strstrip(names[i]);
    if (*names[i])
      names[kept++] = names[i];
    else
      g_free(names[i]);
  }
  names[kept] = NULL;
  return names;
}

static bool is_number(const pb_column *column) {
  pb_type type = pb_column_type(column);
  return type == PB_TYPE_DOUBLE || type == PB_TYPE_INT64;
}

/* Columns to compare by, borrowed, or NULL with an error. */
static GPtrArray *choose(const pb_table *input, const char *list, GError **error) {
  g_autoptr(GPtrArray) chosen = g_ptr_array_new();
  g_auto(GStrv) names = names_in(list);
  for (size_t i = 0; names[i]; i++) {
    const pb_column *column = pb_table_find(input, names[i]);
    if (!column || !is_number(column)) {
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  column ? _("The column “%s” must hold numbers.")
                         : _("The table has no column “%s” to compare by."),
                  names[i]);
      return NULL;
    }
    if (!g_ptr_array_find(chosen, column, NULL))
      g_ptr_array_add(chosen, (gpointer)(uintptr_t)column);
  }
  for (size_t i = 0; !names[0] && i < pb_table_n_columns(input); i++) {
    const pb_column *column = pb_table_column(input, i);
    if (is_number(column) && !g_str_equal(pb_column_name(column), "id"))
      g_ptr_array_add(chosen, (gpointer)(uintptr_t)column);
  }
  return g_steal_pointer(&chosen);
}

/* Each name of `logs` is a chosen column whose values are above 0. */
static bool check_logarithms(char *const *logs, const GPtrArray *chosen, GError **error) {
  for (size_t i = 0; logs[i]; i++) {
    const pb_column *found = NULL;
    for (size_t c = 0; c < chosen->len && !found; c++)
      if (g_str_equal(pb_column_name(chosen->pdata[c]), logs[i]))
        found = chosen->pdata[c];
    if (!found) {
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  _("“%s” under “logarithms” is not a column to compare by."), logs[i]);
      return false;
    }
    if (!pb_input_check_positive(found, error))
      return false;
  }
  return true;
}

/* Standardised values of the complete rows, place after place. `names` gets those of the columns
 * that vary; *constant says that one did not. */
static double *standardised(const GPtrArray *chosen, char *const *logs, bool robust,
                            const size_t *rows, size_t n, GPtrArray *names, bool *constant) {
  g_autofree double *all = g_new(double, n * chosen->len + 1);
  size_t kept = 0;
  for (size_t c = 0; c < chosen->len; c++) {
    const pb_column *column = chosen->pdata[c];
    double *values = &all[kept * n];
    bool logarithm = g_strv_contains((const char *const *)logs, pb_column_name(column));
    for (size_t i = 0; i < n; i++) {
      double value = pb_column_double(column, rows[i]);
      values[i] = logarithm ? log(value) : value;
    }
    if (pb_standardise(values, n, robust)) {
      g_ptr_array_add(names, (gpointer)(uintptr_t)pb_column_name(column));
      kept++;
    } else {
      *constant = true;
    }
  }
  double *z = g_new(double, n *kept + 1);
  for (size_t i = 0; i < n; i++)
    for (size_t v = 0; v < kept; v++)
      z[i * kept + v] = all[v * n + i];
  return z;
}

static void put_groups(pb_result *result, const double *z, size_t n, size_t n_variables,
                       const pb_column *id, const size_t *rows, const pb_params *values) {
  const char *only = pb_params_text(values, "place");
  size_t k = (size_t)pb_params_int(values, "k");
  pb_column *place = pb_result_add_column(result, "place", PB_TYPE_STRING, NULL);
  pb_column *order = pb_result_add_column(result, "order", PB_TYPE_INT64, NULL);
  pb_column *member = pb_result_add_column(result, "member", PB_TYPE_STRING, NULL);
  pb_column *distance = pb_result_add_column(result, "distance", PB_TYPE_DOUBLE, NULL);
  g_autofree pb_neighbour *nearest = g_new(pb_neighbour, n);
  for (size_t self = 0; self < n; self++) {
    const char *name = pb_column_string(id, rows[self]);
    if (*only && !g_str_equal(name, only))
      continue;
    size_t found = pb_nearest_group(z, n, n_variables, self, k, nearest);
    for (size_t i = 0; i < found; i++) {
      pb_column_append_string(place, name);
      pb_column_append_int(order, (int64_t)i + 1);
      pb_column_append_string(member, pb_column_string(id, rows[nearest[i].place]));
      pb_column_append_double(distance, nearest[i].distance);
    }
  }
}

/* The rows with a name and every variable. */
static size_t complete_rows(const pb_column *id, const GPtrArray *chosen, size_t n_rows,
                            size_t *rows) {
  size_t n = 0;
  for (size_t row = 0; row < n_rows; row++)
    if (pb_column_is_valid(id, row) &&
        pb_input_complete((const pb_column *const *)chosen->pdata, chosen->len, row))
      rows[n++] = row;
  return n;
}

/* No two rows of one name; the place that is asked for exists. */
static bool check_names(const pb_column *id, const char *only, GError **error) {
  g_autofree bool *seen = g_new0(bool, pb_column_n_codes(id) + 1);
  bool there = !*only;
  for (size_t row = 0; row < pb_column_length(id); row++) {
    if (!pb_column_is_valid(id, row))
      continue;
    const char *name = pb_column_string(id, row);
    there = there || g_str_equal(name, only);
    if (seen[pb_column_code(id, row)]) {
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  _("Row %zu: the identifier “%s” stands in an earlier row too."), row + 1, name);
      return false;
    }
    seen[pb_column_code(id, row)] = true;
  }
  if (!there)
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC, _("No row has the identifier “%s”."), only);
  return there;
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *id = pb_table_find(input, "id");
  const char *only = pb_params_text(values, "place");
  g_auto(GStrv) logs = names_in(pb_params_text(values, "logarithms"));
  g_autoptr(GPtrArray) chosen = choose(input, pb_params_text(values, "variables"), error);
  if (!chosen || !check_names(id, only, error) || !check_logarithms(logs, chosen, error))
    return NULL;
  size_t n_rows = pb_table_n_rows(input);
  g_autofree size_t *rows = g_new(size_t, n_rows + 1);
  size_t n = complete_rows(id, chosen, n_rows, rows);
  pb_result *result = pb_result_new("nearest-group");
  pb_result_set_counts(result, n, n_rows - n);
  bool constant = false;
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  g_autofree double *z =
      standardised(chosen, logs, pb_params_bool(values, "robust"), rows, n, names, &constant);
  if (chosen->len == 0 || n < 2 || names->len == 0) {
    pb_result_set_reason(result, chosen->len == 0
                                     ? N_("There is no column of numbers to compare by.")
                                 : n < 2 ? N_("There are fewer than two places with all variables.")
                                         : N_("No variable differs between the places."));
    return result;
  }
  put_groups(result, z, n, names->len, id, rows, values);
  pb_result_set_scalar(result, "n_variables", (double)names->len, NULL);
  g_ptr_array_add(names, NULL);
  g_autofree char *used = g_strjoinv(", ", (char **)names->pdata);
  pb_result_set_text(result, "variables", used);
  if (constant)
    pb_result_add_warning(result, N_("A variable that does not differ between the places is left "
                                     "out."));
  if (n < n_rows)
    pb_result_add_warning(result, N_("Places where a variable is missing have no group and are in "
                                     "nobody's group."));
  if ((size_t)pb_params_int(values, "k") > n - 1)
    pb_result_add_warning(result, N_("There are fewer other places than a group should have: all "
                                     "are in it."));
  return result;
}

const pb_statistic pb_statistic_nearest_group = {
    .name = "nearest-group",
    .title = N_("Group of the most similar places"),
    .description =
        N_("For each place the k places most like it by any number of standardised variables, such "
           "as population, density, guest nights and the share of young people. A place is never "
           "in its own group; places without a value are in none."),
    .citation = "Fix E, Hodges JL (1951) USAF School of Aviation Medicine, Report 4 (nearest "
                "neighbours)",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .takes_all = true,
    .run = run,
};
