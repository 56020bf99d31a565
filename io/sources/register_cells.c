/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/text.h"
#include "io/sources/goals.h"

void *pb_register_state_new(const pb_dataset *dataset) {
  (void)dataset;
  return g_string_chunk_new(4096);
}

void pb_register_state_free(void *state) {
  g_string_chunk_free(state);
}

const char *pb_register_text(const pb_source_row *row, pb_gathered *gathered, size_t role) {
  const pb_cell *cell = pb_source_present(row, role);
  if (!cell)
    return "";
  return g_string_chunk_insert_const(pb_gathered_state(gathered, row->kind), cell->text);
}

void pb_register_word(const pb_source_row *row, size_t role, const pb_known_word *words, size_t n,
                      const char *reason, const char *format, uint8_t *meaning) {
  const pb_cell *cell = pb_source_present(row, role);
  if (!cell)
    return;
  int found;
  if (pb_read_word(cell, words, n, &found)) {
    *meaning = (uint8_t)found;
    return;
  }
  g_autofree char *shown = pb_mask_value(cell->text);
  g_autofree char *message = g_strdup_printf(format, shown);
  pb_source_note(row, role, reason, "%s", message);
}

uint8_t pb_register_party(const pb_source_row *row, size_t role) {
  static const pb_known_word words[] = {
      {"polis", PB_PARTY_POLICE},
      {"polisen", PB_PARTY_POLICE},
      {"polismyndigheten", PB_PARTY_POLICE},
      {"lokalpolisområdet", PB_PARTY_POLICE},
      {"police", PB_PARTY_POLICE},
      {"kommun", PB_PARTY_MUNICIPALITY},
      {"kommunen", PB_PARTY_MUNICIPALITY},
      {"municipality", PB_PARTY_MUNICIPALITY},
      {"båda", PB_PARTY_BOTH},
      {"gemensamt", PB_PARTY_BOTH},
      {"gemensam", PB_PARTY_BOTH},
      {"båda parter", PB_PARTY_BOTH},
      {"polis och kommun", PB_PARTY_BOTH},
      {"kommun och polis", PB_PARTY_BOTH},
      {"polisen och kommunen", PB_PARTY_BOTH},
      {"kommunen och polisen", PB_PARTY_BOTH},
      {"kommun/polis", PB_PARTY_BOTH},
      {"polis/kommun", PB_PARTY_BOTH},
      {"both", PB_PARTY_BOTH},
      {"annan", PB_PARTY_OTHER},
      {"other", PB_PARTY_OTHER},
  };
  const pb_cell *cell = pb_source_present(row, role);
  if (!cell)
    return PB_PARTY_UNKNOWN;
  int party = PB_PARTY_OTHER;
  if (!pb_read_word(cell, words, G_N_ELEMENTS(words), &party))
    pb_source_note(row, role, "other-party",
                   _("The responsible party is neither police, municipality nor both; it is kept "
                     "as “other”, without the text."));
  return (uint8_t)party;
}

uint64_t pb_register_key(const char *id, int municipality) {
  g_autofree char *folded = g_utf8_casefold(id, -1);
  const pb_cell cell = {folded, strlen(folded)};
  uint64_t key = pb_identifier_key(&cell) * UINT64_C(1000003) ^ (uint64_t)(municipality + 2);
  return key ? key : 1;
}
