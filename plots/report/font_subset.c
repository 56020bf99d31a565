/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/font_subset.h"

#include <fontconfig/fontconfig.h>
#include <hb-subset.h>
#include <hb.h>
#include <stdbool.h>
#include <string.h>

/** Beside printable ASCII. */
static const char repertoire[] = "ÅÄÖåäöÉéÈèÜüÆæØøÁáÓóÍíÑñÇçÞþÐðßš§°±²³µ·×÷½¼¾«»€"
                                 "\u00a0\u2009\u202f–—‘’‚“”„…•−≈≠≤≥←↑→↓▲▼●○◆φχσλΔ√∞";

static hb_set_t *characters_of(const char *text) {
  hb_set_t *set = hb_set_create();
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    hb_set_add(set, g_utf8_get_char(p));
  hb_set_del_range(set, 0, 31);
  return set;
}

static hb_set_t *usual_characters(void) {
  hb_set_t *set = characters_of(repertoire);
  hb_set_add_range(set, 32, 126);
  return set;
}

/** The file and face index of the family, or NULL: another family is not good enough. */
static hb_face_t *find_face(const char *family, int weight) {
  FcPattern *wanted = FcPatternCreate();
  FcPatternAddString(wanted, FC_FAMILY, (const FcChar8 *)family);
  FcPatternAddInteger(wanted, FC_WEIGHT, FcWeightFromOpenType(weight));
  FcPatternAddInteger(wanted, FC_SLANT, FC_SLANT_ROMAN);
  FcConfigSubstitute(NULL, wanted, FcMatchPattern);
  FcDefaultSubstitute(wanted);
  FcResult result;
  FcPattern *match = FcFontMatch(NULL, wanted, &result);
  FcPatternDestroy(wanted);
  hb_face_t *face = NULL;
  FcChar8 *name = NULL, *file = NULL;
  int index = 0;
  if (match != NULL && FcPatternGetString(match, FC_FAMILY, 0, &name) == FcResultMatch &&
      g_ascii_strcasecmp((const char *)name, family) == 0 &&
      FcPatternGetString(match, FC_FILE, 0, &file) == FcResultMatch) {
    FcPatternGetInteger(match, FC_INDEX, 0, &index);
    hb_blob_t *blob = hb_blob_create_from_file_or_fail((const char *)file);
    if (blob != NULL) {
      face = hb_face_create(blob, (unsigned)index);
      hb_blob_destroy(blob);
    }
  }
  if (match != NULL)
    FcPatternDestroy(match);
  return face;
}

static GBytes *cut(const char *family, int weight, const hb_set_t *characters) {
  static const hb_tag_t features[] = {
      HB_TAG('k', 'e', 'r', 'n'), HB_TAG('t', 'n', 'u', 'm'), HB_TAG('c', 'c', 'm', 'p'),
      HB_TAG('m', 'a', 'r', 'k'), HB_TAG('c', 'a', 'l', 't'),
  };
  hb_face_t *face = find_face(family, weight);
  if (face == NULL)
    return NULL;
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  hb_set_union(hb_subset_input_unicode_set(input), characters);
  hb_set_t *kept = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
  hb_set_clear(kept);
  for (size_t i = 0; i < G_N_ELEMENTS(features); i++)
    hb_set_add(kept, features[i]);
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
  hb_face_t *small = hb_subset_or_fail(face, input);
  GBytes *file = NULL;
  if (small != NULL) {
    hb_blob_t *blob = hb_face_reference_blob(small);
    unsigned length;
    const char *data = hb_blob_get_data(blob, &length);
    file = g_bytes_new(data, length);
    hb_blob_destroy(blob);
    hb_face_destroy(small);
  }
  hb_subset_input_destroy(input);
  hb_face_destroy(face);
  return file;
}

/** The shared subset, made once per family and weight. */
static GBytes *usual_subset(const char *family, int weight, const hb_set_t *usual) {
  static GMutex mutex;
  static GHashTable *made; /* "Inter 400" -> GBytes; never emptied, so never freed */
  g_autofree char *key = g_strdup_printf("%s %d", family, weight);
  g_mutex_lock(&mutex);
  if (made == NULL)
    made = g_hash_table_new(g_str_hash, g_str_equal);
  GBytes *file = g_hash_table_lookup(made, key);
  if (file == NULL && (file = cut(family, weight, usual)) != NULL)
    g_hash_table_insert(made, g_steal_pointer(&key), file);
  g_mutex_unlock(&mutex);
  return file != NULL ? g_bytes_ref(file) : NULL;
}

GBytes *pb_font_subset(const char *family, int weight, const char *text) {
  hb_set_t *usual = usual_characters(), *wanted = characters_of(text);
  GBytes *file;
  if (hb_set_is_subset(wanted, usual)) {
    file = usual_subset(family, weight, usual);
  } else {
    hb_set_union(wanted, usual);
    file = cut(family, weight, wanted);
  }
  hb_set_destroy(usual);
  hb_set_destroy(wanted);
  return file;
}
