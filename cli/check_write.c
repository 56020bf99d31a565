/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/check_print.h"
#include "io/check_files.h"
#include "io/output.h"

static bool write_one(const char *folder, const char *name, const char *text, GError **error) {
  g_autofree char *path = g_build_filename(folder, name, NULL);
  return pb_output_write_text(path, text, error);
}

bool pb_check_write(const char *folder, const pb_project *project, const pb_dataset *dataset,
                    const pb_check_layer *layers, size_t n_layers, const GPtrArray *failures,
                    GError **error) {
  if (!pb_output_make_folder(folder, error))
    return false;
  g_autofree char *findings = pb_check_findings_csv(dataset->diagnostics);
  g_autofree char *json = pb_check_json(project, dataset, layers, n_layers, failures, PB_VERSION);
  return write_one(folder, "avvikelser.csv", findings, error) &&
         write_one(folder, "check.json", json, error);
}
