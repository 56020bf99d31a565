/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/shapefile_parts.h"
#include "geo/table_text.h"

/* Calls `see` with every name of a field and every text; stops and says false when `see` does. */
static bool each_text(DBFHandle table, bool (*see)(const char *text, void *data), void *data) {
  for (int f = 0; f < DBFGetFieldCount(table); f++) {
    char header[XBASE_FLDNAME_LEN_READ + 1] = "";
    DBFGetFieldInfo(table, f, header, NULL, NULL);
    if (!see(header, data))
      return false;
    if (DBFGetNativeFieldType(table, f) != 'C')
      continue;
    for (int r = 0; r < DBFGetRecordCount(table); r++) {
      const char *text = DBFReadStringAttribute(table, r, f);
      if (text && !see(text, data))
        return false;
    }
  }
  return true;
}

static bool add_evidence(const char *text, void *evidence) {
  pb_text_evidence_add(evidence, text);
  return true;
}

static bool decodes(const char *text, void *encoding) {
  if (g_str_is_ascii(text))
    return true;
  g_autofree char *decoded = pb_table_text_decode(text, encoding);
  return decoded != NULL;
}

static bool encoding_fits(DBFHandle table, const char *encoding) {
  return pb_encoding_keeps_ascii(encoding) && each_text(table, decodes, (void *)encoding);
}

/* One byte a letter: every text of UTF-8 decodes from these too, into two or three wrong letters
 * for each right one. */
static bool is_single_byte(const char *encoding) {
  static const char *const beginnings[] = {"CP125", "CP4", "CP8", "ISO-8859-", "8859-", "WINDOWS-"};
  for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++)
    if (g_str_has_prefix(encoding, beginnings[i]))
      return true;
  return false;
}

char *pb_shapefile_encoding(DBFHandle table, const pb_shapefile_contents *contents,
                            const char *wanted, GPtrArray *notes, GError **error) {
  if (wanted && *wanted) {
    if (encoding_fits(table, wanted))
      return g_strdup(wanted);
    g_set_error(error, PB_ERROR, PB_ERROR_INPUT,
                _("The texts of %s.dbf are not in the encoding “%s”; leave the encoding out to "
                  "have it found, or name another, for example windows-1252 or UTF-8."),
                contents->name, wanted);
    return NULL;
  }
  const guint8 *header = g_bytes_get_data(contents->dbf, NULL);
  g_autofree char *stated = pb_encoding_from_cpg(contents->cpg);
  if (!stated)
    stated = g_strdup(pb_encoding_from_language_id(header[29]));
  pb_text_evidence evidence = {0};
  each_text(table, add_evidence, &evidence);
  bool is_utf8 = evidence.not_ascii && !evidence.not_utf8;
  if (stated && encoding_fits(table, stated) && !(is_utf8 && is_single_byte(stated)))
    return g_steal_pointer(&stated);
  const char *found = pb_encoding_from_evidence(&evidence);
  if (stated && evidence.not_ascii)
    g_ptr_array_add(notes, g_strdup_printf(_("%s.dbf is not in %s as it says; it was read as %s."),
                                           contents->name, stated, found));
  return g_strdup(found);
}
