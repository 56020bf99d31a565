/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Made tables for the tests of disclosure control: zeros, small counts, one dominating value. */
#ifndef PB_TESTS_ENGINE_DISCLOSURE_TABLES_H
#define PB_TESTS_ENGINE_DISCLOSURE_TABLES_H

#include "engine/disclosure/table.h"
#include "engine/random.h"
#include "tests/unit/engine/helpers.h"

static const char *const made_labels[] = {"a", "b", "c", "d", "e", "f", "g", "h",
                                          "i", "j", "k", "l", "m", "n", "o", "p"};

typedef struct {
  pb_disclosure_dimension dimensions[PB_DISCLOSURE_DIMENSIONS_MAX];
  size_t n_dimensions, n_inner, n_all;
} made_shape;

static inline made_shape shape_made(size_t n_dimensions, const size_t *sizes) {
  made_shape shape = {.n_dimensions = n_dimensions, .n_inner = 1, .n_all = 1};
  for (size_t d = 0; d < n_dimensions; d++) {
    g_assert_cmpuint(sizes[d], <=, G_N_ELEMENTS(made_labels));
    shape.dimensions[d] = (pb_disclosure_dimension){made_labels, sizes[d]};
    shape.n_inner *= sizes[d];
    shape.n_all *= sizes[d] + 1;
  }
  return shape;
}

/* Many small, some zero, a few large, now and then one that dominates. */
static inline int64_t made_count(pb_random *random) {
  uint32_t kind = pb_random_below(random, 20);
  if (kind < 4)
    return 0;
  if (kind < 10)
    return 1 + pb_random_below(random, 8);
  if (kind < 19)
    return 5 + pb_random_below(random, 60);
  return 1000 + pb_random_below(random, 100000);
}

/* Add a table; `cells` has shape->n_all entries. */
static inline void add_made(pb_disclosure_problem *problem, const char *prefix,
                            const made_shape *shape, const int64_t *counts, uint32_t *cells) {
  g_autoptr(GError) error = NULL;
  bool added = pb_disclosure_add_table(problem, prefix, shape->dimensions, shape->n_dimensions,
                                       counts, cells, &error);
  g_assert_no_error(error);
  g_assert_true(added);
}

#endif
