/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Cells that say who rows are about: a sex, an age or a group of ages. */
#ifndef PB_IO_PERSON_VALUES_H
#define PB_IO_PERSON_VALUES_H

#include <stdbool.h>

#include "engine/survey_data.h"

/** "Kvinna", "Kvinnor", "K", "woman", "female" …; "Annat", "other". Letter case and blanks around
 * do not matter. Numbers are not guessed: some code women 1, others 2. False when it is none. */
bool pb_parse_sex(const char *text, pb_sex *sex);
/** "37", "16-24", "16–24 år", "85+", "85-w", "75 år och äldre", "65-": whole years, both included,
 * `to` PB_AGE_OPEN where there is no upper limit. False when it is none, or above 130. */
bool pb_parse_age(const char *text, int *from, int *to);
/** "Samtliga", "Totalt", "Båda könen", "alla", "all": the row is not about a part. */
bool pb_is_everyone(const char *text);

#endif
