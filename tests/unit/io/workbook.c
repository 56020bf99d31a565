/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

GBytes *test_zip(const test_part *parts, size_t n) {
  size_t room = 1 << 20, used = 0;
  char *buffer = g_malloc(room);
  struct archive *archive = archive_write_new();
  g_assert_cmpint(archive_write_set_format_zip(archive), ==, ARCHIVE_OK);
  archive_write_set_bytes_in_last_block(archive, 1);
  g_assert_cmpint(archive_write_open_memory(archive, buffer, room, &used), ==, ARCHIVE_OK);
  for (size_t i = 0; i < n; i++) {
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, parts[i].path);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)strlen(parts[i].text));
    g_assert_cmpint(archive_write_header(archive, entry), ==, ARCHIVE_OK);
    g_assert_cmpint(archive_write_data(archive, parts[i].text, strlen(parts[i].text)), ==,
                    (int)strlen(parts[i].text));
    archive_entry_free(entry);
  }
  g_assert_cmpint(archive_write_close(archive), ==, ARCHIVE_OK);
  archive_write_free(archive);
  GBytes *bytes = g_bytes_new(buffer, used);
  g_free(buffer);
  return bytes;
}

GBytes *test_workbook_with(const char *properties, const char *sheet) {
  g_autofree char *book = g_strdup_printf(
      XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS "\"><workbookPr %s/><sheets>"
          "<sheet name=\"Gömt\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/>"
          "<sheet name=\"Dolt\" sheetId=\"2\" state=\"veryHidden\" r:id=\"rId1\"/>"
          "<sheet name=\"Diagram\" sheetId=\"3\" r:id=\"rId2\"/>"
          "<sheet name=\"Data\" sheetId=\"4\" r:id=\"rId3\"/>"
          "<sheet name=\"Två\" sheetId=\"5\" r:id=\"rId4\"/>"
          "</sheets></workbook>",
      properties);
  const test_part parts[] = {
      {"[Content_Types].xml", XML "<Types/>"},
      {"_rels/.rels",
       XML "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"rId1\" Type=\"" RELATIONS
           "/officeDocument\" Target=\"xl/workbook.xml\"/>"
           "</Relationships>"},
      {"xl/workbook.xml", book},
      {"xl/_rels/workbook.xml.rels",
       XML "<Relationships xmlns=\"" PACKAGE "\">"
           "<Relationship Id=\"rId1\" Type=\"" RELATIONS
           "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
           "<Relationship Id=\"rId2\" Type=\"" RELATIONS
           "/chartsheet\" Target=\"chartsheets/sheet1.xml\"/>"
           "<Relationship Id=\"rId3\" Type=\"" RELATIONS
           "/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
           "<Relationship Id=\"rId4\" Type=\"" RELATIONS
           "/worksheet\" Target=\"./worksheets/../worksheets/sheet1.xml\"/>"
           "<Relationship Id=\"rId5\" Type=\"" RELATIONS "/styles\" Target=\"styles.xml\"/>"
           "<Relationship Id=\"rId6\" Type=\"" RELATIONS
           "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"},
      {"xl/styles.xml",
       XML "<styleSheet xmlns=\"" MAIN "\"><numFmts>"
           "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm;@\"/>"
           "<numFmt numFmtId=\"165\" formatCode=\"0000\"/>"
           "<numFmt numFmtId=\"166\" formatCode=\"[$-41D]mmm/yy\"/></numFmts>"
           "<cellStyleXfs><xf numFmtId=\"22\"/></cellStyleXfs>"
           "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
           "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"20\"/></cellXfs>"
           "</styleSheet>"},
      {"xl/sharedStrings.xml",
       XML "<sst xmlns=\"" MAIN "\"><si><t>kommun</t></si><si><t>antal</t></si>"
           "<si><r><t xml:space=\"preserve\">Öre</t></r><r><t>bro</t></r>"
           "<rPh sb=\"0\" eb=\"1\"><t>läsning</t></rPh></si><si><t>a_x000D_&amp;b</t></si></sst>"},
      {"xl/worksheets/sheet1.xml",
       XML "<worksheet xmlns=\"" MAIN "\"><sheetData><row><c t=\"inlineStr\"><is><t>x</t></is></c>"
           "</row><row><c><v>7</v></c></row></sheetData></worksheet>"},
      {"xl/worksheets/sheet2.xml", sheet},
  };
  return test_zip(parts, G_N_ELEMENTS(parts));
}

GBytes *test_workbook(const char *rows) {
  g_autofree char *sheet =
      g_strdup_printf(XML "<worksheet xmlns=\"" MAIN "\"><sheetData>%s</sheetData>"
                          "<mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells></worksheet>",
                      rows);
  return test_workbook_with("", sheet);
}
