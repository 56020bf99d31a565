/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report as one HTML file that needs nothing else: no network, and it reads the same where its
 * small script may not run. Blocks are in html_blocks.c, html_figure.c and html_table.c, words and
 * ids in html_text.c, looks in html_style.c, the script in html_script.js. */
#include "plots/report/backends/html_blocks.h"

#include "engine/text.h"
#include "plots/report/backend.h"
#include "plots/report/font_subset.h"
#include "plots/svg_write.h"

static void put_plain(pb_html *html, const char *tag, const char *marked) {
  g_autofree char *plain = pb_inline_plain(marked);
  g_string_append_printf(html->out, "<%s>", tag);
  pb_html_text(html, plain);
  g_string_append_printf(html->out, "</%s>\n", tag);
}

/** The page may load nothing, and run nothing but the script that it was written with. */
static void put_policy(pb_html *html) {
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize n = sizeof digest;
  g_checksum_update(sum, (const guchar *)pb_html_js, -1);
  g_checksum_get_digest(sum, digest, &n);
  g_autofree char *hash = g_base64_encode(digest, n);
  g_string_append_printf(html->out,
                         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                         "'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
                         "script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\"/>\n",
                         hash);
}

static void put_head(pb_html *html, const pb_node *document) {
  g_string_append(html->out, "<!DOCTYPE html>\n<html lang=\"");
  pb_svg_escape(html->out, html->language);
  g_string_append(html->out,
                  "\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" "
                  "content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"generator\" "
                  "content=\"problembild\"/>\n");
  put_policy(html);
  put_plain(html, "title", document->title != NULL ? document->title : document->label);
  g_string_append(html->out, "<style>\n");
  html->fonts_at = html->out->len;
  pb_html_colors(html->out, html->context->theme);
  g_string_append(html->out, pb_html_css);
  g_string_append(html->out, "</style>\n</head>\n");
}

static void put_contents(pb_html *html, const pb_node *document) {
  g_string_append(html->out, "<nav aria-label=\"");
  pb_html_text(html, _("Contents"));
  g_string_append(html->out, "\">\n<p class=\"part\">");
  pb_html_text(html, _("Contents"));
  g_string_append(html->out, "</p>\n<ol>\n");
  for (guint i = 0; i < document->children->len; i++) {
    const pb_node *section = g_ptr_array_index(document->children, i);
    const char *anchor = g_hash_table_lookup(html->anchors, section);
    const char *label = section->label != NULL ? section->label : section->title;
    if (section->kind != PB_NODE_SECTION || anchor == NULL || label == NULL)
      continue;
    g_autofree char *words = pb_inline_plain(label);
    g_string_append(html->out, "<li><a href=\"#");
    pb_svg_escape(html->out, anchor);
    g_string_append(html->out, "\">");
    pb_html_text(html, words);
    g_string_append(html->out, "</a></li>\n");
  }
  g_string_append(html->out, "</ol>\n</nav>\n");
}

static void put_section(pb_html *html, const pb_node *section) {
  const char *title = section->title != NULL ? section->title : section->label;
  g_string_append(html->out, section->page_break ? "<section" : "<section class=\"continued\"");
  pb_html_id(html, section);
  g_string_append(html->out, ">\n");
  if (section->title != NULL)
    pb_html_element(html, "p", "part", section->label);
  if (title != NULL) {
    g_string_append(html->out, "<h2");
    pb_html_id(html, &section->title);
    g_string_append_c(html->out, '>');
    pb_html_inline(html, title);
    g_string_append(html->out, "</h2>\n");
  }
  pb_html_element(html, "p", "intro", section->intro);
  html->span = 12;
  pb_html_blocks(html, section);
  pb_html_element(html, "footer", NULL, section->foot);
  g_string_append(html->out, "</section>\n");
}

/** The theme's own picture, in the page itself. */
static void put_logo(pb_html *html) {
  const pb_theme *theme = html->context->theme;
  if (theme->logo == NULL)
    return;
  gsize n;
  const guchar *png = g_bytes_get_data(theme->logo, &n);
  g_autofree char *base64 = g_base64_encode(png, n);
  g_string_append_printf(html->out, "<p class=\"logo\"><img style=\"height:%.0fpt\" alt=\"",
                         theme->logo_height);
  pb_html_text(html, theme->logo_text);
  g_string_append_printf(html->out, "\" src=\"data:image/png;base64,%s\"/></p>\n", base64);
}

static void put_body(pb_html *html, const pb_node *document) {
  gsize from = html->out->len;
  g_string_append(html->out, "<body data-sort=\"");
  pb_html_text(html, _("Buttons in the header cells sort the rows."));
  g_string_append(html->out, "\" data-values=\"");
  pb_html_text(html, _("The arrow keys walk through the values."));
  g_string_append(html->out, "\">\n<a class=\"skip\" href=\"#rapport\">");
  pb_html_text(html, _("Skip to the report"));
  g_string_append(html->out, "</a>\n<header>\n");
  put_logo(html);
  pb_html_element(html, "h1", NULL, document->title);
  pb_html_element(html, "p", NULL, document->intro);
  pb_html_element(html, "p", "warning", document->foot);
  g_string_append(html->out, "</header>\n<div class=\"page\">\n");
  put_contents(html, document);
  g_string_append(html->out, "<main id=\"rapport\" tabindex=\"-1\">\n");
  for (guint i = 0; i < document->children->len; i++) {
    const pb_node *section = g_ptr_array_index(document->children, i);
    if (section->kind == PB_NODE_SECTION)
      put_section(html, section);
  }
  g_string_append(html->out, "</main>\n</div>\n");
  if ((document->foot != NULL && *document->foot) ||
      (document->label != NULL && *document->label)) {
    g_string_append(html->out, "<footer class=\"last\">\n");
    pb_html_element(html, "p", NULL, document->label);
    pb_html_element(html, "p", NULL, document->foot);
    g_string_append(html->out, "</footer>\n");
  }
  pb_html_share_outlines(html, from);
  g_string_append_printf(html->out, "<script>%s</script>\n", pb_html_js);
  g_string_append(html->out, "</body>\n</html>\n");
}

/** The typeface goes along, cut down to the characters of the finished page. */
static void put_fonts(pb_html *html) {
  const char *family = html->context->theme->family;
  g_autoptr(GString) faces = g_string_new(NULL);
  for (int weight = 400; weight <= 600; weight += 200) {
    g_autoptr(GBytes) font = pb_font_subset(family, weight, html->out->str);
    if (font == NULL)
      continue;
    g_autofree char *base64 = g_base64_encode(g_bytes_get_data(font, NULL), g_bytes_get_size(font));
    g_string_append_printf(faces,
                           "@font-face{font-family:\"%s\";font-weight:%d;src:url(data:font/otf;"
                           "base64,%s) format(\"opentype\")}\n",
                           family, weight, base64);
  }
  g_string_insert_len(html->out, (gssize)html->fonts_at, faces->str, (gssize)faces->len);
}

static void free_target(void *data) {
  pb_html_target *target = data;
  g_free(target->anchor);
  g_free(target->words);
  g_free(target);
}

static GBytes *render(const pb_node *document, const pb_context *context, GError **error) {
  pb_html html = {
      .out = g_string_sized_new(1 << 20),
      .context = context,
      .language = document->id != NULL ? document->id : "sv",
      .anchors = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free),
      .used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
      .targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_target),
      .span = 12,
  };
  g_hash_table_add(html.used, g_strdup("rapport"));
  pb_html_assign_anchors(&html, document);
  put_head(&html, document);
  put_body(&html, document);
  put_fonts(&html);
  g_hash_table_unref(html.anchors);
  g_hash_table_unref(html.used);
  g_hash_table_unref(html.targets);
  if (html.error != NULL) {
    g_propagate_error(error, html.error);
    g_string_free(html.out, true);
    return NULL;
  }
  return g_string_free_to_bytes(html.out);
}

const pb_backend pb_backend_html = {
    .name = "html", .extension = "html", .title = N_("Web page, one file"), .render = render};
