/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A result as aligned plain text for a terminal. */
#ifndef PB_CLI_RESULT_TEXT_H
#define PB_CLI_RESULT_TEXT_H

#include "engine/result.h"

/** Free with g_free. */
char *pb_result_to_text(const pb_result *result);

#endif
