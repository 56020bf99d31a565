/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs, runs and fields. */
#include "plots/report/backends/docx_parts.h"
#include "plots/svg_write.h"

void pb_docx_escape(GString *out, const char *text) {
  if (text != NULL)
    pb_svg_escape(out, text);
}

void pb_docx_run(GString *out, const char *text, const char *style) {
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_string_append(out, "<w:r>");
  if (style != NULL)
    g_string_append_printf(out, "<w:rPr><w:rStyle w:val=\"%s\"/></w:rPr>", style);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (i > 0)
      g_string_append(out, "<w:br/>");
    g_string_append(out, "<w:t xml:space=\"preserve\">");
    pb_docx_escape(out, lines[i]);
    g_string_append(out, "</w:t>");
  }
  g_string_append(out, "</w:r>");
}

static void put_link(pb_docx *docx, const pb_run *run) {
  const pb_docx_target *target = g_hash_table_lookup(docx->targets, run->target);
  const char *words = run->kind == PB_RUN_LINK ? run->text : target != NULL ? target->words : NULL;
  if (words == NULL)
    words = run->target;
  if (target == NULL) {
    pb_docx_run(docx->out, words, run->bold ? "Strong" : NULL);
    return;
  }
  g_string_append_printf(docx->out, "<w:hyperlink w:anchor=\"%s\" w:history=\"1\">",
                         target->bookmark);
  pb_docx_run(docx->out, words, "Hyperlink");
  g_string_append(docx->out, "</w:hyperlink>");
}

void pb_docx_inline(pb_docx *docx, const char *marked) {
  g_autoptr(GArray) runs = pb_inline_parse(marked);
  for (guint i = 0; i < runs->len; i++) {
    const pb_run *run = &g_array_index(runs, pb_run, i);
    if (run->kind == PB_RUN_TEXT)
      pb_docx_run(docx->out, run->text, run->bold ? "Strong" : NULL);
    else
      put_link(docx, run);
  }
}

void pb_docx_open(pb_docx *docx, const char *style, bool keep) {
  g_string_append_printf(docx->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s</w:pPr>", style,
                         keep ? "<w:keepNext/>" : "", docx->beside ? PB_DOCX_WHOLE_LINE : "");
}

void pb_docx_close(pb_docx *docx) {
  g_string_append(docx->out, "</w:p>\n");
}

void pb_docx_paragraph(pb_docx *docx, const char *style, bool keep, const char *marked) {
  if (marked == NULL || *marked == '\0')
    return;
  pb_docx_open(docx, style, keep);
  pb_docx_inline(docx, marked);
  pb_docx_close(docx);
}

void pb_docx_plain(pb_docx *docx, const char *style, bool keep, const char *text) {
  if (text == NULL || *text == '\0')
    return;
  pb_docx_open(docx, style, keep);
  pb_docx_run(docx->out, text, NULL);
  pb_docx_close(docx);
}

void pb_docx_field(GString *out, const char *instruction, const char *result) {
  g_string_append(out, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
                       "<w:r><w:instrText xml:space=\"preserve\"> ");
  pb_docx_escape(out, instruction);
  g_string_append(out, " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
  pb_docx_run(out, result, NULL);
  g_string_append(out, "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
}
