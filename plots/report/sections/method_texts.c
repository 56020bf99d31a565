/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sections/method_texts.h"

#include <string.h>

#include "engine/text.h"

/* Swedish sources, groups and definitions are not for a project about another country. */
typedef enum { ANYWHERE, SWEDEN, ABROAD } where;

static bool fits(where wanted, bool abroad) {
  return wanted == ANYWHERE || (wanted == ABROAD) == abroad;
}

/* `part`: what must stand in the report for the text to stand there: the id of a section or a table
 * (or its beginning, before a hyphen), or the name of a chart. NULL: always. */
static const struct {
  const char *part, *heading, *text;
  where where;
} methods[] = {
    {"tre-ar", N_("Number, rate and interval"),
     N_("The number is what was reported and registered in the municipality during the year, "
        "including what later proves not to be a crime. The rate divides it by the mean population "
        "and is given per 100,000 residents. The interval is Garwood's exact one for counts: it "
        "shows how far chance alone could have moved the number. With fewer than 20 crimes the "
        "rate is uncertain, and counts are given instead of per cent. The rate of three years "
        "together divides the sum of the crimes by the sum of the populations.")},
    {"tre-ar", N_("Change"),
     N_("The last year is compared with the mean of the three years before it, so that one odd "
        "year "
        "does not decide. The change is the ratio of the two rates, with an exact interval that "
        "follows from the binomial distribution. An increase or a decrease is said to be "
        "established only when the interval excludes no change and the corrected test agrees. "
        "Otherwise the report says that no change is established, and how large a change would "
        "have had to be to be seen. The change from one year to the next is judged in the same "
        "way.")},
    {NULL, N_("More variation than chance"),
     N_("Crimes come in series and follow how people report, so they vary more than pure chance. "
        "The report compares each year with the years beside it, measures how much they usually "
        "differ, and widens the intervals accordingly. The measure is called φ: 1 is pure chance, "
        "4 "
        "doubles the interval. As it rests on few years the intervals are widened a little more. "
        "Without it nearly every change of a large number would seem established.")},
    {NULL, N_("Many comparisons at once"),
     N_("The more is tested, the more seems established by chance alone. Each table is therefore "
        "corrected by Benjamini and Hochberg's method from 1995. Of the changes called "
        "established, at most one in twenty is then expected to be false. The correction covers "
        "the whole table, not single rows. A change can therefore have an interval that just "
        "excludes no change and still not be called established.")},
    {"tre-ar", N_("Comparison with other municipalities"),
     N_("The comparison is with the municipalities of the same group in SKR's classification, with "
        "the county and with the whole country. The median and the middle half show what is usual. "
        "The municipality itself is left out of the values that it is compared with. In the funnel "
        "plot the limits are wider for small municipalities, and they allow for the differences "
        "that always exist within a group. A rank is given with the ranks that are as reasonable, "
        "given the intervals."),
     SWEDEN},
    {"tre-ar", N_("Comparison with other municipalities"),
     N_("The comparison is with the municipalities of the same group, with the county and with the "
        "whole country. The median and the middle half show what is usual. The municipality itself "
        "is left out of the values that it is compared with. In the funnel plot the limits are "
        "wider for small municipalities, and they allow for the differences that always exist "
        "within a group. A rank is given with the ranks that are as reasonable, given the "
        "intervals."),
     ABROAD},
    {"quarterly", N_("Expected quarters"),
     N_("The expected number in a quarter comes from earlier years: their level and the usual "
        "difference between the quarters. The model is a Poisson regression that allows for the "
        "number of days and for more variation than chance. The band shows where 95 of 100 "
        "quarters should fall if nothing new has happened. Quarters outside it are marked. The "
        "latest quarters are preliminary and may be revised.")},
    {"control-chart", N_("Control limits"),
     N_("Control charts show whether a level holds. Level, season and spread come from the first "
        "years, and later periods are judged by them. The numbers are adjusted for season, days "
        "and population, so that one quarter can be compared with another. The outer limits are "
        "passed by a few periods in a thousand if nothing changes, and eight periods in a row on "
        "one side of the level are a signal too. A signal says that something is different, not "
        "what.")},
    {"forecast-fan", N_("Forecast"),
     N_("A forecast carries the level and season of the last five years on for a year. The "
        "intervals come from how much periods and whole years have varied around them. The same "
        "forecast is tested on the last two years and compared with the plainest guess, the same "
        "period of the year before. Where the plainest guess did better the report says so. What "
        "is new is not in a forecast.")},
    {"tre-ar", N_("Single large cases"),
     N_("One fraud or one person's series can give hundreds of reports in a year. A year with more "
        "than twice the number of both years beside it is marked as a possible single case. For "
        "the last year, which has no year after it, the comparison is with the year before. Such a "
        "year is not called an increase and is not part of the mean that later years are compared "
        "with. The mark is a question to the analyst, not an answer.")},
    {"event-series", N_("Recorded events"),
     N_("The pages of problem areas count the events of the records by when they happened, else "
        "began. An event counts under the area that its type belongs to; a type that clearly "
        "belongs to none counts only among all events. The last year is compared with the years "
        "before it, per day and allowing for how much the months vary. The test is corrected over "
        "all areas at once. Records are not the official statistics, so their numbers differ from "
        "those of reported crime.")},
    {"hot-spot-map", N_("Places that stand out"),
     N_("The ground is cut into squares, 250 metres wide unless the map says otherwise. A square "
        "stands out when it and its neighbours together have more events than chance gives (Getis "
        "and Ord’s Gi*), corrected for the number of squares. Squares around one peak are one "
        "place, named after the nearest built-up area. Each year is tested by itself too: a place "
        "that stands out in every one of them is lasting. Events without an exact point are left "
        "out, and the map says how many they are.")},
    {"density", N_("Density of events"),
     N_("The density spreads each event over its surroundings, with a weight that falls with the "
        "distance. How far it reaches is said at the map and is the same for all years. At the "
        "boundary it is corrected for the part that falls outside. The areas drawn are the "
        "smallest that hold the given shares of the events. They are for looking at: nothing is "
        "tested on them.")},
    {"event-clock", N_("Weekday and hour of events"),
     N_("Of many events only two times are known, between which they happened. Such an event is "
        "shared out over the hours between them, each in proportion to its minutes (the aoristic "
        "method, Ratcliffe 2000). All shares together are as many as the events. Windows of more "
        "than a week, and ends before their beginnings, are left out and counted. The hours are "
        "those of Swedish clocks, with summer time.")},
    {"upprepning", N_("Near repeats"),
     N_("Pairs of events that are near each other in both place and time are counted. The number "
        "is compared with what it would be if the days were dealt out at random among the same "
        "places (Knox 1964), which is done 499 times. The ratio says how many times more pairs "
        "there are than expected. Of an event that is known only within a window, the middle of "
        "the window counts. The table is corrected for the number of its bands.")},
    {"trygghet", N_("Surveys"),
     N_("Shares of a survey of our own are weighted, so that they describe all residents and not "
        "only those who answered. Weights, strata and clusters make the answers worth fewer than "
        "they are, and the interval (Wilson’s) rests on that effective number. “Don’t know” is not "
        "in the base, and fewer than 30 answers are not shown. A change between two waves has "
        "Newcombe’s interval and is corrected over the questions. Shares that others have "
        "published are shown as they are, with an interval where the number of answers is known.")},
    {"mal", N_("Goals"),
     N_("A goal is set against the outcome of its target year, or of the last year that is known. "
        "It is reached, or not reached, only when the whole interval of the outcome lies on one "
        "side of the target. Else it cannot be judged, since chance alone could decide. Where "
        "nobody knows how sure the outcome is, the value alone decides. Goals without a figure are "
        "judged by the parties themselves.")},
    {"atgarder", N_("Measures"),
     N_("The whole periods after the beginning of a measure are compared with as many before it, "
        "of the same seasons. The change is set against that of the comparison area that the "
        "register names. The result is given as a number (weighted displacement difference, "
        "Wheeler and Ratcliffe 2018) and as a ratio (Wilson 2021), which answer two questions. "
        "Both intervals allow for more variation than chance and are corrected over the table. "
        "Other things change at the same time, so a difference does not prove what the measure "
        "did.")},
    {"prioritering", N_("Priorities"),
     N_("Each criterion gives a problem area 0 to 4 points, one for every cut point that its value "
        "exceeds. The cut points stand under the table. The score is the mean of the criteria that "
        "are known, all of equal weight, and no weight is hidden. How often two areas change order "
        "when a cut point is moved says how much of the order is a choice. Areas with equal scores "
        "share the place, and a score that the parties set stands with its reason and with what "
        "the numbers alone say.")},
    {"indicators", N_("Indicators"),
     N_("Indicators are shown as their sources give them. Beside them stands the median of the "
        "municipality’s group, else that of other municipalities, the county or the country. "
        "Nothing is tested, since the sources do not say how sure the values are. A gap in a line "
        "is a year without a value. Small municipalities vary more from year to year by chance "
        "alone.")},
};

static bool is_named(const char *id, const char *part) {
  return id && g_str_has_prefix(id, part) && (!id[strlen(part)] || id[strlen(part)] == '-');
}

/* A chart by its name; a map of the density by what it shows. */
static bool is_drawn(const pb_figure *figure, const char *part) {
  if (figure->empty)
    return false;
  for (size_t i = 0; i < pb_params_length(figure->params); i++)
    if (g_str_equal(pb_params_spec(figure->params, i)->name, "show") &&
        g_str_equal(pb_params_text(figure->params, "show"), part))
      return true;
  return is_named(figure->chart->name, part);
}

static bool stands(const pb_node *node, const char *part) {
  if ((node->kind == PB_NODE_SECTION && is_named(node->id, part)) ||
      (node->kind == PB_NODE_TABLE && is_named(node->table->id, part)) ||
      (node->kind == PB_NODE_FIGURE && is_drawn(node->figure, part)))
    return true;
  for (guint i = 0; i < node->children->len; i++)
    if (stands(node->children->pdata[i], part))
      return true;
  return false;
}

void pb_add_method_texts(pb_node *section, const pb_node *document, bool abroad) {
  pb_add_heading(section, _("Methods"));
  size_t chosen[G_N_ELEMENTS(methods)], n = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(methods); i++)
    if (fits(methods[i].where, abroad) && (!methods[i].part || stands(document, methods[i].part)))
      chosen[n++] = i;
  for (size_t i = 0; i < n; i += 2) {
    pb_node *grid = pb_add_grid(section);
    for (size_t j = i; j < i + 2 && j < n; j++) {
      pb_node *cell = pb_add_cell(grid, n % 2 && j == n - 1 ? 12 : 6);
      pb_add_heading(cell, _(methods[chosen[j]].heading));
      pb_add_small(cell, _(methods[chosen[j]].text));
    }
  }
}

static const struct {
  const char *part, *term, *meaning;
  where where;
} terms[] = {
    {"tre-ar", N_("Reported crime"),
     N_("Events reported to the police, the prosecutors or the customs and "
        "registered as crimes, in the year in which they were registered."),
     SWEDEN},
    {"tre-ar", N_("Mean population"),
     N_("The mean of the population on 31 December of the year before and of the year.")},
    {NULL, N_("Median"),
     N_("The middle value: half of what is compared lies below it, half above.")},
    {NULL, N_("95% interval"),
     N_("The interval that would hold the true level in 95 of 100 cases like "
        "this one.")},
    {NULL, N_("Established"),
     N_("So clear that chance is an unreasonable explanation, after allowing for "
        "variation and for the number of tests.")},
    {"tre-ar", N_("Rank"),
     N_("Place from the highest rate; in brackets the places that are as reasonable.")},
    {"tre-ar", N_("Highest and lowest quarter"),
     N_("Every rank that the intervals allow is among the "
        "highest, or lowest, quarter of the group.")},
    {"tre-ar", N_("SKR group"),
     N_("Swedish municipalities grouped by size and commuting by the Swedish "
        "Association of Local Authorities and Regions, 2023."),
     SWEDEN},
    {"tre-ar", N_("Preliminary"), N_("Figures that Brå may still revise."), SWEDEN},
    {NULL, N_("φ (phi)"),
     N_("How many times more the numbers vary than pure chance would make them.")},
    {"event-series", N_("Recorded event"),
     N_("A row in the records of the police, or of others, with a time of its own.")},
    {"hot-spot-map", N_("Place that stands out"),
     N_("Squares on the map that with their neighbours have more events than chance gives.")},
    {"hot-spot-map", N_("Concentration"),
     N_("How large a part of the events a small part of the ground has.")},
    {"event-clock", N_("Aoristic"),
     N_("Of an event known only between two times, each hour between them gets its share.")},
    {"upprepning", N_("Near repeat"),
     N_("A new event of the same kind near an earlier one, soon after it.")},
    {"trygghet", N_("Percentage point"),
     N_("The difference between two shares: from 20 to 25 per cent is 5 percentage points.")},
    {"trygghet", N_("Effective number"),
     N_("How many answers drawn at random would say as much as the answers of the survey.")},
    {"mal", N_("Baseline and target"),
     N_("The value that a goal starts from, and the one that is to be reached.")},
    {"atgarder", N_("Comparison area"),
     N_("An area without the measure, chosen before it began, that shows what else changed.")},
    {"prioritering", N_("Cut point"), N_("A value that gives one point more when it is exceeded.")},
};

void pb_add_glossary(pb_node *section, const pb_node *document, bool abroad) {
  pb_add_heading(section, _("Glossary"));
  pb_node *list = pb_node_append(section, pb_node_new(PB_NODE_DEFINITIONS));
  for (size_t i = 0; i < G_N_ELEMENTS(terms); i++)
    if (fits(terms[i].where, abroad) && (!terms[i].part || stands(document, terms[i].part)))
      pb_add_definition(list, _(terms[i].term), _(terms[i].meaning));
}
