/* SPDX-License-Identifier: GPL-3.0-or-later */
/** The cells of one sheet of a workbook. */
#ifndef PB_IO_XLSX_SHEET_H
#define PB_IO_XLSX_SHEET_H

#include <stdint.h>

#include "io/xlsx_zip.h"

/** What a cell holds. A cell that is empty or an error (#N/A) is not there. */
typedef enum {
  PB_XLSX_NUMBER, /**< also a code shown with leading zeros */
  PB_XLSX_TEXT,   /**< also the result of a formula */
  PB_XLSX_BOOL,   /**< TRUE or FALSE */
  PB_XLSX_DATE,   /**< ISO text */
} pb_xlsx_kind;

typedef struct {
  const char *text; /**< NUL-terminated, never empty; owned by the sheet */
  uint32_t length;
  uint16_t column; /**< 0-based */
  uint8_t kind;    /**< pb_xlsx_kind */
} pb_xlsx_cell;

/** A row with at least one cell. */
typedef struct {
  size_t line; /**< 1-based number of the row in the sheet */
  size_t first;
  size_t n;
} pb_xlsx_row;

/** Rows from top to bottom, the cells of each from left to right. */
typedef struct {
  char *name;
  GArray *rows;         /**< pb_xlsx_row */
  GArray *cells;        /**< pb_xlsx_cell */
  size_t width;         /**< columns up to the last filled one */
  size_t n_errors;      /**< cells that hold an error; they are not among the cells */
  size_t n_uncomputed;  /**< formulas without a result; neither are they */
  size_t n_hidden_rows; /**< rows with cells that are not shown; they are read all the same */
  char first_error[16]; /**< the first cell with an error, as "B7"; "" without one */
  GStringChunk *texts;
} pb_xlsx_sheet;

#define PB_XLSX_MAX_ROWS 1048576
#define PB_XLSX_MAX_COLUMNS 16384

/** What the cells of a workbook refer to. */
typedef struct {
  const GArray *shared;  /**< pb_xlsx_text, in the sheet's `texts` */
  const GArray *formats; /**< pb_xlsx_format */
  bool from_1904;
  char decimal; /**< of numbers with decimals; 0: point */
} pb_xlsx_context;

/** A sheet without rows; owns `texts` from now on. */
pb_xlsx_sheet *pb_xlsx_sheet_new(const char *name, GStringChunk *texts);
/** Fill it from its part. False with PB_ERROR_INPUT. */
bool pb_xlsx_sheet_read(pb_xlsx_sheet *sheet, pb_xlsx_zip *zip, const char *part,
                        const pb_xlsx_context *context, GError **error);
void pb_xlsx_sheet_free(pb_xlsx_sheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_xlsx_sheet, pb_xlsx_sheet_free)

#endif
