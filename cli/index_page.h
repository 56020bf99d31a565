/* SPDX-License-Identifier: GPL-3.0-or-later */
/** index.html of a batch: a list of the reports, in code order by county. */
#ifndef PB_CLI_INDEX_PAGE_H
#define PB_CLI_INDEX_PAGE_H

#include "cli/report_files.h"

/** The page for the municipalities at the positions `chosen` (GArray of int). Free with g_free. */
char *pb_index_page(const pb_report_request *request, const GArray *chosen);

#endif
