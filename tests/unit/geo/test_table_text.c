/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encodings of attribute tables as programs write them. */
#include "geo/table_text.h"

static void test_cpg(void) {
  static const struct {
    const char *cpg, *encoding;
  } cases[] = {{"UTF-8", "UTF-8"},
               {"utf8\r\n", "UTF-8"},
               {"65001", "UTF-8"},
               {"1252", "CP1252"},
               {"ANSI 1252", "CP1252"},
               {"OEM 850", "CP850"},
               {"88591", "ISO-8859-1"},
               {"8859-1", "8859-1"},
               {"ISO 8859-1", "ISO-8859-1"},
               {"ISO-8859-15", "ISO-8859-15"},
               {"LDID/3", "CP1252"},
               {"LDID/87", NULL},
               {"", NULL},
               {"\xff\xfe", NULL},
               {"two\nlines", NULL}};
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *encoding = pb_encoding_from_cpg(cases[i].cpg);
    g_assert_cmpstr(encoding, ==, cases[i].encoding);
  }
}

static const char *evidence_of(const char *text) {
  pb_text_evidence evidence = {0};
  pb_text_evidence_add(&evidence, "Falun");
  pb_text_evidence_add(&evidence, text);
  return pb_encoding_from_evidence(&evidence);
}

static void test_evidence(void) {
  g_assert_cmpstr(evidence_of("Kiruna"), ==, "UTF-8");
  g_assert_cmpstr(evidence_of("\xc3\x96rebro"), ==, "UTF-8");
  g_assert_cmpstr(evidence_of("cut \xc3"), ==, "UTF-8");
  g_assert_cmpstr(evidence_of("\xd6rebro"), ==, "ISO-8859-1");
  g_assert_cmpstr(evidence_of("\xd6rebro \x96 s\xf6"
                              "der"),
                  ==, "CP1252");
}

static void test_decode(void) {
  g_autofree char *latin = pb_table_text_decode("\xd6rebro", "ISO-8859-1");
  g_assert_cmpstr(latin, ==, "Örebro");
  g_autofree char *cut = pb_table_text_decode("Skan\xc3", "UTF-8");
  g_assert_cmpstr(cut, ==, "Skan");
  g_assert_null(pb_table_text_decode("\xd6rebro", "UTF-8"));
  g_assert_null(pb_table_text_decode("Falun", "no-such-encoding"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/table-text/cpg", test_cpg);
  g_test_add_func("/table-text/evidence", test_evidence);
  g_test_add_func("/table-text/decode", test_decode);
  return g_test_run();
}
