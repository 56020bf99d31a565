/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/survey_design.h"

#include <math.h>

typedef struct {
  double n;      /* clusters drawn */
  double factor; /* 1 - n / N, times n / (n - 1) */
} stratum;

struct pb_survey_design {
  pb_survey_drawing drawing;
  uint32_t *cluster; /* of a respondent, 0 .. n_clusters - 1 */
  uint32_t *of;      /* stratum of a cluster, 0 .. n_strata - 1 */
  size_t n_clusters;
  stratum *strata;
  size_t n_strata;
  bool singular;
};

/* Number of a key, in the order in which keys come. */
static uint32_t number_of(GHashTable *numbers, uint64_t key, size_t *n) {
  gpointer found = g_hash_table_lookup(numbers, &key);
  if (found)
    return GPOINTER_TO_UINT(found) - 1;
  *n += 1;
  g_hash_table_insert(numbers, g_memdup2(&key, sizeof key), GUINT_TO_POINTER((guint)*n));
  return (uint32_t)*n - 1;
}

static void find_clusters(pb_survey_design *design) {
  const pb_survey_drawing *drawing = &design->drawing;
  g_autoptr(GHashTable) strata = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) clusters = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  for (size_t i = 0; i < drawing->n; i++) {
    uint32_t s = drawing->stratum ? number_of(strata, drawing->stratum[i], &design->n_strata) : 0;
    bool own = !drawing->cluster || drawing->cluster[i] == PB_SURVEY_OWN_CLUSTER;
    uint32_t c =
        own ? (uint32_t)design->n_clusters++
            : number_of(clusters, (uint64_t)s << 32 | drawing->cluster[i], &design->n_clusters);
    design->cluster[i] = c;
    design->of[c] = s;
  }
  if (!drawing->stratum)
    design->n_strata = 1;
}

static void find_factors(pb_survey_design *design) {
  const pb_survey_drawing *drawing = &design->drawing;
  design->strata = g_new0(stratum, design->n_strata);
  g_autofree double *size = g_new0(double, design->n_strata);
  for (size_t c = 0; c < design->n_clusters; c++)
    design->strata[design->of[c]].n++;
  for (size_t i = 0; drawing->stratum_size && i < drawing->n; i++) {
    double *of = &size[design->of[design->cluster[i]]];
    if (*of == 0)
      *of = drawing->stratum_size[i];
  }
  for (size_t s = 0; s < design->n_strata; s++) {
    stratum *one = &design->strata[s];
    double rest = size[s] > 0 ? fmax(0, 1 - one->n / size[s]) : 1;
    design->singular = design->singular || (one->n == 1 && rest > 0);
    one->factor = one->n > 1 ? rest * one->n / (one->n - 1) : 0;
  }
}

pb_survey_design *pb_survey_design_new(const pb_survey_drawing *drawing) {
  pb_survey_design *design = g_new0(pb_survey_design, 1);
  design->drawing = *drawing;
  design->cluster = g_new(uint32_t, MAX(drawing->n, 1));
  design->of = g_new(uint32_t, MAX(drawing->n, 1));
  find_clusters(design);
  find_factors(design);
  return design;
}

void pb_survey_design_free(pb_survey_design *design) {
  if (!design)
    return;
  g_free(design->cluster);
  g_free(design->of);
  g_free(design->strata);
  g_free(design);
}

bool pb_survey_design_is_singular(const pb_survey_design *design) {
  return design->singular;
}

double pb_survey_design_df(const pb_survey_design *design, const uint8_t *in) {
  g_autofree bool *cluster = g_new0(bool, MAX(design->n_clusters, 1)),
                  *strata = g_new0(bool, design->n_strata);
  double df = 0;
  for (size_t i = 0; i < design->drawing.n; i++) {
    uint32_t c = design->cluster[i];
    if ((in && !in[i]) || cluster[c])
      continue;
    cluster[c] = true;
    df += 1;
    df -= !strata[design->of[c]];
    strata[design->of[c]] = true;
  }
  return df;
}

void pb_survey_design_covariance(const pb_survey_design *design, const double *z, size_t k,
                                 double *cov) {
  g_autofree double *totals = g_new0(double, design->n_clusters *k + 1);
  g_autofree double *means = g_new0(double, design->n_strata *k);
  for (size_t i = 0; i < design->drawing.n; i++)
    for (size_t j = 0; j < k; j++)
      totals[design->cluster[i] * k + j] += z[i * k + j];
  for (size_t c = 0; c < design->n_clusters; c++)
    for (size_t j = 0; j < k; j++)
      means[design->of[c] * k + j] += totals[c * k + j] / design->strata[design->of[c]].n;
  for (size_t e = 0; e < k * k; e++)
    cov[e] = 0;
  for (size_t c = 0; c < design->n_clusters; c++) {
    const uint32_t s = design->of[c];
    const double *total = totals + c * k, *mean = means + s * k;
    for (size_t a = 0; a < k; a++)
      for (size_t b = 0; b < k; b++)
        cov[a * k + b] += design->strata[s].factor * (total[a] - mean[a]) * (total[b] - mean[b]);
  }
}

static double weight_of(const pb_survey_design *design, const uint8_t *in, size_t i) {
  if (in && !in[i])
    return 0;
  return design->drawing.weight ? design->drawing.weight[i] : 1;
}

/* Sums of the domain, and the weighted variance. */
static bool describe(const pb_survey_design *design, const double *y, const uint8_t *in,
                     pb_survey_mean *mean) {
  double sum = 0, squares = 0, spread = 0;
  for (size_t i = 0; i < design->drawing.n; i++) {
    double w = weight_of(design, in, i);
    mean->n += w > 0;
    mean->weight += w;
    squares += w * w;
    sum += w > 0 ? w * y[i] : 0;
  }
  if (!mean->n)
    return false;
  mean->mean = sum / mean->weight;
  mean->n_kish = mean->weight * mean->weight / squares;
  for (size_t i = 0; i < design->drawing.n; i++) {
    double w = weight_of(design, in, i);
    if (w > 0)
      spread += w * (y[i] - mean->mean) * (y[i] - mean->mean);
  }
  double n = (double)mean->n;
  mean->spread = n > 1 ? spread / mean->weight * n / (n - 1) : 0;
  return true;
}

/* Both standard errors at once: of the linearised mean and of the total. */
static void find_errors(const pb_survey_design *design, const double *y, const uint8_t *in,
                        pb_survey_mean *mean) {
  g_autofree double *z = g_new0(double, design->drawing.n * 2 + 1);
  double cov[4];
  for (size_t i = 0; i < design->drawing.n; i++) {
    double w = weight_of(design, in, i);
    if (w > 0) {
      z[2 * i] = w * (y[i] - mean->mean) / mean->weight;
      z[2 * i + 1] = w * y[i];
    }
  }
  pb_survey_design_covariance(design, z, 2, cov);
  mean->se = sqrt(cov[0]);
  mean->total_se = sqrt(cov[3]);
}

bool pb_survey_mean_of(const pb_survey_design *design, const double *y, const uint8_t *in,
                       pb_survey_mean *mean) {
  *mean = (pb_survey_mean){0};
  if (!describe(design, y, in, mean))
    return false;
  mean->df = pb_survey_design_df(design, in);
  mean->has_se = !design->singular && mean->n > 1;
  mean->n_effective = mean->n_kish;
  if (!mean->has_se)
    return true;
  find_errors(design, y, in, mean);
  double variance = mean->se * mean->se, n = (double)mean->n;
  mean->has_deff = mean->spread > 0 && variance > 0;
  if (!mean->has_deff)
    return true;
  double random = mean->spread / n * (mean->weight > n ? 1 - n / mean->weight : 1);
  mean->deff = variance / random;
  mean->n_effective = mean->spread / variance;
  return true;
}
