/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/markdown.h"

#include <string.h>

#include "engine/comment.h"
#include "engine/text.h"
#include "io/markdown_inline.h"

typedef struct {
  GArray *blocks;
  GString *words; /* of the block being read */
  pb_comment_block block;
  bool open;
  bool full;  /* as many blocks as are read: the rest is refused */
  char fence; /* within ``` or ~~~: the sign, else 0 */
  size_t n_fence;
  const char *refusing; /* reason of the line before, told once for lines that follow; NULL */
  size_t line;
  pb_markdown_refused refused;
  void *data;
} parser;

static void refuse(parser *p, const char *reason, const char *sentence) {
  const pb_markdown_refusal refusal = {p->line, reason, sentence, true};
  p->refused(&refusal, p->data);
}

/* Once for all lines that follow each other. */
static void refuse_block(parser *p, const char *reason, const char *sentence) {
  if (g_strcmp0(p->refusing, reason) != 0)
    refuse(p, reason, sentence);
  p->refusing = reason;
}

static void end_block(parser *p) {
  if (!p->open)
    return;
  p->open = false;
  p->block.runs =
      pb_markdown_runs(p->words->str, p->words->len, p->block.line, p->refused, p->data);
  g_string_truncate(p->words, 0);
  if (p->block.runs->len && p->blocks->len < PB_MARKDOWN_MAX_BLOCKS) {
    g_array_append_val(p->blocks, p->block);
    return;
  }
  if (p->block.runs->len && !p->full)
    refuse(p, "markdown-too-long", _("The comment is too long; the rest of it is not used."));
  p->full = p->full || p->block.runs->len > 0;
  g_array_unref(p->block.runs);
}

static void begin_block(parser *p, pb_comment_block_kind kind, int level, int number) {
  end_block(p);
  p->block = (pb_comment_block){kind, level, number, p->line, NULL};
  p->open = true;
}

static void add_words(parser *p, const char *text, size_t n) {
  if (p->words->len)
    g_string_append_c(p->words, ' ');
  g_string_append_len(p->words, text, (gssize)n);
}

static size_t indent_of(const char *line, size_t n) {
  size_t columns = 0;
  for (size_t i = 0; i < n && (line[i] == ' ' || line[i] == '\t'); i++)
    columns += line[i] == '\t' ? 4 - columns % 4 : 1;
  return columns;
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/* "## Heading ##": its level, and the words; 0: no heading. */
static int heading(const char **text, size_t *n) {
  size_t level = 0;
  while (level < *n && (*text)[level] == '#')
    level++;
  if (level < 1 || level > 6 || (level < *n && !is_blank((*text)[level])))
    return 0;
  *text += level;
  *n -= level;
  while (*n && (is_blank((*text)[*n - 1]) || (*text)[*n - 1] == '#'))
    --*n;
  return (int)level;
}

/* "- item", "3. item": bytes of the mark, 0 when it is none; `number` 0 for a bullet. */
static size_t item_mark(const char *text, size_t n, int *number) {
  *number = 0;
  size_t digits = 0;
  while (digits < n && digits < 4 && g_ascii_isdigit(text[digits])) {
    *number = *number * 10 + (text[digits] - '0');
    digits++;
  }
  size_t mark = digits + 1;
  if (mark > n ||
      (digits ? text[digits] != '.' && text[digits] != ')' : !strchr("-*+", text[0]) || !text[0]))
    return 0;
  if (digits && *number == 0)
    *number = 1; /* 0 says bullet */
  return mark < n && is_blank(text[mark]) ? mark + 1 : 0;
}

/* A line of one sign only: "---", "***", "===": a rule, or the line below a heading. */
static bool is_rule(const char *text, size_t n) {
  size_t signs = 0;
  for (size_t i = 0; i < n; i++) {
    if (is_blank(text[i]))
      continue;
    if (!strchr("-*_=", text[i]) || !text[i] || text[i] != text[0])
      return false;
    signs++;
  }
  return signs >= 3;
}

/* A row of a table, or the line below its header: "|---|" or "--- | ---". */
static bool is_table(const char *text, size_t n) {
  if (text[0] == '|')
    return true;
  bool bar = false;
  for (size_t i = 0; i < n; i++) {
    if (!text[i] || !strchr("|:- \t", text[i]))
      return false;
    bar = bar || text[i] == '|';
  }
  return bar;
}

static bool is_html(const char *text, size_t n) {
  return n > 1 && text[0] == '<' && (g_ascii_isalpha(text[1]) || strchr("/!?", text[1])) && text[1];
}

/* Opens or closes a fence; false when the line is none. */
static bool read_fence(parser *p, const char *text, size_t n) {
  size_t signs = 0;
  while (signs < n && (text[0] == '`' || text[0] == '~') && text[signs] == text[0])
    signs++;
  if (p->fence) {
    if (signs >= p->n_fence && text[0] == p->fence)
      p->fence = 0;
    return true;
  }
  if (signs < 3 || (text[0] == '`' && memchr(text + signs, '`', n - signs)))
    return false;
  end_block(p);
  p->fence = text[0];
  p->n_fence = signs;
  refuse(p, "markdown-code", _("Code cannot stand in a comment; it is not used."));
  return true;
}

/* What is refused as a whole; false when the line is none of it. */
static bool read_refused(parser *p, const char *text, size_t n) {
  const char *reason = NULL, *sentence = NULL;
  if (is_html(text, n)) {
    reason = "markdown-html";
    sentence = _("HTML cannot stand in a comment; the line is not used.");
  } else if (is_table(text, n)) {
    reason = "markdown-table";
    sentence = _("A table cannot stand in a comment; it is not used. Write it as a list.");
  } else if (text[0] == '>') {
    reason = "markdown-quotation";
    sentence = _("A quotation cannot stand in a comment; it is not used.");
  } else if (is_rule(text, n)) {
    reason = "markdown-rule";
    sentence = p->open ? _("A line of signs is not used. Begin a heading with # instead.")
                       : _("A line of signs is not used.");
  }
  if (!reason)
    return false;
  if (p->open && is_table(text, n) && strchr(p->words->str, '|'))
    g_string_truncate(p->words, 0); /* the header of the table, read as words */
  end_block(p);
  refuse_block(p, reason, sentence);
  return true;
}

/* Depth of an item: at most one deeper than the item before it. */
static int item_level(const parser *p, size_t indent) {
  const pb_comment_block *before =
      p->open          ? &p->block
      : p->blocks->len ? &g_array_index(p->blocks, pb_comment_block, p->blocks->len - 1)
                       : NULL;
  if (!before || before->kind != PB_COMMENT_ITEM)
    return 0;
  return (int)MIN(indent / 2, (size_t)MIN(before->level + 1, 3));
}

static void read_item(parser *p, const char *text, size_t n, size_t mark, int number,
                      size_t indent) {
  begin_block(p, PB_COMMENT_ITEM, item_level(p, indent), number);
  add_words(p, text + mark, n - mark);
}

static void read_line(parser *p, const char *line, size_t length) {
  if (length > PB_MARKDOWN_MAX_LINE) {
    end_block(p);
    refuse(p, "markdown-too-long", _("The line is too long; it is not used."));
    return;
  }
  size_t indent = indent_of(line, length);
  const char *text = line;
  size_t n = length;
  while (n && is_blank(*text))
    text++, n--;
  while (n && is_blank(text[n - 1]))
    n--;
  if (!n && !p->fence) {
    end_block(p);
    p->refusing = NULL;
    return;
  }
  if (p->fence ? read_fence(p, n ? text : "", n) : read_fence(p, text, n))
    return;
  int number;
  size_t mark = item_mark(text, n, &number);
  if (indent >= 4 && !p->open && !(mark && item_level(p, indent))) {
    refuse_block(p, "markdown-code",
                 _("Lines that begin with four blanks are code, which cannot stand in a comment; "
                   "they are not used. Remove the blanks."));
    return;
  }
  if (!(mark && !is_rule(text, n)) && read_refused(p, text, n))
    return;
  if (g_strcmp0(p->refusing, "markdown-table") == 0 && memchr(text, '|', n))
    return; /* one more row */
  p->refusing = NULL;
  const char *words = text;
  size_t n_words = n;
  int level = heading(&words, &n_words);
  if (level) {
    begin_block(p, PB_COMMENT_HEADING, level, 0);
    add_words(p, words, n_words);
    end_block(p);
  } else if (mark) {
    read_item(p, text, n, mark, number, indent);
  } else {
    if (!p->open)
      begin_block(p, PB_COMMENT_PARAGRAPH, 0, 0);
    add_words(p, text, n);
  }
}

bool pb_next_line(const char **text, size_t *n, const char **line, size_t *length) {
  if (!*n)
    return false;
  size_t end = 0;
  while (end < *n && (*text)[end] != '\n' && (*text)[end] != '\r')
    end++;
  *line = *text;
  *length = end;
  if (end < *n)
    end += (*text)[end] == '\r' && end + 1 < *n && (*text)[end + 1] == '\n' ? 2 : 1;
  *text += end;
  *n -= end;
  return true;
}

GArray *pb_markdown_parse(const char *text, size_t n, size_t first_line,
                          pb_markdown_refused refused, void *data) {
  parser p = {.blocks = pb_comment_blocks_new(),
              .words = g_string_new(NULL),
              .refused = refused,
              .data = data};
  const char *line;
  size_t length;
  for (p.line = first_line; pb_next_line(&text, &n, &line, &length); p.line++)
    read_line(&p, line, length);
  end_block(&p);
  g_string_free(p.words, TRUE);
  return p.blocks;
}
