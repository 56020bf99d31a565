/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/suppress.h"

#include <math.h>

#include "engine/disclosure/audit.h"
#include "engine/stats/count_table.h"

static const pb_input inputs[] = {
    PB_COUNT_TABLE_INPUTS,
    {"count", PB_TYPE_INT64, false, N_("number of events; without it each row is one")},
};

static const char *const zeros_names[] = {"harmless", "kept", "sensitive", NULL};

static const pb_param params[] = {
    {.name = "threshold",
     .title = N_("counts below this are not shown"),
     .type = PB_PARAM_INT,
     .def = PB_DISCLOSURE_THRESHOLD,
     .min = 2,
     .max = 1000},
    {.name = "zeros",
     .title = N_("harmless: zeros may be left out to protect others; kept: always shown; "
                 "sensitive: left out like other small counts"),
     .type = PB_PARAM_CHOICE,
     .def_text = "harmless",
     .choices = zeros_names},
};

static pb_disclosure_rule rule_of(const pb_params *values) {
  pb_disclosure_rule rule = {.threshold = pb_params_int(values, "threshold")};
  while (!g_str_equal(zeros_names[rule.zeros], pb_params_text(values, "zeros")))
    rule.zeros++;
  return rule;
}

static void put_cells(pb_result *result, const pb_count_table *counts,
                      const pb_disclosure_choice *choice, const pb_disclosure_audit *audit) {
  pb_column *suppressed = pb_result_add_column(result, "suppressed", PB_TYPE_INT64, NULL);
  pb_column *count = pb_result_add_column(result, "count", PB_TYPE_INT64, N_("events"));
  pb_column *lower = pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, N_("events"));
  pb_column *upper = pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, N_("events"));
  for (size_t i = 0, k = 0; i < counts->n; i++) {
    const pb_disclosure_cell *cell = pb_disclosure_cell_at(counts->problem, i);
    bool out = choice->suppressed[i];
    pb_column_append_int(suppressed, out);
    if (!out) {
      pb_column_append_int(count, cell->count);
      pb_column_append_double(lower, (double)cell->count);
      pb_column_append_double(upper, (double)cell->count);
      continue;
    }
    while (audit->intervals[k].cell < i)
      k++;
    pb_column_append_missing(count);
    pb_column_append_double(lower, audit->intervals[k].lower);
    pb_column_append_maybe(upper, isfinite(audit->intervals[k].upper), audit->intervals[k].upper);
  }
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  g_auto(pb_count_table) counts = {0};
  const char *reason;
  if (!pb_count_table_read(input, &counts, &reason, error))
    return NULL;
  g_autoptr(pb_result) result = pb_result_new("suppress");
  if (reason) {
    pb_result_set_reason(result, reason);
    return g_steal_pointer(&result);
  }
  pb_disclosure_rule rule = rule_of(values);
  g_autoptr(pb_disclosure_choice) choice = pb_disclosure_suppress(counts.problem, &rule, error);
  if (!choice)
    return NULL;
  g_autoptr(pb_disclosure_audit) audit =
      pb_disclosure_audit_new(counts.problem, choice->suppressed, &rule, PB_AUDIT_INTERVALS, error);
  if (!audit)
    return NULL;
  if (audit->n_narrow > 0) {
    pb_result_set_reason(result, N_("The small counts of this table cannot be protected by leaving "
                                    "cells out. Put rows or columns together."));
    return g_steal_pointer(&result);
  }
  pb_result_set_scalar(result, "threshold", (double)rule.threshold, N_("events"));
  pb_result_set_scalar(result, "n_cells", (double)counts.n, NULL);
  pb_result_set_scalar(result, "n_suppressed", (double)(choice->n_primary + choice->n_secondary),
                       NULL);
  pb_count_table_put(&counts, result);
  put_cells(result, &counts, choice, audit);
  return g_steal_pointer(&result);
}

const pb_statistic pb_statistic_suppress = {
    .name = "suppress",
    .title = N_("A table without small counts"),
    .description =
        N_("Leaves small counts out of a table with totals, and as many further cells as it takes "
           "that nobody can work them out from the totals. For every cell left out, the least and "
           "the greatest count that a reader can conclude. Which cells were small and which were "
           "left out to protect them is not told, for that would give them away."),
    .citation = "Kelly, Golden & Assad 1992; Fischetti & Salazar 2000",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
