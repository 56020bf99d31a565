/* SPDX-License-Identifier: GPL-3.0-or-later */
/**
 * The cell-key method (Fraser & Wooton 2005; Thompson, Broadfoot & Elazar 2013): every record has a
 * key; the key of a cell is the sum of its records' keys; the noise of the cell follows from its
 * key and its count through a perturbation table. The same records give the same noise, in whatever
 * table, order, area or year they are counted, so that asking again does not average the noise
 * away.
 *
 * A record's key is a hash of its identifier and a secret. Whoever has secret, identifiers and
 * table can take the noise out again: the secret belongs to no output.
 *
 * Totals get noise of their own and are not the sums of the noisy parts.
 */
#ifndef PB_ENGINE_DISCLOSURE_CELL_KEY_H
#define PB_ENGINE_DISCLOSURE_CELL_KEY_H

#include "engine/disclosure/perturbation.h"

/** The key of a record, even over all 64-bit numbers. */
uint64_t pb_record_key(const char *secret, const char *record);
/** The key of records counted together: add as unsigned numbers. */
#define PB_CELL_KEY_NONE UINT64_C(0)

/** Noise of a cell: its count plus this is what may be shown. */
int pb_cell_key_noise(const pb_perturbation *table, uint64_t cell_key, int64_t count);

#endif
