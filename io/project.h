/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The project file problembild.ini: which sources, which layers, which period.
 *
 * It is a GLib key file. Everything in it is checked when it is read: an unknown section or key, a
 * section or key given twice, a value of the wrong form is an error of code PB_ERROR_PROJECT that
 * names file and line and, where one is near, the name that was probably meant.
 *
 *     [project]      title, period_end (a year), years (3), language (sv, en),
 *                    audience (internal, council, public), event_types (a table of own types of
 *                    events: io/event_types.h), priority_cut_points (a table of own cut points:
 *                    io/priority_cut_points.h), theme (typeface, sizes, colours and logo of
 *                    one's own: io/theme_file.h); for other countries: municipalities (a table
 *                    of areas in place of Sweden's, in the form of reference/municipalities.csv)
 *                    and crs (the plane, in metres, that points and layers are brought to)
 *     [area]         NAME = municipalities by code or name, separated by ; or ,
 *     [source NAME]  kind, path (glob allowed), columns.ROLE = header,
 *                    constant.ROLE = what every row has, encoding, delimiter,
 *                    decimal, sheet, crs, synthetic, publisher, rate_per (inhabitants), codebook,
 *                    date_order (dmy, mdy, ymd),
 *                    missing (cells that are no values, separated by ;), max_rejected_percent
 *     [layer NAME]   role (municipalities, counties, sub-areas, places, background), path, crs,
 *                    encoding, style; headers of attributes: code, name, population
 *     [method NAME]  parameters of a statistic, checked by whoever runs it
 *     [disclosure]   threshold, method (suppression, random-rounding, cell-key), secret (of the two
 *                    last; at least 16 letters): how the public version keeps small counts
 *
 * Paths are relative to the folder of the project file.
 */
#ifndef PB_IO_PROJECT_H
#define PB_IO_PROJECT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "engine/disclosure/rule.h"

/** A key with its value and where it stands. */
typedef struct {
  char *key;
  char *value;
  size_t line;
} pb_project_value;

/** A named group of municipalities. */
typedef struct {
  char *name;
  char **members; /**< codes or names as written; NULL-terminated */
  size_t line;
} pb_project_group;

typedef struct {
  char *name;
  char *kind;       /**< name of a source kind, not yet checked: see pb_source_kind_find */
  char *path;       /**< as written; may be a glob */
  char *encoding;   /**< NULL: detect. See pb_encoding_parse */
  char *delimiter;  /**< NULL: detect. One character or "tab" */
  char *decimal;    /**< NULL: detect. "comma" or "point" */
  char *sheet;      /**< of a workbook; NULL: the first visible one */
  char *crs;        /**< NULL, or as written: "EPSG:3006" */
  char *publisher;  /**< "" when not given */
  char *codebook;   /**< of a survey: path as written; NULL */
  char *date_order; /**< of dates with the year last: see pb_date_order_parse; NULL: not given */
  char **missing;   /**< cells that are missing values in this source, beside the usual marks;
                         NULL-terminated, or NULL */
  bool synthetic;
  int rate_per;                /**< published rates are per so many inhabitants; 0: by the header */
  double max_rejected_percent; /**< more rejected rows than this share is exit status 1; 1 */
  pb_project_value *columns;   /**< key is the role, value the header */
  size_t n_columns;
  pb_project_value *constants; /**< key is the role, value what every row has in it */
  size_t n_constants;
  size_t line;
} pb_project_source;

typedef struct {
  char *name;
  char *role; /**< "municipalities", "counties", "sub-areas", "places", "background" */
  char *path; /**< as written */
  char *code, *title, *population; /**< headers of the attributes code, name, population; NULL */
  char *crs;                       /**< NULL: from the .prj */
  char *encoding;                  /**< NULL: detect */
  char *style;                     /**< of a background layer; NULL */
  size_t line;
} pb_project_layer;

/** A [method NAME] section. */
typedef struct {
  char *name;
  pb_project_value *values;
  size_t n_values;
  size_t line;
} pb_project_method;

typedef enum {
  PB_PROJECT_INTERNAL,
  PB_PROJECT_COUNCIL,
  PB_PROJECT_PUBLIC
} pb_project_audience; /**< same order as pb_audience of engine/audience.h */

/** Read-only once loaded. Texts are owned by the project. */
typedef struct {
  char *path;                /**< of the file, as given */
  char *folder;              /**< that paths are relative to */
  char *sha256;              /**< of the file */
  char *title;               /**< "" when not given */
  int period_end;            /**< last year reported on; 0: not given, the loader finds it */
  int years;                 /**< 3 */
  char *language;            /**< "sv" */
  char *event_types;         /**< path of a table as written; NULL: only the shipped one */
  char *priority_cut_points; /**< likewise */
  char *municipalities;      /**< path of a table as written; NULL: those of Sweden */
  char *crs;   /**< "EPSG:27700": the plane to work in; NULL: SWEREF 99 TM. Has the form EPSG:N */
  char *theme; /**< path of a theme file as written; NULL: the built-in style */
  pb_project_audience audience;
  int disclosure_threshold; /**< counts below are kept from the public, and from the
                               council's maps: 5 */
  pb_disclosure_method disclosure_method;
  char *disclosure_secret; /**< of rounding and noise; NULL. Stands in no output */
  pb_project_group *groups;
  size_t n_groups;
  pb_project_source *sources;
  size_t n_sources;
  pb_project_layer *layers;
  size_t n_layers;
  pb_project_method *methods;
  size_t n_methods;
} pb_project;

/** Read and check a project file. NULL with PB_ERROR_PROJECT. Free with pb_project_free. */
pb_project *pb_project_load(const char *path, GError **error);
/** The same from bytes, for tests; `path` is used in messages and for the folder. */
pb_project *pb_project_parse(const char *path, const void *bytes, size_t n, GError **error);
void pb_project_free(pb_project *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_project, pb_project_free)

/** A path of the project as one that can be opened. Free with g_free. */
char *pb_project_resolve(const pb_project *project, const char *path);
/** Files that a path or glob of the project names, as written (relative) and in byte order; NULL
 * with PB_ERROR_INPUT when there is none. Free with g_strfreev. */
char **pb_project_expand(const pb_project *project, const char *path, GError **error);
/** NULL when there is none of that name. */
const pb_project_group *pb_project_find_group(const pb_project *project, const char *name);
const pb_project_layer *pb_project_find_layer(const pb_project *project, const char *role);
const pb_project_method *pb_project_find_method(const pb_project *project, const char *name);

#endif
