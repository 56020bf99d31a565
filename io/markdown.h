/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The part of Markdown that analysts' comments use: paragraphs, headings (#), bulleted (-, *, +)
 * and numbered (1., 1)) lists, **strong**, *emphasis* (or __ and _), and links, of which the words
 * stay. A backslash before a sign makes it plain.
 *
 * Everything else is refused, with its line and what to do, and the rest is used: HTML, images,
 * tables, code, quotations, rules. Of a tag or an image inside a line only the words around it
 * stay, of code its words.
 */
#ifndef PB_IO_MARKDOWN_H
#define PB_IO_MARKDOWN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** Longest line read, bytes; a longer one is refused. */
#define PB_MARKDOWN_MAX_LINE 20000
/** Most blocks read; the rest is refused as one. */
#define PB_MARKDOWN_MAX_BLOCKS 1000

/** Something that is not used. `reason` is a constant code in kebab-case, `sentence` translated.
 * `whole` is false when the words around it are used. */
typedef struct {
  size_t line; /**< 1-based */
  const char *reason, *sentence;
  bool whole;
} pb_markdown_refusal;

typedef void (*pb_markdown_refused)(const pb_markdown_refusal *refusal, void *data);

/** Blocks of `n` bytes of valid UTF-8, of which the first is on line `first_line`; free with
 * g_array_unref. Lines end with LF, CRLF or CR. Linear in `n`. */
GArray *pb_markdown_parse(const char *text, size_t n, size_t first_line,
                          pb_markdown_refused refused, void *data);

/** Takes the next line, without its end, off the front of a text. False at its end. */
bool pb_next_line(const char **text, size_t *n, const char **line, size_t *length);

#endif
