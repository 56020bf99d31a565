/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published survey results: one row a share of an area, a wave and a question. */
#include "io/sources/survey_table.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/person_values.h"
#include "io/source_row.h"

enum { AREA, WAVE, QUESTION, SHARE, N_ANSWERS, LOWER, UPPER, SEX, AGE, SUBGROUP, POLICE_AREA };

static const pb_role roles[] = {
    [AREA] = {"area", N_("municipality, county or the country"), true, PB_ROLE_BIT(POLICE_AREA)},
    [WAVE] = {"wave", N_("year or period of the survey"), true, 0},
    [QUESTION] = {"question", N_("question or measure"), true, 0},
    [SHARE] = {"share", N_("share, in percent or as a proportion"), true, 0},
    [N_ANSWERS] = {"n", N_("number of answers that the share is of"), false, 0},
    [LOWER] = {"lower", N_("lower limit of the interval"), false, 0},
    [UPPER] = {"upper", N_("upper limit of the interval"), false, 0},
    [SEX] = {"sex", N_("sex"), false, 0},
    [AGE] = {"age", N_("age in years or group of ages"), false, 0},
    [SUBGROUP] = {"subgroup", N_("another part of the respondents"), false, 0},
    [POLICE_AREA] = {"police_area", N_("police region or local police area, by name"), false, 0},
};

pb_share_unit pb_share_unit_of_header(const char *header) {
  static const char *const percent[] = {"%", "procent", "percent", "per cent"};
  static const char *const proportion[] = {"0-1", "0–1", "proportion"};
  g_autofree char *folded = g_utf8_casefold(header, -1);
  for (size_t i = 0; i < G_N_ELEMENTS(percent); i++)
    if (strstr(folded, percent[i]))
      return PB_SHARE_PERCENT;
  for (size_t i = 0; i < G_N_ELEMENTS(proportion); i++)
    if (strstr(folded, proportion[i]))
      return PB_SHARE_PROPORTION;
  return PB_SHARE_UNIT_UNKNOWN;
}

static uint32_t text_number(pb_share_state *state, const char *text) {
  g_autofree char *trimmed = g_strstrip(g_strdup(text));
  return pb_distinct_texts_add(state->texts, trimmed);
}

static pb_row_fate read_area(const pb_source_row *row, pb_gathered *gathered, pb_share_row *share) {
  const pb_cell *cell = pb_source_present(row, POLICE_AREA);
  if (cell) {
    share->area_kind = PB_SURVEY_IN_POLICE_AREA;
    share->police_area = text_number(pb_gathered_state(gathered, row->kind), cell->text);
    return PB_ROW_USED;
  }
  cell = pb_source_present(row, AREA);
  if (!cell)
    return pb_source_reject_value(row, AREA, PB_VALUE_MISSING);
  pb_place_found place = pb_names_place(gathered->names, cell);
  if (place.kind == PB_PLACE_UNKNOWN) {
    if (pb_is_destroyed(cell->text))
      return pb_source_reject_destroyed(row, AREA);
    g_autofree char *shown = pb_mask_value(cell->text);
    return pb_source_reject(
        row, AREA, "unknown-area",
        _("“%s” is neither a municipality, a county nor the country; the row is not used. A police "
          "region or local police area stands in a column of its own: name it with "
          "columns.police_area in the project file."),
        shown);
  }
  share->area_kind = place.kind == PB_PLACE_MUNICIPALITY ? PB_SURVEY_IN_MUNICIPALITY
                     : place.kind == PB_PLACE_COUNTY     ? PB_SURVEY_IN_COUNTY
                                                         : PB_SURVEY_IN_COUNTRY;
  share->area = (int16_t)place.index;
  return PB_ROW_USED;
}

/* A share or a limit, with or without a percent sign. */
static pb_value_status parse_share(const pb_source_row *row, const pb_cell *cell, bool *sign,
                                   double *value) {
  size_t n = cell->length;
  while (n && cell->text[n - 1] == ' ')
    n--;
  if (n && cell->text[n - 1] == '%') {
    *sign = true;
    n--;
  }
  return pb_parse_double(cell->text, n, row->decimal, row->marks, value);
}

static pb_row_fate read_share(const pb_source_row *row, pb_share_state *state,
                              pb_share_row *share) {
  const pb_cell *cell = pb_source_cell(row, SHARE);
  pb_value_status status =
      cell ? parse_share(row, cell, &state->percent_sign, &share->share) : PB_VALUE_MISSING;
  if (status == PB_VALUE_MISSING) {
    pb_source_note(row, SHARE, "share-missing", _("The share is missing; the row is left out."));
    return PB_ROW_LEFT_OUT;
  }
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, SHARE, status);
  if (share->share < 0)
    return pb_source_reject(row, SHARE, "share-negative",
                            _("A share cannot be negative (%s); the row is not used."), cell->text);
  return PB_ROW_USED;
}

static pb_row_fate read_n(const pb_source_row *row, pb_share_row *share) {
  const pb_cell *cell = pb_source_present(row, N_ANSWERS);
  if (!cell)
    return PB_ROW_USED;
  pb_value_status status =
      pb_parse_integer(cell->text, cell->length, row->decimal, row->marks, &share->n);
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, N_ANSWERS, status);
  if (share->n <= 0)
    return pb_source_reject(row, N_ANSWERS, "n-not-positive",
                            _("A share cannot be of %s answers; the row is not used."), cell->text);
  share->has_n = true;
  return PB_ROW_USED;
}

static pb_row_fate read_limit(const pb_source_row *row, size_t role, bool *has, double *value) {
  const pb_cell *cell = pb_source_present(row, role);
  bool sign = false;
  if (!cell)
    return PB_ROW_USED;
  pb_value_status status = parse_share(row, cell, &sign, value);
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, role, status);
  *has = true;
  return PB_ROW_USED;
}

/* Who the row is about; what is not understood must not pass for everyone. */
static pb_row_fate read_subgroup(const pb_source_row *row, pb_share_state *state,
                                 pb_share_row *share) {
  const pb_cell *cell = pb_source_present(row, SEX);
  pb_sex sex = PB_SEX_UNKNOWN;
  if (cell && !pb_is_everyone(cell->text) && !pb_parse_sex(cell->text, &sex)) {
    g_autofree char *shown = pb_mask_value(cell->text);
    return pb_source_reject(row, SEX, "unknown-sex",
                            _("“%s” says neither women, men nor everyone; the row is not used."),
                            shown);
  }
  share->sex = (uint8_t)sex;
  cell = pb_source_present(row, AGE);
  if (cell && !pb_is_everyone(cell->text))
    share->age = text_number(state, cell->text);
  cell = pb_source_present(row, SUBGROUP);
  if (cell && !pb_is_everyone(cell->text))
    share->subgroup = text_number(state, cell->text);
  return PB_ROW_USED;
}

/* Rows about the same thing have one key. */
static void set_key(pb_share_row *share) {
  g_autofree char *text = g_strdup_printf(
      "%d|%d|%u|%" G_GINT64_FORMAT "|%u|%d|%u|%u", share->area_kind, share->area,
      share->police_area, share->wave, share->question, share->sex, share->age, share->subgroup);
  const pb_cell cell = {text, strlen(text)};
  share->origin.key = pb_identifier_key(&cell);
}

static bool begin_file(const pb_source_row *row, pb_gathered *gathered, GError **error) {
  (void)error;
  pb_share_state *state = pb_gathered_state(gathered, row->kind);
  state->first = pb_gathered_rows(gathered, row->kind)->len;
  state->percent_sign = false;
  state->unit = pb_share_unit_of_header(row->headers[row->roles->column[SHARE]]);
  if (row->roles->column[N_ANSWERS] < 0)
    pb_source_note(row, N_ANSWERS, "no-number-of-answers",
                   _("The table does not say how many answers the shares are of, so no interval "
                     "can be computed and no difference tested."));
  return true;
}

static pb_row_fate read_row(const pb_source_row *row, pb_gathered *gathered) {
  pb_share_state *state = pb_gathered_state(gathered, row->kind);
  pb_share_row share = {.origin = {0, row->file, row->line}};
  pb_row_fate fate = read_area(row, gathered, &share);
  if (fate != PB_ROW_USED)
    return fate;
  const pb_cell *cell = pb_source_cell(row, WAVE);
  pb_value_status status = pb_parse_period(cell->text, cell->length, &share.wave);
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, WAVE, status);
  cell = pb_source_present(row, QUESTION);
  if (!cell)
    return pb_source_reject(row, QUESTION, "question-missing",
                            _("The row names no question; it is not used."));
  share.question = text_number(state, cell->text);
  fate = read_subgroup(row, state, &share);
  if (fate == PB_ROW_USED)
    fate = read_share(row, state, &share);
  if (fate == PB_ROW_USED)
    fate = read_n(row, &share);
  if (fate == PB_ROW_USED)
    fate = read_limit(row, LOWER, &share.has_lower, &share.lower);
  if (fate == PB_ROW_USED)
    fate = read_limit(row, UPPER, &share.has_upper, &share.upper);
  if (fate != PB_ROW_USED)
    return fate;
  set_key(&share);
  g_array_append_val(pb_gathered_rows(gathered, row->kind), share);
  return PB_ROW_USED;
}

/* By the header, else by percent signs, else by the largest value; the latter two are said. */
static pb_share_unit decide_unit(const pb_source_row *row, const pb_share_state *state,
                                 double largest) {
  if (state->unit != PB_SHARE_UNIT_UNKNOWN || state->percent_sign)
    return state->unit != PB_SHARE_UNIT_UNKNOWN ? state->unit : PB_SHARE_PERCENT;
  const bool percent = largest > 1;
  pb_findings_note(&row->findings, "share-unit",
                   percent ? _("The shares are read as percent, since the largest is %g. A header "
                               "with “%%” or “0-1” in it decides.")
                           : _("The shares are read as proportions from 0 to 1, since the largest "
                               "is %g. A header with “%%” or “0-1” in it decides."),
                   largest);
  return percent ? PB_SHARE_PERCENT : PB_SHARE_PROPORTION;
}

/* Numbers that nothing says are percent, and some of which cannot be: none of them is a share. */
static bool refuse(const pb_source_row *row, pb_gathered *gathered, const pb_share_state *state) {
  const GArray *rows = pb_gathered_rows(gathered, row->kind);
  double largest = 0;
  size_t above = 0;
  for (guint i = state->first; i < rows->len; i++) {
    double share = g_array_index(rows, pb_share_row, i).share;
    largest = MAX(largest, share);
    above += share > 100;
  }
  if (!above || state->unit != PB_SHARE_UNIT_UNKNOWN || state->percent_sign)
    return false;
  g_set_error(&gathered->refused, PB_ERROR, PB_ERROR_INPUT,
              Q_("%s: %zu number of the column “%s” is above 100 (%g), so the column holds neither "
                 "percent nor proportions, and nothing of the file is used. If only that cell is "
                 "wrong, put “%%” into the header; it is then the only one left out.",
                 "%s: %zu numbers of the column “%s” are above 100 (the largest is %g), so the "
                 "column holds neither percent nor proportions, and nothing of the file is used. "
                 "If only those cells are wrong, put “%%” into the header; they are then the only "
                 "ones left out.",
                 (gulong)above),
              row->findings.file, above, row->headers[row->roles->column[SHARE]], largest);
  return true;
}

/* Limits that cannot belong to the share are not used. */
static void check_limits(pb_gathered *gathered, pb_share_row *share) {
  if (!share->has_lower && !share->has_upper)
    return;
  if (share->has_lower && share->has_upper && share->lower >= 0 && share->lower <= share->share &&
      share->share <= share->upper && share->upper <= 1)
    return;
  share->has_lower = share->has_upper = false;
  pb_gathered_note(gathered, &share->origin, "interval-not-around-share",
                   _("The limits of the interval do not lie around the share, or one is missing; "
                     "the share is used without its interval."));
}

static void end_file(const pb_source_row *row, pb_gathered *gathered) {
  pb_share_state *state = pb_gathered_state(gathered, row->kind);
  GArray *rows = pb_gathered_rows(gathered, row->kind);
  if (rows->len == state->first || refuse(row, gathered, state))
    return;
  double largest = 0;
  for (guint i = state->first; i < rows->len; i++)
    largest = MAX(largest, g_array_index(rows, pb_share_row, i).share);
  const double whole = decide_unit(row, state, largest) == PB_SHARE_PERCENT ? 100 : 1;
  guint kept = state->first;
  for (guint i = state->first; i < rows->len; i++) {
    pb_share_row share = g_array_index(rows, pb_share_row, i);
    if (share.share > whole) {
      g_autofree char *message =
          g_strdup_printf(_("The share %g is above %g; the row is not used."), share.share, whole);
      pb_gathered_reject(gathered, &share.origin, "share-above-whole", message);
      continue;
    }
    share.share /= whole;
    share.lower /= whole;
    share.upper /= whole;
    check_limits(gathered, &share);
    g_array_index(rows, pb_share_row, kept++) = share;
  }
  g_array_set_size(rows, kept);
}

static void *new_state(const pb_dataset *dataset) {
  (void)dataset;
  pb_share_state *state = g_new0(pb_share_state, 1);
  state->texts = pb_distinct_texts_new();
  pb_distinct_texts_add(state->texts, "");
  return state;
}

static void free_state(void *data) {
  pb_share_state *state = data;
  pb_distinct_texts_free(state->texts);
  g_free(state);
}

static const pb_wide_roles wide = {WAVE, QUESTION, SHARE, PB_NO_ROLE};

const pb_source_kind pb_source_kind_survey_table = {
    .name = "survey-table",
    .title = N_("survey, a published share a row"),
    .description = N_(
        "A row is the share that gave an answer in one area (a municipality, a county, the country "
        "or a police area), in one wave, to one question, of everyone or of a part of them. Waves "
        "may also stand across. Percent and proportions are told apart by the header, percent "
        "signs or the largest value. Without the number of answers no interval can be computed. "
        "Cells that are no values in one export only are named by the key missing, as missing = 0. "
        "A published response rate is a row with the question “svarsfrekvens”."),
    .citation = "Brå, Nationella trygghetsundersökningen (NTU); SCB, statistikdatabasen.scb.se",
    .roles = roles,
    .n_roles = G_N_ELEMENTS(roles),
    .wide = &wide,
    .text_roles =
        1u << AREA | 1u << QUESTION | 1u << SEX | 1u << AGE | 1u << SUBGROUP | 1u << POLICE_AREA,
    .marks = &pb_marks_usual,
    .row_size = sizeof(pb_share_row),
    .new_state = new_state,
    .free_state = free_state,
    .begin_file = begin_file,
    .read = read_row,
    .end_file = end_file,
    .newest_year = pb_share_newest_year,
    .is_after = pb_share_is_after,
    .join = pb_share_join,
};
