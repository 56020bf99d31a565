/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Populations given by sex, age or both are added up, where the parts are the whole: both sexes,
 * ages from 0 without gap or overlap to an open end (or 100 and more), and as many parts as the
 * file has elsewhere. A row about everyone is used as it is and never added to.
 */
#ifndef PB_IO_SOURCES_POPULATION_PARTS_H
#define PB_IO_SOURCES_POPULATION_PARTS_H

#include "io/join_sources.h"
#include "io/sources/population.h"

/** Fill the cells of `population` that are empty (0) from the parts among `rows` that
 * `joins` lets be used. Rows that cannot be added up are taken back as left out, and said. */
void pb_population_add_parts(pb_gathered *gathered, const GArray *rows, const pb_join *joins,
                             pb_population *population);

#endif
