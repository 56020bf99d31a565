/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comments from file to dataset. */
#include <string.h>

#include "engine/error.h"
#include "helpers.h"

#define PROJECT                                                                                    \
  "[area]\nlanet = 1880; Kumla\n[source kommentarer]\nkind = comment\npath = *.md\n"               \
  "synthetic = true\n"

static test_project open_one(const char *text) {
  test_project p = {.folder = test_folder()};
  test_write(p.folder, "problembild.ini", PROJECT, -1);
  test_write(p.folder, "k.md", text, -1);
  test_open_project(&p);
  return p;
}

static void test_head(void) {
  test_project p = open_one("---\n# om kommentaren\nKommun: lanet, Laxå\navsnitt: Översikt\n"
                            "begränsad: ja\nperiod: 2025\nrubrik: \"Vad vi ser\"\n---\n\n"
                            "## Läget\nTryggare **kvällar**.\n\n- ett\n- två\n");
  const pb_dataset *d = p.dataset;
  g_assert_cmpuint(p.failures->len, ==, 0);
  g_assert_cmpuint(d->comments->n, ==, 1);
  const pb_comment *c = &d->comments->list[0];
  g_assert_cmpstr(c->file, ==, "k.md");
  g_assert_cmpstr(c->section, ==, "overview");
  g_assert_cmpint(c->problem_area, ==, -1);
  g_assert_true(c->restricted && c->synthetic && !c->everywhere);
  g_assert_cmpint(c->period, ==, pb_period_make(2025, 1, 1));
  g_assert_cmpstr(c->title, ==, "Vad vi ser");
  g_assert_cmpuint(c->n_municipalities, ==, 3);
  g_assert_true(pb_comment_is_for(c, pb_dataset_municipality(d, "1881")));
  g_assert_false(pb_comment_is_for(c, pb_dataset_municipality(d, "1882")));
  g_assert_cmpuint(c->blocks->len, ==, 4);
  const pb_comment_block *block = &g_array_index(c->blocks, pb_comment_block, 1);
  g_assert_cmpuint(block->line, ==, 11);
  g_autofree char *words = pb_comment_block_text(block);
  g_assert_cmpstr(words, ==, "Tryggare kvällar.");
  g_assert_cmpuint(d->sources[0].rows_used, ==, 4);
  g_assert_cmpstr(d->sources[0].dialect, ==, "UTF-8");
  test_close_project(&p);
}

static void test_problem_area(void) {
  test_project p =
      open_one("---\nmunicipality: all\nsection: Serious organised crime\n---\nText\n");
  const pb_comment *c = &p.dataset->comments->list[0];
  g_assert_null(c->section);
  g_assert_cmpstr(p.dataset->areas[c->problem_area].key, ==, "grov-organiserad-brottslighet");
  g_assert_true(c->restricted); /* whatever the file says */
  g_assert_true(pb_comment_is_for(c, 0));
  test_close_project(&p);
  p = open_one("---\nkommun: Örebro län\navsnitt: andt\n---\nText\n");
  g_assert_cmpuint(p.dataset->comments->list[0].n_municipalities, ==, 12);
  g_assert_false(p.dataset->comments->list[0].restricted);
  test_close_project(&p);
}

/* What cannot be read is refused with file, line and what to do. */
static void test_refused_files(void) {
  static const struct {
    const char *text, *line, *part;
  } cases[] = {
      {"Bara text\n", "k.md:1:", "avsnitt"},
      {"", "k.md:1:", "avsnitt"},
      {"---\nkommun: 1880\n", "k.md:2:", "---"},
      {"---\nkommun: 1880\nbara ord\n---\n", "k.md:3:", "kommun: 1880"},
      {"---\nkommun: Örebr\navsnitt: översikt\n---\n", "k.md:2:", "“Örebro”"},
      {"---\nkommun: 1880\navsnitt: översigt\n---\n", "k.md:3:", "“översikt”"},
      {"---\nkommun: 1880\navsnitt: inget alls sånt\n---\n", "k.md:3:", "prioritering"},
      {"---\nkommun: 1880\n---\n", "k.md:1:", "avsnitt"},
      {"---\navsnitt: översikt\n---\n", "k.md:1:", "kommun"},
      {"---\nkommun: 1880\navsnitt: tid\nbegränsad: kanske\n---\n", "k.md:4:", "“kanske”"},
      {"---\nkommun: 1880\navsnitt: tid\nperiod: i fjol\n---\n", "k.md:4:", "“i fjol”"},
      {"---\nkommun: 1880\navsnitt: tid\nförfattare: x\n---\n", "k.md:4:", "“författare”"},
      {"---\nkommun: 1880\navsnitt: tid\n---\n\nRing 070-123 45 67.\n", "k.md:6:", "telephone"},
      {"---\nkommun: 1880\navsnitt: tid\n---\nnamn@kommunen.se\n", "k.md:5:", "e-mail"},
      {"---\nkommun: 1880\navsnitt: tid\nrubrik: 811228-9874\n---\n", "k.md:4:", "identity"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    test_project p = open_one(cases[i].text);
    g_assert_cmpuint(p.failures->len, ==, 1);
    GError *failure = g_error_copy(g_ptr_array_index(p.failures, 0));
    test_error(&failure, PB_ERROR, PB_ERROR_INPUT, cases[i].line, cases[i].part, NULL);
    g_assert_null(p.dataset->comments);
    g_assert_cmpuint(p.dataset->n_sources, ==, 0);
    test_close_project(&p);
  }
}

/* What is refused inside is listed with its line, and the rest is used. */
static void test_refused_parts(void) {
  test_project p =
      open_one("---\nkommun: 1880\navsnitt: tid\n---\nEtt\n\n| a |\n|---|\n\nTvå <b>x</b>\n");
  const pb_dataset *d = p.dataset;
  g_assert_cmpuint(d->sources[0].rows_used, ==, 2);
  g_assert_cmpuint(d->sources[0].rows_rejected, ==, 1);
  const pb_diagnostic *found = pb_diagnostics_at(d->diagnostics, 0);
  g_assert_cmpstr(found->reason, ==, "markdown-table");
  g_assert_cmpuint(found->line, ==, 7);
  g_assert_cmpstr(pb_diagnostics_at(d->diagnostics, 1)->reason, ==, "markdown-html");
  test_close_project(&p);
}

static void test_too_large(void) {
  g_autoptr(GString) text = g_string_new("---\nkommun: 1880\navsnitt: tid\n---\n");
  while (text->len <= 1024 * 1024)
    g_string_append(text, "Ord ord ord ord.\n");
  test_project p = open_one(text->str);
  g_assert_cmpuint(p.failures->len, ==, 1);
  test_close_project(&p);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/comments/head", test_head);
  g_test_add_func("/comments/problem-area", test_problem_area);
  g_test_add_func("/comments/refused-files", test_refused_files);
  g_test_add_func("/comments/refused-parts", test_refused_parts);
  g_test_add_func("/comments/too-large", test_too_large);
  return g_test_run();
}
