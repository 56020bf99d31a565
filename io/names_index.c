/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/names_index.h"

#include <string.h>

#include "engine/params.h"

struct pb_names_index {
  const pb_dataset *dataset;
  GHashTable *places;       /* folded text -> packed pb_place_found */
  GHashTable *types;        /* folded text -> position + 1 */
  GHashTable *places_cache; /* text as it stands in cells -> packed */
  GHashTable *types_cache;
};

/* A hash value is never NULL: kind and index in one number above 0. */
static gpointer pack(pb_place_found found) {
  return GUINT_TO_POINTER((guint)(found.index * 4 + (int)found.kind) + 1);
}

static pb_place_found unpack(gpointer packed) {
  guint number = GPOINTER_TO_UINT(packed) - 1;
  return (pb_place_found){(pb_place_kind)(number % 4), (int)(number / 4)};
}

/* Lower case, blanks around removed, runs of blanks (no-break ones too) as one space. */
static char *fold(const char *text) {
  g_autoptr(GString) plain = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isspace(c))
      g_string_append_unichar(plain, c);
    else if (plain->len && plain->str[plain->len - 1] != ' ')
      g_string_append_c(plain, ' ');
  }
  g_strchomp(plain->str);
  return g_utf8_casefold(plain->str, -1);
}

static void add_place(pb_names_index *index, const char *text, pb_place_kind kind, int position) {
  char *folded = fold(text);
  if (g_hash_table_contains(index->places, folded))
    g_free(folded); /* the first meaning stays: municipalities come before counties */
  else
    g_hash_table_insert(index->places, folded, pack((pb_place_found){kind, position}));
}

pb_names_index *pb_names_index_new(const pb_dataset *dataset) {
  pb_names_index *index = g_new0(pb_names_index, 1);
  index->dataset = dataset;
  GHashTable **tables[] = {&index->places, &index->types, &index->places_cache,
                           &index->types_cache};
  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
    *tables[i] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (size_t m = 0; m < dataset->n_municipalities; m++) {
    const pb_municipality *one = &dataset->municipalities[m];
    const char *names[] = {one->code, one->name, one->full_name};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
      add_place(index, names[i], PB_PLACE_MUNICIPALITY, (int)m);
    if (one->code[0] == '0')
      add_place(index, one->code + 1, PB_PLACE_MUNICIPALITY, (int)m);
    /* "Malmö stad" and "Stockholms stad" beside "Malmö kommun" and "Stockholms kommun". */
    size_t stem = strlen(one->full_name);
    if (g_str_has_suffix(one->full_name, " kommun"))
      stem -= strlen(" kommun");
    g_autofree char *kommun = g_strconcat(one->name, " kommun", NULL);
    g_autofree char *stad = g_strconcat(one->name, " stad", NULL);
    g_autofree char *genitive = g_strdup_printf("%.*s stad", (int)stem, one->full_name);
    add_place(index, kommun, PB_PLACE_MUNICIPALITY, (int)m);
    add_place(index, stad, PB_PLACE_MUNICIPALITY, (int)m);
    add_place(index, genitive, PB_PLACE_MUNICIPALITY, (int)m);
  }
  for (size_t m = 0; m < dataset->n_municipalities; m++) {
    add_place(index, dataset->municipalities[m].county_code, PB_PLACE_COUNTY, (int)m);
    add_place(index, dataset->municipalities[m].county_name, PB_PLACE_COUNTY, (int)m);
  }
  static const char *const country[] = {"00",      "riket", "hela landet",
                                        "sverige", "0000",  "00 riket"};
  for (size_t i = 0; i < G_N_ELEMENTS(country); i++)
    add_place(index, country[i], PB_PLACE_COUNTRY, 0);
  for (size_t t = 0; t < dataset->n_types; t++) {
    const char *names[] = {dataset->types[t].key, dataset->types[t].label_sv,
                           dataset->types[t].label_en};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
      char *folded = fold(names[i]);
      if (g_hash_table_contains(index->types, folded))
        g_free(folded);
      else
        g_hash_table_insert(index->types, folded, GUINT_TO_POINTER((guint)t + 1));
    }
  }
  return index;
}

void pb_names_index_free(pb_names_index *index) {
  if (!index)
    return;
  g_hash_table_unref(index->places);
  g_hash_table_unref(index->types);
  g_hash_table_unref(index->places_cache);
  g_hash_table_unref(index->types_cache);
  g_free(index);
}

/* "1880 Örebro": a code with its name in one cell. */
static gpointer place_by_leading_code(pb_names_index *index, const char *folded) {
  size_t digits = strspn(folded, "0123456789");
  if (digits < 2 || digits > 4 || folded[digits] != ' ')
    return NULL;
  g_autofree char *code = g_strndup(folded, digits);
  return g_hash_table_lookup(index->places, code);
}

/* A bad file must not fill the memory with wrong names. */
#define CACHE_LIMIT 100000

static void remember(GHashTable *cache, const char *text, gpointer value) {
  if (g_hash_table_size(cache) < CACHE_LIMIT)
    g_hash_table_insert(cache, g_strdup(text), value);
}

pb_place_found pb_names_place(pb_names_index *index, const pb_cell *cell) {
  gpointer packed = g_hash_table_lookup(index->places_cache, cell->text);
  if (!packed) {
    g_autofree char *folded = fold(cell->text);
    packed = g_hash_table_lookup(index->places, folded);
    if (!packed)
      packed = place_by_leading_code(index, folded);
    if (!packed)
      packed = pack((pb_place_found){PB_PLACE_UNKNOWN, 0});
    remember(index->places_cache, cell->text, packed);
  }
  return unpack(packed);
}

int pb_names_type(pb_names_index *index, const pb_cell *cell) {
  gpointer value = g_hash_table_lookup(index->types_cache, cell->text);
  if (!value) {
    g_autofree char *folded = fold(cell->text);
    gpointer found = g_hash_table_lookup(index->types, folded);
    value = GUINT_TO_POINTER(GPOINTER_TO_UINT(found) + 1); /* 1: unknown */
    remember(index->types_cache, cell->text, value);
  }
  return (int)GPOINTER_TO_UINT(value) - 2;
}

const char *pb_names_nearest_place(const pb_names_index *index, const char *wrong) {
  size_t n = index->dataset->n_municipalities;
  if (g_utf8_strlen(wrong, -1) > 40)
    return NULL;
  bool has_letter = false;
  for (const char *p = wrong; *p; p = g_utf8_next_char(p))
    has_letter = has_letter || g_unichar_isalpha(g_utf8_get_char(p));
  if (!has_letter)
    return NULL; /* a code near a wrong code says nothing */
  g_autofree const char **names = g_new(const char *, n);
  for (size_t i = 0; i < n; i++)
    names[i] = index->dataset->municipalities[i].name;
  return pb_nearest_name(wrong, names, n);
}

const char *pb_names_nearest_type(const pb_names_index *index, const char *wrong) {
  size_t n = index->dataset->n_types;
  if (g_utf8_strlen(wrong, -1) > 40)
    return NULL;
  g_autofree const char **names = g_new(const char *, n);
  for (size_t i = 0; i < n; i++)
    names[i] = index->dataset->types[i].key;
  return pb_nearest_name(wrong, names, n);
}
