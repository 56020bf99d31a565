/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The share of a population that gave an answer, from a survey: Hajek's p = sum of w y / sum of w
 * with the standard error of survey_design.h, and intervals that stay within 0 and 1.
 *
 * Wilson's interval takes the effective number of answers, spread / se^2 (or Kish's, from the
 * weights alone); Clopper & Pearson's is the one of Korn & Graubard (1998), with that number times
 * the squared ratio of t quantiles; logit, arc sine and plain intervals take t with the degrees of
 * freedom of the design.
 */
#ifndef PB_ENGINE_STATS_SURVEY_SHARE_H
#define PB_ENGINE_STATS_SURVEY_SHARE_H

#include "engine/stats/count.h"
#include "engine/stats/survey_design.h"

typedef enum {
  PB_SHARE_WILSON,
  PB_SHARE_LOGIT,
  PB_SHARE_CLOPPER_PEARSON,
  PB_SHARE_WALD,
  PB_SHARE_ARCSINE,
} pb_share_method;

/** The interval of a share. `confidence` 0 is 0.95. At a share of 0 or 1 logit, plain and arc sine
 * intervals do not exist: false; Wilson and Clopper-Pearson take Kish's number of answers there.
 * False as well without a standard error, but for Wilson with `kish`. */
bool pb_survey_share_interval(const pb_survey_mean *share, pb_share_method method, bool kish,
                              double confidence, pb_interval *interval);

#endif
