/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The parts of a workbook: XML files in a zip archive, unpacked and parsed in one pass. Nothing is
 * fetched, no document type is accepted and no entity expanded. */
#ifndef PB_IO_XLSX_ZIP_H
#define PB_IO_XLSX_ZIP_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** The archive. `left` is how many bytes may still be unpacked from it. */
typedef struct {
  const char *name; /**< in messages */
  const void *bytes;
  size_t n;
  size_t max_bytes, left;
} pb_xlsx_zip;

/** An attribute's value: not NUL-terminated, valid during the callback. */
typedef struct {
  const char *text; /**< NULL: there is no such attribute */
  size_t n;
} pb_xlsx_value;

typedef struct pb_xlsx_attributes pb_xlsx_attributes;
/** By local name; namespaces do not matter. */
pb_xlsx_value pb_xlsx_attribute(const pb_xlsx_attributes *attributes, const char *name);
bool pb_xlsx_value_is(pb_xlsx_value value, const char *text);
/** A whole number without sign, at most `max`; false when it is none. */
bool pb_xlsx_value_number(pb_xlsx_value value, size_t max, size_t *number);

/** Elements by local name. `text` of `end` is the text since the last tag, NUL-terminated. False
 * with an error stops. */
typedef struct {
  bool (*start)(const char *element, const pb_xlsx_attributes *attributes, void *data,
                GError **error);
  bool (*end)(const char *element, const char *text, size_t n, void *data, GError **error);
} pb_xlsx_handler;

/** Parse a part such as “xl/workbook.xml”. `found` says whether there is one; `found` NULL: there
 * must be. False with PB_ERROR_INPUT: damaged, encrypted, or larger than what is left. */
bool pb_xlsx_zip_parse(pb_xlsx_zip *zip, const char *part, const pb_xlsx_handler *handler,
                       void *data, bool *found, GError **error);
/** The error of a damaged workbook; `why` is a technical remark. Always false. */
bool pb_xlsx_damaged(const char *name, const char *why, GError **error);

#endif
