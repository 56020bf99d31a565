/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One self-contained page: figures as inline SVG, the typeface as data, nothing from the network,
 * no script. Blocks are in html_blocks.c, html_table.c and html_figure.c. */
#include "plots/report/backends/html.h"

#include "engine/text.h"
#include "plots/report/backend.h"
#include "plots/report/font_subset.h"

/** Names of sections for everything that has an id. */
static void collect_labels(const pb_node *node, const char *label, GHashTable *labels) {
  if (node->kind == PB_NODE_SECTION)
    label = node->label;
  const char *id = node->figure != NULL  ? node->figure->id
                   : node->table != NULL ? node->table->id
                                         : node->id;
  if (id != NULL && node->kind != PB_NODE_DOCUMENT)
    g_hash_table_insert(labels, (void *)id, (void *)(label ? label : ""));
  for (guint i = 0; i < node->children->len; i++)
    collect_labels(g_ptr_array_index(node->children, i), label, labels);
}

static void put_contents(pb_html *html, const pb_node *document) {
  g_string_append(html->out, "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">");
  pb_html_text(html, _("Contents"));
  g_string_append(html->out, "</h2>\n<ol>\n");
  for (guint i = 0; i < document->children->len; i++) {
    const pb_node *section = g_ptr_array_index(document->children, i);
    g_string_append_printf(html->out, "<li><a href=\"#%s\">", section->id);
    pb_html_text(html, section->label);
    g_string_append(html->out, "</a></li>\n");
  }
  g_string_append(html->out, "</ol>\n</nav>\n");
}

static void put_section(pb_html *html, const pb_node *section) {
  const char *title = section->title ? section->title : section->label;
  g_string_append_printf(html->out, "<section id=\"%s\" aria-labelledby=\"%s-title\">\n",
                         section->id, section->id);
  if (section->title != NULL)
    pb_html_element(html, "p", "kicker", section->label);
  g_string_append_printf(html->out, "<h2 id=\"%s-title\">", section->id);
  pb_html_inline(html, title);
  g_string_append(html->out, "</h2>\n");
  pb_html_element(html, "p", "intro", section->intro);
  pb_html_blocks(html, section, 12);
  pb_html_element(html, "p", "source", section->foot);
  g_string_append(html->out, "</section>\n");
}

static void put_body(pb_html *html, const pb_node *document) {
  g_string_append(html->out, "<a class=\"skip\" href=\"#main\">");
  pb_html_text(html, _("To the contents of the report"));
  g_string_append(html->out, "</a>\n<header>\n<h1>");
  pb_html_inline(html, document->title);
  g_string_append(html->out, "</h1>\n");
  pb_html_element(html, "p", "version", document->intro);
  pb_html_element(html, "p", "warning", document->foot);
  g_string_append(html->out, "</header>\n<div class=\"page\">\n");
  put_contents(html, document);
  g_string_append(html->out, "<main id=\"main\" tabindex=\"-1\">\n");
  for (guint i = 0; i < document->children->len; i++)
    put_section(html, g_ptr_array_index(document->children, i));
  g_string_append(html->out, "</main>\n</div>\n");
}

static void put_font(GString *out, const char *family, int weight, const char *text) {
  g_autoptr(GBytes) font = pb_font_subset(family, weight, text);
  if (font == NULL)
    return; /* the style sheet names other families */
  size_t length;
  const guchar *data = g_bytes_get_data(font, &length);
  g_autofree char *encoded = g_base64_encode(data, length);
  g_string_append_printf(out,
                         "@font-face{font-family:\"%s\";font-weight:%d;font-style:normal;"
                         "src:url(data:font/otf;base64,%s) format(\"opentype\")}\n",
                         family, weight, encoded);
}

static GString *put_head(const pb_html *body, const pb_node *document) {
  pb_html head = *body;
  head.out = g_string_sized_new(body->out->len + (1 << 18));
  g_string_append_printf(head.out,
                         "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                         "<meta name=\"viewport\" content=\"width=device-width, "
                         "initial-scale=1\"/>\n<title>",
                         body->language);
  g_autofree char *title = pb_inline_plain(document->title);
  pb_html_text(&head, title);
  g_string_append(head.out,
                  "</title>\n<meta name=\"generator\" content=\"problembild\"/>\n<style>\n");
  put_font(head.out, body->context->theme->family, 400, body->out->str);
  put_font(head.out, body->context->theme->family, 600, body->out->str);
  g_string_append(head.out, pb_html_style);
  g_string_append(head.out, "</style>\n</head>\n<body>\n");
  return head.out;
}

static GBytes *render(const pb_node *document, const pb_context *context, GError **error) {
  pb_html html = {.context = context,
                  .language = document->id ? document->id : "sv",
                  .out = g_string_sized_new(1 << 19),
                  .labels = g_hash_table_new(g_str_hash, g_str_equal),
                  .error = error};
  collect_labels(document, NULL, html.labels);
  put_body(&html, document);
  GString *page = NULL;
  if (!html.failed) {
    page = put_head(&html, document);
    GString *body = pb_html_share_outlines(html.out);
    g_string_append_len(page, body->str, (gssize)body->len);
    g_string_free(body, true);
    g_string_append(page, "</body>\n</html>\n");
  }
  g_string_free(html.out, true);
  g_hash_table_unref(html.labels);
  return page != NULL ? g_string_free_to_bytes(page) : NULL;
}

const pb_backend pb_backend_html = {
    .name = "html", .extension = "html", .title = N_("Web page, one file"), .render = render};
