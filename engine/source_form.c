/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/source_form.h"

void pb_source_form_free(pb_source_form *form) {
  if (!form)
    return;
  for (size_t i = 0; i < form->n_roles; i++) {
    g_free(form->roles[i].role);
    g_free(form->roles[i].header);
    g_free(form->roles[i].given);
  }
  g_free(form->roles);
  g_free(form->encoding);
  g_free(form->sheet);
  g_free(form);
}
