#include "core/revisions/revision-map.h"

#include "graph-of.h"
#include "limbeck-check.h"

static const struct
{
  const char *lines[5];
  guint       n_dependencies; /* of the last one */
} trees[] = {
  { { "x", "a ~ x" }, 1 },
  { { "x", "a ~ x", "b < a" }, 0 },
  { { "x", "a ~ x", "b < a ~ x" }, 0 },
  { { "x", "a ~ x", "b < a", "c < b ~ x" }, 0 },
  { { "x", "y", "a ~ x", "b < a ~ x y" }, 1 },
  { { "x", "y < x", "a ~ y", "b < a ~ x" }, 1 },
  { { "x", "a ~ x", "b", "c < a b ~ x" }, 0 },
};

START_TEST (what_an_ancestor_depends_on_is_left_out)
  {
    g_autoptr (GPtrArray) scripts = scripts_of (
        trees[_i].lines[0], trees[_i].lines[1], trees[_i].lines[2], trees[_i].lines[3], NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);

    ck_assert_uint_eq (limbeck_links_count (map->dependencies, map->n - 1),
                       trees[_i].n_dependencies);
  }
END_TEST

static Suite *
dependencies_suite (void)
{
  Suite *suite = suite_create ("dependencies");
  TCase *tcase = tcase_create ("dependencies");

  tcase_add_loop_test (
      tcase, what_an_ancestor_depends_on_is_left_out, 0, (int) G_N_ELEMENTS (trees));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (dependencies_suite ());
}
