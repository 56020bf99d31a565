/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * What source kinds have read, before rows are joined: compact rows with the file and line they
 * came from. The loader finds duplicates, cuts off what is after the period and builds the panels.
 */
#ifndef PB_IO_GATHERED_H
#define PB_IO_GATHERED_H

#include "engine/dataset.h"
#include "io/event_types.h"
#include "io/names_index.h"
#include "io/progress.h"
#include "io/row_tally.h"
#include "io/source_kind.h"

/** First member of every row. `key` is equal for rows about the same thing. */
typedef struct {
  uint64_t key;
  uint32_t file; /**< position in files */
  uint32_t line;
} pb_row_origin;

/** A file that was read. Texts are owned by the loader. */
typedef struct {
  const char *source, *path;
  size_t used, rejected, left_out;
} pb_gathered_file;

struct pb_gathered {
  const pb_dataset *dataset; /**< reference tables */
  pb_names_index *names;
  pb_diagnostics *diagnostics;       /**< the dataset's */
  pb_row_tally *tally;               /**< of the file being read */
  const pb_event_types *event_types; /**< what types of events are counted under; the loader's */
  pb_watch *watch;                   /**< told while files are read; NULL: nobody */
  GArray *files;                     /**< pb_gathered_file; the last is the one being read */
  GArray **rows;                     /**< by position of the kind; use pb_gathered_rows */
  void **states;                     /**< by position of the kind; use pb_gathered_state */
  GError *refused; /**< set by a kind while it reads: nothing of the file may be used */
};

pb_gathered *pb_gathered_new(const pb_dataset *dataset);
void pb_gathered_free(pb_gathered *gathered);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_gathered, pb_gathered_free)
/** The rows of one kind, of all files read so far; NULL when the kind has row_size 0. */
GArray *pb_gathered_rows(const pb_gathered *gathered, const pb_source_kind *kind);
/** What the kind's new_state made; NULL without one. */
void *pb_gathered_state(const pb_gathered *gathered, const pb_source_kind *kind);
/** Row i of an array of rows: every row begins with where it came from. */
const pb_row_origin *pb_row_at(const GArray *rows, size_t i);

/** Count a row of the file being read that does not come through pb_source_kind.read. */
void pb_gathered_count(pb_gathered *gathered, pb_row_fate fate);
/** A row that was counted as used turns out not to be: it is counted as rejected and listed with
 * `message`, a translated sentence. */
void pb_gathered_reject(pb_gathered *gathered, const pb_row_origin *origin, const char *reason,
                        const char *message);
/** The same, left out by design; `message` NULL: counted, not listed. */
void pb_gathered_leave_out(pb_gathered *gathered, const pb_row_origin *origin, const char *reason,
                           const char *message);
/** Something worth knowing about a row, or with line 0 about its file. */
void pb_gathered_note(pb_gathered *gathered, const pb_row_origin *origin, const char *reason,
                      const char *message);
/** A key from the text of an identifier: the number itself, or a 63-bit hash of other text. Never 0
 * unless the cell is empty. */
uint64_t pb_identifier_key(const pb_cell *cell);

#endif
