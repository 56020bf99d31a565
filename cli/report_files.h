/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The folder of one municipality's report: rapport.*, figures/, tables/,
 * tables.xlsx, results.json. */
#ifndef PB_CLI_REPORT_FILES_H
#define PB_CLI_REPORT_FILES_H

#include <glib.h>
#include <stdbool.h>

#include "engine/dataset.h"
#include "geo/geography.h"
#include "plots/context.h"
#include "plots/report/backend.h"

/** What is the same for every municipality of a batch. Borrowed. */
typedef struct {
  const pb_dataset *dataset;
  const pb_geography *geography; /**< NULL: none */
  const pb_language *language;
  const pb_theme *theme;
  pb_audience audience;
  int smallest_on_map;               /**< for the council: [disclosure] threshold */
  const pb_backend *const *backends; /**< the chosen output formats */
  size_t n_backends;
  bool workbook; /**< also tables.xlsx, all tables in one workbook */
  const char *out_dir;
  const char *inputs_sha256; /**< of everything the reports depend on, see batch.c */
} pb_report_request;

/** "1880-orebro": the name of a municipality's folder. Free with g_free. */
char *pb_report_folder(const pb_municipality *municipality);

/** Analyse and write one municipality on `threads` threads. results.json is written last, so its
 * presence means that the folder is whole. PB_ERROR_OUTPUT when a file cannot be written. */
bool pb_report_write(const pb_report_request *request, int municipality, int threads,
                     GError **error);

/** Does the folder hold a whole report made from the same inputs? */
bool pb_report_is_current(const pb_report_request *request, int municipality);

#endif
