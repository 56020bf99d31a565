/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/codebook.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/findings.h"
#include "io/table_reader.h"
#include "io/values.h"

/* Faults that are told; the number of the others is said. */
#define TOLD_FAULTS 20
#define HIGHEST_SCORE 6.0

enum { QUESTION, TEXT_SV, TEXT_EN, INDEX, ANSWER, LABEL, SCORE, KIND, SHARE, N_COLUMNS };

static const pb_role columns[N_COLUMNS] = {
    [QUESTION] = {"question", N_("question (header of its column in the data)"), true, 0},
    [TEXT_SV] = {"text_sv", N_("the question in Swedish"), false, 0},
    [TEXT_EN] = {"text_en", N_("the question in English"), false, 0},
    [INDEX] = {"index", N_("sub-index that the question belongs to"), false, 0},
    [ANSWER] = {"answer", N_("answer as it stands in the data"), true, 0},
    [LABEL] = {"label", N_("the answer in words"), false, 0},
    [SCORE] = {"score", N_("score of the answer, 0 to 6"), false, 0},
    [KIND] = {"kind", N_("kind of answer"), false, 0},
    [SHARE] = {"share", N_("1 when the answer counts in the reported share"), false, 0},
};

/* Not a kind of source: only its columns are found as those of sources are. */
static const pb_source_kind form = {
    .name = "codebook", .roles = columns, .n_roles = N_COLUMNS, .marks = &pb_marks_usual};

typedef struct {
  const char *name;
  const pb_known_headers *known;
  pb_roles roles;
  char decimal;
  GArray *questions;      /* pb_survey_question */
  GHashTable *positions;  /* folded key -> position + 1 */
  GHashTable *first_line; /* "position of the question" U+001F "answer" -> line */
  GString *faults;
  size_t n_faults;
} reader;

static void clear_question(gpointer p) {
  pb_survey_question_clear(p);
}

static void G_GNUC_PRINTF(4, 5) fault(reader *r, size_t line, int column, const char *format, ...) {
  if (r->n_faults++ >= TOLD_FAULTS)
    return;
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *sentence = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_string_append_printf(r->faults, "%s%s:%zu", r->faults->len ? "\n" : "", r->name, line);
  if (column >= 0)
    g_string_append_printf(r->faults, ":%d", column + 1);
  g_string_append_printf(r->faults, ": %s", sentence);
}

/* The cell without blanks around; "" when there is no such column. g_free. */
static char *text_of(const reader *r, const pb_record *record, int role) {
  int column = r->roles.column[role];
  return column < 0 ? g_strdup("") : g_strstrip(g_strdup(record->cells[column].text));
}

static bool on_header(const char *const *headers, size_t n, size_t line, void *data,
                      GError **error) {
  reader *r = data;
  if (!pb_roles_match(&form, r->known, NULL, NULL, headers, n, r->name, &r->roles, error))
    return false;
  if (r->roles.column[QUESTION] >= 0 && r->roles.column[ANSWER] >= 0)
    return true;
  g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
              _("%s:%zu: The codebook has no column “%s”. A codebook has a row for each question "
                "and answer, with the columns question and answer, and as needed text_sv, text_en, "
                "index, label, score, kind and share."),
              r->name, line, r->roles.column[QUESTION] < 0 ? "question" : "answer");
  return false;
}

/* A text that is given once a question: the first that is not empty; another one is a fault. */
static void take_text(reader *r, const pb_record *record, int role, char **text) {
  g_autofree char *given = text_of(r, record, role);
  if (!*given || g_str_equal(given, *text))
    return;
  if (**text) {
    fault(r, record->line, r->roles.column[role],
          _("The question already has another %s, “%s”. Write it once, or the same on every row."),
          columns[role].name, *text);
    return;
  }
  g_free(*text);
  *text = g_steal_pointer(&given);
}

static guint position_of(reader *r, const char *key) {
  g_autofree char *folded = g_utf8_casefold(key, -1);
  gpointer found = g_hash_table_lookup(r->positions, folded);
  if (found)
    return GPOINTER_TO_UINT(found) - 1;
  pb_survey_question question = {.key = g_strdup(key),
                                 .text_sv = g_strdup(""),
                                 .text_en = g_strdup(""),
                                 .index = g_strdup("")};
  g_array_append_val(r->questions, question);
  g_hash_table_insert(r->positions, g_steal_pointer(&folded), GUINT_TO_POINTER(r->questions->len));
  return r->questions->len - 1;
}

static bool read_kind(const char *text, pb_answer_kind *kind) {
  static const struct {
    const char *word;
    pb_answer_kind kind;
  } words[] = {
      {"", PB_ANSWER_SUBSTANTIVE},
      {"answer", PB_ANSWER_SUBSTANTIVE},
      {"svar", PB_ANSWER_SUBSTANTIVE},
      {"dont-know", PB_ANSWER_DONT_KNOW},
      {"don't know", PB_ANSWER_DONT_KNOW},
      {"vet ej", PB_ANSWER_DONT_KNOW},
      {"vet inte", PB_ANSWER_DONT_KNOW},
      {"vet-ej", PB_ANSWER_DONT_KNOW},
      {"not-applicable", PB_ANSWER_NOT_APPLICABLE},
      {"ej aktuellt", PB_ANSWER_NOT_APPLICABLE},
      {"ej tillämpligt", PB_ANSWER_NOT_APPLICABLE},
      {"ej-aktuellt", PB_ANSWER_NOT_APPLICABLE},
      {"missing", PB_ANSWER_MISSING},
      {"saknas", PB_ANSWER_MISSING},
      {"inget svar", PB_ANSWER_MISSING},
  };
  g_autofree char *folded = g_utf8_casefold(text, -1);
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (g_str_equal(folded, words[i].word)) {
      *kind = words[i].kind;
      return true;
    }
  return false;
}

static bool read_share(const char *text, bool *in_share) {
  static const char *const yes[] = {"1", "ja", "yes", "true", "x", NULL};
  static const char *const no[] = {"", "0", "nej", "no", "false", NULL};
  g_autofree char *folded = g_utf8_casefold(text, -1);
  *in_share = g_strv_contains(yes, folded);
  return *in_share || g_strv_contains(no, folded);
}

static void read_answer_score(reader *r, const pb_record *record, pb_survey_answer *answer) {
  int column = r->roles.column[SCORE];
  if (column < 0)
    return;
  const pb_cell *cell = &record->cells[column];
  pb_value_status status =
      pb_parse_double(cell->text, cell->length, r->decimal, &pb_marks_usual, &answer->score);
  if (status == PB_VALUE_MISSING)
    return;
  g_autofree char *shown = pb_mask_value(cell->text);
  if (status != PB_VALUE_OK)
    fault(r, record->line, column,
          _("“%s” is not a score. Write a number from 0 to 6, or nothing."), shown);
  else if (answer->score < 0 || answer->score > HIGHEST_SCORE)
    fault(r, record->line, column,
          _("The score %s is outside 0 to 6, where 0 is practically no problem and 6 is alarming."),
          shown);
  else
    answer->has_score = true;
}

static void read_meaning(reader *r, const pb_record *record, pb_survey_answer *answer) {
  g_autofree char *kind = text_of(r, record, KIND), *share = text_of(r, record, SHARE);
  if (!read_kind(kind, &answer->kind)) {
    g_autofree char *shown = pb_mask_value(kind);
    fault(r, record->line, r->roles.column[KIND],
          _("“%s” is not a kind of answer. Write answer, dont-know, not-applicable or missing."),
          shown);
  }
  if (!read_share(share, &answer->in_share)) {
    g_autofree char *shown = pb_mask_value(share);
    fault(r, record->line, r->roles.column[SHARE],
          _("“%s” does not say whether the answer counts in the share. Write 1 or 0."), shown);
  }
  read_answer_score(r, record, answer);
  if (answer->kind != PB_ANSWER_SUBSTANTIVE && (answer->in_share || answer->has_score))
    fault(r, record->line, r->roles.column[answer->in_share ? SHARE : SCORE],
          _("The answer is of the kind %s, so it has no score and counts in no share. Change the "
            "kind, or remove the score and the 1."),
          pb_answer_kind_text(answer->kind));
}

/* The line where the answer stood before, 0: it is new. */
static size_t seen_before(reader *r, guint question, const char *answer, size_t line) {
  g_autofree char *key = g_strdup_printf("%u\x1F%s", question, answer);
  size_t first = GPOINTER_TO_SIZE(g_hash_table_lookup(r->first_line, key));
  if (!first)
    g_hash_table_insert(r->first_line, g_steal_pointer(&key), GSIZE_TO_POINTER(line));
  return first;
}

static void add_answer(reader *r, const pb_record *record, guint position) {
  pb_survey_question *question = &g_array_index(r->questions, pb_survey_question, position);
  pb_survey_answer answer = {0};
  g_autofree char *code = text_of(r, record, ANSWER), *label = text_of(r, record, LABEL);
  size_t first = seen_before(r, position, code, record->line);
  if (first) {
    fault(r, record->line, r->roles.column[ANSWER],
          _("The answer “%s” to %s stands on line %zu already. Keep one of the rows."), code,
          question->key, first);
    return;
  }
  if (question->n_answers == PB_SURVEY_MAX_ANSWERS) {
    fault(r, record->line, r->roles.column[ANSWER],
          _("%s has more than %d answers. A question with free answers cannot be used."),
          question->key, PB_SURVEY_MAX_ANSWERS);
    return;
  }
  read_meaning(r, record, &answer);
  answer.label = g_strdup(*label ? label : code);
  answer.code = g_steal_pointer(&code);
  question->has_share = question->has_share || answer.in_share;
  question->has_score = question->has_score || answer.has_score;
  question->answers = g_renew(pb_survey_answer, question->answers, question->n_answers + 1);
  question->answers[question->n_answers++] = answer;
}

static void on_row(const pb_record *record, void *data) {
  reader *r = data;
  g_autofree char *key = text_of(r, record, QUESTION);
  if (!*key) {
    fault(r, record->line, r->roles.column[QUESTION],
          _("The row names no question. Write the header of its column in the data."));
    return;
  }
  guint position = position_of(r, key);
  pb_survey_question *question = &g_array_index(r->questions, pb_survey_question, position);
  take_text(r, record, TEXT_SV, &question->text_sv);
  take_text(r, record, TEXT_EN, &question->text_en);
  take_text(r, record, INDEX, &question->index);
  add_answer(r, record, position);
}

static void on_bad_row(const pb_bad_row *bad, void *data) {
  fault(data, bad->line, (int)bad->column - 1, "%s", bad->message);
}

static void on_aside(const pb_bad_row *aside, void *data) {
  (void)aside, (void)data; /* a footnote below a codebook says nothing about it */
}

static bool refuse_faults(reader *r, GError **error) {
  if (!r->n_faults)
    return false;
  if (r->n_faults > TOLD_FAULTS) {
    size_t more = r->n_faults - TOLD_FAULTS;
    g_string_append_printf(
        r->faults, Q_("\n%s: %zu more row is wrong.", "\n%s: %zu more rows are wrong.", more),
        r->name, more);
  }
  g_set_error_literal(error, PB_ERROR, PB_ERROR_INPUT, r->faults->str);
  return true;
}

GArray *pb_codebook_read(const char *path, const char *name, const pb_known_headers *known,
                         GError **error) {
  g_auto(pb_text_file) text = {0};
  if (!pb_text_file_open(path, name, NULL, &text, error))
    return NULL;
  g_autoptr(GArray) questions = g_array_new(FALSE, TRUE, sizeof(pb_survey_question));
  g_array_set_clear_func(questions, clear_question);
  g_autoptr(GHashTable) positions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) faults = g_string_new(NULL);
  reader r = {.name = name,
              .known = known,
              .decimal = text.dialect.numbers.decimal,
              .questions = questions,
              .positions = positions,
              .first_line = lines,
              .faults = faults};
  const pb_table_handler handler = {on_header, on_row, on_bad_row, on_aside};
  if (pb_table_read(&text, &handler, &r, error) == PB_READ_FAILED || refuse_faults(&r, error))
    return NULL;
  return g_steal_pointer(&questions);
}

bool pb_codebook_agrees(const pb_survey_question *one, const pb_survey_question *other) {
  if (one->n_answers != other->n_answers || !g_str_equal(one->index, other->index))
    return false;
  for (size_t i = 0; i < one->n_answers; i++) {
    const pb_survey_answer *a = &one->answers[i], *b = &other->answers[i];
    if (!g_str_equal(a->code, b->code) || a->kind != b->kind || a->in_share != b->in_share ||
        a->has_score != b->has_score || (a->has_score && a->score != b->score))
      return false;
  }
  return true;
}
