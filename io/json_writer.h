/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * JSON, the same bytes everywhere: keys in the order they were added, two blanks a level, numbers
 * in the shortest form that reads back as the same value, missing as null. An array whose items are
 * all numbers, texts or null stands on one line.
 *
 * A result becomes
 *     {"name", "method", "citation", "n_used", "n_missing", "seed", "reason", "warnings": [],
 *      "texts": {}, "scalars": {name: value}, "units": {name: unit},
 *      "columns": [{"name", "type", "unit", "values": []}]}
 * where "seed" stands only when there is one and "reason" is null when the result was computed.
 */
#ifndef PB_IO_JSON_WRITER_H
#define PB_IO_JSON_WRITER_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "engine/params.h"
#include "engine/period.h"
#include "engine/result.h"
#include "engine/table.h"

/** A JSON text being written. */
typedef struct pb_json pb_json;

pb_json *pb_json_new(void);
void pb_json_free(pb_json *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_json, pb_json_free)
/** Containers. Inside an object `key` is required, inside an array and at the top it is NULL. */
void pb_json_begin_object(pb_json *json, const char *key);
void pb_json_begin_array(pb_json *json, const char *key);
/** An array of plain values, on one line. */
void pb_json_begin_values(pb_json *json, const char *key);
void pb_json_end(pb_json *json);
void pb_json_text(pb_json *json, const char *key, const char *text); /**< NULL writes null */
void pb_json_int(pb_json *json, const char *key, int64_t value);
void pb_json_size(pb_json *json, const char *key, size_t n);
void pb_json_double(pb_json *json, const char *key, double value); /**< not finite writes null */
void pb_json_bool(pb_json *json, const char *key, bool value);
/** Its text, as "2024K2"; 0 writes null. */
void pb_json_period(pb_json *json, const char *key, pb_period period);
void pb_json_null(pb_json *json, const char *key);
void pb_json_result(pb_json *json, const char *key, const pb_result *result);
void pb_json_params(pb_json *json, const char *key, const pb_params *params);
/** An array of objects keyed by header; times and periods as texts. */
void pb_json_table(pb_json *json, const char *key, const pb_table *table);
/** The text with a line end; everything that was begun must be ended. Free with g_free. */
char *pb_json_finish(pb_json *json);

/** One result, with its parameters when not NULL, as a JSON text. g_free. */
char *pb_result_to_json(const pb_result *result, const pb_params *params);
/** results.json: a list of results. g_free. */
char *pb_results_to_json(const pb_result *const *results, size_t n);
/** `problembild table --format json`. g_free. */
char *pb_table_to_json(const pb_table *table);

/** `text` in quotes, for writers that lay out their own JSON (GeoJSON). */
void pb_json_append_quoted(GString *to, const char *text);

/** Shortest decimal text that reads back as `value`; "0" for -0. `value` must be finite. Free with
 * g_free. */
char *pb_number_text(double value);

#endif
