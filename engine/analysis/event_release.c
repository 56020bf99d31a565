/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/event_release.h"

#include "engine/analysis/event_problem.h"
#include "engine/disclosure/audit.h"
#include "engine/disclosure/suppress.h"

static bool is_small(const pb_disclosure_rule *rule, int64_t count) {
  const pb_disclosure_cell cell = {.count = count};
  return pb_disclosure_is_sensitive(rule, &cell);
}

static bool any_small(const pb_disclosure_rule *rule, const int64_t *counts, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (is_small(rule, counts[i]))
      return true;
  return false;
}

/* Without its years nothing is told of a subject. */
static void hide_subject(pb_event_shown *shown, const pb_event_table *table) {
  shown->years = shown->months = shown->wheel = shown->hours = shown->placed = false;
  for (size_t i = 0; i < table->n_spots; i++)
    shown->spots[i] = false;
  for (size_t i = 0; i < table->n_parts; i++)
    shown->parts[i] = false;
}

static void hide_half_empty_parts(pb_event_shown *shown, const pb_event_table *table) {
  size_t n = 0;
  for (size_t i = 0; i < table->n_parts; i++)
    n += shown->parts[i];
  for (size_t i = 0; i < table->n_parts && 2 * n < table->n_parts; i++)
    shown->parts[i] = false;
}

/* What no single count forbids. */
static void offer(pb_event_shown *shown, const pb_event_tables *all, const pb_event_table *table,
                  const pb_disclosure_rule *rule) {
  shown->years = table->total > 0 && !is_small(rule, table->total) &&
                 !any_small(rule, table->year, all->n_years);
  shown->months = !any_small(rule, table->month, all->n_months);
  shown->wheel = !any_small(rule, table->wheel, 12);
  shown->hours = !any_small(rule, table->hours, PB_DAY_PARTS);
  shown->placed = table->located > 0 && !is_small(rule, table->located) &&
                  !is_small(rule, table->total - table->located);
  for (size_t i = 0; i < table->n_spots; i++)
    shown->spots[i] = !is_small(rule, table->spots[i]);
  for (size_t i = 0; i < table->n_parts; i++)
    shown->parts[i] = !is_small(rule, table->parts[i]);
  hide_half_empty_parts(shown, table);
  if (!shown->years)
    hide_subject(shown, table);
}

/* Leave out the table that a cell stands in. */
static void hide(pb_event_shown *shown, const pb_event_table *table, const pb_event_cell *cell) {
  switch (cell->kind) {
  case PB_TABLE_MONTHS:
    shown->months = false;
    break;
  case PB_TABLE_WHEEL:
    shown->wheel = shown->months = false; /* the months would give it back */
    break;
  case PB_TABLE_HOURS:
    shown->hours = false;
    break;
  case PB_TABLE_PLACED:
    shown->placed = false;
    break;
  case PB_TABLE_SPOTS:
    shown->spots[cell->at] = false;
    break;
  case PB_TABLE_PARTS:
    shown->parts[cell->at] = false;
    hide_half_empty_parts(shown, table);
    break;
  default:
    hide_subject(shown, table);
  }
}

static void hide_all(pb_event_release *release, const pb_event_tables *all) {
  for (size_t s = 0; s < all->n; s++)
    hide_subject(&release->shown[s], &all->tables[s]);
}

/* One round: leave out the tables with a cell that must go. How many cells those were. */
static size_t hide_needed(pb_event_release *release, const pb_event_tables *all,
                          const pb_event_problem *problem, const pb_disclosure_choice *choice) {
  size_t n = 0;
  for (guint i = 0; i < problem->cells->len; i++) {
    const pb_event_cell *cell = &g_array_index(problem->cells, pb_event_cell, i);
    const pb_disclosure_cell *one = pb_disclosure_cell_at(problem->problem, i);
    if (!choice->suppressed[i] || one->release == PB_RELEASE_HIDDEN)
      continue;
    hide(&release->shown[cell->subject], &all->tables[cell->subject], cell);
    n++;
  }
  return n;
}

static bool passes_attack(const pb_event_problem *problem, const pb_disclosure_rule *rule,
                          const bool *suppressed, size_t *n_programmes) {
  g_autoptr(pb_disclosure_audit) audit =
      pb_disclosure_audit_new(problem->problem, suppressed, rule, PB_AUDIT_RULE, NULL);
  if (!audit)
    return false;
  *n_programmes += audit->n_programmes;
  return audit->n_narrow == 0 && audit->n_unsolved == 0;
}

/* Each round leaves out at least one table, so there is an end. */
static void choose(pb_event_release *release, const pb_event_tables *all,
                   const pb_disclosure_rule *rule) {
  for (;;) {
    release->n_rounds++;
    g_autoptr(pb_event_problem) problem = pb_event_problem_new(all, release, NULL);
    g_autoptr(pb_disclosure_choice) choice =
        problem ? pb_disclosure_suppress(problem->problem, rule, NULL) : NULL;
    if (!choice) {
      hide_all(release, all);
      return;
    }
    release->n_cells = choice->n_cells;
    release->n_programmes += choice->n_programmes;
    if (hide_needed(release, all, problem, choice) > 0)
      continue;
    if (!passes_attack(problem, rule, choice->suppressed, &release->n_programmes))
      hide_all(release, all);
    return;
  }
}

pb_event_release *pb_event_release_new(const pb_event_tables *tables,
                                       const pb_disclosure_rule *rule) {
  pb_event_release *release = g_new0(pb_event_release, 1);
  release->n = tables->n;
  release->shown = g_new0(pb_event_shown, tables->n + 1);
  for (size_t s = 0; s < tables->n; s++) {
    release->shown[s].spots = g_new0(bool, tables->tables[s].n_spots + 1);
    release->shown[s].parts = g_new0(bool, tables->tables[s].n_parts + 1);
    offer(&release->shown[s], tables, &tables->tables[s], rule);
  }
  if (tables->n == 0)
    return release;
  if (!release->shown[0].years)
    hide_all(release, tables); /* too few events to speak of */
  else
    choose(release, tables, rule);
  if (!release->shown[0].years)
    hide_all(release, tables);
  return release;
}

void pb_event_release_free(pb_event_release *release) {
  if (!release)
    return;
  for (size_t s = 0; s < release->n; s++) {
    g_free(release->shown[s].spots);
    g_free(release->shown[s].parts);
  }
  g_free(release->shown);
  g_free(release);
}
