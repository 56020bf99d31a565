/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Translatable text. Message ids are English; data/po/sv.po holds the Swedish.
 *
 * `_()` translates now, `N_()` only marks (for constants in descriptors, translated where they are
 * shown), `Q_()` chooses a plural form. cli/ picks the language once, before any thread starts.
 */
#ifndef PB_ENGINE_TEXT_H
#define PB_ENGINE_TEXT_H

#include <libintl.h>
#include <stddef.h>

#define PB_TEXT_DOMAIN "problembild"
#define _(msgid) dgettext(PB_TEXT_DOMAIN, msgid)
#define N_(msgid) msgid
#define Q_(one, many, n) dngettext(PB_TEXT_DOMAIN, one, many, n)

/** A count for a sentence, its thousands parted as the language does: "14,722". What charts and
 * sections write goes through plots/language.h; this is for the messages below it. g_free. */
char *pb_count_text(size_t n);

#endif
