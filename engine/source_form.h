/* SPDX-License-Identifier: GPL-3.0-or-later */
/** How a file of a source was understood, for programs: pb_source_info.dialect and .roles say the
 * same for people. */
#ifndef PB_ENGINE_SOURCE_FORM_H
#define PB_ENGINE_SOURCE_FORM_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
  char *role;   /**< "municipality" */
  char *header; /**< of the file; NULL: taken from the headers across, or the cells below them */
  char *given;  /**< what the project file says for every row; NULL: nothing */
} pb_source_role;

typedef struct {
  const char *format;                      /**< "csv", "xlsx" or "text" */
  char *encoding;                          /**< "UTF-8"; NULL in a workbook */
  bool bom;                                /**< a byte order mark */
  size_t destroyed;                        /**< characters that were destroyed before (U+FFFD) */
  char delimiter;                          /**< ; , tab |; 0: none */
  const char *line_end;                    /**< "LF", "CRLF" or "CR"; NULL in a workbook */
  char decimal;                            /**< , or .; 0: no number with decimals was seen */
  char thousands;                          /**< . , or '; 0: blanks or none */
  bool decimal_assumed;                    /**< the decimal mark may as well part thousands */
  size_t title_lines;                      /**< above the header */
  size_t header_lines;                     /**< rows that were joined to one header; 1 as a rule */
  char *sheet;                             /**< of a workbook; NULL: not one */
  const char *shape;                       /**< "long", "wide" or "level-tree"; NULL for a text */
  size_t n_periods_across, n_types_across; /**< of a wide table; 0: not across */
  pb_source_role *roles;                   /**< in the order of the kind */
  size_t n_roles;
} pb_source_form;

void pb_source_form_free(pb_source_form *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_source_form, pb_source_form_free)

#endif
