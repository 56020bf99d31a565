/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution of a raster with any kernel by the fast Fourier transform of both. */
#include "engine/stats/density_sums.h"

#include <gsl/gsl_fft_complex.h>
#include <gsl/gsl_fft_halfcomplex.h>
#include <gsl/gsl_fft_real.h>
#include <math.h>
#include <string.h>

#include "engine/chunks.h"
#include "engine/stats/density_convolve.h"

enum { LINES_A_CHUNK = 16, SPREAD = 4 };

/* A plane of n_cols * n_rows real values and its transform: n_half columns of n_rows complex. */
typedef struct {
  size_t n_cols, n_rows, n_half;
  gsl_fft_real_wavetable *real;
  gsl_fft_halfcomplex_wavetable *half;
  gsl_fft_complex_wavetable *complex;
} plan;

typedef struct {
  const plan *p;
  double *plane;    /* n_rows * n_cols; NULL: a row of zeros */
  size_t n_filled;  /* rows of the plane that are not all 0 or are wanted back */
  double *spectrum; /* n_half * n_rows * 2 */
} work;

/* The least even number from n up that has no factors but 2, 3 and 5: fast lengths. */
static size_t fast_length(size_t n) {
  for (size_t length = MAX(n + (n & 1), 4);; length += 2) {
    size_t rest = length;
    while (rest % 2 == 0)
      rest /= 2;
    while (rest % 3 == 0)
      rest /= 3;
    while (rest % 5 == 0)
      rest /= 5;
    if (rest == 1)
      return length;
  }
}

static plan plan_new(size_t n_cols, size_t n_rows) {
  plan p = {.n_cols = fast_length(n_cols), .n_rows = fast_length(n_rows)};
  p.n_half = p.n_cols / 2 + 1;
  p.real = gsl_fft_real_wavetable_alloc(p.n_cols);
  p.half = gsl_fft_halfcomplex_wavetable_alloc(p.n_cols);
  p.complex = gsl_fft_complex_wavetable_alloc(p.n_rows);
  return p;
}

static void plan_free(plan *p) {
  gsl_fft_real_wavetable_free(p->real);
  gsl_fft_halfcomplex_wavetable_free(p->half);
  gsl_fft_complex_wavetable_free(p->complex);
}

/* Rows of the plane to columns of the spectrum. */
static void rows_there(size_t chunk, void *data) {
  const work *w = data;
  const plan *p = w->p;
  gsl_fft_real_workspace *space = gsl_fft_real_workspace_alloc(p->n_cols);
  for (size_t row = chunk * LINES_A_CHUNK; row < MIN((chunk + 1) * LINES_A_CHUNK, w->n_filled);
       row++) {
    double *line = w->plane + row * p->n_cols;
    gsl_fft_real_transform(line, 1, p->n_cols, p->real, space);
    double *out = w->spectrum + 2 * row;
    out[0] = line[0];
    out[1] = 0;
    for (size_t k = 1; k < p->n_half; k++) {
      out[2 * k * p->n_rows] = line[2 * k - 1];
      out[2 * k * p->n_rows + 1] = k + 1 < p->n_half ? line[2 * k] : 0;
    }
  }
  gsl_fft_real_workspace_free(space);
}

static void columns_there(size_t chunk, void *data) {
  const work *w = data;
  const plan *p = w->p;
  gsl_fft_complex_workspace *space = gsl_fft_complex_workspace_alloc(p->n_rows);
  for (size_t k = chunk * LINES_A_CHUNK; k < MIN((chunk + 1) * LINES_A_CHUNK, p->n_half); k++)
    gsl_fft_complex_forward(w->spectrum + 2 * k * p->n_rows, 1, p->n_rows, p->complex, space);
  gsl_fft_complex_workspace_free(space);
}

static void columns_back(size_t chunk, void *data) {
  const work *w = data;
  const plan *p = w->p;
  gsl_fft_complex_workspace *space = gsl_fft_complex_workspace_alloc(p->n_rows);
  for (size_t k = chunk * LINES_A_CHUNK; k < MIN((chunk + 1) * LINES_A_CHUNK, p->n_half); k++)
    gsl_fft_complex_inverse(w->spectrum + 2 * k * p->n_rows, 1, p->n_rows, p->complex, space);
  gsl_fft_complex_workspace_free(space);
}

static void rows_back(size_t chunk, void *data) {
  const work *w = data;
  const plan *p = w->p;
  gsl_fft_real_workspace *space = gsl_fft_real_workspace_alloc(p->n_cols);
  for (size_t row = chunk * LINES_A_CHUNK; row < MIN((chunk + 1) * LINES_A_CHUNK, w->n_filled);
       row++) {
    double *line = w->plane + row * p->n_cols;
    const double *in = w->spectrum + 2 * row;
    line[0] = in[0];
    for (size_t k = 1; k < p->n_half; k++) {
      line[2 * k - 1] = in[2 * k * p->n_rows];
      if (k + 1 < p->n_half)
        line[2 * k] = in[2 * k * p->n_rows + 1];
    }
    gsl_fft_halfcomplex_inverse(line, 1, p->n_cols, p->half, space);
  }
  gsl_fft_real_workspace_free(space);
}

static void run(work *w, size_t n_lines, pb_chunk_function function, int threads) {
  pb_chunks_run((n_lines + LINES_A_CHUNK - 1) / LINES_A_CHUNK, function, w, threads);
}

/* Samples of the kernel around the corner of the plane, wrapped, times `factor`. The plane is wider
 * than the frame by the reach, so what would lie beyond half of it is never met. */
static void kernel_plane(const plan *p, pb_kernel kernel, double h, double cell, double factor,
                         size_t reach, double *plane) {
  for (size_t j = 0; j <= MIN(reach, p->n_rows / 2); j++)
    for (size_t i = 0; i <= MIN(reach, p->n_cols / 2); i++) {
      double value = factor * pb_kernel_at(kernel, h, cell * cell * (double)(i * i + j * j));
      size_t up = (p->n_rows - j) % p->n_rows, left = (p->n_cols - i) % p->n_cols;
      plane[j * p->n_cols + i] = plane[j * p->n_cols + left] = value;
      plane[up * p->n_cols + i] = plane[up * p->n_cols + left] = value;
    }
}

/* plane, of which n_filled rows hold values, becomes its convolution with the kernel. What is
 * smaller than the rounding of the transform is 0. */
static void convolve(const plan *p, double *plane, size_t n_filled, pb_kernel kernel, double h,
                     double cell, double factor, size_t reach, int threads) {
  size_t n = p->n_half * p->n_rows;
  g_autofree double *shape = g_new0(double, p->n_cols * p->n_rows);
  g_autofree double *of_kernel = g_new0(double, 2 * n), *of_plane = g_new0(double, 2 * n);
  kernel_plane(p, kernel, h, cell, factor, reach, shape);
  work k = {p, shape, p->n_rows, of_kernel}, w = {p, plane, n_filled, of_plane};
  run(&k, p->n_rows, rows_there, threads);
  run(&k, p->n_half, columns_there, threads);
  run(&w, n_filled, rows_there, threads);
  run(&w, p->n_half, columns_there, threads);
  for (size_t i = 0; i < n; i++) { /* the kernel is even: its transform is real */
    of_plane[2 * i] *= of_kernel[2 * i];
    of_plane[2 * i + 1] *= of_kernel[2 * i];
  }
  run(&w, p->n_half, columns_back, threads);
  run(&w, n_filled, rows_back, threads);
  double most = 0;
  for (size_t i = 0; i < n_filled * p->n_cols; i++)
    most = fmax(most, plane[i]);
  for (size_t i = 0; i < n_filled * p->n_cols; i++)
    plane[i] = plane[i] > 1e-13 * most ? plane[i] : 0;
}

/* Cubic weights of the nodes -1, 0, 1, 2 at 0 <= t < 1. */
static void cubic(double t, double weight[SPREAD]) {
  weight[0] = -t * (t - 1) * (t - 2) / 6;
  weight[1] = (t + 1) * (t - 1) * (t - 2) / 2;
  weight[2] = -(t + 1) * t * (t - 2) / 2;
  weight[3] = (t + 1) * t * (t - 1) / 6;
}

void pb_density_by_fourier(const pb_weighted_points *points, pb_kernel kernel, double h,
                           const pb_raster_frame *frame, int threads, double *sums) {
  const size_t margin = 2; /* nodes beyond the frame's cells that points are spread to */
  size_t reach = (size_t)ceil(pb_kernel_reach(kernel, h) / frame->cell_m);
  size_t n_rows = frame->n_rows + 2 * margin;
  plan p = plan_new(frame->n_cols + 2 * margin + reach, n_rows + reach);
  g_autofree double *plane = g_new0(double, p.n_cols *p.n_rows);
  for (size_t i = 0; i < points->n; i++) {
    double across = (points->x[i] - frame->x0) / frame->cell_m - 0.5 + (double)margin;
    double up = (points->y[i] - frame->y0) / frame->cell_m - 0.5 + (double)margin;
    double wx[SPREAD], wy[SPREAD], weight = points->weight ? points->weight[i] : 1;
    cubic(across - floor(across), wx);
    cubic(up - floor(up), wy);
    double *row = plane + ((size_t)floor(up) - 1) * p.n_cols + (size_t)floor(across) - 1;
    for (int r = 0; r < SPREAD; r++, row += p.n_cols)
      for (int k = 0; k < SPREAD; k++)
        row[k] += weight * wy[r] * wx[k];
  }
  convolve(&p, plane, n_rows, kernel, h, frame->cell_m, 1, reach, threads);
  for (size_t row = 0; row < frame->n_rows; row++)
    memcpy(sums + row * frame->n_cols, plane + (row + margin) * p.n_cols + margin,
           frame->n_cols * sizeof *sums);
  plan_free(&p);
}

static void smooth_gaussian(double *values, const pb_raster_frame *frame, double h, int threads) {
  size_t reach = (size_t)ceil(6 * h / frame->cell_m);
  g_autofree double *kernel = g_new(double, reach + 1);
  double sum = 0;
  for (size_t k = 0; k <= reach; k++) {
    double u = (double)k * frame->cell_m / h;
    kernel[k] = exp(-u * u / 2);
    sum += k ? 2 * kernel[k] : kernel[k];
  }
  for (size_t k = 0; k <= reach; k++)
    kernel[k] /= sum;
  pb_convolve_both_ways(values, frame->n_cols, frame->n_rows, kernel,
                        MIN(reach, MAX(frame->n_cols, frame->n_rows)), threads);
}

void pb_raster_smooth(double *values, const pb_raster_frame *frame, pb_kernel kernel, double h,
                      int threads) {
  if (kernel == PB_KERNEL_GAUSSIAN) {
    smooth_gaussian(values, frame, h, threads);
    return;
  }
  size_t reach = (size_t)ceil(h / frame->cell_m), n_rows = frame->n_rows;
  double sum = 0;
  for (size_t j = 0; j <= reach; j++)
    for (size_t i = 0; i <= reach; i++)
      sum += (i ? 2 : 1) * (j ? 2 : 1) *
             pb_kernel_at(kernel, h, frame->cell_m * frame->cell_m * (double)(i * i + j * j));
  plan p = plan_new(frame->n_cols + reach, n_rows + reach);
  g_autofree double *plane = g_new0(double, p.n_cols *p.n_rows);
  for (size_t row = 0; row < n_rows; row++)
    memcpy(plane + row * p.n_cols, values + row * frame->n_cols, frame->n_cols * sizeof *values);
  convolve(&p, plane, n_rows, kernel, h, frame->cell_m, 1 / sum, reach, threads);
  for (size_t row = 0; row < n_rows; row++)
    memcpy(values + row * frame->n_cols, plane + row * p.n_cols, frame->n_cols * sizeof *values);
  plan_free(&p);
}
