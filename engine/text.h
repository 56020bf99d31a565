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

#define PB_TEXT_DOMAIN "problembild"
#define _(msgid) dgettext(PB_TEXT_DOMAIN, msgid)
#define N_(msgid) msgid
#define Q_(one, many, n) dngettext(PB_TEXT_DOMAIN, one, many, n)

#endif
