/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/markdown.h"

#include <string.h>

#include "engine/comment.h"
#include "helpers.h"

/* "5 markdown-table!" for every refusal; ! where the whole is refused. */
static void on_refused(const pb_markdown_refusal *refusal, void *data) {
  g_assert_nonnull(refusal->sentence);
  g_string_append_printf(data, "%s%zu %s%s", ((GString *)data)->len ? ", " : "", refusal->line,
                         refusal->reason, refusal->whole ? "!" : "");
}

/* "H2:words|-1:words|P:a *b* _c_": * strong, _ emphasis. */
static char *shown(const char *text, char **refused) {
  g_autoptr(GString) refusals = g_string_new(NULL);
  g_autoptr(GArray) blocks = pb_markdown_parse(text, strlen(text), 1, on_refused, refusals);
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < blocks->len; i++) {
    const pb_comment_block *block = &g_array_index(blocks, pb_comment_block, i);
    if (i)
      g_string_append_c(all, '|');
    if (block->kind == PB_COMMENT_HEADING)
      g_string_append_printf(all, "H%d:", block->level);
    else if (block->kind == PB_COMMENT_ITEM)
      g_string_append_printf(all, "%d-%d:", block->level, block->number);
    else
      g_string_append(all, "P:");
    for (guint k = 0; k < block->runs->len; k++) {
      const pb_comment_run *run = &g_array_index(block->runs, pb_comment_run, k);
      const char *mark = run->strong && run->emphasis ? "*_"
                         : run->strong                ? "*"
                         : run->emphasis              ? "_"
                                                      : "";
      g_string_append_printf(all, "%s%s%s", mark, run->text, mark);
    }
  }
  if (refused)
    *refused = g_strdup(refusals->str);
  else
    g_assert_cmpstr(refusals->str, ==, "");
  return g_string_free(all, FALSE);
}

static void check(const char *text, const char *expected) {
  g_autofree char *got = shown(text, NULL);
  g_assert_cmpstr(got, ==, expected);
}

static void check_refused(const char *text, const char *expected, const char *expected_refused) {
  g_autofree char *refused = NULL, *got = shown(text, &refused);
  g_assert_cmpstr(got, ==, expected);
  g_assert_cmpstr(refused, ==, expected_refused);
}

static void test_blocks(void) {
  check("", "");
  check("\n \n\t\n", "");
  check("En rad\noch en till\r\n\r\nNytt stycke\rmed CR",
        "P:En rad och en till|P:Nytt stycke med CR");
  check("# Ett\n### Tre ##\ntext\n####### sju\n#inget", "H1:Ett|H3:Tre|P:text ####### sju #inget");
  check("Före:\n- ett\n- två\n  fortsätter\n* tre\n+ fyra",
        "P:Före:|0-0:ett|0-0:två fortsätter|0-0:tre|0-0:fyra");
  check("1. ett\n2) två\n10. tio", "0-1:ett|0-2:två|0-10:tio");
  check("- ett\n  - under\n    - djupare\n- två", "0-0:ett|1-0:under|2-0:djupare|0-0:två");
  check("- ett\n        - kan inte hoppa", "0-0:ett|1-0:kan inte hoppa");
  check("-inget streck\n2024. är ett år", "P:-inget streck|0-2024:är ett år");
  check("12345. är inget", "P:12345. är inget");
}

static void test_marks(void) {
  check("**fet** och *kursiv* och ***båda***", "P:*fet* och _kursiv_ och *_båda*_");
  check("__fet__ _kursiv_ snake_case_namn", "P:*fet* _kursiv_ snake_case_namn");
  check("2 * 3 * 4 och **öppen", "P:2 * 3 * 4 och **öppen");
  check("*öppen\n\nstängd*", "P:*öppen|P:stängd*");
  check("en \\*stjärna\\* och \\\\", "P:en *stjärna* och \\");
  check("**fet *och* fet**", "P:*fet **_och*_* fet*");
  check("[Brå](https://bra.se \"Brå\") och [**fet**](x)", "P:Brå och *fet*");
  check("[ingen länk] och (parentes)", "P:[ingen länk] och (parentes)");
  check("a < b och 5 > 3", "P:a < b och 5 > 3");
  check("ett   två\t\ttre\x01"
        "fyra",
        "P:ett två tre fyra");
}

static void test_refused(void) {
  check_refused("Före\n\n<div>\ntext\n</div>\n", "P:Före|P:text",
                "3 markdown-html!, 5 markdown-html!");
  check_refused("Ett <b>fett</b> ord", "P:Ett fett ord", "1 markdown-html, 1 markdown-html");
  check_refused("<!-- dolt -->\nsynligt", "P:synligt", "1 markdown-html!");
  check_refused("Se ![karta](k.png) här", "P:Se här", "1 markdown-image");
  check_refused("| a | b |\n|---|---|\n| 1 | 2 |\n\nefter", "P:efter", "1 markdown-table!");
  check_refused("a | b\n--- | ---\n1 | 2\nefter", "P:efter", "2 markdown-table!");
  check_refused("```c\nint a;\n\n# inte rubrik\n```\nefter", "P:efter", "1 markdown-code!");
  check_refused("~~~\naldrig stängd", "", "1 markdown-code!");
  check_refused("Kör `ls -l` nu", "P:Kör ls -l nu", "1 markdown-code");
  check_refused("Text\n\n    kod\n    kod\n\nefter", "P:Text|P:efter", "3 markdown-code!");
  check_refused("> citat\n> mer\nfortsatt", "P:fortsatt", "1 markdown-quotation!");
  check_refused("Rubrik\n======\nText", "P:Rubrik|P:Text", "2 markdown-rule!");
  check_refused("a\n\n* * *\n\nb", "P:a|P:b", "3 markdown-rule!");
  check_refused("- ett\n---\n- två", "0-0:ett|0-0:två", "2 markdown-rule!");
}

static void test_limits(void) {
  g_autoptr(GString) text = g_string_new("Före\n\n");
  for (int i = 0; i < PB_MARKDOWN_MAX_LINE + 1; i++)
    g_string_append_c(text, 'a');
  g_string_append(text, "\n\nefter");
  check_refused(text->str, "P:Före|P:efter", "3 markdown-too-long!");
  g_string_truncate(text, 0);
  for (int i = 0; i < PB_MARKDOWN_MAX_BLOCKS + 5; i++)
    g_string_append(text, "- a\n");
  g_autoptr(GString) refused = g_string_new(NULL);
  g_autoptr(GArray) blocks = pb_markdown_parse(text->str, text->len, 1, on_refused, refused);
  g_assert_cmpuint(blocks->len, ==, PB_MARKDOWN_MAX_BLOCKS);
  g_assert_cmpuint(strlen(refused->str), >, 0);
  g_assert_null(strchr(refused->str, ',')); /* once */
}

/* Shapes that a careless parser takes quadratic time on; a second is far more than needed. */
static void test_pathological(void) {
  static const char *const pieces[] = {"**", "[",  "![](", "`a", "*a ", "_a_",
                                       "<a", "- ", "\\",   "](", "> ",  "#"};
  gint64 start = g_get_monotonic_time();
  for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t k = 0; k < 500000 / strlen(pieces[i]); k++) {
      g_string_append(text, pieces[i]);
      if (k % 5000 == 4999)
        g_string_append_c(text, '\n');
    }
    g_autoptr(GString) refused = g_string_new(NULL);
    g_autoptr(GArray) blocks = pb_markdown_parse(text->str, text->len, 1, on_refused, refused);
    g_assert_nonnull(blocks);
  }
  g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_USEC_PER_SEC);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/markdown/blocks", test_blocks);
  g_test_add_func("/markdown/marks", test_marks);
  g_test_add_func("/markdown/refused", test_refused);
  g_test_add_func("/markdown/limits", test_limits);
  g_test_add_func("/markdown/pathological", test_pathological);
  return g_test_run();
}
