/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the statistics of surveys read from their table: one row a respondent. */
#ifndef PB_ENGINE_STATS_SURVEY_INPUT_H
#define PB_ENGINE_STATS_SURVEY_INPUT_H

#include "engine/statistic.h"
#include "engine/stats/survey_design.h"
#include "engine/text.h"

/** The columns besides the value; to be written into a list of inputs. */
#define PB_SURVEY_INPUTS                                                                           \
  {"weight", PB_TYPE_DOUBLE, false, N_("weight of the respondent; 1 if left out")},                \
      {"stratum", PB_TYPE_STRING, false, N_("stratum that the respondent was drawn from")},        \
      {"cluster", PB_TYPE_STRING, false,                                                           \
       N_("cluster that was drawn as a whole, within its "                                         \
          "stratum")},                                                                             \
      {"stratum_size", PB_TYPE_DOUBLE, false,                                                      \
       N_("people (with clusters: clusters) in the stratum, for the finite population "            \
          "correction")},                                                                          \
  {                                                                                                \
    "group", PB_TYPE_STRING, false, N_("part that the respondent belongs to")                      \
  }

typedef struct {
  size_t n;
  double *y;   /**< 0 where there is none */
  uint8_t *in; /**< the row has a value and a weight */
  double *weight;
  uint32_t *stratum, *cluster; /**< cluster NULL: no such column */
  double *stratum_size;        /**< NULL: no such column */
  uint32_t *group;             /**< position in groups; UINT32_MAX: none */
  const char **groups;         /**< texts in byte order, borrowed from the table */
  size_t n_groups;
  pb_survey_design *design;
} pb_survey_input;

/** Read the table; the column of values is `value`. Rows without a value or a weight
 * are missing. False with PB_ERROR_STATISTIC: a weight that is not above 0, a stratum size below 1.
 * Clear with pb_survey_input_clear. */
bool pb_survey_input_read(const pb_table *table, const char *value, pb_survey_input *input,
                          GError **error);
void pb_survey_input_clear(pb_survey_input *input);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(pb_survey_input, pb_survey_input_clear)

/** Rows with a value, of one group or with UINT32_MAX of all. g_free. */
uint8_t *pb_survey_input_domain(const pb_survey_input *input, uint32_t group);

/** Counts of the result, and the estimate of everyone. False with the reason PB_SURVEY_TOO_FEW when
 * there are fewer answers than "min_n". */
bool pb_survey_begin(pb_result *result, const pb_survey_input *input, const pb_params *values,
                     pb_survey_mean *everyone);
/** Append a row; `group` NULL: everyone. `columns` is the caller's. */
typedef void (*pb_survey_add_row)(const void *columns, const char *group,
                                  const pb_survey_mean *mean);
/** Everyone, then each group, and the reason PB_SURVEY_SINGULAR when the design is. */
void pb_survey_put_groups(pb_result *result, const pb_survey_input *input,
                          const pb_survey_mean *everyone, pb_survey_add_row add_row,
                          const void *columns);

/** The sentence for a singular design. */
#define PB_SURVEY_SINGULAR                                                                         \
  N_("A stratum has one respondent or cluster only, so its variation is not known. Join it with "  \
     "a "                                                                                          \
     "similar stratum.")
#define PB_SURVEY_TOO_FEW N_("There are fewer answers than are shown, so no figure is given.")
/** Fewer answers than this are not shown: common practice for surveys. */
#define PB_SURVEY_FEWEST 30
/** "min_n" */
#define PB_PARAM_MIN_N                                                                             \
  {                                                                                                \
    .name = "min_n", .title = N_("groups with fewer answers are not shown"),                       \
    .unit = N_("answers"), .type = PB_PARAM_INT, .def = PB_SURVEY_FEWEST, .min = 1, .max = 1e6     \
  }

#endif
