/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/start.h"

#include <glib.h>
#include <gsl/gsl_errno.h>

static gpointer switch_off(gpointer unused) {
  gsl_set_error_handler_off();
  return unused;
}

void pb_engine_start(void) {
  static GOnce once = G_ONCE_INIT;
  g_once(&once, switch_off, NULL);
}
