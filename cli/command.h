/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A command is one constant descriptor in one file of cli/commands/, named by one word in that
 * folder's meson.build. `problembild --help` and `problembild COMMAND --help` derive from it.
 */
#ifndef PB_CLI_COMMAND_H
#define PB_CLI_COMMAND_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "engine/params.h"

/** Exit statuses of the program, as design and manual state them. */
typedef enum {
  PB_EXIT_DONE = 0,
  PB_EXIT_SHORT = 1,  /**< done, but something named on standard error fell short */
  PB_EXIT_USAGE = 2,  /**< command line or project file */
  PB_EXIT_INPUT = 3,  /**< input unreadable */
  PB_EXIT_OUTPUT = 4, /**< output not writable */
} pb_exit;

typedef struct {
  const char *name;
  const char *summary;     /**< N_() one line for the list of commands */
  const char *synopsis;    /**< what follows "problembild NAME" */
  const char *description; /**< N_() paragraphs; what it reads, writes, prints */
  const char *examples;    /**< command lines, one a line */
  /** argv[0] is the command's name. */
  pb_exit (*run)(int argc, char **argv);
} pb_command;

const pb_command *const *pb_commands(size_t *n);

/** Parse the options of a command; prints help and sets *done when asked for. On a usage error
 * prints it and returns false. Positional words stay in *argv. */
bool pb_command_parse(const pb_command *command, const GOptionEntry *entries, int *argc,
                      char ***argv, bool *done);

/** Apply --set key=value words (NULL: none). Prints the error and returns false when one is wrong.
 */
bool pb_command_set_params(pb_params *params, char **settings);

/** Print an error to standard error and give its exit status. Frees `error`. */
pb_exit pb_command_fail(GError *error);
/** A sentence on standard error. Takes over `message`. */
void pb_command_say(char *message);

#endif
