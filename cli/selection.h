/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Which municipalities: -m CODE, NAME or GROUP, or --all. */
#ifndef PB_CLI_SELECTION_H
#define PB_CLI_SELECTION_H

#include "cli/session.h"

/** Positions in the dataset, in the order asked for, each once. `words` is NULL-terminated: a
 * four-digit code, a name (with or without "kommun"), a county's name, or a group of the project
 * file. PB_ERROR_USAGE with the nearest names for a word that is none of these. Free with
 * g_array_unref. */
GArray *pb_select_municipalities(const pb_session *session, char **words, bool all, GError **error);

#endif
