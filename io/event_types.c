/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/event_types.h"

#include <string.h>

#include "engine/params.h"
#include "engine/text.h"
#include "io/fold_text.h"
#include "io/reference_table.h"

#define DIGITS "0123456789"

typedef struct {
  char first[5], last[5];
  const pb_event_meaning *meaning;
} code_range;

/* The rows of one table. */
typedef struct {
  GPtrArray *meanings;                    /* owns every pb_event_meaning */
  GHashTable *codes, *names, *beginnings; /* text -> meaning */
  GArray *ranges;
} rule_set;

struct pb_event_types {
  rule_set own, shipped;
};

static void free_meaning(gpointer p) {
  g_free((char *)((pb_event_meaning *)p)->name);
  g_free(p);
}

static void make_rules(rule_set *rules) {
  rules->meanings = g_ptr_array_new_with_free_func(free_meaning);
  GHashTable **tables[] = {&rules->codes, &rules->names, &rules->beginnings};
  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
    *tables[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  rules->ranges = g_array_new(FALSE, TRUE, sizeof(code_range));
}

static void free_rules(rule_set *rules) {
  g_ptr_array_unref(rules->meanings);
  g_hash_table_unref(rules->codes);
  g_hash_table_unref(rules->names);
  g_hash_table_unref(rules->beginnings);
  g_array_unref(rules->ranges);
}

char *pb_crime_code(const char *text) {
  text += strspn(text, " ");
  size_t n = strspn(text, DIGITS);
  if (text[n + strspn(text + n, " ")] || n < 3 || n > 4)
    return NULL;
  return n == 3 ? g_strdup_printf("0%.3s", text) : g_strndup(text, 4);
}

typedef struct {
  rule_set *rules;
  const pb_dataset *dataset;
} target;

static bool is_range(const char *text) {
  return strlen(text) == 9 && strspn(text, DIGITS) == 4 && text[4] == '-' &&
         strspn(text + 5, DIGITS) == 4 && strncmp(text, text + 5, 4) <= 0;
}

static const char *put(GHashTable *table, char *key, pb_event_meaning *meaning) {
  if (!g_hash_table_contains(table, key)) {
    g_hash_table_insert(table, key, meaning);
    return NULL;
  }
  g_free(key);
  return _("The code or the name stands in an earlier row. Remove one of them.");
}

static const char *add_code(rule_set *rules, const char *text, pb_event_meaning *meaning) {
  char *code = pb_crime_code(text);
  if (code)
    return put(rules->codes, code, meaning);
  if (!is_range(text))
    return _("A code is four digits, or two of them with a hyphen between, such as 0801-0899.");
  code_range range = {.meaning = meaning};
  memcpy(range.first, text, 4);
  memcpy(range.last, text + 5, 4);
  g_array_append_val(rules->ranges, range);
  return NULL;
}

static const char *add_name(rule_set *rules, const char *text, pb_event_meaning *meaning) {
  char *folded = pb_fold_text(text);
  size_t n = strlen(folded);
  if (n < 2 || folded[n - 1] != '*')
    return put(rules->names, folded, meaning);
  folded[n - 1] = '\0';
  return put(rules->beginnings, folded, meaning);
}

/* "There is no category asault. Did you mean assault?" */
static void fail_key(pb_reference_table *table, const char *format, const char *format_near,
                     const char *wrong, const char *const *keys, size_t n) {
  const char *near = pb_nearest_name(wrong, keys, n);
  g_autofree char *sentence =
      near ? g_strdup_printf(format_near, wrong, near) : g_strdup_printf(format, wrong);
  pb_reference_table_fail(table, sentence);
}

static void fail_category(pb_reference_table *table, const char *wrong, const pb_dataset *dataset) {
  size_t n = dataset->n_event_categories;
  g_autofree const char **keys = g_new0(const char *, n + 1);
  for (size_t i = 0; i < n; i++)
    keys[i] = dataset->event_categories[i].key;
  fail_key(table,
           _("There is no category %s. “problembild list categories” names those there are."),
           _("There is no category %s. Did you mean %s?"), wrong, keys, n);
}

static void fail_area(pb_reference_table *table, const char *wrong, const pb_dataset *dataset) {
  size_t n = dataset->n_areas;
  g_autofree const char **keys = g_new0(const char *, n + 1);
  for (size_t i = 0; i < n; i++)
    keys[i] = dataset->areas[i].key;
  fail_key(table,
           _("There is no problem area %s. “problembild list problem-areas” names those there "
             "are; leave the cell empty for none."),
           _("There is no problem area %s. Did you mean %s?"), wrong, keys, n);
}

static const char *type_row(pb_reference_table *table, const pb_cell *c) {
  const target *to = table->extra;
  if (!c[0].length && !c[1].length)
    return _("A type of event has a code or a name.");
  int category = pb_dataset_event_category(to->dataset, c[2].text);
  int area = pb_dataset_area(to->dataset, c[3].text);
  if (category < 0) {
    fail_category(table, c[2].text, to->dataset);
    return NULL;
  }
  if (area < 0 && c[3].length) {
    fail_area(table, c[3].text, to->dataset);
    return NULL;
  }
  pb_event_meaning *meaning = g_new(pb_event_meaning, 1);
  *meaning = (pb_event_meaning){pb_reference_copy(&c[1]), category, area};
  g_ptr_array_add(to->rules->meanings, meaning);
  const char *wrong = c[0].length ? add_code(to->rules, c[0].text, meaning) : NULL;
  return wrong || !c[1].length ? wrong : add_name(to->rules, c[1].text, meaning);
}

static const char *const headers[] = {"code", "name", "category", "problem_area", NULL};

pb_event_types *pb_event_types_load(const char *data_dir, const pb_dataset *dataset,
                                    GError **error) {
  g_autoptr(pb_event_types) types = g_new0(pb_event_types, 1);
  make_rules(&types->own);
  make_rules(&types->shipped);
  target to = {&types->shipped, dataset};
  pb_reference_table table = {.headers = headers, .on_row = type_row, .extra = &to};
  if (!pb_reference_table_read(data_dir, "event_types.csv", &table, error))
    return NULL;
  return g_steal_pointer(&types);
}

bool pb_event_types_add(pb_event_types *types, const char *path, const char *shown,
                        const pb_dataset *dataset, GError **error) {
  target to = {&types->own, dataset};
  pb_reference_table table = {.headers = headers, .on_row = type_row, .extra = &to};
  return pb_reference_table_read_own(path, shown, &table, error);
}

void pb_event_types_free(pb_event_types *types) {
  if (!types)
    return;
  free_rules(&types->own);
  free_rules(&types->shipped);
  g_free(types);
}

/* The longest beginning of whole words that the table has. `folded` is cut and left as it was. */
static const pb_event_meaning *find_beginning(const rule_set *rules, char *folded) {
  for (char *end = folded + strlen(folded); end > folded; end = g_utf8_prev_char(end)) {
    if (g_unichar_isalpha(g_utf8_get_char(end)))
      continue;
    char cut = *end;
    *end = '\0';
    const pb_event_meaning *found = g_hash_table_lookup(rules->beginnings, folded);
    *end = cut;
    if (found)
      return found;
  }
  return NULL;
}

static const pb_event_meaning *find_range(const rule_set *rules, const char *code) {
  for (guint i = 0; i < rules->ranges->len; i++) {
    const code_range *range = &g_array_index(rules->ranges, code_range, i);
    if (strcmp(range->first, code) <= 0 && strcmp(code, range->last) <= 0)
      return range->meaning;
  }
  return NULL;
}

static const pb_event_meaning *find_in(const rule_set *rules, const char *code, char *folded) {
  const pb_event_meaning *found = code ? g_hash_table_lookup(rules->codes, code) : NULL;
  if (!found)
    found = g_hash_table_lookup(rules->names, folded);
  if (!found)
    found = find_beginning(rules, folded);
  return found || !code ? found : find_range(rules, code);
}

/* "0840 Butiksstöld": the code, and where the name begins. */
static char *leading_code(char **folded) {
  size_t n = strspn(*folded, DIGITS);
  char *code = pb_crime_code(*folded);
  if (!code && n == 4 && strchr(" -:,;", (*folded)[n]))
    code = g_strndup(*folded, n);
  if (code)
    *folded += n + strspn(*folded + n, " -:,;");
  return code;
}

const pb_event_meaning *pb_event_types_find(const pb_event_types *types, const char *code,
                                            const char *name) {
  g_autofree char *folded = pb_fold_text(name ? name : "");
  g_autofree char *digits = code ? pb_crime_code(code) : NULL;
  char *rest = folded;
  g_autofree char *leading = leading_code(&rest);
  const char *asked = digits ? digits : leading;
  const pb_event_meaning *found = find_in(&types->own, asked, rest);
  return found ? found : find_in(&types->shipped, asked, rest);
}

bool pb_event_types_has(const pb_event_types *types, int category, int problem_area) {
  const GPtrArray *all[] = {types->own.meanings, types->shipped.meanings};
  for (size_t t = 0; t < G_N_ELEMENTS(all); t++)
    for (guint i = 0; i < all[t]->len; i++) {
      const pb_event_meaning *one = g_ptr_array_index(all[t], i);
      if (one->category == category && one->problem_area == problem_area)
        return true;
    }
  return false;
}
