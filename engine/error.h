/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The error domain of problembild.
 *
 * Every function that can fail takes a GError ** as its last parameter (NULL is allowed), returns
 * false or NULL, and leaves a complete sentence in the reader's language: what is wrong, where
 * (file:line:column and field when there is one) and what to do. Nothing below cli/ prints or
 * exits.
 */
#ifndef PB_ENGINE_ERROR_H
#define PB_ENGINE_ERROR_H

#include <glib.h>

#define PB_ERROR (pb_error_quark())
GQuark pb_error_quark(void);

/** What kind of thing went wrong; cli/ maps the kind to the exit status. */
typedef enum {
  PB_ERROR_USAGE,   /**< wrong command line, parameter or name: exit status 2 */
  PB_ERROR_PROJECT, /**< the project file is wrong: exit status 2 */
  PB_ERROR_INPUT,   /**< an input file cannot be read or is not what it should be: exit status 3 */
  PB_ERROR_OUTPUT,  /**< an output cannot be written: exit status 4 */
  PB_ERROR_MEMORY, /**< a data-sized allocation failed; the message names the size: exit status 3 */
  PB_ERROR_STATISTIC, /**< the input of a statistic breaks its contract: exit status 3 */
} pb_error_code;

#endif
