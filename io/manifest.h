/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * manifest.json: what a batch was made from. Every input with its SHA-256, rows used and rejected,
 * the parameters, the program's version. No clock, host or absolute path: the same inputs give the
 * same bytes.
 *
 * Of a dataset masked for the public (pb_dataset.disclosure) the SHA-256 of project file and
 * sources are left out: who knows all of a file but a few small counts could try these until the
 * sum is right. So are seeds. The `secret` of a method stands in no manifest.
 */
#ifndef PB_IO_MANIFEST_H
#define PB_IO_MANIFEST_H

#include <glib.h>

#include "engine/dataset.h"
#include "io/project.h"

/** A parameter of the run: "language" = "sv". */
typedef struct {
  const char *name, *value;
} pb_manifest_parameter;

/**
 * The manifest as JSON: project, sources (from the dataset), layers (every file of each shapefile,
 * hashed here), reference tables of `data_dir`, `parameters` in the order given, [method] keys.
 * NULL with PB_ERROR_INPUT when a file has gone. g_free.
 */
char *pb_manifest_json(const pb_project *project, const pb_dataset *dataset, const char *data_dir,
                       const char *version, const pb_manifest_parameter *parameters,
                       size_t n_parameters, GError **error);

#endif
