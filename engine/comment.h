/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The analyst's own words: short texts for a section of a municipality's report. A text is a list
 * of blocks, a block a list of runs; there is no markup left in it.
 */
#ifndef PB_ENGINE_COMMENT_H
#define PB_ENGINE_COMMENT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "engine/period.h"

typedef struct {
  char *text; /**< no line breaks, not empty */
  bool strong, emphasis;
} pb_comment_run;

typedef enum { PB_COMMENT_PARAGRAPH, PB_COMMENT_HEADING, PB_COMMENT_ITEM } pb_comment_block_kind;

typedef struct {
  pb_comment_block_kind kind;
  int level;    /**< of a heading 1 .. 6 as written; of an item its depth, 0 .. 3 */
  int number;   /**< of an item in a numbered list; 0: a bullet */
  size_t line;  /**< where it begins in the file, 1-based */
  GArray *runs; /**< pb_comment_run, at least one */
} pb_comment_block;

/** pb_comment_block, in order; frees what it holds. */
GArray *pb_comment_blocks_new(void);
/** pb_comment_run; frees what it holds. */
GArray *pb_comment_runs_new(void);
/** The words of a block without marks. g_free. */
char *pb_comment_block_text(const pb_comment_block *block);

typedef struct {
  char *file;          /**< as written in the project file */
  bool everywhere;     /**< for every municipality */
  int *municipalities; /**< positions in the dataset, ascending */
  size_t n_municipalities;
  const char *section; /**< key of a part of the report ("overview"); NULL: about a problem area.
                          Constant */
  int problem_area;    /**< position in the dataset's areas; -1: about a part of the report */
  bool restricted;     /**< internal version only */
  pb_period period;    /**< 0: not given */
  char *title;         /**< "" when not given */
  bool synthetic;      /**< the source says so */
  GArray *blocks;      /**< pb_comment_block */
} pb_comment;

typedef struct {
  pb_comment *list; /**< in the order of the files */
  size_t n;
} pb_comments;

/** Frees what the comment holds. */
void pb_comment_clear(pb_comment *comment);
void pb_comments_free(pb_comments *comments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_comments, pb_comments_free)

/** True when the comment is about this municipality. */
bool pb_comment_is_for(const pb_comment *comment, int municipality);

#endif
