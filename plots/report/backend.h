/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * An output format is one constant descriptor in one file of plots/report/backends/, named by one
 * word in that folder's meson.build.
 */
#ifndef PB_PLOTS_REPORT_BACKEND_H
#define PB_PLOTS_REPORT_BACKEND_H

#include "plots/report/tree.h"

typedef struct {
  const char *name;      /**< "pdf" */
  const char *extension; /**< "pdf": the file is rapport.pdf */
  const char *title;     /**< N_() text */
  /** The whole file. NULL with PB_ERROR_OUTPUT or PB_ERROR_MEMORY. Same tree, same bytes.
   * Thread-safe for different trees. */
  GBytes *(*render)(const pb_node *document, const pb_context *context, GError **error);
} pb_backend;

const pb_backend *const *pb_backends(size_t *n);
const pb_backend *pb_backend_find(const char *name);

#endif
