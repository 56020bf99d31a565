/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/text_encoding.h"

#include <stdint.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"

/* What Windows-1252 puts at 0x80-0x9F; 0 where it defines nothing. */
static const gunichar windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static const char destroyed_utf8[] = "\xEF\xBF\xBD"; /* U+FFFD */

static const struct {
  const char *name; /* folded: lower case, letters and digits only */
  pb_encoding encoding;
} encoding_names[] = {
    {"utf8", PB_ENCODING_UTF8},
    {"utf8bom", PB_ENCODING_UTF8},
    {"ascii", PB_ENCODING_UTF8},
    {"utf16", PB_ENCODING_UTF16LE},
    {"utf16le", PB_ENCODING_UTF16LE},
    {"utf16be", PB_ENCODING_UTF16BE},
    {"windows1252", PB_ENCODING_WINDOWS_1252},
    {"cp1252", PB_ENCODING_WINDOWS_1252},
    {"ansi", PB_ENCODING_WINDOWS_1252},
    {"iso88591", PB_ENCODING_ISO_8859_1},
    {"latin1", PB_ENCODING_ISO_8859_1},
};

const char *pb_encoding_name(pb_encoding encoding) {
  static const char *const names[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252",
                                      "ISO-8859-1"};
  return names[encoding];
}

bool pb_encoding_parse(const char *name, pb_encoding *encoding, GError **error) {
  g_autoptr(GString) folded = g_string_new(NULL);
  for (const char *p = name; *p; p++)
    if (g_ascii_isalnum(*p))
      g_string_append_c(folded, g_ascii_tolower(*p));
  for (size_t i = 0; i < G_N_ELEMENTS(encoding_names); i++)
    if (g_str_equal(folded->str, encoding_names[i].name)) {
      *encoding = encoding_names[i].encoding;
      return true;
    }
  g_set_error(error, PB_ERROR, PB_ERROR_USAGE, _("There is no encoding “%s”. Choose one of: %s."),
              name, "UTF-8, UTF-16LE, UTF-16BE, Windows-1252, ISO-8859-1");
  return false;
}

static bool is_c1(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0;
}

/* How many bytes from here on are below 0x80. */
static size_t ascii_run(const unsigned char *bytes, size_t n) {
  size_t i = 0;
  for (uint64_t eight; i + sizeof eight <= n; i += sizeof eight) {
    memcpy(&eight, bytes + i, sizeof eight);
    if (eight & UINT64_C(0x8080808080808080))
      break;
  }
  while (i < n && bytes[i] < 0x80)
    i++;
  return i;
}

/* Length of the valid UTF-8 sequence at p (not ASCII), 0 if there is none. *cut: it may go on
 * behind the n bytes. */
static size_t sequence_length(const unsigned char *p, size_t n, bool *cut) {
  gunichar c = g_utf8_get_char_validated((const char *)p, (gssize)n);
  *cut = c == (gunichar)-2;
  return c >= 0x80 && c < 0x110000 ? (size_t)g_utf8_skip[*p] : 0;
}

static gunichar unit_at(const unsigned char *p, bool big) {
  return (gunichar)(big ? p[0] << 8 | p[1] : p[1] << 8 | p[0]);
}

/* The UTF-16 character at p, U+FFFD for half of one, and its length in bytes; 0: it goes on behind
 * the n bytes. */
static size_t utf16_character(const unsigned char *p, size_t n, bool big, bool last, gunichar *c) {
  *c = 0xFFFD;
  if (n < 2)
    return last ? n : 0;
  gunichar unit = unit_at(p, big);
  if (unit >= 0xD800 && unit < 0xDC00) {
    if (n < 4)
      return last ? 2 : 0;
    gunichar low = unit_at(p + 2, big);
    if (low < 0xDC00 || low >= 0xE000)
      return 2;
    *c = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    return 4;
  }
  if (unit < 0xD800 || unit >= 0xE000)
    *c = unit;
  return 2;
}

/* Length of the byte order mark, 0 without one. */
static size_t find_mark(const char *bytes, size_t n, pb_encoding *encoding) {
  static const struct {
    const char *mark;
    size_t length;
    pb_encoding encoding;
  } marks[] = {{"\xEF\xBB\xBF", 3, PB_ENCODING_UTF8},
               {"\xFF\xFE", 2, PB_ENCODING_UTF16LE},
               {"\xFE\xFF", 2, PB_ENCODING_UTF16BE}};
  for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
    if (n >= marks[i].length && memcmp(bytes, marks[i].mark, marks[i].length) == 0) {
      *encoding = marks[i].encoding;
      return marks[i].length;
    }
  return 0;
}

#define LONGEST_MARK 3

static bool is_utf16(pb_encoding encoding) {
  return encoding == PB_ENCODING_UTF16LE || encoding == PB_ENCODING_UTF16BE;
}

static bool is_blank(gunichar c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool pb_encoding_begin(pb_encoding_evidence *evidence, const char *wanted, GError **error) {
  *evidence = (pb_encoding_evidence){.blank = true};
  evidence->decided = wanted && *wanted;
  return !evidence->decided || pb_encoding_parse(wanted, &evidence->as.encoding, error);
}

static size_t look_at_utf16(pb_encoding_evidence *evidence, const unsigned char *bytes, size_t n,
                            bool last) {
  bool big = evidence->as.encoding == PB_ENCODING_UTF16BE;
  size_t i = 0, length;
  for (gunichar c; i < n && (length = utf16_character(bytes + i, n - i, big, last, &c));
       i += length) {
    evidence->blank = evidence->blank && is_blank(c);
    evidence->destroyed += c == 0xFFFD;
  }
  return i;
}

static void count_sequence(pb_encoding_evidence *evidence, const unsigned char *p, size_t length) {
  evidence->blank = false;
  for (size_t i = 0; i < MAX(length, 1); i++)
    evidence->undefined += is_c1(p[i]) && !windows_1252[p[i] - 0x80];
  if (length) {
    evidence->valid++;
    evidence->destroyed += length == 3 && memcmp(p, destroyed_utf8, 3) == 0;
    return;
  }
  evidence->invalid++;
  if (is_c1(*p))
    windows_1252[*p - 0x80] ? evidence->only_1252++ : evidence->undefined_1252++;
}

static size_t look_at_bytes(pb_encoding_evidence *evidence, const unsigned char *bytes, size_t n,
                            bool last) {
  for (size_t i = 0; i < n;) {
    size_t run = ascii_run(bytes + i, n - i);
    for (size_t k = i; k < i + run && evidence->blank; k++)
      evidence->blank = is_blank(bytes[k]);
    i += run;
    if (i == n)
      break;
    bool cut;
    size_t length = sequence_length(bytes + i, n - i, &cut);
    if (cut && !last)
      return i;
    count_sequence(evidence, bytes + i, length);
    i += MAX(length, 1);
  }
  return n;
}

size_t pb_encoding_look(pb_encoding_evidence *evidence, const char *bytes, size_t n, bool last) {
  size_t mark = 0;
  if (!evidence->begun) {
    if (n < LONGEST_MARK && !last)
      return 0;
    evidence->begun = true;
    mark = find_mark(bytes, n, &evidence->as.encoding); /* it knows better than a project file */
    evidence->as.bom = mark > 0;
    evidence->decided = evidence->decided || mark;
  }
  const unsigned char *text = (const unsigned char *)bytes + mark;
  n -= mark;
  return mark + (evidence->decided && is_utf16(evidence->as.encoding)
                     ? look_at_utf16(evidence, text, n, last)
                     : look_at_bytes(evidence, text, n, last));
}

pb_encoding_info pb_encoding_decide(const pb_encoding_evidence *evidence) {
  pb_encoding_info info = evidence->as;
  if (!evidence->decided && evidence->valid <= evidence->invalid && evidence->invalid)
    info.encoding = evidence->only_1252 > 0 && evidence->undefined_1252 == 0
                        ? PB_ENCODING_WINDOWS_1252
                        : PB_ENCODING_ISO_8859_1;
  switch (info.encoding) {
  case PB_ENCODING_UTF8:
    info.destroyed = evidence->destroyed + evidence->invalid;
    break;
  case PB_ENCODING_WINDOWS_1252:
    info.destroyed = evidence->undefined;
    break;
  case PB_ENCODING_ISO_8859_1:
    break;
  default:
    info.destroyed = evidence->destroyed;
  }
  return info;
}

static size_t decode_utf8(const unsigned char *bytes, size_t n, bool last, GString *text) {
  size_t begin = 0, i = 0; /* what is valid from `begin` on waits to be appended */
  while (i < n) {
    i += ascii_run(bytes + i, n - i);
    if (i == n)
      break;
    bool cut;
    size_t length = sequence_length(bytes + i, n - i, &cut);
    if (cut && !last)
      break;
    if (!length) {
      g_string_append_len(text, (const char *)bytes + begin, (gssize)(i - begin));
      g_string_append_len(text, destroyed_utf8, 3);
      begin = i + 1;
    }
    i += MAX(length, 1);
  }
  g_string_append_len(text, (const char *)bytes + begin, (gssize)(i - begin));
  return i;
}

static void decode_single_bytes(const unsigned char *bytes, size_t n, bool is_1252, GString *text) {
  for (size_t i = 0; i < n; i++) {
    size_t run = ascii_run(bytes + i, n - i);
    g_string_append_len(text, (const char *)bytes + i, (gssize)run);
    i += run;
    if (i == n)
      return;
    gunichar c = bytes[i];
    if (is_1252 && is_c1(bytes[i]))
      c = windows_1252[c - 0x80] ? windows_1252[c - 0x80] : 0xFFFD;
    g_string_append_unichar(text, c);
  }
}

static size_t decode_utf16(const unsigned char *bytes, size_t n, bool big, bool last,
                           GString *text) {
  size_t i = 0, length;
  for (gunichar c; i < n && (length = utf16_character(bytes + i, n - i, big, last, &c));
       i += length)
    if (c < 0x80)
      g_string_append_c(text, (char)c);
    else
      g_string_append_unichar(text, c);
  return i;
}

size_t pb_decode(pb_decoder *decoder, const char *bytes, size_t n, bool last, GString *text) {
  size_t mark = 0;
  if (!decoder->begun && decoder->as.bom) {
    if (n < LONGEST_MARK && !last)
      return 0;
    pb_encoding ignored;
    mark = find_mark(bytes, n, &ignored);
  }
  decoder->begun = true;
  const unsigned char *from = (const unsigned char *)bytes + mark;
  n -= mark;
  switch (decoder->as.encoding) {
  case PB_ENCODING_UTF8:
    return mark + decode_utf8(from, n, last, text);
  case PB_ENCODING_UTF16LE:
  case PB_ENCODING_UTF16BE:
    return mark + decode_utf16(from, n, decoder->as.encoding == PB_ENCODING_UTF16BE, last, text);
  default:
    decode_single_bytes(from, n, decoder->as.encoding == PB_ENCODING_WINDOWS_1252, text);
    return mark + n;
  }
}

bool pb_utf8_from_bytes(const void *bytes, size_t n, const char *wanted, pb_utf8 *utf8,
                        GError **error) {
  memset(utf8, 0, sizeof *utf8);
  pb_encoding_evidence evidence;
  if (!pb_encoding_begin(&evidence, wanted, error))
    return false;
  const char *from = n ? bytes : "";
  pb_encoding_look(&evidence, from, n, true);
  utf8->info = pb_encoding_decide(&evidence);
  pb_decoder decoder = {utf8->info, false};
  GString *text = g_string_sized_new(n + n / 8 + 16);
  pb_decode(&decoder, from, n, true, text);
  utf8->length = text->len;
  utf8->text = g_string_free(text, FALSE);
  return true;
}

void pb_utf8_clear(pb_utf8 *utf8) {
  g_free(utf8->text);
  memset(utf8, 0, sizeof *utf8);
}
