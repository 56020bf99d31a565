/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Small multiples: panels of one short series each, in two columns (one on a narrow figure). A
 * panel has a heading, its own scale, the place's values with intervals, perhaps another place's
 * behind them, perhaps a target line, and its labels at the right end of its lines.
 */
#ifndef PB_PLOTS_PANELS_H
#define PB_PLOTS_PANELS_H

#include <glib.h>

#include "plots/chart_draw.h"

/** A value at a time: a year, with a fraction for parts of it. */
typedef struct {
  double at, value;
  bool has_interval;
  double lower, upper;
} pb_panel_point;

/** Texts are owned. */
typedef struct {
  char *title;    /**< what it is */
  char *subtitle; /**< unit, place */
  char *words;    /**< what came of it, below the subtitle; NULL: none */
  GArray *points; /**< pb_panel_point, in order */
  GArray *behind; /**< likewise, of what it is compared with; may be empty */
  char *behind_label;
  bool has_target;
  double target_at, target;
  char *target_label;
  char *value_label; /**< at the last point */
} pb_panel;

/** Array of pb_panel that clears its panels. */
GArray *pb_panels_new(void);
/** A new panel at the end, with empty lists. Takes over the texts. */
pb_panel *pb_panels_add(GArray *panels, char *title, char *subtitle, char *words);

double pb_panels_height(const GArray *panels, const pb_theme *theme, double width);
void pb_panels_draw(const GArray *panels, pb_canvas *canvas, const pb_language *language);

#endif
