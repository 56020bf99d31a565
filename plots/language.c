/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/language.h"

#include <math.h>
#include <string.h>

#include "engine/text.h"

#define NO_BREAK_SPACE "\u00a0"
#define NARROW_NO_BREAK_SPACE "\u202f"
#define MINUS "\u2212"
#define EN_DASH "\u2013"

static const pb_language languages[] = {
    {"sv", ",", NARROW_NO_BREAK_SPACE, MINUS, NO_BREAK_SPACE "%"},
    {"en", ".", ",", MINUS, "%"},
};

const pb_language *pb_language_find(const char *code) {
  for (size_t i = 0; code && i < G_N_ELEMENTS(languages); i++)
    if (strcmp(languages[i].code, code) == 0)
      return &languages[i];
  return NULL;
}

static bool is_swedish(const pb_language *language) {
  return strcmp(language->code, "sv") == 0;
}

/** Digits with an optional point ("1234.5") in the language's form. */
static char *grouped(const pb_language *language, bool negative, const char *digits) {
  GString *out = g_string_new(negative && strpbrk(digits, "123456789") ? language->minus : "");
  size_t whole = strcspn(digits, ".");
  for (size_t i = 0; i < whole; i++) {
    if (i && (whole - i) % 3 == 0)
      g_string_append(out, language->thousands);
    g_string_append_c(out, digits[i]);
  }
  if (digits[whole] == '.') {
    g_string_append(out, language->decimal);
    g_string_append(out, digits + whole + 1);
  }
  return g_string_free(out, FALSE);
}

char *pb_format_number(const pb_language *language, double value, int decimals) {
  if (!isfinite(value))
    return g_strdup(EN_DASH);
  /* Room for the largest double, 309 digits, and the decimals. */
  char format[8], digits[384];
  g_snprintf(format, sizeof format, "%%.%df", CLAMP(decimals, 0, 15));
  g_ascii_formatd(digits, sizeof digits, format, fabs(value));
  return grouped(language, signbit(value), digits);
}

char *pb_format_integer(const pb_language *language, int64_t value) {
  char digits[24];
  uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
  g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, size);
  return grouped(language, value < 0, digits);
}

char *pb_format_rate(const pb_language *language, double rate) {
  /* 9.96 is shown as 10, not as 10,0. */
  bool whole = rate == 0 || fabs(rate) >= 9.95;
  return pb_format_number(language, rate, whole ? 0 : 1);
}

char *pb_format_change(const pb_language *language, double ratio) {
  double percent = round((ratio - 1) * 100);
  g_autofree char *number = pb_format_number(language, percent, 0);
  return g_strconcat(percent > 0 ? "+" : "", number, language->percent, NULL);
}

char *pb_format_p(const pb_language *language, double p) {
  const char *sign = "";
  int decimals = 2;
  if (p < .001) {
    sign = "<" NO_BREAK_SPACE;
    p = .001;
    decimals = 3;
  } else if (p > .99) {
    sign = ">" NO_BREAK_SPACE;
    p = .99;
  } else if (p < .01 || (p >= .045 && p < .055)) {
    /* Beside 0,05 two decimals would hide on which side p lies. */
    decimals = 3;
  }
  g_autofree char *number = pb_format_number(language, p, decimals);
  return g_strconcat(sign, number, NULL);
}

char *pb_format_range(const pb_language *language, double lower, double upper, int decimals) {
  g_autofree char *from = pb_format_number(language, lower, decimals);
  g_autofree char *to = pb_format_number(language, upper, decimals);
  return g_strconcat(from, EN_DASH, to, NULL);
}

const char *pb_month_name(int month) {
  static const char *const names[] = {
      N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
      N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December"),
  };
  g_return_val_if_fail(month >= 1 && month <= 12, "");
  return _(names[month - 1]);
}

const char *pb_month_short(int month) {
  static const char *const names[] = {
      N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
      N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
  };
  g_return_val_if_fail(month >= 1 && month <= 12, "");
  return _(names[month - 1]);
}

const char *pb_weekday_name(int weekday) {
  static const char *const names[] = {
      N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
      N_("Friday"), N_("Saturday"), N_("Sunday"),
  };
  g_return_val_if_fail(weekday >= 0 && weekday < 7, "");
  return _(names[weekday]);
}

const char *pb_weekday_short(int weekday) {
  static const char *const names[] = {
      N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
  };
  g_return_val_if_fail(weekday >= 0 && weekday < 7, "");
  return _(names[weekday]);
}

char *pb_format_period(const pb_language *language, pb_period period) {
  (void)language;
  int year = pb_period_year(period), number = pb_period_number(period);
  switch (pb_period_per_year(period)) {
  case 4:
    /* A quarter of a year: number, year. */
    return g_strdup_printf(_("quarter %d of %d"), number, year);
  case 12:
    return g_strdup_printf("%s %d", pb_month_name(number), year);
  default:
    return g_strdup_printf("%d", year);
  }
}

char *pb_format_small_number(const pb_language *language, int value) {
  /* Part of the language like its decimal mark, not of the message catalogue. */
  static const char *const swedish[] = {"noll", "en",   "två", "tre", "fyra", "fem", "sex",
                                        "sju",  "åtta", "nio", "tio", "elva", "tolv"};
  static const char *const english[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  if (value >= 0 && value <= 12)
    return g_strdup(is_swedish(language) ? swedish[value] : english[value]);
  return pb_format_integer(language, value);
}

/** The text in the language; Swedish where there is no English. */
static const char *pick(const pb_language *language, const char *sv, const char *en) {
  return is_swedish(language) || !en || !*en ? (sv ? sv : "") : en;
}

const char *pb_type_label(const pb_language *language, const pb_crime_type *type) {
  return pick(language, type->label_sv, type->label_en);
}
const char *pb_type_noun(const pb_language *language, const pb_crime_type *type) {
  return pick(language, type->noun_sv, type->noun_en);
}
const char *pb_type_noun_definite(const pb_language *language, const pb_crime_type *type) {
  return pick(language, type->noun_def_sv, type->noun_def_en);
}
const char *pb_break_short(const pb_language *language, const pb_series_break *series_break) {
  return pick(language, series_break->short_sv, series_break->short_en);
}
char *pb_county_name(const pb_language *language, const char *name) {
  static const char ending[] = " län";
  if (name == NULL || strcmp(language->code, "sv") == 0 || !g_str_has_suffix(name, ending))
    return g_strdup(name);
  g_autofree char *base = g_strndup(name, strlen(name) - strlen(ending));
  if (g_str_has_suffix(base, "s")) /* the genitive; no county's own name ends so */
    base[strlen(base) - 1] = '\0';
  /* TRANSLATORS: a county of Sweden, in a language that does not call it län. */
  return g_strdup_printf(_("%s County"), base);
}

const char *pb_break_text(const pb_language *language, const pb_series_break *series_break) {
  return pick(language, series_break->text_sv, series_break->text_en);
}

char *pb_capitalise(const char *text) {
  if (!*text)
    return g_strdup("");
  char first[7] = {0};
  g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(text)), first);
  return g_strconcat(first, g_utf8_next_char(text), NULL);
}
