/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A report section is one constant descriptor in one file of plots/report/sections/, named by one
 * word in that folder's meson.build; the order there is the order of the report.
 */
#ifndef PB_PLOTS_REPORT_SECTION_H
#define PB_PLOTS_REPORT_SECTION_H

#include "plots/context.h"
#include "plots/report/tree.h"

typedef struct {
  const char *name;  /**< kebab-case: "data-and-method" */
  const char *title; /**< N_() part name: "Data and method" */
  bool restricted;   /**< only in the internal version, and its absence is not mentioned */
  /** Append one or more SECTION nodes to `document`. */
  void (*build)(const pb_context *context, pb_node *document);
} pb_section;

const pb_section *const *pb_sections(size_t *n);

/** The whole report of the context's municipality. Free with pb_node_free; lives no longer than the
 * context. */
pb_node *pb_report_build(const pb_context *context);

#endif
