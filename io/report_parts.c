/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/report_parts.h"

#include <glib.h>

#include "engine/params.h"
#include "engine/text.h"

static const struct {
  const char *word, *key;
} parts[] = {
    {"sammanfattning", "summary"},
    {"summary", "summary"},
    {"kommunen", "municipality"},
    {"kommunen i korthet", "municipality"},
    {"municipality", "municipality"},
    {"översikt", "overview"},
    {"anmälda brott", "overview"},
    {"overview", "overview"},
    {"tid", "time"},
    {"plats och tid", "time"},
    {"tid och plats", "time"},
    {"time", "time"},
    {"place and time", "time"},
    {"trygghetsmätning", "safety"},
    {"safety", "safety"},
    {"andra källor", "other-sources"},
    {"indikatorer", "other-sources"},
    {"other-sources", "other-sources"},
    {"other sources", "other-sources"},
    {"uppföljning", "follow-up"},
    {"follow-up", "follow-up"},
    {"prioritering", "priority"},
    {"priority", "priority"},
    {"data och metod", "data-and-method"},
    {"data-and-method", "data-and-method"},
    {"data and method", "data-and-method"},
};

const char *pb_report_part(const char *text) {
  g_autofree char *folded = g_utf8_casefold(text, -1);
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    if (g_str_equal(folded, parts[i].word))
      return parts[i].key;
  return NULL;
}

const char *pb_report_part_title(const char *key) {
  static const struct {
    const char *key, *title;
  } titles[] = {
      {"summary", N_("Summary")},
      {"municipality", N_("The municipality in brief")},
      {"overview", N_("Reported crime: overview")},
      {"time", N_("Time")},
      {"safety", N_("Safety")},
      {"other-sources", N_("Other sources")},
      {"follow-up", N_("Follow-up")},
      {"priority", N_("Priorities")},
      {"data-and-method", N_("Data and method")},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
    if (g_str_equal(titles[i].key, key))
      return titles[i].title;
  return NULL;
}

const char *pb_report_part_nearest(const char *wrong) {
  const char *words[G_N_ELEMENTS(parts)];
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    words[i] = parts[i].word;
  return pb_nearest_name(wrong, words, G_N_ELEMENTS(parts));
}
