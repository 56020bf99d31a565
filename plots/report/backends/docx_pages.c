/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On which pages the headings will be: the finished parts laid out roughly as a word processor
 * does, for the numbers that the table of contents shows until a program computes them. Lines are
 * set in the house typeface; rules for keeping together are the format's (ECMA-376, 17.3.1). */
#include <libxml/parser.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "plots/report/backends/docx_parts.h"

#define PER_PT ((double)PB_DOCX_PER_PT)
/** Room between head and foot of a page, points. */
#define PAGE ((PB_DOCX_PAGE_HEIGHT - PB_DOCX_TOP - PB_DOCX_BOTTOM) / PER_PT)
#define EMU_PER_PT 12700.
/** A row's share of the rules between rows. */
#define RULE .5

/** What a paragraph style says. Points. */
typedef struct {
  double before, after, size, left, right;
  double line; /* share of the typeface's line, or points when exact */
  bool exact, bold, keep_next, keep_lines;
} look;

/** A paragraph or a table's row, which never breaks. */
typedef struct {
  const xmlNode *node;
  double before, after, line; /* space around; height of a line */
  int n;                      /* lines */
  bool keep_next, keep_lines, new_page;
} block;

typedef struct {
  PangoLayout *layout;
  PangoFontDescription *font;
  double font_line; /* of the typeface, em */
  GHashTable *looks;
  GArray *blocks;
  GHashTable *pages;
} paging;

static bool is(const xmlNode *node, const char *name) {
  return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static xmlNode *child(const xmlNode *node, const char *name) {
  for (xmlNode *one = node != NULL ? node->children : NULL; one != NULL; one = one->next)
    if (is(one, name))
      return one;
  return NULL;
}

/** An attribute by local name, or NULL; borrowed from the document. */
static const char *text_of(const xmlNode *node, const char *name) {
  for (const xmlAttr *a = node != NULL ? node->properties : NULL; a != NULL; a = a->next)
    if (strcmp((const char *)a->name, name) == 0 && a->children != NULL)
      return (const char *)a->children->content;
  return NULL;
}

static void take(const xmlNode *node, const char *name, double unit, double *value) {
  const char *text = text_of(node, name);
  if (text != NULL)
    *value = atof(text) / unit;
}

static bool is_on(const xmlNode *node, bool before) {
  return node == NULL ? before : g_strcmp0(text_of(node, "val"), "0") != 0;
}

/** Paragraph properties over what a style says. */
static look read_properties(look base, const xmlNode *properties) {
  const xmlNode *spacing = child(properties, "spacing"), *indent = child(properties, "ind");
  take(spacing, "before", PER_PT, &base.before);
  take(spacing, "after", PER_PT, &base.after);
  const char *rule = text_of(spacing, "lineRule");
  if (rule != NULL) {
    base.exact = strcmp(rule, "exact") == 0;
    take(spacing, "line", base.exact ? PER_PT : 240, &base.line);
  }
  take(indent, "left", PER_PT, &base.left);
  take(indent, "right", PER_PT, &base.right);
  base.keep_next = is_on(child(properties, "keepNext"), base.keep_next);
  base.keep_lines = is_on(child(properties, "keepLines"), base.keep_lines);
  return base;
}

static void read_styles(paging *self, const xmlNode *styles, double body_size) {
  for (const xmlNode *style = styles->children; style != NULL; style = style->next) {
    const char *id = text_of(style, "styleId"), *base = text_of(child(style, "basedOn"), "val");
    if (!is(style, "style") || id == NULL)
      continue;
    const look *parent = base != NULL ? g_hash_table_lookup(self->looks, base) : NULL;
    look *own = g_new(look, 1);
    *own = parent != NULL ? *parent : (look){.size = body_size, .line = 1};
    *own = read_properties(*own, child(style, "pPr"));
    const xmlNode *run = child(style, "rPr");
    take(child(run, "sz"), "val", 2, &own->size);
    own->bold = is_on(child(run, "b"), own->bold);
    g_hash_table_insert(self->looks, g_strdup(id), own);
  }
}

/** Words of a paragraph, and the height of a picture in line with them. */
static void gather(const xmlNode *node, GString *words, double *picture) {
  for (const xmlNode *one = node->children; one != NULL; one = one->next) {
    if (is(one, "t") && one->children != NULL)
      g_string_append(words, (const char *)one->children->content);
    else if (is(one, "br"))
      g_string_append_c(words, '\n');
    else if (is(one, "tab"))
      g_string_append_c(words, ' ');
    else if (is(one, "inline"))
      take(child(one, "extent"), "cy", EMU_PER_PT, picture);
    else if (!is(one, "instrText") && !is(one, "pPr") && !is(one, "anchor"))
      gather(one, words, picture);
  }
}

static int count_lines(paging *self, const look *style, const char *words, double width) {
  pango_font_description_set_absolute_size(self->font, style->size * PANGO_SCALE);
  pango_font_description_set_weight(self->font,
                                    style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(self->layout, self->font);
  pango_layout_set_width(self->layout, (int)(MAX(width, 1) * PANGO_SCALE));
  pango_layout_set_text(self->layout, words, -1);
  return pango_layout_get_line_count(self->layout);
}

static block read_paragraph(paging *self, const xmlNode *node, double width) {
  const xmlNode *properties = child(node, "pPr");
  const char *name = text_of(child(properties, "pStyle"), "val");
  const look *style = g_hash_table_lookup(self->looks, name != NULL ? name : "Normal");
  look own = read_properties(style != NULL ? *style : (look){.size = 10, .line = 1}, properties);
  g_autoptr(GString) words = g_string_new(NULL);
  double picture = 0;
  gather(node, words, &picture);
  block out = {.node = node,
               .before = own.before,
               .after = own.after,
               .line = own.exact ? own.line : own.line * self->font_line * own.size,
               .keep_next = own.keep_next,
               .keep_lines = own.keep_lines,
               .new_page = child(properties, "pageBreakBefore") != NULL};
  out.n = count_lines(self, &own, words->str, width - own.left - own.right);
  if (picture > 0) {
    out.line = MAX(out.line, picture);
    out.n = 1;
  }
  return out;
}

/** Between two blocks is the larger of their spaces. */
static double gap(const block *before, const block *one) {
  return before != NULL ? MAX(before->after, one->before) : one->before;
}

/** The paragraphs of a cell below each other. */
static double cell_height(paging *self, const xmlNode *cell, bool *keep) {
  const xmlNode *properties = child(cell, "tcPr"), *margin = child(properties, "tcMar");
  double width = 0, right = -1, height = 0;
  take(child(properties, "tcW"), "w", PER_PT, &width);
  take(child(margin, "right"), "w", PER_PT, &right);
  width -= right >= 0 ? right : 2 * PB_DOCX_CELL_MARGIN / PER_PT;
  block before = {0};
  for (const xmlNode *one = cell->children; one != NULL; one = one->next)
    if (is(one, "p")) {
      block paragraph = read_paragraph(self, one, width);
      height += gap(&before, &paragraph) + paragraph.n * paragraph.line;
      *keep = *keep || paragraph.keep_next;
      before = paragraph;
    }
  return height + before.after;
}

static void add_table(paging *self, const xmlNode *table) {
  for (const xmlNode *row = table->children; row != NULL; row = row->next) {
    if (!is(row, "tr"))
      continue;
    block out = {.node = row, .n = 1};
    for (const xmlNode *cell = row->children; cell != NULL; cell = cell->next)
      if (is(cell, "tc"))
        out.line = MAX(out.line, cell_height(self, cell, &out.keep_next) + RULE);
    g_array_append_val(self->blocks, out);
  }
}

static void add_blocks(paging *self, const xmlNode *parent) {
  for (const xmlNode *one = parent->children; one != NULL; one = one->next) {
    if (is(one, "p")) {
      block out = read_paragraph(self, one, PB_DOCX_COLUMN / PER_PT);
      g_array_append_val(self->blocks, out);
    } else if (is(one, "tbl")) {
      add_table(self, one);
    } else if (is(one, "sdt")) {
      add_blocks(self, child(one, "sdtContent"));
    }
  }
}

static const block *block_at(const paging *self, guint i) {
  return i < self->blocks->len ? &g_array_index(self->blocks, block, i) : NULL;
}

/** What must stand together from block `i` on, without the space above: those kept with their next
 * and the start of the one after. */
static double kept_height(const paging *self, guint i) {
  double height = 0;
  for (;; i++) {
    const block *one = block_at(self, i), *next = block_at(self, i + 1);
    if (next == NULL || !one->keep_next)
      return height + (one->keep_lines || one->n < 4 ? one->n : 2) * one->line;
    height += one->n * one->line + gap(one, next);
  }
}

static void note_marks(paging *self, const xmlNode *paragraph, int page) {
  for (const xmlNode *one = paragraph->children; one != NULL; one = one->next)
    if (is(one, "bookmarkStart"))
      g_hash_table_insert(self->pages, g_strdup(text_of(one, "name")), GINT_TO_POINTER(page));
}

/** Space above is lost at the top of a page, unless the paragraph asks for the page itself. */
static void turn_pages(paging *self) {
  double used = 0;
  int page = 1;
  const block *before = NULL;
  for (guint i = 0; i < self->blocks->len; i++) {
    const block *one = block_at(self, i);
    bool chained = before != NULL && before->keep_next;
    double above = gap(before, one), needed = chained ? one->line : kept_height(self, i);
    if (before != NULL && (one->new_page || used + above + MIN(needed, PAGE) > PAGE)) {
      page++;
      used = 0;
      above = one->new_page ? one->before : 0;
    }
    note_marks(self, one->node, page);
    used += above;
    int left = one->n;
    while (used + left * one->line > PAGE && left > 1 && !one->keep_lines) {
      left -= MAX(1, (int)((PAGE - used) / one->line));
      used = 0;
      page++;
    }
    used += left * one->line;
    before = one;
  }
}

/** Height of a line of the typeface, em. */
static double font_line(PangoContext *pango, PangoFontDescription *font) {
  pango_font_description_set_absolute_size(font, 100 * PANGO_SCALE);
  PangoFontMetrics *metrics = pango_context_get_metrics(pango, font, NULL);
  double line =
      (double)(pango_font_metrics_get_ascent(metrics) + pango_font_metrics_get_descent(metrics)) /
      (100. * PANGO_SCALE);
  pango_font_metrics_unref(metrics);
  return line;
}

static xmlDoc *parse(const char *xml) {
  return xmlReadMemory(xml, (int)strlen(xml), "part", NULL,
                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
}

GHashTable *pb_docx_pages(const pb_theme *theme, const char *styles, const char *document) {
  PangoContext *pango = pango_font_map_create_context(pango_cairo_font_map_get_default());
  pango_cairo_context_set_resolution(pango, 72);
  pango_context_set_round_glyph_positions(pango, false);
  paging self = {.layout = pango_layout_new(pango),
                 .font = pango_font_description_new(),
                 .looks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                 .blocks = g_array_new(false, false, sizeof(block)),
                 .pages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  pango_font_description_set_family(self.font, theme->family);
  self.font_line = font_line(pango, self.font);
  xmlDoc *style_tree = parse(styles), *tree = parse(document);
  if (style_tree != NULL && tree != NULL) {
    read_styles(&self, xmlDocGetRootElement(style_tree), theme->body_size);
    add_blocks(&self, child(xmlDocGetRootElement(tree), "body"));
    turn_pages(&self);
  }
  xmlFreeDoc(style_tree);
  xmlFreeDoc(tree);
  g_array_unref(self.blocks);
  g_hash_table_unref(self.looks);
  pango_font_description_free(self.font);
  g_object_unref(self.layout);
  g_object_unref(pango);
  return self.pages;
}
