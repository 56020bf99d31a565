/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "io/join_sources.h"
#include "io/sources/goals.h"

static bool agree(void *first, const void *other) {
  const pb_measure_row *a = first, *b = other;
  const char *const left[] = {a->goal,       a->place,        a->title,
                              a->comparison, a->displacement, a->intensity};
  const char *const right[] = {b->goal,       b->place,        b->title,
                               b->comparison, b->displacement, b->intensity};
  for (size_t i = 0; i < G_N_ELEMENTS(left); i++)
    if (!g_str_equal(left[i], right[i]))
      return false;
  return a->has_start == b->has_start && a->start_s == b->start_s && a->has_end == b->has_end &&
         a->end_s == b->end_s && a->responsible == b->responsible && a->status == b->status;
}

static char *subject(const pb_dataset *dataset, const void *data) {
  const pb_measure_row *row = data;
  g_autofree char *id = pb_mask_value(row->id);
  if (row->municipality < 0)
    return g_strdup_printf(_("measure %s"), id);
  return g_strdup_printf(_("measure %s, %s"), id, dataset->municipalities[row->municipality].name);
}

static char *value(const pb_dataset *dataset, const void *data) {
  (void)dataset;
  g_autofree char *title = pb_mask_value(((const pb_measure_row *)data)->title);
  return g_strdup_printf("“%s”", title);
}

static const pb_row_words words = {subject, value};

/* The goal of the measure's municipality; without one, the only goal of that id. -1: none, -2:
 * several. */
static int find_goal(const pb_registers *registers, const pb_measure_row *row) {
  if (row->municipality >= 0)
    return pb_registers_goal(registers, row->municipality, row->goal);
  int found = -1;
  for (size_t i = 0; i < registers->n_goals; i++)
    if (g_str_equal(registers->goals[i].id, row->goal)) {
      if (found >= 0)
        return -2;
      found = (int)i;
    }
  return found;
}

static void note(pb_gathered *gathered, const pb_measure_row *row, const char *reason,
                 const char *format) {
  g_autofree char *id = pb_mask_value(row->id);
  g_autofree char *message = g_strdup_printf(format, id);
  pb_gathered_note(gathered, &row->origin, reason, message);
}

static void add_measure(pb_gathered *gathered, pb_dataset *dataset, const pb_measure_row *row) {
  pb_registers *to = dataset->registers;
  int goal = *row->goal ? find_goal(to, row) : -1;
  int municipality = row->municipality;
  if (municipality < 0 && goal >= 0)
    municipality = to->goals[goal].municipality;
  if (municipality < 0) {
    g_autofree char *id = pb_mask_value(row->id);
    g_autofree char *message =
        goal == -2 ? g_strdup_printf(_("Several municipalities have the goal that the measure %s "
                                       "serves; name the municipality. The row is not used."),
                                     id)
                   : g_strdup_printf(_("Neither the measure %s nor its goal says which "
                                       "municipality it is about; the row is not used."),
                                     id);
    pb_gathered_reject(gathered, &row->origin, "measure-without-municipality", message);
    return;
  }
  if (!*row->goal)
    note(gathered, row, "measure-without-goal", _("The measure %s serves no goal."));
  else if (goal < 0)
    note(gathered, row, "measure-goal-unknown",
         _("The measure %s names a goal that is not in the register of goals; it is used without "
           "one."));
  if (!row->has_start)
    note(gathered, row, "measure-without-start",
         _("The measure %s has no first day; what happened after it cannot be compared with "
           "before."));
  to->measures[to->n_measures++] = (pb_measure){
      .id = g_strdup(row->id),
      .goal = goal,
      .goal_id = g_strdup(row->goal),
      .municipality = municipality,
      .place = g_strdup(row->place),
      .title = g_strdup(row->title),
      .responsible = (pb_party)row->responsible,
      .has_start = row->has_start,
      .has_end = row->has_end,
      .start_s = row->start_s,
      .end_s = row->end_s,
      .comparison = g_strdup(row->comparison),
      .displacement = g_strdup(row->displacement),
      .status = (pb_measure_status)row->status,
      .intensity = g_strdup(row->intensity),
  };
}

void pb_measures_join(pb_gathered *gathered, pb_dataset *dataset) {
  GArray *rows = pb_gathered_rows(gathered, &pb_source_kind_measures);
  if (!rows->len)
    return;
  g_autofree pb_join *joins = pb_find_duplicates(rows, agree);
  pb_settle_duplicates(gathered, rows, joins, &words);
  if (!dataset->registers)
    dataset->registers = pb_registers_new();
  dataset->registers->measures = g_new0(pb_measure, rows->len);
  for (guint i = 0; i < rows->len; i++)
    if (joins[i].fate == PB_JOIN_FIRST)
      add_measure(gathered, dataset, &g_array_index(rows, pb_measure_row, i));
}
