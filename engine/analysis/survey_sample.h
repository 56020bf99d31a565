/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The respondents of one municipality in one wave, with their design, ready for shares and means.
 * Not for others. */
#ifndef PB_ENGINE_ANALYSIS_SURVEY_SAMPLE_H
#define PB_ENGINE_ANALYSIS_SURVEY_SAMPLE_H

#include "engine/stats/count.h"
#include "engine/stats/survey_design.h"
#include "engine/survey_data.h"

typedef struct {
  const pb_survey *survey;
  pb_period wave;
  size_t first, n; /**< respondents of the survey */
  double *stratum_size;
  pb_survey_design *design;
  uint8_t *in; /**< scratch: one flag a respondent */
  double *y;   /**< scratch */
} pb_survey_sample;

/** NULL when nobody of the municipality answered in the wave. */
pb_survey_sample *pb_survey_sample_new(const pb_survey *survey, int municipality, pb_period wave);
void pb_survey_sample_free(pb_survey_sample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_survey_sample, pb_survey_sample_free)

/** Waves of the municipality up to the year, in order. Array of pb_period; g_array_unref. */
GArray *pb_survey_waves(const pb_survey *survey, int municipality, int last_year);

/** Which respondents: all of them, or those that a test lets through; `respondent` counts from the
 * sample's first. */
typedef struct {
  bool (*has)(const pb_survey_sample *sample, size_t respondent, size_t which);
  size_t which;
} pb_survey_part;

/** A share or a mean score with its interval. */
typedef struct {
  bool present;      /**< somebody gave an answer */
  bool suppressed;   /**< fewer answers than PB_SURVEY_FEWEST: only n may be shown */
  bool has_interval; /**< false in a design without a variance */
  size_t n;          /**< answers */
  size_t dont_know;  /**< said so, or the question does not apply; not in the base */
  double value, n_effective;
  pb_interval interval;
} pb_survey_estimate;

/** The share whose answer counts in the reported share; Wilson's interval with the effective number
 * of answers. `part` NULL: all. */
pb_survey_estimate pb_survey_question_share(pb_survey_sample *sample, size_t question,
                                            const pb_survey_part *part, double confidence);
/** The mean over respondents of each one's mean score over the questions of an index (NULL: all
 * that have scores) that they answered: 0 to 6. t interval. */
pb_survey_estimate pb_survey_index_mean(pb_survey_sample *sample, const char *index,
                                        double confidence);

#endif
