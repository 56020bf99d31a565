/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/words.h"

#include <math.h>
#include <string.h>

#include "engine/text.h"

char *pb_words_list(const char *const *items, size_t n) {
  if (n == 0)
    return g_strdup("");
  if (n == 1)
    return g_strdup(items[0]);
  /* TRANSLATORS: the last two items of a list */
  const char *pair = _("%s and %s");
  g_autofree char *conjunction = g_strdup_printf(pair, "", "");
  bool holds_and = false;
  for (size_t i = 0; i < n; i++)
    holds_and = holds_and || strstr(items[i], conjunction);
  if (holds_and)
    /* TRANSLATORS: the last two items of a list in which an item itself contains "and" */
    pair = _("%s and also %s");
  char *list = g_strdup(items[0]);
  for (size_t i = 1; i < n; i++) {
    /* TRANSLATORS: items of a list before the last */
    char *longer = g_strdup_printf(i + 1 == n ? pair : _("%s, %s"), list, items[i]);
    g_free(list);
    list = longer;
  }
  return list;
}

char *pb_words_years(int first, int last) {
  return first == last ? g_strdup_printf("%d", first) : g_strdup_printf("%d–%d", first, last);
}

char *pb_words_year_list(const int *years, size_t n) {
  g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < n;) {
    size_t j = i;
    while (j + 1 < n && years[j + 1] == years[j] + 1)
      j++;
    g_ptr_array_add(runs, pb_words_years(years[i], years[j]));
    i = j + 1;
  }
  return pb_words_list((const char *const *)runs->pdata, runs->len);
}

static int percent_decimals(double percent) {
  return fabs(percent) < 0.95 && fabs(percent) >= 0.05 ? 1 : 0;
}

char *pb_words_percent(const pb_language *language, double ratio) {
  const double percent = fabs(ratio - 1) * 100;
  return pb_format_number(language, percent, percent_decimals(percent));
}

char *pb_words_signed_percent(const pb_language *language, double ratio) {
  const double percent = (ratio - 1) * 100;
  char *number = pb_format_number(language, percent, 0);
  if (percent < 0.5)
    return number;
  char *with_sign = g_strconcat("+", number, NULL);
  g_free(number);
  return with_sign;
}

char *pb_words_mean(const pb_language *language, double mean) {
  const bool whole = mean >= PB_COUNTS_BELOW || fabs(mean - round(mean)) < 0.05;
  return pb_format_number(language, mean, whole ? 0 : 1);
}

char *pb_words_count(const pb_language *language, double count) {
  return pb_format_integer(language, (int64_t)llround(count));
}

char *pb_words_rate_range(const pb_language *language, double lower, double upper) {
  return pb_format_range(language, lower, upper, lower < 10 ? 1 : 0);
}

char *pb_words_group(const pb_type_facts *facts) {
  if (!*facts->group_code && !*facts->group_name)
    return g_strdup("");
  return g_strstrip(g_strdup_printf("%s %s", facts->group_code, facts->group_name));
}

char *pb_words_others(const pb_language *language, int others) {
  g_autofree char *number = pb_format_integer(language, others);
  return g_strdup_printf(
      Q_("%s other municipality", "%s other municipalities", (unsigned long)others), number);
}

char *pb_words_rank(const pb_language *language, pb_optional rank, pb_optional n, pb_optional lower,
                    pb_optional upper) {
  if (!rank.known || !n.known)
    return NULL;
  g_autofree char *place = pb_words_count(language, rank.value);
  g_autofree char *size = pb_words_count(language, n.value);
  if (!lower.known || !upper.known || lower.value == upper.value)
    /* TRANSLATORS: a rank, "7 of 23" */
    return g_strdup_printf(_("%s of %s"), place, size);
  g_autofree char *range = pb_format_range(language, lower.value, upper.value, 0);
  /* TRANSLATORS: a rank with the ranks it may have, "7 of 23 (5–9)" */
  return g_strdup_printf(_("%s of %s (%s)"), place, size, range);
}
