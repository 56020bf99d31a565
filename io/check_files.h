/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What `check` leaves behind: the findings for a spreadsheet and everything for a program. Neither
 * holds an absolute path, a clock or a host; the same input gives the same bytes. */
#ifndef PB_IO_CHECK_FILES_H
#define PB_IO_CHECK_FILES_H

#include <glib.h>

#include "engine/dataset.h"
#include "io/project.h"

/** avvikelser.csv: file, line, column, field, value (cut and masked), reason, message; a line a
 * finding, in the order found, and a line for each reason of which more were counted than are kept.
 * Swedish spreadsheet form. g_free. */
char *pb_check_findings_csv(const pb_diagnostics *diagnostics);

/** A layer as it was read, whoever read it. Borrowed texts; "" or 0 where it was not read. */
typedef struct {
  const char *name, *role, *path; /**< as in the project file */
  const char *geometry;           /**< "point", "line" or "polygon" */
  int epsg;                       /**< of the file */
  const char *crs_origin;         /**< "given", "file", "guessed" or "unknown" */
  const char *encoding;           /**< of its attributes */
  size_t n_features, n_without_geometry;
  size_t n_in_municipalities; /**< features that belong to a municipality */
  const GPtrArray *notes;     /**< sentences (char *) */
  const char *error;          /**< why it could not be used; NULL: it is used */
} pb_check_layer;

/**
 * check.json: the project, each source and layer as it was recognised, findings by reason, coverage
 * by period and municipality with gaps, events by year, unknown values with counts, and the
 * sentences about files that could not be read (`failures`: GError *, may be NULL). g_free.
 */
char *pb_check_json(const pb_project *project, const pb_dataset *dataset,
                    const pb_check_layer *layers, size_t n_layers, const GPtrArray *failures,
                    const char *version);

#endif
