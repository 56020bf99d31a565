/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A case's list of links (i, j, from 1) as the columns of a map's statistic. */
#ifndef PB_TESTS_ORACLE_LINKS_H
#define PB_TESTS_ORACLE_LINKS_H

#include "tests/oracle/case.h"

/** Add the column "neighbours" of the identifiers 1 .. n in the order of the table's rows, from the
 * columns i and j of the case's `file`. */
void oracle_links_add(const oracle_case *c, pb_table *table, const char *file);
/** How many neighbours each row has; g_free. */
size_t *oracle_links_degrees(const oracle_case *c, const char *file, size_t n);

#endif
