#include "core/revisions/common-ground.h"

#include "graph-of.h"
#include "limbeck-check.h"
#include "random-tree.h"

#define N_TREES 300
#define SEED 20250412

static GPtrArray *
revisions_of (LimbeckRevisionGraph *graph, const char *ids)
{
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);
  GPtrArray *revisions = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (revisions, limbeck_revision_graph_lookup (graph, words[i]));

  return revisions;
}

static void
assert_common (LimbeckRevisionGraph *graph, const char *of, const char *expected)
{
  g_autoptr (GPtrArray) revisions = revisions_of (graph, of);
  g_autoptr (GPtrArray) found = limbeck_common_ground_find (graph, revisions);
  g_autofree char *ids = ids_of (found);

  ck_assert_str_eq (ids, expected);
}

START_TEST (two_heads_part_after_their_branch_point)
  {
    g_autoptr (LimbeckRevisionGraph)
        graph = graph_of ("a", "b < a", "c < b", "d < b", "e < d", NULL);

    assert_common (graph, "c e", "b");
    assert_common (graph, "c d e", "b");
  }
END_TEST

START_TEST (what_lies_below_another_is_common_to_both)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a", "b < a", "c < b", NULL);

    assert_common (graph, "a c", "a");
    assert_common (graph, "c", "c");
  }
END_TEST

START_TEST (lines_of_their_own_have_nothing_in_common)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a", "b < a", "x", "y < x", NULL);

    assert_common (graph, "b y", "");
  }
END_TEST

START_TEST (a_dependency_is_common_ground_too)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a", "b < a", "x", "y < x ~ a", NULL);

    assert_common (graph, "b y", "a");
  }
END_TEST

START_TEST (after_crossed_merges_there_are_several)
  {
    g_autoptr (LimbeckRevisionGraph)
        graph = graph_of ("a", "b < a", "c < a", "d < b c", "e < b c", NULL);

    assert_common (graph, "d e", "b c");
  }
END_TEST

START_TEST (an_empty_tree_has_none)
  {
    g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
    g_autoptr (LimbeckRevisionGraph) graph = graph_of_scripts (nothing);
    g_autoptr (GPtrArray) found = limbeck_common_ground_find (graph, nothing);

    ck_assert_uint_eq (found->len, 0);
  }
END_TEST

/* By going down from @from edge by edge. */
static gboolean
includes (LimbeckRevisionGraph *graph, guint from, guint number)
{
  const LimbeckRevisionMap *map = limbeck_revision_graph_get_map (graph);

  if (from == number)
    return TRUE;
  for (guint i = 0; i < limbeck_links_count (map->down, from); i++)
    if (includes (graph, limbeck_links_get (map->down, from)[i], number))
      return TRUE;

  return FALSE;
}

static gboolean
all_include (LimbeckRevisionGraph *graph, const guint *numbers, guint n, guint number)
{
  for (guint i = 0; i < n; i++)
    if (!includes (graph, numbers[i], number))
      return FALSE;

  return TRUE;
}

/* What all of @numbers include and nothing else of that kind lies above. */
static char *
dup_expected (LimbeckRevisionGraph *graph, const guint *numbers, guint n)
{
  const guint n_revisions = limbeck_revision_graph_get_n_revisions (graph);
  g_autoptr (GPtrArray) newest = g_ptr_array_new ();

  for (guint i = 0; i < n_revisions; i++)
    {
      gboolean is_newest = all_include (graph, numbers, n, i);

      for (guint k = 0; k < n_revisions && is_newest; k++)
        is_newest = k == i || !includes (graph, k, i) || !all_include (graph, numbers, n, k);
      if (is_newest)
        g_ptr_array_add (newest, limbeck_revision_graph_get_by_number (graph, i));
    }

  return ids_of (newest);
}

START_TEST (random_trees_agree_with_the_definition)
  {
    g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

    for (guint i = 0; i < N_TREES; i++)
      {
        g_autoptr (RandomTree) tree = random_tree_new (rand);
        g_autoptr (GPtrArray)
            scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_script_unref);
        g_autoptr (LimbeckRevisionGraph) graph = NULL;
        g_autoptr (GPtrArray) revisions = g_ptr_array_new ();
        g_autofree char *expected = NULL;
        g_autoptr (GPtrArray) found = NULL;
        g_autofree char *ids = NULL;
        guint            numbers[3];

        for (guint k = 0; k < tree->lines->len; k++)
          g_ptr_array_add (scripts, script_of_line (g_ptr_array_index (tree->lines, k)));
        graph = graph_of_scripts (scripts);
        for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
          {
            numbers[k] = g_rand_int_range (rand, 0, limbeck_revision_graph_get_n_revisions (graph));
            g_ptr_array_add (revisions, limbeck_revision_graph_get_by_number (graph, numbers[k]));
          }
        expected = dup_expected (graph, numbers, G_N_ELEMENTS (numbers));
        found = limbeck_common_ground_find (graph, revisions);
        ids = ids_of (found);
        ck_assert_str_eq (ids, expected);
      }
  }
END_TEST

static Suite *
common_ground_suite (void)
{
  Suite *suite = suite_create ("common-ground");
  TCase *tcase = tcase_create ("find");

  tcase_add_test (tcase, two_heads_part_after_their_branch_point);
  tcase_add_test (tcase, what_lies_below_another_is_common_to_both);
  tcase_add_test (tcase, lines_of_their_own_have_nothing_in_common);
  tcase_add_test (tcase, a_dependency_is_common_ground_too);
  tcase_add_test (tcase, after_crossed_merges_there_are_several);
  tcase_add_test (tcase, an_empty_tree_has_none);
  tcase_add_test (tcase, random_trees_agree_with_the_definition);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (common_ground_suite ());
}
