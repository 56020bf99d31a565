/* SPDX-License-Identifier: GPL-3.0-or-later */
/* word/styles.xml. Names that Word knows are Word's own, so that it shows them in the reader's
 * language. Within a style elements keep the schema's order. */
#include "plots/report/backends/docx_parts.h"

#define RIGHT_TAB "<w:tabs><w:tab w:val=\"right\" w:pos=\"10206\"/></w:tabs>"
#define TEXT_RIGHT "<w:ind w:right=\"1800\"/>"
G_STATIC_ASSERT(PB_DOCX_COLUMN == 10206 && PB_DOCX_TEXT_RIGHT == 1800);

/** Priority of the styles that are the report's own. */
#define OWN 2

typedef enum { INK, GREY, ACCENT } role;

/** A paragraph style: its own paragraph properties, size in points (0: inherited) and colour. */
typedef struct {
  const char *id, *name, *based_on, *next;
  int priority;
  const char *properties; /**< children of w:pPr */
  double size;
  bool bold;
  role color;
} paragraph_style;

static void put_color(GString *out, const pb_theme *theme, role color) {
  static const char *const names[] = {"text1", "", "accent1"};
  uint32_t rgb = color == INK ? theme->ink : color == GREY ? theme->grey : theme->accent;
  g_string_append_printf(out, "<w:color w:val=\"%06X\"", rgb);
  if (*names[color])
    g_string_append_printf(out, " w:themeColor=\"%s\"", names[color]);
  g_string_append(out, "/>");
}

static void put_size(GString *out, double points) {
  int half = (int)(2 * points + .5);
  g_string_append_printf(out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", half, half);
}

static void put_paragraph_style(GString *out, const pb_theme *theme, const paragraph_style *style) {
  g_string_append_printf(out,
                         "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name "
                         "w:val=\"%s\"/>",
                         style->based_on == NULL  ? " w:default=\"1\""
                         : style->priority == OWN ? " w:customStyle=\"1\""
                                                  : "",
                         style->id, style->name);
  if (style->based_on != NULL)
    g_string_append_printf(out, "<w:basedOn w:val=\"%s\"/>", style->based_on);
  if (style->next != NULL)
    g_string_append_printf(out, "<w:next w:val=\"%s\"/>", style->next);
  g_string_append_printf(out, "<w:uiPriority w:val=\"%d\"/><w:qFormat/>", style->priority);
  if (*style->properties)
    g_string_append_printf(out, "<w:pPr>%s</w:pPr>", style->properties);
  if (style->size > 0) {
    g_string_append(out, "<w:rPr>");
    g_string_append(out, style->bold ? "<w:b/><w:bCs/>" : "<w:b w:val=\"0\"/><w:bCs w:val=\"0\"/>");
    put_color(out, theme, style->color);
    put_size(out, style->size);
    g_string_append(out, "</w:rPr>");
  }
  g_string_append(out, "</w:style>\n");
}

static void put_paragraph_styles(GString *out, const pb_theme *theme) {
  double title = theme->title_size, heading = theme->heading_size, body = theme->body_size,
         small = theme->small_size;
  g_autofree char *bar =
      g_strdup_printf("<w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"%06X\" "
                      "w:themeColor=\"accent1\"/></w:pBdr><w:ind w:left=\"200\" w:right=\"1800\"/>",
                      theme->accent);
  g_autofree char *below =
      g_strdup_printf("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" "
                      "w:color=\"%06X\"/></w:pBdr>" RIGHT_TAB "<w:spacing w:after=\"0\"/>",
                      theme->hairline);
  g_autofree char *above =
      g_strdup_printf("<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"4\" "
                      "w:color=\"%06X\"/></w:pBdr>" RIGHT_TAB "<w:spacing w:after=\"0\"/>",
                      theme->hairline);
  const paragraph_style styles[] = {
      {"Normal", "Normal", NULL, NULL, 0,
       "<w:spacing w:after=\"100\" w:line=\"276\" w:lineRule=\"auto\"/>", 0, false, INK},
      {"Title", "Title", "Normal", "Subtitle", 10,
       "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\" w:line=\"240\" "
       "w:lineRule=\"auto\"/>",
       title + 6, true, ACCENT},
      {"Subtitle", "Subtitle", "Normal", "BodyText", 11, "<w:spacing w:after=\"240\"/>",
       heading + 1.5, false, GREY},
      {"Heading1", "heading 1", "Normal", "BodyText", 9,
       "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"80\" w:line=\"240\" "
       "w:lineRule=\"auto\"/><w:outlineLvl w:val=\"0\"/>",
       title, true, ACCENT},
      {"Heading2", "heading 2", "Normal", "BodyText", 9,
       "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"80\" w:line=\"252\" "
       "w:lineRule=\"auto\"/><w:outlineLvl w:val=\"1\"/>",
       title * .7, true, INK},
      {"Heading3", "heading 3", "Normal", "BodyText", 9,
       "<w:keepNext/><w:keepLines/><w:spacing w:before=\"180\" w:after=\"40\"/>"
       "<w:outlineLvl w:val=\"2\"/>",
       heading, true, INK},
      {"BodyText", "Body Text", "Normal", NULL, 99, TEXT_RIGHT, body, false, INK},
      {"Introduction", "Introduction", "BodyText", "BodyText", OWN,
       "<w:spacing w:after=\"160\"/>" TEXT_RIGHT, heading + .5, false, INK},
      {"SmallText", "Small Text", "BodyText", NULL, OWN,
       "<w:spacing w:after=\"40\" w:line=\"252\" w:lineRule=\"auto\"/>" TEXT_RIGHT, small, false,
       GREY},
      {"Source", "Source", "SmallText", "BodyText", OWN,
       "<w:spacing w:after=\"160\" w:line=\"252\" w:lineRule=\"auto\"/>" TEXT_RIGHT, small, false,
       GREY},
      {"Notice", "Notice", "BodyText", "BodyText", OWN, "<w:spacing w:after=\"240\"/>" TEXT_RIGHT,
       heading, true, INK},
      {"Comment", "Comment", "BodyText", NULL, OWN, bar, body, false, INK},
      {"Definition", "Definition", "BodyText", NULL, OWN,
       "<w:tabs><w:tab w:val=\"left\" w:pos=\"3000\"/></w:tabs><w:ind w:left=\"3000\" "
       "w:right=\"1000\" w:hanging=\"3000\"/>",
       body, false, INK},
      {"ListBullet", "List Bullet", "BodyText", NULL, 99,
       "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"60\"/>"
       "<w:ind w:left=\"284\" w:right=\"1800\" w:hanging=\"284\"/>",
       body, false, INK},
      {"ListNumber", "List Number", "BodyText", NULL, 99,
       "<w:spacing w:after=\"120\"/><w:ind w:left=\"425\" w:right=\"1800\" w:hanging=\"425\"/>",
       body, false, INK},
      {"Caption", "caption", "Normal", "BodyText", 35,
       "<w:keepNext/><w:keepLines/><w:spacing w:before=\"160\" w:after=\"20\" w:line=\"252\" "
       "w:lineRule=\"auto\"/>",
       heading, true, INK},
      {"Subcaption", "Subcaption", "Normal", NULL, OWN,
       "<w:keepNext/><w:keepLines/><w:spacing w:after=\"60\" w:line=\"252\" "
       "w:lineRule=\"auto\"/>",
       small, false, GREY},
      {"Figure", "Figure", "Normal", "BodyText", OWN,
       "<w:spacing w:before=\"40\" w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/>", body,
       false, INK},
      {"TableText", "Table Text", "Normal", NULL, OWN,
       "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\" w:lineRule=\"auto\"/>", small,
       false, INK},
      {"TableIndent", "Table Indent", "TableText", NULL, OWN, "<w:ind w:left=\"200\"/>", small,
       false, INK},
      {"TableNumber", "Table Number", "TableText", NULL, OWN, "<w:jc w:val=\"right\"/>", small,
       false, INK},
      {"TableHead", "Table Head", "TableText", NULL, OWN, "<w:keepNext/>", small, true, GREY},
      {"TableHeadNumber", "Table Head Number", "TableHead", NULL, OWN, "<w:jc w:val=\"right\"/>",
       small, true, GREY},
      {"AfterTable", "After Table", "Normal", "BodyText", OWN,
       "<w:spacing w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>", small, false, INK},
      {"TOCHeading", "TOC Heading", "Normal", "BodyText", 39,
       "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/>", title * .7, true, INK},
      {"TOC1", "toc 1", "Normal", "Normal", 39,
       "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"10206\"/></w:tabs><w:spacing "
       "w:before=\"50\" w:after=\"0\" w:line=\"252\" w:lineRule=\"auto\"/>",
       body, true, ACCENT},
      {"TOC2", "toc 2", "Normal", "Normal", 39,
       "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"10206\"/></w:tabs><w:spacing "
       "w:after=\"0\" w:line=\"252\" w:lineRule=\"auto\"/><w:ind w:left=\"284\"/>",
       small, false, INK},
      {"Header", "header", "Normal", NULL, 99, below, small, false, GREY},
      {"Footer", "footer", "Normal", NULL, 99, above, small, false, GREY},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(styles); i++)
    put_paragraph_style(out, theme, &styles[i]);
}

static void put_character_style(GString *out, const char *id, const char *name,
                                const char *properties) {
  g_string_append_printf(out,
                         "<w:style w:type=\"character\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
                         "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:uiPriority "
                         "w:val=\"22\"/><w:qFormat/><w:rPr>%s</w:rPr></w:style>\n",
                         id, name, properties);
}

static void put_sign_style(GString *out, const char *id, uint32_t color) {
  g_autofree char *properties = g_strdup_printf("<w:color w:val=\"%06X\"/>", color);
  put_character_style(out, id, id, properties);
}

static void put_character_styles(GString *out, const pb_theme *theme) {
  g_string_append(out, "<w:style w:type=\"character\" w:default=\"1\" "
                       "w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph "
                       "Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\n");
  put_character_style(out, "Strong", "Strong", "<w:b/><w:bCs/>");
  g_autofree char *link = g_strdup_printf(
      "<w:color w:val=\"%06X\" w:themeColor=\"hyperlink\"/><w:u w:val=\"single\"/>", theme->accent);
  put_character_style(out, "Hyperlink", "Hyperlink", link);
  put_sign_style(out, "Increase", theme->increase);
  put_sign_style(out, "Decrease", theme->decrease);
  put_sign_style(out, "Undecided", theme->undecided);
}

static void put_table_styles(GString *out, const pb_theme *theme) {
  g_string_append(out,
                  "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name "
                  "w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>"
                  "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" "
                  "w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/><w:bottom w:w=\"0\" "
                  "w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
                  "</w:style>\n");
  g_string_append_printf(
      out,
      "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ReportTable\"><w:name "
      "w:val=\"Report Table\"/><w:basedOn w:val=\"TableNormal\"/><w:uiPriority w:val=\"2\"/>"
      "<w:qFormat/><w:tblPr><w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" "
      "w:color=\"%06X\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"%06X\"/>"
      "</w:tblBorders><w:tblCellMar><w:left w:w=\"%d\" w:type=\"dxa\"/><w:right w:w=\"%d\" "
      "w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tcPr><w:vAlign w:val=\"top\"/></w:tcPr>"
      "<w:tblStylePr w:type=\"firstRow\"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom "
      "w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"%06X\"/></w:tcBorders><w:vAlign "
      "w:val=\"bottom\"/></w:tcPr></w:tblStylePr></w:style>\n",
      theme->hairline, theme->hairline, PB_DOCX_CELL_MARGIN, PB_DOCX_CELL_MARGIN, theme->grey);
  g_string_append(out, "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"SideBySide\">"
                       "<w:name w:val=\"Side by Side\"/><w:basedOn w:val=\"TableNormal\"/>"
                       "<w:uiPriority w:val=\"2\"/></w:style>\n");
}

char *pb_docx_styles(const pb_theme *theme, const char *language) {
  GString *out = g_string_new(NULL);
  const char *tag = pb_docx_language(language);
  g_string_append_printf(
      out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
           "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
           "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\" "
           "w:hAnsiTheme=\"minorHAnsi\" w:eastAsiaTheme=\"minorHAnsi\" w:cstheme=\"minorBidi\"/>");
  put_color(out, theme, INK);
  put_size(out, theme->body_size);
  g_string_append_printf(out,
                         "<w:lang w:val=\"%s\" w:eastAsia=\"%s\" w:bidi=\"ar-SA\"/></w:rPr>"
                         "</w:rPrDefault><w:pPrDefault/></w:docDefaults>\n",
                         tag, tag);
  put_paragraph_styles(out, theme);
  put_character_styles(out, theme);
  put_table_styles(out, theme);
  g_string_append(out, "<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\">"
                       "<w:name w:val=\"No List\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>"
                       "</w:style>\n</w:styles>\n");
  return g_string_free(out, false);
}
