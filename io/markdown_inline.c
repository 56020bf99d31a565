/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/markdown_inline.h"

#include <string.h>

#include "engine/comment.h"
#include "engine/text.h"

typedef struct {
  GArray *runs;
  GString *words;
  bool strong, emphasis;
  size_t line;
  pb_markdown_refused refused;
  void *data;
} writer;

static void end_run(writer *w) {
  if (!w->words->len)
    return;
  const pb_comment_run run = {g_strndup(w->words->str, w->words->len), w->strong, w->emphasis};
  g_array_append_val(w->runs, run);
  g_string_truncate(w->words, 0);
}

static void refuse(const writer *w, const char *reason, const char *sentence) {
  const pb_markdown_refusal refusal = {w->line, reason, sentence, false};
  w->refused(&refusal, w->data);
}

/* A character of the words; blanks and control characters become one blank. */
static void put(writer *w, const char *p, size_t n) {
  bool blank = n == 1 && (unsigned char)*p <= ' ';
  bool after_blank = w->words->len ? w->words->str[w->words->len - 1] == ' ' : w->runs->len == 0;
  if (!blank)
    g_string_append_len(w->words, p, (gssize)n);
  else if (!after_blank)
    g_string_append_c(w->words, ' ');
}

static size_t character(const char *p, const char *end) {
  size_t n = (size_t)(g_utf8_next_char(p) - p);
  return MIN(n, (size_t)(end - p));
}

/* How many of the sign `c` stand at `p`. */
static size_t run_of(const char *p, const char *end, char c) {
  size_t n = 0;
  while (p + n < end && p[n] == c)
    n++;
  return n;
}

static bool is_blank_at(const char *p, const char *end) {
  return p >= end || g_ascii_isspace(*p);
}

/* A mark opens before a word and closes after one; _ inside a word is plain. */
static bool can_open(const char *begin, const char *p, size_t n, const char *end) {
  bool inside = *p == '_' && p > begin && (g_ascii_isalnum(p[-1]) || (p[-1] & 0x80));
  return !is_blank_at(p + n, end) && !inside;
}

static bool can_close(const char *begin, const char *p, size_t n, const char *end) {
  bool inside = *p == '_' && p + n < end && (g_ascii_isalnum(p[n]) || (p[n] & 0x80));
  return p > begin && !g_ascii_isspace(p[-1]) && !inside;
}

/* What is open of one mark: which sign, and whether one more of it closes it further on. */
typedef struct {
  const char *begin, *end;
  size_t left[2][2]; /* marks that can close, from here on: [* or _][one or two] */
  char strong_sign, emphasis_sign;
} marks;

static size_t *left_of(marks *m, char sign, size_t n) {
  return &m->left[sign == '_'][n - 1];
}

/* Runs of marks are cut into twos, then a one. */
static void count_closers(marks *m) {
  for (const char *p = m->begin; p < m->end;) {
    if (*p == '\\' && p + 1 < m->end) {
      p++;
      p += character(p, m->end);
    } else if (*p == '*' || *p == '_') {
      size_t n = run_of(p, m->end, *p);
      if (can_close(m->begin, p, n, m->end)) {
        *left_of(m, *p, 2) += n / 2;
        *left_of(m, *p, 1) += n % 2;
      }
      p += n;
    } else {
      p += character(p, m->end);
    }
  }
}

/* One mark of one or two signs, of a run that can open or close as said. */
static void apply_mark(writer *w, marks *m, char sign, size_t n, bool open, bool close) {
  size_t *left = left_of(m, sign, n);
  if (close && *left)
    --*left;
  bool *state = n == 2 ? &w->strong : &w->emphasis;
  char *by = n == 2 ? &m->strong_sign : &m->emphasis_sign;
  const char signs[] = {sign, sign};
  if (*state && *by == sign && close) {
    end_run(w);
    *state = false;
  } else if (!*state && open && *left) {
    end_run(w);
    *state = true;
    *by = sign;
  } else {
    for (size_t i = 0; i < n; i++)
      put(w, signs + i, 1);
  }
}

static const char *read_marks(writer *w, marks *m, const char *p) {
  size_t n = run_of(p, m->end, *p);
  bool open = can_open(m->begin, p, n, m->end), close = can_close(m->begin, p, n, m->end);
  bool odd_first = n % 2 && w->emphasis && close; /* ***a*** ends with the inner mark */
  if (odd_first)
    apply_mark(w, m, *p, 1, open, close);
  for (size_t i = 0; i < n / 2; i++)
    apply_mark(w, m, *p, 2, open, close);
  if (n % 2 && !odd_first)
    apply_mark(w, m, *p, 1, open, close);
  return p + n;
}

/* The end of an address in brackets after the words of a link: past ")", or NULL. An address has no
 * blank but before a title in quotes. */
static const char *past_address(const char *p, const char *end) {
  if (p >= end || *p != '(')
    return NULL;
  const char *close = memchr(p, ')', MIN((size_t)(end - p), 2000));
  return close ? close + 1 : NULL;
}

/* `p` is at [ or ![ of a link or image; the place after it, or NULL when it is neither. The words
 * are from `*words` to `*past`. */
static const char *find_link(const char *p, const char *end, const char **words,
                             const char **past) {
  *words = p + (*p == '!') + 1;
  *past = memchr(*words, ']', MIN((size_t)(end - *words), 2000));
  return *past ? past_address(*past + 1, end) : NULL;
}

/* Past the > of a tag, comment or address in angle brackets that begins at `p`, or NULL. */
static const char *past_tag(const char *p, const char *end) {
  if (p + 1 >= end || !(g_ascii_isalpha(p[1]) || p[1] == '/' || p[1] == '!' || p[1] == '?'))
    return NULL;
  const char *close = memchr(p, '>', MIN((size_t)(end - p), 2000));
  return close ? close + 1 : NULL;
}

static const char *read_code(writer *w, const char *p, const char *end) {
  size_t n = run_of(p, end, '`');
  const char *close = p + n;
  while (close < end && !(*close == '`' && run_of(close, end, '`') == n))
    close += *close == '`' ? run_of(close, end, '`') : 1;
  if (close >= end) {
    for (size_t i = 0; i < n; i++)
      put(w, "`", 1);
    return p + n;
  }
  refuse(w, "markdown-code", _("Code is not shown as such in a comment; its words are used."));
  for (const char *q = p + n; q < close; q += character(q, close))
    put(w, q, character(q, close));
  return close + n;
}

static void read_words(writer *w, marks *m, const char *p, const char *end);

/* A link, an image or a tag at `p`; NULL when it is none. */
static const char *read_bracket(writer *w, marks *m, const char *p, const char *end) {
  const char *words, *past, *after;
  if (*p == '<') {
    after = past_tag(p, end);
    if (after)
      refuse(w, "markdown-html", _("HTML is not used in a comment; the words around it are."));
    return after;
  }
  after = find_link(p, end, &words, &past);
  if (!after)
    return NULL;
  if (*p == '!')
    refuse(w, "markdown-image",
           _("A picture cannot stand in a comment; the words around it are used."));
  else
    read_words(w, m, words, past);
  return after;
}

/* Links are not nested: within the words of one, brackets are plain. */
static void read_words(writer *w, marks *m, const char *p, const char *end) {
  const bool within = end < m->end;
  size_t tries = 0; /* of brackets that turned out to be plain: keeps it linear */
  while (p < end) {
    const char *after = NULL;
    if (*p == '\\' && p + 1 < end && g_ascii_ispunct(p[1])) {
      put(w, p + 1, 1);
      after = p + 2;
    } else if (*p == '*' || *p == '_') {
      after = read_marks(w, m, p);
      after = MIN(after, end);
    } else if (*p == '`' && tries < 200) {
      after = read_code(w, p, end);
      tries++;
    } else if (!within && tries < 200 &&
               (*p == '<' || *p == '[' || (*p == '!' && p + 1 < end && p[1] == '['))) {
      after = read_bracket(w, m, p, end);
      tries += !after;
    }
    if (!after) {
      put(w, p, character(p, end));
      after = p + character(p, end);
    }
    p = after;
  }
}

GArray *pb_markdown_runs(const char *text, size_t n, size_t line, pb_markdown_refused refused,
                         void *data) {
  writer w = {pb_comment_runs_new(), g_string_new(NULL), false, false, line, refused, data};
  marks m = {.begin = text, .end = text + n};
  count_closers(&m);
  read_words(&w, &m, text, text + n);
  if (w.words->len && w.words->str[w.words->len - 1] == ' ')
    g_string_truncate(w.words, w.words->len - 1);
  end_run(&w);
  g_string_free(w.words, TRUE);
  return w.runs;
}
