/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The theme file: what it sets, what it refuses and where it says so; and the built-in colours:
 * read on what they stand on, and told apart by people who do not see all colours and in grey. */
#include "plots/theme.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "plots/color.h"
#include "plots/count_classes.h"

static const char standard[] = PB_SOURCE_ROOT "/data/theme/standard.ini";
static char *folder;

static char *write_file(const char *name, const void *bytes, gssize n) {
  char *path = g_build_filename(folder, name, NULL);
  g_assert_true(g_file_set_contents(path, bytes, n, NULL));
  return path;
}

static pb_theme_file *load(const char *text, GError **error) {
  g_autofree char *path = write_file("stil.ini", text, -1);
  return pb_theme_file_load(path, "stil.ini", error);
}

static void standard_is_the_built_in_style(void) {
  GError *error = NULL;
  g_autoptr(pb_theme_file) file = pb_theme_file_load(standard, "standard.ini", &error);
  g_assert_no_error(error);
  g_autofree pb_theme *theme = pb_theme_new(file, &error);
  g_assert_no_error(error);
  const pb_theme *built_in = pb_theme_default();
  g_assert_cmpstr(theme->family, ==, built_in->family);
  g_assert_null(theme->logo);
  for (size_t i = 0; i < PB_THEME_N_SIZES; i++)
    g_assert_cmpfloat(file->size[i], >=, 8);
  for (size_t i = 0; i < PB_THEME_N_COLORS; i++)
    g_assert_cmpuint(file->color[i].line, >, 0); /* every key stands in it */
  theme->family = built_in->family;
  g_assert_cmpmem(theme, sizeof *theme, built_in, sizeof *built_in);
  g_auto(GStrv) warnings = pb_theme_warnings(file);
  g_assert_cmpuint(g_strv_length(warnings), ==, 0);
}

static void a_part_leaves_the_rest(void) {
  GError *error = NULL;
  g_autoptr(pb_theme_file) file =
      load("[type]\nbody_size = 10,5\n[colors]\naccent = #7A1F5C\n", &error);
  g_assert_no_error(error);
  g_autofree pb_theme *theme = pb_theme_new(file, &error);
  g_assert_no_error(error);
  g_assert_cmpfloat(theme->body_size, ==, 10.5);
  g_assert_cmphex(theme->accent, ==, 0x7a1f5c);
  g_assert_cmphex(theme->ink, ==, pb_theme_default()->ink);
  g_assert_cmpstr(theme->family, ==, pb_theme_default()->family);
}

static void refuse(const char *text, const char *place, const char *words) {
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_theme_file) file = load(text, &error);
  g_assert_null(file);
  g_assert_error(error, PB_ERROR, PB_ERROR_PROJECT);
  g_assert_true(g_str_has_prefix(error->message, place));
  if (strstr(error->message, words) == NULL)
    g_error("“%s” does not say “%s”", error->message, words);
}

static void faults_are_sentences(void) {
  refuse("[colors]\nink = black\n", "stil.ini:2:", "#12426b");
  refuse("[colors]\nink = #12345\n", "stil.ini:2:", "#12345");
  refuse("[colors]\n\naccnt = #123456\n", "stil.ini:3:", "accent");
  refuse("[color]\nink = #123456\n", "stil.ini:1:", "type, colors, logo");
  refuse("[type]\nlabel_size = 7\n", "stil.ini:2:", "from 8 to 40");
  refuse("[type]\nbody_size = stor\n", "stil.ini:2:", "stor");
  refuse("[type]\nfamily = A\"B\n", "stil.ini:2:", "typeface");
  refuse("[logo]\ntext = x\n", "stil.ini:1:", "file");
  refuse("[logo]\nfile = finns-inte.png\ntext = x\n", "stil.ini:2:", "finns-inte.png");
  g_autofree char *jpeg =
      write_file("bild.jpg", "\xff\xd8\xff\xe0 what a picture this might be", -1);
  refuse("[logo]\nfile = bild.jpg\ntext = x\n", "stil.ini:2:", "PNG");
  g_autofree char *logo = write_file("logo.png", "\x89PNG\r\n\x1a\n", 8);
  refuse("[logo]\ntext = x\nfile = logo.png\nheight_mm = 90\n", "stil.ini:4:", "25");
  g_autoptr(GError) error = NULL;
  g_assert_null(pb_theme_file_load("/finns/inte.ini", "inte.ini", &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_INPUT);
}

static void a_damaged_logo_is_said(void) {
  /* A head that promises 10 by 10, and nothing after it. */
  static const unsigned char head[] = {0x89, 'P', 'N', 'G', 13,  10, 26, 10, 0,  0, 0,
                                       13,   'I', 'H', 'D', 'R', 0,  0,  0,  10, 0, 0,
                                       0,    10,  8,   2,   0,   0,  0,  0,  0,  0, 0};
  g_autofree char *path = write_file("trasig.png", head, sizeof head);
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_theme_file) file = load("[logo]\nfile = trasig.png\ntext = Logotyp\n", &error);
  g_assert_no_error(error);
  g_assert_cmpint(file->logo_width, ==, 10);
  g_assert_null(pb_theme_new(file, &error));
  g_assert_error(error, PB_ERROR, PB_ERROR_PROJECT);
  g_assert_nonnull(strstr(error->message, "trasig.png"));
}

static void faint_text_is_warned_of(void) {
  g_autoptr(pb_theme_file) file = load(
      "[type]\nfamily = Finns Inte Alls\n[colors]\ngrey = #9a9a9a\nhairline = #fefefe\n", NULL);
  g_assert_nonnull(file);
  g_auto(GStrv) warnings = pb_theme_warnings(file);
  g_assert_cmpuint(g_strv_length(warnings), ==, 2);
  g_assert_true(g_str_has_prefix(warnings[0], "stil.ini:4: grey"));
  g_assert_nonnull(strstr(warnings[0], "2.8"));
  g_assert_true(g_str_has_prefix(warnings[1], "stil.ini:2:"));
  /* A dark paper makes every text colour faint, at the paper's line. */
  g_autoptr(pb_theme_file) dark = load("[colors]\npaper = #202020\n", NULL);
  g_auto(GStrv) many = pb_theme_warnings(dark);
  g_assert_cmpuint(g_strv_length(many), ==, 6);
  for (char **warning = many; *warning; warning++)
    g_assert_true(g_str_has_prefix(*warning, "stil.ini:2:"));
}

static void contrast_by_wcag(void) {
  g_assert_cmpfloat_with_epsilon(pb_color_contrast(0x000000, 0xffffff), 21, 1e-12);
  g_assert_cmpfloat_with_epsilon(pb_color_contrast(0x767676, 0xffffff), 4.54, .005);
  g_assert_cmpfloat_with_epsilon(pb_color_contrast(0xff0000, 0xffffff), 4.00, .005);
}

/* Text stands on paper and on the bands behind curves. */
static void text_is_read_on_paper_and_band(void) {
  const pb_theme *t = pb_theme_default();
  const uint32_t texts[] = {t->ink, t->grey, t->accent, t->increase, t->decrease, t->undecided};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_assert_cmpfloat(pb_color_contrast(texts[i], t->paper), >=, 4.5);
    g_assert_cmpfloat(pb_color_contrast(texts[i], t->band), >=, 4.5);
  }
}

typedef struct {
  double l, a, b;
} lab;

static double linear(uint32_t channel) {
  double c = (channel & 0xff) / 255.;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double cube_root(double t) {
  return t > 216. / 24389 ? cbrt(t) : (24389. / 27 * t + 16) / 116;
}

/** How a colour is seen: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
static const double seen_as[][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779},
     {-0.078411, 0.930809, 0.147602},
     {0.004733, 0.691367, 0.303900}},
    {{.2126, .7152, .0722}, {.2126, .7152, .0722}, {.2126, .7152, .0722}},
};
static const char *const sights[] = {"all colours", "protanopia", "deuteranopia", "tritanopia",
                                     "grey"};
enum { N_SIGHTS = 5, GREY = 4 };

static lab seen(uint32_t color, size_t sight) {
  const double in[] = {linear(color >> 16), linear(color >> 8), linear(color)};
  double rgb[3];
  for (size_t r = 0; r < 3; r++) {
    rgb[r] = 0;
    for (size_t c = 0; c < 3; c++)
      rgb[r] += seen_as[sight][r][c] * in[c];
    rgb[r] = CLAMP(rgb[r], 0, 1);
  }
  double x = (.4124564 * rgb[0] + .3575761 * rgb[1] + .1804375 * rgb[2]) / .95047;
  double y = .2126729 * rgb[0] + .7151522 * rgb[1] + .0721750 * rgb[2];
  double z = (.0193339 * rgb[0] + .1191920 * rgb[1] + .9503041 * rgb[2]) / 1.08883;
  double fx = cube_root(x), fy = cube_root(y), fz = cube_root(z);
  return (lab){116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
}

/** CIE 1976: 2 is just seen side by side, 10 at a glance. */
static double apart(uint32_t a, uint32_t b, size_t sight) {
  lab p = seen(a, sight), q = seen(b, sight);
  return sqrt((p.l - q.l) * (p.l - q.l) + (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));
}

/** The signs of change have a shape each (triangle up, triangle down, dot) and need colour only to
 * be found sooner; yet increase and decrease stay apart for everybody who sees some colour. */
static void change_colors(void) {
  const pb_theme *t = pb_theme_default();
  for (size_t s = 0; s < GREY; s++) {
    g_test_message("increase and decrease, %s: %.1f", sights[s],
                   apart(t->increase, t->decrease, s));
    g_assert_cmpfloat(apart(t->increase, t->decrease, s), >=, 20);
    g_assert_cmpfloat(apart(t->increase, t->undecided, s), >=, 10);
  }
}

/** Classes of maps are told by colour alone: neighbours differ at a glance for everybody, also in
 * grey, and darken all the way. */
static void check_ramp(const char *name, const uint32_t *colors, size_t n) {
  for (size_t s = 0; s < N_SIGHTS; s++)
    for (size_t k = 1; k < n; k++) {
      double d = apart(colors[k - 1], colors[k], s);
      if (d < 8)
        g_error("%s %zu and %zu are %.1f apart for %s", name, k - 1, k, d, sights[s]);
      g_assert_cmpfloat(seen(colors[k], s).l, <, seen(colors[k - 1], s).l);
    }
}

static void class_colors(void) {
  const pb_theme *t = pb_theme_default();
  check_ramp("sequential", t->sequential, 5);
  const char *const ramps[] = {"blue", "hobit"};
  for (size_t r = 0; r < G_N_ELEMENTS(ramps); r++)
    for (size_t n = 2; n <= PB_COUNT_MOST_CLASSES; n++) {
      uint32_t colors[PB_COUNT_MOST_CLASSES];
      for (size_t k = 0; k < n; k++)
        colors[k] = pb_count_color(t, ramps[r], n, k);
      check_ramp(ramps[r], colors, n);
    }
}

/** Persistent, new, intermittent, former differ in fill, edge and hatch (stability_map.c); their
 * fills alone are apart too. */
static void stability_colors(void) {
  const pb_theme *t = pb_theme_default();
  const uint32_t fills[] = {t->accent, t->increase, t->sequential[2], t->paper};
  for (size_t s = 0; s < N_SIGHTS; s++)
    for (size_t i = 0; i < 4; i++)
      for (size_t j = i + 1; j < 4; j++) {
        g_test_message("%zu %zu %s: %.1f", i, j, sights[s], apart(fills[i], fills[j], s));
        g_assert_cmpfloat(apart(fills[i], fills[j], s), >=, 10);
      }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  folder = g_dir_make_tmp("theme-XXXXXX", NULL);
  g_test_add_func("/theme/standard", standard_is_the_built_in_style);
  g_test_add_func("/theme/part", a_part_leaves_the_rest);
  g_test_add_func("/theme/faults", faults_are_sentences);
  g_test_add_func("/theme/logo-damaged", a_damaged_logo_is_said);
  g_test_add_func("/theme/warnings", faint_text_is_warned_of);
  g_test_add_func("/colors/contrast", contrast_by_wcag);
  g_test_add_func("/colors/text", text_is_read_on_paper_and_band);
  g_test_add_func("/colors/change", change_colors);
  g_test_add_func("/colors/classes", class_colors);
  g_test_add_func("/colors/stability", stability_colors);
  int status = g_test_run();
  static const char *const made[] = {"stil.ini", "bild.jpg", "logo.png", "trasig.png"};
  for (size_t i = 0; i < G_N_ELEMENTS(made); i++) {
    g_autofree char *path = g_build_filename(folder, made[i], NULL);
    g_remove(path);
  }
  g_rmdir(folder);
  g_free(folder);
  return status;
}
