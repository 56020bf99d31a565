/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says what is wrong with documents: check_docx FILE... Exit status 1 when something is. */
#include <stdio.h>

#include "docx_check.h"

int main(int argc, char **argv) {
  int status = 0;
  for (int i = 1; i < argc; i++) {
    g_autofree char *bytes = NULL;
    gsize n;
    GError *error = NULL;
    if (!g_file_get_contents(argv[i], &bytes, &n, &error)) {
      fprintf(stderr, "%s\n", error->message);
      return 2;
    }
    g_autoptr(GPtrArray) faults = docx_faults(bytes, n);
    for (guint k = 0; k < faults->len; k++)
      printf("%s: %s\n", argv[i], (const char *)g_ptr_array_index(faults, k));
    status |= faults->len > 0;
  }
  return status;
}
