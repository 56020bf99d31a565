/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the columns that a codebook names to one byte an answer. */
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/codebook.h"
#include "io/personal_data.h"
#include "io/source_row.h"
#include "io/sources/survey.h"

/* Unknown answers to one question whose texts are shown. More, or longer ones, are free text. */
#define SHOWN_UNKNOWN 20
#define LONGEST_UNKNOWN 24

static char *fold(const char *text) {
  g_autofree char *trimmed = g_strstrip(g_strdup(text));
  return g_utf8_casefold(trimmed, -1);
}

static bool same_header(const char *one, const char *other) {
  g_autofree char *a = fold(one), *b = fold(other);
  return g_str_equal(a, b);
}

/* Position of a question: one that is there and means the same, or a new one. */
static guint take_question(pb_survey_state *state, pb_survey_question *question,
                           const pb_findings *findings) {
  bool differs = false;
  for (guint i = 0; i < state->questions->len; i++) {
    const pb_survey_question *known = &g_array_index(state->questions, pb_survey_question, i);
    if (!same_header(known->key, question->key))
      continue;
    if (pb_codebook_agrees(known, question)) {
      pb_survey_question_clear(question);
      return i;
    }
    differs = true;
  }
  if (differs) {
    g_autofree char *message = g_strdup_printf(
        _("%s has other answers, scores or shares here than in another codebook. It is kept as a "
          "question of its own, and its waves are not compared with the others."),
        question->key);
    pb_findings_add(findings, PB_DIAG_NOTE, "question-differs", 0, 0, NULL, NULL, message);
  }
  g_array_append_vals(state->questions, question, 1);
  return state->questions->len - 1;
}

static const GArray *codebook_of(const pb_source_row *row, pb_survey_state *state, GError **error) {
  const char *path = row->source->codebook;
  if (!path || !*path) {
    g_set_error(error, PB_ERROR, PB_ERROR_PROJECT,
                _("%s:%zu: [source %s] is a survey and needs a codebook, a table that says what "
                  "the answers mean. Add codebook = FILE. “problembild list sources” describes its "
                  "form."),
                row->project->path, row->source->line, row->source->name);
    return NULL;
  }
  const GArray *known = g_hash_table_lookup(state->codebooks, path);
  if (known)
    return known;
  g_autofree char *resolved = pb_project_resolve(row->project, path);
  g_autoptr(GArray) questions = pb_codebook_read(resolved, path, row->known, error);
  if (!questions)
    return NULL;
  const pb_findings findings = {row->findings.diagnostics, row->source->name, path};
  GArray *positions = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < questions->len; i++) {
    guint at = take_question(state, &g_array_index(questions, pb_survey_question, i), &findings);
    g_array_append_val(positions, at);
  }
  g_array_set_clear_func(questions, NULL); /* the state owns what was in it */
  g_hash_table_insert(state->codebooks, g_strdup(path), positions);
  return positions;
}

static int find_column(const pb_source_row *row, const char *key) {
  for (size_t i = 0; i < row->n_own; i++)
    if (same_header(row->headers[i], key))
      return (int)i;
  return -1;
}

static void set_answer(pb_survey_column *column, const char *code, uint8_t answer) {
  if (code[0] > 0 && !code[1])
    column->single[(unsigned char)code[0]] = answer;
  else
    g_hash_table_insert(column->others, g_strdup(code), GUINT_TO_POINTER(answer + 1u));
}

static void clear_column(gpointer p) {
  pb_survey_column *column = p;
  g_hash_table_unref(column->others);
  pb_distinct_texts_free(column->unknown);
}

static void add_column(pb_survey_state *state, guint question, int at) {
  pb_survey_column column = {.question = question,
                             .column = at,
                             .others = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                             .unknown = pb_distinct_texts_new()};
  memset(column.single, PB_SURVEY_UNKNOWN, sizeof column.single);
  const pb_survey_question *q = &g_array_index(state->questions, pb_survey_question, question);
  set_answer(&column, "", PB_SURVEY_EMPTY);
  for (size_t a = 0; a < q->n_answers; a++)
    set_answer(&column, q->answers[a].code, (uint8_t)(a + 1));
  g_array_append_val(state->columns, column);
}

bool pb_survey_begin_answers(const pb_source_row *row, pb_gathered *gathered, GError **error) {
  pb_survey_state *state = pb_gathered_state(gathered, row->kind);
  pb_survey_end_answers(state);
  const GArray *asked = codebook_of(row, state, error);
  if (!asked)
    return false;
  state->columns = g_array_new(FALSE, TRUE, sizeof(pb_survey_column));
  g_array_set_clear_func(state->columns, clear_column);
  pb_survey_file file = {.file = row->file, .questions = g_new(guint, MAX(asked->len, 1))};
  for (guint i = 0; i < asked->len; i++) {
    guint question = g_array_index(asked, guint, i);
    const char *key = g_array_index(state->questions, pb_survey_question, question).key;
    int column = find_column(row, key);
    if (column >= 0) {
      add_column(state, question, column);
      file.questions[file.n++] = question;
      continue;
    }
    g_autofree char *message =
        g_strdup_printf(_("The question %s of the codebook %s is no column of the file."), key,
                        row->source->codebook);
    pb_findings_add(&row->findings, PB_DIAG_NOTE, "question-not-in-file", 0, 0, key, NULL, message);
  }
  g_array_append_val(state->files, file);
  if (file.n)
    return true;
  g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
              _("%s: No question of the codebook %s is a column of the file. The codebook's column "
                "“question” must hold the headers of the data."),
              row->findings.file, row->source->codebook);
  return false;
}

/* Another way of writing a known answer: letter case, blanks, "1.0" for 1. */
static uint8_t similar_answer(const pb_source_row *row, const pb_survey_question *question,
                              const pb_cell *cell) {
  g_autofree char *folded = fold(cell->text);
  for (size_t a = 0; a < question->n_answers; a++)
    if (same_header(question->answers[a].code, folded))
      return (uint8_t)(a + 1);
  if (pb_is_missing(cell->text, cell->length, row->marks))
    return PB_SURVEY_EMPTY;
  int64_t number, other;
  if (pb_parse_integer(cell->text, cell->length, 0, row->marks, &number) != PB_VALUE_OK)
    return PB_SURVEY_UNKNOWN;
  for (size_t a = 0; a < question->n_answers; a++) {
    const char *code = question->answers[a].code;
    if (pb_parse_integer(code, strlen(code), 0, row->marks, &other) == PB_VALUE_OK &&
        number == other)
      return (uint8_t)(a + 1);
  }
  return PB_SURVEY_UNKNOWN;
}

static bool note_unknown(const pb_source_row *row, pb_gathered *gathered, pb_survey_column *column,
                         const pb_cell *cell) {
  const char *header = row->headers[column->column];
  pb_personal_column personal = {0};
  if (pb_personal_column_add(&personal, cell->text, cell->length, row->line)) {
    g_autofree char *sentence = pb_personal_column_sentence(&personal, row->findings.file, header);
    if (!gathered->refused)
      g_set_error_literal(&gathered->refused, PB_ERROR, PB_ERROR_INPUT, sentence);
    return false;
  }
  if (g_utf8_strlen(cell->text, -1) > LONGEST_UNKNOWN)
    column->no_text = true;
  if (!column->no_text) {
    pb_distinct_texts_add(column->unknown, cell->text);
    column->no_text = pb_distinct_texts_length(column->unknown) > SHOWN_UNKNOWN;
  }
  g_autofree char *shown = pb_mask_value(cell->text);
  g_autofree char *message =
      column->no_text
          ? g_strdup_printf(_("The answer to %s is not in the codebook; it is counted as unknown. "
                              "Texts of this column are not shown, since they look like free "
                              "answers."),
                            header)
          : g_strdup_printf(_("“%s” is no answer to %s in the codebook; it is counted as unknown."),
                            shown, header);
  pb_findings_add(&row->findings, PB_DIAG_NOTE, "unknown-answer", row->line,
                  (size_t)column->column + 1, header, column->no_text ? NULL : cell->text, message);
  return true;
}

/* What the cell stands for; a text that was looked up once is remembered. */
static uint8_t find_answer(const pb_source_row *row, const pb_survey_state *state,
                           pb_survey_column *column, const pb_cell *cell) {
  if (cell->length == 1 && cell->text[0] > 0 &&
      column->single[(unsigned char)cell->text[0]] != PB_SURVEY_UNKNOWN)
    return column->single[(unsigned char)cell->text[0]];
  gpointer found = g_hash_table_lookup(column->others, cell->text);
  if (found)
    return (uint8_t)(GPOINTER_TO_UINT(found) - 1);
  const pb_survey_question *question =
      &g_array_index(state->questions, pb_survey_question, column->question);
  uint8_t answer = similar_answer(row, question, cell);
  if (answer != PB_SURVEY_UNKNOWN)
    set_answer(column, cell->text, answer);
  return answer;
}

bool pb_survey_read_answers(const pb_source_row *row, pb_gathered *gathered) {
  pb_survey_state *state = pb_gathered_state(gathered, row->kind);
  const guint before = state->answers->len;
  g_byte_array_set_size(state->answers, before + state->columns->len);
  for (guint i = 0; i < state->columns->len; i++) {
    pb_survey_column *column = &g_array_index(state->columns, pb_survey_column, i);
    const pb_cell *cell = &row->cells[column->column];
    uint8_t answer = find_answer(row, state, column, cell);
    state->answers->data[before + i] = answer;
    if (answer == PB_SURVEY_UNKNOWN && !note_unknown(row, gathered, column, cell))
      return false;
  }
  return true;
}

const char *pb_survey_words(const pb_survey_state *state, int column, const pb_cell *cell) {
  for (guint i = 0; i < state->columns->len; i++) {
    const pb_survey_column *one = &g_array_index(state->columns, pb_survey_column, i);
    if (one->column != column)
      continue;
    const pb_survey_question *question =
        &g_array_index(state->questions, pb_survey_question, one->question);
    for (size_t a = 0; a < question->n_answers; a++)
      if (g_str_equal(question->answers[a].code, cell->text))
        return question->answers[a].label;
  }
  return cell->text;
}

void pb_survey_end_answers(pb_survey_state *state) {
  g_clear_pointer(&state->columns, g_array_unref);
}
