/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/workbook.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/cell_text.h"

/** The file says when it was made; nothing here knows a clock. 2000-01-01. */
#define CREATED 946684800
/** Days from a spreadsheet's day 0 to 1970-01-01. */
#define EPOCH_DAY 25569
#define WIDEST 40.

typedef enum { FORM_TEXT, FORM_WHOLE, FORM_COUNT, FORM_TENTH, FORM_FINE, FORM_TIME, N_FORMS } form;

typedef struct {
  const pb_workbook *book;
  lxw_workbook *file;
  GPtrArray *names; /* of the tables' sheets */
  lxw_format *forms[N_FORMS], *head, *title, *link, *wrapped;
  lxw_error status;
} writer;

static void check(writer *w, lxw_error status) {
  if (w->status == LXW_NO_ERROR)
    w->status = status;
}

static void put_text(writer *w, lxw_worksheet *sheet, size_t row, size_t column, const char *text,
                     lxw_format *format) {
  check(w, worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, text, format));
}

static void make_formats(writer *w) {
  static const char *const forms[N_FORMS] = {
      [FORM_TEXT] = "General",  [FORM_WHOLE] = "0",    [FORM_COUNT] = "#,##0",
      [FORM_TENTH] = "#,##0.0", [FORM_FINE] = "0.000", [FORM_TIME] = "yyyy-mm-dd hh:mm:ss"};
  for (int i = 0; i < N_FORMS; i++) {
    w->forms[i] = workbook_add_format(w->file);
    format_set_num_format(w->forms[i], forms[i]);
  }
  w->head = workbook_add_format(w->file);
  format_set_bold(w->head);
  format_set_bottom(w->head, LXW_BORDER_THIN);
  w->title = workbook_add_format(w->file);
  format_set_bold(w->title);
  format_set_font_size(w->title, 14);
  w->link = workbook_add_format(w->file);
  format_set_underline(w->link, LXW_UNDERLINE_SINGLE);
  format_set_font_color(w->link, 0x12426B);
  format_set_align(w->link, LXW_ALIGN_VERTICAL_TOP);
  w->wrapped = workbook_add_format(w->file);
  format_set_text_wrap(w->wrapped);
  format_set_align(w->wrapped, LXW_ALIGN_VERTICAL_TOP);
}

static bool has_name(const writer *w, const char *name) {
  for (guint i = 0; i < w->names->len; i++)
    if (g_ascii_strcasecmp(g_ptr_array_index(w->names, i), name) == 0)
      return true;
  return false;
}

/** A name that the format allows and no other sheet has. */
static const char *new_name(writer *w, const char *wanted) {
  g_autofree char *whole = g_strdelimit(g_strdup(wanted), "[]:*?/\\'", '-');
  char *name = g_utf8_substring(whole, 0, MIN(g_utf8_strlen(whole, -1), PB_SHEET_NAME_LENGTH));
  for (guint n = 2; has_name(w, name); n++) {
    g_autofree char *end = g_strdup_printf("-%u", n);
    glong room = PB_SHEET_NAME_LENGTH - (glong)strlen(end);
    g_autofree char *start = g_utf8_substring(whole, 0, MIN(g_utf8_strlen(whole, -1), room));
    g_free(name);
    name = g_strconcat(start, end, NULL);
  }
  g_ptr_array_add(w->names, name);
  return name;
}

/** Years, months and positions are no amounts: nothing parts their thousands. */
static form form_of(const pb_column *column) {
  const char *unit = pb_column_unit(column);
  switch (pb_column_type(column)) {
  case PB_TYPE_INT64:
    return unit != NULL || g_str_has_prefix(pb_column_name(column), "count") ? FORM_COUNT
                                                                             : FORM_WHOLE;
  case PB_TYPE_DOUBLE:
    return unit != NULL ? FORM_TENTH : FORM_FINE;
  case PB_TYPE_TIME:
    return FORM_TIME;
  default:
    return FORM_TEXT;
  }
}

static void put_cell(writer *w, lxw_worksheet *sheet, const pb_column *column, size_t row,
                     size_t at) {
  form shape = form_of(column);
  if (!pb_column_is_valid(column, row))
    return;
  if (shape == FORM_TEXT) {
    g_autofree char *text = pb_cell_text(column, row, '.');
    put_text(w, sheet, row + 1, at, text, NULL);
    return;
  }
  double value = pb_column_double(column, row);
  if (shape == FORM_TIME)
    value = value / 86400 + EPOCH_DAY;
  check(w,
        worksheet_write_number(sheet, (lxw_row_t)(row + 1), (lxw_col_t)at, value, w->forms[shape]));
}

static double width_of(const pb_column *column) {
  size_t longest = MAX((size_t)g_utf8_strlen(pb_column_name(column), -1), 7);
  if (pb_column_type(column) == PB_TYPE_STRING)
    for (size_t i = 0; i < pb_column_n_codes(column); i++)
      longest = MAX(longest, (size_t)g_utf8_strlen(pb_column_code_text(column, (uint32_t)i), -1));
  return MIN((double)longest + 2, WIDEST);
}

static void put_table(writer *w, const pb_workbook_table *table, const char *name) {
  lxw_worksheet *sheet = workbook_add_worksheet(w->file, name);
  const pb_result *result = table->result;
  if (pb_result_n_rows(result) >= LXW_ROW_MAX || pb_result_n_columns(result) > LXW_COL_MAX) {
    check(w, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
    return;
  }
  for (size_t c = 0; c < pb_result_n_columns(result); c++) {
    const pb_column *column = pb_result_column(result, c);
    check(w, worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, width_of(column), NULL));
    put_text(w, sheet, 0, c, pb_column_name(column), w->head);
    for (size_t r = 0; r < pb_column_length(column); r++)
      put_cell(w, sheet, column, r, c);
  }
  worksheet_freeze_panes(sheet, 1, 0);
}

/** A cell with the name of a sheet that leads there. */
static void put_link(writer *w, lxw_worksheet *sheet, size_t row, const char *name) {
  g_autofree char *target = g_strdup_printf("internal:'%s'!A1", name);
  check(w, worksheet_write_url(sheet, (lxw_row_t)row, 0, target, w->link));
  put_text(w, sheet, row, 0, name, w->link);
}

static void put_contents(writer *w) {
  lxw_worksheet *sheet = workbook_add_worksheet(w->file, new_name(w, _("Contents")));
  size_t row = 0;
  check(w, worksheet_set_column(sheet, 0, 0, PB_SHEET_NAME_LENGTH + 2, NULL));
  check(w, worksheet_set_column(sheet, 1, 1, 90, w->wrapped));
  check(w, worksheet_set_column(sheet, 2, 2, 10, NULL));
  put_text(w, sheet, row++, 0, w->book->title, w->title);
  for (size_t i = 0; w->book->facts[i] != NULL; i++)
    put_text(w, sheet, row++, 0, w->book->facts[i], NULL);
  row++;
  put_text(w, sheet, row, 0, _("sheet"), w->head);
  put_text(w, sheet, row, 1, _("what it shows"), w->head);
  put_text(w, sheet, row++, 2, _("rows"), w->head);
  size_t first = w->names->len + 1; /* the sheet of columns comes between */
  new_name(w, _("Columns"));
  for (size_t i = 0; i < w->book->n_tables; i++) {
    const pb_workbook_table *table = &w->book->tables[i];
    put_link(w, sheet, row, new_name(w, table->name));
    put_text(w, sheet, row, 1, table->explanation, w->wrapped);
    check(w, worksheet_write_number(sheet, (lxw_row_t)row++, 2,
                                    (double)pb_result_n_rows(table->result), w->forms[FORM_COUNT]));
  }
  g_assert(w->names->len == first + w->book->n_tables);
}

static const char *type_words(pb_type type) {
  switch (type) {
  case PB_TYPE_INT64:
    return _("whole number");
  case PB_TYPE_DOUBLE:
    return _("decimal number");
  case PB_TYPE_TIME:
    return _("time");
  case PB_TYPE_PERIOD:
    return _("period");
  case PB_TYPE_STRING:
    break;
  }
  return _("text");
}

/** Units and types of the columns of every table. */
static void put_columns(writer *w) {
  lxw_worksheet *sheet = workbook_add_worksheet(w->file, g_ptr_array_index(w->names, 1));
  const char *const heads[] = {_("sheet"), _("column"), _("unit"), _("type"), _("empty cells")};
  check(w, worksheet_set_column(sheet, 0, 0, PB_SHEET_NAME_LENGTH + 2, NULL));
  check(w, worksheet_set_column(sheet, 1, 4, 22, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
    put_text(w, sheet, 0, i, heads[i], w->head);
  size_t row = 1;
  for (size_t i = 0; i < w->book->n_tables; i++) {
    const pb_result *result = w->book->tables[i].result;
    for (size_t c = 0; c < pb_result_n_columns(result); c++, row++) {
      const pb_column *column = pb_result_column(result, c);
      put_link(w, sheet, row, g_ptr_array_index(w->names, i + 2));
      put_text(w, sheet, row, 1, pb_column_name(column), NULL);
      if (pb_column_unit(column) != NULL)
        put_text(w, sheet, row, 2, _(pb_column_unit(column)), NULL);
      put_text(w, sheet, row, 3, type_words(pb_column_type(column)), NULL);
      check(w, worksheet_write_number(sheet, (lxw_row_t)row, 4, (double)pb_column_missing(column),
                                      w->forms[FORM_COUNT]));
    }
  }
  worksheet_freeze_panes(sheet, 1, 0);
}

/** The library writes to a file of a name: this one is in memory and has no place in any folder. */
static GBytes *write_file(const pb_workbook *book, int file, lxw_error *status) {
  g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", file);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  writer w = {.book = book, .file = workbook_new(path), .names = names};
  if (w.file == NULL) {
    *status = LXW_ERROR_MEMORY_MALLOC_FAILED;
    return NULL;
  }
  lxw_doc_properties properties = {.title = (char *)(uintptr_t)book->title,
                                   .author = (char *)(uintptr_t) "problembild",
                                   .created = CREATED};
  check(&w, workbook_set_properties(w.file, &properties));
  make_formats(&w);
  put_contents(&w);
  put_columns(&w);
  for (size_t i = 0; i < book->n_tables; i++)
    put_table(&w, &book->tables[i], g_ptr_array_index(names, i + 2));
  check(&w, workbook_close(w.file));
  *status = w.status;
  off_t size = lseek(file, 0, SEEK_END);
  if (w.status != LXW_NO_ERROR || size < 0)
    return NULL;
  char *bytes = g_malloc((gsize)size);
  if (pread(file, bytes, (size_t)size, 0) == size)
    return g_bytes_new_take(bytes, (gsize)size);
  g_free(bytes);
  return NULL;
}

GBytes *pb_workbook_bytes(const pb_workbook *book, GError **error) {
  lxw_error status = LXW_NO_ERROR;
  int file = memfd_create("workbook", MFD_CLOEXEC);
  GBytes *bytes = file >= 0 ? write_file(book, file, &status) : NULL;
  int why = errno;
  if (file >= 0)
    close(file);
  if (bytes == NULL)
    g_set_error(error, PB_ERROR, PB_ERROR_OUTPUT, _("The workbook could not be written: %s."),
                status != LXW_NO_ERROR ? lxw_strerror(status) : g_strerror(why));
  return bytes;
}
