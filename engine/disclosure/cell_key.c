/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/disclosure/cell_key.h"

#include <string.h>

#define TWO_TO_53 9007199254740992.0

/* The first 64 bits of the keyed SHA-256 (HMAC) of the identifier: nobody can work out the key of a
 * record without the secret, even knowing those of others. */
uint64_t pb_record_key(const char *secret, const char *record) {
  GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, (const guchar *)secret, strlen(secret));
  g_hmac_update(hmac, (const guchar *)record, (gssize)strlen(record));
  guint8 digest[32];
  gsize n = sizeof digest;
  g_hmac_get_digest(hmac, digest, &n);
  g_hmac_unref(hmac);
  uint64_t key = 0;
  for (int i = 0; i < 8; i++)
    key = key << 8 | digest[i];
  return key;
}

int pb_cell_key_noise(const pb_perturbation *table, uint64_t cell_key, int64_t count) {
  return pb_perturbation_noise(table, count, (double)(cell_key >> 11) / TWO_TO_53);
}
