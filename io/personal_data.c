/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/personal_data.h"

#include <string.h>

#include "engine/text.h"

/* Of identifiers of such a form, one in so many must pass. */
#define ONE_IN 5
/* Fewer digits than this are no identity or telephone number. */
#define FEWEST_DIGITS 8

typedef struct {
  pb_personal_kind kind;
  bool certain; /* cannot be an identifier by chance */
  bool shaped;  /* has the form of an identity or mobile number, right or wrong */
} finding;

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static size_t digits_at(const char *p, const char *end) {
  size_t n = 0;
  while (p + n < end && is_digit(p[n]))
    n++;
  return n;
}

static int two(const char *digits) {
  return (digits[0] - '0') * 10 + digits[1] - '0';
}

static bool is_date(int year, int month, int day) {
  if (day > 60)
    day -= 60;
  return month >= 1 && month <= 12 && day >= 1 && g_date_valid_dmy((GDateDay)day, month, year);
}

/* Luhn over ten digits: every other one doubled, from the first. */
static bool has_check_digit(const char *ten) {
  int sum = 0;
  for (int i = 0; i < 10; i++) {
    int value = (ten[i] - '0') * (i % 2 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 == 0;
}

/* `digits`: ten or twelve. */
static bool is_identity_number(const char *digits, size_t n) {
  int century = n == 12 ? two(digits) : 20; /* of ten digits any: it matters for leap days only */
  const char *ten = digits + n - 10;
  int year = century * 100 + two(ten);
  return year >= 1850 && year <= 2099 && is_date(year, two(ten + 2), two(ten + 4)) &&
         has_check_digit(ten);
}

/* `p` begins a number. */
static void find_identity_number(const char *p, const char *end, finding *found) {
  char digits[12];
  size_t n = digits_at(p, end);
  if (n == 10 || n == 12) {
    memcpy(digits, p, n);
  } else if ((n == 6 || n == 8) && p + n < end && (p[n] == '-' || p[n] == '+') &&
             digits_at(p + n + 1, end) == 4) {
    memcpy(digits, p, n);
    memcpy(digits + n, p + n + 1, 4);
    n += 4;
  } else {
    return;
  }
  found->shaped = true;
  if (is_identity_number(digits, n))
    found->kind = PB_PERSONAL_IDENTITY_NUMBER;
}

static bool is_between_digits(char c) {
  return c == ' ' || c == '-' || c == '/' || c == '(' || c == ')';
}

/* Digits of a telephone number from `p` on, at most two other characters between them; the number
 * of digits, 0 when there are more than 16. */
static size_t dialled(const char *p, const char *end, char digits[16]) {
  size_t n = 0, gap = 0;
  for (; p < end && gap <= 2; p++) {
    if (is_digit(*p)) {
      if (n == 16)
        return 0;
      digits[n++] = *p;
      gap = 0;
    } else if (is_between_digits(*p)) {
      gap++;
    } else {
      break;
    }
  }
  return n;
}

static bool is_mobile(const char *digits, size_t n) {
  return n == 10 && digits[0] == '0' && digits[1] == '7' && digits[2] && strchr("02369", digits[2]);
}

/* `p` begins a number; `plus`: after a plus sign that follows no digit. */
static void find_phone(const char *p, const char *end, bool plus, finding *found) {
  if (!plus && *p != '0')
    return;
  char digits[17] = {0};
  size_t n = dialled(p, end, digits);
  if (plus ? n >= 9 && n <= 15 : g_str_has_prefix(digits, "0046") && n >= 11 && n <= 13) {
    *found = (finding){PB_PERSONAL_PHONE, true, true};
  } else if (is_mobile(digits, n)) {
    found->shaped = true;
    found->kind = PB_PERSONAL_PHONE;
  } else if (n >= 8 && n <= 10 && digits[1] != '0') {
    size_t area = digits_at(p, end);
    if (area >= 2 && area <= 4 && n - area >= 5 && strchr("-/)", p[area]))
      found->kind = PB_PERSONAL_PHONE; /* only texts ask for it */
  }
}

static bool is_name_character(char c) {
  return g_ascii_isalnum(c) || strchr("._%+-", c) || (unsigned char)c >= 0x80;
}

/* `at`: the @. */
static bool is_email(const char *begin, const char *at, const char *end) {
  if (at == begin || at[-1] == '\0' || !is_name_character(at[-1]))
    return false;
  const char *p = at + 1, *dot = NULL;
  for (; p < end && *p && (g_ascii_isalnum(*p) || *p == '-' || *p == '.' || (*p & 0x80)); p++)
    if (*p == '.' && p > at + 1 && p[-1] != '.' && p + 2 < end && g_ascii_isalpha(p[1]) &&
        g_ascii_isalpha(p[2]))
      dot = p;
  return dot != NULL;
}

static finding search(const char *text, size_t length, bool identifiers) {
  finding all = {PB_PERSONAL_NONE, false, false};
  const char *end = text + length;
  size_t digits = 0;
  for (const char *p = text; p < end; p++)
    digits += is_digit(*p);
  for (const char *p = text; p < end && (p = memchr(p, '@', (size_t)(end - p))); p++)
    if (is_email(text, p, end))
      return (finding){PB_PERSONAL_EMAIL, true, true};
  if (digits < FEWEST_DIGITS)
    return all;
  for (const char *p = text; p < end; p++) {
    if (!is_digit(*p) || (p > text && is_digit(p[-1])))
      continue;
    finding one = {PB_PERSONAL_NONE, false, false};
    bool plus = p > text && p[-1] == '+' && (p - 1 == text || !is_digit(p[-2]));
    find_identity_number(p, end, &one);
    if (!one.kind)
      find_phone(p, end, plus, &one);
    all.shaped = all.shaped || one.shaped;
    if (one.kind && (one.shaped || !identifiers))
      return (finding){one.kind, one.certain, one.shaped};
  }
  return all;
}

pb_personal_kind pb_personal_data_in(const char *text, size_t length) {
  return search(text, length, false).kind;
}

bool pb_personal_column_add(pb_personal_column *column, const char *text, size_t length,
                            size_t line) {
  finding found = search(text, length, column->identifiers);
  column->shaped += found.shaped;
  if (!found.kind)
    return false;
  bool certain = found.certain || !column->identifiers;
  if (!column->line || certain) {
    column->line = line;
    column->kind = found.kind;
  }
  column->likely++;
  if (certain)
    column->identifiers = false; /* no longer a matter of shares */
  return certain;
}

bool pb_personal_column_stops(const pb_personal_column *column) {
  return column->likely > 0 && (!column->identifiers || column->likely * ONE_IN >= column->shaped);
}

char *pb_personal_column_sentence(const pb_personal_column *column, const char *file,
                                  const char *header) {
  const char *format =
      column->kind == PB_PERSONAL_EMAIL
          ? _("%s:%zu: The column “%s” holds what looks like an e-mail address, so the file is not "
              "used. Remove the personal data from the column, or name another column in the "
              "project file.")
      : column->kind == PB_PERSONAL_PHONE
          ? _("%s:%zu: The column “%s” holds what looks like a telephone number, so the file is "
              "not used. Remove the personal data from the column, or name another column in the "
              "project file.")
          : _("%s:%zu: The column “%s” holds what looks like a personal identity number, so the "
              "file is not used. Remove the personal data from the column or replace it with a "
              "serial number of your own, or name another column in the project file.");
  return g_strdup_printf(format, file, column->line, header);
}
