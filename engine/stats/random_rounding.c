/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/random_rounding.h"

#include "engine/stats/count_table.h"
#include "engine/stats/shared_params.h"

/* The walk keeps a square of the relations. */
#define CONTROLLED_MAX 1000

static const pb_input inputs[] = {
    PB_COUNT_TABLE_INPUTS,
    {"count", PB_TYPE_INT64, false, N_("number of events; without it each row is one")},
};

static const pb_param params[] = {
    {.name = "base",
     .title = N_("counts become multiples of this"),
     .type = PB_PARAM_INT,
     .def = PB_ROUNDING_BASE,
     .min = 2,
     .max = 100},
    {.name = "controlled",
     .title = N_("keep the totals equal to the sums of their rounded parts"),
     .type = PB_PARAM_BOOL,
     .def = 1},
    PB_PARAM_SEED,
};

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  g_auto(pb_count_table) counts = {0};
  const char *reason;
  if (!pb_count_table_read(input, &counts, &reason, error))
    return NULL;
  bool controlled = pb_params_bool(values, "controlled");
  if (!reason && controlled && pb_disclosure_n_relations(counts.problem) > CONTROLLED_MAX)
    reason = N_("The table has more than 1 000 totals to keep. Split it, or set controlled to "
                "false.");
  pb_result *result = pb_result_new("random-rounding");
  if (reason) {
    pb_result_set_reason(result, reason);
    return result;
  }
  int base = pb_params_int(values, "base");
  uint64_t seed = (uint64_t)pb_params_int(values, "seed");
  g_autofree int64_t *rounded = g_new0(int64_t, counts.n);
  pb_result_set_scalar(result, "base", base, N_("events"));
  if (controlled)
    pb_result_set_scalar(
        result, "n_not_adding_up",
        (double)pb_disclosure_round_controlled(counts.problem, base, seed, rounded), NULL);
  else
    pb_disclosure_round(counts.problem, base, seed, rounded);
  pb_count_table_put(&counts, result);
  pb_column *column = pb_result_add_column(result, "rounded", PB_TYPE_INT64, N_("events"));
  for (size_t i = 0; i < counts.n; i++)
    pb_column_append_int(column, rounded[i]);
  return result; /* without the seed: who knows it can undo some of the rounding */
}

const pb_statistic pb_statistic_random_rounding = {
    .name = "random-rounding",
    .title = N_("Counts rounded at random"),
    .description =
        N_("Rounds every count of a table up or down to a multiple of the base, by chance and so "
           "that it is right on average; the nearer multiple is the likelier. Totals stay the sums "
           "of their parts. Choose a seed of your own and keep it secret: with it the rounding can "
           "partly be undone."),
    .citation = "Cox 1987; Deville & Tillé 2004",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
