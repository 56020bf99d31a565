/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/weights.h"

#include <stdlib.h>

#include "engine/error.h"
#include "engine/text.h"

static int compare_pairs(const void *a, const void *b) {
  const uint32_t *x = a, *y = b;
  if (x[0] != y[0])
    return x[0] < y[0] ? -1 : 1;
  return x[1] < y[1] ? -1 : x[1] > y[1];
}

pb_weights *pb_weights_from_pairs(size_t n, const uint32_t (*pairs)[2], size_t n_pairs) {
  uint32_t(*sorted)[2] = g_memdup2(pairs, n_pairs * sizeof *pairs);
  if (n_pairs)
    qsort(sorted, n_pairs, sizeof *sorted, compare_pairs);
  pb_weights *weights = g_new0(pb_weights, 1);
  weights->n = n;
  weights->first = g_new0(size_t, n + 1);
  weights->neighbour = g_new0(uint32_t, n_pairs + 1);
  size_t kept = 0;
  for (size_t k = 0; k < n_pairs; k++) {
    bool repeated = k > 0 && compare_pairs(sorted[k], sorted[k - 1]) == 0;
    if (repeated || sorted[k][0] == sorted[k][1])
      continue;
    weights->neighbour[kept++] = sorted[k][1];
    weights->first[sorted[k][0] + 1] = kept;
  }
  for (size_t i = 0; i < n; i++) /* places without neighbours end where they begin */
    weights->first[i + 1] = MAX(weights->first[i + 1], weights->first[i]);
  weights->weight = g_new(double, kept + 1);
  for (size_t k = 0; k < kept; k++)
    weights->weight[k] = 1;
  g_free(sorted);
  return weights;
}

/* The identifier of a row as text; g_free. */
static char *identifier(const pb_column *id, size_t row) {
  if (pb_column_type(id) == PB_TYPE_STRING)
    return g_strdup(pb_column_string(id, row));
  return g_strdup_printf("%" G_GINT64_FORMAT, pb_column_int(id, row));
}

static GHashTable *index_identifiers(const pb_column *id, GError **error) {
  g_autoptr(GHashTable) rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (size_t row = 0; row < pb_column_length(id); row++) {
    if (!pb_column_is_valid(id, row)) {
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  _("Row %zu has no identifier in the column %s."), row + 1, pb_column_name(id));
      return NULL;
    }
    if (!g_hash_table_insert(rows, identifier(id, row), GSIZE_TO_POINTER(row))) {
      g_autofree char *text = identifier(id, row);
      g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                  _("Row %zu: the identifier “%s” stands in an earlier row too."), row + 1, text);
      return NULL;
    }
  }
  return g_steal_pointer(&rows);
}

pb_weights *pb_weights_from_columns(const pb_column *id, const pb_column *neighbours,
                                    GError **error) {
  g_autoptr(GHashTable) rows = index_identifiers(id, error);
  if (!rows)
    return NULL;
  g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(uint32_t[2]));
  for (size_t row = 0; row < pb_column_length(id); row++) {
    if (!pb_column_is_valid(neighbours, row))
      continue;
    g_autofree char *text = identifier(neighbours, row);
    g_auto(GStrv) names = g_strsplit_set(text, " ,|", -1);
    for (char **name = names; *name; name++) {
      gpointer found;
      if (!**name)
        continue;
      if (!g_hash_table_lookup_extended(rows, *name, NULL, &found)) {
        g_set_error(error, PB_ERROR, PB_ERROR_STATISTIC,
                    _("Row %zu: the neighbour “%s” is not in the column %s."), row + 1, *name,
                    pb_column_name(id));
        return NULL;
      }
      const uint32_t pair[2] = {(uint32_t)row, (uint32_t)GPOINTER_TO_SIZE(found)};
      g_array_append_val(pairs, pair);
    }
  }
  return pb_weights_from_pairs(pb_column_length(id),
                               (const uint32_t(*)[2])(const void *)pairs->data, pairs->len);
}

void pb_weights_free(pb_weights *weights) {
  if (!weights)
    return;
  g_free(weights->first);
  g_free(weights->neighbour);
  g_free(weights->weight);
  g_free(weights);
}

size_t pb_weights_degree(const pb_weights *weights, size_t i) {
  return weights->first[i + 1] - weights->first[i];
}

void pb_weights_standardise(pb_weights *weights) {
  for (size_t i = 0; i < weights->n; i++) {
    double sum = 0;
    for (size_t k = weights->first[i]; k < weights->first[i + 1]; k++)
      sum += weights->weight[k];
    for (size_t k = weights->first[i]; sum > 0 && k < weights->first[i + 1]; k++)
      weights->weight[k] /= sum;
  }
}

double pb_weights_sum(const pb_weights *weights) {
  double sum = 0;
  for (size_t k = 0; k < weights->first[weights->n]; k++)
    sum += weights->weight[k];
  return sum;
}
