#include "core/revisions/revision.h"
#include "core/revisions/revision-graph.h"

#include "graph-of.h"
#include "limbeck-check.h"

static const struct
{
  const char *id;
  const char *is; /* Head, Effective head, Base, bRanch point, Merge point */
} flags[] = {
  { "a", "BR" }, { "b", "" }, { "c", "" }, { "d", "HM" }, { "x", "HEB" }, { "y", "HB" },
};

START_TEST (a_revision_knows_its_place)
  {
    g_autoptr (LimbeckRevisionGraph)
        graph = graph_of ("a", "b < a", "c < a", "d < b c ~ x", "x", "y", NULL);
    LimbeckRevision *revision = limbeck_revision_graph_lookup (graph, flags[_i].id);
    g_autoptr (GString) is = g_string_new (NULL);

    if (limbeck_revision_is_head (revision))
      g_string_append_c (is, 'H');
    if (limbeck_revision_is_effective_head (revision))
      g_string_append_c (is, 'E');
    if (limbeck_revision_is_base (revision))
      g_string_append_c (is, 'B');
    if (limbeck_revision_is_branch_point (revision))
      g_string_append_c (is, 'R');
    if (limbeck_revision_is_merge_point (revision))
      g_string_append_c (is, 'M');

    ck_assert_str_eq (is->str, flags[_i].is);
  }
END_TEST

START_TEST (a_revision_says_what_its_file_says)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a", "x : lib", "b < a ~ lib : z y", NULL);
    LimbeckRevision *revision = limbeck_revision_graph_lookup (graph, "b");

    ck_assert_str_eq (limbeck_revision_get_id (revision), "b");
    ck_assert_str_eq (limbeck_revision_get_path (revision), "/versions/b.py");
    ck_assert_str_eq (limbeck_revision_get_down_revisions (revision)[0], "a");
    ck_assert_ptr_null (limbeck_revision_get_down_revisions (revision)[1]);
    ck_assert_str_eq (limbeck_revision_get_depends_on (revision)[0], "lib");
    ck_assert_str_eq (limbeck_revision_get_branch_labels (revision)[0], "y");
    ck_assert_str_eq (limbeck_revision_get_branch_labels (revision)[1], "z");
    ck_assert_ptr_null (limbeck_revision_get_branch_labels (revision)[2]);
    ck_assert_ptr_null (limbeck_revision_get_create_date (revision));
    ck_assert_str_eq (limbeck_revision_get_message (revision), "b < a ~ lib : z y");
  }
END_TEST

START_TEST (its_index_is_its_row)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a", "b < a", "c < b", NULL);

    for (guint i = 0; i < 3; i++)
      ck_assert_uint_eq (limbeck_revision_get_index (limbeck_revision_graph_get_nth (graph, i)), i);
  }
END_TEST

static Suite *
revision_suite (void)
{
  Suite *suite = suite_create ("revision");
  TCase *tcase = tcase_create ("revision");

  tcase_add_loop_test (tcase, a_revision_knows_its_place, 0, (int) G_N_ELEMENTS (flags));
  tcase_add_test (tcase, a_revision_says_what_its_file_says);
  tcase_add_test (tcase, its_index_is_its_row);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (revision_suite ());
}
