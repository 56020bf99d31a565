/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sections/method_texts.h"

#include "engine/text.h"

static const struct {
  const char *heading, *text;
} methods[] = {
    {N_("Number, rate and interval"),
     N_("The number is what was reported and registered in the municipality during the year, "
        "including what later proves not to be a crime. The rate divides it by the mean population "
        "and is given per 100,000 residents. The interval is Garwood's exact one for counts: it "
        "shows how far chance alone could have moved the number. With fewer than 20 crimes the "
        "rate is uncertain, and counts are given instead of per cent. The rate of three years "
        "together divides the sum of the crimes by the sum of the populations.")},
    {N_("Change"),
     N_("The last year is compared with the mean of the three years before it, so that one odd "
        "year "
        "does not decide. The change is the ratio of the two rates, with an exact interval that "
        "follows from the binomial distribution. An increase or a decrease is said to be "
        "established only when the interval excludes no change and the corrected test agrees. "
        "Otherwise the report says that no change is established, and how large a change would "
        "have had to be to be seen. The change from one year to the next is judged in the same "
        "way.")},
    {N_("More variation than chance"),
     N_("Crimes come in series and follow how people report, so they vary more than pure chance. "
        "The report compares each year with the years beside it, measures how much they usually "
        "differ, and widens the intervals accordingly. The measure is called φ: 1 is pure chance, "
        "4 "
        "doubles the interval. As it rests on few years the intervals are widened a little more. "
        "Without it nearly every change of a large number would seem established.")},
    {N_("Many comparisons at once"),
     N_("The more is tested, the more seems established by chance alone. Each table is therefore "
        "corrected by Benjamini and Hochberg's method from 1995. Of the changes called "
        "established, at most one in twenty is then expected to be false. The correction covers "
        "the whole table, not single rows. A change can therefore have an interval that just "
        "excludes no change and still not be called established.")},
    {N_("Comparison with other municipalities"),
     N_("The comparison is with the municipalities of the same group in SKR's classification, with "
        "the county and with the whole country. The median and the middle half show what is usual. "
        "The municipality itself is left out of the values that it is compared with. In the funnel "
        "plot the limits are wider for small municipalities, and they allow for the differences "
        "that always exist within a group. A rank is given with the ranks that are as reasonable, "
        "given the intervals.")},
    {N_("Expected quarters"),
     N_("The expected number in a quarter comes from earlier years: their level and the usual "
        "difference between the quarters. The model is a Poisson regression that allows for the "
        "number of days and for more variation than chance. The band shows where 95 of 100 "
        "quarters should fall if nothing new has happened. Quarters outside it are marked. The "
        "latest quarters are preliminary and may be revised.")},
    {N_("Control limits"),
     N_("Control charts show whether a level holds. Level, season and spread come from the first "
        "years, and later periods are judged by them. The numbers are adjusted for season, days "
        "and population, so that one quarter can be compared with another. The outer limits are "
        "passed by a few periods in a thousand if nothing changes, and eight periods in a row on "
        "one side of the level are a signal too. A signal says that something is different, not "
        "what.")},
    {N_("Forecast"),
     N_("A forecast carries the level and season of the last five years on for a year. The "
        "intervals come from how much periods and whole years have varied around them. The same "
        "forecast is tested on the last two years and compared with the plainest guess, the same "
        "period of the year before. Where the plainest guess did better the report says so. What "
        "is new is not in a forecast.")},
    {N_("Single large cases"),
     N_("One fraud or one person's series can give hundreds of reports in a year. A year with more "
        "than twice the number of both years beside it is marked as a possible single case. For "
        "the last year, which has no year after it, the comparison is with the year before. Such a "
        "year is not called an increase and is not part of the mean that later years are compared "
        "with. The mark is a question to the analyst, not an answer.")},
};

void pb_add_method_texts(pb_node *section) {
  pb_add_heading(section, _("Methods"));
  const size_t n = G_N_ELEMENTS(methods);
  for (size_t i = 0; i < n; i += 2) {
    pb_node *grid = pb_add_grid(section);
    for (size_t j = i; j < i + 2 && j < n; j++) {
      pb_node *cell = pb_add_cell(grid, n % 2 && j == n - 1 ? 12 : 6);
      pb_add_heading(cell, _(methods[j].heading));
      pb_add_small(cell, _(methods[j].text));
    }
  }
}

static const struct {
  const char *term, *meaning;
} terms[] = {
    {N_("Reported crime"), N_("Events reported to the police, the prosecutors or the customs and "
                              "registered as crimes, in the year in which they were registered.")},
    {N_("Mean population"),
     N_("The mean of the population on 31 December of the year before and of the year.")},
    {N_("Median"), N_("The middle value: half of the municipalities lie below it, half above.")},
    {N_("95% interval"), N_("The interval that would hold the true level in 95 of 100 cases like "
                            "this one.")},
    {N_("Established"),
     N_("So clear that chance is an unreasonable explanation, after allowing for "
        "variation and for the number of tests.")},
    {N_("Rank"), N_("Place from the highest rate; in brackets the places that are as reasonable.")},
    {N_("Highest and lowest quarter"), N_("Every rank that the intervals allow is among the "
                                          "highest, or lowest, quarter of the group.")},
    {N_("SKR group"), N_("Swedish municipalities grouped by size and commuting by the Swedish "
                         "Association of Local Authorities and Regions, 2023.")},
    {N_("Preliminary"), N_("Figures that Brå may still revise.")},
    {N_("φ (phi)"), N_("How many times more the numbers vary than pure chance would make them.")},
};

void pb_add_glossary(pb_node *section) {
  pb_add_heading(section, _("Glossary"));
  pb_node *list = pb_node_append(section, pb_node_new(PB_NODE_DEFINITIONS));
  for (size_t i = 0; i < G_N_ELEMENTS(terms); i++)
    pb_add_definition(list, _(terms[i].term), _(terms[i].meaning));
}
