/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/cell_text.h"

#include <math.h>

#include "engine/wall_clock.h"
#include "engine/period.h"
#include "io/json_writer.h"

static char *time_text(int64_t time) {
  pb_wall_clock at = pb_wall_clock_of(time);
  int64_t in_hour = ((time % 3600) + 3600) % 3600;
  return g_strdup_printf("%04d-%02d-%02d %02d:%02d:%02d", at.year, at.month, at.day, at.hour,
                         (int)(in_hour / 60), (int)(in_hour % 60));
}

char *pb_cell_text(const pb_column *column, size_t row, char decimal) {
  if (!pb_column_is_valid(column, row))
    return NULL;
  switch (pb_column_type(column)) {
  case PB_TYPE_INT64:
    return g_strdup_printf("%" G_GINT64_FORMAT, pb_column_int(column, row));
  case PB_TYPE_DOUBLE: {
    double value = pb_column_double(column, row);
    char *text = isfinite(value) ? pb_number_text(value) : NULL;
    return text ? g_strdelimit(text, ".", decimal) : NULL;
  }
  case PB_TYPE_TIME:
    return time_text(pb_column_int(column, row));
  case PB_TYPE_PERIOD:
    return pb_period_text(pb_column_int(column, row));
  default:
    return g_strdup(pb_column_string(column, row));
  }
}
