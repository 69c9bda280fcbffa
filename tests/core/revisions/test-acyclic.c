#include <string.h>

#include "core/revisions/acyclic.h"

#include "limbeck-check.h"

typedef struct
{
  guint      n;
  GArray    *parents;
  GArray    *dependencies;
  GPtrArray *cycles;
  guint     *order;
} Sorted;

/* "1-0 2-1": each leads to the other. */
static GArray *
edges_of (const char *text)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (guint));

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      {
        guint number = *p - '0';

        g_array_append_val (edges, number);
      }

  return edges;
}

static Sorted
sort (guint n, const char *parents, const char *dependencies)
{
  Sorted sorted = { .n = n,
                    .parents = edges_of (parents),
                    .dependencies = edges_of (dependencies) };

  sorted.order = limbeck_acyclic_sort (n, sorted.parents, sorted.dependencies, &sorted.cycles);

  return sorted;
}

static void
clear (Sorted *sorted)
{
  g_array_unref (sorted->parents);
  g_array_unref (sorted->dependencies);
  g_ptr_array_unref (sorted->cycles);
  g_free (sorted->order);
}

static guint
find_place (const Sorted *sorted, guint number)
{
  guint place = 0;

  while (place < sorted->n && sorted->order[place] != number)
    place++;
  ck_assert_uint_lt (place, sorted->n);

  return place;
}

static void
assert_each_comes_after (const Sorted *sorted, GArray *edges)
{
  for (guint i = 0; i < edges->len; i += 2)
    ck_assert_uint_gt (find_place (sorted, g_array_index (edges, guint, i)),
                       find_place (sorted, g_array_index (edges, guint, i + 1)));
}

static char *
describe_cycle (const Sorted *sorted, guint i)
{
  GArray *cycle = g_ptr_array_index (sorted->cycles, i);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint k = 0; k < cycle->len; k++)
    g_string_append_printf (text, "%u", g_array_index (cycle, guint, k));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct
{
  guint       n;
  const char *parents;
  const char *dependencies;
  guint       n_cycles;
} graphs[] = {
  { 0, "", "", 0 },
  { 1, "", "", 0 },
  { 4, "1-0 2-0 3-1 3-2", "", 0 },
  { 4, "3-2 2-1 1-0", "", 0 },
  { 4, "0-1 1-2 2-3", "", 0 },
  { 4, "1-0 3-2", "2-1", 0 },
  { 3, "1-0", "1-0 2-0", 0 },
  { 1, "0-0", "", 1 },
  { 1, "", "0-0", 1 },
  { 2, "0-1 1-0", "", 1 },
  { 3, "0-2 1-0 2-1", "", 1 },
  { 2, "1-0", "0-1", 1 },
  { 2, "", "0-1 1-0", 1 },
  { 4, "0-1 1-0 2-3 3-2", "", 2 },
  { 5, "1-0 2-1 4-3", "0-2 3-4", 2 },
};

START_TEST (what_is_left_has_an_order)
  {
    Sorted sorted = sort (graphs[_i].n, graphs[_i].parents, graphs[_i].dependencies);

    assert_each_comes_after (&sorted, sorted.parents);
    assert_each_comes_after (&sorted, sorted.dependencies);
    for (guint i = 0; i < graphs[_i].n; i++)
      (void) find_place (&sorted, i);
    ck_assert_uint_eq (sorted.cycles->len, graphs[_i].n_cycles);
    clear (&sorted);
  }
END_TEST

START_TEST (only_what_closes_a_cycle_is_taken_out)
  {
    Sorted sorted = sort (4, "1-0 2-1 0-2 3-2", "");

    ck_assert_uint_eq (sorted.parents->len, 2 * 3);
    clear (&sorted);
  }
END_TEST

START_TEST (a_cycle_ends_where_it_begins)
  {
    Sorted           sorted = sort (3, "0-2 1-0 2-1", "");
    g_autofree char *cycle = describe_cycle (&sorted, 0);

    ck_assert_uint_eq (strlen (cycle), 4);
    ck_assert_int_eq (cycle[0], cycle[3]);
    ck_assert (cycle[0] != cycle[1] && cycle[1] != cycle[2] && cycle[0] != cycle[2]);
    clear (&sorted);
  }
END_TEST

static Suite *
acyclic_suite (void)
{
  Suite *suite = suite_create ("acyclic");
  TCase *tcase = tcase_create ("acyclic");

  tcase_add_loop_test (tcase, what_is_left_has_an_order, 0, (int) G_N_ELEMENTS (graphs));
  tcase_add_test (tcase, only_what_closes_a_cycle_is_taken_out);
  tcase_add_test (tcase, a_cycle_ends_where_it_begins);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (acyclic_suite ());
}
