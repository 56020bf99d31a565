/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The surveys of check.json. */
#include "io/check_json_survey.h"

#include "io/survey_coverage.h"

static void put_wave(pb_json *json, pb_period wave) {
  g_autofree char *text = pb_period_text(wave);
  pb_json_text(json, "wave", text);
}

static void put_size(pb_json *json, const char *key, size_t n) {
  pb_json_int(json, key, (int64_t)n);
}

static void put_groups(pb_json *json, const pb_dataset *dataset) {
  size_t n;
  g_autofree pb_survey_group *groups = pb_survey_groups(dataset->survey, &n);
  pb_json_begin_array(json, "respondents");
  for (size_t i = 0; i < n; i++) {
    const pb_survey_group *group = &groups[i];
    pb_json_begin_object(json, NULL);
    put_wave(json, group->wave);
    pb_json_text(json, "code", dataset->municipalities[group->municipality].code);
    put_size(json, "respondents", group->n);
    put_size(json, "questions", group->n_questions);
    put_size(json, "strata", group->n_strata);
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
    put_wave(json, item->wave);
    pb_json_text(json, "question", survey->questions[item->question].key);
    put_size(json, "asked", item->asked);
    put_size(json, "answered", item->answered);
    put_size(json, "dont_know", item->dont_know);
    put_size(json, "not_applicable", item->not_applicable);
    put_size(json, "missing", item->missing);
    put_size(json, "unknown", item->unknown);
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
    put_wave(json, groups[i].wave);
    pb_json_text(json, "area_kind", pb_survey_area_kind_text(groups[i].area_kind));
    put_size(json, "shares", groups[i].rows);
    put_size(json, "with_number_of_answers", groups[i].with_n);
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
