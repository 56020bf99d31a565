/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What source kinds have read, before rows are joined: compact rows with the file and line they
 * came from. The loader finds duplicates, cuts off what is after the period and builds the panels.
 */
#ifndef PB_IO_GATHERED_H
#define PB_IO_GATHERED_H

#include "engine/dataset.h"
#include "io/names_index.h"
#include "io/row_tally.h"
#include "io/source_kind.h"

/** First member of every row. `key` is equal for rows about the same thing. */
typedef struct {
  uint64_t key;
  uint32_t file; /**< position in files */
  uint32_t line;
} pb_row_origin;

typedef struct {
  pb_row_origin origin;
  int64_t count;
  double rate;
  pb_period period;
  int16_t municipality, type;
  bool has_rate, preliminary;
} pb_crime_row;

typedef struct {
  pb_row_origin origin;
  int64_t persons;
  int16_t municipality;
  int16_t year;
} pb_population_row;

typedef struct {
  pb_row_origin origin; /**< key 0: the event has no id */
  int64_t time, published;
  double x, y;
  uint32_t type;        /**< code in event_types */
  int16_t municipality; /**< -1: only a county, or unknown */
  int16_t county;       /**< position of a municipality of that county, -1: unknown */
  uint8_t precision;    /**< pb_precision */
  bool has_time, has_published, has_point;
} pb_event_row;

/** A file that was read. Texts are owned by the loader. */
typedef struct {
  const char *source, *path;
  size_t used, rejected, left_out;
} pb_gathered_file;

struct pb_gathered {
  const pb_dataset *dataset; /**< reference tables */
  pb_names_index *names;
  pb_row_tally *tally;     /**< of the file being read */
  GArray *crime;           /**< pb_crime_row */
  GArray *population;      /**< pb_population_row */
  GArray *events;          /**< pb_event_row */
  GHashTable *event_codes; /**< text -> code + 1 */
  GPtrArray *event_types;  /**< code -> text */
  GArray *files;           /**< pb_gathered_file */
};

pb_gathered *pb_gathered_new(const pb_dataset *dataset);
void pb_gathered_free(pb_gathered *gathered);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_gathered, pb_gathered_free)
/** Code of an event type, new or known. */
uint32_t pb_gathered_event_type(pb_gathered *gathered, const pb_cell *cell);
/** A key from the text of an identifier: the number itself, or a 63-bit hash of other text. Never 0
 * unless the cell is empty. */
uint64_t pb_identifier_key(const pb_cell *cell);

#endif
