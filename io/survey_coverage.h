/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What surveys cover: respondents by wave and municipality, answers by wave and question, and
 * published shares by wave. `check` prints it and writes it; both take it from here. */
#ifndef PB_IO_SURVEY_COVERAGE_H
#define PB_IO_SURVEY_COVERAGE_H

#include "engine/survey_data.h"

/** Respondents of one municipality in one wave. */
typedef struct {
  pb_period wave;
  int municipality;
  size_t n;
  size_t n_questions; /**< asked of some of them */
  size_t n_strata;
  bool has_invited; /**< said of all strata that have respondents */
  double invited;   /**< people who were asked; the response rate is n / invited */
} pb_survey_group;

/** By wave, then municipality; those with respondents. NULL and 0 without a survey. g_free. */
pb_survey_group *pb_survey_groups(const pb_survey *survey, size_t *n);

/** What respondents of one wave did with a question. The counts after asked sum to it. */
typedef struct {
  pb_period wave;
  size_t question;
  size_t asked;
  size_t answered; /**< substantive answers: the base of shares and means */
  size_t dont_know, not_applicable;
  size_t missing; /**< an empty cell, or what the codebook calls missing */
  size_t unknown; /**< not in the codebook */
} pb_survey_item;

/** By wave, then question; questions that some respondent was asked. NULL and 0 without a survey.
 * g_free. */
pb_survey_item *pb_survey_items(const pb_survey *survey, size_t *n);

/** Published shares of one wave and kind of area. */
typedef struct {
  pb_period wave;
  pb_survey_area_kind area_kind;
  size_t rows;
  size_t with_n; /**< of them, those with a number of answers */
} pb_share_group;

/** By wave, then kind of area. NULL and 0 without shares. g_free. */
pb_share_group *pb_share_groups(const pb_survey_shares *shares, size_t *n);

#endif
