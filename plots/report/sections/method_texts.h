/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The methods in five plain sentences each, and the glossary. */
#ifndef PB_PLOTS_REPORT_METHOD_TEXTS_H
#define PB_PLOTS_REPORT_METHOD_TEXTS_H

#include "plots/report/tree.h"

/** Two columns of headings with a paragraph each, of those parts that stand in `document` before.
 */
void pb_add_method_texts(pb_node *section, const pb_node *document, bool abroad);
/** The terms likewise. */
void pb_add_glossary(pb_node *section, const pb_node *document, bool abroad);

#endif
