/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Manual pages and "did you mean" of statistics and charts, from their descriptors. */
#ifndef PB_CLI_DESCRIPTOR_PAGE_H
#define PB_CLI_DESCRIPTOR_PAGE_H

#include "cli/command.h"
#include "engine/statistic.h"
#include "plots/chart.h"

bool pb_wants_help(int argc, char **argv);
void pb_print_statistic_page(const pb_statistic *statistic);
void pb_print_chart_page(const pb_chart *chart);
/** Say that there is no such thing, with the nearest name. Returns PB_EXIT_USAGE. */
pb_exit pb_unknown_statistic(const char *name);
pb_exit pb_unknown_chart(const char *name);

#endif
