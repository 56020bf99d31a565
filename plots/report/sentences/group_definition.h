/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What SKR's comparison groups mean, by code: Kommungruppsindelning 2023 (SKR 2022). */
#ifndef PB_PLOTS_REPORT_SENTENCES_GROUP_DEFINITION_H
#define PB_PLOTS_REPORT_SENTENCES_GROUP_DEFINITION_H

/** A whole, translated sentence on what makes a municipality belong to the group "A1" … "C9"; NULL
 * for a code that is not SKR's. */
const char *pb_group_definition(const char *code);

#endif
