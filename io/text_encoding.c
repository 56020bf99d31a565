/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/text_encoding.h"

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

/* Length of the valid UTF-8 sequence at p (not ASCII, not NUL), 0 if there is none. */
static size_t sequence_length(const unsigned char *p, size_t n) {
  gunichar c = g_utf8_get_char_validated((const char *)p, (gssize)n);
  return c >= 0x80 && c < 0x110000 ? (size_t)g_utf8_skip[*p] : 0;
}

/* Where valid UTF-8 ends; NUL bytes, which GLib rejects, are valid here. */
static size_t valid_utf8(const unsigned char *bytes, size_t n) {
  size_t at = 0;
  while (at < n) {
    const char *end;
    if (g_utf8_validate_len((const char *)bytes + at, n - at, &end))
      return n;
    at = (size_t)(end - (const char *)bytes);
    if (bytes[at] != 0)
      return at;
    at++;
  }
  return n;
}

static pb_encoding guess_without_mark(const unsigned char *bytes, size_t n) {
  size_t valid = 0, invalid = 0, only_1252 = 0, undefined_1252 = 0;
  for (size_t i = 0; i < n;) {
    if (bytes[i] < 0x80) {
      i++;
      continue;
    }
    size_t length = sequence_length(bytes + i, n - i);
    if (length) {
      valid++;
      i += length;
      continue;
    }
    invalid++;
    if (bytes[i] < 0xA0)
      windows_1252[bytes[i] - 0x80] ? only_1252++ : undefined_1252++;
    i++;
  }
  if (valid > invalid)
    return PB_ENCODING_UTF8;
  return only_1252 > 0 && undefined_1252 == 0 ? PB_ENCODING_WINDOWS_1252 : PB_ENCODING_ISO_8859_1;
}

static size_t count_destroyed(const char *text, size_t n) {
  size_t count = 0;
  for (const char *p = text; (p = memmem(p, n - (size_t)(p - text), destroyed_utf8, 3)); p += 3)
    count++;
  return count;
}

/* Invalid bytes become U+FFFD, one each. */
static GString *repair_utf8(const unsigned char *bytes, size_t n) {
  GString *text = g_string_sized_new(n + 16);
  for (size_t i = 0; i < n;) {
    size_t length = bytes[i] < 0x80 ? 1 : sequence_length(bytes + i, n - i);
    if (length)
      g_string_append_len(text, (const char *)bytes + i, (gssize)length);
    else
      g_string_append_len(text, destroyed_utf8, 3);
    i += MAX(length, 1);
  }
  return text;
}

static GString *from_single_bytes(const unsigned char *bytes, size_t n, bool is_1252) {
  GString *text = g_string_sized_new(n + n / 8);
  for (size_t i = 0; i < n; i++) {
    gunichar c = bytes[i];
    if (is_1252 && c >= 0x80 && c < 0xA0)
      c = windows_1252[c - 0x80] ? windows_1252[c - 0x80] : 0xFFFD;
    if (c < 0x80)
      g_string_append_c(text, (char)c);
    else
      g_string_append_unichar(text, c);
  }
  return text;
}

static GString *from_utf16(const unsigned char *bytes, size_t n, bool big) {
  GString *text = g_string_sized_new(n);
  for (size_t i = 0; i + 1 < n; i += 2) {
    gunichar c = (gunichar)(big ? bytes[i] << 8 | bytes[i + 1] : bytes[i + 1] << 8 | bytes[i]);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < n) {
      gunichar low =
          (gunichar)(big ? bytes[i + 2] << 8 | bytes[i + 3] : bytes[i + 3] << 8 | bytes[i + 2]);
      if (low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    if (c >= 0xD800 && c < 0xE000)
      c = 0xFFFD; /* half of a pair */
    if (c < 0x80)
      g_string_append_c(text, (char)c);
    else
      g_string_append_unichar(text, c);
  }
  if (n % 2)
    g_string_append_len(text, destroyed_utf8, 3); /* half a character at the end */
  return text;
}

static bool starts_with(const unsigned char *bytes, size_t n, const char *mark, size_t length) {
  return n >= length && memcmp(bytes, mark, length) == 0;
}

bool pb_utf8_from_bytes(const void *data, size_t n, const char *wanted, pb_utf8 *utf8,
                        GError **error) {
  const unsigned char *bytes = n ? data : (const void *)"";
  memset(utf8, 0, sizeof *utf8);
  size_t skip = 0, valid = 0;
  pb_encoding encoding;
  if (starts_with(bytes, n, "\xEF\xBB\xBF", 3)) {
    encoding = PB_ENCODING_UTF8;
    skip = 3;
  } else if (starts_with(bytes, n, "\xFF\xFE", 2)) {
    encoding = PB_ENCODING_UTF16LE;
    skip = 2;
  } else if (starts_with(bytes, n, "\xFE\xFF", 2)) {
    encoding = PB_ENCODING_UTF16BE;
    skip = 2;
  } else {
    valid = valid_utf8(bytes, n);
    encoding = valid == n ? PB_ENCODING_UTF8 : guess_without_mark(bytes, n);
  }
  utf8->info.bom = skip > 0;
  if (wanted && *wanted) {
    pb_encoding forced;
    if (!pb_encoding_parse(wanted, &forced, error))
      return false;
    if (!skip) /* a byte order mark knows better than a project file */
      encoding = forced;
  }
  utf8->info.encoding = encoding;
  bytes += skip;
  n -= skip;

  GString *text = NULL;
  switch (encoding) {
  case PB_ENCODING_UTF8:
    if (skip || valid < n)
      valid = valid_utf8(bytes, n);
    if (valid < n)
      text = repair_utf8(bytes, n);
    break;
  case PB_ENCODING_UTF16LE:
  case PB_ENCODING_UTF16BE:
    text = from_utf16(bytes, n, encoding == PB_ENCODING_UTF16BE);
    break;
  default:
    text = from_single_bytes(bytes, n, encoding == PB_ENCODING_WINDOWS_1252);
  }
  if (text) {
    utf8->length = text->len;
    utf8->owned = g_string_free(text, FALSE);
    utf8->text = utf8->owned;
  } else {
    utf8->text = (const char *)bytes;
    utf8->length = n;
  }
  utf8->info.destroyed = count_destroyed(utf8->text, utf8->length);
  return true;
}

void pb_utf8_clear(pb_utf8 *utf8) {
  g_free(utf8->owned);
  memset(utf8, 0, sizeof *utf8);
}
