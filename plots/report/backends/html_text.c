/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words, references and the ids that references lead to. */
#include "plots/report/backends/html_blocks.h"

#include <string.h>

#include "plots/svg_write.h"

void pb_html_text(pb_html *html, const char *text) {
  if (text == NULL)
    return;
  g_autofree char *line = g_strdelimit(g_strdup(text), "\n", ' ');
  pb_svg_escape(html->out, line);
}

static bool in_number(gunichar c) {
  return g_unichar_isdigit(c) || c == ',' || c == 0x202f || c == 0xa0;
}

/** Where the number that ends at `dash` starts, not before `from`; `dash` when there is none. */
static const char *number_start(const char *from, const char *dash) {
  const char *p = dash;
  while (p > from && in_number(g_utf8_get_char(g_utf8_prev_char(p))))
    p = g_utf8_prev_char(p);
  while (p < dash && !g_ascii_isdigit(*p))
    p = g_utf8_next_char(p);
  return p;
}

static void put_part(pb_html *html, const char *from, const char *to) {
  g_autofree char *part = g_strndup(from, (size_t)(to - from));
  pb_svg_escape(html->out, part);
}

/** A line in which "2 467–2 624" is not broken at its dash. */
static void put_line(pb_html *html, const char *line) {
  const char *done = line;
  for (const char *dash = strstr(line, "–"); dash != NULL; dash = strstr(dash + 1, "–")) {
    const char *start = number_start(done, dash), *end = dash + strlen("–");
    if (start == dash || !g_ascii_isdigit(*end))
      continue;
    while (g_ascii_isdigit(*end) ||
           (g_str_has_prefix(end, "\u202f") && g_ascii_isdigit(end[strlen("\u202f")])))
      end = g_utf8_next_char(end);
    put_part(html, done, start);
    g_string_append(html->out, "<span class=\"whole\">");
    put_part(html, start, end);
    g_string_append(html->out, "</span>");
    done = end;
  }
  pb_svg_escape(html->out, done);
}

static void put_lines(pb_html *html, const char *text) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (i > 0)
      g_string_append(html->out, "<br/>");
    put_line(html, lines[i]);
  }
}

static void put_link(pb_html *html, const pb_run *run) {
  const pb_html_target *target = g_hash_table_lookup(html->targets, run->target);
  const char *words = run->kind == PB_RUN_LINK ? run->text : target != NULL ? target->words : NULL;
  if (target != NULL) {
    g_string_append(html->out, "<a href=\"#");
    pb_svg_escape(html->out, target->anchor);
    g_string_append(html->out, "\">");
  }
  put_lines(html, words != NULL ? words : run->target);
  if (target != NULL)
    g_string_append(html->out, "</a>");
}

void pb_html_inline(pb_html *html, const char *marked) {
  g_autoptr(GArray) runs = pb_inline_parse(marked);
  for (guint i = 0; i < runs->len; i++) {
    const pb_run *run = &g_array_index(runs, pb_run, i);
    if (run->bold)
      g_string_append(html->out, "<strong>");
    if (run->kind == PB_RUN_TEXT)
      put_lines(html, run->text);
    else
      put_link(html, run);
    if (run->bold)
      g_string_append(html->out, "</strong>");
  }
}

void pb_html_element(pb_html *html, const char *tag, const char *class, const char *marked) {
  if (marked == NULL || *marked == '\0')
    return;
  g_string_append_printf(html->out, "<%s", tag);
  if (class != NULL)
    g_string_append_printf(html->out, " class=\"%s\"", class);
  g_string_append_c(html->out, '>');
  pb_html_inline(html, marked);
  g_string_append_printf(html->out, "</%s>\n", tag);
}

void pb_html_id(pb_html *html, const void *key) {
  const char *anchor = g_hash_table_lookup(html->anchors, key);
  if (anchor == NULL)
    return;
  g_string_append(html->out, " id=\"");
  pb_svg_escape(html->out, anchor);
  g_string_append_c(html->out, '"');
}

/** The same chart may stand in several sections: the second gets "id-2". */
static const char *give_anchor(pb_html *html, const void *key, const char *id) {
  char *anchor = g_strdup(id);
  for (guint n = 2; !g_hash_table_add(html->used, g_strdup(anchor)); n++) {
    g_free(anchor);
    anchor = g_strdup_printf("%s-%u", id, n);
  }
  g_hash_table_insert(html->anchors, (void *)key, anchor);
  return anchor;
}

static void assign(pb_html *html, const void *key, const char *id, const char *words) {
  if (id == NULL || *id == '\0')
    return;
  const char *anchor = give_anchor(html, key, id);
  if (g_hash_table_contains(html->targets, id))
    return;
  pb_html_target *target = g_new0(pb_html_target, 1);
  target->anchor = g_strdup(anchor);
  target->words = g_strdelimit(pb_inline_plain(words != NULL ? words : id), "\n", ' ');
  g_hash_table_insert(html->targets, g_strdup(id), target);
}

static void assign_node(pb_html *html, const pb_node *node) {
  if (node->figure != NULL)
    assign(html, node->figure, node->figure->id, node->figure->title);
  else if (node->table != NULL)
    assign(html, node->table, node->table->id, node->table->title);
  else if (node->kind != PB_NODE_SECTION && node->kind != PB_NODE_DOCUMENT)
    assign(html, node, node->id, node->label != NULL ? node->label : node->text);
  for (guint i = 0; i < node->children->len; i++)
    assign_node(html, g_ptr_array_index(node->children, i));
}

static void assign_title(pb_html *html, const void *key, const void *title) {
  const char *anchor = g_hash_table_lookup(html->anchors, key);
  g_autofree char *id = g_strdup_printf("%s-title", anchor != NULL ? anchor : "part");
  give_anchor(html, title, id);
}

static void assign_titles(pb_html *html, const pb_node *node) {
  if (node->kind == PB_NODE_SECTION || node->kind == PB_NODE_COMMENT)
    assign_title(html, node, &node->title);
  if (node->table != NULL)
    assign_title(html, node->table, &node->table->title);
  for (guint i = 0; i < node->children->len; i++)
    assign_titles(html, g_ptr_array_index(node->children, i));
}

void pb_html_assign_anchors(pb_html *html, const pb_node *document) {
  for (guint i = 0; i < document->children->len; i++) {
    const pb_node *node = g_ptr_array_index(document->children, i);
    if (node->kind == PB_NODE_SECTION)
      assign(html, node, node->id, node->label != NULL ? node->label : node->title);
  }
  assign_node(html, document);
  assign_titles(html, document);
}
