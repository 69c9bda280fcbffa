#include "core/revisions/branch-labels.h"

#include "graph-of.h"
#include "limbeck-check.h"

static const struct
{
  const char *lines[5];
  const char *labels; /* of each revision, in the order of the lines */
} trees[] = {
  { { "a", "b < a" }, "-|-" },
  { { "a : x", "b < a", "c < b" }, "x|x|x" },
  { { "a", "b < a", "c < b : x" }, "x|x|x" },
  { { "a", "b < a : x", "c < a : y" }, "-|x|y" },
  { { "a : x", "b < a : y", "c < a" }, "x|x y|x" },
  { { "a : x", "b : y", "c < a b" }, "x|y|x y" },
  { { "a", "b", "c < a b : x" }, "-|-|x" },
  { { "a : z a", "b < a : m" }, "a m z|a m z" },
  { { "a : x", "b ~ a" }, "x|-" },
};

START_TEST (labels_are_handed_on_as_alembic_does)
  {
    g_autoptr (GPtrArray) scripts = scripts_of (
        trees[_i].lines[0], trees[_i].lines[1], trees[_i].lines[2], trees[_i].lines[3], NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);
    g_autofree LimbeckBranchLabels *labels = limbeck_branch_labels_new (map);
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < map->n; i++)
      {
        g_autofree char *joined = g_strjoinv (" ", (char **) labels[i]);

        g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", *joined != '\0' ? joined : "-");
        g_atomic_rc_box_release ((gpointer) labels[i]);
      }

    ck_assert_str_eq (text->str, trees[_i].labels);
  }
END_TEST

static Suite *
branch_labels_suite (void)
{
  Suite *suite = suite_create ("branch-labels");
  TCase *tcase = tcase_create ("branch-labels");

  tcase_add_loop_test (tcase, labels_are_handed_on_as_alembic_does, 0, (int) G_N_ELEMENTS (trees));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (branch_labels_suite ());
}
