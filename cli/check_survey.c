/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/check_print.h"
#include "cli/session.h"
#include "engine/text.h"
#include "io/survey_coverage.h"

/* How much is printed; check.json holds all. */
#define PRINTED_GROUPS 12
#define PRINTED_ITEMS 5
/* Item non-response that is worth a look. */
#define MUCH_MISSING 0.1

static char *percent(double share) {
  return pb_format_number(pb_session_language(), 100 * share, 0);
}

static void print_group(const pb_survey_group *group, const pb_dataset *dataset) {
  const char *name = dataset->municipalities[group->municipality].name;
  g_autofree char *wave = pb_period_text(group->wave), *n = pb_check_number(group->n),
                  *questions = pb_check_number(group->n_questions);
  if (!group->has_invited) {
    printf(Q_("    %1$s, %2$s: %3$s respondent, %4$s questions\n",
              "    %1$s, %2$s: %3$s respondents, %4$s questions\n", (gulong)group->n),
           wave, name, n, questions);
    return;
  }
  g_autofree char *invited = pb_check_number((size_t)group->invited),
                  *rate = percent((double)group->n / group->invited);
  printf(Q_("    %1$s, %2$s: %3$s respondent of %4$s who were asked (%5$s %%), %6$s questions\n",
            "    %1$s, %2$s: %3$s respondents of %4$s who were asked (%5$s %%), %6$s questions\n",
            (gulong)group->n),
         wave, name, n, invited, rate, questions);
}

static void print_groups(const pb_dataset *dataset) {
  size_t n;
  g_autofree pb_survey_group *groups = pb_survey_groups(dataset->survey, &n);
  printf("  %s\n", _("Respondents by wave:"));
  for (size_t i = 0; i < MIN(n, PRINTED_GROUPS); i++)
    print_group(&groups[i], dataset);
  if (n > PRINTED_GROUPS) {
    g_autofree char *more = pb_check_number(n - PRINTED_GROUPS);
    printf(_("    … and %s more; with -o all are in check.json\n"), more);
  }
}

static double share_without(const pb_survey_item *item) {
  return (double)(item->missing + item->unknown) / (double)item->asked;
}

/* Most missing first, then in the order of waves and questions. */
static int by_missing(const void *a, const void *b) {
  const pb_survey_item *x = a, *y = b;
  double s = share_without(x), t = share_without(y);
  if (s != t)
    return s > t ? -1 : 1;
  if (x->wave != y->wave)
    return x->wave < y->wave ? -1 : 1;
  return (x->question > y->question) - (x->question < y->question);
}

static void print_items(const pb_survey *survey) {
  size_t n;
  g_autofree pb_survey_item *items = pb_survey_items(survey, &n);
  qsort(items, n, sizeof *items, by_missing);
  for (size_t i = 0; i < MIN(n, PRINTED_ITEMS); i++) {
    if (share_without(&items[i]) < MUCH_MISSING)
      return;
    g_autofree char *wave = pb_period_text(items[i].wave),
                    *share = percent(share_without(&items[i]));
    printf(_("    %1$s, question %2$s: no answer that can be used from %3$s %% of those asked\n"),
           wave, survey->questions[items[i].question].key, share);
  }
}

static const char *area_words(pb_survey_area_kind kind) {
  switch (kind) {
  case PB_SURVEY_IN_MUNICIPALITY:
    return _("municipalities");
  case PB_SURVEY_IN_COUNTY:
    return _("counties");
  case PB_SURVEY_IN_COUNTRY:
    return _("the country");
  case PB_SURVEY_IN_POLICE_AREA:
    break;
  }
  return _("police areas");
}

static void print_shares(const pb_survey_shares *shares) {
  size_t n;
  g_autofree pb_share_group *groups = pb_share_groups(shares, &n);
  printf("  %s\n", _("Published shares by wave:"));
  for (size_t i = 0; i < n; i++) {
    g_autofree char *wave = pb_period_text(groups[i].wave), *rows = pb_check_number(groups[i].rows),
                    *with_n = pb_check_number(groups[i].with_n);
    printf(_("    %1$s, %2$s: %3$s, of which %4$s with the number of answers\n"), wave,
           area_words(groups[i].area_kind), rows, with_n);
  }
}

void pb_check_print_surveys(const pb_dataset *dataset) {
  if (dataset->survey) {
    print_groups(dataset);
    print_items(dataset->survey);
  }
  if (dataset->survey_shares)
    print_shares(dataset->survey_shares);
}
