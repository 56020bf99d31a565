/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/survey_input.h"

#include <stdlib.h>
#include <string.h>

#include "engine/stats/input.h"

/* Numbers of the texts; those of missing cells are `none`. g_free. */
static uint32_t *codes_of(const pb_column *column, size_t n, uint32_t none) {
  uint32_t *codes = g_new(uint32_t, MAX(n, 1));
  for (size_t i = 0; i < n; i++)
    codes[i] = pb_column_is_valid(column, i) ? pb_column_code(column, i) : none;
  return codes;
}

typedef struct {
  const char *text;
  uint32_t code;
} group_name;

static int by_text(const void *a, const void *b) {
  return strcmp(((const group_name *)a)->text, ((const group_name *)b)->text);
}

static void find_groups(const pb_column *column, pb_survey_input *input) {
  const uint32_t n = column ? (uint32_t)pb_column_n_codes(column) : 0;
  g_autofree group_name *names = g_new(group_name, MAX(n, 1));
  g_autofree uint32_t *position = g_new(uint32_t, MAX(n, 1));
  input->groups = g_new(const char *, MAX(n, 1));
  input->group = g_new(uint32_t, MAX(input->n, 1));
  input->n_groups = n;
  for (uint32_t c = 0; c < n; c++)
    names[c] = (group_name){pb_column_code_text(column, c), c};
  if (n)
    qsort(names, n, sizeof *names, by_text);
  for (uint32_t g = 0; g < n; g++) {
    input->groups[g] = names[g].text;
    position[names[g].code] = g;
  }
  for (size_t i = 0; i < input->n; i++)
    input->group[i] =
        column && pb_column_is_valid(column, i) ? position[pb_column_code(column, i)] : UINT32_MAX;
}

bool pb_survey_input_read(const pb_table *table, const char *value, pb_survey_input *input,
                          GError **error) {
  const pb_column *y = pb_table_find(table, value), *stratum = pb_table_find(table, "stratum"),
                  *cluster = pb_table_find(table, "cluster"),
                  *weight = pb_table_find(table, "weight"),
                  *size = pb_table_find(table, "stratum_size");
  *input = (pb_survey_input){.n = pb_table_n_rows(table)};
  if (!pb_input_check_range(size, 1, 1e12, error) || !pb_input_check_positive(weight, error))
    return false;
  input->weight = g_new(double, MAX(input->n, 1));
  input->y = g_new0(double, input->n + 1);
  input->in = g_new0(uint8_t, input->n + 1);
  const pb_column *const needed[] = {y, weight};
  for (size_t i = 0; i < input->n; i++) {
    input->in[i] = pb_input_complete(needed, 2, i);
    input->y[i] = input->in[i] ? pb_column_double(y, i) : 0;
    input->weight[i] = input->in[i] ? pb_input_or(weight, i, 1) : 0;
  }
  if (stratum)
    input->stratum = codes_of(stratum, input->n, UINT32_MAX);
  if (cluster)
    input->cluster = codes_of(cluster, input->n, PB_SURVEY_OWN_CLUSTER);
  if (size) {
    input->stratum_size = g_new(double, MAX(input->n, 1));
    for (size_t i = 0; i < input->n; i++)
      input->stratum_size[i] = pb_column_is_valid(size, i) ? pb_column_double(size, i) : 0;
  }
  find_groups(pb_table_find(table, "group"), input);
  const pb_survey_drawing drawing = {input->n, input->weight, input->stratum, input->cluster,
                                     input->stratum_size};
  input->design = pb_survey_design_new(&drawing);
  return true;
}

void pb_survey_input_clear(pb_survey_input *input) {
  g_free(input->y);
  g_free(input->in);
  g_free(input->weight);
  g_free(input->stratum);
  g_free(input->cluster);
  g_free(input->stratum_size);
  g_free(input->group);
  g_free(input->groups);
  g_clear_pointer(&input->design, pb_survey_design_free);
}

uint8_t *pb_survey_input_domain(const pb_survey_input *input, uint32_t group) {
  uint8_t *in = g_new(uint8_t, MAX(input->n, 1));
  for (size_t i = 0; i < input->n; i++)
    in[i] = input->in[i] && (group == UINT32_MAX || input->group[i] == group);
  return in;
}

bool pb_survey_begin(pb_result *result, const pb_survey_input *input, const pb_params *values,
                     pb_survey_mean *everyone) {
  bool any = pb_survey_mean_of(input->design, input->y, input->in, everyone);
  pb_result_set_counts(result, everyone->n, input->n - everyone->n);
  if (any && everyone->n >= (size_t)pb_params_int(values, "min_n"))
    return true;
  pb_result_set_reason(result, PB_SURVEY_TOO_FEW);
  return false;
}

void pb_survey_put_groups(pb_result *result, const pb_survey_input *input,
                          const pb_survey_mean *everyone, pb_survey_add_row add_row,
                          const void *columns) {
  add_row(columns, NULL, everyone);
  for (uint32_t g = 0; g < input->n_groups; g++) {
    g_autofree uint8_t *in = pb_survey_input_domain(input, g);
    pb_survey_mean part;
    pb_survey_mean_of(input->design, input->y, in, &part);
    add_row(columns, input->groups[g], &part);
  }
  if (pb_survey_design_is_singular(input->design))
    pb_result_set_reason(result, PB_SURVEY_SINGULAR);
}
