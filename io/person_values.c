/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/person_values.h"

#include <string.h>

/* Lower case, without blanks around. g_free. */
static char *fold(const char *text) {
  g_autofree char *trimmed = g_strstrip(g_strdup(text));
  return g_utf8_casefold(trimmed, -1);
}

static bool is_among(const char *text, const char *const *words) {
  for (; *words; words++)
    if (g_str_equal(text, *words))
      return true;
  return false;
}

bool pb_parse_sex(const char *text, pb_sex *sex) {
  static const char *const women[] = {"kvinna", "kvinnor", "k",      "flicka", "flickor", "tjej",
                                      "woman",  "women",   "female", "f",      NULL};
  static const char *const men[] = {"man",   "män", "m",    "pojke", "pojkar",
                                    "kille", "men", "male", NULL};
  static const char *const others[] = {
      "annat", "annan", "annan könsidentitet", "ickebinär", "icke-binär", "other", NULL};
  g_autofree char *folded = fold(text);
  *sex = is_among(folded, women)    ? PB_SEX_WOMAN
         : is_among(folded, men)    ? PB_SEX_MAN
         : is_among(folded, others) ? PB_SEX_OTHER
                                    : PB_SEX_UNKNOWN;
  return *sex != PB_SEX_UNKNOWN;
}

bool pb_is_everyone(const char *text) {
  static const char *const words[] = {"samtliga", "samtliga åldrar", "totalt",     "total",
                                      "alla",     "alla åldrar",     "båda könen", "båda",
                                      "all",      "everyone",        NULL};
  g_autofree char *folded = fold(text);
  return is_among(folded, words);
}

/* Whole years at the beginning of a text; what follows, NULL without a number below 131. */
static const char *read_years(const char *text, int *years) {
  size_t n = strspn(text, "0123456789");
  if (n == 0 || n > 3)
    return NULL;
  *years = 0;
  for (size_t i = 0; i < n; i++)
    *years = *years * 10 + text[i] - '0';
  return *years <= 130 ? text + n : NULL;
}

/* A hyphen, an en dash or a minus, with blanks around. */
static bool skip_dash(const char **p) {
  static const char *const dashes[] = {"-", "\xE2\x80\x93", "\xE2\x88\x92"};
  const char *at = *p + strspn(*p, " ");
  for (size_t i = 0; i < G_N_ELEMENTS(dashes); i++)
    if (g_str_has_prefix(at, dashes[i])) {
      at += strlen(dashes[i]);
      *p = at + strspn(at, " ");
      return true;
    }
  return false;
}

bool pb_parse_age(const char *text, int *from, int *to) {
  static const char *const years[] = {"", "år", "years", NULL};
  static const char *const open[] = {
      "+", "+ år", "år+", "w", "år-", "år och äldre", "och äldre", "and older", "years and older",
      NULL};
  g_autofree char *folded = fold(text);
  const char *p = read_years(folded, from);
  if (!p)
    return false;
  *to = *from;
  const char *rest = p + strspn(p, " ");
  if (is_among(rest, years))
    return true;
  if (is_among(rest, open)) {
    *to = PB_AGE_OPEN;
    return true;
  }
  if (!skip_dash(&p))
    return false;
  const char *end = read_years(p, to);
  if (!end) {
    *to = PB_AGE_OPEN; /* "85-", "85-w" */
    return !*p || is_among(p, open) || is_among(p, years);
  }
  end += strspn(end, " ");
  return is_among(end, years) && *to >= *from;
}
