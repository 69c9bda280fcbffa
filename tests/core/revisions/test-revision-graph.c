#include "core/base/finding.h"
#include "core/revisions/revision-private.h"
#include "core/revisions/revision.h"

#include "graph-of.h"
#include "limbeck-check.h"

static LimbeckRevision *
get (LimbeckRevisionGraph *graph, const char *id)
{
  LimbeckRevision *revision = limbeck_revision_graph_lookup (graph, id);

  ck_assert_ptr_nonnull (revision);

  return revision;
}

static void
assert_ids (GPtrArray *revisions, const char *expected)
{
  g_autofree char *ids = ids_of (revisions);

  ck_assert_str_eq (ids, expected);
}

START_TEST (two_successors_make_a_branch_point)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a1", "b2 < a1", "c3 < a1", NULL);

    ck_assert (limbeck_revision_is_branch_point (get (graph, "a1")));
    ck_assert (limbeck_revision_is_base (get (graph, "a1")));
    ck_assert (!limbeck_revision_is_head (get (graph, "a1")));
    assert_ids (limbeck_revision_graph_get_heads (graph), "b2 c3");
    assert_ids (limbeck_revision_graph_get_bases (graph), "a1");
  }
END_TEST

START_TEST (two_parents_make_a_merge_point)
  {
    g_autoptr (LimbeckRevisionGraph)
        graph = graph_of ("m4 < b2 c3", "a1", "b2 < a1", "c3 < a1", NULL);

    ck_assert (limbeck_revision_is_merge_point (get (graph, "m4")));
    ck_assert (!limbeck_revision_is_merge_point (get (graph, "b2")));
    assert_ids (limbeck_revision_graph_get_heads (graph), "m4");
    ck_assert (limbeck_revision_graph_is_sound (graph));
  }
END_TEST

START_TEST (a_head_that_something_depends_on_is_effective)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a1", "a2 < a1", "z1 ~ a2", NULL);

    ck_assert (limbeck_revision_is_head (get (graph, "a2")));
    ck_assert (limbeck_revision_is_effective_head (get (graph, "a2")));
    ck_assert (!limbeck_revision_is_effective_head (get (graph, "z1")));
    assert_ids (limbeck_revision_graph_get_heads (graph), "a2 z1");
    assert_ids (limbeck_revision_graph_get_real_heads (graph), "z1");
  }
END_TEST

/* As alembic history prints the tree of the lab's sample, from files in the order of their names. */
START_TEST (the_listing_is_that_of_history)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a1",
                                                       "a2 < a1",
                                                       "a3 < a2",
                                                       "b1 < a2 : feature",
                                                       "c1 < m1",
                                                       "d1 < m1",
                                                       "m1 < a3 b1",
                                                       "z1 ~ a2 : zed",
                                                       "z2 < z1 ~ a3",
                                                       NULL);
    g_autofree char *listing = listing_of (graph);

    ck_assert_str_eq (listing, "c1 d1 m1 z2 z1 a3 b1 a2 a1");
    for (guint i = 0; i < limbeck_revision_graph_get_n_revisions (graph); i++)
      ck_assert_uint_eq (limbeck_revision_get_index (limbeck_revision_graph_get_nth (graph, i)), i);
  }
END_TEST

START_TEST (lookup_takes_full_ids_only)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("abcdef12 : main", NULL);

    ck_assert_ptr_nonnull (limbeck_revision_graph_lookup (graph, "abcdef12"));
    ck_assert_ptr_null (limbeck_revision_graph_lookup (graph, "abcd"));
    ck_assert_ptr_null (limbeck_revision_graph_lookup (graph, "main"));
    ck_assert_ptr_null (limbeck_revision_graph_lookup (graph, ""));
  }
END_TEST

START_TEST (numbers_follow_the_files)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("b2 < a1", "a1", NULL);

    ck_assert_uint_eq (limbeck_revision_get_number (get (graph, "b2")), 0);
    ck_assert_ptr_eq (limbeck_revision_graph_get_by_number (graph, 1), get (graph, "a1"));
  }
END_TEST

START_TEST (a_broken_tree_is_shown_as_far_as_it_goes)
  {
    g_autoptr (LimbeckRevisionGraph)
        graph = graph_of ("a1", "b2 < gone", "c3 < d4", "d4 < c3 a1", "e5 < d4", NULL);
    g_autofree char *listing = listing_of (graph);

    ck_assert (!limbeck_revision_graph_is_sound (graph));
    ck_assert_uint_eq (limbeck_revision_graph_get_n_revisions (graph), 5);
    ck_assert_str_eq (listing, "b2 c3 e5 d4 a1");
    ck_assert (!limbeck_revision_is_base (get (graph, "b2")));
  }
END_TEST

START_TEST (an_empty_tree_has_no_revisions)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of (NULL, NULL);

    ck_assert_uint_eq (limbeck_revision_graph_get_n_revisions (graph), 0);
    ck_assert_uint_eq (limbeck_revision_graph_get_heads (graph)->len, 0);
  }
END_TEST

static Suite *
revision_graph_suite (void)
{
  Suite *suite = suite_create ("revision-graph");
  TCase *tcase = tcase_create ("graph");

  tcase_add_test (tcase, two_successors_make_a_branch_point);
  tcase_add_test (tcase, two_parents_make_a_merge_point);
  tcase_add_test (tcase, a_head_that_something_depends_on_is_effective);
  tcase_add_test (tcase, the_listing_is_that_of_history);
  tcase_add_test (tcase, lookup_takes_full_ids_only);
  tcase_add_test (tcase, numbers_follow_the_files);
  tcase_add_test (tcase, a_broken_tree_is_shown_as_far_as_it_goes);
  tcase_add_test (tcase, an_empty_tree_has_no_revisions);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (revision_graph_suite ());
}
