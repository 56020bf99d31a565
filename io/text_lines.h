/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Text that is pushed in, in pieces of any size, cut into lines. How it is cut depends on the text
 * alone, not on the pieces: whatever is done with lines has the same result for any pieces. */
#ifndef PB_IO_TEXT_LINES_H
#define PB_IO_TEXT_LINES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** A longer line is cut into slices of this size, bytes; only its last one ends the line. */
#define PB_SLICE_BYTES ((size_t)64 * 1024)

/** A line with its line end (LF, CRLF or a lone CR), or the last line without one, or a part of a
 * longer line. */
typedef struct {
  const char *text;
  size_t n;
  bool ends_line;
  bool plain; /**< neither a quotation mark nor a NUL byte is in it */
} pb_text_slice;

/** Takes a slice, valid until it returns. False: enough. */
typedef bool (*pb_slice_function)(const pb_text_slice *slice, void *data);

/** Set what is public before the first push, the rest to zero. */
typedef struct {
  char quote;
  pb_slice_function on_slice;
  void *data;
  GString *held; /**< private: what was pushed in of a line that is not yet whole */
} pb_text_lines;

/** Push a piece in. False when the function has had enough. */
bool pb_text_lines_push(pb_text_lines *lines, const char *text, size_t n);
/** The text is at its end: what is held is handed over. */
bool pb_text_lines_end(pb_text_lines *lines);
void pb_text_lines_clear(pb_text_lines *lines);

#endif
