/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rounded counts and counts with noise. The random number of a count follows from the secret and
 * the count's own name, not from where it stands, so that the same count gets the same figure
 * whatever else the dataset holds. */
#include "engine/disclosure/cell_key.h"
#include "engine/disclosure/mask_parts.h"
#include "engine/disclosure/random_rounding.h"
#include "engine/error.h"
#include "engine/random.h"
#include "engine/text.h"

#define NOISE_VARIANCE 2.0

static void round_all(const pb_disclosure_problem *problem, const char *secret, int64_t *changed) {
  for (size_t i = 0; i < pb_disclosure_n_cells(problem); i++) {
    int64_t count = pb_disclosure_cell_at(problem, i)->count, rest = count % PB_ROUNDING_BASE;
    pb_random random = pb_random_start(pb_record_key(secret, pb_disclosure_id(problem, i)), 0);
    bool up = rest > 0 && pb_random_below(&random, PB_ROUNDING_BASE) < rest;
    changed[i] = count - rest + (up ? PB_ROUNDING_BASE : 0);
  }
}

static bool add_noise(const pb_disclosure_problem *problem, const pb_mask_options *options,
                      int64_t *changed, GError **error) {
  const pb_disclosure_cell any = {0};
  int64_t threshold = pb_disclosure_threshold(&options->rule, &any);
  int bound = (int)CLAMP(threshold, 2, PB_PERTURBATION_BOUND_MAX);
  const char *reason = NULL;
  g_autoptr(pb_perturbation) table =
      pb_perturbation_new(bound, NOISE_VARIANCE, (int)MIN(threshold - 1, bound - 1), &reason);
  if (!table) {
    g_set_error_literal(error, PB_ERROR, PB_ERROR_STATISTIC, _(reason));
    return false;
  }
  for (size_t i = 0; i < pb_disclosure_n_cells(problem); i++) {
    int64_t count = pb_disclosure_cell_at(problem, i)->count;
    uint64_t key = pb_record_key(options->secret, pb_disclosure_id(problem, i));
    changed[i] = count + pb_cell_key_noise(table, key, count);
  }
  return true;
}

int64_t *pb_mask_noise(const pb_disclosure_problem *problem, const pb_mask_options *options,
                       GError **error) {
  if (!options->secret || !*options->secret) {
    g_set_error_literal(error, PB_ERROR, PB_ERROR_STATISTIC,
                        _("Rounding and noise need a secret that only the house knows: without one "
                          "anybody can take them out again."));
    return NULL;
  }
  g_autofree int64_t *changed = g_new0(int64_t, pb_disclosure_n_cells(problem) + 1);
  if (options->method == PB_DISCLOSURE_RANDOM_ROUNDING)
    round_all(problem, options->secret, changed);
  else if (!add_noise(problem, options, changed, error))
    return NULL;
  return g_steal_pointer(&changed);
}
