/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/report/sentences/facts.h"

#include <math.h>

#include "plots/read.h"
#include "plots/withheld.h"

pb_optional pb_result_cell(const pb_result *result, const char *column, size_t row) {
  pb_optional cell = {false, 0};
  cell.known = pb_read_number(result, column, row, &cell.value);
  return cell;
}

pb_optional pb_result_scalar_maybe(const pb_result *result, const char *name) {
  double value = 0;
  if (!pb_result_get_scalar(result, name, &value) || !isfinite(value))
    return (pb_optional){false, 0};
  return (pb_optional){true, value};
}

static pb_level level_from(const char *text) {
  if (g_str_equal(text, "high"))
    return PB_LEVEL_HIGH;
  if (g_str_equal(text, "low"))
    return PB_LEVEL_LOW;
  return g_str_equal(text, "within") ? PB_LEVEL_WITHIN : PB_LEVEL_NOT_ASSESSED;
}

bool pb_type_facts_read(const pb_context *context, int type, pb_type_facts *facts) {
  const int row = pb_analysis_overview_row(context->analysis, type);
  if (type < 0 || row < 0)
    return false;
  const pb_result *overview = pb_analysis_find(context->analysis, "overview", -1);
  const pb_municipality *municipality = &context->dataset->municipalities[context->municipality];
  *facts = (pb_type_facts){
      .type = type,
      .crime = &context->dataset->types[type],
      .last_year = context->dataset->period_end,
      .base_first_year = context->dataset->period_end - context->dataset->years,
      .group_code = municipality->group_code ? municipality->group_code : "",
      .group_name = municipality->group_name ? municipality->group_name : "",
  };
  const struct {
    const char *column;
    pb_optional *to;
  } cells[] = {
      {"count_1", &facts->count[0]},
      {"count_2", &facts->count[1]},
      {"count_3", &facts->count[2]},
      {"rate", &facts->rate},
      {"rate_lower", &facts->rate_lower},
      {"rate_upper", &facts->rate_upper},
      {"pooled_rate", &facts->pooled},
      {"pooled_lower", &facts->pooled_lower},
      {"pooled_upper", &facts->pooled_upper},
      {"base_count", &facts->base_count},
      {"base_rate", &facts->base_rate},
      {"ratio", &facts->ratio},
      {"ratio_lower", &facts->ratio_lower},
      {"ratio_upper", &facts->ratio_upper},
      {"base_excluded", &facts->base_excluded},
      {"smallest_ratio_up", &facts->smallest_up},
      {"smallest_ratio_down", &facts->smallest_down},
      {"smallest_count_up", &facts->smallest_count_up},
      {"previous_count", &facts->previous_count},
      {"previous_rate", &facts->previous_rate},
      {"previous_ratio", &facts->previous_ratio},
      {"previous_lower", &facts->previous_lower},
      {"previous_upper", &facts->previous_upper},
      {"group_n", &facts->group_n},
      {"group_median", &facts->group_median},
      {"group_q1", &facts->group_q1},
      {"group_q3", &facts->group_q3},
      {"rank", &facts->rank},
      {"rank_lower", &facts->rank_lower},
      {"rank_upper", &facts->rank_upper},
      {"county_n", &facts->county_n},
      {"county_median", &facts->county_median},
      {"county_rank", &facts->county_rank},
      {"country_n", &facts->country_n},
      {"country_median", &facts->country_median},
      {"country_rank", &facts->country_rank},
      {"ratio_to_median", &facts->ratio_to_median},
  };
  const size_t at = (size_t)row;
  for (size_t i = 0; i < G_N_ELEMENTS(cells); i++)
    *cells[i].to = pb_result_cell(overview, cells[i].column, at);
  facts->base_withheld =
      pb_any_withheld(context, type, facts->base_first_year, facts->last_year - 1);
  facts->verdict = pb_verdict_read(pb_read_text(overview, "verdict", at));
  facts->verdict_reason = pb_read_text(overview, "verdict_reason", at);
  facts->previous_verdict = pb_verdict_read(pb_read_text(overview, "previous_verdict", at));
  facts->level = level_from(pb_read_text(overview, "comparison", at));
  facts->over_dispersed = g_str_equal(pb_read_text(overview, "method", at), "quasi-poisson");
  const pb_optional spike = pb_result_cell(overview, "spike", at);
  const pb_optional spike_year = pb_result_cell(overview, "spike_year", at);
  facts->spike = spike.known && spike.value != 0;
  facts->spike_year = spike_year.known ? (int)spike_year.value : 0;
  return true;
}

bool pb_type_facts_small(const pb_type_facts *facts) {
  return !facts->count[2].known || facts->count[2].value < PB_COUNTS_BELOW ||
         !facts->base_count.known || facts->base_count.value < PB_COUNTS_BELOW;
}

#define SMALLEST_QUARTERED_GROUP 8

int pb_type_facts_quarter(const pb_type_facts *facts) {
  if (!facts->group_n.known || facts->group_n.value < SMALLEST_QUARTERED_GROUP ||
      !facts->rank_lower.known || !facts->rank_upper.known)
    return 0;
  const double quarter = floor(facts->group_n.value / 4);
  if (facts->rank_upper.value <= quarter)
    return 1;
  return facts->rank_lower.value > facts->group_n.value - quarter ? -1 : 0;
}
