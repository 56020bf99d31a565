/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/cell_key.h"

#include "engine/stats/count_table.h"

static const pb_input inputs[] = {
    PB_COUNT_TABLE_INPUTS,
    {"record", PB_TYPE_STRING, true, N_("identifier of the record, the same in every table")},
};

static const pb_param params[] = {
    {.name = "secret",
     .title = N_("a text that only the house knows; the same one in every table"),
     .type = PB_PARAM_TEXT,
     .def_text = ""},
    {.name = "bound",
     .title = N_("greatest noise, up or down"),
     .unit = N_("events"),
     .type = PB_PARAM_INT,
     .def = 3,
     .min = 1,
     .max = PB_PERTURBATION_BOUND_MAX},
    {.name = "variance",
     .title = N_("variance of the noise"),
     .type = PB_PARAM_DOUBLE,
     .def = 2,
     .min = 0.01,
     .max = 400},
    {.name = "smallest",
     .title = N_("figures from 1 to this do not occur; 0: all may"),
     .unit = N_("events"),
     .type = PB_PARAM_INT,
     .def = 0,
     .min = 0,
     .max = PB_PERTURBATION_BOUND_MAX - 1},
};

/* The sum of the records' keys in every cell with margins. Free with g_free. */
static uint64_t *cell_keys(const pb_table *input, const pb_count_table *counts,
                           const char *secret) {
  const pb_column *row = pb_table_find(input, "row"), *column = pb_table_find(input, "column");
  const pb_column *record = pb_table_find(input, "record");
  size_t width = counts->table->columns->len + 1, height = counts->table->rows->len + 1;
  uint64_t *keys = g_new0(uint64_t, counts->n);
  g_autoptr(GHashTable) rows = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) columns = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < counts->table->rows->len; i++)
    g_hash_table_insert(rows, counts->table->rows->pdata[i], GUINT_TO_POINTER(i));
  for (guint i = 0; i < counts->table->columns->len; i++)
    g_hash_table_insert(columns, counts->table->columns->pdata[i], GUINT_TO_POINTER(i));
  for (size_t i = 0; i < pb_table_n_rows(input); i++) {
    if (!pb_column_is_valid(row, i) || !pb_column_is_valid(column, i) ||
        !pb_column_is_valid(record, i))
      continue;
    size_t r = GPOINTER_TO_UINT(g_hash_table_lookup(rows, pb_column_string(row, i)));
    size_t c = GPOINTER_TO_UINT(g_hash_table_lookup(columns, pb_column_string(column, i)));
    uint64_t key = pb_record_key(secret, pb_column_string(record, i));
    keys[r * width + c] += key;
    keys[r * width + width - 1] += key;
    keys[(height - 1) * width + c] += key;
    keys[counts->n - 1] += key;
  }
  return keys;
}

/* A record without an identifier has no key: its row and column are not counted. */
static pb_table *with_records(const pb_table *input) {
  const pb_column *record = pb_table_find(input, "record");
  pb_table *table = pb_table_new();
  pb_column *count = pb_column_new("count", PB_TYPE_INT64, NULL);
  for (size_t i = 0; i < pb_column_length(record); i++)
    if (pb_column_is_valid(record, i))
      pb_column_append_int(count, 1);
    else
      pb_column_append_missing(count);
  pb_table_borrow(table, pb_table_find(input, "row"));
  pb_table_borrow(table, pb_table_find(input, "column"));
  pb_table_add(table, count);
  return table;
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  g_auto(pb_count_table) counts = {0};
  const char *reason;
  g_autoptr(pb_table) records = with_records(input);
  if (!pb_count_table_read(records, &counts, &reason, error))
    return NULL;
  g_autoptr(pb_perturbation) table = NULL;
  if (!reason)
    table =
        pb_perturbation_new(pb_params_int(values, "bound"), pb_params_double(values, "variance"),
                            pb_params_int(values, "smallest"), &reason);
  pb_result *result = pb_result_new("cell-key");
  if (!table) {
    pb_result_set_reason(result, reason);
    return result;
  }
  const char *secret = pb_params_text(values, "secret");
  if (!*secret)
    pb_result_add_warning(result, N_("Without a secret, anybody who knows the records can take the "
                                     "noise out again."));
  g_autofree uint64_t *keys = cell_keys(input, &counts, secret);
  pb_count_table_put(&counts, result);
  pb_column *column = pb_result_add_column(result, "perturbed", PB_TYPE_INT64, N_("events"));
  for (size_t i = 0; i < counts.n; i++) {
    int64_t count = pb_disclosure_cell_at(counts.problem, i)->count;
    pb_column_append_int(column, count + pb_cell_key_noise(table, keys[i], count));
  }
  pb_result_set_scalar(result, "bound", table->bound, N_("events"));
  pb_result_set_scalar(result, "standard_deviation", pb_perturbation_deviation(table, G_MAXINT64),
                       N_("events"));
  return result;
}

const pb_statistic pb_statistic_cell_key = {
    .name = "cell-key",
    .title = N_("Counts with lasting noise"),
    .description = N_(
        "Counts records in a table with totals and adds to each cell a little noise that follows "
        "from the records in it: the same records have the same noise in every table, so that "
        "asking again shows nothing new. Right on average; zeros stay zero. Totals have noise "
        "of their own and differ a little from the sums of their parts."),
    .citation = "Fraser & Wooton 2005; Thompson, Broadfoot & Elazar 2013; Marley & Leaver 2011",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
