/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/backends/html.h"

#include <string.h>

#include "engine/text.h"

void pb_html_text(pb_html *html, const char *plain) {
  for (const char *p = plain ? plain : ""; *p; p++) {
    switch (*p) {
    case '&':
      g_string_append(html->out, "&amp;");
      break;
    case '<':
      g_string_append(html->out, "&lt;");
      break;
    case '>':
      g_string_append(html->out, "&gt;");
      break;
    case '"':
      g_string_append(html->out, "&quot;");
      break;
    default:
      if ((unsigned char)*p >= 32 || *p == '\n' || *p == '\t') /* XML allows no other controls */
        g_string_append_c(html->out, *p);
    }
  }
}

static bool in_number(gunichar c) {
  return g_unichar_isdigit(c) || c == ',' || c == 0x202f || c == 0xa0;
}

/** Where the number that ends at `dash` starts, not before `from`; `dash` itself when there is
 * none.
 */
static const char *number_start(const char *from, const char *dash) {
  const char *p = dash;
  while (p > from && in_number(g_utf8_get_char(g_utf8_prev_char(p))))
    p = g_utf8_prev_char(p);
  while (p < dash && !g_ascii_isdigit(*p))
    p = g_utf8_next_char(p);
  return p;
}

/** A line in which "2 467–2 624" is not broken at its dash. */
static void put_line(pb_html *html, const char *line) {
  const char *done = line;
  for (const char *dash = strstr(line, "–"); dash != NULL; dash = strstr(dash + 1, "–")) {
    const char *start = number_start(done, dash);
    if (start == dash || !g_ascii_isdigit(dash[3]))
      continue;
    const char *end = dash + 3;
    while (g_ascii_isdigit(*end) || (g_str_has_prefix(end, "\u202f") && g_ascii_isdigit(end[3])))
      end = g_utf8_next_char(end);
    g_autofree char *before = g_strndup(done, (size_t)(start - done));
    g_autofree char *range = g_strndup(start, (size_t)(end - start));
    pb_html_text(html, before);
    g_string_append(html->out, "<span class=\"nb\">");
    pb_html_text(html, range);
    g_string_append(html->out, "</span>");
    done = end;
  }
  pb_html_text(html, done);
}

void pb_html_lines(pb_html *html, const char *plain) {
  g_auto(GStrv) lines = g_strsplit(plain ? plain : "", "\n", -1);
  for (int i = 0; lines[i] != NULL; i++) {
    if (i > 0)
      g_string_append(html->out, "<br/>");
    put_line(html, lines[i]);
  }
}

static void put_link(pb_html *html, const pb_run *run) {
  const char *label = g_hash_table_lookup(html->labels, run->target);
  if (label == NULL) { /* nothing to link to: the words alone */
    pb_html_text(html, run->text);
    return;
  }
  g_string_append_printf(html->out, "<a href=\"#%s\">", run->target);
  if (run->kind == PB_RUN_PAGE) {
    /* TRANSLATORS: reference inside a sentence or bracket, where there are no pages. */
    g_autofree char *words = g_strdup_printf(_("section “%s”"), label);
    pb_html_text(html, words);
  } else {
    pb_html_lines(html, run->text);
  }
  g_string_append(html->out, "</a>");
}

void pb_html_inline(pb_html *html, const char *marked) {
  g_autoptr(GArray) runs = pb_inline_parse(marked);
  for (guint i = 0; i < runs->len; i++) {
    const pb_run *run = &g_array_index(runs, pb_run, i);
    if (run->bold)
      g_string_append(html->out, "<strong>");
    if (run->kind == PB_RUN_TEXT)
      pb_html_lines(html, run->text);
    else
      put_link(html, run);
    if (run->bold)
      g_string_append(html->out, "</strong>");
  }
}

void pb_html_element(pb_html *html, const char *element, const char *class, const char *marked) {
  if (marked == NULL || *marked == '\0')
    return;
  g_string_append_printf(html->out, "<%s", element);
  if (class != NULL)
    g_string_append_printf(html->out, " class=\"%s\"", class);
  g_string_append_c(html->out, '>');
  pb_html_inline(html, marked);
  g_string_append_printf(html->out, "</%s>\n", element);
}

static void open_with_id(pb_html *html, const char *element, const char *class, const char *id) {
  g_string_append_printf(html->out, "<%s", element);
  if (class != NULL)
    g_string_append_printf(html->out, " class=\"%s\"", class);
  if (id != NULL && *id)
    g_string_append_printf(html->out, " id=\"%s\"", id);
  g_string_append_c(html->out, '>');
}

static void put_heading(pb_html *html, const char *id, const char *words) {
  open_with_id(html, "h3", NULL, id);
  pb_html_inline(html, words);
  g_string_append(html->out, "</h3>\n");
}

static void put_paragraph(pb_html *html, const pb_node *node, const char *element) {
  open_with_id(html, element, node->style == PB_STYLE_SMALL ? "small" : NULL, node->id);
  pb_html_inline(html, node->text);
  g_string_append_printf(html->out, "</%s>\n", element);
}

static void put_list(pb_html *html, const pb_node *list) {
  g_string_append(html->out, "<ul>\n");
  for (guint i = 0; i < list->children->len; i++)
    put_paragraph(html, g_ptr_array_index(list->children, i), "li");
  g_string_append(html->out, "</ul>\n");
}

static void put_findings(pb_html *html, const pb_node *findings) {
  g_string_append(html->out, "<ol class=\"findings\">\n");
  for (guint i = 0; i < findings->children->len; i++) {
    const pb_node *finding = g_ptr_array_index(findings->children, i);
    open_with_id(html, "li", NULL, finding->id);
    pb_html_element(html, "p", NULL, finding->text);
    if (finding->spark != NULL)
      pb_html_spark(html, finding->spark);
    g_string_append(html->out, "</li>\n");
  }
  g_string_append(html->out, "</ol>\n");
}

static void put_definitions(pb_html *html, const pb_node *list) {
  g_string_append(html->out, "<dl>\n");
  for (guint i = 0; i < list->children->len; i++) {
    const pb_node *node = g_ptr_array_index(list->children, i);
    open_with_id(html, "dt", NULL, node->id);
    pb_html_text(html, node->label);
    g_string_append(html->out, "</dt><dd>");
    pb_html_inline(html, node->text);
    g_string_append(html->out, "</dd>\n");
  }
  g_string_append(html->out, "</dl>\n");
}

static void put_grid(pb_html *html, const pb_node *grid) {
  g_string_append(html->out, "<div class=\"grid\">\n");
  for (guint i = 0; i < grid->children->len; i++) {
    const pb_node *cell = g_ptr_array_index(grid->children, i);
    g_string_append_printf(html->out, "<div class=\"span-%d\">\n", cell->span);
    pb_html_blocks(html, cell, cell->span);
    g_string_append(html->out, "</div>\n");
  }
  g_string_append(html->out, "</div>\n");
}

static void put_comment(pb_html *html, const pb_node *comment, int span) {
  g_string_append(html->out, "<div class=\"comment\">\n");
  if (comment->label != NULL)
    put_heading(html, comment->id, comment->label);
  g_string_append(html->out, "<div class=\"bar\">\n");
  pb_html_blocks(html, comment, span);
  g_string_append(html->out, "</div></div>\n");
}

void pb_html_blocks(pb_html *html, const pb_node *parent, int span) {
  for (guint i = 0; i < parent->children->len; i++) {
    const pb_node *node = g_ptr_array_index(parent->children, i);
    switch (node->kind) {
    case PB_NODE_HEADING:
      put_heading(html, node->id, node->text);
      break;
    case PB_NODE_PARAGRAPH:
      put_paragraph(html, node, "p");
      break;
    case PB_NODE_LIST:
      put_list(html, node);
      break;
    case PB_NODE_FINDINGS:
      put_findings(html, node);
      break;
    case PB_NODE_GRID:
      put_grid(html, node);
      break;
    case PB_NODE_FIGURE:
      pb_html_figure(html, node->figure, span);
      break;
    case PB_NODE_TABLE:
      pb_html_table(html, node->table);
      break;
    case PB_NODE_DEFINITIONS:
      put_definitions(html, node);
      break;
    case PB_NODE_COMMENT:
      put_comment(html, node, span);
      break;
    case PB_NODE_DOCUMENT:
    case PB_NODE_SECTION:
    case PB_NODE_FINDING:
    case PB_NODE_CELL:
    case PB_NODE_DEFINITION:
      break; /* placed by their parents */
    }
  }
}
