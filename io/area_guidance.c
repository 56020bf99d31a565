/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/area_guidance.h"

#include "engine/text.h"
#include "io/reference_table.h"

#define copy pb_reference_copy

static const char *question_row(pb_reference_table *r, const pb_cell *c) {
  pb_area_question one = {pb_dataset_area(r->extra, c[0].text), copy(&c[1])};
  g_array_append_val(r->rows, one);
  return one.area >= 0 && c[1].length ? NULL : _("A row has the key of a problem area and a text.");
}

static const char *commitment_row(pb_reference_table *r, const pb_cell *c) {
  pb_area_commitment one = {pb_dataset_area(r->extra, c[0].text), copy(&c[1]), copy(&c[2]),
                            copy(&c[3]), copy(&c[4])};
  g_array_append_val(r->rows, one);
  return one.area >= 0 && c[1].length && c[2].length && c[3].length && c[4].length
             ? NULL
             : _("A row has the key of a problem area and four texts.");
}

bool pb_area_guidance_load(const char *data_dir, pb_dataset *dataset, GError **error) {
  static const char *const question_headers[] = {"area", "words", NULL};
  static const char *const commitment_headers[] = {
      "area", "municipality_sv", "police_sv", "municipality_en", "police_en", NULL};
  pb_reference_table questions = {.headers = question_headers,
                                  .on_row = question_row,
                                  .rows = g_array_new(FALSE, TRUE, sizeof(pb_area_question)),
                                  .extra = dataset};
  bool done = pb_reference_table_read(data_dir, "area_questions.csv", &questions, error);
  dataset->n_area_questions = questions.rows->len;
  dataset->area_questions = (pb_area_question *)(void *)g_array_free(questions.rows, FALSE);
  if (!done)
    return false;
  pb_reference_table commitments = {.headers = commitment_headers,
                                    .on_row = commitment_row,
                                    .rows = g_array_new(FALSE, TRUE, sizeof(pb_area_commitment)),
                                    .extra = dataset};
  done = pb_reference_table_read(data_dir, "area_commitments.csv", &commitments, error);
  dataset->n_area_commitments = commitments.rows->len;
  dataset->area_commitments = (pb_area_commitment *)(void *)g_array_free(commitments.rows, FALSE);
  return done;
}
