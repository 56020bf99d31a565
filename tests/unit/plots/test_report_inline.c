/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "plots/report/tree.h"

/** The runs as one text: T text, B bold text, L text>target, P target. */
static char *shown(const char *marked) {
  g_autoptr(GArray) runs = pb_inline_parse(marked);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < runs->len; i++) {
    const pb_run *run = &g_array_index(runs, pb_run, i);
    g_string_append_c(out, run->kind == PB_RUN_TEXT   ? (run->bold ? 'B' : 'T')
                           : run->kind == PB_RUN_LINK ? (run->bold ? 'K' : 'L')
                                                      : 'P');
    g_string_append_printf(out, "(%s%s%s)", run->text ? run->text : "",
                           run->target && run->text ? ">" : "", run->target ? run->target : "");
  }
  return g_string_free(out, false);
}

static void assert_shown(const char *marked, const char *expected) {
  g_autofree char *got = shown(marked);
  g_assert_cmpstr(got, ==, expected);
}

static void test_marks(void) {
  assert_shown("", "");
  assert_shown(NULL, "");
  assert_shown("bara text", "T(bara text)");
  assert_shown("**Ökade** från 4", "B(Ökade)T( från 4)");
  assert_shown("se [metoden](#metod-1).", "T(se )L(metoden>metod-1)T(.)");
  assert_shown("([[#theft]])", "T(()P(theft)T())");
  assert_shown("**a [b](#c) d**", "B(a )K(b>c)B( d)");
}

static void test_unmatched_marks_are_text(void) {
  assert_shown("**bara början", "T(**bara början)");
  assert_shown("2 * 3 * 4", "T(2 * 3 * 4)");
  assert_shown("[ord](http://x)", "T([ord](http://x))");
  assert_shown("[[#]]", "T([[#]])");
  assert_shown("[](#a)", "T([](#a))");
  assert_shown("[ord](#a", "T([ord](#a)");
  assert_shown("a] (b [c", "T(a] (b [c)");
  assert_shown("**a** **b", "B(a)T( **b)");
}

static void test_escape_protects_everything(void) {
  static const char *const texts[] = {
      "**fet**", "[x](#y)", "[[#y]]", "C:\\temp\\*", "\\", "\\\\[", "Örebro & <b>", "[*]", ""};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autofree char *escaped = pb_inline_escape(texts[i]);
    g_autofree char *plain = pb_inline_plain(escaped);
    g_assert_cmpstr(plain, ==, texts[i]);
    g_autoptr(GArray) runs = pb_inline_parse(escaped);
    g_assert_cmpuint(runs->len, <=, 1);
  }
  g_autofree char *inside = g_strdup_printf("[%s](#a)", "x \\[1\\]");
  assert_shown(inside, "L(x [1]>a)");
}

static void test_plain_drops_marks(void) {
  g_autofree char *plain = pb_inline_plain("**Fler** [brott](#a), [[#b]]");
  g_assert_cmpstr(plain, ==, "Fler brott, ");
}

/** Time linear in the text whatever it consists of: a quadratic parser needs minutes for these. */
static void test_hostile_texts_are_quick(void) {
  static const char *const parts[] = {"[", "**", "[[#", "[a](#", "**[", "\\", "[a**"};
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
    GString *text = g_string_new(NULL);
    while (text->len < 1000000)
      g_string_append(text, parts[i]);
    gint64 start = g_get_monotonic_time();
    g_array_unref(pb_inline_parse(text->str));
    g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
    g_string_free(text, true);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/report/inline/marks", test_marks);
  g_test_add_func("/report/inline/unmatched", test_unmatched_marks_are_text);
  g_test_add_func("/report/inline/escape", test_escape_protects_everything);
  g_test_add_func("/report/inline/plain", test_plain_drops_marks);
  g_test_add_func("/report/inline/hostile", test_hostile_texts_are_quick);
  return g_test_run();
}
