/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Do events follow near each other? Observed against expected pairs, distance by days. */
#ifndef PB_PLOTS_REPORT_SECTIONS_NEAR_REPEAT_TABLE_H
#define PB_PLOTS_REPORT_SECTIONS_NEAR_REPEAT_TABLE_H

#include "plots/context.h"
#include "plots/report/tree.h"

/** Of the result near-repeat; `id`: anchor and file name. NULL when it is not computable. */
pb_report_table *pb_near_repeat_table(const pb_context *context, const pb_result *repeat,
                                      const char *id);

#endif
