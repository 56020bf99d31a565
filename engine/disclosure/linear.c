/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/linear.h"

#include <glpk.h>
#include <math.h>

struct pb_linear {
  glp_prob *glpk;
};

static _Thread_local int in_use;

pb_linear *pb_linear_new(size_t n) {
  pb_linear *linear = g_new0(pb_linear, 1);
  in_use++;
  glp_term_out(GLP_OFF);
  linear->glpk = glp_create_prob();
  if (n > 0)
    glp_add_cols(linear->glpk, (int)n);
  for (size_t i = 0; i < n; i++)
    pb_linear_bounds(linear, i, 0, INFINITY);
  return linear;
}

void pb_linear_free(pb_linear *linear) {
  if (!linear)
    return;
  glp_delete_prob(linear->glpk);
  if (--in_use == 0)
    glp_free_env();
  g_free(linear);
}

static int kind_of(double lower, double upper) {
  if (isinf(lower))
    return isinf(upper) ? GLP_FR : GLP_UP;
  if (isinf(upper))
    return GLP_LO;
  return lower < upper ? GLP_DB : GLP_FX;
}

void pb_linear_bounds(pb_linear *linear, size_t variable, double lower, double upper) {
  glp_set_col_bnds(linear->glpk, (int)variable + 1, kind_of(lower, upper), lower, upper);
}

void pb_linear_cost(pb_linear *linear, size_t variable, double cost) {
  glp_set_obj_coef(linear->glpk, (int)variable + 1, cost);
}

void pb_linear_row(pb_linear *linear, const uint32_t *variables, const double *weights, size_t n,
                   double lower, double upper) {
  g_autofree int *index = g_new(int, n + 1);
  g_autofree double *value = g_new(double, n + 1);
  for (size_t i = 0; i < n; i++) {
    index[i + 1] = (int)variables[i] + 1;
    value[i + 1] = weights[i];
  }
  int row = glp_add_rows(linear->glpk, 1);
  glp_set_mat_row(linear->glpk, row, (int)n, index, value);
  glp_set_row_bnds(linear->glpk, row, kind_of(lower, upper), lower, upper);
}

static bool is_answered(glp_prob *glpk) {
  int status = glp_get_status(glpk);
  return status == GLP_OPT || status == GLP_UNBND || status == GLP_NOFEAS;
}

/* From the basis at hand; if that fails (the dual method gives up on a question without an end),
 * from the beginning with the slower, safer rules. */
static int simplex(glp_prob *glpk) {
  glp_smcp how;
  glp_init_smcp(&how);
  how.msg_lev = GLP_MSG_OFF;
  how.meth = GLP_DUALP;
  int failed = glp_simplex(glpk, &how);
  if (!failed && is_answered(glpk))
    return 0;
  glp_std_basis(glpk);
  how.meth = GLP_PRIMAL;
  how.r_test = GLP_RT_STD;
  how.presolve = GLP_ON;
  return glp_simplex(glpk, &how);
}

pb_linear_status pb_linear_solve(pb_linear *linear, bool maximise) {
  glp_set_obj_dir(linear->glpk, maximise ? GLP_MAX : GLP_MIN);
  int failed = simplex(linear->glpk);
  if (failed == GLP_ENOPFS)
    return PB_LINEAR_INFEASIBLE;
  if (failed == GLP_ENODFS)
    return PB_LINEAR_UNBOUNDED;
  if (failed)
    return PB_LINEAR_FAILED;
  switch (glp_get_status(linear->glpk)) {
  case GLP_OPT:
    return PB_LINEAR_SOLVED;
  case GLP_UNBND:
    return PB_LINEAR_UNBOUNDED;
  case GLP_NOFEAS:
    return PB_LINEAR_INFEASIBLE;
  default:
    return PB_LINEAR_FAILED;
  }
}

double pb_linear_objective(const pb_linear *linear) {
  return glp_get_obj_val(linear->glpk);
}

double pb_linear_value(const pb_linear *linear, size_t variable) {
  return glp_get_col_prim(linear->glpk, (int)variable + 1);
}
