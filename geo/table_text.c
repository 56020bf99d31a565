/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "geo/table_text.h"

#include <stdlib.h>
#include <string.h>

static const struct {
  int id;
  const char *encoding;
} language_ids[] = {
    {1, "CP437"},    {2, "CP850"},    {3, "CP1252"},   {4, "MACINTOSH"}, {8, "CP865"},
    {9, "CP437"},    {10, "CP850"},   {11, "CP437"},   {13, "CP437"},    {14, "CP850"},
    {15, "CP437"},   {16, "CP850"},   {17, "CP437"},   {18, "CP850"},    {19, "CP932"},
    {20, "CP850"},   {21, "CP437"},   {22, "CP850"},   {23, "CP865"},    {24, "CP437"},
    {25, "CP437"},   {26, "CP850"},   {27, "CP437"},   {28, "CP863"},    {29, "CP850"},
    {31, "CP852"},   {34, "CP852"},   {35, "CP852"},   {36, "CP860"},    {37, "CP850"},
    {38, "CP866"},   {55, "CP850"},   {64, "CP852"},   {77, "GBK"},      {78, "CP949"},
    {79, "CP950"},   {80, "CP874"},   {88, "CP1252"},  {89, "CP1252"},   {100, "CP852"},
    {101, "CP866"},  {102, "CP865"},  {103, "CP861"},  {106, "CP737"},   {107, "CP857"},
    {108, "CP863"},  {120, "CP950"},  {121, "CP949"},  {122, "GBK"},     {123, "CP932"},
    {124, "CP874"},  {134, "CP737"},  {135, "CP852"},  {136, "CP857"},   {200, "CP1250"},
    {201, "CP1251"}, {202, "CP1254"}, {203, "CP1253"}, {204, "CP1257"},
};

const char *pb_encoding_from_language_id(int id) {
  for (size_t i = 0; i < G_N_ELEMENTS(language_ids); i++)
    if (language_ids[i].id == id)
      return language_ids[i].encoding;
  return NULL;
}

char *pb_encoding_from_cpg(const char *cpg) {
  if (!cpg)
    return NULL;
  g_autofree char *text = g_strstrip(g_ascii_strup(cpg, -1));
  for (char *c = text; *c; c++)
    if (*c == '\n' || *c == '\r' || (guchar)*c > 126)
      return NULL;
  if (g_str_has_prefix(text, "LDID/"))
    return g_strdup(pb_encoding_from_language_id(atoi(text + 5)));
  const char *digits = text;
  if (g_str_has_prefix(text, "ANSI"))
    digits = text + 4;
  else if (g_str_has_prefix(text, "OEM"))
    digits = text + 3;
  digits += strspn(digits, " -_");
  size_t n_digits = strspn(digits, "0123456789");
  if (n_digits > 0 && digits[n_digits] == '\0') {
    if (g_str_has_prefix(digits, "8859") && n_digits > 4)
      return g_strdup_printf("ISO-8859-%s", digits + 4);
    return strcmp(digits, "65001") == 0 ? g_strdup("UTF-8") : g_strdup_printf("CP%s", digits);
  }
  if (strcmp(text, "UTF8") == 0 || strcmp(text, "UTF-8") == 0)
    return g_strdup("UTF-8");
  if (g_str_has_prefix(text, "ISO 8859") || g_str_has_prefix(text, "ISO8859")) {
    const char *part = text + (text[3] == ' ' ? 8 : 7);
    return g_strdup_printf("ISO-8859-%s", part + strspn(part, " -_"));
  }
  return *text ? g_steal_pointer(&text) : NULL;
}

/* Bytes at the end that begin a letter of UTF-8 without finishing it. */
static size_t unfinished_tail(const char *text, size_t length) {
  const char *end = NULL;
  if (g_utf8_validate(text, (gssize)length, &end))
    return 0;
  size_t rest = length - (size_t)(end - text);
  guchar lead = (guchar)*end;
  size_t wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (rest >= wanted)
    return 0;
  for (size_t i = 1; i < rest; i++)
    if (((guchar)end[i] & 0xc0) != 0x80)
      return 0;
  return rest;
}

void pb_text_evidence_add(pb_text_evidence *evidence, const char *text) {
  for (const char *c = text; *c; c++) {
    guchar byte = (guchar)*c;
    if (byte > 127 && !strchr("\x82\x84\x86\x8e\x8f\x94\x99", byte))
      evidence->not_dos = TRUE;
    else if (byte > 127 && c > text && g_ascii_isalpha(c[-1]) && g_ascii_islower(c[1]))
      evidence->dos_letters = TRUE;
    evidence->not_ascii |= byte > 127;
    evidence->only_windows |= byte >= 0x80 && byte <= 0x9f;
  }
  size_t length = strlen(text);
  if (!g_utf8_validate(text, (gssize)(length - unfinished_tail(text, length)), NULL))
    evidence->not_utf8 = TRUE;
}

const char *pb_encoding_from_evidence(const pb_text_evidence *evidence) {
  if (!evidence->not_ascii || !evidence->not_utf8)
    return "UTF-8";
  if (evidence->dos_letters && !evidence->not_dos)
    return "CP850";
  return evidence->only_windows ? "CP1252" : "ISO-8859-1";
}

bool pb_encoding_keeps_ascii(const char *encoding) {
  g_autofree char *decoded = pb_table_text_decode("AZaz09", encoding);
  return g_strcmp0(decoded, "AZaz09") == 0;
}

char *pb_table_text_decode(const char *text, const char *encoding) {
  size_t length = strlen(text);
  if (g_ascii_strcasecmp(encoding, "UTF-8") == 0) {
    length -= unfinished_tail(text, length);
    return g_utf8_validate(text, (gssize)length, NULL) ? g_strndup(text, length) : NULL;
  }
  char *decoded = g_convert(text, (gssize)length, "UTF-8", encoding, NULL, NULL, NULL);
  if (decoded && !g_utf8_validate(decoded, -1, NULL))
    g_clear_pointer(&decoded, g_free);
  return decoded;
}
