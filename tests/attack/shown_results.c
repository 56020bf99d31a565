/* SPDX-License-Identifier: GPL-3.0-or-later */
/* results.json, tables/ *.csv (without the blank) and tables.xlsx as tables of texts. */
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/xlsx.h"
#include "tests/attack/attack.h"

/* Results whose name has another's as its beginning stand before it. */
static const char *const names[] = {"overview",
                                    "long-series",
                                    "recent-years",
                                    "group",
                                    "funnel-limits",
                                    "funnel",
                                    "map",
                                    "quarterly",
                                    "population",
                                    "week-clock",
                                    "year-wheel",
                                    "event-areas",
                                    "event-sub-areas",
                                    "event-series",
                                    "event-clock",
                                    "event-wheel",
                                    "hot-cells",
                                    "hot-spots",
                                    "cell-changes",
                                    "density-contours",
                                    "near-repeat",
                                    "indicators",
                                    "place-stability",
                                    "place-concentration",
                                    "survey-published",
                                    "survey-groups",
                                    "survey-response",
                                    "survey-index",
                                    "survey",
                                    "goal-series",
                                    "goals",
                                    "measures",
                                    "priority"};

void free_shown_table(gpointer p) {
  shown_table *table = p;
  g_free(table->file);
  g_free(table->place);
  g_free(table->name);
  g_free(table->subject);
  g_ptr_array_unref(table->header);
  g_ptr_array_unref(table->rows);
  g_hash_table_unref(table->scalars);
  g_free(table);
}

static shown_table *new_table(sort in, const char *file, const char *place) {
  shown_table *table = g_new0(shown_table, 1);
  table->in = in;
  table->file = g_strdup(file);
  table->place = g_strdup(place);
  table->header = g_ptr_array_new_with_free_func(g_free);
  table->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  table->scalars = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return table;
}

/* "funnel-limits-theft" */
static void set_name(shown_table *table, const char *stem) {
  for (size_t i = 0; i < G_N_ELEMENTS(names) && !table->name; i++) {
    size_t n = strlen(names[i]);
    if (strncmp(stem, names[i], n) == 0 && (stem[n] == '\0' || stem[n] == '-')) {
      table->name = g_strdup(names[i]);
      table->subject = g_strdup(stem[n] ? stem + n + 1 : "");
    }
  }
  if (!table->name) {
    table->name = g_strdup(stem);
    table->subject = g_strdup("");
  }
}

bool read_number(const char *text, double *value, double *step) {
  GString *plain = g_string_new(NULL);
  for (const char *p = text; p && *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == 0x2212)
      g_string_append_c(plain, '-');
    else if (!g_unichar_isspace(c) && c != 0x202F && c != 0x2009)
      g_string_append_unichar(plain, c);
  }
  g_autofree char *clean = g_string_free(plain, FALSE);
  char *comma = strchr(clean, ',');
  /* A comma before three last digits parts thousands; elsewhere it is the decimal sign. */
  if (comma && strlen(comma) == 4 && !strchr(clean, '.') && clean[0] != '0')
    memmove(comma, comma + 1, strlen(comma));
  else if (comma)
    *comma = '.';
  char *end;
  *value = g_ascii_strtod(clean, &end);
  if (end == clean || *end || !isfinite(*value))
    return false;
  const char *point = strchr(clean, '.');
  size_t decimals = point ? strlen(point + 1) : 0;
  if (step)
    *step = decimals > 6 || strpbrk(clean, "eE") ? 0 : pow(10, -(double)decimals);
  return true;
}

int shown_column(const shown_table *table, const char *name) {
  for (guint c = 0; c < table->header->len; c++)
    if (g_str_equal(table->header->pdata[c], name))
      return (int)c;
  return -1;
}

const char *shown_cell(const shown_table *table, guint row, const char *column) {
  int c = shown_column(table, column);
  char **cells = table->rows->pdata[row];
  return c >= 0 && cells[c] && *cells[c] ? cells[c] : NULL;
}

bool shown_number(const shown_table *table, guint row, const char *column, double *value) {
  const char *text = shown_cell(table, row, column);
  return text && read_number(text, value, NULL);
}

bool shown_scalar(const shown_table *table, const char *name, double *value) {
  const double *found = g_hash_table_lookup(table->scalars, name);
  if (found)
    *value = *found;
  return found != NULL;
}

static char *json_text(JsonNode *node) {
  if (json_node_is_null(node))
    return g_strdup("");
  if (json_node_get_value_type(node) == G_TYPE_STRING)
    return g_strdup(json_node_get_string(node));
  if (json_node_get_value_type(node) == G_TYPE_BOOLEAN)
    return g_strdup(json_node_get_boolean(node) ? "1" : "0");
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  return g_strdup(g_ascii_dtostr(digits, sizeof digits, json_node_get_double(node)));
}

static shown_table *read_json_result(JsonObject *result, const char *file, const char *place) {
  shown_table *table = new_table(IN_JSON, file, place);
  table->name = g_strdup(json_object_get_string_member(result, "name"));
  JsonObject *texts = json_object_get_object_member(result, "texts");
  const char *subject = json_object_get_string_member_with_default(texts, "type", NULL);
  if (!subject)
    subject = json_object_get_string_member_with_default(texts, "area", "");
  table->subject = g_strdup(subject);
  JsonObject *scalars = json_object_get_object_member(result, "scalars");
  g_autoptr(GList) members = json_object_get_members(scalars);
  for (GList *m = members; m; m = m->next)
    if (!json_object_get_null_member(scalars, m->data)) {
      double value = json_object_get_double_member(scalars, m->data);
      g_hash_table_insert(table->scalars, g_strdup(m->data), g_memdup2(&value, sizeof value));
    }
  JsonArray *columns = json_object_get_array_member(result, "columns");
  guint n_columns = json_array_get_length(columns);
  for (guint c = 0; c < n_columns; c++) {
    JsonObject *column = json_array_get_object_element(columns, c);
    JsonArray *values = json_object_get_array_member(column, "values");
    g_ptr_array_add(table->header, g_strdup(json_object_get_string_member(column, "name")));
    for (guint r = 0; r < json_array_get_length(values); r++) {
      if (c == 0)
        g_ptr_array_add(table->rows, g_new0(char *, n_columns + 1));
      ((char **)table->rows->pdata[r])[c] = json_text(json_array_get_element(values, r));
    }
  }
  return table;
}

static void read_json(GPtrArray *to, const char *path, const char *file, const char *place) {
  g_autoptr(JsonParser) parser = json_parser_new();
  if (!json_parser_load_from_file(parser, path, NULL))
    return;
  JsonArray *results =
      json_object_get_array_member(json_node_get_object(json_parser_get_root(parser)), "results");
  for (guint i = 0; i < json_array_get_length(results); i++)
    g_ptr_array_add(to, read_json_result(json_array_get_object_element(results, i), file, place));
}

/* Fields of one line; quotation marks are taken off. */
static GPtrArray *split_line(const char *line, char delimiter) {
  GPtrArray *fields = g_ptr_array_new_with_free_func(g_free);
  GString *field = g_string_new(NULL);
  bool quoted = false;
  for (; *line; line++) {
    if (*line == '"')
      quoted = !quoted;
    else if (*line == delimiter && !quoted) {
      g_ptr_array_add(fields, g_strdup(field->str));
      g_string_truncate(field, 0);
    } else if (*line != '\r') {
      g_string_append_c(field, *line);
    }
  }
  g_ptr_array_add(fields, g_string_free(field, FALSE));
  return fields;
}

static void add_row(shown_table *table, const GPtrArray *fields) {
  char **cells = g_new0(char *, table->header->len + 1);
  for (guint c = 0; c < table->header->len; c++)
    cells[c] = g_strdup(c < fields->len && fields->pdata[c] ? fields->pdata[c] : "");
  g_ptr_array_add(table->rows, cells);
}

static void read_csv(GPtrArray *to, const char *path, const char *file, const char *place) {
  g_autofree char *text = NULL, *base = g_path_get_basename(path);
  if (!g_file_get_contents(path, &text, NULL, NULL))
    return;
  base[strlen(base) - strlen(".csv")] = '\0';
  shown_table *table = new_table(IN_CSV, file, place);
  set_name(table, base);
  const char *start = g_str_has_prefix(text, "\xEF\xBB\xBF") ? text + 3 : text;
  g_auto(GStrv) lines = g_strsplit(start, "\n", -1);
  char delimiter = lines[0] && strchr(lines[0], ';') ? ';' : ',';
  for (size_t i = 0; lines[i] && *lines[i]; i++) {
    g_autoptr(GPtrArray) fields = split_line(lines[i], delimiter);
    if (i > 0)
      add_row(table, fields);
    else
      for (guint c = 0; c < fields->len; c++)
        g_ptr_array_add(table->header, g_strdup(fields->pdata[c]));
  }
  g_ptr_array_add(to, table);
}

/* The texts of one row by column; gaps are NULL. */
static GPtrArray *sheet_row(const pb_xlsx_sheet *sheet, guint row) {
  const pb_xlsx_row *at = &g_array_index(sheet->rows, pb_xlsx_row, row);
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_set_size(texts, (gint)sheet->width);
  for (size_t i = at->first; i < at->first + at->n; i++) {
    const pb_xlsx_cell *cell = &g_array_index(sheet->cells, pb_xlsx_cell, i);
    texts->pdata[cell->column] = g_strdup(cell->text);
  }
  return texts;
}

static void read_sheet(GPtrArray *to, pb_xlsx *book, const char *sheet, const char *file,
                       const char *place) {
  g_autoptr(pb_xlsx_sheet) cells = pb_xlsx_read(book, sheet, '.', NULL);
  if (!cells || cells->rows->len < 2)
    return;
  shown_table *table = new_table(IN_XLSX, file, place);
  set_name(table, sheet);
  g_autoptr(GPtrArray) head = sheet_row(cells, 0);
  for (guint c = 0; c < head->len; c++)
    g_ptr_array_add(table->header, g_strdup(head->pdata[c] ? head->pdata[c] : ""));
  for (guint r = 1; r < cells->rows->len; r++) {
    g_autoptr(GPtrArray) row = sheet_row(cells, r);
    add_row(table, row);
  }
  g_ptr_array_add(to, table);
}

static void read_workbook(GPtrArray *to, const char *path, const char *file, const char *place) {
  g_autofree char *bytes = NULL;
  gsize n;
  if (!g_file_get_contents(path, &bytes, &n, NULL))
    return;
  g_autoptr(pb_xlsx) book = pb_xlsx_open(path, bytes, n, 0, NULL);
  const char *const *sheets = book ? pb_xlsx_sheets(book) : NULL;
  for (size_t i = 0; sheets && sheets[i]; i++)
    read_sheet(to, book, sheets[i], file, place);
}

static int by_name(gconstpointer a, gconstpointer b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *report_folders(const char *folder) {
  GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  const char *name;
  while (dir && (name = g_dir_read_name(dir)))
    if (strlen(name) > 5 && name[4] == '-' && g_ascii_isdigit(name[0]))
      g_ptr_array_add(found, g_strdup(name));
  g_ptr_array_sort(found, by_name);
  return found;
}

GPtrArray *read_shown_tables(const char *folder) {
  GPtrArray *to = g_ptr_array_new_with_free_func(free_shown_table);
  g_autoptr(GPtrArray) places = report_folders(folder);
  for (guint i = 0; i < places->len; i++) {
    const char *name = places->pdata[i];
    g_autofree char *place = g_strndup(name, 4);
    g_autofree char *json = g_build_filename(folder, name, "results.json", NULL);
    g_autofree char *json_file = g_build_filename(name, "results.json", NULL);
    g_autofree char *xlsx = g_build_filename(folder, name, "tables.xlsx", NULL);
    g_autofree char *xlsx_file = g_build_filename(name, "tables.xlsx", NULL);
    g_autofree char *tables = g_build_filename(folder, name, "tables", NULL);
    read_json(to, json, json_file, place);
    read_workbook(to, xlsx, xlsx_file, place);
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(tables, 0, NULL);
    const char *one;
    while (dir && (one = g_dir_read_name(dir)))
      g_ptr_array_add(files, g_strdup(one));
    g_ptr_array_sort(files, by_name);
    for (guint f = 0; f < files->len; f++) {
      g_autofree char *path = g_build_filename(tables, files->pdata[f], NULL);
      g_autofree char *file = g_build_filename(name, "tables", files->pdata[f], NULL);
      read_csv(to, path, file, place);
    }
  }
  return to;
}
