/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/backends/html.h"

#include "engine/text.h"

/** A shape for the eye and a word for those who listen. */
static void put_sign(pb_html *html, pb_sign sign) {
  static const struct {
    const char *class, *shape, *word;
  } signs[] = {
      [PB_SIGN_INCREASE] = {"up", "▲", N_("increase:")},
      [PB_SIGN_DECREASE] = {"down", "▼", N_("decrease:")},
      [PB_SIGN_UNDECIDED] = {"level", "●", N_("no certain change:")},
  };
  if (sign == PB_SIGN_NONE)
    return;
  g_string_append_printf(html->out, "<span class=\"sign\" aria-hidden=\"true\">%s</span>",
                         signs[sign].shape);
  g_string_append(html->out, "<span class=\"hidden\">");
  pb_html_text(html, _(signs[sign].word));
  g_string_append(html->out, " </span>");
}

static const char *sign_class(pb_sign sign) {
  return sign == PB_SIGN_INCREASE    ? "up"
         : sign == PB_SIGN_DECREASE  ? "down"
         : sign == PB_SIGN_UNDECIDED ? "level"
                                     : "";
}

static void put_head(pb_html *html, const pb_report_table *table) {
  g_string_append(html->out, "<thead><tr>");
  for (size_t c = 0; c < table->n_columns; c++) {
    const pb_report_column *column = &table->columns[c];
    const char *class = column->number ? " class=\"number\"" : "";
    if (column->header == NULL || *column->header == '\0') {
      g_string_append_printf(html->out, "<td%s></td>", class);
    } else {
      g_string_append_printf(html->out, "<th scope=\"col\"%s>", class);
      pb_html_inline(html, column->header);
      g_string_append(html->out, "</th>");
    }
  }
  g_string_append(html->out, "</tr></thead>\n");
}

static void put_cell(pb_html *html, const pb_report_table *table, guint row, size_t c) {
  const pb_cell *cell = (const pb_cell *)g_ptr_array_index(table->rows, row) + c;
  bool number = table->columns[c].number;
  int indent = c == 0 ? g_array_index(table->indent, int, row) : 0;
  g_string_append_printf(
      html->out, c == 0 ? "<th scope=\"row\" class=\"%s%s%s%s\">" : "<td class=\"%s%s%s%s\">",
      number ? "number " : "", cell->strong ? "strong " : "", indent > 0 ? "indent " : "",
      sign_class(cell->sign));
  put_sign(html, cell->sign);
  pb_html_inline(html, cell->text);
  g_string_append(html->out, c == 0 ? "</th>" : "</td>");
}

void pb_html_table(pb_html *html, const pb_report_table *table) {
  g_string_append_printf(html->out,
                         "<div class=\"table\" id=\"%s\">\n<div class=\"scroll\" role=\"region\" "
                         "tabindex=\"0\" aria-labelledby=\"%s-caption\">\n<table>\n",
                         table->id, table->id);
  g_string_append_printf(html->out, "<caption id=\"%s-caption\">", table->id);
  pb_html_element(html, "span", "title", table->title);
  pb_html_element(html, "span", "subtitle", table->subtitle);
  g_string_append(html->out, "</caption>\n");
  put_head(html, table);
  g_string_append(html->out, "<tbody>\n");
  for (guint r = 0; r < table->rows->len; r++) {
    g_string_append(html->out, "<tr>");
    for (size_t c = 0; c < table->n_columns; c++)
      put_cell(html, table, r, c);
    g_string_append(html->out, "</tr>\n");
  }
  g_string_append(html->out, "</tbody></table></div>\n");
  pb_html_element(html, "p", "small", table->note);
  g_string_append(html->out, "</div>\n");
}
