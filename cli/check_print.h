/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What `check` prints, one idea a file. All on standard output, in the session's language. */
#ifndef PB_CLI_CHECK_PRINT_H
#define PB_CLI_CHECK_PRINT_H

#include <glib.h>
#include <stdbool.h>

#include "engine/dataset.h"
#include "geo/geography.h"
#include "io/check_files.h"
#include "io/project.h"

/** How each file was understood, its period and its rows. */
void pb_check_print_sources(const pb_dataset *dataset);
/** What became of the points of one source of events: two lines or three; else nothing. */
void pb_check_print_points(const pb_source_info *source);
/** Points that stand for an area, busiest first. */
void pb_check_print_default_points(const pb_dataset *dataset);
/** Findings by reason, the first of each in full. */
void pb_check_print_findings(const pb_diagnostics *diagnostics);
/** Crime types, places and types of events that no table knows, most frequent first. */
void pb_check_print_unknown(const pb_diagnostics *diagnostics);
/** Periods and municipalities of counts and population, with gaps; events by year. */
void pb_check_print_coverage(const pb_dataset *dataset);
/** Respondents by wave and municipality, questions that many did not answer, published shares. */
void pb_check_print_surveys(const pb_dataset *dataset);
/** Indicators by name, goals and measures by what they lack, comments by place and part. */
void pb_check_print_registers(const pb_dataset *dataset);

/** The layers of the project as `check` tells of them, those that could not be used too. g_free;
 * texts are borrowed from both. `n` may be 0. */
pb_check_layer *pb_check_layers(const pb_project *project, const pb_geography *geography,
                                size_t *n);
/** How each layer was understood, and what was wrong with it. */
void pb_check_print_layers(const pb_check_layer *layers, size_t n);

/** Write avvikelser.csv and check.json into `folder`, which is made. False with PB_ERROR_OUTPUT. */
bool pb_check_write(const char *folder, const pb_project *project, const pb_dataset *dataset,
                    const pb_check_layer *layers, size_t n_layers, const GPtrArray *failures,
                    GError **error);

/** A whole number in the session's language. g_free. */
char *pb_check_number(size_t n);

#endif
