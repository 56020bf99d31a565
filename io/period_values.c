/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Periods of values.h. The forms that tables are full of ("2025", "2025K3", "2024-05") are read
 * from their characters; anything else is cut into words and numbers first. */
#include "io/values.h"

#include <string.h>

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* Exactly `count` digits at *p; moves past them. */
static bool take_digits(const char **p, size_t *n, size_t count, int *value) {
  if (*n < count)
    return false;
  int sum = 0;
  for (size_t i = 0; i < count; i++) {
    if (!is_digit((*p)[i]))
      return false;
    sum = sum * 10 + ((*p)[i] - '0');
  }
  *value = sum;
  *p += count;
  *n -= count;
  return true;
}

static bool is_year(int number) {
  return number >= 1900 && number <= 2199;
}

static pb_value_status make(int year, int per_year, int number, pb_period *period) {
  if (number < 1 || number > per_year)
    return PB_VALUE_NOT_A_PERIOD;
  *period = pb_period_make(year, per_year, number);
  return PB_VALUE_OK;
}

/* "2025", "2025K3", "2025Q3", "2024M05", "2024-05", "202405". */
static pb_value_status parse_plain(const char *p, size_t n, pb_period *period) {
  int year, number;
  if (!take_digits(&p, &n, 4, &year) || !is_year(year))
    return PB_VALUE_NOT_A_PERIOD;
  if (n == 0)
    return make(year, 1, 1, period);
  if (strchr("KkQq", *p)) {
    p++, n--;
    return take_digits(&p, &n, 1, &number) && n == 0 ? make(year, 4, number, period)
                                                     : PB_VALUE_NOT_A_PERIOD;
  }
  if (*p == 'M' || *p == 'm' || *p == '-')
    p++, n--;
  return take_digits(&p, &n, 2, &number) && n == 0 ? make(year, 12, number, period)
                                                   : PB_VALUE_NOT_A_PERIOD;
}

/* A word or a number of a period, or the dash between two months. */
typedef enum {
  YEAR,
  NUMBER,
  MONTH_NAME,
  QUARTER,
  MONTH,
  WEEK,
  DASH,
  PRELIMINARY,
  FILLER
} token_kind;
typedef struct {
  token_kind kind;
  int value;
  size_t digits;
} token;

#define MAX_TOKENS 8

int pb_month_of_name(const char *word, size_t n) {
  static const char *const names[][2] = {
      {"januari", "january"}, {"februari", "february"}, {"mars", "march"},
      {"april", "april"},     {"maj", "may"},           {"juni", "june"},
      {"juli", "july"},       {"augusti", "august"},    {"september", "september"},
      {"oktober", "october"}, {"november", "november"}, {"december", "december"}};
  for (int month = 0; month < 12 && n >= 3; month++)
    for (int language = 0; language < 2; language++)
      if (n <= strlen(names[month][language]) && memcmp(names[month][language], word, n) == 0)
        return month + 1;
  return 0;
}

static bool is_word(const char *word, size_t n, const char *const *list) {
  for (; *list; list++)
    if (strlen(*list) == n && memcmp(*list, word, n) == 0)
      return true;
  return false;
}

static bool word_token(const char *word, size_t n, token *out) {
  static const char *const quarters[] = {"k", "q", "kv", "kvartal", "quarter", NULL};
  static const char *const months[] = {"m", "månad", "month", NULL};
  static const char *const weeks[] = {"v", "w", "vecka", "week", NULL};
  static const char *const flags[] = {"prel",        "p",           "preliminär",
                                      "preliminary", "preliminära", NULL};
  static const char *const fillers[] = {"år", "ar", "helår", "helåret", "year", NULL};
  int month = pb_month_of_name(word, n);
  *out = (token){.kind = FILLER};
  if (month)
    *out = (token){.kind = MONTH_NAME, .value = month};
  else if (is_word(word, n, quarters))
    out->kind = QUARTER;
  else if (is_word(word, n, months))
    out->kind = MONTH;
  else if (is_word(word, n, weeks))
    out->kind = WEEK;
  else if (is_word(word, n, flags))
    out->kind = PRELIMINARY;
  else
    return is_word(word, n, fillers);
  return true;
}

/* Lower case of ASCII letters and of Å, Ä, Ö in UTF-8; dashes as '-'; other blanks as ' '. */
static bool normalise(const char *p, size_t n, char *out, size_t size, size_t *length) {
  *length = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)p[i];
    if (*length + 2 >= size)
      return false;
    if (c == 0xC3 && i + 1 < n) {
      unsigned char next = (unsigned char)p[++i];
      out[(*length)++] = (char)c;
      out[(*length)++] = (char)(next < 0xA0 ? next + 0x20 : next);
    } else if (c == 0xC2 && i + 1 < n && (unsigned char)p[i + 1] == 0xA0) {
      out[(*length)++] = ' ', i++;
    } else if (c == 0xE2 && i + 2 < n && (unsigned char)p[i + 1] == 0x80) {
      unsigned char last = (unsigned char)p[i + 2];
      out[(*length)++] = last >= 0x90 && last <= 0x95 ? '-' : ' ';
      i += 2;
    } else {
      out[(*length)++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
  }
  return true;
}

/* Cut into tokens; 0 when something stands there that no period has. */
static size_t tokenise(const char *p, size_t n, token *tokens) {
  size_t count = 0;
  for (size_t i = 0; i < n;) {
    if (strchr(" \t.()_,/:", p[i]) && p[i]) {
      i++;
      continue;
    }
    size_t start = i;
    token one;
    if (is_digit(p[i])) {
      int value = 0;
      while (i < n && is_digit(p[i]) && i - start < 5)
        value = value * 10 + (p[i++] - '0');
      one = (token){i - start == 4 && is_year(value) ? YEAR : NUMBER, value, i - start};
      if (i - start > 2 && one.kind == NUMBER)
        return 0;
    } else if (p[i] == '-' || p[i] == '*') {
      one = (token){.kind = p[i++] == '-' ? DASH : PRELIMINARY};
    } else {
      while (i < n && ((p[i] >= 'a' && p[i] <= 'z') || (unsigned char)p[i] >= 0x80))
        i++;
      if (i == start || !word_token(p + start, i - start, &one))
        return 0;
    }
    if (one.kind == FILLER)
      continue;
    if (count == MAX_TOKENS)
      return 0;
    tokens[count++] = one;
  }
  return count;
}

/* January to December is the year, April to June the second quarter. */
static pb_value_status span(int year, int first, int last, pb_period *period) {
  if (first == 1 && last == 12)
    return make(year, 1, 1, period);
  if (last == first + 2 && first % 3 == 1)
    return make(year, 4, last / 3, period);
  return PB_VALUE_NOT_A_PERIOD;
}

static pb_value_status parse_words(const char *text, size_t n, int given_year, pb_period *period,
                                   bool *preliminary) {
  char plain[64];
  token tokens[MAX_TOKENS];
  size_t length, count;
  if (!normalise(text, n, plain, sizeof plain, &length) ||
      !(count = tokenise(plain, length, tokens)))
    return PB_VALUE_NOT_A_PERIOD;
  int year = given_year, years = 0, months[2] = {0}, n_months = 0, numbers = 0, number = 0;
  size_t digits = 0, dashes = 0;
  bool quarter = false, month = false, week = false, flag = false;
  for (size_t i = 0; i < count; i++)
    switch (tokens[i].kind) {
    case YEAR:
      year = tokens[i].value;
      years++;
      break;
    case NUMBER:
      number = tokens[i].value;
      digits = tokens[i].digits;
      numbers++;
      break;
    case MONTH_NAME:
      if (n_months == 2)
        return PB_VALUE_NOT_A_PERIOD;
      months[n_months++] = tokens[i].value;
      break;
    case QUARTER:
      quarter = true;
      break;
    case MONTH:
      month = true;
      break;
    case WEEK:
      week = true;
      break;
    case PRELIMINARY:
      flag = true;
      break;
    case DASH:
      dashes += i == 0 || i + 1 == count ? 2 : 1; /* never at an end */
      break;
    default:
      break;
    }
  if (!year || years > 1 || numbers > 1 || quarter + month + week + (n_months > 0) > 1 ||
      (n_months && numbers) || dashes > 1)
    return PB_VALUE_NOT_A_PERIOD;
  pb_value_status status = PB_VALUE_NOT_A_PERIOD;
  if (week)
    return numbers && number >= 1 && number <= 53 ? PB_VALUE_WEEK : PB_VALUE_NOT_A_PERIOD;
  if (n_months == 2)
    status = span(year, months[0], months[1], period);
  else if (n_months)
    status = make(year, 12, months[0], period);
  else if (quarter)
    status = numbers ? make(year, 4, number, period) : PB_VALUE_NOT_A_PERIOD;
  else if (numbers) /* "2024-05 prel."; a month of two digits only where the year stands first */
    status = month || (tokens[0].kind == YEAR && digits == 2) ? make(year, 12, number, period)
                                                              : PB_VALUE_NOT_A_PERIOD;
  else if (!month && years)
    status = make(year, 1, 1, period);
  if (status == PB_VALUE_OK)
    *preliminary = flag;
  return status;
}

static void trim_ascii(const char **text, size_t *n) {
  while (*n && strchr(" \t", **text) && **text)
    (*text)++, (*n)--;
  while (*n && ((*text)[*n - 1] == ' ' || (*text)[*n - 1] == '\t'))
    (*n)--;
}

pb_value_status pb_parse_period_flagged(const char *text, size_t n, pb_period *period,
                                        bool *preliminary) {
  *preliminary = false;
  trim_ascii(&text, &n);
  if (n == 0)
    return PB_VALUE_MISSING;
  if (parse_plain(text, n, period) == PB_VALUE_OK)
    return PB_VALUE_OK;
  return parse_words(text, n, 0, period, preliminary);
}

pb_value_status pb_parse_period(const char *text, size_t n, pb_period *period) {
  bool preliminary;
  return pb_parse_period_flagged(text, n, period, &preliminary);
}

pb_value_status pb_parse_part_of_year(const char *text, size_t n, int year, int per_year,
                                      pb_period *period) {
  trim_ascii(&text, &n);
  if (n == 0)
    return PB_VALUE_MISSING;
  const char *digits = text;
  size_t left = n;
  int number;
  if (year && n <= 2 && take_digits(&digits, &left, n, &number))
    return make(year, per_year, number, period);
  if (parse_plain(text, n, period) == PB_VALUE_OK)
    return PB_VALUE_OK;
  bool preliminary;
  return parse_words(text, n, year, period, &preliminary);
}
