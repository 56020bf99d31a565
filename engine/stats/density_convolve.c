/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/density_convolve.h"

#include <glib.h>
#include <string.h>

#include "engine/chunks.h"

enum { ROWS_A_CHUNK = 16 };

typedef struct {
  const double *in;
  double *out;
  size_t n_cols, n_rows, reach;
  const double *kernel;
} work;

static void add_pair(double *out, const double *a, const double *b, double weight, size_t n) {
  for (size_t i = 0; i < n; i++)
    out[i] += weight * (a[i] + b[i]);
}

static void scale(double *out, const double *in, double weight, size_t n) {
  for (size_t i = 0; i < n; i++)
    out[i] = weight * in[i];
}

static void along_rows(size_t chunk, void *data) {
  const work *w = data;
  size_t end = MIN((chunk + 1) * ROWS_A_CHUNK, w->n_rows);
  g_autofree double *padded = g_new0(double, w->n_cols + 2 * w->reach);
  for (size_t row = chunk * ROWS_A_CHUNK; row < end; row++) {
    const double *in = w->in + row * w->n_cols;
    double *out = w->out + row * w->n_cols, *middle = padded + w->reach;
    memcpy(middle, in, w->n_cols * sizeof *in);
    scale(out, middle, w->kernel[0], w->n_cols);
    for (size_t k = 1; k <= w->reach; k++)
      add_pair(out, middle - k, middle + k, w->kernel[k], w->n_cols);
  }
}

/* The row `away` from another, or the row of zeros. */
static const double *row_or_zeros(const work *w, size_t row, ptrdiff_t away, const double *zeros) {
  ptrdiff_t at = (ptrdiff_t)row + away;
  return at < 0 || at >= (ptrdiff_t)w->n_rows ? zeros : w->in + (size_t)at * w->n_cols;
}

static void across_rows(size_t chunk, void *data) {
  const work *w = data;
  size_t end = MIN((chunk + 1) * ROWS_A_CHUNK, w->n_rows);
  g_autofree double *zeros = g_new0(double, w->n_cols + 1);
  for (size_t row = chunk * ROWS_A_CHUNK; row < end; row++) {
    double *out = w->out + row * w->n_cols;
    scale(out, w->in + row * w->n_cols, w->kernel[0], w->n_cols);
    for (size_t k = 1; k <= w->reach; k++) {
      const double *below = row_or_zeros(w, row, -(ptrdiff_t)k, zeros);
      const double *above = row_or_zeros(w, row, (ptrdiff_t)k, zeros);
      if (below != zeros || above != zeros)
        add_pair(out, below, above, w->kernel[k], w->n_cols);
    }
  }
}

void pb_convolve_both_ways(double *values, size_t n_cols, size_t n_rows, const double *kernel,
                           size_t reach, int threads) {
  g_autofree double *between = g_new(double, n_cols *n_rows + 1);
  size_t n_chunks = (n_rows + ROWS_A_CHUNK - 1) / ROWS_A_CHUNK;
  work w = {values, between, n_cols, n_rows, reach, kernel};
  pb_chunks_run(n_chunks, along_rows, &w, threads);
  w.in = between;
  w.out = values;
  pb_chunks_run(n_chunks, across_rows, &w, threads);
}
