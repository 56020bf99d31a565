/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The surveys of check.json. */
#include "io/check_json_survey.h"

#include "io/survey_coverage.h"

static void put_groups(pb_json *json, const pb_dataset *dataset) {
  size_t n;
  g_autofree pb_survey_group *groups = pb_survey_groups(dataset->survey, &n);
  pb_json_begin_array(json, "respondents");
  for (size_t i = 0; i < n; i++) {
    const pb_survey_group *group = &groups[i];
    pb_json_begin_object(json, NULL);
    pb_json_period(json, "wave", group->wave);
    pb_json_text(json, "code", dataset->municipalities[group->municipality].code);
    pb_json_size(json, "respondents", group->n);
    pb_json_size(json, "questions", group->n_questions);
    pb_json_size(json, "strata", group->n_strata);
    if (group->has_invited)
      pb_json_double(json, "invited", group->invited);
    else
      pb_json_null(json, "invited");
    pb_json_end(json);
  }
  pb_json_end(json);
}

static void put_items(pb_json *json, const pb_survey *survey) {
  size_t n;
  g_autofree pb_survey_item *items = pb_survey_items(survey, &n);
  pb_json_begin_array(json, "questions");
  for (size_t i = 0; i < n; i++) {
    const pb_survey_item *item = &items[i];
    pb_json_begin_object(json, NULL);
    pb_json_period(json, "wave", item->wave);
    pb_json_text(json, "question", survey->questions[item->question].key);
    pb_json_size(json, "asked", item->asked);
    pb_json_size(json, "answered", item->answered);
    pb_json_size(json, "dont_know", item->dont_know);
    pb_json_size(json, "not_applicable", item->not_applicable);
    pb_json_size(json, "missing", item->missing);
    pb_json_size(json, "unknown", item->unknown);
    pb_json_end(json);
  }
  pb_json_end(json);
}

static void put_shares(pb_json *json, const pb_survey_shares *shares) {
  size_t n;
  g_autofree pb_share_group *groups = pb_share_groups(shares, &n);
  pb_json_begin_array(json, "published_shares");
  for (size_t i = 0; i < n; i++) {
    pb_json_begin_object(json, NULL);
    pb_json_period(json, "wave", groups[i].wave);
    pb_json_text(json, "area_kind", pb_survey_area_kind_text(groups[i].area_kind));
    pb_json_size(json, "shares", groups[i].rows);
    pb_json_size(json, "with_number_of_answers", groups[i].with_n);
    pb_json_end(json);
  }
  pb_json_end(json);
}

void pb_check_json_survey(pb_json *json, const pb_dataset *dataset) {
  pb_json_begin_object(json, "survey");
  put_groups(json, dataset);
  put_items(json, dataset->survey);
  put_shares(json, dataset->survey_shares);
  pb_json_end(json);
}
