/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A part of a result: what of it may be handed on. Not for others. */
#ifndef PB_ENGINE_ANALYSIS_RESULT_PART_H
#define PB_ENGINE_ANALYSIS_RESULT_PART_H

#include "engine/result.h"

/** What is taken over; a NULL list means none of them, PB_EVERY all of them. */
typedef struct {
  const char *const *columns; /**< names, NULL-terminated; missing ones are passed over */
  const char *const *scalars;
  const char *const *texts; /**< beside "type" and "area", which are always taken */
  const bool *rows;         /**< one a row: is it kept? NULL: all rows */
} pb_part;

extern const char *const pb_every[];
#define PB_EVERY pb_every

/** A new result with the name, reason, method, citation and seed of `result` and the part of its
 * columns, scalars and texts, in their order; with its warnings where all columns are taken. It
 * tells no number of rows used. */
pb_result *pb_result_part(const pb_result *result, const pb_part *part);

#endif
