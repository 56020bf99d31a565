/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A document with every kind of node, made of invented numbers, for the tests of the report. */
#ifndef PB_TESTS_REPORT_SAMPLE_H
#define PB_TESTS_REPORT_SAMPLE_H

#include "plots/report/tree.h"

/** A context with language, theme and nothing else. */
pb_context sample_context(void);
/** A figure that draws bars and axis labels. */
pb_figure *sample_figure(const pb_context *context, const char *id, const char *title,
                         const char *subtitle);
pb_report_table *sample_table(const char *id, size_t rows);
/** About `pages` pages: a summary, as many spreads as asked for, and a section of method. */
pb_node *sample_document(const pb_context *context, int spreads);

#endif
