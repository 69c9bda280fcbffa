#include "core/revisions/links.h"

#include "limbeck-check.h"

static LimbeckLinks *
links_of (guint n, const guint (*pairs)[2], guint n_pairs)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (guint));

  if (n_pairs > 0)
    g_array_append_vals (edges, pairs, 2 * n_pairs);

  return limbeck_links_new (n, edges);
}

static char *
describe (const LimbeckLinks *links)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint from = 0; from < links->n; from++)
    {
      g_string_append (text, from > 0 ? " |" : "");
      for (guint i = 0; i < limbeck_links_count (links, from); i++)
        g_string_append_printf (text, " %u", limbeck_links_get (links, from)[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const guint diamond[][2] = { { 3, 2 }, { 1, 0 }, { 3, 1 }, { 2, 0 } };

START_TEST (each_has_its_own_in_the_order_given)
  {
    g_autoptr (LimbeckLinks) links = links_of (4, diamond, 4);
    g_autofree char *text = describe (links);

    ck_assert_str_eq (text, " | 0 | 0 | 2 1");
  }
END_TEST

START_TEST (the_other_way_round_they_are_in_the_order_of_the_revisions)
  {
    g_autoptr (LimbeckLinks) links = links_of (4, diamond, 4);
    g_autoptr (LimbeckLinks) reversed = limbeck_links_reverse (links);
    g_autofree char *text = describe (reversed);

    ck_assert_str_eq (text, " 1 2 | 3 | 3 |");
  }
END_TEST

START_TEST (a_copy_says_the_same)
  {
    g_autoptr (LimbeckLinks) links = links_of (4, diamond, 4);
    g_autoptr (LimbeckLinks) copy = limbeck_links_copy (links);
    g_autofree char *text = describe (copy);

    ck_assert_ptr_ne (copy->items, links->items);
    ck_assert_str_eq (text, " | 0 | 0 | 2 1");
  }
END_TEST

START_TEST (closing_reaches_all_below)
  {
    g_autoptr (LimbeckLinks) links = links_of (4, diamond, 4);
    const guint        seed = 2;
    g_autofree guint8 *set = limbeck_links_close (links, &seed, 1);

    ck_assert (set[0] == 1 && set[1] == 0 && set[2] == 1 && set[3] == 0);

    limbeck_links_extend (links, 1, set);
    ck_assert (set[0] == 1 && set[1] == 1 && set[2] == 1 && set[3] == 0);
  }
END_TEST

START_TEST (closing_nothing_reaches_nothing)
  {
    g_autoptr (LimbeckLinks) links = links_of (4, diamond, 4);
    g_autofree guint8 *set = limbeck_links_close (links, NULL, 0);

    ck_assert (set[0] == 0 && set[1] == 0 && set[2] == 0 && set[3] == 0);
  }
END_TEST

START_TEST (there_may_be_no_revisions)
  {
    g_autoptr (LimbeckLinks) links = links_of (0, NULL, 0);
    g_autoptr (LimbeckLinks) reversed = limbeck_links_reverse (links);

    ck_assert_uint_eq (reversed->n, 0);
  }
END_TEST

/* A walk by recursion would need a stack as deep as the tree is long. */
START_TEST (a_long_line_is_closed)
  {
    const guint n = 500000;
    g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (guint));
    g_autoptr (LimbeckLinks) links = NULL;
    g_autofree guint8 *set = NULL;
    const guint        head = n - 1;

    for (guint i = 1; i < n; i++)
      {
        const guint edge[] = { i, i - 1 };

        g_array_append_vals (edges, edge, 2);
      }
    links = limbeck_links_new (n, edges);
    set = limbeck_links_close (links, &head, 1);

    ck_assert_uint_eq (set[0], 1);
  }
END_TEST

static Suite *
links_suite (void)
{
  Suite *suite = suite_create ("links");
  TCase *tcase = tcase_create ("links");

  tcase_add_test (tcase, each_has_its_own_in_the_order_given);
  tcase_add_test (tcase, the_other_way_round_they_are_in_the_order_of_the_revisions);
  tcase_add_test (tcase, a_copy_says_the_same);
  tcase_add_test (tcase, closing_reaches_all_below);
  tcase_add_test (tcase, closing_nothing_reaches_nothing);
  tcase_add_test (tcase, there_may_be_no_revisions);
  tcase_add_test (tcase, a_long_line_is_closed);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (links_suite ());
}
