/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures: what police and municipality do to reach their goals. */
#include <string.h>

#include "engine/text.h"
#include "io/sources/goals.h"

enum {
  ID,
  GOAL,
  MUNICIPALITY,
  PLACE,
  TITLE,
  RESPONSIBLE,
  START,
  END,
  COMPARISON,
  DISPLACEMENT,
  STATUS,
  INTENSITY
};

static const pb_role roles[] = {
    [ID] = {"id", N_("identifier of the measure"), true, 0},
    [GOAL] = {"goal", N_("identifier of the goal it serves"), false, 0},
    [MUNICIPALITY] = {"municipality", N_("municipality (code or name)"), false, 0},
    [PLACE] = {"place", N_("part of the municipality, or place"), false, 0},
    [TITLE] = {"title", N_("what is done"), true, 0},
    [RESPONSIBLE] = {"responsible", N_("who is responsible: police, municipality or both"), false,
                     0},
    [START] = {"start", N_("first day"), false, 0},
    [END] = {"end", N_("last day"), false, 0},
    [COMPARISON] = {"comparison", N_("area without the measure, to compare with"), false, 0},
    [DISPLACEMENT] = {"displacement", N_("area that crime may have moved to"), false, 0},
    [STATUS] = {"status", N_("how far it has come"), false, 0},
    [INTENSITY] = {"intensity", N_("how much of it is done"), false, 0},
};

#define DAY_S 86400

/* A day, or the first or last day of a month, quarter or year. */
static pb_row_fate read_day(const pb_source_row *row, size_t role, bool last, int64_t *day_s,
                            bool *has) {
  const pb_cell *cell = pb_source_present(row, role);
  if (!cell)
    return PB_ROW_USED;
  pb_period period;
  if (pb_parse_period(cell->text, cell->length, &period) == PB_VALUE_OK) {
    pb_period from = last ? pb_period_next(period) : period;
    int months = 12 / pb_period_per_year(from);
    *day_s = pb_wall_seconds(pb_period_year(from), (pb_period_number(from) - 1) * months + 1, 1, 0,
                             0, 0) -
             (last ? DAY_S : 0);
    *has = true;
    return PB_ROW_USED;
  }
  pb_precision precision;
  pb_value_status status = pb_parse_time(cell->text, cell->length, day_s, &precision);
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, role, status);
  *day_s -= ((*day_s % DAY_S) + DAY_S) % DAY_S;
  *has = true;
  return PB_ROW_USED;
}

static uint8_t read_status(const pb_source_row *row) {
  static const pb_known_word words[] = {
      {"planerad", PB_MEASURE_PLANNED}, {"planerat", PB_MEASURE_PLANNED},
      {"planned", PB_MEASURE_PLANNED},  {"ej påbörjad", PB_MEASURE_PLANNED},
      {"pågår", PB_MEASURE_ONGOING},    {"pågående", PB_MEASURE_ONGOING},
      {"påbörjad", PB_MEASURE_ONGOING}, {"ongoing", PB_MEASURE_ONGOING},
      {"genomförd", PB_MEASURE_DONE},   {"avslutad", PB_MEASURE_DONE},
      {"klar", PB_MEASURE_DONE},        {"done", PB_MEASURE_DONE},
      {"avbruten", PB_MEASURE_STOPPED}, {"inställd", PB_MEASURE_STOPPED},
      {"stopped", PB_MEASURE_STOPPED},
  };
  uint8_t status = PB_MEASURE_UNKNOWN;
  pb_register_word(row, STATUS, words, G_N_ELEMENTS(words), "unknown-status",
                   _("“%s” is not a status that is known (planned, ongoing, done, stopped); it is "
                     "left out."),
                   &status);
  return status;
}

static pb_row_fate read_place(const pb_source_row *row, pb_gathered *gathered, int *municipality) {
  const pb_cell *cell = pb_source_cell(row, MUNICIPALITY);
  *municipality = -1;
  return cell && cell->length ? pb_read_municipality(row, gathered, MUNICIPALITY, municipality)
                              : PB_ROW_USED;
}

static pb_row_fate read_row(const pb_source_row *row, pb_gathered *gathered) {
  pb_measure_row measure = {.origin = {0, row->file, row->line}};
  static const size_t needed[] = {ID, TITLE};
  for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
    if (pb_source_cell(row, needed[i])->length == 0)
      return pb_source_reject_value(row, needed[i], PB_VALUE_MISSING);
  pb_row_fate fate = read_place(row, gathered, &measure.municipality);
  if (fate == PB_ROW_USED)
    fate = read_day(row, START, false, &measure.start_s, &measure.has_start);
  if (fate == PB_ROW_USED)
    fate = read_day(row, END, true, &measure.end_s, &measure.has_end);
  if (fate != PB_ROW_USED)
    return fate;
  if (measure.has_start && measure.has_end && measure.end_s < measure.start_s)
    return pb_source_reject(row, END, "end-before-start",
                            _("The measure ends before it starts; the row is not used."));
  measure.responsible = pb_register_party(row, RESPONSIBLE);
  measure.status = read_status(row);
  measure.id = pb_register_text(row, gathered, ID);
  measure.goal = pb_register_text(row, gathered, GOAL);
  measure.place = pb_register_text(row, gathered, PLACE);
  measure.title = pb_register_text(row, gathered, TITLE);
  measure.comparison = pb_register_text(row, gathered, COMPARISON);
  measure.displacement = pb_register_text(row, gathered, DISPLACEMENT);
  measure.intensity = pb_register_text(row, gathered, INTENSITY);
  measure.origin.key = pb_register_key(measure.id, measure.municipality);
  g_array_append_val(pb_gathered_rows(gathered, row->kind), measure);
  return PB_ROW_USED;
}

const pb_source_kind pb_source_kind_measures = {
    .name = "measures",
    .title = N_("measures"),
    .description =
        N_("A row is one measure that serves a goal: where it is done, by whom, from which day to "
           "which, and the area it is compared with, which should have been chosen beforehand. "
           "Without a municipality it is that of its goal. A measure in the whole municipality is "
           "compared with other municipalities; one in parts of it, named as in the layer of "
           "sub-areas, with other parts, by recorded events. Several are parted by a semicolon."),
    .citation = "Polismyndigheten and Brottsförebyggande rådet (Brå), Samverkan i lokalt "
                "brottsförebyggande arbete, 2016",
    .roles = roles,
    .n_roles = G_N_ELEMENTS(roles),
    .text_roles = 1u << MUNICIPALITY | 1u << PLACE | 1u << TITLE | 1u << RESPONSIBLE |
                  1u << COMPARISON | 1u << DISPLACEMENT | 1u << STATUS | 1u << INTENSITY,
    .identifier_roles = 1u << ID | 1u << GOAL,
    .marks = &pb_marks_usual,
    .row_size = sizeof(pb_measure_row),
    .new_state = pb_register_state_new,
    .free_state = pb_register_state_free,
    .read = read_row,
    .join = pb_measures_join,
};
