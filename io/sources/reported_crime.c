/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reported crime: a count by municipality, crime type and period. */
#include "io/sources/reported_crime.h"

#include "engine/text.h"
#include "io/area_cell.h"

enum { MUNICIPALITY, PERIOD, TYPE, COUNT, RATE, PRELIMINARY, MONTH, QUARTER, LEVEL, PARENT };

static const pb_role roles[] = {
    [MUNICIPALITY] = {"municipality", N_("municipality (code or name)"), true, 0},
    [PERIOD] = {"period", N_("period (year, quarter or month)"), true,
                PB_ROLE_BIT(MONTH) | PB_ROLE_BIT(QUARTER)},
    [TYPE] = {"type", N_("crime type"), true, 0},
    [COUNT] = {"count", N_("number of reported crimes"), true, PB_ROLE_BIT(RATE)},
    [RATE] = {"rate", N_("published number per 100,000 inhabitants"), false, 0},
    [PRELIMINARY] = {"preliminary", N_("whether the count is preliminary"), false, 0},
    [MONTH] = {"month", N_("month of the year in the column of periods"), false, 0},
    [QUARTER] = {"quarter", N_("quarter of the year in the column of periods"), false, 0},
    [LEVEL] = {"level", N_("level in a tree of crime types"), false, 0},
    [PARENT] = {"parent", N_("crime type above in a tree of crime types"), false, 0},
};

/* What stands in a column of preliminary flags. */
static bool read_flag(const pb_cell *cell, bool *preliminary) {
  static const char *const yes[] = {"1",    "true", "ja",         "j",           "yes",
                                    "prel", "p",    "preliminär", "preliminary", "prel."};
  static const char *const no[] = {"", "0", "false", "nej", "n", "no", "slutlig", "final"};
  g_autofree char *folded = g_utf8_casefold(cell->text, -1);
  for (size_t i = 0; i < G_N_ELEMENTS(no); i++)
    if (g_str_equal(folded, no[i])) {
      *preliminary = false;
      return true;
    }
  for (size_t i = 0; i < G_N_ELEMENTS(yes); i++)
    if (g_str_equal(folded, yes[i])) {
      *preliminary = true;
      return true;
    }
  return false;
}

/* In a tree of types, and in a table with types across, most types are not among those that are
 * used: they are told once each. Elsewhere an unknown type is a fault of the row. */
static pb_row_fate unknown_type(const pb_source_row *row, const pb_gathered *gathered) {
  const char *cell = pb_source_cell(row, TYPE)->text;
  int column = row->roles->column[TYPE];
  bool across = row->across >= 0 && column >= (int)row->n_own;
  if (across || row->roles->column[LEVEL] >= 0 || row->roles->column[PARENT] >= 0 ||
      pb_is_destroyed(cell)) {
    pb_row_tally_add_type(gathered->tally, cell, row->line,
                          (size_t)(across ? row->across : column) + 1);
    return pb_source_leave_out(row, "crime-type-not-used");
  }
  g_autofree char *shown = pb_mask_value(cell);
  const char *near = pb_names_nearest_type(gathered->names, cell);
  if (near)
    return pb_source_reject(
        row, TYPE, "unknown-crime-type",
        _("“%s” is not a known crime type; the row is not used. Did you mean “%s”?"), shown, near);
  return pb_source_reject(row, TYPE, "unknown-crime-type",
                          _("“%s” is not a known crime type; the row is not used."), shown);
}

static pb_row_fate read_rate(const pb_source_row *row, pb_crime_row *crime) {
  const pb_cell *cell = pb_source_cell(row, RATE);
  if (!cell)
    return PB_ROW_USED;
  pb_value_status status =
      pb_parse_double(cell->text, cell->length, row->decimal, row->marks, &crime->rate);
  if (status == PB_VALUE_MISSING)
    return PB_ROW_USED;
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, RATE, status);
  if (crime->rate < 0)
    return pb_source_reject(row, RATE, "rate-negative",
                            _("A number per 100,000 cannot be negative; the row is not used."));
  crime->rate *= 100000 / row->rate_per;
  crime->has_rate = true;
  return PB_ROW_USED;
}

/* From one column, or from a year and a month or quarter beside it. */
static pb_row_fate read_period(const pb_source_row *row, pb_crime_row *crime) {
  const pb_cell *cell = pb_source_cell(row, PERIOD);
  int year = 0;
  if (cell) {
    pb_value_status status =
        pb_parse_period_flagged(cell->text, cell->length, &crime->period, &crime->preliminary);
    if (status != PB_VALUE_OK)
      return pb_source_reject_value(row, PERIOD, status);
    if (pb_period_per_year(crime->period) != 1)
      return PB_ROW_USED;
    year = pb_period_year(crime->period);
  }
  for (int part = MONTH; part <= QUARTER; part++) {
    const pb_cell *beside = pb_source_cell(row, (size_t)part);
    if (!beside || (!beside->length && year))
      continue;
    pb_value_status status = pb_parse_part_of_year(beside->text, beside->length, year,
                                                   part == MONTH ? 12 : 4, &crime->period);
    return status == PB_VALUE_OK ? PB_ROW_USED : pb_source_reject_value(row, (size_t)part, status);
  }
  return PB_ROW_USED;
}

static pb_row_fate read_row(const pb_source_row *row, pb_gathered *gathered) {
  pb_crime_row crime = {.origin = {0, row->file, row->line}};
  int municipality;
  pb_row_fate fate = pb_read_municipality(row, gathered, MUNICIPALITY, &municipality);
  if (fate != PB_ROW_USED)
    return fate;
  crime.municipality = (int16_t)municipality;

  fate = read_period(row, &crime);
  if (fate != PB_ROW_USED)
    return fate;
  const pb_cell *cell = pb_source_cell(row, COUNT);
  if (!cell) {
    gathered->tally->rate_only++;
    return pb_source_leave_out(row, "rate-only");
  }

  int type = pb_names_type(gathered->names, pb_source_cell(row, TYPE));
  if (type < 0)
    return unknown_type(row, gathered);
  crime.type = (int16_t)type;

  pb_value_status status =
      pb_parse_integer(cell->text, cell->length, row->decimal, row->marks, &crime.count);
  if (status == PB_VALUE_MISSING) {
    if (pb_source_present(row, RATE)) {
      gathered->tally->rate_only++;
      return pb_source_leave_out(row, "rate-only");
    }
    pb_source_note(row, COUNT, "count-missing", _("The count is missing; the row is left out."));
    return PB_ROW_LEFT_OUT;
  }
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, COUNT, status);
  if (crime.count < 0)
    return pb_source_reject(row, COUNT, "count-negative",
                            _("A count cannot be negative (%s); the row is not used."), cell->text);

  fate = read_rate(row, &crime);
  if (fate != PB_ROW_USED)
    return fate;
  cell = pb_source_cell(row, PRELIMINARY);
  bool flag = false;
  if (cell && !read_flag(cell, &flag)) {
    g_autofree char *shown = pb_mask_value(cell->text);
    return pb_source_reject(row, PRELIMINARY, "not-a-flag",
                            _("“%s” says neither preliminary (1) nor final (0 or empty); the row "
                              "is not used."),
                            shown);
  }
  crime.preliminary = crime.preliminary || flag;
  crime.origin.key =
      ((uint64_t)crime.period << 24) | ((uint64_t)crime.municipality << 12) | (uint64_t)crime.type;
  g_array_append_val(pb_gathered_rows(gathered, row->kind), crime);
  return PB_ROW_USED;
}

static const pb_wide_roles wide = {PERIOD, TYPE, COUNT, RATE};

const pb_source_kind pb_source_kind_reported_crime = {
    .name = "reported-crime",
    .title = N_("reported crime"),
    .description =
        N_("A row is the number of crimes reported in one municipality, of one type, in one year, "
           "quarter or month, with the published number per 100,000 inhabitants if there is one. "
           "Periods, "
           "or crime types and periods, may also stand across. Rows with a rate and no count are "
           "left out. A dash is zero, as in Brå's tables."),
    .citation = "Brottsförebyggande rådet (Brå), Anmälda brott, statistik.bra.se",
    .roles = roles,
    .n_roles = G_N_ELEMENTS(roles),
    .wide = &wide,
    .text_roles = 1u << MUNICIPALITY | 1u << TYPE,
    .marks = &pb_marks_official,
    .row_size = sizeof(pb_crime_row),
    .read = read_row,
    .newest_year = pb_crime_newest_year,
    .is_after = pb_crime_is_after,
    .join = pb_crime_join,
};
