/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Where the program is installed, and which language it speaks. The only code that looks at the
 * environment, the locale or the path of the running program. */
#ifndef PB_CLI_ENVIRONMENT_H
#define PB_CLI_ENVIRONMENT_H

#include <stdbool.h>

/** Fix the locale (numbers always with a point inside the program), find translations beside the
 * program, and speak the user's language if it is Swedish or English, else Swedish. Call once,
 * first. */
void pb_environment_start(void);

/** Speak "sv" or "en" from now on. Call before any thread starts. */
void pb_environment_set_language(const char *code);
/** The language the user asked for on the command line; it wins over that of the project file. */
void pb_environment_choose_language(const char *code);
/** Speak what the project file says unless the user chose. */
void pb_environment_suggest_language(const char *code);
/** "sv" or "en". */
const char *pb_environment_language(void);

/** Folder whose subfolder reference/ holds the tables. Owned by the module. */
const char *pb_environment_data_dir(void);

/** Processors this process may use, at least 1. */
int pb_environment_processors(void);

#endif
