/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/stats/knox.h"

#include <math.h>

#include "engine/error.h"
#include "engine/stats/input.h"
#include "engine/stats/number_list.h"
#include "engine/stats/shared_params.h"
#include "engine/text.h"

#define DAY_S 86400.0

enum { X, Y, START, END, DAY, DAY_END, N_INPUTS };
static const pb_input inputs[] = {
    {"x", PB_TYPE_DOUBLE, true, N_("easting in metres")},
    {"y", PB_TYPE_DOUBLE, true, N_("northing in metres")},
    {"start", PB_TYPE_TIME, false, N_("date and time of the event on the wall clock")},
    {"end", PB_TYPE_TIME, false,
     N_("last moment the event can have happened, where only a window of time is known")},
    {"day", PB_TYPE_DOUBLE, false, N_("day of the event as a number, instead of start")},
    {"day_end", PB_TYPE_DOUBLE, false,
     N_("last day the event can have happened, where only a window of days is known")},
};
static const char *const metrics[] = {"euclidean", "manhattan", NULL};
static const char *const sides[] = {"left", "right", NULL};
static const pb_param params[] = {
    {.name = "space_bands",
     .title = N_("limits of the distance bands"),
     .unit = N_("metres"),
     .type = PB_PARAM_TEXT,
     .def_text = "0,100,200,300,400"},
    {.name = "time_bands",
     .title = N_("limits of the time bands"),
     .unit = N_("days"),
     .type = PB_PARAM_TEXT,
     .def_text = "0,7,14,21,28"},
    {.name = "closed",
     .title = N_("which limit belongs to a band: the lower one, [a, b) (left), or the upper one, "
                 "(a, b] (right)"),
     .type = PB_PARAM_CHOICE,
     .def_text = "left",
     .choices = sides},
    {.name = "metric",
     .title = N_("distance as the crow flies (euclidean) or along streets at right angles "
                 "(manhattan)"),
     .type = PB_PARAM_CHOICE,
     .def_text = "euclidean",
     .choices = metrics},
    {.name = "same_place",
     .title = N_("pairs of events at the same place form a band of their own"),
     .type = PB_PARAM_BOOL,
     .def = 1},
    {.name = "same_place_m",
     .title = N_("a shorter distance than this is the same place too; 0: only equal coordinates"),
     .unit = N_("metres"),
     .type = PB_PARAM_DOUBLE,
     .def = 0,
     .min = 0,
     .max = 1e6},
    {.name = "whole_days",
     .title = N_("count the days between the dates, whatever the hours"),
     .type = PB_PARAM_BOOL,
     .def = 1},
    {.name = "draws",
     .title = N_("how many times dates are drawn at random within their windows; 0: only the "
                 "middle of each window is used"),
     .type = PB_PARAM_INT,
     .def = 99,
     .min = 0,
     .max = 9999},
    PB_PARAM_PERMUTATIONS,
    PB_PARAM_SEED,
    PB_PARAM_THREADS,
};

typedef struct {
  double *x, *y, *start, *end;
  size_t n, n_backwards;
} event_rows;

static void rows_clear(event_rows *rows) {
  g_free(rows->x);
  g_free(rows->y);
  g_free(rows->start);
  g_free(rows->end);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(event_rows, rows_clear)

/* Beginning and end of the window in days; false when the row has no date. A window of whole days
 * ends with its last day. */
static bool window_of(const pb_column *const *columns, size_t row, double *start, double *end) {
  bool days = columns[DAY] != NULL;
  const pb_column *from = columns[days ? DAY : START], *to = columns[days ? DAY_END : END];
  if (!pb_column_is_valid(from, row))
    return false;
  double unit = days ? 1 : DAY_S;
  *start = *end = pb_column_double(from, row) / unit;
  if (to && pb_column_is_valid(to, row))
    *end = pb_column_double(to, row) / unit;
  if (days && *end > *start && *end == floor(*end))
    *end += 1;
  return true;
}

static event_rows read_events(const pb_column *const *columns, size_t n_rows) {
  event_rows rows = {g_new(double, n_rows + 1),
                     g_new(double, n_rows + 1),
                     g_new(double, n_rows + 1),
                     g_new(double, n_rows + 1),
                     0,
                     0};
  for (size_t row = 0; row < n_rows; row++) {
    double start, end;
    if (!pb_input_complete(columns, 2, row) || !window_of(columns, row, &start, &end))
      continue;
    if (end < start) {
      rows.n_backwards++;
      continue;
    }
    rows.x[rows.n] = pb_column_double(columns[X], row);
    rows.y[rows.n] = pb_column_double(columns[Y], row);
    rows.start[rows.n] = start;
    rows.end[rows.n++] = end;
  }
  return rows;
}

static bool has_values(const pb_column *column) {
  return column && pb_column_missing(column) < pb_column_length(column);
}

static bool check_inputs(const pb_column **columns, GError **error) {
  bool none = !columns[START] && !columns[DAY];
  if (none || (has_values(columns[START]) && has_values(columns[DAY]))) {
    g_set_error_literal(error, PB_ERROR, PB_ERROR_STATISTIC,
                        _("Near repeats need the dates in one column: “start” (date and time) or "
                          "“day” (a number)."));
    return false;
  }
  for (int i = 0; i < N_INPUTS; i++)
    if (columns[i] && i != START && i != END && !pb_input_check_range(columns[i], -1e9, 1e9, error))
      return false;
  if (!has_values(columns[DAY]) && columns[START])
    columns[DAY] = NULL;
  return true;
}

static void add_bands(pb_result *result, const pb_knox *knox, const pb_knox_options *options) {
  pb_column *same = pb_result_add_column(result, "same_place", PB_TYPE_INT64, NULL);
  pb_column *from = pb_result_add_column(result, "distance_from", PB_TYPE_DOUBLE, N_("metres"));
  pb_column *to = pb_result_add_column(result, "distance_to", PB_TYPE_DOUBLE, N_("metres"));
  pb_column *day = pb_result_add_column(result, "days_from", PB_TYPE_DOUBLE, N_("days"));
  pb_column *day_to = pb_result_add_column(result, "days_to", PB_TYPE_DOUBLE, N_("days"));
  pb_column *space = pb_result_add_column(result, "distance_pairs", PB_TYPE_INT64, N_("pairs"));
  pb_column *time = pb_result_add_column(result, "time_pairs", PB_TYPE_INT64, N_("pairs"));
  for (size_t s = 0; s < knox->n_space; s++)
    for (size_t t = 0; t < knox->n_time; t++) {
      bool at_place = options->same_place && s == 0;
      size_t band = s - options->same_place;
      pb_column_append_int(same, at_place);
      pb_column_append_double(from, at_place ? 0 : options->space[band]);
      pb_column_append_double(to, at_place ? options->same_place_m : options->space[band + 1]);
      pb_column_append_double(day, options->time[t]);
      pb_column_append_double(day_to, options->time[t + 1]);
      pb_column_append_int(space, knox->space_pairs[s]);
      pb_column_append_int(time, knox->time_pairs[t]);
    }
}

static void add_number(pb_result *result, const pb_knox *knox, const char *name, size_t offset,
                       size_t present_offset) {
  pb_column *column = pb_result_add_column(result, name, PB_TYPE_DOUBLE, NULL);
  for (size_t c = 0; c < knox->n_space * knox->n_time; c++) {
    const pb_knox_cell *cell = &knox->cells[c];
    bool present = G_STRUCT_MEMBER(bool, cell, present_offset);
    pb_column_append_maybe(column, cell->tested && present, G_STRUCT_MEMBER(double, cell, offset));
  }
}

static void add_cells(pb_result *result, const pb_knox *knox) {
  pb_column *observed = pb_result_add_column(result, "observed", PB_TYPE_INT64, N_("pairs"));
  pb_column *events = pb_result_add_column(result, "events", PB_TYPE_INT64, N_("events"));
  pb_column *share = pb_result_add_column(result, "share_of_events", PB_TYPE_DOUBLE, NULL);
  for (size_t c = 0; c < knox->n_space * knox->n_time; c++) {
    pb_column_append_int(observed, knox->cells[c].observed);
    pb_column_append_int(events, (int64_t)knox->cells[c].events);
    pb_column_append_double(share, (double)knox->cells[c].events / (double)knox->n);
  }
#define NUMBER(name, member, present)                                                              \
  add_number(result, knox, name, G_STRUCT_OFFSET(pb_knox_cell, member),                            \
             G_STRUCT_OFFSET(pb_knox_cell, present))
  NUMBER("expected", expected, tested);
  NUMBER("p_poisson", p_poisson, tested);
  NUMBER("p_poisson_above", p_poisson_above, tested);
  NUMBER("mean", mean, tested);
  NUMBER("ratio", ratio, has_ratio);
  NUMBER("p", p, tested);
  NUMBER("p_adjusted", p_adjusted, tested);
  NUMBER("p_max_ratio", p_max_ratio, has_ratio);
  NUMBER("draws_observed", draws_observed, drawn);
  NUMBER("draws_ratio", draws_ratio, draws_have_ratio);
  NUMBER("draws_lower", draws_lower, draws_have_ratio);
  NUMBER("draws_upper", draws_upper, draws_have_ratio);
  NUMBER("draws_p", draws_p, drawn);
#undef NUMBER
}

static pb_result *compute(pb_result *result, const event_rows *rows,
                          const pb_knox_options *options) {
  const pb_knox_events events = {rows->x, rows->y, rows->start, rows->end, rows->n};
  const char *reason = NULL;
  if (rows->n_backwards)
    pb_result_add_warning(result,
                          N_("Events whose window of time ends before it begins are left out."));
  g_autoptr(pb_knox) knox = pb_knox_of(&events, options, &reason);
  if (!knox) {
    pb_result_set_reason(result, reason);
    return result;
  }
  pb_result_set_seed(result, options->seed);
  pb_result_set_scalar(result, "n_events", (double)knox->n, N_("events"));
  pb_result_set_scalar(result, "n_places", (double)knox->n_places, NULL);
  pb_result_set_scalar(result, "n_windows", (double)knox->n_windows, N_("events"));
  pb_result_set_scalar(result, "n_pairs", knox->n_pairs, N_("pairs"));
  pb_result_set_scalar(result, "events_in_pairs", (double)knox->events_close, N_("events"));
  pb_result_set_scalar(result, "share_in_pairs", (double)knox->events_close / (double)knox->n,
                       NULL);
  if (knox->n_windows)
    pb_result_add_warning(result,
                          N_("For some events only a window of time is known: the middle of the "
                             "window is used, and beside it dates drawn at random within it."));
  add_bands(result, knox, options);
  add_cells(result, knox);
  return result;
}

static pb_result *run(const pb_table *input, const pb_params *values, GError **error) {
  const pb_column *columns[N_INPUTS];
  pb_input_find(input, inputs, N_INPUTS, columns);
  if (!check_inputs(columns, error))
    return NULL;
  pb_knox_options options = {
      .metric = g_str_equal(pb_params_text(values, "metric"), "manhattan") ? PB_METRIC_MANHATTAN
                                                                           : PB_METRIC_EUCLIDEAN,
      .closed_right = g_str_equal(pb_params_text(values, "closed"), "right"),
      .same_place = pb_params_bool(values, "same_place"),
      .same_place_m = pb_params_double(values, "same_place_m"),
      .whole_days = pb_params_bool(values, "whole_days"),
      .permutations = (size_t)pb_params_int(values, "permutations"),
      .draws = (size_t)pb_params_int(values, "draws"),
      .seed = (uint64_t)pb_params_int(values, "seed"),
      .threads = pb_params_int(values, "threads"),
  };
  g_autofree double *space =
      pb_number_list("space_bands", pb_params_text(values, "space_bands"), 0, 1e6, true, 2,
                     PB_KNOX_MOST_LIMITS, &options.n_space, error);
  g_autofree double *time =
      space ? pb_number_list("time_bands", pb_params_text(values, "time_bands"), 0, 20000, true, 2,
                             PB_KNOX_MOST_LIMITS, &options.n_time, error)
            : NULL;
  if (!time)
    return NULL;
  options.space = space;
  options.time = time;
  size_t n_rows = pb_table_n_rows(input);
  g_auto(event_rows) rows = read_events(columns, n_rows);
  pb_result *result = pb_result_new("knox");
  pb_result_set_counts(result, rows.n, n_rows - rows.n);
  return compute(result, &rows, &options);
}

const pb_statistic pb_statistic_knox = {
    .name = "knox",
    .title = N_("Near repeats (Knox test)"),
    .description =
        N_("Whether events that are close in space are also close in time, more often than if the "
           "dates belonged to other events: pairs in each band of distance and days, their ratio "
           "to the mean of random orders of the dates, and how many events belong to such a pair."),
    .citation = "Knox EG (1964) Appl Stat 13:25; Ratcliffe JH, Rengert GF (2008) Secur J 21:58",
    .inputs = inputs,
    .n_inputs = G_N_ELEMENTS(inputs),
    .params = params,
    .n_params = G_N_ELEMENTS(params),
    .run = run,
};
