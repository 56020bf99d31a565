/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/number_marks.h"

#include <string.h>

/* Index of a mark that may stand before decimals. */
enum { COMMA, POINT, N_MARKS };
static const char marks[N_MARKS] = {',', '.'};

typedef struct {
  size_t decimals[N_MARKS]; /* “12,5” */
  size_t groups[N_MARKS];   /* “1.234.567” */
  size_t either[N_MARKS];   /* “1.234” */
  size_t small, large;      /* whole numbers without marks: up to three digits, and longer */
} tally;

struct pb_number_evidence {
  GArray *columns; /* tally */
  size_t apostrophes;
};

pb_number_evidence *pb_number_evidence_new(void) {
  pb_number_evidence *evidence = g_new0(pb_number_evidence, 1);
  evidence->columns = g_array_new(FALSE, TRUE, sizeof(tally));
  return evidence;
}

void pb_number_evidence_free(pb_number_evidence *evidence) {
  if (!evidence)
    return;
  g_array_unref(evidence->columns);
  g_free(evidence);
}

size_t pb_blank_at(const char *p, size_t n) {
  if (n && (*p == ' ' || *p == '\t'))
    return 1;
  if (n >= 2 && memcmp(p, "\xC2\xA0", 2) == 0)
    return 2;
  return n >= 3 && (memcmp(p, "\xE2\x80\x89", 3) == 0 || memcmp(p, "\xE2\x80\xAF", 3) == 0) ? 3 : 0;
}

size_t pb_apostrophe_at(const char *p, size_t n) {
  if (n && *p == '\'')
    return 1;
  return n >= 3 && memcmp(p, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static size_t digits_at(const char *p, size_t n) {
  size_t count = 0;
  while (count < n && g_ascii_isdigit(p[count]))
    count++;
  return count;
}

bool pb_thousands_follow(const char *p, size_t n, char mark, size_t *n_groups) {
  for (*n_groups = 0; n && *p == mark; ++*n_groups) {
    if (digits_at(p + 1, n - 1) != 3)
      return false;
    p += 4;
    n -= 4;
  }
  return *n_groups > 0;
}

static size_t skip_blanks(const char *p, size_t n) {
  size_t at = 0, step;
  while ((step = pb_blank_at(p + at, n - at)))
    at += step;
  return at;
}

/* Bytes of blanks and a sign. */
static size_t skip_sign(const char *p, size_t n) {
  size_t at = skip_blanks(p, n);
  if (at < n && (p[at] == '-' || p[at] == '+'))
    at++;
  else if (n - at >= 3 && memcmp(p + at, "\xE2\x88\x92", 3) == 0)
    at += 3;
  return at + skip_blanks(p + at, n - at);
}

/* Digits and the blanks or apostrophes that part their thousands. */
static size_t whole_part(const char *p, size_t n, size_t *digits, bool *parted, bool *apostrophe) {
  size_t at = *digits = digits_at(p, n);
  for (size_t mark; at > 0; at += mark + 3) {
    mark = *digits <= 3 || *apostrophe ? pb_apostrophe_at(p + at, n - at) : 0;
    bool is_apostrophe = mark > 0;
    if (!mark)
      mark = pb_blank_at(p + at, n - at);
    if (!mark || digits_at(p + at + mark, n - at - mark) != 3 ||
        (*parted && *apostrophe != is_apostrophe))
      break;
    *parted = true;
    *apostrophe = is_apostrophe;
    *digits += 3;
  }
  return at;
}

static int mark_index(char c) {
  return c == ',' ? COMMA : c == '.' ? POINT : -1;
}

static bool is_end(const char *p, size_t n) {
  return skip_blanks(p, n) == n;
}

static void add(tally *t, size_t *apostrophes, const char *p, size_t n) {
  size_t at = skip_sign(p, n), digits;
  bool parted = false, apostrophe = false;
  p += at, n -= at;
  bool zero = n && *p == '0';
  at = whole_part(p, n, &digits, &parted, &apostrophe);
  if (!digits)
    return;
  *apostrophes += apostrophe;
  p += at, n -= at;
  if (!n) {
    t->small += !parted && digits <= 3;
    t->large += !parted && digits > 3 && !zero;
    return;
  }
  int mark = mark_index(*p);
  if (mark < 0 || (zero && digits > 1))
    return;
  size_t groups = 0;
  bool may_group = !parted && !zero && digits <= 3 && pb_thousands_follow(p, n, *p, &groups);
  if (may_group) {
    const char *after = p + 4 * groups;
    size_t left = n - 4 * groups;
    size_t decimals = left && *after == marks[!mark] ? digits_at(after + 1, left - 1) : 0;
    if (decimals && is_end(after + 1 + decimals, left - 1 - decimals))
      t->groups[mark]++, t->decimals[!mark]++;
    else if (is_end(after, left))
      (groups > 1 ? t->groups : t->either)[mark]++;
    return;
  }
  size_t decimals = digits_at(p + 1, n - 1);
  if (decimals && is_end(p + 1 + decimals, n - 1 - decimals))
    t->decimals[mark]++;
}

void pb_number_evidence_add(pb_number_evidence *evidence, size_t column, const char *cell,
                            size_t n) {
  if (evidence->columns->len <= column)
    g_array_set_size(evidence->columns, (guint)column + 1);
  add(&g_array_index(evidence->columns, tally, column), &evidence->apostrophes, cell, n);
}

pb_number_marks pb_number_evidence_decide(const pb_number_evidence *evidence, char decimal) {
  size_t proven[N_MARKS] = {0}, by_column[N_MARKS] = {0}, either[N_MARKS] = {0};
  size_t groups[N_MARKS] = {0};
  for (guint i = 0; i < evidence->columns->len; i++) {
    const tally *t = &g_array_index(evidence->columns, tally, i);
    for (int mark = 0; mark < N_MARKS; mark++) {
      proven[mark] += t->decimals[mark] + t->groups[!mark];
      groups[mark] += t->groups[mark];
      either[mark] += t->either[mark];
      if (t->large)
        by_column[mark] += t->either[mark];
      else if (t->small)
        by_column[!mark] += t->either[mark];
    }
  }
  pb_number_marks found = {.decimal = decimal, .thousands = evidence->apostrophes ? '\'' : 0};
  const size_t *const votes[] = {proven, by_column, either};
  for (int v = 0; v < 3 && !found.decimal; v++) {
    found.decimal = votes[v][COMMA] > votes[v][POINT] ? ',' : votes[v][POINT] ? '.' : 0;
    found.assumed = v == 2 && found.decimal;
  }
  int other = found.decimal == ',' ? POINT : COMMA;
  if (found.decimal && (groups[other] || either[other]))
    found.thousands = marks[other];
  return found;
}
