/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/theme_file.h"

#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "io/key_lines.h"
#include "io/key_reader.h"
#include "io/text_encoding.h"

#define SMALLEST_TYPE 8
#define LARGEST_TYPE 40
/** A larger logo would be most of the page's bytes. */
#define LARGEST_LOGO (300 * 1024)

const char *const pb_theme_size_names[PB_THEME_N_SIZES] = {"title_size", "heading_size",
                                                           "body_size", "small_size", "label_size"};
const char *const pb_theme_color_names[PB_THEME_N_COLORS] = {
    "ink",         "grey",        "hairline",    "paper",       "accent",
    "context",     "band",        "increase",    "decrease",    "undecided",
    "sequential1", "sequential2", "sequential3", "sequential4", "sequential5"};
static const char *const type_names[] = {"family",    "title_size", "heading_size",
                                         "body_size", "small_size", "label_size"};
static const char *const logo_names[] = {"file", "text", "height_mm"};
static const char *const section_names[] = {"type", "colors", "logo"};

static bool read_size(const pb_key_reader *r, const char *key, double *size) {
  g_autofree char *value = pb_key_value(r, key);
  if (!value)
    return true;
  g_autofree char *plain = g_strdelimit(g_strdup(value), ",", '.');
  char *end;
  double read = g_ascii_strtod(plain, &end);
  if (end == plain || *end || !(read >= SMALLEST_TYPE && read <= LARGEST_TYPE))
    return pb_key_fail(r, pb_key_line_of(r, key),
                       _("%s must be a size from %d to %d points, not “%s”."), key, SMALLEST_TYPE,
                       LARGEST_TYPE, value);
  *size = read;
  return true;
}

static bool read_type(const pb_key_reader *r, pb_theme_file *file) {
  if (!pb_key_check(r, type_names, G_N_ELEMENTS(type_names), NULL, NULL) ||
      !pb_key_text(r, "family", &file->family))
    return false;
  file->family_line = pb_key_line_of(r, "family");
  if (file->family && (!*file->family || strpbrk(file->family, "\"<>&\\;{}")))
    return pb_key_fail(r, file->family_line, _("“%s” cannot be the name of a typeface."),
                       file->family);
  for (size_t i = 0; i < PB_THEME_N_SIZES; i++)
    if (!read_size(r, pb_theme_size_names[i], &file->size[i]))
      return false;
  return true;
}

static bool read_colors(const pb_key_reader *r, pb_theme_file *file) {
  if (!pb_key_check(r, pb_theme_color_names, PB_THEME_N_COLORS, NULL, NULL))
    return false;
  for (size_t i = 0; i < PB_THEME_N_COLORS; i++) {
    const char *key = pb_theme_color_names[i];
    g_autofree char *value = pb_key_value(r, key);
    if (!value)
      continue;
    if (!g_regex_match_simple("^#[0-9A-Fa-f]{6}$", value, 0, 0))
      return pb_key_fail(
          r, pb_key_line_of(r, key),
          _("%s must be a colour written as # and six hexadecimal digits, such as #12426b; it is "
            "“%s”."),
          key, value);
    file->color[i].line = pb_key_line_of(r, key);
    file->color[i].rgb = (uint32_t)g_ascii_strtoull(value + 1, NULL, 16);
  }
  return true;
}

/** Width and height stand at a fixed place of every PNG. */
static bool measure_png(pb_theme_file *file) {
  static const unsigned char start[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  gsize n;
  const unsigned char *bytes = g_bytes_get_data(file->logo, &n);
  if (n < 24 || memcmp(bytes, start, sizeof start) != 0)
    return false;
  file->logo_width = bytes[16] << 24 | bytes[17] << 16 | bytes[18] << 8 | bytes[19];
  file->logo_height = bytes[20] << 24 | bytes[21] << 16 | bytes[22] << 8 | bytes[23];
  return file->logo_width > 0 && file->logo_height > 0;
}

static bool read_logo(const pb_key_reader *r, const char *folder, pb_theme_file *file) {
  g_autofree char *name = NULL;
  if (!pb_key_check(r, logo_names, G_N_ELEMENTS(logo_names), NULL, NULL) ||
      !pb_key_required(r, "file", &name) || !pb_key_required(r, "text", &file->logo_text) ||
      !pb_key_int(r, "height_mm", 5, 25, &file->logo_height_mm))
    return false;
  file->logo_path = g_canonicalize_filename(name, folder);
  size_t line = pb_key_line_of(r, "file");
  g_autoptr(GError) why = NULL;
  char *bytes;
  gsize n;
  if (!g_file_get_contents(file->logo_path, &bytes, &n, &why))
    return pb_key_fail(r, line, _("The logo %s cannot be read (%s)."), name, why->message);
  file->logo = g_bytes_new_take(bytes, n);
  if (n > LARGEST_LOGO)
    return pb_key_fail(r, line, _("The logo %s is larger than 300 kB. Save a smaller one."), name);
  if (!measure_png(file))
    return pb_key_fail(r, line, _("The logo %s is not a PNG picture. Save it as PNG."), name);
  return true;
}

static bool read_section(const pb_key_reader *r, const char *folder, pb_theme_file *file) {
  if (g_str_equal(r->section, "type"))
    return read_type(r, file);
  if (g_str_equal(r->section, "colors"))
    return read_colors(r, file);
  if (g_str_equal(r->section, "logo"))
    return read_logo(r, folder, file);
  g_autoptr(GString) all = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(section_names); i++)
    g_string_append_printf(all, "%s%s", i ? ", " : "", section_names[i]);
  return pb_key_fail(r, pb_key_line_of(r, NULL),
                     _("There is no section [%s]. The sections are: %s."), r->section, all->str);
}

static bool read_sections(pb_theme_file *file, const pb_utf8 *utf8, const char *folder,
                          GError **error) {
  g_autoptr(GArray) lines = pb_key_lines_scan(file->path, utf8->text, utf8->length, error);
  if (!lines)
    return false;
  g_autoptr(GKeyFile) keys = g_key_file_new();
  g_autoptr(GError) why = NULL;
  if (utf8->length &&
      !g_key_file_load_from_data(keys, utf8->text, utf8->length, G_KEY_FILE_NONE, &why)) {
    g_set_error(error, PB_ERROR, PB_ERROR_PROJECT, _("%s: The file is not a theme file (%s)."),
                file->path, why->message);
    return false;
  }
  g_auto(GStrv) sections = g_key_file_get_groups(keys, NULL);
  for (char **section = sections; *section; section++) {
    pb_key_reader r = {file->path, keys, lines, *section, error};
    if (!read_section(&r, folder, file))
      return false;
  }
  return true;
}

pb_theme_file *pb_theme_file_load(const char *path, const char *shown, GError **error) {
  g_autoptr(GError) why = NULL;
  g_autofree char *bytes = NULL;
  gsize n;
  if (!g_file_get_contents(path, &bytes, &n, &why)) {
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT, _("%s: The file cannot be read (%s)."), shown,
                why->message);
    return NULL;
  }
  g_auto(pb_utf8) utf8 = {0};
  if (!pb_utf8_from_bytes(bytes, n, NULL, &utf8, error))
    return NULL;
  g_autoptr(pb_theme_file) file = g_new0(pb_theme_file, 1);
  g_autofree char *folder = g_path_get_dirname(path);
  file->path = g_strdup(shown);
  file->logo_height_mm = 12;
  return read_sections(file, &utf8, folder, error) ? g_steal_pointer(&file) : NULL;
}

void pb_theme_file_free(pb_theme_file *file) {
  if (!file)
    return;
  g_free(file->path);
  g_free(file->family);
  g_free(file->logo_path);
  g_free(file->logo_text);
  g_clear_pointer(&file->logo, g_bytes_unref);
  g_free(file);
}
