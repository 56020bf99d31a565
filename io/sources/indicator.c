/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Indicators: a value of one area and one period, of anything that somebody else counts. */
#include "io/sources/indicator.h"

#include <math.h>
#include <string.h>

#include "engine/indicators.h"
#include "engine/text.h"
#include "io/area_cell.h"

enum { AREA, PERIOD, INDICATOR, VALUE, UNIT, SOURCE, SEX };

static const pb_role roles[] = {
    [AREA] = {"area", N_("municipality, county or the country (code or name)"), true, 0},
    [PERIOD] = {"period", N_("year, quarter or month"), true, 0},
    [INDICATOR] = {"indicator", N_("what is measured"), false, 0},
    [VALUE] = {"value", N_("the value"), true, 0},
    [UNIT] = {"unit", N_("unit of the value"), false, 0},
    [SOURCE] = {"source", N_("who publishes the value"), false, 0},
    [SEX] = {"sex", N_("sex: women, men or all"), false, 0},
};

/* Number of the indicator `name` in `unit`, new or known. The first source named for it stays. */
static uint32_t indicator_of(pb_indicator_state *state, const char *name, const char *unit,
                             const char *source) {
  g_autofree char *both = g_strconcat(name, "\x1f", unit, NULL);
  gpointer found = g_hash_table_lookup(state->codes, both);
  if (found)
    return GPOINTER_TO_UINT(found) - 1;
  const pb_indicator_name fresh = {g_strdup(name), g_strdup(unit), g_strdup(source)};
  g_array_append_val(state->names, fresh);
  g_hash_table_insert(state->codes, g_steal_pointer(&both), GUINT_TO_POINTER(state->names->len));
  return state->names->len - 1;
}

static const char *text_of(const pb_source_row *row, size_t role, const char *otherwise) {
  const pb_cell *cell = pb_source_cell(row, role);
  return cell && cell->length ? cell->text : otherwise;
}

/* A file without a column of indicators is about one, named like its [source]. */
static pb_row_fate read_indicator(const pb_source_row *row, pb_gathered *gathered, bool percent,
                                  uint32_t *indicator) {
  const pb_cell *cell = pb_source_cell(row, INDICATOR);
  if (cell && !cell->length)
    return pb_source_reject_value(row, INDICATOR, PB_VALUE_MISSING);
  *indicator = indicator_of(
      pb_gathered_state(gathered, row->kind), cell ? cell->text : row->source->name,
      text_of(row, UNIT, percent ? "%" : ""), text_of(row, SOURCE, row->source->publisher));
  return PB_ROW_USED;
}

static pb_row_fate read_period(const pb_source_row *row, pb_period *period) {
  const pb_cell *cell = pb_source_cell(row, PERIOD);
  pb_value_status status = pb_parse_period(cell->text, cell->length, period);
  return status == PB_VALUE_OK ? PB_ROW_USED : pb_source_reject_value(row, PERIOD, status);
}

/* "45 %" is 45. */
static pb_row_fate read_value(const pb_source_row *row, double *value, bool *percent) {
  pb_cell cell = *pb_source_cell(row, VALUE);
  *percent = cell.length && cell.text[cell.length - 1] == '%';
  g_autofree char *without = *percent ? g_strndup(cell.text, cell.length - 1) : NULL;
  if (*percent)
    cell = (pb_cell){g_strstrip(without), strlen(without)};
  pb_value_status status =
      pb_parse_double(cell.text, cell.length, row->decimal, row->kind->marks, value);
  if (status == PB_VALUE_MISSING) {
    pb_source_note(row, VALUE, "value-missing", _("The value is missing; the row is left out."));
    return PB_ROW_LEFT_OUT;
  }
  return status == PB_VALUE_OK ? PB_ROW_USED : pb_source_reject_value(row, VALUE, status);
}

static pb_row_fate read_sex(const pb_source_row *row, uint8_t *sex) {
  static const pb_known_word words[] = {
      {"", PB_INDICATOR_ALL},          {"t", PB_INDICATOR_ALL},
      {"totalt", PB_INDICATOR_ALL},    {"total", PB_INDICATOR_ALL},
      {"alla", PB_INDICATOR_ALL},      {"all", PB_INDICATOR_ALL},
      {"båda", PB_INDICATOR_ALL},      {"k", PB_INDICATOR_WOMEN},
      {"kvinna", PB_INDICATOR_WOMEN},  {"kvinnor", PB_INDICATOR_WOMEN},
      {"flickor", PB_INDICATOR_WOMEN}, {"f", PB_INDICATOR_WOMEN},
      {"female", PB_INDICATOR_WOMEN},  {"women", PB_INDICATOR_WOMEN},
      {"m", PB_INDICATOR_MEN},         {"man", PB_INDICATOR_MEN},
      {"män", PB_INDICATOR_MEN},       {"pojkar", PB_INDICATOR_MEN},
      {"male", PB_INDICATOR_MEN},      {"men", PB_INDICATOR_MEN},
  };
  const pb_cell *cell = pb_source_cell(row, SEX);
  int meaning = PB_INDICATOR_ALL;
  if (cell && !pb_read_word(cell, words, G_N_ELEMENTS(words), &meaning)) {
    g_autofree char *shown = pb_mask_value(cell->text);
    return pb_source_reject(row, SEX, "not-a-sex",
                            _("“%s” is neither women (K), men (M) nor all (T); the row is not "
                              "used."),
                            shown);
  }
  *sex = (uint8_t)meaning;
  return PB_ROW_USED;
}

static pb_row_fate read_row(const pb_source_row *row, pb_gathered *gathered) {
  pb_indicator_row one = {.origin = {0, row->file, row->line}};
  bool percent = false;
  pb_row_fate fate = pb_read_area(row, gathered, AREA, &one.area);
  if (fate == PB_ROW_USED)
    fate = read_period(row, &one.period);
  if (fate == PB_ROW_USED)
    fate = read_sex(row, &one.sex);
  if (fate == PB_ROW_USED)
    fate = read_value(row, &one.value, &percent);
  if (fate == PB_ROW_USED)
    fate = read_indicator(row, gathered, percent, &one.indicator);
  if (fate != PB_ROW_USED)
    return fate;
  one.origin.key = (uint64_t)one.indicator << 41 | (uint64_t)one.sex << 39 |
                   (uint64_t)one.area.kind << 37 | (uint64_t)one.area.index << 25 |
                   (uint64_t)one.period;
  g_array_append_val(pb_gathered_rows(gathered, row->kind), one);
  return PB_ROW_USED;
}

static void clear_name(gpointer p) {
  pb_indicator_name *name = p;
  g_free(name->name);
  g_free(name->unit);
  g_free(name->source);
}

static void *new_state(const pb_dataset *dataset) {
  (void)dataset;
  pb_indicator_state *state = g_new0(pb_indicator_state, 1);
  state->codes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  state->names = g_array_new(FALSE, FALSE, sizeof(pb_indicator_name));
  g_array_set_clear_func(state->names, clear_name);
  return state;
}

static void free_state(void *data) {
  pb_indicator_state *state = data;
  g_hash_table_unref(state->codes);
  g_array_unref(state->names);
  g_free(state);
}

static const pb_wide_roles wide = {PERIOD, PB_NO_ROLE, VALUE, PB_NO_ROLE};

const pb_source_kind pb_source_kind_indicator = {
    .name = "indicator",
    .title = N_("indicators"),
    .description = N_(
        "A row is one value of one indicator, of a municipality, a county or the country, in one "
        "year, quarter or month: reports of concern about children, school surveys of drugs, "
        "alcohol permits, guest nights. Periods may also stand across. Exports from Kolada are "
        "read as they are. The same name in two units is two indicators. A file without a column "
        "of indicators is about one, named like its section."),
    .citation = "Rådet för främjande av kommunala analyser (RKA), Kolada, kolada.se",
    .roles = roles,
    .n_roles = G_N_ELEMENTS(roles),
    .wide = &wide,
    .text_roles = 1u << AREA | 1u << INDICATOR | 1u << UNIT | 1u << SOURCE | 1u << SEX,
    .marks = &pb_marks_usual,
    .row_size = sizeof(pb_indicator_row),
    .new_state = new_state,
    .free_state = free_state,
    .read = read_row,
    .newest_year = pb_indicator_newest_year,
    .is_after = pb_indicator_is_after,
    .join = pb_indicator_join,
};
