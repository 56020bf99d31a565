/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/error.h"
#include "engine/text.h"
#include "io/sources/goals.h"

enum { MUNICIPALITY, PROBLEM_AREA, SCORE, REASON, CONFIDENCE, HARM };

static const pb_role roles[] = {
    [MUNICIPALITY] = {"municipality", N_("municipality (code or name)"), true, 0},
    [PROBLEM_AREA] = {"problem_area", N_("problem area (key or name)"), true, 0},
    [SCORE] = {"score", N_("priority from 0 to 4 that the parties set instead of the computed one"),
               false, 0},
    [REASON] = {"reason", N_("why; needed where there is a score"), false, 0},
    [CONFIDENCE] = {"confidence", N_("how sure the parties are: low, medium or high"), false, 0},
    [HARM] = {"harm", N_("harm-weighted total of the last year, by weights of your own"), false, 0},
};

static pb_row_fate read_area(const pb_source_row *row, const pb_dataset *dataset, int *area) {
  const pb_cell *cell = pb_source_present(row, PROBLEM_AREA);
  if (!cell)
    return pb_source_reject_value(row, PROBLEM_AREA, PB_VALUE_MISSING);
  *area = pb_dataset_problem_area(dataset, cell->text);
  if (*area >= 0)
    return PB_ROW_USED;
  g_autofree char *shown = pb_mask_value(cell->text);
  return pb_source_reject(row, PROBLEM_AREA, "unknown-problem-area",
                          _("“%s” is not a problem area; “problembild list problem-areas” shows "
                            "them. The row is not used."),
                          shown);
}

/* A number in its range, or nothing. */
static pb_row_fate read_number(const pb_source_row *row, size_t role, double most, double *number,
                               bool *has) {
  const pb_cell *cell = pb_source_present(row, role);
  if (!cell)
    return PB_ROW_USED;
  pb_value_status status =
      pb_parse_double(cell->text, cell->length, row->decimal, row->kind->marks, number);
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, role, status);
  *has = true;
  if (*number >= 0 && *number <= most)
    return PB_ROW_USED;
  return role == SCORE
             ? pb_source_reject(row, role, "score-out-of-range",
                                _("A priority is a number from 0 to 4; the row is not used."))
             : pb_source_reject(row, role, "negative-harm",
                                _("Harm is not below 0; the row is not used."));
}

static uint8_t read_confidence(const pb_source_row *row) {
  static const pb_known_word words[] = {
      {"låg", PB_CONFIDENCE_LOW},         {"low", PB_CONFIDENCE_LOW},
      {"medel", PB_CONFIDENCE_MEDIUM},    {"medium", PB_CONFIDENCE_MEDIUM},
      {"medelhög", PB_CONFIDENCE_MEDIUM}, {"hög", PB_CONFIDENCE_HIGH},
      {"high", PB_CONFIDENCE_HIGH},
  };
  uint8_t confidence = PB_CONFIDENCE_UNKNOWN;
  pb_register_word(row, CONFIDENCE, words, G_N_ELEMENTS(words), "unknown-confidence",
                   _("“%s” does not say how sure the parties are (low, medium, high); it is left "
                     "out."),
                   &confidence);
  return confidence;
}

static pb_row_fate read_row(const pb_source_row *row, pb_gathered *gathered) {
  pb_priority_row choice = {.origin = {0, row->file, row->line}};
  pb_row_fate fate = pb_read_municipality(row, gathered, MUNICIPALITY, &choice.municipality);
  if (fate == PB_ROW_USED)
    fate = read_area(row, gathered->dataset, &choice.problem_area);
  if (fate == PB_ROW_USED)
    fate = read_number(row, SCORE, 4, &choice.score, &choice.has_score);
  if (fate == PB_ROW_USED)
    fate = read_number(row, HARM, G_MAXDOUBLE, &choice.harm, &choice.has_harm);
  if (fate != PB_ROW_USED)
    return fate;
  choice.reason = pb_register_text(row, gathered, REASON);
  if (choice.has_score && !*choice.reason)
    return pb_source_reject(row, SCORE, "score-without-reason",
                            _("The parties’ own priority has no reason; write it in the column of "
                              "reasons. The row is not used."));
  if (!choice.has_score && !choice.has_harm)
    return pb_source_reject(row, SCORE, "nothing-set",
                            _("The row sets neither a priority nor harm; it is not used."));
  choice.confidence = read_confidence(row);
  choice.origin.key =
      pb_register_key(gathered->dataset->areas[choice.problem_area].key, choice.municipality);
  g_array_append_val(pb_gathered_rows(gathered, row->kind), choice);
  return PB_ROW_USED;
}

const pb_source_kind pb_source_kind_priority = {
    .name = "priority",
    .title = N_("priorities"),
    .description =
        N_("A row is what police and municipality have decided about one problem area: another "
           "priority than the computed one, from 0 to 4 with a reason and how sure they are, or "
           "its harm by weights of their own. The report shows the decision, its reason and what "
           "the numbers alone say."),
    .citation = "Management of Risk in Law Enforcement (MoRiLE), for the confidence",
    .roles = roles,
    .n_roles = G_N_ELEMENTS(roles),
    .text_roles = 1u << MUNICIPALITY | 1u << PROBLEM_AREA | 1u << REASON | 1u << CONFIDENCE,
    .marks = &pb_marks_usual,
    .row_size = sizeof(pb_priority_row),
    .new_state = pb_register_state_new,
    .free_state = pb_register_state_free,
    .read = read_row,
    .join = pb_priority_join,
};
