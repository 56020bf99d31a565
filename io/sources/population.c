/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Population: residents of a municipality on 31 December. */
#include "io/sources/population.h"

#include <string.h>

#include "engine/text.h"
#include "io/area_cell.h"
#include "io/person_values.h"
#include "io/source_row.h"

enum { MUNICIPALITY, YEAR, PERSONS, SMALL_AREA, SEX, AGE };

static const pb_role roles[] = {
    [MUNICIPALITY] = {"municipality", N_("municipality (code or name)"), true, 0},
    [YEAR] = {"year", N_("year"), true, 0},
    [PERSONS] = {"persons", N_("number of inhabitants on 31 December"), true, 0},
    [SMALL_AREA] = {"small_area", N_("part of a municipality"), false, 0},
    [SEX] = {"sex", N_("sex; parts are added up"), false, 0},
    [AGE] = {"age", N_("age or group of ages; parts are added up"), false, 0},
};

/* "0114A0010": a demographic statistical area of SCB. */
static bool is_small_area(const char *text) {
  return strlen(text) == 9 && strspn(text, "0123456789") == 4 && strchr("ABC", text[4]) &&
         strspn(text + 5, "0123456789") == 4;
}

/* "Totalt ålder", "totalt, samtliga åldrar": SCB's words for everyone begin with it. */
static bool is_total(const pb_cell *cell) {
  g_autofree char *folded = g_utf8_casefold(cell->text, -1);
  return !cell->length || pb_is_everyone(cell->text) || g_str_has_prefix(folded, "tot") ||
         g_str_equal(folded, "kvinnor och män") || g_str_equal(folded, "män och kvinnor");
}

/* Which part of the population the row is about. */
static pb_row_fate read_part(const pb_source_row *row, pb_population_row *one) {
  const pb_cell *sex = pb_source_cell(row, SEX), *age = pb_source_cell(row, AGE);
  if (sex && !is_total(sex)) {
    pb_sex part;
    if (!pb_parse_sex(sex->text, &part)) {
      g_autofree char *shown = pb_mask_value(sex->text);
      return pb_source_reject(row, SEX, "unknown-sex",
                              _("“%s” is neither women, men nor everyone; the row is not used."),
                              shown);
    }
    one->parts |= PB_POPULATION_BY_SEX;
    one->sex = (uint8_t)part;
  }
  if (age && !is_total(age)) {
    int from, to;
    if (!pb_parse_age(age->text, &from, &to)) {
      g_autofree char *shown = pb_mask_value(age->text);
      return pb_source_reject(row, AGE, "not-an-age",
                              _("“%s” is not an age or a group of ages; the row is not used."),
                              shown);
    }
    one->parts |= PB_POPULATION_BY_AGE;
    one->from = (int16_t)from;
    one->to = (int16_t)to;
  }
  return PB_ROW_USED;
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
  fate = read_part(row, &one);
  if (fate != PB_ROW_USED)
    return fate;
  if (one.persons < 0 || (one.persons == 0 && one.parts == PB_POPULATION_EVERYONE))
    return pb_source_reject(row, PERSONS, "persons-not-positive",
                            _("A municipality cannot have %s inhabitants; the row is not used."),
                            cell->text);
  one.origin.key = ((uint64_t)one.year << 12) | (uint64_t)one.municipality |
                   ((uint64_t)(one.parts + 4 * one.sex) << 24) | ((uint64_t)one.from << 32) |
                   ((uint64_t)one.to << 40);
  g_array_append_val(pb_gathered_rows(gathered, row->kind), one);
  return PB_ROW_USED;
}

static const pb_wide_roles wide = {YEAR, PB_NO_ROLE, PERSONS, PB_NO_ROLE};

const pb_source_kind pb_source_kind_population = {
    .name = "population",
    .title = N_("population"),
    .description =
        N_("A row is the number of inhabitants of one municipality on 31 December of one "
           "year, or of a sex and an age of them: such parts are added up when they are the whole. "
           "Years may also stand across. Rates use the mean of two such numbers."),
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
