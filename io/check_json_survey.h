/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The surveys of check.json. */
#ifndef PB_IO_CHECK_JSON_SURVEY_H
#define PB_IO_CHECK_JSON_SURVEY_H

#include "engine/dataset.h"
#include "io/json_writer.h"

/** "survey": {"respondents": [by wave and municipality], "questions": [by wave and question],
 * "published_shares": [by wave and kind of area]}; empty lists without such sources. */
void pb_check_json_survey(pb_json *json, const pb_dataset *dataset);

#endif
