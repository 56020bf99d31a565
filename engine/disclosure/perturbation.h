/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Perturbation tables of the cell-key method (Thompson, Broadfoot & Elazar 2013; Marley & Leaver
 * 2011; Giessing 2016): for each count the probabilities of the noise that is added to it.
 *
 * Sound tables keep four conditions: the noise is whole and at most `bound` either way; its mean is
 * 0 (unbiased); a zero stays zero; and no count goes below 0 or to a figure from 1 to `smallest`.
 * The tables made here have, among those, the most random noise (greatest entropy) of a given
 * variance. Where a small count cannot have that variance, it has the nearest that it can.
 */
#ifndef PB_ENGINE_DISCLOSURE_PERTURBATION_H
#define PB_ENGINE_DISCLOSURE_PERTURBATION_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PB_PERTURBATION_BOUND_MAX 20

typedef struct {
  int bound;       /**< greatest noise */
  int smallest;    /**< results from 1 to this do not occur; 0: all do */
  size_t n_counts; /**< rows: counts 0 .. n_counts - 1; larger counts have the last row */
  double *p;       /**< row x (2 bound + 1): probability of -bound .. bound */
} pb_perturbation;

/** Make a table. NULL when none is possible: `reason` receives an N_() sentence. bound 1 ..
 * PB_PERTURBATION_BOUND_MAX,
 * variance above 0, smallest 0 .. bound - 1. Free with pb_perturbation_free. */
pb_perturbation *pb_perturbation_new(int bound, double variance, int smallest, const char **reason);
void pb_perturbation_free(pb_perturbation *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_perturbation, pb_perturbation_free)

/** A table from anywhere keeps the four conditions: NULL; else an N_() sentence that says which it
 * breaks. */
const char *pb_perturbation_fault(const pb_perturbation *table);
double pb_perturbation_p(const pb_perturbation *table, int64_t count, int noise);
/** Standard deviation of the noise of a count. */
double pb_perturbation_deviation(const pb_perturbation *table, int64_t count);
/** The noise of a count for a number in [0, 1). */
int pb_perturbation_noise(const pb_perturbation *table, int64_t count, double u);

#endif
