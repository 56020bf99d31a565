/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "engine/disclosure/audit.h"
#include "tests/attack/attack.h"

const char *const way_names[N_WAYS] = {"count", "rate",     "interval", "sum",
                                       "ratio", "quantile", "beside"};
const char *const sort_names[N_SORTS] = {"json", "csv", "xlsx", "html", "docx", "svg", "gis"};

#define SLACK 1e-6

typedef struct {
  char *id;
  int64_t truth;
  double lower, upper;
  unsigned ways, sorts; /* that tell it alone */
  char *how;            /* the first that did */
} fact;

typedef struct {
  guint first, n; /* in the terms */
  double lower, upper;
} relation;

typedef struct {
  guint fact;
  char *how;
} hint;

struct knowledge {
  GHashTable *index; /* id -> position + 1 */
  GArray *facts, *links, *term_fact, *term_weight, *hints;
  GPtrArray *leaks, *misread;
  unsigned allowed;
};

static void clear_fact(gpointer p) {
  fact *f = p;
  g_free(f->id);
  g_free(f->how);
}

static void clear_hint(gpointer p) {
  g_free(((hint *)p)->how);
}

knowledge *knowledge_new(void) {
  knowledge *k = g_new0(knowledge, 1);
  k->index = g_hash_table_new(g_str_hash, g_str_equal);
  k->facts = g_array_new(FALSE, FALSE, sizeof(fact));
  k->links = g_array_new(FALSE, FALSE, sizeof(relation));
  k->term_fact = g_array_new(FALSE, FALSE, sizeof(guint));
  k->term_weight = g_array_new(FALSE, FALSE, sizeof(double));
  k->hints = g_array_new(FALSE, FALSE, sizeof(hint));
  g_array_set_clear_func(k->facts, clear_fact);
  g_array_set_clear_func(k->hints, clear_hint);
  k->leaks = g_ptr_array_new_with_free_func(g_free);
  k->misread = g_ptr_array_new_with_free_func(g_free);
  k->allowed = ~0u;
  return k;
}

void knowledge_free(knowledge *k) {
  g_hash_table_unref(k->index);
  GArray *arrays[] = {k->facts, k->links, k->term_fact, k->term_weight, k->hints};
  for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++)
    g_array_unref(arrays[i]);
  g_ptr_array_unref(k->leaks);
  g_ptr_array_unref(k->misread);
  g_free(k);
}

void knowledge_ways(knowledge *k, unsigned ways) {
  k->allowed = ways;
}

static fact *find(const knowledge *k, const char *id) {
  guint at = GPOINTER_TO_UINT(g_hash_table_lookup(k->index, id));
  return at ? &g_array_index(k->facts, fact, at - 1) : NULL;
}

void know_truth(knowledge *k, const char *id, int64_t count) {
  const fact *known = find(k, id);
  if (known) {
    if (known->truth != count)
      g_ptr_array_add(k->misread,
                      g_strdup_printf("%s is both %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT, id,
                                      known->truth, count));
    return;
  }
  fact f = {.id = g_strdup(id), .truth = count, .upper = INFINITY};
  g_array_append_val(k->facts, f);
  g_hash_table_insert(k->index, f.id, GUINT_TO_POINTER(k->facts->len));
}

bool truth_of(const knowledge *k, const char *id, int64_t *count) {
  const fact *f = find(k, id);
  if (f)
    *count = f->truth;
  return f != NULL;
}

static bool is_told(const fact *f) {
  return f->lower == f->upper;
}

static bool is_small(const fact *f) {
  return f->truth > 0 && f->truth < PB_DISCLOSURE_THRESHOLD;
}

void know_range(knowledge *k, const char *id, double lower, double upper, way by, sort in,
                const char *file, const char *words) {
  fact *f = find(k, id);
  if (!f || (is_small(f) && !(k->allowed & 1u << by)))
    return;
  lower = fmax(0, ceil(lower - SLACK));
  upper = floor(upper + SLACK);
  double truth = (double)f->truth;
  if (truth < lower || truth > upper) {
    g_ptr_array_add(k->misread, g_strdup_printf("%s: %s is %g, read as %g to %g from %s", file, id,
                                                truth, lower, upper, words));
    return;
  }
  if (lower == upper) {
    f->ways |= 1u << by;
    f->sorts |= 1u << in;
  }
  bool news = lower > f->lower || upper < f->upper;
  f->lower = fmax(f->lower, lower);
  f->upper = fmin(f->upper, upper);
  if (news) {
    g_free(f->how);
    f->how = g_strdup_printf("%s, %s (%s)", file, words, way_names[by]);
  }
}

void know_exact(knowledge *k, const char *id, double value, sort in, const char *file,
                const char *words) {
  know_range(k, id, value, value, WAY_COUNT, in, file, words);
}

void know_relation(knowledge *k, GPtrArray *ids, const double *weights, double lower, double upper,
                   way by, sort in, const char *file, const char *words) {
  if (file && !(k->allowed & 1u << by))
    return;
  double truth = 0, size = 1;
  for (guint i = 0; i < ids->len; i++) {
    const fact *f = find(k, ids->pdata[i]);
    if (!f)
      return;
    double part = (weights ? weights[i] : 1) * (double)f->truth;
    truth += part;
    size += fabs(part);
  }
  if (truth < lower - SLACK * size || truth > upper + SLACK * size) {
    if (file)
      g_ptr_array_add(k->misread, g_strdup_printf("%s: a sum is %g, read as %g to %g from %s", file,
                                                  truth, lower, upper, words));
    return; /* of what everybody knows: it does not hold here */
  }
  relation l = {k->term_fact->len, ids->len, lower - SLACK * size, upper + SLACK * size};
  for (guint i = 0; i < ids->len; i++) {
    guint at = GPOINTER_TO_UINT(g_hash_table_lookup(k->index, ids->pdata[i])) - 1;
    double weight = weights ? weights[i] : 1;
    g_array_append_val(k->term_fact, at);
    g_array_append_val(k->term_weight, weight);
    fact *f = &g_array_index(k->facts, fact, at);
    if (file && ids->len == 1) {
      f->ways |= 1u << by;
      f->sorts |= 1u << in;
    }
  }
  g_array_append_val(k->links, l);
}

void know_beside(knowledge *k, const char *id, sort in, const char *file, const char *words) {
  fact *f = find(k, id);
  if (!f || !(k->allowed & 1u << WAY_BESIDE))
    return;
  (void)in;
  hint h = {GPOINTER_TO_UINT(g_hash_table_lookup(k->index, id)) - 1,
            g_strdup_printf("%s, %s", file, words)};
  g_array_append_val(k->hints, h);
}

void know_leak(knowledge *k, const char *file, const char *words) {
  g_ptr_array_add(k->leaks, g_strdup_printf("%s: %s", file, words));
}

/* Everything told becomes shown, everything else is open but for its range. */
static pb_disclosure_problem *make_problem(const knowledge *k) {
  pb_disclosure_problem *problem = pb_disclosure_problem_new();
  for (guint i = 0; i < k->facts->len; i++) {
    const fact *f = &g_array_index(k->facts, fact, i);
    pb_disclosure_cell cell = {.count = f->truth, .release = PB_RELEASE_HIDDEN};
    if (is_told(f)) {
      cell.release = PB_RELEASE_FIXED;
    } else {
      cell.known_lower = f->lower;
      cell.known_upper = isinf(f->upper) ? 0 : f->upper;
    }
    g_autoptr(GError) error = NULL;
    uint32_t at;
    if (!pb_disclosure_add_cell(problem, f->id, &cell, &at, &error))
      g_error("%s", error->message);
  }
  for (guint i = 0; i < k->links->len; i++) {
    const relation *l = &g_array_index(k->links, relation, i);
    pb_disclosure_add_relation(problem, &g_array_index(k->term_fact, guint, l->first),
                               &g_array_index(k->term_weight, double, l->first), l->n, l->lower,
                               l->upper);
  }
  return problem;
}

static void print_some(const GPtrArray *lines, const char *title, size_t most) {
  if (lines->len == 0)
    return;
  printf("# %s: %u\n", title, lines->len);
  for (guint i = 0; i < lines->len && i < most; i++)
    printf("#   %s\n", (const char *)lines->pdata[i]);
}

static void count_direct(const knowledge *k, findings *found) {
  for (guint i = 0; i < k->facts->len; i++) {
    const fact *f = &g_array_index(k->facts, fact, i);
    found->n_told += is_told(f);
    if (!is_small(f))
      continue;
    found->n_sensitive++;
    for (int b = 0; b < N_WAYS; b++)
      found->by_way[b] += (f->ways >> b) & 1;
    for (int b = 0; b < N_SORTS; b++)
      found->by_sort[b] += (f->sorts >> b) & 1;
  }
}

static int by_text(gconstpointer a, gconstpointer b) {
  return g_strcmp0(*(char *const *)a, *(char *const *)b);
}

findings knowledge_ask(const knowledge *k, size_t most) {
  findings found = {.n_leaks = k->leaks->len, .n_misread = k->misread->len};
  count_direct(k, &found);
  g_autoptr(pb_disclosure_problem) problem = make_problem(k);
  g_autofree bool *suppressed = g_new0(bool, k->facts->len + 1);
  for (guint i = 0; i < k->facts->len; i++)
    suppressed[i] = !is_told(&g_array_index(k->facts, fact, i));
  const pb_disclosure_rule rule = {0};
  g_autoptr(GError) error = NULL;
  g_autoptr(pb_disclosure_audit) audit =
      pb_disclosure_audit_new(problem, suppressed, &rule, PB_AUDIT_RULE, &error);
  if (!audit)
    g_error("%s", error->message);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < audit->n; i++) {
    const pb_disclosure_interval *one = &audit->intervals[i];
    const fact *f = &g_array_index(k->facts, fact, one->cell);
    if (one->narrow)
      g_ptr_array_add(lines, g_strdup_printf("%s = %" G_GINT64_FORMAT " is told to be %g to %g: %s",
                                             f->id, f->truth, one->lower, one->upper,
                                             f->how ? f->how : "from what stands around it"));
  }
  found.n_narrow = lines->len;

  print_some(lines, "small counts that can be told", most);
  g_autoptr(GPtrArray) beside = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < k->hints->len; i++) {
    const hint *h = &g_array_index(k->hints, hint, i);
    const fact *f = &g_array_index(k->facts, fact, h->fact);
    if (is_small(f) && !is_told(f))
      g_ptr_array_add(beside,
                      g_strdup_printf("%s = %" G_GINT64_FORMAT ": %s", f->id, f->truth, h->how));
  }
  found.n_beside = beside->len;
  print_some(beside, "values that rest on a count that is left out", most);
  g_ptr_array_sort(k->leaks, by_text);
  print_some(k->leaks, "leaks", most);
  print_some(k->misread, "misread", most);
  return found;
}

void knowledge_print_hidden(const knowledge *k) {
  for (guint i = 0; i < k->facts->len; i++) {
    const fact *f = &g_array_index(k->facts, fact, i);
    if (is_small(f) && !is_told(f))
      printf("%s %" G_GINT64_FORMAT "\n", f->id, f->truth);
  }
}
