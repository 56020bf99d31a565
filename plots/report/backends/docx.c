/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report as a document to edit: Office Open XML. Blocks are in docx_blocks.c, docx_grid.c,
 * docx_figure.c and docx_table.c, words and links in docx_text.c and docx_links.c, looks in
 * docx_styles.c, what stands around the blocks in docx_frame.c, the file in docx_package.c. */
#include "engine/text.h"
#include "plots/report/backend.h"
#include "plots/report/backends/docx_parts.h"

static void free_target(void *data) {
  pb_docx_target *target = data;
  g_free(target->words);
  g_free(target);
}

static void free_entry(void *data) {
  pb_docx_entry *entry = data;
  g_free(entry->words);
  g_free(entry->bookmark);
  g_free(entry);
}

static void clear(pb_docx *docx) {
  g_string_free(docx->out, true);
  g_hash_table_unref(docx->targets);
  g_hash_table_unref(docx->bookmarks);
  g_hash_table_unref(docx->used);
  g_ptr_array_unref(docx->images);
  g_ptr_array_unref(docx->entries);
}

/** The blocks first, since the table of contents in front of them names them; the whole once
 * without and once with the pages they are on. */
static char *write_document(pb_docx *docx, const pb_node *document) {
  const pb_node *before = NULL;
  for (guint i = 0; i < document->children->len; i++) {
    const pb_node *section = g_ptr_array_index(document->children, i);
    if (section->kind != PB_NODE_SECTION)
      continue;
    pb_docx_section(docx, section, before);
    before = section;
  }
  g_autoptr(GString) body = docx->out;
  guint n_images = docx->images->len;
  docx->out = g_string_new(NULL);
  pb_docx_opening(docx, document, NULL);
  g_autofree char *draft = pb_docx_document(docx->out->str, body->str);
  g_autofree char *styles = pb_docx_styles(docx->context->theme, docx->language);
  g_autoptr(GHashTable) pages = pb_docx_pages(docx->context->theme, styles, draft);
  g_ptr_array_set_size(docx->images, (int)n_images);
  g_string_truncate(docx->out, 0);
  pb_docx_opening(docx, document, pages);
  return pb_docx_document(docx->out->str, body->str);
}

static GBytes *render(const pb_node *document, const pb_context *context, GError **error) {
  pb_docx docx = {
      .out = g_string_sized_new(1 << 18),
      .context = context,
      .language = document->id != NULL ? document->id : "sv",
      .bookmarks = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free),
      .used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
      .targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_target),
      .images = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref),
      .entries = g_ptr_array_new_with_free_func(free_entry),
      .width = PB_DOCX_COLUMN,
      .text_style = "BodyText",
  };
  pb_docx_assign_bookmarks(&docx, document);
  g_autofree char *xml = write_document(&docx, document);
  GBytes *file = docx.error == NULL ? pb_docx_package(&docx, document, xml, &docx.error) : NULL;
  clear(&docx);
  if (docx.error != NULL)
    g_propagate_error(error, docx.error);
  return file;
}

const pb_backend pb_backend_docx = {
    .name = "docx", .extension = "docx", .title = N_("Document to edit, DOCX"), .render = render};
