/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is no table is refused by its first bytes, with the sentence for its kind; tables are not.
 */
#include "io/file_format.h"

#include <string.h>

#include "engine/error.h"
#include "helpers.h"
#include "io/text_file.h"

static char *refusal(const void *bytes, size_t n, const char *encoding) {
  g_auto(pb_text_file) file = {0};
  GError *error = NULL;
  const pb_dialect_override override = {.encoding = encoding};
  if (pb_text_file_from_bytes("a.xls", bytes, n, &override, &file, &error))
    return NULL;
  g_assert_error(error, PB_ERROR, PB_ERROR_INPUT);
  g_assert_true(g_str_has_prefix(error->message, "a.xls: "));
  char *message = g_strdup(error->message);
  g_error_free(error);
  return message;
}

static void refused(const char *bytes, size_t n, const char *part) {
  g_autofree char *message = refusal(bytes, n, NULL);
  g_assert_nonnull(message);
  test_contains(message, part);
}

#define REFUSED(bytes, part) refused(bytes, sizeof(bytes) - 1, part)

static void test_refused(void) {
  char database[100] = "SQLite format 3";
  refused(database, sizeof database, "SQLite");
  memcpy(database + 68, "GPKG", 4);
  refused(database, sizeof database, "GeoPackage");
  REFUSED("%PDF-1.7\n%\xE2\xE3", "PDF");
  REFUSED("\x89PNG\r\n\x1A\n....", "picture");
  REFUSED("\xFF\xD8\xFF\xE0....", "picture");
  REFUSED("RIFF\1\2\3\4WEBPVP8 ", "picture");
  REFUSED("\x1F\x8B\x08\0\0\0", "compressed");
  REFUSED("PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\10\0\0\0"
          "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
          "OpenDocument");
  REFUSED("PK\3\4 and no workbook", "a.xls");
  REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old one", "save it as .xlsx");
  REFUSED("$FL2@(#) SPSS DATA FILE", "SPSS");
  REFUSED("\0\0\x27\x0A\0\0\0\0", "shapefile");
  REFUSED("  <html><body><table><tr><td>1</td></tr></table></body></html>", "web page");
  REFUSED("\xEF\xBB\xBF<!DOCTYPE html>\n<p>", "web page");
  REFUSED("<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
          "2003");
  REFUSED("<?xml version='1.0'?><a/>", "XML");
  REFUSED("[{\"kommun\":\"1880\"}]", "JSON");
  REFUSED("{\"type\": 1}", "JSON");
  REFUSED("a\0;\0b\0\n\0"
          "1\0;\0"
          "2\0\n\0"
          "3\0",
          "UTF-16LE");
  char binary[256];
  for (size_t i = 0; i < sizeof binary; i++)
    binary[i] = (char)i;
  refused(binary, sizeof binary, "neither text");
}

static void test_accepted(void) {
  static const char *const tables[] = {"a;b\n1;2\n", "<5;b\n1;2\n", "[a];{b}\n1;2\n", "{a}\n1\n",
                                       "PAR;x\n1;2\n"};
  for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
    g_autofree char *message = refusal(tables[i], strlen(tables[i]), NULL);
    g_assert_cmpstr(message, ==, NULL);
  }
  static const char unmarked[] = "a\0;\0b\0\n\0"
                                 "1\0;\0"
                                 "2\0\n\0"
                                 "3\0";
  g_autofree char *message = refusal(unmarked, sizeof unmarked - 1, "UTF-16LE");
  g_assert_cmpstr(message, ==, NULL);
  /* A single NUL byte is a fault of one row, not another kind of file. */
  static const char faulty[] =
      "kommun;antal\n1880;5\0\n1881;6\n1882;7\n1883;8\n1884;9\n1885;10\n1886;1\n";
  g_autofree char *none = refusal(faulty, sizeof faulty - 1, NULL);
  g_assert_cmpstr(none, ==, NULL);
}

/* Cut anywhere, a beginning is refused or not, without reading past its end. */
static void test_truncated(void) {
  char database[100] = "SQLite format 3";
  memcpy(database + 68, "GPKG", 4);
  for (size_t n = 1; n <= sizeof database; n++) {
    g_autofree char *copy = g_memdup2(database, n);
    g_autofree char *message = refusal(copy, n, NULL);
    g_assert_true(n < 15 || message);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/file-format/refused", test_refused);
  g_test_add_func("/file-format/accepted", test_accepted);
  g_test_add_func("/file-format/truncated", test_truncated);
  return g_test_run();
}
