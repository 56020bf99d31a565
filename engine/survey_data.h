/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * Surveys in memory: who answered what (one row a respondent), and shares that others have
 * published (one row a share). Both are owned by the dataset and do not change once loaded.
 *
 * Respondents are arrays of one length; an answer is a byte, so 100 000 respondents to 30 questions
 * take 7 MB. No text of a respondent is kept: an answer is the number of a row in the codebook, a
 * stratum and a cluster are numbers, an area below the municipality and an age are positions in
 * lists of distinct texts.
 */
#ifndef PB_ENGINE_SURVEY_DATA_H
#define PB_ENGINE_SURVEY_DATA_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/period.h"

/** What an answer is for the statistics. Only PB_ANSWER_SUBSTANTIVE belongs to the base of a share
 * or a mean; the others are counted and shown beside it. */
typedef enum {
  PB_ANSWER_SUBSTANTIVE,
  PB_ANSWER_DONT_KNOW,
  PB_ANSWER_NOT_APPLICABLE,
  PB_ANSWER_MISSING,
} pb_answer_kind;
/** As in a codebook: "answer", "dont-know", "not-applicable", "missing". Constant. */
const char *pb_answer_kind_text(pb_answer_kind kind);

/** A possible answer to a question. Texts are owned by the survey. */
typedef struct {
  char *code;  /**< as it stands in the data */
  char *label; /**< for people; the code where the codebook has none */
  pb_answer_kind kind;
  bool has_score;
  double score;  /**< 0 .. 6, 0 = practically no problem, 6 = alarming */
  bool in_share; /**< counts in the share that is reported, such as “unsafe” */
} pb_survey_answer;

/** Largest number of possible answers to one question. */
#define PB_SURVEY_MAX_ANSWERS 250

/** What a respondent answered: position of the answer + 1, or one of these. */
enum {
  PB_SURVEY_EMPTY = 0,       /**< an empty cell: asked, not answered */
  PB_SURVEY_UNKNOWN = 254,   /**< something that the codebook does not know */
  PB_SURVEY_NOT_ASKED = 255, /**< the file has no such column */
};

typedef struct {
  char *key;     /**< header of the column in the data: "q12" */
  char *text_sv; /**< the question */
  char *text_en; /**< "" when the codebook has none */
  char *index;   /**< sub-index that it belongs to; "" for none */
  pb_survey_answer *answers;
  size_t n_answers;
  bool has_share; /**< some answer counts in the reported share */
  bool has_score; /**< some answer has a score */
} pb_survey_question;

typedef enum { PB_SEX_UNKNOWN, PB_SEX_WOMAN, PB_SEX_MAN, PB_SEX_OTHER } pb_sex;
/** "woman", "man", "other"; "" for unknown. Constant. */
const char *pb_sex_text(pb_sex sex);

/** A group of ages as it stands in the data. */
typedef struct {
  char *text;   /**< "16–24", "37" */
  int from, to; /**< whole years, both included; to is PB_AGE_OPEN for "85+" */
} pb_age_group;
#define PB_AGE_OPEN 200

/** No entry of a list: respondents without a sub-area, an age, a cluster. */
#define PB_SURVEY_NONE UINT32_MAX

/** Where respondents were drawn from: a stratum of one municipality in one wave of one file. A file
 * without a column of strata has one a municipality and wave. */
typedef struct {
  pb_period wave;
  int municipality;
  size_t n;      /**< respondents that are used */
  bool has_size; /**< known for finite population correction */
  double size;   /**< people in the stratum */
  bool has_invited;
  double invited; /**< people who were asked */
} pb_survey_stratum;

typedef struct {
  pb_survey_question *questions;
  size_t n_questions;
  pb_survey_stratum *strata;
  size_t n_strata;
  char **areas; /**< names of sub-areas, in byte order */
  size_t n_areas;
  pb_age_group *ages; /**< ordered by from, then to */
  size_t n_ages;
  size_t n_clusters;

  size_t n; /**< respondents: ordered by wave, municipality, then as read */
  /** @name One entry a respondent @{ */
  pb_period *wave;
  int16_t *municipality;
  uint32_t *area;    /**< position in areas, PB_SURVEY_NONE */
  uint32_t *stratum; /**< position in strata */
  uint32_t *cluster; /**< 0 .. n_clusters - 1, unique over strata; PB_SURVEY_NONE: drawn alone */
  double *weight;    /**< above 0; 1 for all of a file without weights */
  uint8_t *sex;      /**< pb_sex */
  uint32_t *age;     /**< position in ages, PB_SURVEY_NONE */
  /** @} */
  uint8_t *answers; /**< n_questions × n, a question after the other: pb_survey_answers */
} pb_survey;

/** A survey with room for all; arrays are zero, lists are empty. Free with pb_survey_free. */
pb_survey *pb_survey_new(size_t n, size_t n_questions);
void pb_survey_free(pb_survey *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_survey, pb_survey_free)
/** Frees the texts and answers of one question. */
void pb_survey_question_clear(pb_survey_question *question);

/** The answers of all respondents to one question. */
uint8_t *pb_survey_answers(const pb_survey *survey, size_t question);
/** Respondents of one municipality in one wave are consecutive: their first position and number; 0
 * when there are none. */
size_t pb_survey_find(const pb_survey *survey, int municipality, pb_period wave, size_t *first);
/** The possible answer that a byte of pb_survey_answers stands for; NULL for the special ones. */
const pb_survey_answer *pb_survey_answer_of(const pb_survey_question *question, uint8_t answer);

/** What an area of published shares is. */
typedef enum {
  PB_SURVEY_IN_MUNICIPALITY,
  PB_SURVEY_IN_COUNTY,
  PB_SURVEY_IN_COUNTRY,
  PB_SURVEY_IN_POLICE_AREA, /**< a police region or a local police area, by name */
} pb_survey_area_kind;
/** "municipality", "county", "country", "police-area". Constant. */
const char *pb_survey_area_kind_text(pb_survey_area_kind kind);

/** A published share. Texts are owned by the list. */
typedef struct {
  pb_survey_area_kind area_kind;
  int area;                /**< municipality: its position; county: position of its first
                                municipality; else 0 */
  const char *police_area; /**< "" for other kinds */
  pb_period wave;
  const char *question;
  pb_sex sex;
  const char *age;      /**< "" for all */
  const char *subgroup; /**< "" for all */
  double share;         /**< 0 .. 1 */
  bool has_n;           /**< without n no interval can be computed */
  int64_t n;            /**< answers that the share is of */
  bool has_interval;
  double lower, upper; /**< as published, 0 .. 1 */
} pb_survey_share;

typedef struct {
  pb_survey_share *rows; /**< by question, area kind, area, wave, subgroup: a total order */
  size_t n;
  GStringChunk *texts;
} pb_survey_shares;

void pb_survey_shares_free(pb_survey_shares *shares);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_survey_shares, pb_survey_shares_free)

#endif
