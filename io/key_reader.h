/* SPDX-License-Identifier: GPL-3.0-or-later */
/** One section of the project file, read key by key. A function that returns false has set an error
 * PB_ERROR_PROJECT that names file and line; where a key is not there, what it would set stays as
 * it is. */
#ifndef PB_IO_KEY_READER_H
#define PB_IO_KEY_READER_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
  const char *file;
  GKeyFile *keys;
  const GArray *lines; /**< of pb_key_lines_scan */
  const char *section; /**< "source brott" */
  GError **error;
} pb_key_reader;

/** Line of the key, or with NULL that of the section. */
size_t pb_key_line_of(const pb_key_reader *r, const char *key);
/** Set the error; `format` is a translated sentence. Returns false. */
bool pb_key_fail(const pb_key_reader *r, size_t line, const char *format, ...) G_GNUC_PRINTF(3, 4);
/** The error for a word that is none of `names`: `format` takes the word, the section and the name
 * nearest to it, `format_all` the word, the section and all names. Returns false. */
bool pb_key_unknown(const pb_key_reader *r, size_t line, const char *format, const char *format_all,
                    const char *wrong, const char *const *names, size_t n);
bool pb_key_is_among(const char *name, const char *const *names, size_t n);
/** Every key of the section must be one of `names` or begin with one of two prefixes (NULL: no such
 * prefix). */
bool pb_key_check(const pb_key_reader *r, const char *const *names, size_t n, const char *prefix,
                  const char *other);

/** The value as written, without blanks around it; NULL when the key is not there. g_free. */
char *pb_key_value(const pb_key_reader *r, const char *key);
/** In place of *text, which is freed. Always true. */
bool pb_key_text(const pb_key_reader *r, const char *key, char **text);
/** The same of a key that must be there and not be empty. */
bool pb_key_required(const pb_key_reader *r, const char *key, char **text);
bool pb_key_int(const pb_key_reader *r, const char *key, int min, int max, int *number);
/** 0 to 100, with decimal point or comma. */
bool pb_key_percent(const pb_key_reader *r, const char *key, double *number);
/** "true" or "false". */
bool pb_key_bool(const pb_key_reader *r, const char *key, bool *yes);
bool pb_key_choice(const pb_key_reader *r, const char *key, const char *const *choices, size_t n,
                   size_t *chosen);
/** Parts between semicolons, without blanks around them. g_strfreev. Always true. */
bool pb_key_list(const pb_key_reader *r, const char *key, char ***list);

#endif
