/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/group_definition.h"

#include <glib.h>

#include "engine/text.h"

static const struct {
  const char *code, *definition;
} groups[] = {
    {"A1", N_("The group holds municipalities whose largest built-up area has at least 200,000 "
              "residents.")},
    {"A2", N_("The group holds municipalities where at least 40 per cent of the working residents "
              "commute to a metropolitan municipality or one close to it.")},
    {"B3", N_("The group holds municipalities with at least 50,000 residents, of whom at least "
              "40,000 in the largest built-up area.")},
    {"B4", N_("The group holds municipalities where at least 40 per cent of the working residents "
              "commute to a larger city.")},
    {"B5", N_("The group holds municipalities where less than 40 per cent of the working residents "
              "commute to a larger city.")},
    {"C6", N_("The group holds municipalities whose largest built-up area has at least 15,000 but "
              "fewer than 40,000 residents.")},
    {"C7", N_("The group holds municipalities where at least 30 per cent of those who live or work "
              "there commute to or from a smaller town.")},
    {"C8", N_("The group holds municipalities with fewer than 15,000 residents in the largest "
              "built-up area and little commuting.")},
    {"C9",
     N_("The group holds rural municipalities with much tourism, measured by guest nights and "
        "by turnover in trade, hotels and restaurants per resident.")},
};

const char *pb_group_definition(const char *code) {
  for (size_t i = 0; code && i < G_N_ELEMENTS(groups); i++)
    if (g_str_equal(groups[i].code, code))
      return _(groups[i].definition);
  return NULL;
}
