/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/names_index.h"

#include <string.h>

#include "engine/params.h"
#include "io/fold_text.h"

struct pb_names_index {
  const pb_dataset *dataset;
  GHashTable *places;       /* folded text -> packed pb_place_found */
  GHashTable *types;        /* folded text -> position + 1 */
  GHashTable *places_cache; /* text as it stands in cells -> packed */
  GHashTable *types_cache;
  bool careful;   /* a column has begun */
  bool not_codes; /* it has held something that is no code */
};

/* A hash value is never NULL: kind and index in one number above 0, with two flags. */
enum { IS_NO_CODE = 4, HAS_LOST_ZERO = 8, FLAGS = 16 };

static gpointer pack(pb_place_found found) {
  return GUINT_TO_POINTER((guint)(found.index * FLAGS + (int)found.kind) + 1);
}

static pb_place_found unpack(gpointer packed) {
  guint number = GPOINTER_TO_UINT(packed) - 1;
  return (pb_place_found){(pb_place_kind)(number % IS_NO_CODE), (int)(number / FLAGS)};
}

static gpointer with_flags(gpointer packed, guint flags) {
  return GUINT_TO_POINTER(((GPOINTER_TO_UINT(packed) - 1) | flags) + 1);
}

static guint flags_of(gpointer packed) {
  return (GPOINTER_TO_UINT(packed) - 1) & (IS_NO_CODE | HAS_LOST_ZERO);
}

static void add_place(pb_names_index *index, const char *text, pb_place_kind kind, int position) {
  char *folded = pb_fold_text(text);
  if (g_hash_table_contains(index->places, folded))
    g_free(folded); /* the first meaning stays: municipalities come before counties */
  else
    g_hash_table_insert(index->places, folded, pack((pb_place_found){kind, position}));
}

static void add_type(pb_names_index *index, const char *text, size_t type) {
  char *folded = pb_fold_text(text);
  if (g_hash_table_contains(index->types, folded))
    g_free(folded);
  else
    g_hash_table_insert(index->types, folded, GUINT_TO_POINTER((guint)type + 1));
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
    const pb_municipality *one = &dataset->municipalities[m];
    g_autofree char *four = g_strconcat("00", one->county_code, NULL); /* as Kolada writes it */
    add_place(index, one->county_code, PB_PLACE_COUNTY, (int)m);
    add_place(index, four, PB_PLACE_COUNTY, (int)m);
    add_place(index, one->county_name, PB_PLACE_COUNTY, (int)m);
  }
  static const char *const country[] = {"00",      "riket", "hela landet",
                                        "sverige", "0000",  "00 riket"};
  for (size_t i = 0; i < G_N_ELEMENTS(country); i++)
    add_place(index, country[i], PB_PLACE_COUNTRY, 0);
  for (size_t t = 0; t < dataset->n_types; t++) {
    const char *names[] = {dataset->types[t].key, dataset->types[t].label_sv,
                           dataset->types[t].label_en};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
      add_type(index, names[i], t);
  }
  for (size_t t = 0; t < dataset->n_types; t++) /* a label is stronger than an alias */
    for (char **alias = dataset->types[t].aliases; alias && *alias; alias++)
      add_type(index, *alias, t);
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

bool pb_is_destroyed(const char *text) {
  return strstr(text, "\xEF\xBF\xBD") != NULL;
}

static gpointer lookup_name(const pb_names_index *index, const char *folded);

/* Nothing, text that cannot be read, or a name of the same place: what may stand beside a code. */
static bool agrees(const pb_names_index *index, const char *rest, gpointer place) {
  gpointer named = *rest ? lookup_name(index, rest) : NULL;
  return !named || unpack(named).index == unpack(place).index ||
         unpack(named).kind != unpack(place).kind;
}

/* "1880 Örebro", "1880-Örebro": a code with its name in one cell. */
static gpointer place_by_leading_code(const pb_names_index *index, const char *folded) {
  size_t digits = strspn(folded, "0123456789");
  if (digits < 2 || digits > 4 || !folded[digits] || !strchr(" -_,:;", folded[digits]))
    return NULL;
  g_autofree char *code = g_strndup(folded, digits);
  gpointer place = g_hash_table_lookup(index->places, code);
  const char *rest = folded + digits;
  rest += strspn(rest, " -_,:;");
  return place && agrees(index, rest, place) ? place : NULL;
}

/* The name without "kommun", "stad" and the genitive before them. */
static gpointer place_by_stem(const pb_names_index *index, const char *folded) {
  static const char *const endings[] = {" kommun", " stad", " municipality"};
  for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
    if (!g_str_has_suffix(folded, endings[i]))
      continue;
    g_autofree char *stem = g_strndup(folded, strlen(folded) - strlen(endings[i]));
    gpointer place = g_hash_table_lookup(index->places, stem);
    size_t n = strlen(stem);
    if (!place && n > 2 && stem[n - 1] == 's') {
      stem[n - 1] = '\0';
      place = g_hash_table_lookup(index->places, stem);
    }
    if (place && unpack(place).kind == PB_PLACE_MUNICIPALITY)
      return place;
  }
  return NULL;
}

static gpointer lookup_name(const pb_names_index *index, const char *folded) {
  gpointer place = g_hash_table_lookup(index->places, folded);
  return place ? place : place_by_stem(index, folded);
}

static bool in_county(const pb_names_index *index, gpointer place, const char *county) {
  pb_place_found found = unpack(place);
  gpointer named = lookup_name(index, county);
  if (!named || found.kind != PB_PLACE_MUNICIPALITY)
    return false;
  const pb_municipality *all = index->dataset->municipalities;
  return unpack(named).kind == PB_PLACE_COUNTY &&
         g_str_equal(all[unpack(named).index].county_code, all[found.index].county_code);
}

/* "Håbo (Uppsala län)", "Håbo, Uppsala län", "Örebro (1880)": what stands second must be true. */
static gpointer place_with_addition(const pb_names_index *index, const char *folded) {
  size_t name = strcspn(folded, "(,");
  if (name < 2 || !folded[name])
    return NULL;
  const char *second = folded + name + 1;
  second += strspn(second, " ");
  size_t n = strlen(second);
  if (folded[name] == '(' && n && second[n - 1] == ')')
    n--;
  while (name && folded[name - 1] == ' ')
    name--;
  g_autofree char *first = g_strndup(folded, name), *addition = g_strndup(second, n);
  gpointer place = lookup_name(index, first), added = lookup_name(index, addition);
  if (added && g_ascii_isdigit(*addition))
    return agrees(index, first, added) ? added : NULL;
  if (!place)
    place = place_by_leading_code(index, first);
  return place && in_county(index, place, addition) ? place : NULL;
}

/* A bad file must not fill the memory with wrong names. */
#define CACHE_LIMIT 100000

static void remember(GHashTable *cache, const char *text, gpointer value) {
  if (g_hash_table_size(cache) < CACHE_LIMIT)
    g_hash_table_insert(cache, g_strdup(text), value);
}

static gpointer find_place(const pb_names_index *index, const char *text) {
  g_autofree char *folded = pb_fold_text(text);
  gpointer place = lookup_name(index, folded);
  if (!place)
    place = place_by_leading_code(index, folded);
  if (!place)
    place = place_with_addition(index, folded);
  if (!place)
    place = pack((pb_place_found){PB_PLACE_UNKNOWN, 0});
  size_t digits = strspn(folded, "0123456789");
  pb_place_kind kind = unpack(place).kind;
  bool name = kind == PB_PLACE_MUNICIPALITY && !digits;
  bool other_number = kind == PB_PLACE_UNKNOWN && digits && !folded[digits];
  guint flags = name || other_number ? IS_NO_CODE : 0;
  if (digits == 3 && !folded[digits])
    flags |= HAS_LOST_ZERO;
  return with_flags(place, flags);
}

void pb_names_begin_column(pb_names_index *index) {
  index->careful = true;
  index->not_codes = false;
}

pb_place_found pb_names_place(pb_names_index *index, const pb_cell *cell) {
  gpointer packed = g_hash_table_lookup(index->places_cache, cell->text);
  if (!packed) {
    packed = find_place(index, cell->text);
    remember(index->places_cache, cell->text, packed);
  }
  guint flags = flags_of(packed);
  if (flags && index->careful) {
    if ((flags & HAS_LOST_ZERO) && index->not_codes)
      return (pb_place_found){PB_PLACE_UNKNOWN, 0};
    if (flags & IS_NO_CODE)
      index->not_codes = true;
  }
  return unpack(packed);
}

int pb_names_type(pb_names_index *index, const pb_cell *cell) {
  gpointer value = g_hash_table_lookup(index->types_cache, cell->text);
  if (!value) {
    g_autofree char *folded = pb_fold_text(cell->text);
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
  /* Among so many names one is near any word: a slip of the hand changes a letter in three. */
  return pb_nearest_name_within(wrong, names, n, (size_t)g_utf8_strlen(wrong, -1) / 3);
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
