/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/backends/pdf_text.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "engine/text.h"

/** Half the height of Inter's capitals, em: lines are centred on the capitals. */
#define HALF_CAPITAL .364

typedef struct {
  int start, end; /* bytes of the layout's text */
  char *target;
} link_range;

struct pb_pdf_text {
  PangoLayout *layout;
  pb_look look;
  GArray *links; /* link_range, or NULL */
};

pb_look pb_look_title(const pb_theme *theme) {
  return (pb_look){.size = theme->title_size,
                   .leading = 1.17,
                   .tracking = -.017,
                   .weight = 600,
                   .color = theme->ink};
}

pb_look pb_look_heading(const pb_theme *theme) {
  return (pb_look){
      .size = theme->heading_size, .leading = 1.26, .weight = 600, .color = theme->ink};
}

pb_look pb_look_body(const pb_theme *theme) {
  return (pb_look){.size = theme->body_size, .leading = 1.42, .weight = 400, .color = theme->ink};
}

pb_look pb_look_small(const pb_theme *theme) {
  return (pb_look){.size = theme->small_size, .leading = 1.36, .weight = 400, .color = theme->grey};
}

pb_look pb_look_cell(const pb_theme *theme) {
  return (pb_look){.size = (theme->body_size + theme->small_size) / 2,
                   .leading = 1.32,
                   .weight = 400,
                   .color = theme->ink,
                   .tabular = true};
}

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, int start, int end) {
  attribute->start_index = (guint)start;
  attribute->end_index = end < 0 ? PANGO_ATTR_INDEX_TO_TEXT_END : (guint)end;
  pango_attr_list_insert(list, attribute);
}

static void clear_link(void *data) {
  g_free(((link_range *)data)->target);
}

/** "page 5", or a placeholder of the same width while pages are not known. */
static char *page_text(pb_pdf *pdf, const char *id) {
  pdf->refers = true;
  int page = GPOINTER_TO_INT(g_hash_table_lookup(pdf->pages, id));
  /* TRANSLATORS: reference inside a sentence or bracket, on paper. */
  return g_strdup_printf(_("page %d"), page > 0 ? page : 10);
}

/** Append; "2 467–2 624" is not to be broken at its dash, which takes a word joiner: Pango's own
 * attribute against breaks does not reach a break after a dash. */
static void append_words(GString *plain, const char *words) {
  const char *done = words;
  for (const char *dash = strstr(words, "–"); dash != NULL; dash = strstr(dash + 3, "–"))
    if (dash > words && g_ascii_isdigit(dash[-1]) && g_ascii_isdigit(dash[3])) {
      g_string_append_len(plain, done, dash + 3 - done);
      g_string_append(plain, "\u2060");
      done = dash + 3;
    }
  g_string_append(plain, done);
}

static PangoLayout *new_layout(const pb_pdf *pdf, pb_look look, double width) {
  PangoLayout *layout = pango_layout_new(pdf->pango);
  PangoFontDescription *font = pango_font_description_new();
  pango_font_description_set_family_static(font, pdf->theme->family);
  pango_font_description_set_absolute_size(font, look.size * PANGO_SCALE);
  pango_font_description_set_weight(font, (PangoWeight)look.weight);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  if (width >= 0)
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout, look.align);
  return layout;
}

static PangoAttrList *base_attributes(pb_look look) {
  PangoAttrList *list = pango_attr_list_new();
  if (look.tabular)
    add_attribute(list, pango_attr_font_features_new("tnum=1"), 0, -1);
  if (look.tracking != 0)
    add_attribute(
        list, pango_attr_letter_spacing_new((int)(look.tracking * look.size * PANGO_SCALE)), 0, -1);
  return list;
}

pb_pdf_text *pb_pdf_text_new(pb_pdf *pdf, const char *marked, pb_look look, double width) {
  pb_pdf_text *text = g_new0(pb_pdf_text, 1);
  text->look = look;
  text->layout = new_layout(pdf, look, width);
  g_autoptr(GArray) runs = pb_inline_parse(marked);
  g_autoptr(GString) plain = g_string_new(NULL);
  PangoAttrList *list = base_attributes(look);
  for (guint i = 0; i < runs->len; i++) {
    const pb_run *run = &g_array_index(runs, pb_run, i);
    int start = (int)plain->len;
    g_autofree char *page = run->kind == PB_RUN_PAGE ? page_text(pdf, run->target) : NULL;
    append_words(plain, page ? page : run->text);
    int end = (int)plain->len;
    if (run->bold)
      add_attribute(list, pango_attr_weight_new(PANGO_WEIGHT_SEMIBOLD), start, end);
    if (run->kind != PB_RUN_TEXT && g_hash_table_contains(pdf->ids, run->target)) {
      if (text->links == NULL) {
        text->links = g_array_new(false, false, sizeof(link_range));
        g_array_set_clear_func(text->links, clear_link);
      }
      link_range link = {start, end, g_strdup(run->target)};
      g_array_append_val(text->links, link);
      /* A colour of its own makes Pango keep the link in a run of its own. */
      uint32_t c = pdf->theme->accent;
      add_attribute(
          list,
          pango_attr_foreground_new((c >> 16 & 255) * 257, (c >> 8 & 255) * 257, (c & 255) * 257),
          start, end);
    }
  }
  pango_layout_set_text(text->layout, plain->str, (int)plain->len);
  pango_layout_set_attributes(text->layout, list);
  pango_attr_list_unref(list);
  return text;
}

pb_pdf_text *pb_pdf_text_plain(const pb_pdf *pdf, const char *plain, pb_look look, double width) {
  pb_pdf_text *text = g_new0(pb_pdf_text, 1);
  text->look = look;
  text->layout = new_layout(pdf, look, width);
  PangoAttrList *list = base_attributes(look);
  g_autoptr(GString) joined = g_string_new(NULL);
  append_words(joined, plain);
  pango_layout_set_text(text->layout, joined->str, (int)joined->len);
  pango_layout_set_attributes(text->layout, list);
  pango_attr_list_unref(list);
  return text;
}

void pb_pdf_text_balance(pb_pdf_text *text) {
  int n = pango_layout_get_line_count(text->layout);
  if (n < 2)
    return;
  int high = pango_layout_get_width(text->layout), low = high / 2;
  const PangoWrapMode wrap = pango_layout_get_wrap(text->layout);
  pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD); /* no narrower than the longest word */
  for (int i = 0; i < 6; i++) {
    int middle = low + (high - low) / 2, width;
    pango_layout_set_width(text->layout, middle);
    pango_layout_get_size(text->layout, &width, NULL);
    if (width > middle || pango_layout_get_line_count(text->layout) > n)
      low = middle;
    else
      high = middle;
  }
  pango_layout_set_wrap(text->layout, wrap);
  pango_layout_set_width(text->layout, high);
}

void pb_pdf_text_ellipsize(pb_pdf_text *text, double width) {
  pango_layout_set_width(text->layout, (int)(width * PANGO_SCALE));
  pango_layout_set_ellipsize(text->layout, PANGO_ELLIPSIZE_END);
}

void pb_pdf_text_free(pb_pdf_text *text) {
  if (text == NULL)
    return;
  g_object_unref(text->layout);
  if (text->links != NULL)
    g_array_unref(text->links);
  g_free(text);
}

double pb_pdf_text_pitch(const pb_pdf_text *text) {
  return text->look.size * text->look.leading;
}

int pb_pdf_text_n_lines(const pb_pdf_text *text) {
  return pango_layout_get_line_count(text->layout);
}

double pb_pdf_text_height(const pb_pdf_text *text) {
  return pb_pdf_text_n_lines(text) * pb_pdf_text_pitch(text);
}

double pb_pdf_text_width(const pb_pdf_text *text) {
  PangoRectangle box;
  pango_layout_get_extents(text->layout, NULL, &box);
  return (double)box.width / PANGO_SCALE;
}

double pb_pdf_text_least_width(pb_pdf_text *text) {
  pango_layout_set_wrap(text->layout, PANGO_WRAP_WORD);
  pango_layout_set_width(text->layout, 0);
  return pb_pdf_text_width(text);
}

static const link_range *link_at(const pb_pdf_text *text, int offset) {
  for (guint i = 0; text->links != NULL && i < text->links->len; i++) {
    const link_range *link = &g_array_index(text->links, link_range, i);
    if (offset >= link->start && offset < link->end)
      return link;
  }
  return NULL;
}

/** A line run by run; with links, each stretch is a Span or a Link of the structure. */
static void draw_line(const pb_pdf_text *text, pb_pdf *pdf, PangoLayoutLine *line, double x,
                      double y) {
  const char *plain = pango_layout_get_text(text->layout);
  for (GSList *l = line->runs; l != NULL; l = l->next) {
    PangoGlyphItem *run = l->data;
    const link_range *link = link_at(text, run->item->offset);
    if (link != NULL) {
      g_autofree char *attributes = g_strdup_printf("dest='%s'", link->target);
      cairo_tag_begin(pdf->cr, CAIRO_TAG_LINK, attributes);
    } else if (text->links != NULL) {
      pb_pdf_begin(pdf, "Span");
    }
    pb_pdf_set_color(pdf->cr, link != NULL ? pdf->theme->accent : text->look.color);
    bool broken = l->next == NULL && plain[line->start_index + line->length] == '\n';
    pb_pdf_show_run(pdf->cr, plain, run, x, y, broken);
    if (link != NULL)
      cairo_tag_end(pdf->cr, CAIRO_TAG_LINK);
    else if (text->links != NULL)
      pb_pdf_end(pdf, "Span");
    x += (double)pango_glyph_string_get_width(run->glyphs) / PANGO_SCALE;
  }
}

void pb_pdf_text_draw(const pb_pdf_text *text, pb_pdf *pdf, const char *tag, double x, double y,
                      int first, int n) {
  double pitch = pb_pdf_text_pitch(text);
  double baseline = y + pitch / 2 + HALF_CAPITAL * text->look.size;
  if (tag != NULL)
    pb_pdf_begin(pdf, tag);
  PangoLayoutIter *iter = pango_layout_get_iter(text->layout);
  int i = 0;
  do {
    if (i >= first && (n < 0 || i < first + n)) {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly(iter);
      PangoRectangle box;
      pango_layout_iter_get_line_extents(iter, NULL, &box);
      double left = x + (double)box.x / PANGO_SCALE;
      draw_line(text, pdf, line, left, baseline);
      baseline += pitch;
    }
    i++;
  } while (pango_layout_iter_next_line(iter));
  pango_layout_iter_free(iter);
  if (tag != NULL)
    pb_pdf_end(pdf, tag);
}
