/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The report laid out on pages. Private to the PDF back end; tests read it. */
#ifndef PB_PLOTS_REPORT_BACKENDS_PDF_FLOW_H
#define PB_PLOTS_REPORT_BACKENDS_PDF_FLOW_H

#include "plots/report/backends/pdf_box.h"

#define PB_PAGE_TOP 68.    /**< top of the content */
#define PB_PAGE_BOTTOM 56. /**< from the last line of content to the edge of the paper */
#define PB_FOOT_PITCH 11.5 /**< each line of the foot beyond the first raises the bottom */
#define PB_FOOT_WIDTH (PB_PAGE_COLUMN - 44)

typedef struct {
  const pb_node *section; /**< whose name and source stand on the page: the first */
  GPtrArray *stack;
  double room;    /**< height available */
  double stretch; /**< of the figures */
  int foot_lines;
} pb_pdf_page;

/** Lays out until page references no longer move; only chapters that refer are laid out again. Sets
 * pdf->ids and pdf->pages. Array of pb_pdf_page *. Free with g_ptr_array_unref. */
GPtrArray *pb_pdf_layout(pb_pdf *pdf, const pb_node *document);

/** The lines at the foot of a section's pages: its sources, then what the whole document says. */
char *pb_pdf_foot_text(const pb_node *document, const pb_node *section);

#endif
