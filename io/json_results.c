/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results, parameters and tables as JSON: the second half of json_writer.h. */
#include "engine/text.h"
#include "io/cell_text.h"
#include "io/json_writer.h"

static const char *type_name(pb_type type) {
  static const char *const names[] = {"int", "double", "string", "time", "period"};
  return names[type];
}

static void put_cell(pb_json *json, const char *key, const pb_column *column, size_t row) {
  if (!pb_column_is_valid(column, row)) {
    pb_json_null(json, key);
    return;
  }
  switch (pb_column_type(column)) {
  case PB_TYPE_INT64:
    pb_json_int(json, key, pb_column_int(column, row));
    break;
  case PB_TYPE_DOUBLE:
    pb_json_double(json, key, pb_column_double(column, row));
    break;
  default: {
    g_autofree char *text = pb_cell_text(column, row, '.');
    pb_json_text(json, key, text);
  }
  }
}

static void put_column(pb_json *json, const pb_column *column) {
  pb_json_begin_object(json, NULL);
  pb_json_text(json, "name", pb_column_name(column));
  pb_json_text(json, "type", type_name(pb_column_type(column)));
  pb_json_text(json, "unit", pb_column_unit(column));
  pb_json_begin_values(json, "values");
  for (size_t row = 0; row < pb_column_length(column); row++)
    put_cell(json, NULL, column, row);
  pb_json_end(json);
  pb_json_end(json);
}

static void put_scalars(pb_json *json, const pb_result *result) {
  const char *name, *unit;
  double value;
  bool valid;
  pb_json_begin_object(json, "scalars");
  for (size_t i = 0; i < pb_result_n_scalars(result); i++) {
    pb_result_scalar_at(result, i, &name, &value, &valid, &unit);
    if (valid)
      pb_json_double(json, name, value);
    else
      pb_json_null(json, name);
  }
  pb_json_end(json);
  pb_json_begin_object(json, "units");
  for (size_t i = 0; i < pb_result_n_scalars(result); i++) {
    pb_result_scalar_at(result, i, &name, &value, &valid, &unit);
    if (unit)
      pb_json_text(json, name, unit);
  }
  pb_json_end(json);
}

static void put_result(pb_json *json, const char *key, const pb_result *result,
                       const pb_params *params) {
  const char *method = pb_result_method(result), *reason = pb_result_reason(result);
  uint64_t seed;
  pb_json_begin_object(json, key);
  pb_json_text(json, "name", pb_result_name(result));
  pb_json_text(json, "method", method ? _(method) : NULL);
  pb_json_text(json, "citation", pb_result_citation(result));
  if (params)
    pb_json_params(json, "parameters", params);
  pb_json_size(json, "n_used", pb_result_n_used(result));
  pb_json_size(json, "n_missing", pb_result_n_missing(result));
  if (pb_result_seed(result, &seed)) {
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, seed);
    pb_json_text(json, "seed", text); /* as text: a seed may exceed what JSON numbers hold */
  }
  pb_json_text(json, "reason", reason ? _(reason) : NULL);
  pb_json_begin_array(json, "warnings");
  for (size_t i = 0; i < pb_result_n_warnings(result); i++)
    pb_json_text(json, NULL, _(pb_result_warning(result, i)));
  pb_json_end(json);
  pb_json_begin_object(json, "texts");
  for (size_t i = 0; i < pb_result_n_texts(result); i++) {
    const char *name, *text;
    pb_result_text_at(result, i, &name, &text);
    pb_json_text(json, name, text);
  }
  pb_json_end(json);
  put_scalars(json, result);
  pb_json_begin_array(json, "columns");
  for (size_t i = 0; i < pb_result_n_columns(result); i++)
    put_column(json, pb_result_column(result, i));
  pb_json_end(json);
  pb_json_end(json);
}

void pb_json_result(pb_json *json, const char *key, const pb_result *result) {
  put_result(json, key, result, NULL);
}

void pb_json_params(pb_json *json, const char *key, const pb_params *params) {
  pb_json_begin_object(json, key);
  for (size_t i = 0; i < pb_params_length(params); i++) {
    const pb_param *spec = pb_params_spec(params, i);
    if (spec->type == PB_PARAM_INT)
      pb_json_int(json, spec->name, pb_params_int(params, spec->name));
    else if (spec->type == PB_PARAM_DOUBLE)
      pb_json_double(json, spec->name, pb_params_double(params, spec->name));
    else if (spec->type == PB_PARAM_BOOL)
      pb_json_bool(json, spec->name, pb_params_bool(params, spec->name));
    else
      pb_json_text(json, spec->name, pb_params_text(params, spec->name));
  }
  pb_json_end(json);
}

void pb_json_table(pb_json *json, const char *key, const pb_table *table) {
  pb_json_begin_array(json, key);
  for (size_t row = 0; row < pb_table_n_rows(table); row++) {
    pb_json_begin_object(json, NULL);
    for (size_t i = 0; i < pb_table_n_columns(table); i++) {
      const pb_column *column = pb_table_column(table, i);
      put_cell(json, pb_column_name(column), column, row);
    }
    pb_json_end(json);
  }
  pb_json_end(json);
}

char *pb_result_to_json(const pb_result *result, const pb_params *params) {
  g_autoptr(pb_json) json = pb_json_new();
  put_result(json, NULL, result, params);
  return pb_json_finish(json);
}

char *pb_results_to_json(const pb_result *const *results, size_t n) {
  g_autoptr(pb_json) json = pb_json_new();
  pb_json_begin_array(json, NULL);
  for (size_t i = 0; i < n; i++)
    put_result(json, NULL, results[i], NULL);
  pb_json_end(json);
  return pb_json_finish(json);
}

char *pb_table_to_json(const pb_table *table) {
  g_autoptr(pb_json) json = pb_json_new();
  pb_json_table(json, NULL, table);
  return pb_json_finish(json);
}
