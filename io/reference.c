/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/reference.h"

#include <stdlib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/area_guidance.h"
#include "io/reference_table.h"

const char *const pb_reference_files[] = {
    "municipalities.csv",      "crime_types.csv",    "event_categories.csv", "event_types.csv",
    "problem_areas.csv",       "series_breaks.csv",  "headers.csv",          "type_aliases.csv",
    "priority_cut_points.csv", "area_questions.csv", "area_commitments.csv", NULL};

typedef pb_reference_table reader;

#define copy pb_reference_copy

static const char *municipality_row(reader *r, const pb_cell *c) {
  pb_municipality one = {copy(&c[0]), copy(&c[1]), copy(&c[2]), copy(&c[3]),
                         copy(&c[4]), copy(&c[5]), copy(&c[6])};
  g_array_append_val(r->rows, one);
  return c[0].length == 4 && c[3].length == 2 && c[1].length
             ? NULL
             : _("A municipality has a code of four digits, a name and a county code of two.");
}

static int by_code(const void *a, const void *b) {
  return strcmp(((const pb_municipality *)a)->code, ((const pb_municipality *)b)->code);
}

typedef struct {
  int order;
  guint position;
  char *parent;
} type_order;

static const char *type_row(reader *r, const pb_cell *c) {
  pb_crime_type one = {.key = copy(&c[0]),
                       .label_sv = copy(&c[1]),
                       .label_en = copy(&c[2]),
                       .noun_sv = copy(&c[3]),
                       .noun_en = copy(&c[4]),
                       .noun_def_sv = copy(&c[5]),
                       .noun_def_en = copy(&c[6]),
                       .problem_area = copy(&c[7]),
                       .parent = -1,
                       .is_total = g_str_equal(c[9].text, "1"),
                       .note_sv = copy(&c[10]),
                       .note_en = copy(&c[11])};
  g_array_append_val(r->rows, one);
  type_order order = {atoi(c[12].text), r->rows->len - 1, copy(&c[8])};
  g_array_append_val((GArray *)r->extra, order);
  return c[0].length && order.order > 0 ? NULL : _("A crime type has a key and an order above 0.");
}

static int by_order(const void *a, const void *b) {
  const type_order *x = a, *y = b;
  if (x->order != y->order)
    return x->order < y->order ? -1 : 1;
  return x->position < y->position ? -1 : x->position > y->position;
}

static const char *area_row(reader *r, const pb_cell *c) {
  pb_problem_area one = {copy(&c[0]), copy(&c[1]), copy(&c[2]),
                         g_ascii_strcasecmp(c[3].text, "yes") == 0};
  g_array_append_val(r->rows, one);
  if (c[3].length && !one.restricted)
    return _("The column restricted says yes, or nothing.");
  return c[0].length ? NULL : _("A problem area has a key.");
}

static const char *category_row(reader *r, const pb_cell *c) {
  pb_event_category one = {copy(&c[0]), copy(&c[1]), copy(&c[2])};
  g_array_append_val(r->rows, one);
  return c[0].length ? NULL : _("A category has a key.");
}

static const char *break_row(reader *r, const pb_cell *c) {
  pb_series_break one = {atoi(c[0].text), copy(&c[1]), copy(&c[2]),
                         copy(&c[3]),     copy(&c[4]), copy(&c[5])};
  g_array_append_val(r->rows, one);
  return one.year >= 1900 && one.year < 2200 ? NULL : _("A series break has a year.");
}

static const char *const municipality_headers[] = {
    "code", "name", "full_name", "county_code", "county_name", "group_code", "group_name", NULL};

static void keep_municipalities(pb_dataset *dataset, GArray *rows) {
  dataset->n_municipalities = rows->len;
  dataset->municipalities = (pb_municipality *)(void *)g_array_free(rows, FALSE);
  if (dataset->n_municipalities)
    qsort(dataset->municipalities, dataset->n_municipalities, sizeof(pb_municipality), by_code);
}

static bool load_municipalities(const char *data_dir, pb_dataset *dataset, GError **error) {
  GArray *rows = g_array_new(FALSE, TRUE, sizeof(pb_municipality));
  reader r = {.headers = municipality_headers, .on_row = municipality_row, .rows = rows};
  bool done = pb_reference_table_read(data_dir, "municipalities.csv", &r, error);
  keep_municipalities(dataset, rows);
  return done;
}

/* Two rows of one code, which no source could tell apart? */
static bool all_differ(const pb_dataset *dataset, const char *shown, GError **error) {
  for (size_t m = 1; m < dataset->n_municipalities; m++)
    if (g_str_equal(dataset->municipalities[m].code, dataset->municipalities[m - 1].code)) {
      g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                  _("%s: Two municipalities have the code %s; every code stands for one."), shown,
                  dataset->municipalities[m].code);
      return false;
    }
  return true;
}

bool pb_reference_load_own_municipalities(const char *path, const char *shown, pb_dataset *dataset,
                                          GError **error) {
  pb_dataset_clear_municipalities(dataset);
  GArray *rows = g_array_new(FALSE, TRUE, sizeof(pb_municipality));
  reader r = {.headers = municipality_headers, .on_row = municipality_row, .rows = rows};
  bool done = pb_reference_table_read_own(path, shown, &r, error);
  keep_municipalities(dataset, rows);
  return done && all_differ(dataset, shown, error);
}

/* Into the order of the reports; parents from keys to positions. */
static bool arrange_types(pb_dataset *dataset, GArray *rows, GArray *orders, GError **error) {
  g_array_sort(orders, by_order);
  dataset->n_types = rows->len;
  dataset->types = g_new0(pb_crime_type, rows->len);
  for (guint i = 0; i < orders->len; i++)
    dataset->types[i] =
        g_array_index(rows, pb_crime_type, g_array_index(orders, type_order, i).position);
  bool done = true;
  for (guint i = 0; i < orders->len; i++) {
    char *parent = g_array_index(orders, type_order, i).parent;
    if (*parent && done) {
      dataset->types[i].parent = pb_dataset_type(dataset, parent);
      if (dataset->types[i].parent < 0) {
        g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                    _("Reference table %s: The crime type %s has the parent %s, which is not in "
                      "the table."),
                    "crime_types.csv", dataset->types[i].key, parent);
        done = false;
      }
    }
    g_free(parent);
  }
  return done;
}

static bool load_types(const char *data_dir, pb_dataset *dataset, GError **error) {
  static const char *const headers[] = {
      "key",          "label_sv", "label_en", "noun_sv", "noun_en", "noun_def_sv", "noun_def_en",
      "problem_area", "parent",   "is_total", "note_sv", "note_en", "order",       NULL};
  g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(pb_crime_type));
  g_autoptr(GArray) orders = g_array_new(FALSE, TRUE, sizeof(type_order));
  reader r = {.headers = headers, .on_row = type_row, .rows = rows, .extra = orders};
  bool read = pb_reference_table_read(data_dir, "crime_types.csv", &r, error);
  /* Arranged also after an error: the dataset then frees the texts. */
  bool arranged = arrange_types(dataset, rows, orders, read ? error : NULL);
  return read && arranged;
}

/* "Totalt antal brott" is total. */
static const char *alias_row(reader *r, const pb_cell *c) {
  pb_dataset *dataset = r->extra;
  int type = pb_dataset_type(dataset, c[0].text);
  if (type < 0 || !c[1].length)
    return _("An alias has the key of a crime type and a text.");
  pb_crime_type *one = &dataset->types[type];
  size_t n = one->aliases ? g_strv_length(one->aliases) : 0;
  one->aliases = g_renew(char *, one->aliases, n + 2);
  one->aliases[n] = copy(&c[1]);
  one->aliases[n + 1] = NULL;
  return NULL;
}

static bool load_aliases(const char *data_dir, pb_dataset *dataset, GError **error) {
  static const char *const headers[] = {"key", "alias", NULL};
  reader r = {.headers = headers, .on_row = alias_row, .extra = dataset};
  return pb_reference_table_read(data_dir, "type_aliases.csv", &r, error);
}

static bool load_categories(const char *data_dir, pb_dataset *dataset, GError **error) {
  static const char *const headers[] = {"key", "label_sv", "label_en", NULL};
  reader r = {.headers = headers,
              .on_row = category_row,
              .rows = g_array_new(FALSE, TRUE, sizeof(pb_event_category))};
  bool done = pb_reference_table_read(data_dir, "event_categories.csv", &r, error);
  dataset->n_event_categories = r.rows->len;
  dataset->event_categories = (pb_event_category *)(void *)g_array_free(r.rows, FALSE);
  return done;
}

bool pb_reference_load(const char *data_dir, pb_dataset *dataset, GError **error) {
  static const char *const area_headers[] = {"key", "label_sv", "label_en", "restricted", NULL};
  static const char *const break_headers[] = {"year",    "applies_to", "short_sv", "short_en",
                                              "text_sv", "text_en",    NULL};
  if (!load_municipalities(data_dir, dataset, error) || !load_types(data_dir, dataset, error) ||
      !load_aliases(data_dir, dataset, error) || !load_categories(data_dir, dataset, error))
    return false;
  reader areas = {.headers = area_headers,
                  .on_row = area_row,
                  .rows = g_array_new(FALSE, TRUE, sizeof(pb_problem_area))};
  bool done = pb_reference_table_read(data_dir, "problem_areas.csv", &areas, error);
  dataset->n_areas = areas.rows->len;
  dataset->areas = (pb_problem_area *)(void *)g_array_free(areas.rows, FALSE);
  if (!done)
    return false;
  reader breaks = {.headers = break_headers,
                   .on_row = break_row,
                   .rows = g_array_new(FALSE, TRUE, sizeof(pb_series_break))};
  done = pb_reference_table_read(data_dir, "series_breaks.csv", &breaks, error);
  dataset->n_breaks = breaks.rows->len;
  dataset->breaks = (pb_series_break *)(void *)g_array_free(breaks.rows, FALSE);
  return done && pb_area_guidance_load(data_dir, dataset, error);
}

static const char *header_row(reader *r, const pb_cell *c) {
  pb_known_headers_add(r->extra, c[0].text, c[1].text, c[2].text);
  return c[0].length && c[1].length && c[2].length ? NULL : _("A row names kind, role and header.");
}

pb_known_headers *pb_reference_load_headers(const char *data_dir, GError **error) {
  static const char *const headers[] = {"kind", "role", "header", NULL};
  g_autoptr(pb_known_headers) known = pb_known_headers_new();
  reader r = {.headers = headers, .on_row = header_row, .extra = known};
  if (!pb_reference_table_read(data_dir, "headers.csv", &r, error))
    return NULL;
  return g_steal_pointer(&known);
}
