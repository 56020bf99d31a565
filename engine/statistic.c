/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/statistic.h"

#include "engine/error.h"
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

pb_result *pb_statistic_run(const pb_statistic *statistic, const pb_table *input,
                            const pb_params *params, GError **error) {
  for (size_t i = 0; i < statistic->n_inputs; i++) {
    const pb_input *wanted = &statistic->inputs[i];
    const pb_column *column = pb_table_find(input, wanted->name);
    if (!column && wanted->required) {
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  _("The statistic %s needs a column “%s” (%s)."), statistic->name, wanted->name,
                  _(wanted->title));
      return NULL;
    }
    bool numeric = column && pb_column_type(column) != PB_TYPE_STRING;
    if (column && numeric != (wanted->type != PB_TYPE_STRING)) {
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  wanted->type == PB_TYPE_STRING ? _("The column “%s” must hold text.")
                                                 : _("The column “%s” must hold numbers."),
                  wanted->name);
      return NULL;
    }
  }
  return statistic->run(input, params, error);
}
