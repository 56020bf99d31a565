/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A chart is one constant descriptor in one file of plots/charts/, named by one word in
 * plots/charts/meson.build. The command `chart`, `list charts`, the figures of the report and the
 * golden tests derive from it.
 *
 * `prepare` chooses the results and writes the words (title that states the finding, subtitle with
 * quantity, unit, place and period, alt text, source) and returns a figure; `draw` draws the body
 * from the figure's data alone, at any size. Title, subtitle and source are set by whoever shows
 * the figure: the page, the HTML caption, or pb_figure_standalone for a file of its own.
 */
#ifndef PB_PLOTS_CHART_H
#define PB_PLOTS_CHART_H

#include "engine/params.h"
#include "plots/canvas.h"
#include "plots/context.h"

typedef struct pb_chart pb_chart;

#define PB_FIGURE_MAX_DATA 4

/** A chart with its data and words. Free with pb_figure_free. */
typedef struct {
  const pb_chart *chart;
  const pb_context *context; /**< borrowed */
  pb_params *params;
  const pb_result
      *data[PB_FIGURE_MAX_DATA]; /**< borrowed from the analysis; by the chart's own order */
  int type;                      /**< crime type position, -1: none */
  char *id;               /**< file name and anchor: "utveckling-theft" (ASCII, kebab-case) */
  char *title, *subtitle; /**< may break over lines */
  char *note;             /**< below the figure, NULL: none */
  char *source;           /**< "Källa: Brå, anmälda brott; SCB, folkmängd." */
  char *alt;              /**< what a reader who cannot see it must know, one to three sentences */
  char *empty;            /**< not NULL: why there is nothing to draw; shown instead of the body */
} pb_figure;

struct pb_chart {
  const char *name;        /**< kebab-case: "long-series" */
  const char *title;       /**< N_() noun phrase */
  const char *question;    /**< N_() question the chart answers */
  const char *description; /**< N_() how to read it */
  const pb_param *params;
  size_t n_params;
  double width_mm; /**< of a standalone figure: 160 or 80 */
  /** Choose data and words. NULL with PB_ERROR_USAGE (a type that does not exist). Missing data is
   * not an error: set `empty`. */
  pb_figure *(*prepare)(const pb_context *context, const pb_params *params, GError **error);
  /** Height that the body wants at a width, points. */
  double (*height)(const pb_figure *figure, double width_pt);
  /** Draw the body over the whole canvas. */
  void (*draw)(const pb_figure *figure, pb_canvas *canvas);
};

const pb_chart *const *pb_charts(size_t *n);
const pb_chart *pb_chart_find(const char *name);

/** An empty figure of the chart; takes a copy of `params`. */
pb_figure *pb_figure_new(const pb_chart *chart, const pb_context *context, const pb_params *params);
void pb_figure_free(pb_figure *figure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_figure, pb_figure_free)

/** Chart by name with parameters given as "key", "value", …, NULL. A programmer's error in either
 * is fatal; data problems become an `empty` figure. */
pb_figure *pb_figure_make(const pb_context *context, const char *chart, ...) G_GNUC_NULL_TERMINATED;

/** Of the body. A figure that is `empty` wants its sentence's height. */
double pb_figure_height(const pb_figure *figure, double width_pt);
/** The body alone; in a figure that is `empty`, the reason as a grey sentence. */
pb_canvas *pb_figure_body(const pb_figure *figure, double width_pt, double height_pt);
/** Title, subtitle, body, note and source on one canvas, for a file of its own. A width of 0 means
 * the chart's, a height of 0 the one the chart wants. The words always have their place: under a
 * small height the body keeps 20 mm and the canvas grows. */
pb_canvas *pb_figure_standalone(const pb_figure *figure, double width_mm, double height_mm);

#endif
