/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Any bytes as a comment, whole and line by line: runs are never empty, texts are UTF-8 without
 * line breaks, lines are counted, and no more than the limits is kept. */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "engine/comment.h"
#include "io/front_matter.h"
#include "io/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
  size_t lines, words_in, words_out;
} counts;

static void on_refused(const pb_markdown_refusal *refusal, void *data) {
  const counts *c = data;
  g_assert(refusal->line >= 1 && refusal->line <= c->lines);
  g_assert(refusal->reason && refusal->sentence);
}

static void check_block(const pb_comment_block *block, counts *c) {
  g_assert(block->line >= 1 && block->line <= c->lines);
  g_assert(block->level >= 0 && block->level <= 6);
  g_assert(block->number >= 0 && block->number <= 9999);
  g_assert(block->runs->len > 0);
  for (guint i = 0; i < block->runs->len; i++) {
    const pb_comment_run *run = &g_array_index(block->runs, pb_comment_run, i);
    g_assert(*run->text && g_utf8_validate(run->text, -1, NULL));
    g_assert(!strpbrk(run->text, "\r\n"));
    c->words_out += strlen(run->text);
  }
}

static void parse(const char *text, size_t n, size_t lines) {
  counts c = {MAX(lines, 1), n, 0};
  g_autoptr(GArray) blocks = pb_markdown_parse(text, n, 1, on_refused, &c);
  g_assert(blocks->len <= PB_MARKDOWN_MAX_BLOCKS);
  for (guint i = 0; i < blocks->len; i++)
    check_block(&g_array_index(blocks, pb_comment_block, i), &c);
  g_assert(c.words_out <= c.words_in); /* nothing is invented */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 100000)
    return 0;
  g_autofree char *copy = g_malloc(MAX(size, 1)); /* not a byte longer, for the sanitizer */
  memcpy(copy, data, size);
  if (!g_utf8_validate_len(copy, size, NULL)) /* the parser is given UTF-8 */
    for (size_t i = 0; i < size; i++)
      copy[i] = copy[i] & 0x80 ? '?' : copy[i];

  size_t lines = 0, left = size, length;
  const char *text = copy, *line;
  while (pb_next_line(&text, &left, &line, &length)) {
    lines++;
    g_autofree char *alone = g_malloc(MAX(length, 1));
    memcpy(alone, line, length);
    parse(alone, length, 1);
  }
  parse(copy, size, lines);

  g_auto(pb_front_matter) front = {0};
  g_autoptr(GError) error = NULL;
  if (pb_front_matter_read("k.md", copy, size, &front, &error)) {
    g_assert(front.body_line >= 3 && front.body + front.n_body == copy + size);
    parse(front.body, front.n_body, lines);
  } else {
    g_assert(error && strstr(error->message, "k.md:"));
  }
  return 0;
}
