/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the sample document as a file of every format, for looking at and for the command-line
 * checks of the PDF and the HTML: sample_report FOLDER [SPREADS]. */
#include <stdio.h>
#include <stdlib.h>

#include "plots/report/backend.h"
#include "report_sample.h"

int main(int argc, char **argv) {
  pb_context context = sample_context();
  g_autoptr(pb_node) document = sample_document(&context, argc > 2 ? atoi(argv[2]) : 2);
  size_t n;
  const pb_backend *const *backends = pb_backends(&n);
  for (size_t i = 0; i < n; i++) {
    GError *error = NULL;
    gint64 start = g_get_monotonic_time();
    g_autoptr(GBytes) file = backends[i]->render(document, &context, &error);
    if (file == NULL) {
      fprintf(stderr, "%s\n", error->message);
      return 1;
    }
    size_t length;
    const char *data = g_bytes_get_data(file, &length);
    g_autofree char *path =
        g_strdup_printf("%s/sample.%s", argc > 1 ? argv[1] : ".", backends[i]->extension);
    if (!g_file_set_contents(path, data, (gssize)length, &error)) {
      fprintf(stderr, "%s\n", error->message);
      return 1;
    }
    printf("%s: %zu bytes in %.0f ms\n", path, length,
           (double)(g_get_monotonic_time() - start) / 1000);
  }
  return 0;
}
