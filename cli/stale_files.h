/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Files of an earlier run that must not stand beside a public version. */
#ifndef PB_CLI_STALE_FILES_H
#define PB_CLI_STALE_FILES_H

/** Remove what an earlier run wrote into a municipality's folder besides figures/ and tables/: the
 * report in every format, the workbook, the files of gis/. An internal version may have been there
 * before, or a public one with another threshold. A user's own files stay. */
void pb_remove_earlier_version(const char *folder);

#endif
