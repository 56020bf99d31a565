/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Unbiased random rounding to a base: a count goes to the multiple below or above it, to the nearer
 * one more often (base 3: 2/3 and 1/3), multiples stay. The expected value is the count itself.
 *
 * Controlled: the relations of the problem hold for the rounded figures as well, as far as they
 * can. The counts take a random walk among the tables between their multiples that keep all
 * relations, until each is at a multiple (the cube method of Deville & Tillé 2004, with every
 * relation a balancing equation; for two-way tables it is Cox's 1987 method and every total holds).
 * Where no such table is left, as may be in three-way and linked tables, relations are given up
 * from the last to the first. Either way each single count keeps its probabilities.
 *
 * Nobody outside may know the seed: with it, the rounding can be partly undone. The same table
 * under the same seed is rounded alike.
 */
#ifndef PB_ENGINE_DISCLOSURE_RANDOM_ROUNDING_H
#define PB_ENGINE_DISCLOSURE_RANDOM_ROUNDING_H

#include "engine/disclosure/problem.h"

#define PB_ROUNDING_BASE 3

/** Round every cell (one entry of `rounded` each) on its own. base > 0. */
void pb_disclosure_round(const pb_disclosure_problem *problem, int64_t base, uint64_t seed,
                         int64_t *rounded);
/** The same, controlled; how many relations with equal bounds the rounded figures break. Time grows
 * with cells x relations squared: for the tables of one municipality, not of a country. Relations
 * with unequal bounds are not controlled. */
size_t pb_disclosure_round_controlled(const pb_disclosure_problem *problem, int64_t base,
                                      uint64_t seed, int64_t *rounded);

#endif
