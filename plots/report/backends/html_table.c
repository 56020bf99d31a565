/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/text.h"
#include "plots/report/backends/html_blocks.h"
#include "plots/svg_write.h"

/** From this many columns on, a table scrolls sideways on a narrow screen. */
#define WIDE_TABLE 4

/** Colour, shape and words say the same. */
static void put_sign(pb_html *html, pb_sign sign) {
  static const struct {
    const char *class, *shape, *words;
  } signs[] = {
      [PB_SIGN_INCREASE] = {"up", "<path d=\"M5 1l5 8H0z\"/>", N_("increase")},
      [PB_SIGN_DECREASE] = {"down", "<path d=\"M5 9l5-8H0z\"/>", N_("decrease")},
      [PB_SIGN_UNDECIDED] = {"undecided", "<circle cx=\"5\" cy=\"5\" r=\"3\"/>",
                             N_("no established change")},
  };
  if (sign == PB_SIGN_NONE)
    return;
  g_string_append_printf(html->out,
                         "<svg class=\"sign %s\" viewBox=\"0 0 10 10\" aria-hidden=\"true\">%s"
                         "</svg><span class=\"unseen\">",
                         signs[sign].class, signs[sign].shape);
  pb_html_text(html, _(signs[sign].words));
  g_string_append(html->out, " </span>");
}

static void put_caption(pb_html *html, const pb_report_table *table) {
  bool has_title = table->title != NULL && *table->title;
  bool has_subtitle = table->subtitle != NULL && *table->subtitle;
  if (!has_title && !has_subtitle)
    return;
  g_string_append(html->out, "<caption");
  pb_html_id(html, &table->title);
  g_string_append_c(html->out, '>');
  pb_html_element(html, "span", "caption", table->title);
  pb_html_element(html, "span", "subtitle", table->subtitle);
  g_string_append(html->out, "</caption>\n");
}

static void put_head(pb_html *html, const pb_report_table *table) {
  g_string_append(html->out, "<thead><tr>");
  for (size_t c = 0; c < table->n_columns; c++) {
    const pb_report_column *column = &table->columns[c];
    bool blank = column->header == NULL || *column->header == '\0';
    const char *class = column->number ? " class=\"number\"" : "";
    /* A header cell without words would be announced as nothing. */
    g_string_append_printf(html->out, blank ? "<td%s>" : "<th scope=\"col\"%s>", class);
    pb_html_inline(html, column->header);
    g_string_append(html->out, blank ? "</td>" : "</th>");
  }
  g_string_append(html->out, "</tr></thead>\n");
}

static void put_row(pb_html *html, const pb_report_table *table, guint row) {
  const pb_table_cell *cells = g_ptr_array_index(table->rows, row);
  int indent = g_array_index(table->indent, int, row);
  g_string_append(html->out, indent > 0 ? "<tr class=\"of-which\">" : "<tr>");
  for (size_t c = 0; c < table->n_columns; c++) {
    const pb_table_cell *cell = &cells[c];
    bool header = c == 0 && cell->text != NULL && *cell->text;
    g_string_append(html->out, header ? "<th scope=\"row\"" : "<td");
    if (table->columns[c].number)
      g_string_append(html->out, " class=\"number\"");
    g_string_append_c(html->out, '>');
    put_sign(html, cell->sign);
    if (cell->strong)
      g_string_append(html->out, "<strong>");
    pb_html_inline(html, cell->text);
    if (cell->strong)
      g_string_append(html->out, "</strong>");
    g_string_append(html->out, header ? "</th>" : "</td>");
  }
  g_string_append(html->out, "</tr>\n");
}

static void open_region(pb_html *html, const pb_report_table *table) {
  g_string_append(html->out, "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label");
  if (table->title != NULL && *table->title) {
    g_string_append(html->out, "ledby=\"");
    pb_svg_escape(html->out, g_hash_table_lookup(html->anchors, &table->title));
  } else {
    g_string_append(html->out, "=\"");
    pb_html_text(html, _("Table"));
  }
  g_string_append(html->out, "\">\n");
}

void pb_html_table(pb_html *html, const pb_report_table *table) {
  bool wide = table->n_columns >= WIDE_TABLE;
  g_string_append(html->out, "<div class=\"table\"");
  pb_html_id(html, table);
  g_string_append(html->out, ">\n");
  if (wide)
    open_region(html, table);
  g_string_append(html->out, "<table>\n");
  put_caption(html, table);
  put_head(html, table);
  g_string_append(html->out, "<tbody>\n");
  for (guint r = 0; r < table->rows->len; r++)
    put_row(html, table, r);
  g_string_append(html->out, "</tbody></table>\n");
  if (wide)
    g_string_append(html->out, "</div>\n");
  pb_html_element(html, "p", "note", table->note);
  g_string_append(html->out, "</div>\n");
}
