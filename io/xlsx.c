/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx.h"

#include <string.h>

#include "engine/error.h"
#include "engine/params.h"
#include "engine/text.h"
#include "io/xlsx_shared_strings.h"
#include "io/xlsx_styles.h"

struct pb_xlsx {
  char *name;
  pb_xlsx_zip zip;
  char *part;             /* of the workbook */
  GHashTable *worksheets; /* relationship → part */
  char *shared, *styles;  /* parts, or NULL */
  bool from_1904;
  GPtrArray *names; /* of the visible sheets */
  GPtrArray *parts;
};

static const char older_document[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

static bool begins_with(const void *bytes, size_t n, const char *magic, size_t length) {
  return n >= length && memcmp(bytes, magic, length) == 0;
}

bool pb_xlsx_looks_like(const void *bytes, size_t n) {
  return begins_with(bytes, n, "PK\3\4", 4) || begins_with(bytes, n, "PK\5\6", 4) ||
         begins_with(bytes, n, older_document, 8);
}

/* An encrypted workbook is an older document with the workbook inside. */
static bool refuse_older_document(const char *name, const void *bytes, size_t n, GError **error) {
  static const char package[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  if (!begins_with(bytes, n, older_document, 8))
    return false;
  if (memmem(bytes, n, package, sizeof package))
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: The workbook is protected by a password. Remove the password in a "
                  "spreadsheet program and save it again."),
                name);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: The file is an office document of an older kind (such as .xls). Open it in "
                  "a spreadsheet program and save it as .xlsx or CSV."),
                name);
  return true;
}

static bool refuse_other_kind(const char *name, GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
              _("%s: The file is a compressed archive or document but no workbook (.xlsx). Check "
                "the path, or save the table as .xlsx or CSV."),
              name);
  return false;
}

/* A target of a relationship as the name of a part; `from` is the part that refers to it. */
static char *resolve(const char *from, pb_xlsx_value target) {
  g_autofree char *text = g_strndup(target.text, target.n);
  g_autofree char *folder = g_path_get_dirname(from);
  g_autofree char *joined =
      text[0] == '/' ? g_strdup(text) : g_strdup_printf("/%s/%s", folder, text);
  g_autofree char *whole = g_canonicalize_filename(joined, "/");
  return g_strdup(whole + strspn(whole, "/"));
}

typedef struct {
  const char *from;       /* the part that the relationships are of */
  GHashTable *worksheets; /* may be NULL */
  char **workbook, **shared, **styles;
} relations;

static bool on_relation(const char *element, const pb_xlsx_attributes *attributes, void *data,
                        GError **error) {
  (void)error;
  relations *r = data;
  if (strcmp(element, "Relationship") != 0)
    return true;
  pb_xlsx_value id = pb_xlsx_attribute(attributes, "Id"),
                type = pb_xlsx_attribute(attributes, "Type"),
                target = pb_xlsx_attribute(attributes, "Target");
  if (!id.text || !type.text || !target.text ||
      pb_xlsx_value_is(pb_xlsx_attribute(attributes, "TargetMode"), "External"))
    return true;
  const char *slash = memrchr(type.text, '/', type.n);
  pb_xlsx_value kind = {slash ? slash + 1 : type.text, 0};
  kind.n = type.n - (size_t)(kind.text - type.text);
  char **wanted = pb_xlsx_value_is(kind, "officeDocument")  ? r->workbook
                  : pb_xlsx_value_is(kind, "sharedStrings") ? r->shared
                  : pb_xlsx_value_is(kind, "styles")        ? r->styles
                                                            : NULL;
  if (wanted && !*wanted)
    *wanted = resolve(r->from, target);
  else if (r->worksheets && pb_xlsx_value_is(kind, "worksheet"))
    g_hash_table_insert(r->worksheets, g_strndup(id.text, id.n), resolve(r->from, target));
  return true;
}

static bool read_relations(pb_xlsx *book, const char *part, relations *r, bool *found,
                           GError **error) {
  static const pb_xlsx_handler handler = {on_relation, NULL};
  return pb_xlsx_zip_parse(&book->zip, part, &handler, r, found, error);
}

static bool on_workbook(const char *element, const pb_xlsx_attributes *attributes, void *data,
                        GError **error) {
  (void)error;
  pb_xlsx *book = data;
  if (strcmp(element, "workbookPr") == 0) {
    pb_xlsx_value value = pb_xlsx_attribute(attributes, "date1904");
    book->from_1904 = pb_xlsx_value_is(value, "1") || pb_xlsx_value_is(value, "true");
  }
  if (strcmp(element, "sheet") != 0)
    return true;
  pb_xlsx_value name = pb_xlsx_attribute(attributes, "name"),
                id = pb_xlsx_attribute(attributes, "id"),
                visibility = pb_xlsx_attribute(attributes, "state");
  if (!name.text || !id.text || pb_xlsx_value_is(visibility, "hidden") ||
      pb_xlsx_value_is(visibility, "veryHidden"))
    return true;
  g_autofree char *key = g_strndup(id.text, id.n);
  const char *part = g_hash_table_lookup(book->worksheets, key);
  if (part) { /* a sheet may also be a chart */
    g_ptr_array_add(book->names, g_strndup(name.text, name.n));
    g_ptr_array_add(book->parts, g_strdup(part));
  }
  return true;
}

static bool find_parts(pb_xlsx *book, GError **error) {
  relations top = {.from = "", .workbook = &book->part};
  bool found;
  if (!read_relations(book, "_rels/.rels", &top, &found, error))
    return false;
  if (!book->part || g_str_has_suffix(book->part, ".bin"))
    return refuse_other_kind(book->name, error);
  g_autofree char *folder = g_path_get_dirname(book->part);
  g_autofree char *base = g_path_get_basename(book->part);
  g_autofree char *part = g_strcmp0(folder, ".") == 0
                              ? g_strdup_printf("_rels/%s.rels", base)
                              : g_strdup_printf("%s/_rels/%s.rels", folder, base);
  relations below = {book->part, book->worksheets, NULL, &book->shared, &book->styles};
  char *ignored = NULL;
  below.workbook = &ignored;
  bool fine = read_relations(book, part, &below, &found, error);
  g_free(ignored);
  if (!fine)
    return false;
  if (g_hash_table_size(book->worksheets) == 0)
    return refuse_other_kind(book->name, error);
  static const pb_xlsx_handler handler = {on_workbook, NULL};
  if (!pb_xlsx_zip_parse(&book->zip, book->part, &handler, book, NULL, error))
    return false;
  if (book->names->len == 0) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: The workbook has no visible sheet with cells. Show the sheet in a "
                  "spreadsheet program and save it again."),
                book->name);
    return false;
  }
  g_ptr_array_add(book->names, NULL);
  return true;
}

pb_xlsx *pb_xlsx_open(const char *name, const void *bytes, size_t n, size_t max_bytes,
                      GError **error) {
  if (refuse_older_document(name, bytes, n, error))
    return NULL;
  g_autoptr(pb_xlsx) book = g_new0(pb_xlsx, 1);
  book->name = g_strdup(name);
  if (!max_bytes)
    max_bytes = PB_XLSX_MAX_BYTES;
  book->zip = (pb_xlsx_zip){book->name, bytes, n, max_bytes, max_bytes};
  book->worksheets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  book->names = g_ptr_array_new_with_free_func(g_free);
  book->parts = g_ptr_array_new_with_free_func(g_free);
  return find_parts(book, error) ? g_steal_pointer(&book) : NULL;
}

void pb_xlsx_close(pb_xlsx *book) {
  if (!book)
    return;
  g_hash_table_unref(book->worksheets);
  g_ptr_array_unref(book->names);
  g_ptr_array_unref(book->parts);
  g_free(book->part);
  g_free(book->shared);
  g_free(book->styles);
  g_free(book->name);
  g_free(book);
}

const char *const *pb_xlsx_sheets(const pb_xlsx *book) {
  return (const char *const *)(void *)book->names->pdata;
}

static bool same_name(const char *a, const char *b) {
  g_autofree char *one = g_utf8_casefold(a, -1), *other = g_utf8_casefold(b, -1);
  return g_str_equal(one, other);
}

static bool find_sheet(const pb_xlsx *book, const char *wanted, guint *index, GError **error) {
  const char *const *names = pb_xlsx_sheets(book);
  *index = 0;
  if (!wanted || !*wanted)
    return true;
  for (guint i = 0; names[i]; i++)
    if (same_name(names[i], wanted)) {
      *index = i;
      return true;
    }
  const char *near = pb_nearest_name(wanted, names, book->parts->len);
  g_autofree char *all = g_strjoinv(", ", (char **)(void *)book->names->pdata);
  if (near)
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("%s: There is no visible sheet “%s”. Did you mean “%s”?"), book->name, wanted,
                near);
  else
    g_set_error(error, PB_ERROR, PB_ERROR_USAGE,
                _("%s: There is no visible sheet “%s”. The sheets are: %s."), book->name, wanted,
                all);
  return false;
}

pb_xlsx_sheet *pb_xlsx_read(pb_xlsx *book, const char *sheet, char decimal, GError **error) {
  guint index;
  if (!find_sheet(book, sheet, &index, error))
    return NULL;
  GStringChunk *texts = g_string_chunk_new((gsize)64 * 1024);
  g_autoptr(pb_xlsx_sheet) cells = pb_xlsx_sheet_new(pb_xlsx_sheets(book)[index], texts);
  g_autoptr(GArray) shared = pb_xlsx_shared_strings_read(&book->zip, book->shared, texts, error);
  if (!shared)
    return NULL;
  g_autoptr(GArray) formats = pb_xlsx_styles_read(&book->zip, book->styles, error);
  if (!formats)
    return NULL;
  const pb_xlsx_context context = {shared, formats, book->from_1904, decimal};
  if (!pb_xlsx_sheet_read(cells, &book->zip, g_ptr_array_index(book->parts, index), &context,
                          error))
    return NULL;
  if (cells->rows->len == 0) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("%s: The sheet “%s” is empty. Name another sheet, or save the table again."),
                book->name, cells->name);
    return NULL;
  }
  return g_steal_pointer(&cells);
}
