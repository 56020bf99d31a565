/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "io/join_sources.h"
#include "io/sources/goals.h"

static bool agree(void *first, const void *other) {
  const pb_priority_row *a = first, *b = other;
  return a->has_score == b->has_score && a->score == b->score && a->has_harm == b->has_harm &&
         a->harm == b->harm && a->confidence == b->confidence && g_str_equal(a->reason, b->reason);
}

static char *subject(const pb_dataset *dataset, const void *data) {
  const pb_priority_row *row = data;
  return g_strdup_printf(_("priority of %s, %s"), dataset->areas[row->problem_area].label_sv,
                         dataset->municipalities[row->municipality].name);
}

static char *value(const pb_dataset *dataset, const void *data) {
  (void)dataset;
  const pb_priority_row *row = data;
  return g_strdup_printf("%g", row->has_score ? row->score : row->harm);
}

static const pb_row_words words = {subject, value};

void pb_priority_join(pb_gathered *gathered, pb_dataset *dataset) {
  GArray *rows = pb_gathered_rows(gathered, &pb_source_kind_priority);
  if (!rows->len)
    return;
  g_autofree pb_join *joins = pb_find_duplicates(rows, agree);
  pb_settle_duplicates(gathered, rows, joins, &words);
  if (!dataset->registers)
    dataset->registers = pb_registers_new();
  pb_registers *to = dataset->registers;
  to->choices = g_new0(pb_priority_choice, rows->len);
  for (guint i = 0; i < rows->len; i++) {
    const pb_priority_row *row = &g_array_index(rows, pb_priority_row, i);
    if (joins[i].fate == PB_JOIN_FIRST)
      to->choices[to->n_choices++] = (pb_priority_choice){
          .municipality = row->municipality,
          .problem_area = row->problem_area,
          .has_score = row->has_score,
          .score = row->score,
          .reason = g_strdup(row->reason),
          .confidence = (pb_confidence)row->confidence,
          .has_harm = row->has_harm,
          .harm = row->harm,
      };
  }
}
