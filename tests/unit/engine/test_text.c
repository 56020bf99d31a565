/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "engine/text.h"

static void is(size_t n, const char *expected) {
  g_autofree char *text = pb_count_text(n);
  g_assert_cmpstr(text, ==, expected);
}

static void counts(void) {
  is(0, "0");
  is(999, "999");
  is(1000, "1,000");
  is(14722, "14,722");
  is(100000, "100,000");
  is(1234567, "1,234,567");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/counts", counts);
  return g_test_run();
}
