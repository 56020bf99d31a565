/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Rows of surveys and what is kept beside them, shared by reader, answers and join. */
#ifndef PB_IO_SOURCES_SURVEY_H
#define PB_IO_SOURCES_SURVEY_H

#include "io/distinct_texts.h"
#include "io/gathered.h"

/** A respondent. The answers are bytes of pb_survey_state.answers, as many as the file has
 * questions. */
typedef struct {
  pb_row_origin origin; /**< key 0: respondents have no identity here */
  pb_period wave;
  double weight;
  uint64_t answers;            /**< position of the first */
  uint32_t stratum;            /**< position in strata */
  uint32_t cluster, area, age; /**< PB_SURVEY_NONE: none */
  int16_t municipality;
  uint8_t sex;
} pb_survey_row;

/** A question in the file being read. */
typedef struct {
  guint question;      /**< position in pb_survey_state.questions */
  int column;          /**< of the file */
  uint8_t single[128]; /**< what a cell of one ASCII character stands for; PB_SURVEY_UNKNOWN */
  GHashTable *others;  /**< other texts -> what they stand for + 1 */
  pb_distinct_texts *unknown; /**< the first texts that the codebook does not know */
  bool no_text; /**< too many or too long to be answers of a codebook: texts are not shown */
} pb_survey_column;

/** The questions that a file answers. */
typedef struct {
  uint32_t file; /**< position in pb_gathered.files */
  guint *questions;
  size_t n;
} pb_survey_file;

typedef struct {
  GArray *questions;     /**< pb_survey_question of all codebooks */
  GHashTable *codebooks; /**< path -> GArray of guint: positions in questions */
  GArray *files;         /**< pb_survey_file */
  GByteArray *answers;
  GArray *strata;                  /**< pb_survey_stratum; n is not counted here */
  pb_distinct_texts *stratum_keys; /**< one a stratum */
  pb_distinct_texts *clusters, *areas;
  pb_distinct_texts *age_texts; /**< as they stand in cells */
  GArray *age_of;               /**< text -> position in ages, PB_SURVEY_NONE (uint32_t) */
  GArray *ages;                 /**< pb_age_group */
  GArray *columns;              /**< pb_survey_column of the file being read */
  GString *key;                 /**< scratch */
} pb_survey_state;

extern const pb_source_kind pb_source_kind_survey;

/** The questions of the source's codebook, and where they stand in the file. */
bool pb_survey_begin_answers(const pb_source_row *row, pb_gathered *gathered, GError **error);
/** Append what the row answers; false when a cell holds personal data: gathered->refused is set. */
bool pb_survey_read_answers(const pb_source_row *row, pb_gathered *gathered);
/** What a cell of a column means in words: the codebook's label where it has the column as a
 * question, else the cell itself. */
const char *pb_survey_words(const pb_survey_state *state, int column, const pb_cell *cell);
void pb_survey_end_answers(pb_survey_state *state);

int pb_survey_newest_year(const GArray *rows);
bool pb_survey_is_after(const void *row, int period_end);
/** Fills survey. */
void pb_survey_join(pb_gathered *gathered, pb_dataset *dataset);

#endif
