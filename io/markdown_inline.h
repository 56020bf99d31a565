/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Marks inside the words of a block of Markdown. */
#ifndef PB_IO_MARKDOWN_INLINE_H
#define PB_IO_MARKDOWN_INLINE_H

#include "io/markdown.h"

/** Runs of the words of one block, joined by blanks; may be empty. Free with g_array_unref.
 * Refusals are about line `line`. Marks without a partner stay as text. */
GArray *pb_markdown_runs(const char *text, size_t n, size_t line, pb_markdown_refused refused,
                         void *data);

#endif
