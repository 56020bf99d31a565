/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"
#include "geo/shapefile_parts.h"
#include "geo/table_text.h"

static pb_type type_of(DBFHandle table, int field) {
  int width = 0, decimals = 0;
  DBFGetFieldInfo(table, field, NULL, &width, &decimals);
  char native = DBFGetNativeFieldType(table, field);
  if (native == 'N' && decimals == 0 && width <= 18)
    return PB_TYPE_INT64;
  return native == 'N' || native == 'F' ? PB_TYPE_DOUBLE : PB_TYPE_STRING;
}

static void gather_evidence(DBFHandle table, pb_text_evidence *evidence) {
  for (int f = 0; f < DBFGetFieldCount(table); f++) {
    char header[XBASE_FLDNAME_LEN_READ + 1] = "";
    DBFGetFieldInfo(table, f, header, NULL, NULL);
    pb_text_evidence_add(evidence, header);
    if (type_of(table, f) != PB_TYPE_STRING)
      continue;
    for (int r = 0; r < DBFGetRecordCount(table); r++) {
      const char *text = DBFReadStringAttribute(table, r, f);
      if (text)
        pb_text_evidence_add(evidence, text);
    }
  }
}

/* Does every text decode? */
static bool encoding_fits(DBFHandle table, const char *encoding) {
  for (int f = 0; f < DBFGetFieldCount(table); f++) {
    char header[XBASE_FLDNAME_LEN_READ + 1] = "";
    DBFGetFieldInfo(table, f, header, NULL, NULL);
    g_autofree char *name = pb_table_text_decode(header, encoding);
    if (!name)
      return false;
    for (int r = 0; type_of(table, f) == PB_TYPE_STRING && r < DBFGetRecordCount(table); r++) {
      const char *raw = DBFReadStringAttribute(table, r, f);
      g_autofree char *text = raw ? pb_table_text_decode(raw, encoding) : NULL;
      if (raw && !text)
        return false;
    }
  }
  return true;
}

static char *choose_encoding(DBFHandle table, const pb_shapefile_contents *contents,
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
  if (stated && encoding_fits(table, stated))
    return g_steal_pointer(&stated);
  pb_text_evidence evidence = {0};
  gather_evidence(table, &evidence);
  const char *found = pb_encoding_from_evidence(&evidence);
  if (stated)
    g_ptr_array_add(notes, g_strdup_printf(_("%s.dbf is not in %s as it says; it was read as %s."),
                                           contents->name, stated, found));
  return g_strdup(found);
}

static void append_cell(pb_column *column, DBFHandle table, int row, int field,
                        const char *encoding) {
  const char *raw = DBFReadStringAttribute(table, row, field);
  if (!raw || !*raw || DBFIsAttributeNULL(table, row, field)) {
    pb_column_append_missing(column);
    return;
  }
  /* The two calls above share a buffer; read the text again before it is used. */
  raw = DBFReadStringAttribute(table, row, field);
  char *end = NULL;
  errno = 0;
  if (pb_column_type(column) == PB_TYPE_INT64) {
    gint64 value = g_ascii_strtoll(raw, &end, 10);
    if (end == raw || *end || errno)
      pb_column_append_missing(column);
    else
      pb_column_append_int(column, value);
  } else if (pb_column_type(column) == PB_TYPE_DOUBLE) {
    double value = g_ascii_strtod(raw, &end);
    pb_column_append_maybe(column, end != raw && !*end && isfinite(value), value);
  } else {
    g_autofree char *text = pb_table_text_decode(raw, encoding);
    pb_column_append_string(column, text);
  }
}

pb_table *pb_shapefile_attributes(DBFHandle table, const pb_shapefile_contents *contents,
                                  const char *encoding, char **used, GPtrArray *notes,
                                  GError **error) {
  g_autofree char *chosen = choose_encoding(table, contents, encoding, notes, error);
  if (!chosen)
    return NULL;
  g_autoptr(pb_table) attributes = pb_table_new();
  for (int f = 0; f < DBFGetFieldCount(table); f++) {
    char header[XBASE_FLDNAME_LEN_READ + 1] = "";
    DBFGetFieldInfo(table, f, header, NULL, NULL);
    g_autofree char *name = pb_table_text_decode(header, chosen);
    pb_column *column = pb_column_new(name ? name : "", type_of(table, f), NULL);
    for (int r = 0; r < DBFGetRecordCount(table); r++)
      append_cell(column, table, r, f, chosen);
    pb_table_add(attributes, column);
  }
  *used = g_steal_pointer(&chosen);
  return g_steal_pointer(&attributes);
}
