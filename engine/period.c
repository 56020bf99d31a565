/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/period.h"

pb_period pb_period_make(int year, int per_year, int number) {
  return (pb_period)year * 10000 + per_year * 100 + number;
}

int pb_period_year(pb_period period) {
  return (int)(period / 10000);
}
int pb_period_per_year(pb_period period) {
  return (int)(period / 100 % 100);
}
int pb_period_number(pb_period period) {
  return (int)(period % 100);
}

int pb_period_days(pb_period period) {
  int months = 12 / pb_period_per_year(period);
  int first = (pb_period_number(period) - 1) * months + 1;
  int days = 0;
  for (int m = first; m < first + months; m++)
    days += g_date_get_days_in_month((GDateMonth)m, (GDateYear)pb_period_year(period));
  return days;
}

pb_period pb_period_next(pb_period period) {
  int per_year = pb_period_per_year(period), number = pb_period_number(period) + 1;
  int year = pb_period_year(period);
  return number > per_year ? pb_period_make(year + 1, per_year, 1)
                           : pb_period_make(year, per_year, number);
}

char *pb_period_text(pb_period period) {
  int year = pb_period_year(period), number = pb_period_number(period);
  switch (pb_period_per_year(period)) {
  case 4:
    return g_strdup_printf("%dK%d", year, number);
  case 12:
    return g_strdup_printf("%d-%02d", year, number);
  default:
    return g_strdup_printf("%d", year);
  }
}
