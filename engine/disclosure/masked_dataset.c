/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/masked_dataset.h"

#include "engine/disclosure/audit.h"
#include "engine/disclosure/mask_parts.h"
#include "engine/disclosure/suppress.h"
#include "engine/error.h"
#include "engine/text.h"

#define NAMED_MOST 5

/* Names of counts that cannot be protected. Free with g_free. */
static char *name_cells(const pb_disclosure_problem *problem, const uint32_t *cells, size_t n) {
  GString *names = g_string_new(NULL);
  for (size_t i = 0; i < n && i < NAMED_MOST; i++)
    g_string_append_printf(names, "%s%s", i ? "; " : "", pb_disclosure_id(problem, cells[i]));
  if (n > NAMED_MOST)
    g_string_append(names, "; …");
  return g_string_free(names, FALSE);
}

static bool refuse(const pb_disclosure_problem *problem, const uint32_t *cells, size_t n,
                   GError **error) {
  g_autofree char *names = name_cells(problem, cells, n);
  g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
              Q_("%zu small count cannot be kept from the public, because totals that are public "
                 "give it away: %s. No public version is made.",
                 "%zu small counts cannot be kept from the public, because totals that are public "
                 "give them away: %s. No public version is made.",
                 n),
              n, names);
  return false;
}

/* The attack on the choice, which shares no step with it. */
static bool prove(const pb_disclosure_problem *problem, const bool *withheld,
                  const pb_disclosure_rule *rule, pb_masked_dataset *masked, GError **error) {
  g_autoptr(pb_disclosure_audit) audit =
      pb_disclosure_audit_new(problem, withheld, rule, PB_AUDIT_RULE, error);
  if (!audit)
    return false;
  masked->n_programmes += audit->n_programmes;
  g_autofree uint32_t *narrow = g_new(uint32_t, audit->n_narrow + 1);
  size_t n = 0;
  for (size_t i = 0; i < audit->n; i++)
    if (audit->intervals[i].narrow)
      narrow[n++] = audit->intervals[i].cell;
  return n == 0 || refuse(problem, narrow, n, error);
}

/* Which cells to withhold. Free with g_free. */
static bool *choose(const pb_disclosure_problem *problem, const pb_disclosure_rule *rule,
                    pb_masked_dataset *masked, GError **error) {
  g_autoptr(pb_disclosure_choice) choice = pb_disclosure_suppress(problem, rule, error);
  if (!choice)
    return NULL;
  masked->n_primary = choice->n_primary;
  masked->n_secondary = choice->n_secondary;
  masked->n_programmes = choice->n_programmes;
  if (choice->n_unprotected > 0) {
    refuse(problem, choice->unprotected, choice->n_unprotected, error);
    return NULL;
  }
  if (!prove(problem, choice->suppressed, rule, masked, error))
    return NULL;
  return g_steal_pointer(&choice->suppressed);
}

static void apply(const pb_public_problem *all, const pb_mask *mask, const pb_mask_options *options,
                  pb_masked_dataset *masked) {
  const pb_dataset *from = all->dataset;
  pb_dataset *to = &masked->dataset;
  *to = *from;
  to->disclosure = g_memdup2(&options->rule, sizeof options->rule);
  const pb_disclosure_cell any = {0};
  to->disclosure->threshold = pb_disclosure_threshold(&options->rule, &any);
  to->disclosure_method = options->method;
  to->yearly = from->yearly ? pb_mask_panel(all, PB_PANEL_YEARS, mask) : NULL;
  to->quarterly = from->quarterly ? pb_mask_panel(all, PB_PANEL_QUARTERS, mask) : NULL;
  to->monthly = NULL; /* nothing that the public reads is made of months */
  to->indicators = from->indicators ? pb_mask_indicators(all, mask) : NULL;
  to->survey_shares = from->survey_shares ? pb_mask_shares(from->survey_shares) : NULL;
  to->registers = from->registers ? pb_mask_registers(from, to, &options->rule) : NULL;
}

pb_masked_dataset *pb_masked_dataset_new(const pb_dataset *original, const pb_mask_options *options,
                                         GError **error) {
  g_autoptr(pb_public_problem) all = pb_public_problem_new(original, &options->rule, error);
  if (!all)
    return NULL;
  g_autoptr(pb_masked_dataset) masked = g_new0(pb_masked_dataset, 1);
  size_t n = pb_disclosure_n_cells(all->problem);
  for (size_t i = 0; i < n; i++)
    masked->n_cells += pb_disclosure_cell_at(all->problem, i)->release != PB_RELEASE_HIDDEN;
  g_autofree bool *withheld = NULL;
  g_autofree int64_t *changed = NULL;
  if (options->method == PB_DISCLOSURE_SUPPRESSION) {
    withheld = choose(all->problem, &options->rule, masked, error);
  } else {
    changed = pb_mask_noise(all->problem, options, error);
    withheld = changed ? g_new0(bool, n + 1) : NULL;
  }
  if (!withheld)
    return NULL;
  const pb_mask mask = {withheld, changed};
  apply(all, &mask, options, masked);
  return g_steal_pointer(&masked);
}

void pb_masked_dataset_free(pb_masked_dataset *masked) {
  if (!masked)
    return;
  pb_dataset *dataset = &masked->dataset;
  if (dataset->disclosure) { /* else nothing of it is its own yet */
    pb_crime_panel_free(dataset->yearly);
    pb_crime_panel_free(dataset->quarterly);
    pb_indicators_free(dataset->indicators);
    pb_survey_shares_free(dataset->survey_shares);
    pb_registers_free(dataset->registers);
    g_free(dataset->disclosure);
  }
  g_free(masked);
}
