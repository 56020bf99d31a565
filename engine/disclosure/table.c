/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/table.h"

typedef struct {
  const pb_disclosure_dimension *dimensions;
  size_t n;
  size_t stride[PB_DISCLOSURE_DIMENSIONS_MAX]; /* in the table with margins */
  size_t size;
} shape;

size_t pb_disclosure_table_size(const pb_disclosure_dimension *dimensions, size_t n_dimensions) {
  size_t size = 1;
  for (size_t d = 0; d < n_dimensions; d++)
    size *= dimensions[d].n + 1;
  return size;
}

static shape shape_of(const pb_disclosure_dimension *dimensions, size_t n) {
  shape s = {dimensions, n, {0}, 1};
  for (size_t d = n; d-- > 0;) {
    s.stride[d] = s.size;
    s.size *= dimensions[d].n + 1;
  }
  return s;
}

static size_t place(const shape *s, size_t entry, size_t d) {
  return entry / s->stride[d] % (s->dimensions[d].n + 1);
}

static bool is_margin(const shape *s, size_t entry, size_t d) {
  return place(s, entry, d) == s->dimensions[d].n;
}

/* All counts, margins summed one dimension after the other. Free with g_free. */
static int64_t *with_margins(const shape *s, const int64_t *counts) {
  int64_t *all = g_new0(int64_t, s->size);
  for (size_t entry = 0, inner = 0; entry < s->size; entry++) {
    bool margin = false;
    for (size_t d = 0; d < s->n; d++)
      margin = margin || is_margin(s, entry, d);
    if (!margin)
      all[entry] = counts[inner++];
  }
  for (size_t d = 0; d < s->n; d++)
    for (size_t entry = 0; entry < s->size; entry++) {
      size_t to_total = s->dimensions[d].n - place(s, entry, d);
      if (to_total > 0)
        all[entry + to_total * s->stride[d]] += all[entry];
    }
  return all;
}

static char *id_of(const shape *s, const char *prefix, size_t entry) {
  GString *id = g_string_new(prefix);
  for (size_t d = 0; d < s->n; d++) {
    const char *label =
        is_margin(s, entry, d) ? PB_DISCLOSURE_TOTAL : s->dimensions[d].labels[place(s, entry, d)];
    g_string_append_printf(id, "/%s", label);
  }
  return g_string_free(id, FALSE);
}

static void add_sums(pb_disclosure_problem *problem, const shape *s, const uint32_t *cells) {
  for (size_t d = 0; d < s->n; d++) {
    size_t n = s->dimensions[d].n;
    g_autofree uint32_t *parts = g_new(uint32_t, n + 1);
    for (size_t entry = 0; entry < s->size; entry++) {
      if (!is_margin(s, entry, d))
        continue;
      for (size_t i = 0; i < n; i++)
        parts[i] = cells[entry - (n - i) * s->stride[d]];
      pb_disclosure_add_sum(problem, cells[entry], parts, n);
    }
  }
}

bool pb_disclosure_add_table(pb_disclosure_problem *problem, const char *prefix,
                             const pb_disclosure_dimension *dimensions, size_t n_dimensions,
                             const int64_t *counts, uint32_t *cells, GError **error) {
  g_return_val_if_fail(n_dimensions > 0 && n_dimensions <= PB_DISCLOSURE_DIMENSIONS_MAX, false);
  shape s = shape_of(dimensions, n_dimensions);
  g_autofree int64_t *all = with_margins(&s, counts);
  for (size_t entry = 0; entry < s.size; entry++) {
    g_autofree char *id = id_of(&s, prefix, entry);
    const pb_disclosure_cell cell = {.count = all[entry]};
    if (!pb_disclosure_add_cell(problem, id, &cell, &cells[entry], error))
      return false;
  }
  add_sums(problem, &s, cells);
  return true;
}
