/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A source kind is one constant descriptor in one file of io/sources/, named by one word in
 * io/sources/meson.build, from which the build writes the table below. The reader of files, role
 * recognition, `list sources`, the check of [source] sections and the tests derive from it.
 *
 * A kind knows roles and what a row means. It does not know encodings, delimiters or headers: those
 * are found before it, once for all kinds.
 */
#ifndef PB_IO_SOURCE_KIND_H
#define PB_IO_SOURCE_KIND_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "io/values.h"

/** A column that a kind can use. */
typedef struct {
  const char *name;  /**< "municipality"; columns.NAME in the project file */
  const char *title; /**< N_() noun phrase */
  bool required;
  unsigned unless; /**< PB_ROLE_BIT of roles that can stand in for a required one; 0: none can */
} pb_role;

#define PB_ROLE_BIT(role) (1u << (role))

#define PB_MAX_ROLES 16

typedef struct pb_source_row pb_source_row; /**< io/source_row.h */
typedef struct pb_gathered pb_gathered;     /**< io/gathered.h */

/** What became of a row. */
typedef enum {
  PB_ROW_USED,
  PB_ROW_REJECTED, /**< the kind has listed why: pb_source_row_reject */
  PB_ROW_LEFT_OUT, /**< not wanted, by design; counted */
} pb_row_fate;

/** Which roles may stand across a wide table, one column a period: PB_NO_ROLE where there is none.
 */
typedef struct {
  int period, type; /**< taken from the header */
  int value, rate;  /**< taken from the cell below it */
} pb_wide_roles;

#define PB_NO_ROLE (-1)

typedef struct {
  const char *name;        /**< kebab-case: "reported-crime" */
  const char *title;       /**< N_() noun phrase */
  const char *description; /**< N_() what a row is and which forms are read, a few sentences */
  const char *citation;    /**< where the form is described */
  const pb_role *roles;
  size_t n_roles;
  const pb_wide_roles *wide; /**< NULL: never wide */
  uint32_t text_roles; /**< bit r: cells of role r are texts, to be searched for personal data */
  uint32_t identifier_roles;   /**< the same for identifiers: see io/personal_data.h */
  const pb_value_marks *marks; /**< what cells such as .. and - mean in this kind */
  /** Read one row into `gathered`. Every required role has a cell. */
  pb_row_fate (*read)(const pb_source_row *row, pb_gathered *gathered);
} pb_source_kind;

/** All kinds, in the order of the build's list. */
const pb_source_kind *const *pb_source_kinds(size_t *n);
/** NULL when there is none of that name. */
const pb_source_kind *pb_source_kind_find(const char *name);

#endif
