/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Places with a value each and their neighbours, read from a table: what the statistics of spatial
 * autocorrelation take.
 *
 * The value is the column "value", or, where that is left out, the rate of "count" and "exposure"
 * standardised by how much it varies by chance (eb_standardise.h). Places without a value are taken
 * out, with their links. The places are put in the order of their identifiers, so that neither
 * results nor random permutations depend on the order of the rows.
 */
#ifndef PB_ENGINE_STATS_MAP_INPUT_H
#define PB_ENGINE_STATS_MAP_INPUT_H

#include "engine/stats/shared_params.h"
#include "engine/statistic.h"
#include "engine/text.h"
#include "engine/weights.h"

/** To be written into a list of inputs. */
#define PB_MAP_INPUTS                                                                              \
  {"id", PB_TYPE_STRING, true, N_("identifier of the place, for neighbours")},                     \
      {"neighbours", PB_TYPE_STRING, true,                                                         \
       N_("identifiers of the neighbouring places, parted by blanks")},                            \
      {"value", PB_TYPE_DOUBLE, false, N_("value of the place; if left out, count and exposure")}, \
      {"count", PB_TYPE_INT64, false, N_("number of crimes")}, {                                   \
    "exposure", PB_TYPE_DOUBLE, false, N_("population, or other exposure")                         \
  }

/** "style": B or W. */
#define PB_PARAM_STYLE(usual)                                                                      \
  {                                                                                                \
    .name = "style",                                                                               \
    .title = N_("weights of the neighbours: B, each counts one; W, each place's add up to one"),   \
    .type = PB_PARAM_CHOICE, .def_text = usual, .choices = pb_weight_styles                        \
  }
extern const char *const pb_weight_styles[];

#define PB_NO_PLACE SIZE_MAX

typedef struct {
  double *value;       /**< n */
  pb_weights *weights; /**< n places, binary */
  size_t n, n_rows;
  size_t *place; /**< n_rows: the place of a row, or PB_NO_PLACE */
  size_t *row;   /**< n: the row of a place */
  bool no_rates; /**< count and exposure without any crime: the values are all 0 */
} pb_map_input;

/** Read and check. False with PB_ERROR_STATISTIC. Clear with pb_map_input_clear. */
bool pb_map_input_read(const pb_table *table, pb_map_input *input, GError **error);
void pb_map_input_clear(pb_map_input *input);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_map_input, pb_map_input_clear)

/** Columns "id" and "value" of the result, in the order of the rows. */
void pb_map_input_echo(const pb_map_input *input, const pb_table *table, pb_result *result);

#endif
