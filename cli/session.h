/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A project opened for work: its file, its data and its layers. */
#ifndef PB_CLI_SESSION_H
#define PB_CLI_SESSION_H

#include <glib.h>
#include <stdbool.h>

#include "engine/dataset.h"
#include "engine/disclosure/masked_dataset.h"
#include "geo/geography.h"
#include "io/project.h"
#include "plots/language.h"
#include "plots/theme.h"

typedef struct {
  pb_project *project;
  pb_theme_file *theme_file; /**< NULL: the project names none */
  pb_theme *theme;           /**< its style; NULL: the built-in one */
  pb_dataset *dataset;
  pb_geography *geography;   /**< NULL: the project names no municipality layer */
  pb_masked_dataset *masked; /**< pb_session_mask: what the public may see; NULL: not asked for */
} pb_session;

/** Name of the project file when -c is not given. */
#define PB_PROJECT_FILE "problembild.ini"

/** Read the project file (NULL: PB_PROJECT_FILE here), speak its language unless the user chose
 * one, and load all data and layers. False with an error of the kind that decides the exit status.
 */
bool pb_session_open(pb_session *session, const char *project_path, GError **error);
/** The project file alone. */
bool pb_session_open_project(pb_session *session, const char *project_path, GError **error);
/** Data and layers of the opened project file. */
bool pb_session_load(pb_session *session, GError **error);
/** Mask the data for the public as [disclosure] says; afterwards pb_session_shown is the copy. An
 * error of exit status PB_EXIT_SHORT when that cannot be done. */
bool pb_session_mask(pb_session *session, GError **error);
/** What reports and charts are made from: the dataset, or its masked copy. */
const pb_dataset *pb_session_shown(const pb_session *session);
/** The layers, once the dataset is there. */
bool pb_session_open_layers(pb_session *session, GError **error);
/** The same where a layer that cannot be used must not hide the others: it stands with its error in
 * session->geography, which is NULL only when the project names no layer. */
void pb_session_open_layers_collect(pb_session *session);
void pb_session_close(pb_session *session);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_session, pb_session_close)

/** The language of texts, as chosen by the user, the project or the locale. */
const pb_language *pb_session_language(void);

/** How the pages look. Never NULL. */
const pb_theme *pb_session_theme(const pb_session *session);

/** Print what fell short in reading (standard error). True when something did. */
bool pb_session_report_shortfalls(const pb_session *session);

#endif
