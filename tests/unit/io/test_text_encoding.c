/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/text_encoding.h"

#include <string.h>

#include "engine/error.h"
#include "helpers.h"

static void expect(const char *bytes, size_t n, const char *wanted, pb_encoding encoding, bool bom,
                   const char *text, size_t destroyed) {
  g_auto(pb_utf8) utf8 = {0};
  GError *error = NULL;
  g_assert_true(pb_utf8_from_bytes(bytes, n, wanted, &utf8, &error));
  g_assert_no_error(error);
  g_assert_cmpmem(utf8.text, utf8.length, text, strlen(text));
  g_assert_cmpint(utf8.info.encoding, ==, encoding);
  g_assert_cmpint(utf8.info.bom, ==, bom);
  g_assert_cmpuint(utf8.info.destroyed, ==, destroyed);
}

#define EXPECT(bytes, ...) expect(bytes, sizeof(bytes) - 1, NULL, __VA_ARGS__)
#define FORCED(bytes, name, ...) expect(bytes, sizeof(bytes) - 1, name, __VA_ARGS__)

static void test_utf8(void) {
  EXPECT("plain", PB_ENCODING_UTF8, false, "plain", 0);
  EXPECT("", PB_ENCODING_UTF8, false, "", 0);
  EXPECT("\xC3\x85re", PB_ENCODING_UTF8, false, "Åre", 0);
  EXPECT("\xEF\xBB\xBF\xC3\x85re", PB_ENCODING_UTF8, true, "Åre", 0);
  EXPECT("\xEF\xBB\xBF", PB_ENCODING_UTF8, true, "", 0);
}

static void test_destroyed(void) {
  EXPECT("V\xEF\xBF\xBDld", PB_ENCODING_UTF8, false, "V\xEF\xBF\xBDld", 1);
  /* Cut inside the last character: still UTF-8, one character destroyed. */
  EXPECT("\xC3\xA5\xC3\xA4\xC3\xB6 \xC3", PB_ENCODING_UTF8, false, "åäö \xEF\xBF\xBD", 1);
}

static void test_single_bytes(void) {
  EXPECT("\xC5re", PB_ENCODING_ISO_8859_1, false, "Åre", 0);
  EXPECT("V\xE4"
         "xj\xF6 \x96 \x80",
         PB_ENCODING_WINDOWS_1252, false, "Växjö – €", 0);
  EXPECT("\xE5 \x81", PB_ENCODING_ISO_8859_1, false, "å \xC2\x81", 0); /* 0x81 is not in 1252 */
  EXPECT("\x96 \x81", PB_ENCODING_ISO_8859_1, false, "\xC2\x96 \xC2\x81", 0);
}

static void test_utf16(void) {
  EXPECT("\xFF\xFE\xC5\0r\0e\0", PB_ENCODING_UTF16LE, true, "Åre", 0);
  EXPECT("\xFE\xFF\0\xC5\0r\0e", PB_ENCODING_UTF16BE, true, "Åre", 0);
  EXPECT("\xFF\xFE\x3D\xD8\x00\xDE", PB_ENCODING_UTF16LE, true, "\xF0\x9F\x98\x80", 0);
  EXPECT("\xFF\xFE\x3D\xD8", PB_ENCODING_UTF16LE, true, "\xEF\xBF\xBD", 1);
  EXPECT("\xFF\xFE"
         "a\0b",
         PB_ENCODING_UTF16LE, true, "a\xEF\xBF\xBD", 1);
}

static void test_forced(void) {
  FORCED("\xC3\x85", "latin1", PB_ENCODING_ISO_8859_1, false, "Ã\xC2\x85", 0);
  FORCED("\x93", "cp1252", PB_ENCODING_WINDOWS_1252, false, "“", 0);
  FORCED("\xEF\xBB\xBF"
         "a",
         "Windows-1252", PB_ENCODING_UTF8, true, "a", 0); /* the mark knows */
  FORCED("a\0b\0", "utf-16le", PB_ENCODING_UTF16LE, false, "ab", 0);
  g_auto(pb_utf8) utf8 = {0};
  GError *error = NULL;
  g_assert_false(pb_utf8_from_bytes("a", 1, "klingon", &utf8, &error));
  test_error(&error, PB_ERROR, PB_ERROR_USAGE, "klingon", "Windows-1252", NULL);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/encoding/utf8", test_utf8);
  g_test_add_func("/encoding/destroyed", test_destroyed);
  g_test_add_func("/encoding/single-bytes", test_single_bytes);
  g_test_add_func("/encoding/utf16", test_utf16);
  g_test_add_func("/encoding/forced", test_forced);
  return g_test_run();
}
