/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/break_labels.h"

#include <math.h>
#include <string.h>

#include "plots/chart_draw.h"

#define MOST_BREAKS 8

/* A dashed line from its label's row down to the axis. */
typedef struct {
  char *text;
  double at, from, width;
  size_t row;
  bool shown;
} break_label;

struct pb_break_labels {
  break_label labels[MOST_BREAKS];
  size_t n, rows;
};

bool pb_break_concerns(const pb_series_break *series_break, const char *source, int first,
                       int last) {
  return strcmp(series_break->applies_to, source) == 0 && series_break->year > first &&
         series_break->year <= last;
}

/* Free of the labels in the same row, and neither crossing lines nor under own line. */
static bool fits(const break_label *labels, size_t n, const break_label *one) {
  for (size_t i = 0; i < n; i++) {
    const break_label *other = &labels[i];
    bool crossed = other->row <= one->row && other->at > one->from - 3 &&
                   other->at < one->from + one->width + 3;
    bool crossing = one->row <= other->row && one->at > other->from - 3 &&
                    one->at < other->from + other->width + 3;
    bool touching = other->row == one->row && one->from < other->from + other->width + 8 &&
                    other->from < one->from + one->width + 8;
    if (crossed || crossing || touching)
      return false;
  }
  return true;
}

/* Left or right of its line, in the first row where nothing is crossed. False: no place. */
static bool place_one(break_label *one, const break_label *labels, size_t n, double width) {
  double sides[] = {one->at - 4 - one->width, one->at + 4};
  for (one->row = 0; one->row < MOST_BREAKS; one->row++)
    for (size_t k = 0; k < 2; k++) {
      one->from = sides[k];
      if (one->from >= 0 && one->from + one->width <= width && fits(labels, n, one))
        return true;
    }
  return false;
}

/* Where the lines stand close, one order of placing finds room when the other does not. */
static void place_all(pb_break_labels *result, const break_label *found, size_t n, double width) {
  size_t least = MOST_BREAKS + 1;
  for (int backwards = 0; backwards < 2 && least > 0; backwards++) {
    break_label placed[MOST_BREAKS];
    size_t missing = 0, rows = 0;
    for (size_t i = 0; i < n; i++) {
      placed[i] = found[backwards ? n - 1 - i : i];
      placed[i].shown = place_one(&placed[i], placed, i, width);
      if (placed[i].shown) {
        rows = MAX(rows, placed[i].row + 1);
      } else {
        placed[i].row = 0;
        placed[i].width = 0;
        missing++;
      }
    }
    if (missing < least) {
      least = missing;
      result->rows = rows;
      memcpy(result->labels, placed, n * sizeof *placed);
    }
  }
  result->n = n;
}

pb_break_labels *pb_break_labels_new(const pb_dataset *dataset, const pb_language *language,
                                     const pb_theme *theme, const pb_axis *x, double width) {
  break_label found[MOST_BREAKS];
  size_t n = 0;
  for (size_t i = 0; i < dataset->n_breaks && n < MOST_BREAKS; i++) {
    const pb_series_break *b = &dataset->breaks[i];
    if (!pb_break_concerns(b, "reported-crime", (int)round(x->low), (int)round(x->high)))
      continue;
    found[n] = (break_label){.at = pb_axis_at(x, b->year - .5)};
    found[n].text = g_strdup_printf("%s %d", pb_break_short(language, b), b->year);
    found[n].width = pb_label_width(theme, found[n].text, 400);
    n++;
  }
  pb_break_labels *result = g_new0(pb_break_labels, 1);
  place_all(result, found, n, width);
  return result;
}

void pb_break_labels_free(pb_break_labels *labels) {
  if (!labels)
    return;
  for (size_t i = 0; i < labels->n; i++)
    g_free(labels->labels[i].text);
  g_free(labels);
}

size_t pb_break_labels_rows(const pb_break_labels *labels) {
  return labels->rows;
}

void pb_break_labels_draw(const pb_break_labels *labels, pb_canvas *canvas, double rows_top,
                          double plot_top, double bottom) {
  const pb_theme *theme = pb_canvas_theme(canvas);
  for (size_t i = 0; i < labels->n; i++) {
    const break_label *one = &labels->labels[i];
    double y = rows_top + PB_LABEL_LINE * ((double)one->row + .5);
    pb_canvas_line(canvas, one->at, one->shown ? y - 4 : plot_top, one->at, bottom,
                   pb_dashed(theme->grey, .6));
    if (one->shown)
      pb_canvas_text(canvas, one->from, y, one->text,
                     pb_style(theme, theme->grey, PB_ALIGN_START, PB_VALIGN_MIDDLE));
  }
}
