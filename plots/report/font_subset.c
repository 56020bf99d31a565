/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/font_subset.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <stdbool.h>

/** What running text and tables use; other features would bring their glyphs along. */
static const hb_tag_t features[] = {HB_TAG('c', 'c', 'm', 'p'), HB_TAG('l', 'o', 'c', 'l'),
                                    HB_TAG('m', 'a', 'r', 'k'), HB_TAG('m', 'k', 'm', 'k'),
                                    HB_TAG('k', 'e', 'r', 'n'), HB_TAG('l', 'i', 'g', 'a'),
                                    HB_TAG('c', 'a', 'l', 't'), HB_TAG('t', 'n', 'u', 'm')};

static bool has_family(FcPattern *font, const char *family) {
  FcChar8 *name;
  for (int i = 0; FcPatternGetString(font, FC_FAMILY, i, &name) == FcResultMatch; i++)
    if (g_ascii_strcasecmp((const char *)name, family) == 0)
      return true;
  return false;
}

/** The installed font nearest to the wish; NULL when it is of another family. */
static FcPattern *find_font(const char *family, int weight) {
  FcPattern *wish = FcPatternCreate();
  FcPatternAddString(wish, FC_FAMILY, (const FcChar8 *)family);
  FcPatternAddInteger(wish, FC_WEIGHT, FcWeightFromOpenType(weight));
  FcPatternAddInteger(wish, FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddInteger(wish, FC_WIDTH, FC_WIDTH_NORMAL);
  FcPatternAddBool(wish, FC_OUTLINE, FcTrue);
  FcConfigSubstitute(NULL, wish, FcMatchPattern);
  FcDefaultSubstitute(wish);
  FcResult result;
  FcPattern *font = FcFontMatch(NULL, wish, &result);
  FcPatternDestroy(wish);
  if (font != NULL && !has_family(font, family))
    g_clear_pointer(&font, FcPatternDestroy);
  return font;
}

static hb_face_t *open_face(const char *family, int weight) {
  FcPattern *font = find_font(family, weight);
  if (font == NULL)
    return NULL;
  FcChar8 *path;
  int index = 0;
  hb_face_t *face = NULL;
  FcPatternGetInteger(font, FC_INDEX, 0, &index);
  if (FcPatternGetString(font, FC_FILE, 0, &path) == FcResultMatch) {
    hb_blob_t *blob = hb_blob_create_from_file((const char *)path);
    face = hb_face_create(blob, (unsigned)index & 0xffff); /* the rest numbers an instance */
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(face) == 0)
      g_clear_pointer(&face, hb_face_destroy);
    else
      hb_face_make_immutable(face);
  }
  FcPatternDestroy(font);
  return face;
}

/** Borrowed from what the process keeps; also keeps that there is none. */
static hb_face_t *kept_face(const char *family, int weight) {
  static GMutex mutex;
  static GHashTable *faces;
  g_autofree char *key = g_strdup_printf("%d %s", weight, family);
  g_mutex_lock(&mutex);
  if (faces == NULL)
    faces = g_hash_table_new(g_str_hash, g_str_equal);
  void *face = NULL;
  if (!g_hash_table_lookup_extended(faces, key, NULL, &face)) {
    face = open_face(family, weight);
    g_hash_table_insert(faces, g_steal_pointer(&key), face);
  }
  g_mutex_unlock(&mutex);
  return face;
}

static void add_characters(hb_set_t *set, const char *text) {
  enum { LAST = 0x10ffff };
  g_autofree guint8 *seen = g_new0(guint8, LAST + 1);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar character = g_utf8_get_char(p);
    if (character >= ' ' && character <= LAST)
      seen[character] = 1;
  }
  for (gunichar c = 0; c <= LAST; c++)
    if (seen[c])
      hb_set_add(set, c);
}

/** A variable font becomes the one style; every axis that is not the weight stays at its default.
 */
static bool pin_axes(hb_subset_input_t *input, hb_face_t *face, int weight) {
  hb_ot_var_axis_info_t axes[16];
  unsigned n = G_N_ELEMENTS(axes);
  unsigned all = hb_ot_var_get_axis_infos(face, 0, &n, axes);
  for (unsigned i = 0; i < n; i++) {
    float value = axes[i].tag == HB_OT_TAG_VAR_AXIS_WEIGHT
                      ? CLAMP((float)weight, axes[i].min_value, axes[i].max_value)
                      : axes[i].default_value;
    if (!hb_subset_input_pin_axis_location(input, face, axes[i].tag, value))
      return false;
  }
  return all <= G_N_ELEMENTS(axes);
}

static GBytes *bytes_of(hb_face_t *face) {
  hb_blob_t *blob = hb_face_reference_blob(face);
  unsigned length;
  const char *data = hb_blob_get_data(blob, &length);
  GBytes *bytes = length > 0 ? g_bytes_new(data, length) : NULL;
  hb_blob_destroy(blob);
  return bytes;
}

GBytes *pb_font_subset(const char *family, int weight, const char *text) {
  hb_face_t *face = kept_face(family, weight);
  if (face == NULL)
    return NULL;
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (input == NULL)
    return NULL;
  add_characters(hb_subset_input_unicode_set(input), text);
  hb_set_t *kept = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
  hb_set_clear(kept);
  for (gsize i = 0; i < G_N_ELEMENTS(features); i++)
    hb_set_add(kept, features[i]);
  /* The licence and where to read it stay in the file. */
  hb_set_t *names = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
  hb_set_add(names, 13);
  hb_set_add(names, 14);
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
  GBytes *bytes = NULL;
  if (pin_axes(input, face, weight)) {
    hb_face_t *cut = hb_subset_or_fail(face, input);
    if (cut != NULL) {
      bytes = bytes_of(cut);
      hb_face_destroy(cut);
    }
  }
  hb_subset_input_destroy(input);
  return bytes;
}
