/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bookmarks and what leads to them. */
#include "plots/report/backends/docx_parts.h"

/** Word cuts longer names off. */
#define LONGEST_NAME 40

/** A name is made of letters, digits and _, and begins with a letter. */
static char *name_of(const char *id) {
  GString *name = g_string_new(g_ascii_isalpha(*id) ? "" : "b");
  for (const char *p = id; *p && name->len < LONGEST_NAME - 5; p++)
    g_string_append_c(name, g_ascii_isalnum(*p) ? *p : '_');
  return g_string_free(name, false);
}

/** Letter case does not tell names apart. */
static bool is_new(pb_docx *docx, const char *name) {
  return g_hash_table_add(docx->used, g_ascii_strdown(name, -1));
}

static void assign(pb_docx *docx, const void *key, const char *id, const char *words) {
  if (id == NULL || *id == '\0')
    return;
  g_autofree char *base = name_of(id);
  char *name = g_strdup(base);
  for (guint n = 2; !is_new(docx, name); n++) {
    g_free(name);
    name = g_strdup_printf("%s_%u", base, n);
  }
  g_hash_table_insert(docx->bookmarks, (void *)key, name);
  if (g_hash_table_contains(docx->targets, id))
    return;
  pb_docx_target *target = g_new0(pb_docx_target, 1);
  target->bookmark = name;
  target->words = g_strdelimit(pb_inline_plain(words != NULL ? words : id), "\n", ' ');
  g_hash_table_insert(docx->targets, g_strdup(id), target);
}

static void assign_node(pb_docx *docx, const pb_node *node) {
  if (node->figure != NULL)
    assign(docx, node->figure, node->figure->id, node->figure->title);
  else if (node->table != NULL)
    assign(docx, node->table, node->table->id, node->table->title);
  else if (node->kind != PB_NODE_SECTION && node->kind != PB_NODE_DOCUMENT)
    assign(docx, node, node->id, node->label != NULL ? node->label : node->text);
  for (guint i = 0; i < node->children->len; i++)
    assign_node(docx, g_ptr_array_index(node->children, i));
}

void pb_docx_assign_bookmarks(pb_docx *docx, const pb_node *document) {
  for (guint i = 0; i < document->children->len; i++) {
    const pb_node *node = g_ptr_array_index(document->children, i);
    if (node->kind == PB_NODE_SECTION)
      assign(docx, node, node->id, node->label != NULL ? node->label : node->title);
  }
  assign_node(docx, document);
}

void pb_docx_bookmark_name(pb_docx *docx, const char *name) {
  guint id = ++docx->n_bookmarks;
  g_string_append_printf(docx->out,
                         "<w:bookmarkStart w:id=\"%u\" w:name=\"%s\"/><w:bookmarkEnd w:id=\"%u\"/>",
                         id, name, id);
}

void pb_docx_bookmark(pb_docx *docx, const void *key) {
  const char *name = g_hash_table_lookup(docx->bookmarks, key);
  if (name != NULL)
    pb_docx_bookmark_name(docx, name);
}
