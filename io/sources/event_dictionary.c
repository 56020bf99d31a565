/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/sources/event_dictionary.h"

#include <string.h>

#include "engine/text.h"
#include "io/findings.h"

/* Between code and text: in no cell of a table. */
#define UNIT_SEPARATOR '\x1f'

typedef struct {
  char *code, *text; /* as written; "" where there is none */
  pb_row_origin first;
  size_t n; /* events that are used */
  char *label;
  int category, problem_area;
  bool digest;
} entry;

struct pb_event_dictionary {
  GArray *entries;
  GHashTable *position; /* code, separator, text -> position + 1 */
  GString *key;         /* of the type being looked up */
};

static void clear_entry(gpointer p) {
  entry *one = p;
  g_free(one->code);
  g_free(one->text);
  g_free(one->label);
}

pb_event_dictionary *pb_event_dictionary_new(void) {
  pb_event_dictionary *dictionary = g_new0(pb_event_dictionary, 1);
  dictionary->entries = g_array_new(FALSE, TRUE, sizeof(entry));
  g_array_set_clear_func(dictionary->entries, clear_entry);
  dictionary->position = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  dictionary->key = g_string_new(NULL);
  return dictionary;
}

void pb_event_dictionary_free(pb_event_dictionary *dictionary) {
  g_array_unref(dictionary->entries);
  g_hash_table_unref(dictionary->position);
  g_string_free(dictionary->key, TRUE);
  g_free(dictionary);
}

static entry *entry_at(const pb_event_dictionary *dictionary, size_t i) {
  return &g_array_index(dictionary->entries, entry, i);
}

uint32_t pb_event_dictionary_add(pb_event_dictionary *dictionary, const pb_cell *code,
                                 const pb_cell *text) {
  const char *type = text ? text->text : "";
  const char *key = type;
  if (code && code->length) {
    g_string_assign(dictionary->key, code->text);
    g_string_append_c(dictionary->key, UNIT_SEPARATOR);
    key = g_string_append(dictionary->key, type)->str;
  }
  gpointer found = g_hash_table_lookup(dictionary->position, key);
  if (found)
    return GPOINTER_TO_UINT(found) - 1;
  entry one = {.code = g_strdup(code ? code->text : ""), .text = g_strdup(type)};
  g_array_append_val(dictionary->entries, one);
  g_hash_table_insert(dictionary->position, g_strdup(key),
                      GUINT_TO_POINTER(dictionary->entries->len));
  return dictionary->entries->len - 1;
}

void pb_event_dictionary_use(pb_event_dictionary *dictionary, uint32_t type,
                             const pb_row_origin *origin) {
  entry *one = entry_at(dictionary, type);
  if (one->n++ == 0)
    one->first = *origin;
}

static void note(const entry *one, pb_gathered *gathered, const char *reason, const char *value,
                 const char *message) {
  const pb_gathered_file *file = &g_array_index(gathered->files, pb_gathered_file, one->first.file);
  const pb_findings findings = {gathered->diagnostics, file->source, file->path};
  pb_findings_add_times(&findings, PB_DIAG_NOTE, reason, one->first.line, value, one->n, message);
}

static void note_unknown(const entry *one, pb_gathered *gathered) {
  g_autofree char *value = *one->code && *one->text ? g_strdup_printf("%s %s", one->code, one->text)
                                                    : g_strdup(*one->text ? one->text : one->code);
  g_autofree char *shown = pb_mask_value(value);
  g_autofree char *message = g_strdup_printf(
      Q_("No table knows the type of event “%1$s”; %2$zu event is used, but belongs to no problem "
         "area. Add the type to a table of your own: event_types in [project].",
         "No table knows the type of event “%1$s”; %2$zu events are used, but belong to no problem "
         "area. Add the type to a table of your own: event_types in [project].",
         (gulong)one->n),
      shown, one->n);
  note(one, gathered, "unknown-event-type", value, message);
}

/* The code decides, but a text that says something else is worth knowing. */
static void note_difference(const entry *one, pb_gathered *gathered, const pb_event_meaning *code) {
  const pb_event_meaning *text = pb_event_types_find(gathered->event_types, NULL, one->text);
  if (!*one->code || !text || !*code->name || text->category == code->category ||
      text->problem_area == code->problem_area)
    return;
  g_autofree char *shown = pb_mask_value(one->text);
  g_autofree char *message = g_strdup_printf(
      Q_("The code %1$s means “%2$s”, but the type beside it is “%3$s”; the code decides, for "
         "%4$zu event.",
         "The code %1$s means “%2$s”, but the type beside it is “%3$s”; the code decides, for "
         "%4$zu events.",
         (gulong)one->n),
      one->code, code->name, shown, one->n);
  note(one, gathered, "code-and-type-differ", one->code, message);
}

/* A column of codes that holds words is a column of types: then there is no code. */
static char *code_of(const entry *one) {
  return pb_crime_code(one->code);
}

static const pb_event_meaning *find_meaning(const entry *one, const pb_event_types *types) {
  g_autofree char *code = code_of(one);
  return pb_event_types_find(types, code, code || *one->text ? one->text : one->code);
}

/* `known` holds the labels that are taken: label -> position + 1. */
static char *make_label(const pb_event_dictionary *dictionary, const entry *one,
                        const pb_event_meaning *meaning, GHashTable *known) {
  bool has_name = meaning && *meaning->name && !strchr(meaning->name, '*');
  const char *label = *one->text ? one->text : has_name ? meaning->name : one->code;
  guint at = GPOINTER_TO_UINT(g_hash_table_lookup(known, label));
  const entry *other = at ? entry_at(dictionary, at - 1) : one;
  if (!*one->code || (other->category == one->category && other->problem_area == one->problem_area))
    return g_strdup(label);
  return g_strdup_printf("%s (%s)", label, one->code);
}

static void classify_entry(const pb_event_dictionary *dictionary, guint i, pb_gathered *gathered,
                           GHashTable *known) {
  entry *one = entry_at(dictionary, i);
  const pb_event_meaning *meaning = find_meaning(one, gathered->event_types);
  one->category = meaning ? meaning->category : -1;
  one->problem_area = meaning ? meaning->problem_area : -1;
  one->label = make_label(dictionary, one, meaning, known);
  if (!g_hash_table_contains(known, one->label))
    g_hash_table_insert(known, one->label, GUINT_TO_POINTER(i + 1));
}

void pb_event_dictionary_classify(pb_event_dictionary *dictionary, pb_gathered *gathered,
                                  const pb_dataset *dataset) {
  const int digest = pb_dataset_event_category(dataset, "digest");
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  /* A text without a code keeps its label; the codes beside it tell the others apart. */
  for (int coded = 0; coded < 2; coded++)
    for (guint i = 0; i < dictionary->entries->len; i++)
      if ((*entry_at(dictionary, i)->code != '\0') == coded)
        classify_entry(dictionary, i, gathered, known);
  for (guint i = 0; i < dictionary->entries->len; i++) {
    entry *one = entry_at(dictionary, i);
    one->digest = digest >= 0 && one->category == digest;
    const pb_event_meaning *meaning = find_meaning(one, gathered->event_types);
    if (one->n && meaning)
      note_difference(one, gathered, meaning);
    else if (one->n)
      note_unknown(one, gathered);
  }
}

const char *pb_event_dictionary_label(const pb_event_dictionary *dictionary, uint32_t type) {
  return entry_at(dictionary, type)->label;
}

bool pb_event_dictionary_is_digest(const pb_event_dictionary *dictionary, uint32_t type) {
  return entry_at(dictionary, type)->digest;
}

static void describe_type(const pb_event_dictionary *dictionary, pb_event_type *type) {
  bool found = false;
  for (guint i = 0; i < dictionary->entries->len; i++) {
    const entry *one = entry_at(dictionary, i);
    if (!one->n || !g_str_equal(one->label, type->label))
      continue;
    g_autofree char *code = code_of(one);
    if (!found) {
      type->category = one->category;
      type->problem_area = one->problem_area;
      type->code = g_steal_pointer(&code);
    } else if (g_strcmp0(type->code, code) != 0) {
      g_clear_pointer(&type->code, g_free);
    }
    found = true;
  }
}

void pb_event_dictionary_keep(const pb_event_dictionary *dictionary, pb_dataset *dataset) {
  const pb_column *column = pb_table_find(dataset->events, "type");
  dataset->n_event_types = pb_column_n_codes(column);
  dataset->event_types = g_new0(pb_event_type, dataset->n_event_types + 1);
  for (uint32_t t = 0; t < dataset->n_event_types; t++) {
    dataset->event_types[t] = (pb_event_type){
        .label = g_strdup(pb_column_code_text(column, t)), .category = -1, .problem_area = -1};
    describe_type(dictionary, &dataset->event_types[t]);
  }
}
