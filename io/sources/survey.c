/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surveys: one row a respondent; a codebook says what the answers mean. */
#include "io/sources/survey.h"

#include "engine/text.h"
#include "io/area_cell.h"
#include "io/person_values.h"

enum { AREA, WAVE, WEIGHT, SUB_AREA, STRATUM, CLUSTER, STRATUM_SIZE, INVITED, SEX, AGE };

static const pb_role roles[] = {
    [AREA] = {"area", N_("municipality (code or name)"), true, 0},
    [WAVE] = {"wave", N_("year or period of the survey"), true, 0},
    [WEIGHT] = {"weight", N_("weight of the respondent"), false, 0},
    [SUB_AREA] = {"sub_area", N_("part of the municipality"), false, 0},
    [STRATUM] = {"stratum", N_("stratum that the respondent was drawn from"), false, 0},
    [CLUSTER] = {"cluster", N_("cluster that was drawn as a whole"), false, 0},
    [STRATUM_SIZE] = {"stratum_size", N_("number of people in the stratum"), false, 0},
    [INVITED] = {"invited", N_("number of people in the stratum who were asked"), false, 0},
    [SEX] = {"sex", N_("sex"), false, 0},
    [AGE] = {"age", N_("age in years or group of ages"), false, 0},
};

static pb_row_fate read_area(const pb_source_row *row, pb_gathered *gathered,
                             pb_survey_row *respondent) {
  int municipality;
  pb_row_fate fate = pb_read_municipality(row, gathered, AREA, &municipality);
  if (fate == PB_ROW_USED)
    respondent->municipality = (int16_t)municipality;
  return fate;
}

static pb_row_fate read_wave(const pb_source_row *row, pb_survey_row *respondent) {
  const pb_cell *cell = pb_source_cell(row, WAVE);
  pb_value_status status = pb_parse_period(cell->text, cell->length, &respondent->wave);
  return status == PB_VALUE_OK ? PB_ROW_USED : pb_source_reject_value(row, WAVE, status);
}

static pb_row_fate read_weight(const pb_source_row *row, pb_survey_row *respondent) {
  const pb_cell *cell = pb_source_cell(row, WEIGHT);
  respondent->weight = 1;
  if (!cell)
    return PB_ROW_USED;
  pb_value_status status =
      pb_parse_double(cell->text, cell->length, row->decimal, row->marks, &respondent->weight);
  if (status == PB_VALUE_MISSING)
    return pb_source_reject(row, WEIGHT, "weight-missing",
                            _("The respondent has no weight; the row is not used."));
  if (status != PB_VALUE_OK)
    return pb_source_reject_value(row, WEIGHT, status);
  if (respondent->weight <= 0)
    return pb_source_reject(row, WEIGHT, "weight-not-positive",
                            _("A weight must be above 0 (%s); the row is not used."), cell->text);
  return PB_ROW_USED;
}

/* A number of people that is said of the whole stratum: the first one counts. */
static void read_people(const pb_source_row *row, size_t role, bool *has, double *people) {
  const pb_cell *cell = pb_source_present(row, role);
  double read;
  if (!cell)
    return;
  if (pb_parse_double(cell->text, cell->length, row->decimal, row->marks, &read) != PB_VALUE_OK ||
      read < 1) {
    g_autofree char *shown = pb_mask_value(cell->text);
    pb_source_note(row, role, "not-a-number-of-people",
                   _("“%s” is not a number of people; the respondent is used without it."), shown);
  } else if (!*has) {
    *has = true;
    *people = read;
  } else if (read != *people) {
    pb_source_note(row, role, "stratum-differs",
                   _("Another row of the same stratum and wave says %.0f here; that is used. The "
                     "number must be the same on all rows of a stratum."),
                   *people);
  }
}

static void read_design(const pb_source_row *row, pb_survey_state *state,
                        pb_survey_row *respondent) {
  const pb_cell *cell = pb_source_present(row, STRATUM);
  g_string_printf(state->key, "%u\x1F%" G_GINT64_FORMAT "\x1F%d\x1F%s", row->file, respondent->wave,
                  respondent->municipality, cell ? cell->text : "");
  respondent->stratum = pb_distinct_texts_add(state->stratum_keys, state->key->str);
  if (respondent->stratum == state->strata->len) {
    const pb_survey_stratum fresh = {.wave = respondent->wave,
                                     .municipality = respondent->municipality};
    g_array_append_val(state->strata, fresh);
  }
  pb_survey_stratum *stratum =
      &g_array_index(state->strata, pb_survey_stratum, respondent->stratum);
  read_people(row, STRATUM_SIZE, &stratum->has_size, &stratum->size);
  read_people(row, INVITED, &stratum->has_invited, &stratum->invited);
  cell = pb_source_present(row, CLUSTER);
  respondent->cluster = PB_SURVEY_NONE;
  if (cell) {
    g_string_printf(state->key, "%u\x1F%s", respondent->stratum, cell->text);
    respondent->cluster = pb_distinct_texts_add(state->clusters, state->key->str);
  }
}

static void read_sex(const pb_source_row *row, const pb_survey_state *state,
                     pb_survey_row *respondent) {
  const pb_cell *cell = pb_source_present(row, SEX);
  pb_sex sex = PB_SEX_UNKNOWN;
  if (cell && !pb_parse_sex(pb_survey_words(state, row->roles->column[SEX], cell), &sex)) {
    g_autofree char *shown = pb_mask_value(cell->text);
    pb_source_note(row, SEX, "unknown-sex",
                   _("“%s” says neither woman nor man; the respondent is used without it. Codes "
                     "are explained by the codebook: a row with the column as question, the code "
                     "as answer and “Kvinna” or “Man” as label."),
                   shown);
  }
  respondent->sex = (uint8_t)sex;
}

/* Position of the group of ages; "16-24" and "16–24 år" are one. */
static uint32_t age_position(pb_survey_state *state, int from, int to) {
  for (guint i = 0; i < state->ages->len; i++) {
    const pb_age_group *group = &g_array_index(state->ages, pb_age_group, i);
    if (group->from == from && group->to == to)
      return i;
  }
  pb_age_group group = {.from = from, .to = to};
  group.text = to == PB_AGE_OPEN ? g_strdup_printf("%d+", from)
               : to == from      ? g_strdup_printf("%d", from)
                                 : g_strdup_printf("%d–%d", from, to);
  g_array_append_val(state->ages, group);
  return state->ages->len - 1;
}

static void read_age(const pb_source_row *row, pb_survey_state *state, pb_survey_row *respondent) {
  const pb_cell *cell = pb_source_present(row, AGE);
  respondent->age = PB_SURVEY_NONE;
  if (!cell)
    return;
  const char *words = pb_survey_words(state, row->roles->column[AGE], cell);
  uint32_t text = pb_distinct_texts_add(state->age_texts, words);
  if (text == state->age_of->len) {
    int from, to;
    uint32_t at = pb_parse_age(words, &from, &to) ? age_position(state, from, to) : PB_SURVEY_NONE;
    g_array_append_val(state->age_of, at);
  }
  respondent->age = g_array_index(state->age_of, uint32_t, text);
  if (respondent->age == PB_SURVEY_NONE) {
    g_autofree char *shown = pb_mask_value(cell->text);
    pb_source_note(row, AGE, "unknown-age",
                   _("“%s” is not an age or a group of ages (37, 16-24, 85+); the respondent is "
                     "used without it."),
                   shown);
  }
}

static bool begin_file(const pb_source_row *row, pb_gathered *gathered, GError **error) {
  if (row->roles->column[WEIGHT] < 0)
    pb_source_note(row, WEIGHT, "no-weights",
                   _("The file has no column of weights: every respondent counts the same."));
  return pb_survey_begin_answers(row, gathered, error);
}

static pb_row_fate read_row(const pb_source_row *row, pb_gathered *gathered) {
  pb_survey_state *state = pb_gathered_state(gathered, row->kind);
  pb_survey_row respondent = {.origin = {0, row->file, row->line}};
  pb_row_fate fate = read_area(row, gathered, &respondent);
  if (fate == PB_ROW_USED)
    fate = read_wave(row, &respondent);
  if (fate == PB_ROW_USED)
    fate = read_weight(row, &respondent);
  if (fate != PB_ROW_USED)
    return fate;
  read_design(row, state, &respondent);
  const pb_cell *cell = pb_source_present(row, SUB_AREA);
  respondent.area = cell ? pb_distinct_texts_add(state->areas, cell->text) : PB_SURVEY_NONE;
  read_sex(row, state, &respondent);
  read_age(row, state, &respondent);
  respondent.answers = state->answers->len;
  if (!pb_survey_read_answers(row, gathered))
    return PB_ROW_REJECTED; /* the whole file is refused */
  g_array_append_val(pb_gathered_rows(gathered, row->kind), respondent);
  return PB_ROW_USED;
}

static void end_file(const pb_source_row *row, pb_gathered *gathered) {
  pb_survey_end_answers(pb_gathered_state(gathered, row->kind));
}

/* Answers and strata of the file stay without respondents, which the join passes over. */
static void forget_file(const pb_source_row *row, pb_gathered *gathered) {
  pb_survey_state *state = pb_gathered_state(gathered, row->kind);
  pb_survey_end_answers(state);
  guint last = state->files->len;
  if (last && g_array_index(state->files, pb_survey_file, last - 1).file == row->file)
    g_array_set_size(state->files, last - 1);
}

static void clear_question(gpointer p) {
  pb_survey_question_clear(p);
}

static void clear_file(gpointer p) {
  g_free(((pb_survey_file *)p)->questions);
}

static void clear_age(gpointer p) {
  g_free(((pb_age_group *)p)->text);
}

static void *new_state(const pb_dataset *dataset) {
  (void)dataset;
  pb_survey_state *state = g_new0(pb_survey_state, 1);
  state->questions = g_array_new(FALSE, TRUE, sizeof(pb_survey_question));
  g_array_set_clear_func(state->questions, clear_question);
  state->codebooks =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  state->files = g_array_new(FALSE, TRUE, sizeof(pb_survey_file));
  g_array_set_clear_func(state->files, clear_file);
  state->answers = g_byte_array_new();
  state->strata = g_array_new(FALSE, TRUE, sizeof(pb_survey_stratum));
  state->stratum_keys = pb_distinct_texts_new();
  state->clusters = pb_distinct_texts_new();
  state->areas = pb_distinct_texts_new();
  state->age_texts = pb_distinct_texts_new();
  state->age_of = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  state->ages = g_array_new(FALSE, TRUE, sizeof(pb_age_group));
  g_array_set_clear_func(state->ages, clear_age);
  state->key = g_string_new(NULL);
  return state;
}

static void free_state(void *data) {
  pb_survey_state *state = data;
  pb_survey_end_answers(state);
  g_array_unref(state->questions);
  g_hash_table_unref(state->codebooks);
  g_array_unref(state->files);
  g_byte_array_unref(state->answers);
  g_array_unref(state->strata);
  pb_distinct_texts_free(state->stratum_keys);
  pb_distinct_texts_free(state->clusters);
  pb_distinct_texts_free(state->areas);
  pb_distinct_texts_free(state->age_texts);
  g_array_unref(state->age_of);
  g_array_unref(state->ages);
  g_string_free(state->key, TRUE);
  g_free(state);
}

const pb_source_kind pb_source_kind_survey = {
    .name = "survey",
    .title = N_("survey, a respondent a row"),
    .description = N_(
        "A row is one respondent, with the municipality, the wave, a weight and the answers. The "
        "key codebook of the source names a table with a row for each question and answer: "
        "question (header of the column in the data), text_sv, text_en, index, answer (as it "
        "stands in the data), label, score (0 to 6, 0 practically no problem), kind (answer, "
        "dont-know, not-applicable, missing) and share (1 when the answer counts in the share "
        "that is reported). Columns that neither the codebook nor a role names are dropped while "
        "reading. The numbers of people in a stratum and of those asked stand on every row of it; "
        "from the latter follows the response rate. A stratum belongs to one municipality and "
        "wave."),
    .citation = "Polisens trygghetsmätning; Brå, Nationella trygghetsundersökningen (NTU)",
    .roles = roles,
    .n_roles = G_N_ELEMENTS(roles),
    .text_roles = 1u << AREA | 1u << SUB_AREA | 1u << STRATUM | 1u << SEX | 1u << AGE,
    .identifier_roles = 1u << CLUSTER,
    .marks = &pb_marks_usual,
    .row_size = sizeof(pb_survey_row),
    .new_state = new_state,
    .free_state = free_state,
    .begin_file = begin_file,
    .read = read_row,
    .end_file = end_file,
    .forget_file = forget_file,
    .newest_year = pb_survey_newest_year,
    .is_after = pb_survey_is_after,
    .join = pb_survey_join,
};
