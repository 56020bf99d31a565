/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Names are compared without regard to letter case and blanks. */
#ifndef PB_IO_FOLD_TEXT_H
#define PB_IO_FOLD_TEXT_H

/** Lower case (Unicode case folding), blanks around removed, runs of blanks (no-break ones too) as
 * one space. `text` is UTF-8. g_free. */
char *pb_fold_text(const char *text);

#endif
