/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts that are nearly constant: settings, theme, fonts, numbering. */
#include "plots/report/backends/docx_parts.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define DRAWING "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
/** Near the house typeface in width and on every machine. */
#define FALLBACK_FONT "Arial"

const char *pb_docx_language(const char *code) {
  return g_str_equal(code, "en") ? "en-GB" : "sv-SE";
}

char *pb_docx_settings(const char *language) {
  bool english = g_str_equal(language, "en");
  return g_strdup_printf(
      XML "<w:settings " MAIN "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/>"
          "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting "
          "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
          "w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"%s\"/><w:clrSchemeMapping "
          "w:bg1=\"light1\" w:t1=\"dark1\" w:bg2=\"light2\" w:t2=\"dark2\" "
          "w:accent1=\"accent1\" w:accent2=\"accent2\" w:accent3=\"accent3\" "
          "w:accent4=\"accent4\" w:accent5=\"accent5\" w:accent6=\"accent6\" "
          "w:hyperlink=\"hyperlink\" w:followedHyperlink=\"followedHyperlink\"/>"
          "<w:decimalSymbol w:val=\"%s\"/><w:listSeparator w:val=\"%s\"/></w:settings>\n",
      pb_docx_language(language), english ? "." : ",", english ? "," : ";");
}

static void put_colors(GString *out, const pb_theme *theme) {
  const struct {
    const char *name;
    uint32_t color;
  } colors[] = {
      {"dk1", theme->ink},          {"lt1", theme->paper},
      {"dk2", theme->grey},         {"lt2", theme->band},
      {"accent1", theme->accent},   {"accent2", theme->increase},
      {"accent3", theme->decrease}, {"accent4", theme->undecided},
      {"accent5", theme->context},  {"accent6", theme->sequential[3]},
      {"hlink", theme->accent},     {"folHlink", theme->grey},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(colors); i++)
    g_string_append_printf(out, "<a:%s><a:srgbClr val=\"%06X\"/></a:%s>", colors[i].name,
                           colors[i].color, colors[i].name);
}

static void put_font(GString *out, const char *use, const char *family) {
  g_string_append_printf(out, "<a:%s><a:latin typeface=\"", use);
  pb_docx_escape(out, family);
  g_string_append_printf(out, "\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:%s>", use);
}

static void repeat(GString *out, const char *element, const char *text) {
  g_string_append_printf(out, "<a:%s>%s%s%s</a:%s>", element, text, text, text, element);
}

char *pb_docx_theme(const pb_theme *theme) {
  GString *out = g_string_new(XML "<a:theme " DRAWING " name=\"problembild\"><a:themeElements>"
                                  "<a:clrScheme name=\"problembild\">");
  put_colors(out, theme);
  g_string_append(out, "</a:clrScheme><a:fontScheme name=\"problembild\">");
  put_font(out, "majorFont", theme->family);
  put_font(out, "minorFont", theme->family);
  g_string_append(out, "</a:fontScheme><a:fmtScheme name=\"problembild\">");
  repeat(out, "fillStyleLst", "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>");
  repeat(out, "lnStyleLst",
         "<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>");
  repeat(out, "effectStyleLst", "<a:effectStyle><a:effectLst/></a:effectStyle>");
  repeat(out, "bgFillStyleLst", "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>");
  g_string_append(out, "</a:fmtScheme></a:themeElements></a:theme>\n");
  return g_string_free(out, false);
}

char *pb_docx_fonts(const pb_theme *theme) {
  GString *out = g_string_new(XML "<w:fonts " MAIN "><w:font w:name=\"");
  pb_docx_escape(out, theme->family);
  g_string_append(out, "\"><w:altName w:val=\"" FALLBACK_FONT "\"/><w:charset w:val=\"00\"/>"
                       "<w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>"
                       "<w:font w:name=\"" FALLBACK_FONT "\"><w:panose1 "
                       "w:val=\"020B0604020202020204\"/><w:charset w:val=\"00\"/><w:family "
                       "w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>\n");
  return g_string_free(out, false);
}

static void put_list(GString *out, int id, const char *format, const char *text, int indent) {
  g_string_append_printf(out,
                         "<w:abstractNum w:abstractNumId=\"%d\"><w:multiLevelType "
                         "w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
                         "<w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"%s\"/><w:lvlJc "
                         "w:val=\"left\"/><w:pPr><w:ind w:left=\"%d\" w:hanging=\"%d\"/></w:pPr>"
                         "</w:lvl></w:abstractNum>\n",
                         id, format, text, indent, indent);
}

char *pb_docx_numbering(guint n) {
  GString *out = g_string_new(XML "<w:numbering " MAIN ">\n");
  put_list(out, 0, "bullet", "•", 284);
  put_list(out, 1, "decimal", "%1.", 425);
  g_string_append(out, "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\n");
  for (guint i = 0; i < n; i++)
    g_string_append_printf(out,
                           "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride "
                           "w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\n",
                           i + 2);
  g_string_append(out, "</w:numbering>\n");
  return g_string_free(out, false);
}
