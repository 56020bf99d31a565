/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/file_format.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"

typedef struct {
  const char *magic;
  size_t length, at;
  const char *sentence;
} format;

#define MAGIC(bytes) bytes, sizeof(bytes) - 1

static const char table_wanted[] =
    N_("The file is a picture, not a table. Name the file with the numbers: .xlsx or CSV.");
static const char packed[] =
    N_("The file is a compressed archive. Unpack it and name the table inside.");
static const char statistics[] =
    N_("The file is a data set of a statistics program (SPSS, Stata or SAS). Save it there as "
       "CSV, with labels instead of codes where the codebook has none.");
static const char shapefile[] =
    N_("The file is a part of a shapefile. Give it as the path of a [layer], or save its "
       "attributes as CSV.");

static const format formats[] = {
    {MAGIC("GPKG"), 68,
     N_("The file is a GeoPackage. Export the layer as a shapefile (.shp) in a map program, or "
        "its attributes as CSV.")},
    {MAGIC("GP10"), 68,
     N_("The file is a GeoPackage. Export the layer as a shapefile (.shp) in a map program, or "
        "its attributes as CSV.")},
    {MAGIC("SQLite format 3"), 0, N_("The file is a database (SQLite). Export the table as CSV.")},
    {MAGIC("%PDF-"), 0,
     N_("The file is a PDF document. Tables cannot be read out of it safely: ask for the "
        "numbers as .xlsx or CSV.")},
    {MAGIC("\x89PNG\r\n\x1A\n"), 0, table_wanted},
    {MAGIC("\xFF\xD8\xFF"), 0, table_wanted},
    {MAGIC("GIF8"), 0, table_wanted},
    {MAGIC("II*\0"), 0, table_wanted},
    {MAGIC("MM\0*"), 0, table_wanted},
    {MAGIC("WEBP"), 8, table_wanted},
    {MAGIC("\x1F\x8B"), 0, packed},
    {MAGIC("BZh"), 0, packed},
    {MAGIC("7z\xBC\xAF\x27\x1C"), 0, packed},
    {MAGIC("\xFD"
           "7zXZ\0"),
     0, packed},
    {MAGIC("\x28\xB5\x2F\xFD"), 0, packed},
    {MAGIC("Rar!\x1A\x07"), 0, packed},
    {MAGIC("$FL2@(#)"), 0, statistics},
    {MAGIC("$FL3@(#)"), 0, statistics},
    {MAGIC("<stata_dta>"), 0, statistics},
    {MAGIC("SAS FILE"), 84, statistics},
    {MAGIC("\x00\x00\x27\x0A"), 0, shapefile},
    {MAGIC("PAR1"), 0, N_("The file is a Parquet file. Save the table as CSV.")},
    {MAGIC("{\\rtf"), 0, N_("The file is a text document (RTF). Save the table as .xlsx or CSV.")},
    {MAGIC("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), 30,
     N_("The file is a workbook in the OpenDocument form (.ods). Open it in the spreadsheet "
        "program and save it as .xlsx or CSV.")},
};

static const char *known_format(const char *bytes, size_t n) {
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
    const format *one = &formats[i];
    if (n >= one->at + one->length && memcmp(bytes + one->at, one->magic, one->length) == 0)
      return one->sentence;
  }
  return NULL;
}

static bool begins_with(const char *text, size_t n, const char *word) {
  return n >= strlen(word) && g_ascii_strncasecmp(text, word, strlen(word)) == 0;
}

static bool holds(const char *text, size_t n, const char *word) {
  return text && memmem(text, n, word, strlen(word)) != NULL;
}

/* Texts that are no tables of lines: marked-up ones, and JSON. */
static const char *known_markup(const char *text, size_t n) {
  if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
    text += 3, n -= 3;
  while (n && strchr(" \t\r\n", *text) && *text)
    text++, n--;
  static const char *const pages[] = {"<!doctype html", "<html", "<table",
                                      "<head",          "<meta", "<style"};
  for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
    if (begins_with(text, n, pages[i]))
      return N_("The file is a web page (HTML), as some systems save tables under the name "
                ".xls. Open it in a spreadsheet program and save it as .xlsx or CSV.");
  if (begins_with(text, n, "<?xml"))
    return holds(text, n, "urn:schemas-microsoft-com:office:spreadsheet")
               ? N_("The file is a workbook in an older form (XML spreadsheet 2003). Open it in "
                    "a spreadsheet program and save it as .xlsx or CSV.")
           : holds(text, n, "<html")
               ? N_("The file is a web page (HTML), as some systems save tables under the name "
                    ".xls. Open it in a spreadsheet program and save it as .xlsx or CSV.")
               : N_("The file is XML, not a table. Export the table as .xlsx or CSV.");
  bool object = n && *text == '{' && holds(text, n, "\":");
  bool array = n > 1 && *text == '[' && (holds(text, n, "{\"") || holds(text, n, "[\""));
  return object || array ? N_("The file is JSON, not a table. Export the table as .xlsx or CSV.")
                         : NULL;
}

static bool has_text_mark(const unsigned char *bytes, size_t n) {
  return n >= 2 &&
         ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));
}

/* Every other byte is NUL: UTF-16 of Latin letters. */
static bool is_unmarked_utf16(const unsigned char *bytes, size_t n) {
  size_t nuls[2] = {0};
  for (size_t i = 0; i < n; i++)
    nuls[i % 2] += bytes[i] == 0;
  return n >= 16 && (nuls[0] == 0 || nuls[1] == 0) && (nuls[0] + nuls[1]) * 5 >= n * 2;
}

/* Control characters that no text has, in such a number that no fault of an export explains it. */
static bool is_binary(const unsigned char *bytes, size_t n) {
  size_t control = 0;
  for (size_t i = 0; i < n; i++)
    control += bytes[i] < 0x20 && !(bytes[i] >= '\t' && bytes[i] <= '\r') && bytes[i] != 0x1A;
  return n >= 64 && control * 10 >= n;
}

bool pb_refuse_format(const char *name, const void *bytes, size_t n, bool trusted, GError **error) {
  n = MIN(n, PB_FORMAT_BYTES);
  const char *sentence = known_format(bytes, n);
  if (!sentence && !trusted && !has_text_mark(bytes, n)) {
    sentence = known_markup(bytes, n);
    if (!sentence && is_unmarked_utf16(bytes, n))
      sentence = N_("The file is UTF-16 without a byte order mark. Set encoding = UTF-16LE (or "
                    "UTF-16BE) for the source, or save it as UTF-8.");
    else if (!sentence && is_binary(bytes, n))
      sentence = N_("The file is neither text nor a workbook (.xlsx). Check the path, or save "
                    "the table as .xlsx or CSV.");
  }
  if (!sentence)
    return false;
  g_set_error(error, PB_ERROR, PB_ERROR_INPUT, "%s: %s", name, _(sentence));
  return true;
}
