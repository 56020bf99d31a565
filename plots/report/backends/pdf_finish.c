/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/backends/pdf_finish.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"

/** Structure trees of reports are shallow; a deeper one is not ours. */
#define MAX_DEPTH 64

typedef struct {
  qpdf_data qpdf;
  const GPtrArray *alts;
  guint next_alt;
  bool in_body; /* the row has data cells: its header cell is for the row */
} finisher;

static void replace(qpdf_data qpdf, qpdf_oh dictionary, const char *key, qpdf_oh value) {
  qpdf_oh_replace_key(qpdf, dictionary, key, value);
  qpdf_oh_release(qpdf, value);
}

static bool has_data_cell(finisher *self, qpdf_oh row) {
  bool found = false;
  qpdf_oh cells = qpdf_oh_get_key(self->qpdf, row, "/K");
  int n = qpdf_oh_is_array(self->qpdf, cells) ? qpdf_oh_get_array_n_items(self->qpdf, cells) : 0;
  for (int i = 0; i < n && !found; i++) {
    qpdf_oh cell = qpdf_oh_get_array_item(self->qpdf, cells, i);
    qpdf_oh kind = qpdf_oh_get_key_if_dict(self->qpdf, cell, "/S");
    found = qpdf_oh_is_name_and_equals(self->qpdf, kind, "/TD");
    qpdf_oh_release(self->qpdf, kind);
    qpdf_oh_release(self->qpdf, cell);
  }
  qpdf_oh_release(self->qpdf, cells);
  return found;
}

static void finish_element(finisher *self, qpdf_oh element) {
  qpdf_oh kind = qpdf_oh_get_key(self->qpdf, element, "/S");
  if (qpdf_oh_is_name(self->qpdf, kind)) {
    g_autofree char *name = g_strdup(qpdf_oh_get_name(self->qpdf, kind));
    bool figure = strcmp(name, "/Figure") == 0, header = strcmp(name, "/TH") == 0;
    if (figure && self->next_alt < self->alts->len)
      replace(
          self->qpdf, element, "/Alt",
          qpdf_oh_new_unicode_string(self->qpdf, g_ptr_array_index(self->alts, self->next_alt++)));
    if (header && !qpdf_oh_has_key(self->qpdf, element, "/A"))
      replace(self->qpdf, element, "/A",
              qpdf_oh_parse(self->qpdf, self->in_body ? "<< /O /Table /Scope /Row >>"
                                                      : "<< /O /Table /Scope /Column >>"));
    if (strcmp(name, "/TR") == 0)
      self->in_body = has_data_cell(self, element);
  }
  qpdf_oh_release(self->qpdf, kind);
}

/** Elements in document order. */
static void walk(finisher *self, qpdf_oh node, int depth) {
  if (depth > MAX_DEPTH)
    return;
  if (qpdf_oh_is_array(self->qpdf, node)) {
    int n = qpdf_oh_get_array_n_items(self->qpdf, node);
    for (int i = 0; i < n; i++) {
      qpdf_oh item = qpdf_oh_get_array_item(self->qpdf, node, i);
      walk(self, item, depth + 1);
      qpdf_oh_release(self->qpdf, item);
    }
  } else if (qpdf_oh_is_dictionary(self->qpdf, node)) {
    finish_element(self, node);
    qpdf_oh children = qpdf_oh_get_key(self->qpdf, node, "/K");
    walk(self, children, depth + 1);
    qpdf_oh_release(self->qpdf, children);
  }
}

static void finish_catalog(finisher *self, const char *language) {
  qpdf_data qpdf = self->qpdf;
  qpdf_oh root = qpdf_get_root(qpdf);
  replace(qpdf, root, "/Lang", qpdf_oh_new_unicode_string(qpdf, language));
  replace(qpdf, root, "/ViewerPreferences", qpdf_oh_parse(qpdf, "<< /DisplayDocTitle true >>"));
  qpdf_oh tree = qpdf_oh_get_key(qpdf, root, "/StructTreeRoot");
  walk(self, tree, 0);
  qpdf_oh_release(qpdf, tree);
  qpdf_oh_release(qpdf, root);

  qpdf_oh trailer = qpdf_get_trailer(qpdf);
  qpdf_oh info = qpdf_oh_get_key(qpdf, trailer, "/Info");
  if (qpdf_oh_is_dictionary(qpdf, info)) {
    qpdf_oh_remove_key(qpdf, info, "/CreationDate");
    qpdf_oh_remove_key(qpdf, info, "/ModDate");
  }
  qpdf_oh_release(qpdf, info);
  qpdf_oh_release(qpdf, trailer);
}

static GBytes *write_out(qpdf_data qpdf) {
  if ((qpdf_init_write_memory(qpdf) & QPDF_ERRORS) != 0)
    return NULL;
  qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
  qpdf_set_stream_data_mode(qpdf, qpdf_s_preserve);
  qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
  if ((qpdf_write(qpdf) & QPDF_ERRORS) != 0)
    return NULL;
  size_t length = qpdf_get_buffer_length(qpdf);
  return g_bytes_new(qpdf_get_buffer(qpdf), length);
}

GBytes *pb_pdf_finish(const GByteArray *drawn, const char *language, const GPtrArray *alts,
                      GError **error) {
  finisher self = {.qpdf = qpdf_init(), .alts = alts};
  qpdf_set_suppress_warnings(self.qpdf, QPDF_TRUE);
  qpdf_silence_errors(self.qpdf);
  GBytes *file = NULL;
  int status = qpdf_read_memory(self.qpdf, "report", (const char *)drawn->data, drawn->len, NULL);
  if ((status & QPDF_ERRORS) == 0) {
    finish_catalog(&self, language);
    if (!qpdf_has_error(self.qpdf))
      file = write_out(self.qpdf);
  }
  if (file == NULL) {
    const char *why = qpdf_has_error(self.qpdf)
                          ? qpdf_get_error_full_text(self.qpdf, qpdf_get_error(self.qpdf))
                          : "qpdf";
    g_set_error(error, PB_ERROR, PB_ERROR_OUTPUT, _("The PDF could not be finished: %s."), why);
  }
  qpdf_cleanup(&self.qpdf);
  return file;
}
