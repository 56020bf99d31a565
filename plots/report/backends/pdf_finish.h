/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What Cairo cannot write: language, alternative texts, header cells. Private to the PDF back end.
 */
#ifndef PB_PLOTS_REPORT_BACKENDS_PDF_FINISH_H
#define PB_PLOTS_REPORT_BACKENDS_PDF_FINISH_H

#include <glib.h>

/** The document with its language, its title shown in the window, the scope of header cells, and
 * the texts of `alts` (borrowed strings) on its Figure elements in document order. NULL with
 * PB_ERROR_OUTPUT. Same input, same bytes. */
GBytes *pb_pdf_finish(const GByteArray *drawn, const char *language, const GPtrArray *alts,
                      GError **error);

#endif
