/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The lines "key: value" between two lines "---" at the beginning of a text. */
#ifndef PB_IO_FRONT_MATTER_H
#define PB_IO_FRONT_MATTER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
  char *key;   /**< lower case, blanks around removed */
  char *value; /**< blanks and one pair of quotation marks around removed */
  size_t line; /**< 1-based */
} pb_front_line;

typedef struct {
  GArray *lines;    /**< pb_front_line, in order */
  const char *body; /**< what follows; borrowed from the text */
  size_t n_body, body_line;
} pb_front_matter;

/** Read it off `n` bytes of UTF-8. False with PB_ERROR_INPUT that names `file` and line when it is
 * not there, is not closed, or holds another line. Blank lines and lines that begin with # are
 * skipped. Clear with pb_front_matter_clear, also after an error. */
bool pb_front_matter_read(const char *file, const char *text, size_t n, pb_front_matter *front,
                          GError **error);
void pb_front_matter_clear(pb_front_matter *front);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_front_matter, pb_front_matter_clear)

#endif
