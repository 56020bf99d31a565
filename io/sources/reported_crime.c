/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reported crime: a count by municipality, crime type and period. */
#include "engine/text.h"
#include "io/gathered.h"
#include "io/source_row.h"

enum { MUNICIPALITY, PERIOD, TYPE, COUNT, RATE, PRELIMINARY };

static const pb_role roles[] = {
    [MUNICIPALITY] = {"municipality", N_("municipality (code or name)"), true},
    [PERIOD] = {"period", N_("period (year, quarter or month)"), true},
    [TYPE] = {"type", N_("crime type"), true},
    [COUNT] = {"count", N_("number of reported crimes"), true},
    [RATE] = {"rate", N_("published number per 100,000 inhabitants"), false},
    [PRELIMINARY] = {"preliminary", N_("whether the count is preliminary"), false},
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

static pb_row_fate unknown_municipality(const pb_source_row *row, const pb_gathered *gathered) {
  const char *cell = pb_source_cell(row, MUNICIPALITY)->text;
  g_autofree char *shown = pb_mask_value(cell);
  const char *near = pb_names_nearest_place(gathered->names, cell);
  if (near)
    return pb_source_reject(row, MUNICIPALITY, "unknown-municipality",
                            _("“%s” is not the code or name of a municipality; the row is not "
                              "used. Did you mean “%s”?"),
                            shown, near);
  return pb_source_reject(row, MUNICIPALITY, "unknown-municipality",
                          _("“%s” is not the code or name of a municipality; the row is not used."),
                          shown);
}

static pb_row_fate unknown_type(const pb_source_row *row, const pb_gathered *gathered) {
  const char *cell = pb_source_cell(row, TYPE)->text;
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
      pb_parse_double(cell->text, cell->length, row->decimal, row->kind->marks, &crime->rate);
  if (status == PB_VALUE_MISSING)
    return PB_ROW_USED;
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, RATE, status);
  if (crime->rate < 0)
    return pb_source_reject(row, RATE, "rate-negative",
                            _("A number per 100,000 cannot be negative; the row is not used."));
  crime->has_rate = true;
  return PB_ROW_USED;
}

static pb_row_fate read_row(const pb_source_row *row, pb_gathered *gathered) {
  pb_crime_row crime = {.origin = {0, row->file, row->line}};
  pb_place_found place = pb_names_place(gathered->names, pb_source_cell(row, MUNICIPALITY));
  if (place.kind == PB_PLACE_UNKNOWN)
    return unknown_municipality(row, gathered);
  if (place.kind != PB_PLACE_MUNICIPALITY) {
    pb_source_note(row, MUNICIPALITY, "not-a-municipality",
                   _("The row is about a county or the country and is left out."));
    return PB_ROW_LEFT_OUT;
  }
  crime.municipality = (int16_t)place.index;

  const pb_cell *cell = pb_source_cell(row, PERIOD);
  pb_value_status status = pb_parse_period(cell->text, cell->length, &crime.period);
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, PERIOD, status);

  int type = pb_names_type(gathered->names, pb_source_cell(row, TYPE));
  if (type < 0)
    return unknown_type(row, gathered);
  crime.type = (int16_t)type;

  cell = pb_source_cell(row, COUNT);
  status = pb_parse_integer(cell->text, cell->length, row->decimal, row->kind->marks, &crime.count);
  if (status == PB_VALUE_MISSING) {
    pb_source_note(row, COUNT, "count-missing", _("The count is missing; the row is left out."));
    return PB_ROW_LEFT_OUT;
  }
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, COUNT, status);
  if (crime.count < 0)
    return pb_source_reject(row, COUNT, "count-negative",
                            _("A count cannot be negative (%s); the row is not used."), cell->text);

  pb_row_fate fate = read_rate(row, &crime);
  if (fate != PB_ROW_USED)
    return fate;
  cell = pb_source_cell(row, PRELIMINARY);
  if (cell && !read_flag(cell, &crime.preliminary)) {
    g_autofree char *shown = pb_mask_value(cell->text);
    return pb_source_reject(row, PRELIMINARY, "not-a-flag",
                            _("“%s” says neither preliminary (1) nor final (0 or empty); the row "
                              "is not used."),
                            shown);
  }
  crime.origin.key =
      ((uint64_t)crime.period << 24) | ((uint64_t)crime.municipality << 12) | (uint64_t)crime.type;
  g_array_append_val(gathered->crime, crime);
  return PB_ROW_USED;
}

extern const pb_source_kind pb_source_kind_reported_crime;
const pb_source_kind pb_source_kind_reported_crime = {
    .name = "reported-crime",
    .title = N_("reported crime"),
    .description =
        N_("A row is the number of crimes reported in one municipality, of one type, in one year "
           "or quarter, with the published number per 100,000 inhabitants if there is one. A dash "
           "is zero, as in Brå's tables."),
    .citation = "Brottsförebyggande rådet (Brå), Anmälda brott, statistik.bra.se",
    .roles = roles,
    .n_roles = G_N_ELEMENTS(roles),
    .text_roles = 1u << MUNICIPALITY | 1u << TYPE,
    .marks = &pb_marks_official,
    .read = read_row,
};
