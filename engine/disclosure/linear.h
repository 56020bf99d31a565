/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * A linear programme: the least or greatest value of a linear function of bounded variables under
 * linear rows, by the simplex method of GLPK (GNU Linear Programming Kit). Each solution starts
 * from the basis of the one before, so a series of questions about the same rows is quick. Same
 * questions in the same order, same answers.
 *
 * GLPK keeps its memory by thread; it is given back when the last programme of a thread is freed.
 */
#ifndef PB_ENGINE_DISCLOSURE_LINEAR_H
#define PB_ENGINE_DISCLOSURE_LINEAR_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct pb_linear pb_linear;

typedef enum {
  PB_LINEAR_SOLVED,
  PB_LINEAR_UNBOUNDED,
  PB_LINEAR_INFEASIBLE,
  PB_LINEAR_FAILED, /**< the solver gave up: nothing is known */
} pb_linear_status;

/** `n` variables, each 0 .. infinity with cost 0. Free with pb_linear_free. */
pb_linear *pb_linear_new(size_t n);
void pb_linear_free(pb_linear *linear);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_linear, pb_linear_free)

/** Bounds may be infinite. */
void pb_linear_bounds(pb_linear *linear, size_t variable, double lower, double upper);
void pb_linear_cost(pb_linear *linear, size_t variable, double cost);
/** lower <= sum of weight x variable <= upper; a variable stands in a row once. */
void pb_linear_row(pb_linear *linear, const uint32_t *variables, const double *weights, size_t n,
                   double lower, double upper);
/** Minimise (or maximise) the cost. */
pb_linear_status pb_linear_solve(pb_linear *linear, bool maximise);
/** The last solution. */
double pb_linear_objective(const pb_linear *linear);
double pb_linear_value(const pb_linear *linear, size_t variable);

#endif
