/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/comment.h"

static void clear_run(gpointer run) {
  g_free(((pb_comment_run *)run)->text);
}

GArray *pb_comment_runs_new(void) {
  GArray *runs = g_array_new(FALSE, FALSE, sizeof(pb_comment_run));
  g_array_set_clear_func(runs, clear_run);
  return runs;
}

static void clear_block(gpointer block) {
  g_array_unref(((pb_comment_block *)block)->runs);
}

GArray *pb_comment_blocks_new(void) {
  GArray *blocks = g_array_new(FALSE, FALSE, sizeof(pb_comment_block));
  g_array_set_clear_func(blocks, clear_block);
  return blocks;
}

char *pb_comment_block_text(const pb_comment_block *block) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < block->runs->len; i++)
    g_string_append(text, g_array_index(block->runs, pb_comment_run, i).text);
  return g_string_free(text, FALSE);
}

void pb_comment_clear(pb_comment *comment) {
  g_free(comment->file);
  g_free(comment->municipalities);
  g_free(comment->title);
  g_clear_pointer(&comment->blocks, g_array_unref);
}

void pb_comments_free(pb_comments *comments) {
  if (!comments)
    return;
  for (size_t i = 0; i < comments->n; i++)
    pb_comment_clear(&comments->list[i]);
  g_free(comments->list);
  g_free(comments);
}

bool pb_comment_is_for(const pb_comment *comment, int municipality) {
  for (size_t i = 0; !comment->everywhere && i < comment->n_municipalities; i++)
    if (comment->municipalities[i] == municipality)
      return true;
  return comment->everywhere;
}
