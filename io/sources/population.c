/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Population: residents of a municipality on 31 December. */
#include "io/sources/population.h"

#include <string.h>

#include "engine/text.h"
#include "io/area_cell.h"

enum { MUNICIPALITY, YEAR, PERSONS, SMALL_AREA };

static const pb_role roles[] = {
    [MUNICIPALITY] = {"municipality", N_("municipality (code or name)"), true, 0},
    [YEAR] = {"year", N_("year"), true, 0},
    [PERSONS] = {"persons", N_("number of inhabitants on 31 December"), true, 0},
    [SMALL_AREA] = {"small_area", N_("part of a municipality"), false, 0},
};

/* "0114A0010": a demographic statistical area of SCB. */
static bool is_small_area(const char *text) {
  return strlen(text) == 9 && strspn(text, "0123456789") == 4 && strchr("ABC", text[4]) &&
         strspn(text + 5, "0123456789") == 4;
}

static pb_row_fate read_row(const pb_source_row *row, pb_gathered *gathered) {
  pb_population_row one = {.origin = {0, row->file, row->line}};
  const pb_cell *cell = pb_source_cell(row, SMALL_AREA);
  if (cell && cell->length)
    return pb_source_reject(row, SMALL_AREA, "small-area",
                            _("The row is about a part of a municipality; it is not used. Export "
                              "the table by municipality."));
  cell = pb_source_cell(row, MUNICIPALITY);
  if (is_small_area(cell->text))
    return pb_source_reject(row, MUNICIPALITY, "small-area",
                            _("“%s” is a small area (DeSO), not a municipality; the row is not "
                              "used. Export the table by municipality."),
                            cell->text);
  int municipality;
  pb_row_fate fate = pb_read_municipality(row, gathered, MUNICIPALITY, &municipality);
  if (fate != PB_ROW_USED)
    return fate;
  one.municipality = (int16_t)municipality;

  cell = pb_source_cell(row, YEAR);
  pb_period period;
  pb_value_status status = pb_parse_period(cell->text, cell->length, &period);
  if (status == PB_VALUE_OK && pb_period_per_year(period) != 1)
    status = PB_VALUE_NOT_A_PERIOD;
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, YEAR, status);
  one.year = (int16_t)pb_period_year(period);

  cell = pb_source_cell(row, PERSONS);
  status = pb_parse_integer(cell->text, cell->length, row->decimal, row->marks, &one.persons);
  if (status == PB_VALUE_MISSING) {
    pb_source_note(row, PERSONS, "count-missing",
                   _("The number of inhabitants is missing; the row is left out."));
    return PB_ROW_LEFT_OUT;
  }
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, PERSONS, status);
  if (one.persons <= 0)
    return pb_source_reject(row, PERSONS, "persons-not-positive",
                            _("A municipality cannot have %s inhabitants; the row is not used."),
                            cell->text);
  one.origin.key = ((uint64_t)one.year << 12) | (uint64_t)one.municipality;
  g_array_append_val(pb_gathered_rows(gathered, row->kind), one);
  return PB_ROW_USED;
}

static const pb_wide_roles wide = {YEAR, PB_NO_ROLE, PERSONS, PB_NO_ROLE};

const pb_source_kind pb_source_kind_population = {
    .name = "population",
    .title = N_("population"),
    .description =
        N_("A row is the number of inhabitants of one municipality on 31 December of one "
           "year. Years may also stand across. Rates use the mean of two such numbers."),
    .citation = "Statistiska centralbyrån (SCB), Folkmängd efter region, statistikdatabasen.scb.se",
    .roles = roles,
    .n_roles = G_N_ELEMENTS(roles),
    .wide = &wide,
    .text_roles = 1u << MUNICIPALITY,
    .marks = &pb_marks_usual,
    .row_size = sizeof(pb_population_row),
    .read = read_row,
    .newest_year = pb_population_newest_year,
    .is_after = pb_population_is_after,
    .join = pb_population_join,
};
