/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Distinct texts and their numbers, in the order in which they were first seen. */
#ifndef PB_IO_DISTINCT_TEXTS_H
#define PB_IO_DISTINCT_TEXTS_H

#include <glib.h>
#include <stdint.h>

typedef struct {
  GHashTable *numbers; /**< text -> number + 1 */
  GPtrArray *texts;    /**< number -> text, owned */
} pb_distinct_texts;

pb_distinct_texts *pb_distinct_texts_new(void);
void pb_distinct_texts_free(pb_distinct_texts *distinct);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_distinct_texts, pb_distinct_texts_free)

/** Number of a text, new or known. */
uint32_t pb_distinct_texts_add(pb_distinct_texts *distinct, const char *text);
const char *pb_distinct_texts_at(const pb_distinct_texts *distinct, uint32_t number);
uint32_t pb_distinct_texts_length(const pb_distinct_texts *distinct);

#endif
