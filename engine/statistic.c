/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/statistic.h"

#include <string.h>

#include "engine/degrees.h"
#include "engine/error.h"
#include "engine/start.h"
#include "engine/text.h"

extern const pb_statistic *const pb_statistic_table[];
extern const size_t pb_statistic_table_length;

const pb_statistic *const *pb_statistics(size_t *n) {
  *n = pb_statistic_table_length;
  return pb_statistic_table;
}

const pb_statistic *pb_statistic_find(const char *name) {
  for (size_t i = 0; i < pb_statistic_table_length; i++)
    if (g_str_equal(pb_statistic_table[i]->name, name))
      return pb_statistic_table[i];
  return NULL;
}

/* Identifiers may be whole numbers. */
static bool is_number_for_text(const pb_column *column, pb_type wanted) {
  return wanted == PB_TYPE_STRING && pb_column_type(column) == PB_TYPE_INT64;
}

static pb_column *as_text(const pb_column *numbers) {
  pb_column *texts = pb_column_new(pb_column_name(numbers), PB_TYPE_STRING, NULL);
  for (size_t row = 0; row < pb_column_length(numbers); row++) {
    if (!pb_column_is_valid(numbers, row)) {
      pb_column_append_missing(texts);
      continue;
    }
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, pb_column_int(numbers, row));
    pb_column_append_string(texts, text);
  }
  return texts;
}

/* Whole numbers and decimals pass for each other: a statistic checks the values it needs whole. */
static bool holds(const pb_column *column, pb_type wanted) {
  pb_type type = pb_column_type(column);
  bool number = type == PB_TYPE_INT64 || type == PB_TYPE_DOUBLE;
  return type == wanted || is_number_for_text(column, wanted) ||
         (number && (wanted == PB_TYPE_INT64 || wanted == PB_TYPE_DOUBLE));
}

static const char *kind_sentence(pb_type wanted) {
  switch (wanted) {
  case PB_TYPE_STRING:
    return N_("The column “%s” must hold text.");
  case PB_TYPE_TIME:
    return N_("The column “%s” must hold dates with times.");
  case PB_TYPE_PERIOD:
    return N_("The column “%s” must hold periods such as 2025, 2025K3 or 2025-05.");
  case PB_TYPE_INT64:
  case PB_TYPE_DOUBLE:
  default:
    return N_("The column “%s” must hold numbers.");
  }
}

/* The first cell with letters in a column that was to hold numbers, or -1. */
static gssize first_word(const pb_column *column) {
  for (size_t row = 0; row < pb_column_length(column); row++)
    for (const char *c = pb_column_is_valid(column, row) ? pb_column_string(column, row) : ""; *c;
         c = g_utf8_next_char(c))
      if (g_unichar_isalpha(g_utf8_get_char(c)))
        return (gssize)row;
  return -1;
}

static void fail_type(const pb_column *column, pb_type wanted, GError **error) {
  const char *name = pb_column_name(column);
  bool number = wanted == PB_TYPE_INT64 || wanted == PB_TYPE_DOUBLE;
  gssize row = number && pb_column_type(column) == PB_TYPE_STRING ? first_word(column) : -1;
  if (pb_column_missing(column) == pb_column_length(column))
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("The column “%s” is empty. Fill it in or remove it."), name);
  else if (row >= 0)
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                _("The column “%s” must hold numbers. Data row %zu holds “%s”."), name,
                (size_t)row + 1, pb_column_string(column, (size_t)row));
  else
    g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC, _(kind_sentence(wanted)), name);
}

/* The column of an input whose title says that it is in metres; NULL: none. */
static const pb_column *in_metres(const pb_statistic *statistic, const pb_table *table,
                                  const char *name) {
  for (size_t i = 0; i < statistic->n_inputs; i++)
    if (g_str_equal(statistic->inputs[i].name, name) &&
        strstr(statistic->inputs[i].title, "metres"))
      return pb_table_find(table, name);
  return NULL;
}

static void warn_of_degrees(const pb_statistic *statistic, const pb_table *table,
                            pb_result *result) {
  const pb_column *x = in_metres(statistic, table, "x"), *y = in_metres(statistic, table, "y");
  if (x && y && pb_looks_like_degrees(x, y))
    pb_result_add_warning(result, N_("x and y look like longitude and latitude: distances between "
                                     "degrees mean nothing. Bring them to metres first, in Sweden "
                                     "to SWEREF 99 TM."));
}

pb_result *pb_statistic_run(const pb_statistic *statistic, const pb_table *input,
                            const pb_params *params, GError **error) {
  pb_engine_start();
  g_autoptr(pb_table) as_wanted = pb_table_new();
  for (size_t i = 0; i < statistic->n_inputs; i++) {
    const pb_input *wanted = &statistic->inputs[i];
    const pb_column *column = pb_table_find(input, wanted->name);
    if (!column && wanted->required) {
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  _("The statistic %s needs a column “%s” (%s)."), statistic->name, wanted->name,
                  _(wanted->title));
      return NULL;
    }
    if (column && !holds(column, wanted->type)) {
      fail_type(column, wanted->type, error);
      return NULL;
    }
    if (column && is_number_for_text(column, wanted->type))
      pb_table_add(as_wanted, as_text(column));
    else if (column)
      pb_table_borrow(as_wanted, column);
  }
  for (size_t i = 0; statistic->takes_all && i < pb_table_n_columns(input); i++)
    if (!pb_table_find(as_wanted, pb_column_name(pb_table_column(input, i))))
      pb_table_borrow(as_wanted, pb_table_column(input, i));
  pb_result *result = statistic->run(as_wanted, params, error);
  if (result)
    warn_of_degrees(statistic, as_wanted, result);
  return result;
}
