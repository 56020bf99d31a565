/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx_zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"

#define PIECE ((size_t)64 * 1024)

struct pb_xlsx_attributes {
  const xmlChar **list; /* of five: local name, prefix, namespace, begin and end of the value */
  int n;
};

typedef struct {
  const pb_xlsx_handler *handler;
  void *data;
  xmlParserCtxt *parser;
  GString *text;
  bool has_doctype;
  GError *error;
} state;

pb_xlsx_value pb_xlsx_attribute(const pb_xlsx_attributes *attributes, const char *name) {
  for (int i = 0; i < attributes->n; i++) {
    const xmlChar **attribute = attributes->list + 5 * (size_t)i;
    if (strcmp((const char *)attribute[0], name) == 0)
      return (pb_xlsx_value){(const char *)attribute[3], (size_t)(attribute[4] - attribute[3])};
  }
  return (pb_xlsx_value){0};
}

bool pb_xlsx_value_is(pb_xlsx_value value, const char *text) {
  return value.text && value.n == strlen(text) && memcmp(value.text, text, value.n) == 0;
}

bool pb_xlsx_value_number(pb_xlsx_value value, size_t max, size_t *number) {
  size_t sum = 0;
  for (size_t i = 0; i < value.n; i++) {
    if (!g_ascii_isdigit(value.text[i]))
      return false;
    sum = sum * 10 + (size_t)(value.text[i] - '0');
    if (sum > max)
      return false;
  }
  *number = sum;
  return value.n > 0;
}

bool pb_xlsx_damaged(const char *name, const char *why, GError **error) {
  g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
              _("%s: The workbook is damaged and cannot be read (%s). Open it in a spreadsheet "
                "program and save it again, or export the sheet as CSV."),
              name, why);
  return false;
}

static void stop_at_error(state *s, bool fine) {
  if (!fine)
    xmlStopParser(s->parser);
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int n_namespaces, const xmlChar **namespaces, int n, int n_defaulted,
                     const xmlChar **list) {
  (void)prefix, (void)uri, (void)n_namespaces, (void)namespaces, (void)n_defaulted;
  state *s = data;
  const pb_xlsx_attributes attributes = {list, n};
  g_string_truncate(s->text, 0);
  if (s->handler->start && !s->error)
    stop_at_error(s, s->handler->start((const char *)name, &attributes, s->data, &s->error));
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)prefix, (void)uri;
  state *s = data;
  if (s->handler->end && !s->error)
    stop_at_error(
        s, s->handler->end((const char *)name, s->text->str, s->text->len, s->data, &s->error));
  g_string_truncate(s->text, 0);
}

static void on_text(void *data, const xmlChar *text, int n) {
  state *s = data;
  g_string_append_len(s->text, (const char *)text, n);
}

/* A workbook has no document type, so neither entities nor anything outside to load. */
static void on_doctype(void *data, const xmlChar *name, const xmlChar *id, const xmlChar *uri) {
  (void)name, (void)id, (void)uri;
  state *s = data;
  s->has_doctype = true;
  xmlStopParser(s->parser);
}

static bool fail_packed(const pb_xlsx_zip *zip, struct archive *archive, GError **error) {
  const char *why = archive_error_string(archive);
  return pb_xlsx_damaged(zip->name, why && g_utf8_validate(why, -1, NULL) ? why : "zip", error);
}

static bool fail_large(const pb_xlsx_zip *zip, GError **error) {
  g_set_error(
      error, PB_ERROR, PB_ERROR_INPUT,
      _("%s: The workbook holds more than %zu MB when it is unpacked, and is not read. Save "
        "the sheet that is needed in a workbook of its own, or as CSV."),
      zip->name, MAX(zip->max_bytes / 1000000, 1));
  return false;
}

/* Unpack the entry the archive stands at into the parser. */
static bool unpack(pb_xlsx_zip *zip, struct archive *archive, const char *part, state *s,
                   GError **error) {
  g_autofree char *piece = g_malloc(PIECE);
  for (;;) {
    la_ssize_t n = archive_read_data(archive, piece, PIECE);
    if (n < 0)
      return fail_packed(zip, archive, error);
    if ((size_t)n > zip->left)
      return fail_large(zip, error);
    zip->left -= (size_t)n;
    int status = xmlParseChunk(s->parser, piece, (int)n, n == 0);
    if (s->error) {
      g_propagate_error(error, g_steal_pointer(&s->error));
      return false;
    }
    if (status != XML_ERR_OK || s->has_doctype)
      return pb_xlsx_damaged(zip->name, part, error);
    if (n == 0)
      return true;
  }
}

static bool parse_entry(pb_xlsx_zip *zip, struct archive *archive, const char *part,
                        const pb_xlsx_handler *handler, void *data, GError **error) {
  static gsize ready;
  if (g_once_init_enter(&ready)) {
    xmlInitParser();
    g_once_init_leave(&ready, 1);
  }
  xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                       .internalSubset = on_doctype,
                       .startElementNs = on_start,
                       .endElementNs = on_end,
                       .characters = on_text,
                       .cdataBlock = on_text};
  state s = {.handler = handler, .data = data, .text = g_string_new(NULL)};
  s.parser = xmlCreatePushParserCtxt(&sax, &s, NULL, 0, NULL);
  bool fine;
  if (s.parser) {
    xmlCtxtUseOptions(s.parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    fine = unpack(zip, archive, part, &s, error);
    xmlFreeParserCtxt(s.parser);
  } else {
    g_set_error(error, PB_ERROR, PB_ERROR_MEMORY, _("%s: There is not enough memory to read it."),
                zip->name);
    fine = false;
  }
  g_clear_error(&s.error);
  g_string_free(s.text, TRUE);
  return fine;
}

static const char *entry_name(struct archive_entry *entry) {
  const char *name = archive_entry_pathname_utf8(entry);
  return name ? name : archive_entry_pathname(entry);
}

static bool is_encrypted(struct archive_entry *entry) {
  return archive_entry_is_encrypted(entry) > 0;
}

static bool find_and_parse(pb_xlsx_zip *zip, struct archive *archive, const char *part,
                           const pb_xlsx_handler *handler, void *data, bool *found,
                           GError **error) {
  struct archive_entry *entry;
  for (;;) {
    int status = archive_read_next_header(archive, &entry);
    if (status == ARCHIVE_EOF) {
      if (found)
        return true;
      return pb_xlsx_damaged(zip->name, part, error);
    }
    if (status < ARCHIVE_WARN)
      return fail_packed(zip, archive, error);
    const char *name = entry_name(entry);
    if (!name || g_ascii_strcasecmp(name[0] == '/' ? name + 1 : name, part) != 0)
      continue;
    if (found)
      *found = true;
    if (is_encrypted(entry)) {
      g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                  _("%s: The workbook is protected by a password. Remove the password in a "
                    "spreadsheet program and save it again."),
                  zip->name);
      return false;
    }
    return parse_entry(zip, archive, part, handler, data, error);
  }
}

bool pb_xlsx_zip_parse(pb_xlsx_zip *zip, const char *part, const pb_xlsx_handler *handler,
                       void *data, bool *found, GError **error) {
  if (found)
    *found = false;
  struct archive *archive = archive_read_new();
  if (!archive) {
    g_set_error(error, PB_ERROR, PB_ERROR_MEMORY, _("%s: There is not enough memory to read it."),
                zip->name);
    return false;
  }
  /* Only by the list of contents at its end: an archive cut short is then seen to be. */
  archive_read_support_format_zip_seekable(archive);
  bool fine = archive_read_open_memory(archive, zip->bytes, zip->n) == ARCHIVE_OK
                  ? find_and_parse(zip, archive, part, handler, data, found, error)
                  : fail_packed(zip, archive, error);
  archive_read_free(archive);
  return fine;
}
