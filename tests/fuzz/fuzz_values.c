/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Any bytes as a cell: every parser either gives a value within its range or says why not. */
#include <glib.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "io/number_marks.h"
#include "io/time_values.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What one cell proves of the decimal mark lets the cell be read as a number. */
static void check_evidence(const char *text, size_t n) {
  g_autoptr(pb_number_evidence) evidence = pb_number_evidence_new();
  pb_number_evidence_add(evidence, 0, text, n);
  pb_number_marks marks = pb_number_evidence_decide(evidence, 0);
  double number;
  g_assert(marks.decimal == 0 || marks.decimal == ',' || marks.decimal == '.');
  g_assert(marks.decimal || !marks.assumed);
  if (marks.decimal && n < 48) {
    pb_value_status status = pb_parse_double(text, n, marks.decimal, &pb_marks_usual, &number);
    g_assert(status == PB_VALUE_OK || status == PB_VALUE_TOO_LARGE);
  }
}

/* A period in its own column, and a part of a year beside one. */
static void check_periods(const char *text, size_t n) {
  pb_period period, flagged, part;
  bool preliminary = false;
  pb_value_status status = pb_parse_period(text, n, &period);
  g_assert(status == pb_parse_period_flagged(text, n, &flagged, &preliminary));
  if (status == PB_VALUE_OK) {
    int year = pb_period_year(period);
    g_assert(period == flagged && year >= 1900 && year < 2200);
    g_assert(pb_period_number(period) >= 1 &&
             pb_period_number(period) <= pb_period_per_year(period));
    g_autofree char *shown = pb_period_text(period);
    pb_period again;
    g_assert(pb_parse_period(shown, strlen(shown), &again) == PB_VALUE_OK && again == period);
  }
  for (int per_year = 4; per_year <= 12; per_year += 8)
    if (pb_parse_part_of_year(text, n, 2024, per_year, &part) == PB_VALUE_OK)
      g_assert(pb_period_number(part) >= 1 && pb_period_number(part) <= pb_period_per_year(part));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1 || size > 256)
    return 0;
  size_t n = size - 1;
  g_autofree char *text = g_malloc(MAX(n, 1)); /* not a byte longer, for the sanitizer */
  memcpy(text, data + 1, n);
  const char decimals[] = {0, ',', '.'};
  char decimal = decimals[data[0] % 3];
  const pb_value_marks *marks = data[0] & 4 ? &pb_marks_official : &pb_marks_usual;
  int64_t whole;
  double number;
  pb_value_status a = pb_parse_integer(text, n, decimal, marks, &whole);
  pb_value_status b = pb_parse_double(text, n, decimal, marks, &number);
  if (a == PB_VALUE_OK) {
    g_assert(llabs(whole) <= INT64_C(1) << 53);
    g_assert(b == PB_VALUE_OK && number == (double)whole);
  }
  if (b == PB_VALUE_OK)
    g_assert(isfinite(number) &&
             (a == PB_VALUE_OK || a == PB_VALUE_NOT_WHOLE || a == PB_VALUE_TOO_LARGE));
  g_assert((a == PB_VALUE_MISSING) == (b == PB_VALUE_MISSING));
  g_assert(!(a == PB_VALUE_MISSING) || pb_is_missing(text, n, marks));

  check_evidence(text, n);
  check_periods(text, n);
  pb_time_value time;
  pb_date_order order = (pb_date_order)(data[0] >> 3 & 3);
  if (pb_parse_time_value(text, n, order, &time) == PB_VALUE_OK) {
    g_assert(!(time.no_such_hour && time.twice));
    if (time.order == PB_DATE_ORDER_UNKNOWN && order == PB_DATE_ORDER_UNKNOWN && !time.no_such_hour)
      g_assert(pb_swap_day_and_month(pb_swap_day_and_month(time.seconds)) == time.seconds);
  }
  int clock;
  pb_precision to;
  if (pb_parse_clock(text, n, &clock, &to) == PB_VALUE_OK)
    g_assert(clock >= 0 && clock <= 86400 && to >= PB_PRECISION_HOUR);
  int64_t seconds;
  pb_precision precision;
  if (pb_parse_time(text, n, &seconds, &precision) == PB_VALUE_OK) {
    g_assert(seconds > pb_wall_seconds(1899, 12, 31, 0, 0, 0));
    g_assert(seconds < pb_wall_seconds(2200, 1, 2, 0, 0, 0));
    g_assert(pb_precision_text(precision));
  }
  return 0;
}
