/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/text_lines.h"

#include <string.h>

/* Where characters stand next in a text; looked for again only when passed. */
typedef struct {
  const char *end;
  const char *lf, *cr, *quote, *nul;
} landmarks;

static const char *next_of(const char **known, const char *from, const char *end, char c) {
  if (!*known || *known < from) {
    const char *found = memchr(from, c, (size_t)(end - from));
    *known = found ? found : end;
  }
  return *known;
}

/* The line or slice that begins at `from`, which is before the end. False: more text is needed. */
static bool cut(landmarks *next, const char *from, char quote, pb_text_slice *slice) {
  const char *end = next->end;
  const char *lf = next_of(&next->lf, from, end, '\n'), *cr = next_of(&next->cr, from, end, '\r');
  const char *stop = MIN(lf, cr);
  size_t n = (size_t)(stop - from);
  *slice = (pb_text_slice){.text = from, .n = PB_SLICE_BYTES};
  if (n < PB_SLICE_BYTES) {
    if (stop == end || (stop == cr && stop + 1 == end))
      return false; /* of CR LF only the first half may be here */
    slice->ends_line = true;
    slice->n = n + 1 + (stop == cr && stop[1] == '\n');
  }
  const char *behind = from + slice->n;
  slice->plain = next_of(&next->quote, from, end, quote) >= behind &&
                 next_of(&next->nul, from, end, '\0') >= behind;
  return true;
}

/* The line whose beginning is held goes on in this text; *used bytes of it belong to it. */
static bool push_held(pb_text_lines *lines, const char *text, size_t n, size_t *used) {
  GString *held = lines->held;
  size_t before = held->len;
  g_string_append_len(held, text, (gssize)MIN(n, PB_SLICE_BYTES + 1 - before));
  landmarks next = {.end = held->str + held->len};
  pb_text_slice slice;
  if (!cut(&next, held->str, lines->quote, &slice)) {
    *used = held->len - before;
    return true;
  }
  *used = slice.n - before;
  bool more = lines->on_slice(&slice, lines->data);
  g_string_truncate(held, 0);
  return more;
}

bool pb_text_lines_push(pb_text_lines *lines, const char *text, size_t n) {
  if (!lines->held)
    lines->held = g_string_new(NULL);
  const char *at = text;
  landmarks next = {.end = text + n};
  while (at < next.end) {
    pb_text_slice slice;
    size_t rest = (size_t)(next.end - at);
    if (lines->held->len) {
      if (!push_held(lines, at, rest, &slice.n))
        return false;
    } else if (cut(&next, at, lines->quote, &slice)) {
      if (!lines->on_slice(&slice, lines->data))
        return false;
    } else {
      g_string_append_len(lines->held, at, (gssize)rest);
      return true;
    }
    at += slice.n;
  }
  return true;
}

bool pb_text_lines_end(pb_text_lines *lines) {
  GString *held = lines->held;
  if (!held || !held->len)
    return true;
  const pb_text_slice slice = {held->str, held->len, held->str[held->len - 1] == '\r',
                               !memchr(held->str, lines->quote, held->len) &&
                                   !memchr(held->str, 0, held->len)};
  bool more = lines->on_slice(&slice, lines->data);
  g_string_truncate(held, 0);
  return more;
}

void pb_text_lines_clear(pb_text_lines *lines) {
  if (lines->held)
    g_string_free(lines->held, TRUE);
  lines->held = NULL;
}
