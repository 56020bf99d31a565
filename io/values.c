/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* Bytes of the blank at p, 0 if none: space, tab, U+00A0, U+2009, U+202F. */
static size_t blank_at(const char *p, size_t n) {
  if (n && (*p == ' ' || *p == '\t'))
    return 1;
  if (n >= 2 && memcmp(p, "\xC2\xA0", 2) == 0)
    return 2;
  if (n >= 3 && (memcmp(p, "\xE2\x80\x89", 3) == 0 || memcmp(p, "\xE2\x80\xAF", 3) == 0))
    return 3;
  return 0;
}

static void trim(const char **text, size_t *n) {
  size_t blank;
  while ((blank = blank_at(*text, *n))) {
    *text += blank;
    *n -= blank;
  }
  for (;;) {
    const char *end = *text + *n;
    if (*n >= 1 && blank_at(end - 1, 1))
      *n -= 1;
    else if (*n >= 2 && blank_at(end - 2, 2) == 2)
      *n -= 2;
    else if (*n >= 3 && blank_at(end - 3, 3) == 3)
      *n -= 3;
    else
      return;
  }
}

static bool is_one_of(const char *text, size_t n, const char *const *marks) {
  for (; marks && *marks; marks++)
    if (strlen(*marks) == n && memcmp(*marks, text, n) == 0)
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
  while ((blank = blank_at(*p, *n))) {
    *p += blank;
    *n -= blank;
  }
}

/* Normalise a cell; false when it is no number. */
static bool read_number(const char *p, size_t n, char decimal, number *out) {
  *out = (number){.plain = true};
  read_sign(&p, &n, out);
  if (out->negative)
    out->text[out->n++] = '-';
  size_t digits = 0, group = 0, groups = 1;
  while (n && out->n < sizeof out->text - 2) {
    if (is_digit(*p)) {
      out->text[out->n++] = *p;
      if (digits < 16)
        out->value = out->value * 10 + (*p - '0');
      digits++;
      group++;
      p++;
      n--;
      continue;
    }
    size_t blank = blank_at(p, n);
    if (!blank)
      break;
    if (digits == 0 || (groups > 1 && group != 3))
      return false;
    groups++;
    group = 0;
    p += blank;
    n -= blank;
  }
  if (groups > 1 && group != 3)
    return false;
  out->plain = digits > 0 && digits <= 16;
  if (n && (*p == decimal || (!decimal && (*p == ',' || *p == '.')))) {
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
  double number_value = strtod(read.text, NULL);
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
  double number_value = strtod(read.text, NULL);
  if (!isfinite(number_value))
    return PB_VALUE_TOO_LARGE;
  *value = number_value;
  return PB_VALUE_OK;
}
