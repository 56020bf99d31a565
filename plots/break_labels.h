/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Series breaks on a chart over years: a dashed line between two years, with its reason in a row
 * above the plot, placed so that no reason crosses a line or another reason.
 */
#ifndef PB_PLOTS_BREAK_LABELS_H
#define PB_PLOTS_BREAK_LABELS_H

#include "engine/dataset.h"
#include "plots/axis.h"
#include "plots/canvas.h"
#include "plots/language.h"

/** True for a break in the figures of `source` ("reported-crime", …) after `first` and up to
 * `last`. */
bool pb_break_concerns(const pb_series_break *series_break, const char *source, int first,
                       int last);

typedef struct pb_break_labels pb_break_labels;

/** The breaks of reported crime inside the axis of years `x`, placed in `width` points. Where no
 * place is found for a reason, its line stands alone. Free with pb_break_labels_free. */
pb_break_labels *pb_break_labels_new(const pb_dataset *dataset, const pb_language *language,
                                     const pb_theme *theme, const pb_axis *x, double width);
void pb_break_labels_free(pb_break_labels *labels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_break_labels, pb_break_labels_free)

/** Rows of PB_LABEL_LINE that the reasons need. */
size_t pb_break_labels_rows(const pb_break_labels *labels);
/** Lines down to `bottom`, from their reason's row below `rows_top`, or from `plot_top` when they
 * have none. */
void pb_break_labels_draw(const pb_break_labels *labels, pb_canvas *canvas, double rows_top,
                          double plot_top, double bottom);

#endif
