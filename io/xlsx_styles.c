/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx_styles.h"

#include <math.h>
#include <string.h>

#include "io/json_writer.h"

#define LAST_DAY 2958465 /* 9999-12-31 */

/* The part of the first section that says something: without texts, colours and paddings. "[h]"
 * becomes "H". */
static char *essence(const char *code) {
  GString *out = g_string_new(NULL);
  for (const char *p = code; *p && *p != ';'; p++) {
    if (*p == '"') {
      while (p[1] && *++p != '"')
        continue;
    } else if (*p == '\\' || *p == '_' || *p == '*') {
      if (p[1])
        p++;
    } else if (*p == '[') {
      if (strchr("hHmMsS", p[1]) && p[1] && strchr("]hHmMsS", p[2]) && p[2])
        g_string_append_c(out, 'E');
      while (p[1] && *++p != ']')
        continue;
    } else if (g_ascii_strncasecmp(p, "AM/PM", 5) == 0) {
      p += 4;
    } else if (g_ascii_strncasecmp(p, "A/P", 3) == 0) {
      p += 2;
    } else if (g_ascii_strncasecmp(p, "General", 7) == 0) {
      p += 6;
    } else {
      g_string_append_c(out, g_ascii_tolower(*p));
    }
    if (!*p)
      break;
  }
  return g_string_free(out, FALSE);
}

pb_xlsx_format pb_xlsx_format_parse(const char *code) {
  pb_xlsx_format format = {0};
  g_autofree char *text = essence(code);
  size_t zeros = strspn(text, "0");
  if (zeros >= 2 && zeros <= 30 && !text[zeros])
    format.zeros = (unsigned)zeros;
  char before = 0; /* the letter before, to tell minutes from months */
  bool open_m = false;
  for (const char *p = text; *p; p++) {
    if (!strchr("ymdhsE", *p) || (*p == before && p[-1] == *p))
      continue;
    if (open_m && *p != 's')
      format.month = true;
    open_m = false;
    format.year |= *p == 'y';
    format.day |= *p == 'd';
    format.time |= *p == 'h' || *p == 's' || *p == 'E';
    format.elapsed |= *p == 'E';
    if (*p == 'm' && before != 'h' && before != 'E')
      open_m = true; /* a month, unless seconds follow */
    before = *p;
  }
  format.month |= open_m;
  return format;
}

pb_xlsx_format pb_xlsx_format_builtin(size_t id) {
  pb_xlsx_format format = {0};
  if ((id >= 14 && id <= 16) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
    format.year = format.month = format.day = true;
  else if (id == 17)
    format.year = format.month = true;
  else if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
    format.time = true;
  else if (id == 22)
    format.year = format.month = format.day = format.time = true;
  else if (id == 46)
    format.time = format.elapsed = true;
  return format;
}

static char *clock_text(int64_t seconds) {
  int hour = (int)(seconds / 3600), minute = (int)(seconds / 60 % 60), second = (int)(seconds % 60);
  return second ? g_strdup_printf("%02d:%02d:%02d", hour, minute, second)
                : g_strdup_printf("%02d:%02d", hour, minute);
}

/* Days of the workbook to a date. The calendar of 1900 has a 29 February that never was (day 60).
 */
static char *date_text(int64_t days, const pb_xlsx_format *format, bool from_1904) {
  GDate date;
  g_date_clear(&date, 1);
  if (from_1904)
    g_date_set_dmy(&date, 1, G_DATE_JANUARY, 1904);
  else if (days == 60)
    return g_strdup("1900-02-29");
  else
    g_date_set_dmy(&date, days < 60 ? 31 : 30, G_DATE_DECEMBER, 1899);
  g_date_add_days(&date, (guint)days);
  int year = g_date_get_year(&date), month = (int)g_date_get_month(&date);
  if (format->year && !format->day && !format->time)
    return format->month ? g_strdup_printf("%04d-%02d", year, month)
                         : g_strdup_printf("%04d", year);
  return g_strdup_printf("%04d-%02d-%02d", year, month, (int)g_date_get_day(&date));
}

static char *time_value_text(double number, const pb_xlsx_format *format, bool from_1904) {
  int64_t seconds = (int64_t)floor(number * 86400 + 0.5), days = seconds / 86400;
  bool has_date = format->year || format->month || format->day;
  if (!has_date)
    return clock_text(format->elapsed ? seconds : seconds % 86400);
  g_autofree char *date = date_text(days, format, from_1904);
  bool whole_date = format->day || !format->year || format->time;
  if (!format->time && (seconds % 86400 == 0 || !whole_date))
    return g_steal_pointer(&date);
  g_autofree char *clock = clock_text(seconds % 86400);
  return g_strdup_printf("%s %s", date, clock);
}

char *pb_xlsx_number_text(double number, const pb_xlsx_format *format, bool from_1904,
                          char decimal) {
  bool is_time = format->year || format->month || format->day || format->time;
  if (is_time && number >= 0 && number < LAST_DAY - 1461)
    return time_value_text(number, format, from_1904);
  if (format->zeros && number >= 0 && number < 1e15 && number == floor(number))
    return g_strdup_printf("%0*" G_GINT64_FORMAT, (int)format->zeros, (gint64)number);
  if (number == floor(number) && fabs(number) < 1e15)
    return g_strdup_printf("%" G_GINT64_FORMAT, (gint64)number);
  char *text = pb_number_text(number);
  return decimal == ',' ? g_strdelimit(text, ".", ',') : text;
}

typedef struct {
  GHashTable *codes; /* number of a format → its code */
  GArray *ids;       /* size_t by style */
  bool in_cells;
} state;

static bool on_start(const char *element, const pb_xlsx_attributes *attributes, void *data,
                     GError **error) {
  (void)error;
  state *s = data;
  size_t id = 0;
  if (strcmp(element, "cellXfs") == 0) {
    s->in_cells = true;
  } else if (strcmp(element, "numFmt") == 0) {
    pb_xlsx_value code = pb_xlsx_attribute(attributes, "formatCode");
    /* The first counts: formats of conditions come later and may use a number again. */
    if (code.text &&
        pb_xlsx_value_number(pb_xlsx_attribute(attributes, "numFmtId"), G_MAXINT, &id) &&
        !g_hash_table_contains(s->codes, GSIZE_TO_POINTER(id)))
      g_hash_table_insert(s->codes, GSIZE_TO_POINTER(id), g_strndup(code.text, code.n));
  } else if (s->in_cells && strcmp(element, "xf") == 0) {
    pb_xlsx_value_number(pb_xlsx_attribute(attributes, "numFmtId"), G_MAXINT, &id);
    g_array_append_val(s->ids, id);
  }
  return true;
}

static bool on_end(const char *element, const char *text, size_t n, void *data, GError **error) {
  (void)text, (void)n, (void)error;
  state *s = data;
  if (strcmp(element, "cellXfs") == 0)
    s->in_cells = false;
  return true;
}

GArray *pb_xlsx_styles_read(pb_xlsx_zip *zip, const char *part, GError **error) {
  static const pb_xlsx_handler handler = {on_start, on_end};
  g_autoptr(GArray) formats = g_array_new(FALSE, TRUE, sizeof(pb_xlsx_format));
  if (!part)
    return g_steal_pointer(&formats);
  g_autoptr(GHashTable) codes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  g_autoptr(GArray) ids = g_array_new(FALSE, TRUE, sizeof(size_t));
  state s = {codes, ids, false};
  bool found;
  if (!pb_xlsx_zip_parse(zip, part, &handler, &s, &found, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++) {
    size_t id = g_array_index(ids, size_t, i);
    const char *code = g_hash_table_lookup(codes, GSIZE_TO_POINTER(id));
    pb_xlsx_format format = code ? pb_xlsx_format_parse(code) : pb_xlsx_format_builtin(id);
    g_array_append_val(formats, format);
  }
  return g_steal_pointer(&formats);
}
