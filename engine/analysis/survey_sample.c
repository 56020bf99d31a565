/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/survey_sample.h"

#include <math.h>
#include <string.h>

#include "engine/stats/survey_input.h"
#include "engine/stats/survey_share.h"
#include "engine/stats/tails.h"

pb_survey_sample *pb_survey_sample_new(const pb_survey *survey, int municipality, pb_period wave) {
  size_t first = 0, n = survey ? pb_survey_find(survey, municipality, wave, &first) : 0;
  if (n == 0)
    return NULL;
  pb_survey_sample *sample = g_new0(pb_survey_sample, 1);
  *sample = (pb_survey_sample){.survey = survey, .wave = wave, .first = first, .n = n};
  sample->in = g_new0(uint8_t, n);
  sample->y = g_new0(double, n);
  sample->stratum_size = g_new0(double, n);
  bool clusters = false;
  for (size_t i = 0; i < n; i++) {
    const pb_survey_stratum *stratum = &survey->strata[survey->stratum[first + i]];
    sample->stratum_size[i] = stratum->has_size ? stratum->size : 0;
    clusters = clusters || survey->cluster[first + i] != PB_SURVEY_NONE;
  }
  pb_survey_drawing drawing = {
      .n = n,
      .weight = survey->weight + first,
      .stratum = survey->stratum + first,
      .cluster = clusters ? survey->cluster + first : NULL,
      /* a stratum's size is in people, which says nothing of how many clusters there are */
      .stratum_size = clusters ? NULL : sample->stratum_size,
  };
  sample->design = pb_survey_design_new(&drawing);
  return sample;
}

void pb_survey_sample_free(pb_survey_sample *sample) {
  if (!sample)
    return;
  pb_survey_design_free(sample->design);
  g_free(sample->stratum_size);
  g_free(sample->in);
  g_free(sample->y);
  g_free(sample);
}

static int by_time(const void *a, const void *b) {
  const pb_period x = *(const pb_period *)a, y = *(const pb_period *)b;
  return (x > y) - (x < y);
}

GArray *pb_survey_waves(const pb_survey *survey, int municipality, int last_year) {
  GArray *waves = g_array_new(FALSE, FALSE, sizeof(pb_period));
  for (size_t i = 0; survey && i < survey->n_strata; i++) {
    const pb_survey_stratum *stratum = &survey->strata[i];
    bool known = stratum->municipality != municipality || stratum->n == 0 ||
                 pb_period_year(stratum->wave) > last_year;
    for (guint k = 0; k < waves->len && !known; k++)
      known = g_array_index(waves, pb_period, k) == stratum->wave;
    if (!known)
      g_array_append_val(waves, stratum->wave);
  }
  g_array_sort(waves, by_time);
  return waves;
}

static bool takes(const pb_survey_sample *sample, const pb_survey_part *part, size_t i) {
  return !part || part->has(sample, i, part->which);
}

/* The estimate of y over those that are in. */
static pb_survey_estimate estimate(pb_survey_sample *sample, bool is_share, double confidence) {
  pb_survey_estimate found = {0};
  pb_survey_mean mean;
  if (!pb_survey_mean_of(sample->design, sample->y, sample->in, &mean))
    return found;
  found.present = true;
  found.n = mean.n;
  found.suppressed = mean.n < PB_SURVEY_FEWEST;
  found.value = mean.mean;
  found.n_effective = mean.n_effective;
  if (is_share) {
    found.has_interval =
        pb_survey_share_interval(&mean, PB_SHARE_WILSON, false, confidence, &found.interval);
  } else if (mean.has_se && mean.df > 0) {
    double reach = pb_t_critical(confidence, mean.df) * mean.se;
    found.has_interval = true;
    found.interval = (pb_interval){fmax(0, mean.mean - reach), fmin(6, mean.mean + reach)};
  }
  return found;
}

pb_survey_estimate pb_survey_question_share(pb_survey_sample *sample, size_t question,
                                            const pb_survey_part *part, double confidence) {
  const pb_survey_question *asked = &sample->survey->questions[question];
  const uint8_t *answers = pb_survey_answers(sample->survey, question) + sample->first;
  size_t dont_know = 0;
  for (size_t i = 0; i < sample->n; i++) {
    const pb_survey_answer *answer = pb_survey_answer_of(asked, answers[i]);
    bool mine = answer && takes(sample, part, i);
    sample->in[i] = mine && answer->kind == PB_ANSWER_SUBSTANTIVE;
    sample->y[i] = sample->in[i] && answer->in_share ? 1 : 0;
    dont_know += mine && answer->kind == PB_ANSWER_DONT_KNOW;
  }
  pb_survey_estimate found = estimate(sample, true, confidence);
  found.dont_know = dont_know;
  return found;
}

pb_survey_estimate pb_survey_index_mean(pb_survey_sample *sample, const char *index,
                                        double confidence) {
  const pb_survey *survey = sample->survey;
  g_autofree uint16_t *n = g_new0(uint16_t, sample->n);
  memset(sample->in, 0, sample->n);
  for (size_t i = 0; i < sample->n; i++)
    sample->y[i] = 0;
  for (size_t q = 0; q < survey->n_questions; q++) {
    const pb_survey_question *asked = &survey->questions[q];
    if (!asked->has_score || (index ? strcmp(asked->index, index) != 0 : !*asked->index))
      continue;
    const uint8_t *answers = pb_survey_answers(survey, q) + sample->first;
    for (size_t i = 0; i < sample->n; i++) {
      const pb_survey_answer *answer = pb_survey_answer_of(asked, answers[i]);
      if (!answer || answer->kind != PB_ANSWER_SUBSTANTIVE || !answer->has_score)
        continue;
      sample->y[i] += answer->score;
      n[i]++;
    }
  }
  for (size_t i = 0; i < sample->n; i++)
    if (n[i]) {
      sample->in[i] = 1;
      sample->y[i] /= n[i];
    }
  return estimate(sample, false, confidence);
}
