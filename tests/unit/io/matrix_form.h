/* SPDX-License-Identifier: GPL-3.0-or-later */
/** One table of reported crime written in any of the forms that exports take. */
#ifndef PB_TESTS_IO_MATRIX_FORM_H
#define PB_TESTS_IO_MATRIX_FORM_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "engine/dataset.h"

/* The table: 25 municipalities × 4 crime types × 5 years. */
enum { N_PLACES = 25, N_TYPES = 4, N_YEARS = 5, FIRST_YEAR = 2021 };
enum { N_CELLS = N_PLACES * N_TYPES * N_YEARS };
extern const char *const matrix_type_keys[N_TYPES];

typedef enum {
  LONG,
  PERIODS_ACROSS,
  TYPES_AND_PERIODS_ACROSS,
  TYPES_ACROSS,
  MERGED_PERIODS, /* a row of periods above a row of “Antal” and “Per 100 000 inv” */
  MERGED_TYPES,   /* types above, count and rate by period below */
  N_SHAPES
} matrix_shape;
typedef enum { QUOTE_NEEDED, QUOTE_ALL, QUOTE_NONE, N_QUOTINGS } matrix_quoting;
enum { N_ENCODINGS = 6, N_THOUSANDS = 8, N_TITLES = 3 };

typedef struct {
  int encoding; /* in matrix_encodings */
  char delimiter, decimal;
  int thousands; /* in matrix_thousands */
  matrix_quoting quoting;
  const char *line_end;
  int titles; /* 0: none, 1: one line, 2: two and a blank one between them */
  bool footnotes, trailing;
  matrix_shape shape;
} matrix_form;

extern const char *const matrix_encodings[N_ENCODINGS];
extern const char *const matrix_thousands[N_THOUSANDS];

/** Position of a place in the dataset. */
int matrix_place(const pb_dataset *dataset, int place);
int64_t matrix_count(int place, int type, int year);
/** With decimals; false where none was published. */
bool matrix_rate(int place, int type, int year, double *rate);
/** What a column says that no role has; negative, too. */
int64_t matrix_change(int place, int type, int year);

/** The bytes; NULL when the form cannot be: an encoding without the blank, a decimal mark that also
 * parts thousands, a cell that would need quotation marks. g_free. */
char *matrix_write(const matrix_form *form, const pb_dataset *dataset, gsize *n);
/** For messages. g_free. */
char *matrix_text(const matrix_form *form);

#endif
