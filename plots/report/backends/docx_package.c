/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file: parts, what they are and how they hang together, in a zip archive without times. */
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "plots/report/backends/docx_parts.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define TYPE "application/vnd.openxmlformats-officedocument."

static const char content_types[] = XML
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
    "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"png\" ContentType=\"image/png\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" TYPE
    "wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" TYPE "wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" TYPE
    "wordprocessingml.settings+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"" TYPE
    "wordprocessingml.numbering+xml\"/>"
    "<Override PartName=\"/word/fontTable.xml\" ContentType=\"" TYPE
    "wordprocessingml.fontTable+xml\"/>"
    "<Override PartName=\"/word/header1.xml\" ContentType=\"" TYPE "wordprocessingml.header+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"" TYPE "wordprocessingml.footer+xml\"/>"
    "<Override PartName=\"/word/theme/theme1.xml\" ContentType=\"" TYPE "theme+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-"
    "package.core-properties+xml\"/>"
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"" TYPE
    "extended-properties+xml\"/></Types>\n";

static const char package_relations[] =
    XML "<Relationships xmlns=\"" PACKAGE "relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" OFFICE "officeDocument\" Target=\"word/document.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" "
        "Target=\"docProps/core.xml\"/>"
        "<Relationship Id=\"rId3\" Type=\"" OFFICE "extended-properties\" "
        "Target=\"docProps/app.xml\"/></Relationships>\n";

static const char application[] =
    XML "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-"
        "properties\"><Application>problembild</Application></Properties>\n";

static void put_property(GString *out, const char *element, const char *text) {
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf(out, "<%s>", element);
  pb_docx_escape(out, text);
  g_string_append_printf(out, "</%s>", element);
}

/** Neither clock nor user. */
static char *core_properties(const pb_docx *docx, const pb_node *document) {
  GString *out =
      g_string_new(XML "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
                       "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
  put_property(out, "dc:title", document->title);
  put_property(out, "dc:subject", document->intro);
  put_property(out, "dc:creator", "problembild");
  put_property(out, "dc:language", pb_docx_language(docx->language));
  g_string_append(out, "</cp:coreProperties>\n");
  return g_string_free(out, false);
}

static char *document_relations(const pb_docx *docx) {
  static const struct {
    const char *id, *type, *target;
  } relations[] = {
      {"rIdStyles", "styles", "styles.xml"},          {"rIdSettings", "settings", "settings.xml"},
      {"rIdNumbering", "numbering", "numbering.xml"}, {"rIdFonts", "fontTable", "fontTable.xml"},
      {"rIdTheme", "theme", "theme/theme1.xml"},      {"rIdHeader", "header", "header1.xml"},
      {"rIdFooter", "footer", "footer1.xml"},
  };
  GString *out = g_string_new(XML "<Relationships xmlns=\"" PACKAGE "relationships\">");
  for (size_t i = 0; i < G_N_ELEMENTS(relations); i++)
    g_string_append_printf(out, "<Relationship Id=\"%s\" Type=\"" OFFICE "%s\" Target=\"%s\"/>",
                           relations[i].id, relations[i].type, relations[i].target);
  for (guint i = 1; i <= docx->images->len; i++)
    g_string_append_printf(out,
                           "<Relationship Id=\"rIdImage%u\" Type=\"" OFFICE
                           "image\" Target=\"media/image%u.png\"/>",
                           i, i);
  g_string_append(out, "</Relationships>\n");
  return g_string_free(out, false);
}

static la_ssize_t append(struct archive *archive, void *data, const void *bytes, size_t n) {
  (void)archive;
  g_byte_array_append(data, bytes, (guint)n);
  return (la_ssize_t)n;
}

/** One file of the archive; pictures are packed already. No time is set, which gives the first one
 * that a zip archive knows. */
static bool add(struct archive *archive, const char *path, const void *bytes, size_t n) {
  bool packed = g_str_has_suffix(path, ".png");
  struct archive_entry *entry = archive_entry_new();
  archive_entry_set_pathname(entry, path);
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_size(entry, (la_int64_t)n);
  bool fine = (packed ? archive_write_zip_set_compression_store(archive)
                      : archive_write_zip_set_compression_deflate(archive)) == ARCHIVE_OK &&
              archive_write_header(archive, entry) == ARCHIVE_OK &&
              archive_write_data(archive, bytes, n) == (la_ssize_t)n;
  archive_entry_free(entry);
  return fine;
}

static bool add_text(struct archive *archive, const char *path, const char *text) {
  return add(archive, path, text, strlen(text));
}

static bool add_taken(struct archive *archive, const char *path, char *text) {
  bool fine = add_text(archive, path, text);
  g_free(text);
  return fine;
}

static bool add_images(struct archive *archive, const GPtrArray *images) {
  bool fine = true;
  for (guint i = 0; fine && i < images->len; i++) {
    g_autofree char *path = g_strdup_printf("word/media/image%u.png", i + 1);
    gsize n;
    const void *bytes = g_bytes_get_data(g_ptr_array_index(images, i), &n);
    fine = add(archive, path, bytes, n);
  }
  return fine;
}

static bool add_parts(struct archive *archive, const pb_docx *docx, const pb_node *document,
                      const char *xml) {
  const pb_theme *theme = docx->context->theme;
  return add_text(archive, "[Content_Types].xml", content_types) &&
         add_text(archive, "_rels/.rels", package_relations) &&
         add_taken(archive, "docProps/core.xml", core_properties(docx, document)) &&
         add_text(archive, "docProps/app.xml", application) &&
         add_text(archive, "word/document.xml", xml) &&
         add_taken(archive, "word/_rels/document.xml.rels", document_relations(docx)) &&
         add_taken(archive, "word/styles.xml", pb_docx_styles(theme, docx->language)) &&
         add_taken(archive, "word/settings.xml", pb_docx_settings(docx->language)) &&
         add_taken(archive, "word/numbering.xml", pb_docx_numbering(docx->n_numbered)) &&
         add_taken(archive, "word/fontTable.xml", pb_docx_fonts(theme)) &&
         add_taken(archive, "word/header1.xml", pb_docx_header(document)) &&
         add_taken(archive, "word/footer1.xml", pb_docx_footer(document)) &&
         add_taken(archive, "word/theme/theme1.xml", pb_docx_theme(theme)) &&
         add_images(archive, docx->images);
}

GBytes *pb_docx_package(pb_docx *docx, const pb_node *document, const char *xml, GError **error) {
  g_autoptr(GByteArray) out = g_byte_array_new();
  struct archive *archive = archive_write_new();
  bool fine = archive_write_set_format_zip(archive) == ARCHIVE_OK &&
              archive_write_set_bytes_in_last_block(archive, 1) == ARCHIVE_OK &&
              archive_write_open2(archive, out, NULL, append, NULL, NULL) == ARCHIVE_OK &&
              add_parts(archive, docx, document, xml) && archive_write_close(archive) == ARCHIVE_OK;
  if (!fine) {
    const char *why = archive_error_string(archive);
    g_set_error(error, PB_ERROR, PB_ERROR_OUTPUT, _("The document could not be packed: %s."),
                why != NULL ? why : "?");
  }
  archive_write_free(archive);
  return fine ? g_bytes_new(out->data, out->len) : NULL;
}
