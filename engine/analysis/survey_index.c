/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of the survey, 0 (practically no problem) to 6 (alarming), by part and wave. */
#include <string.h>

#include "engine/analysis/build.h"
#include "engine/analysis/survey_sample.h"

/* Names of the parts, in the order of the questions; borrowed. */
static GPtrArray *parts_of(const pb_survey *survey) {
  GPtrArray *parts = g_ptr_array_new();
  for (size_t q = 0; survey && q < survey->n_questions; q++) {
    const pb_survey_question *question = &survey->questions[q];
    if (question->has_score && *question->index &&
        !g_ptr_array_find_with_equal_func(parts, question->index, g_str_equal, NULL))
      g_ptr_array_add(parts, question->index);
  }
  return parts;
}

typedef struct {
  pb_column *index, *wave, *n, *mean, *lower, *upper;
} index_columns;

/* `few`: also those of few respondents, without their mean. */
static void put(const index_columns *to, pb_survey_sample *sample, const char *index, bool few,
                double confidence) {
  pb_survey_estimate e = pb_survey_index_mean(sample, index, confidence);
  if (!e.present || (e.suppressed && !few))
    return;
  bool shown = !e.suppressed;
  pb_column_append_string(to->index, index ? index : "");
  pb_column_append_int(to->wave, sample->wave);
  pb_column_append_int(to->n, (int64_t)e.n);
  pb_column_append_maybe(to->mean, shown, e.value);
  pb_column_append_maybe(to->lower, shown && e.has_interval, e.interval.lower);
  pb_column_append_maybe(to->upper, shown && e.has_interval, e.interval.upper);
}

void pb_build_survey_index(pb_analysis *analysis) {
  const pb_survey *survey = analysis->dataset->survey;
  const bool few = analysis->dataset->disclosure == NULL;
  pb_result *result = pb_analysis_put(analysis, "survey-index", -1);
  const index_columns to = {pb_result_add_column(result, "index", PB_TYPE_STRING, NULL),
                            pb_result_add_column(result, "wave", PB_TYPE_PERIOD, NULL),
                            pb_result_add_column(result, "n", PB_TYPE_INT64, N_("respondents")),
                            pb_result_add_column(result, "mean", PB_TYPE_DOUBLE, NULL),
                            pb_result_add_column(result, "lower", PB_TYPE_DOUBLE, NULL),
                            pb_result_add_column(result, "upper", PB_TYPE_DOUBLE, NULL)};
  g_autoptr(GArray) waves =
      pb_survey_waves(survey, (int)analysis->m, analysis->dataset->period_end);
  g_autoptr(GPtrArray) parts = parts_of(survey);
  for (guint i = 0; i < waves->len; i++) {
    g_autoptr(pb_survey_sample) sample =
        pb_survey_sample_new(survey, (int)analysis->m, g_array_index(waves, pb_period, i));
    for (guint k = 0; sample && k < parts->len; k++)
      put(&to, sample, g_ptr_array_index(parts, k), few, analysis->options.confidence);
    if (sample && parts->len > 1)
      put(&to, sample, NULL, few, analysis->options.confidence);
  }
  pb_result_set_method(result, N_("Mean score from 0 to 6 of each respondent's answered questions, "
                                  "weighted, with the sampling design's standard error"));
  if (pb_result_n_rows(result) == 0)
    pb_result_set_reason(result, N_("The project has no survey with scored answers from the "
                                    "municipality."));
}
