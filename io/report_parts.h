/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Parts of the report as comments name them. */
#ifndef PB_IO_REPORT_PARTS_H
#define PB_IO_REPORT_PARTS_H

/** Key of the part that `text` names in Swedish or English, letter case aside: "översikt" and
 * "overview" are "overview". NULL: none. Constant. */
const char *pb_report_part(const char *text);
/** What a part is called, an N_() text; NULL for a key that is none. Constant. */
const char *pb_report_part_title(const char *key);
/** The key or Swedish word nearest to a wrong one, or NULL. Constant. */
const char *pb_report_part_nearest(const char *wrong);

#endif
