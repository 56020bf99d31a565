/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/number_marks.h"

static const char *const usual_missing[] = {"..", ".", "-", "*", NULL};
static const char *const official_missing[] = {"..", ".", "*", NULL};
static const char *const dash[] = {"-", "\xE2\x80\x93", "\xE2\x88\x92", NULL}; /* - – − */

const pb_value_marks pb_marks_usual = {usual_missing, NULL};
const pb_value_marks pb_marks_official = {official_missing, dash};

const char *pb_value_reason(pb_value_status status) {
  static const char *const codes[] = {
      "ok",           "missing",    "not-a-number", "not-whole",   "too-large",
      "not-a-period", "not-a-time", "no-such-time", "weekly-data", "two-digit-year"};
  return codes[status];
}

/* Neither a blank nor a byte of one. */
static bool is_solid(char c) {
  return c > ' ' && c < 0x7F;
}

static void trim(const char **text, size_t *n) {
  if (*n && is_solid(**text) && is_solid((*text)[*n - 1]))
    return;
  size_t blank;
  while ((blank = pb_blank_at(*text, *n))) {
    *text += blank;
    *n -= blank;
  }
  for (;;) {
    const char *end = *text + *n;
    if (*n >= 1 && pb_blank_at(end - 1, 1))
      *n -= 1;
    else if (*n >= 2 && pb_blank_at(end - 2, 2) == 2)
      *n -= 2;
    else if (*n >= 3 && pb_blank_at(end - 3, 3) == 3)
      *n -= 3;
    else
      return;
  }
}

static bool is_one_of(const char *text, size_t n, const char *const *marks) {
  for (; marks && *marks; marks++)
    if (**marks == *text && strlen(*marks) == n && memcmp(*marks, text, n) == 0)
      return true;
  return false;
}

bool pb_is_missing(const char *text, size_t n, const pb_value_marks *marks) {
  trim(&text, &n);
  return n == 0 || is_one_of(text, n, marks->missing);
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* A number without its blanks, as strtod reads it. */
typedef struct {
  char text[64];
  size_t n;
  bool plain;    /* digits only: value holds it */
  int64_t value; /* magnitude, when plain */
  bool negative;
  bool fraction; /* has a decimal mark */
  bool exponent;
} number;

/* Sign with blanks after it. */
static void read_sign(const char **p, size_t *n, number *out) {
  size_t sign = 0;
  if (*n && (**p == '-' || **p == '+'))
    sign = 1;
  else if (*n >= 3 && memcmp(*p, "\xE2\x88\x92", 3) == 0)
    sign = 3;
  if (!sign)
    return;
  out->negative = **p != '+';
  *p += sign;
  *n -= sign;
  size_t blank;
  while ((blank = pb_blank_at(*p, *n))) {
    *p += blank;
    *n -= blank;
  }
}

/* The mark that parts the thousands of the number at `p`, whose first digits are `digits` long. A
 * point or a comma does where it cannot be the decimal mark: see io/number_marks.h. */
static char thousands_mark(const char *p, size_t n, size_t digits, char decimal) {
  size_t groups;
  if (pb_blank_at(p, n))
    return ' ';
  if (digits > 3 || p[-(ptrdiff_t)digits] == '0')
    return 0; /* "0.125", "1234.567" */
  if (pb_apostrophe_at(p, n))
    return '\'';
  if ((*p != '.' && *p != ',') || *p == decimal || !pb_thousands_follow(p, n, *p, &groups))
    return 0;
  size_t after = groups * 4;
  bool proven = decimal || groups > 1 || (after < n && p[after] == (*p == '.' ? ',' : '.'));
  return proven ? *p : 0;
}

static size_t mark_at(const char *p, size_t n, char mark) {
  return mark == ' ' ? pb_blank_at(p, n) : mark == '\'' ? pb_apostrophe_at(p, n) : n && *p == mark;
}

/* Digits, with a mark between thousands or none. False when the groups are not of three. */
static bool read_whole_part(const char **p, size_t *n, char decimal, number *out, size_t *digits,
                            char *mark) {
  size_t group = 0, groups = 1;
  *digits = 0;
  *mark = 0;
  while (*n && out->n < sizeof out->text - 2) {
    if (is_digit(**p)) {
      out->text[out->n++] = **p;
      if (*digits < 16)
        out->value = out->value * 10 + (**p - '0');
      ++*digits;
      group++;
      ++*p;
      --*n;
      continue;
    }
    if (!*mark && *digits)
      *mark = thousands_mark(*p, *n, *digits, decimal);
    size_t length = *mark ? mark_at(*p, *n, *mark) : pb_blank_at(*p, *n);
    if (!length)
      break;
    if (*digits == 0 || (groups > 1 && group != 3))
      return false;
    groups++;
    group = 0;
    *p += length;
    *n -= length;
  }
  return groups == 1 || group == 3;
}

/* Normalise a cell; false when it is no number. */
static bool read_number(const char *p, size_t n, char decimal, number *out) {
  *out = (number){.plain = true};
  read_sign(&p, &n, out);
  if (out->negative)
    out->text[out->n++] = '-';
  size_t digits;
  char thousands;
  if (!read_whole_part(&p, &n, decimal, out, &digits, &thousands))
    return false;
  out->plain = digits > 0 && digits <= 16;
  if (n && *p != thousands && (*p == decimal || (!decimal && (*p == ',' || *p == '.')))) {
    out->fraction = true;
    out->text[out->n++] = '.';
    p++;
    n--;
    while (n && is_digit(*p) && out->n < sizeof out->text - 2) {
      out->text[out->n++] = *p++;
      n--;
      digits++;
    }
    if (out->text[out->n - 1] == '.')
      return false; /* "5," is no number */
  }
  if (digits && n > 1 && (*p == 'e' || *p == 'E')) {
    out->exponent = true;
    out->text[out->n++] = 'e';
    p++;
    n--;
    if (*p == '-' || *p == '+') {
      out->text[out->n++] = *p++;
      n--;
    }
    if (!n)
      return false;
    while (n && is_digit(*p) && out->n < sizeof out->text - 2) {
      out->text[out->n++] = *p++;
      n--;
    }
  }
  out->text[out->n] = '\0';
  return n == 0 && digits > 0;
}

/* What strtod gives. With at most 15 digits both numbers are exact and the quotient is rounded
 * once: the same, without its generality. */
static double value_of(const number *read) {
  static const double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  if (read->exponent || read->n >= G_N_ELEMENTS(powers))
    return strtod(read->text, NULL);
  int64_t digits = 0;
  size_t decimals = 0;
  bool after = false;
  for (const char *p = read->text + read->negative; *p; p++) {
    if (*p == '.') {
      after = true;
    } else {
      digits = digits * 10 + (*p - '0');
      decimals += after;
    }
  }
  double value = (double)digits / powers[decimals];
  return read->negative ? -value : value;
}

/* A number, or one of the marks that stand for missing and for zero. */
static pb_value_status read_marked_number(const char *text, size_t n, char decimal,
                                          const pb_value_marks *marks, number *read) {
  trim(&text, &n);
  if (n == 0 || is_one_of(text, n, marks->missing))
    return PB_VALUE_MISSING;
  bool zero = is_one_of(text, n, marks->zero);
  if (!read_number(zero ? "0" : text, zero ? 1 : n, decimal, read))
    return PB_VALUE_NOT_A_NUMBER;
  return PB_VALUE_OK;
}

pb_value_status pb_parse_integer(const char *text, size_t n, char decimal,
                                 const pb_value_marks *marks, int64_t *value) {
  number read;
  pb_value_status status = read_marked_number(text, n, decimal, marks, &read);
  if (status != PB_VALUE_OK)
    return status;
  if (!read.fraction && !read.exponent && read.plain) {
    if (read.value > (INT64_C(1) << 53))
      return PB_VALUE_TOO_LARGE;
    *value = read.negative ? -read.value : read.value;
    return PB_VALUE_OK;
  }
  double number_value = value_of(&read);
  if (!(fabs(number_value) <= 9007199254740992.0))
    return PB_VALUE_TOO_LARGE;
  if (number_value != trunc(number_value))
    return PB_VALUE_NOT_WHOLE;
  *value = (int64_t)number_value;
  return PB_VALUE_OK;
}

pb_value_status pb_parse_double(const char *text, size_t n, char decimal,
                                const pb_value_marks *marks, double *value) {
  number read;
  pb_value_status status = read_marked_number(text, n, decimal, marks, &read);
  if (status != PB_VALUE_OK)
    return status;
  double number_value = value_of(&read);
  if (!isfinite(number_value))
    return PB_VALUE_TOO_LARGE;
  *value = number_value;
  return PB_VALUE_OK;
}
