/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * An attack on the files of a report, as a reader with a spreadsheet and time would do it: read
 * every number that is tied to a count (a crime type, a municipality and a year; an hour of the
 * week; a part of a municipality ...), turn it into what it tells about that count, add what
 * everybody knows (totals, quarters and years, problem areas and all events), and ask by linear
 * programming how far each small count can still be told. A version for the public passes when
 * none can; the version for the house must fall at every way in, or the attack is blind.
 *
 * It shares no code with the choice of what is left out. The truth comes from the inputs, and for
 * events from the internal version's results.json of the same project.
 *
 *   knowledge.c       what is true and what is known of each count; the linear programmes
 *   truth.c           the true counts of reported crime
 *   truth_events.c    the true counts of events, and how they hang together
 *   day_parts.c       the true counts of events by part of the day
 *   shown_results.c   results.json, tables/ *.csv and tables.xlsx (without the blank) as tables
 *   shown_pages.c     tables, tooltips and alternative texts of the HTML, DOCX and SVG files
 *   derive_crime.c    what results about reported crime tell
 *   derive_events.c   what results about events and places tell
 *   derive_registers.c what goals, measures and priorities tell about reported crime
 *   derive_surveys.c  what can be told of shares of few answers
 *   derive_pages.c    what pages tell
 */
#ifndef PB_TESTS_ATTACK_H
#define PB_TESTS_ATTACK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** Ways to learn a count; each must work on the version for the house. */
typedef enum {
  WAY_COUNT,    /**< it stands there */
  WAY_RATE,     /**< rate x exposure */
  WAY_INTERVAL, /**< an exact interval has one count */
  WAY_SUM,      /**< several years together, a mean of years */
  WAY_RATIO,    /**< a ratio to other counts */
  WAY_QUANTILE, /**< a median is some member's rate */
  WAY_BESIDE,   /**< a value that rests on the count and is there although the count is not */
  N_WAYS
} way;
extern const char *const way_names[N_WAYS];

/** Where it was read. */
typedef enum { IN_JSON, IN_CSV, IN_XLSX, IN_HTML, IN_DOCX, IN_SVG, N_SORTS } sort;
extern const char *const sort_names[N_SORTS];

/** @name What is true and what is known @{ */
typedef struct knowledge knowledge;
knowledge *knowledge_new(void);
void knowledge_free(knowledge *k);
/** Learn small counts only by these ways (bits), as if all else about them had been blanked by
 * hand; all by default. Other counts are learnt by every way. */
void knowledge_ways(knowledge *k, unsigned ways);
/** A count that nobody may learn when it is small. Told twice: must be the same. */
void know_truth(knowledge *k, const char *id, int64_t count);
bool truth_of(const knowledge *k, const char *id, int64_t *count);
/** A number in `file` tells that the count lies in lower .. upper. A range without the truth is a
 * misreading: counted, shown and left aside. */
void know_range(knowledge *k, const char *id, double lower, double upper, way by, sort in,
                const char *file, const char *words);
void know_exact(knowledge *k, const char *id, double value, sort in, const char *file,
                const char *words);
/** lower <= sum of weight x count <= upper: what everybody knows (file NULL) or a number tells. */
void know_relation(knowledge *k, GPtrArray *ids, const double *weights, double lower, double upper,
                   way by, sort in, const char *file, const char *words);
/** A value that can be worked out only from this count stands in `file`: a leak if the count itself
 * is nowhere. */
void know_beside(knowledge *k, const char *id, sort in, const char *file, const char *words);
/** A leak that needs no programme. */
void know_leak(knowledge *k, const char *file, const char *words);

typedef struct {
  size_t n_told; /* counts of any size that are told exactly */
  size_t n_sensitive, n_narrow, n_beside, n_leaks, n_misread;
  size_t by_way[N_WAYS], by_sort[N_SORTS]; /* sensitive counts told directly */
} findings;
/** Ask, and print each finding (at most `most` of a kind). */
findings knowledge_ask(const knowledge *k, size_t most);
/** The ids of small counts that are told nowhere and held by no range: "id count" lines. */
void knowledge_print_hidden(const knowledge *k);
/** @} */

/** @name What is shown @{ */
/** A result as one file shows it. */
typedef struct {
  sort in;
  char *file;          /**< "9001-alby/tables/overview.csv" */
  char *place;         /**< the municipality's code */
  char *name;          /**< "long-series" */
  char *subject;       /**< crime type or problem area; "" for none */
  GPtrArray *header;   /**< char * */
  GPtrArray *rows;     /**< char *[header->len]; NULL or "": nothing there */
  GHashTable *scalars; /**< name -> double *; results.json only */
} shown_table;

/** A table, a tooltip or a sentence of a page. */
typedef struct {
  sort in;
  char *file, *place;
  char *context;     /**< the headings above it and its caption, or the chart's name */
  GPtrArray *header; /**< char *; NULL: a text */
  GPtrArray *rows;   /**< GPtrArray of char * */
  char *text;
} shown_page;

void free_shown_table(gpointer table);
void free_shown_page(gpointer page);
/** Results and pages of every municipality's folder below `folder`. */
GPtrArray *read_shown_tables(const char *folder);
GPtrArray *read_shown_pages(const char *folder);
/** The folders "CODE-name" below it: char *. */
GPtrArray *report_folders(const char *folder);
/** Column of a table, or -1; the cell's text, or NULL when it is empty. */
int shown_column(const shown_table *table, const char *name);
const char *shown_cell(const shown_table *table, guint row, const char *column);
bool shown_number(const shown_table *table, guint row, const char *column, double *value);
bool shown_scalar(const shown_table *table, const char *name, double *value);
/** A number as programs or people write it; `step` is its last digit's worth, 0 for programs' full
 * ones (more than 6 digits after the mark). False for anything else. */
bool read_number(const char *text, double *value, double *step);
/** @} */

/** @name What everybody has @{ */
typedef struct {
  int first_year, last_year; /**< with counts */
  GPtrArray *types;          /**< char *: keys */
  GPtrArray *places;         /**< char *: codes */
  GHashTable *place_names;   /**< code -> name */
  GHashTable *groups;        /**< code -> SKR group */
  GHashTable *exposure;      /**< "code/year" -> double *: mean population */
} world;

/** From the inputs named on the command line: municipalities, population, and counts
 * ("kommun;period;key;count[;per100k]"). */
world *world_new(const char *places_csv);
void world_free(world *w);
bool world_read_population(world *w, const char *path);
bool world_read_counts(world *w, knowledge *k, const char *path);
/** Adds what everybody knows about reported crime: parts and totals, quarters and years. */
void world_relations(const world *w, knowledge *k);
double world_exposure(const world *w, const char *place, int year); /**< 0: not known */
char *crime_id(const char *type, const char *place, int year);
/** The true numbers of events, from the internal version. */
void truth_of_events(knowledge *k, const GPtrArray *internal_tables);
/** Parts of the day, which only the version for the public has, from the events of make_world in
 * the years first .. last. */
bool truth_of_day_parts(knowledge *k, const char *path, int first, int last);
/** @} */

/** @name What it tells @{ */
void derive_crime(knowledge *k, const world *w, const GPtrArray *tables);
void derive_events(knowledge *k, const GPtrArray *tables);
void derive_registers(knowledge *k, const world *w, const GPtrArray *tables);
void derive_surveys(knowledge *k, const GPtrArray *tables);
void derive_pages(knowledge *k, const world *w, const GPtrArray *pages, const GPtrArray *tables);
/** Columns of results that no rule of the attack knows: a new one must be given its meaning here.
 */
size_t unknown_columns(const GPtrArray *tables);
/** The meaning of a column for a result that crime or events treat: false when there is none. */
bool crime_knows(const char *name, const char *column);
bool events_know(const char *name, const char *column);
/** Is the column a count of events? */
bool event_counts(const char *name, const char *column);
/** The ids of a count in a row, and of a scalar, of a result about events. g_free. */
char *event_row_id(const shown_table *table, guint row, const char *column);
char *event_scalar_id(const shown_table *table, const char *scalar);
/** Every count of a result about events, as the truth or as known. */
void read_event_table(knowledge *k, const shown_table *table, bool truth);
/** A number tells the sum of a type's years first .. last; a value beside is worked out from each.
 */
void tell_years(knowledge *k, const shown_table *table, const char *type, int first, int last,
                double sum, const char *column);
void know_beside_years(knowledge *k, const shown_table *table, const char *type, int first,
                       int last, const char *column);
/** Counts whose exact interval, per `per` of `exposure`, ends at `shown`. False: none below 200. */
bool counts_of_interval_end(double shown, double step, double exposure, double per, bool upper,
                            double *least, double *most);
/** @} */

#endif
