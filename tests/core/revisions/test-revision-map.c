#include "core/revisions/revision-map.h"

#include "graph-of.h"
#include "limbeck-check.h"

static const LimbeckDefect *
get_only_defect (const LimbeckRevisionMap *map, LimbeckDefectKind kind)
{
  const LimbeckDefect *defect = &g_array_index (map->defects, LimbeckDefect, 0);

  ck_assert_uint_eq (map->defects->len, 1);
  ck_assert_int_eq (defect->kind, kind);

  return defect;
}

START_TEST (numbers_follow_the_files)
  {
    g_autoptr (GPtrArray) scripts = scripts_of ("b < a", "a", NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);

    ck_assert_uint_eq (map->n, 2);
    ck_assert_str_eq (limbeck_revision_map_get_id (map, 0), "b");
    ck_assert_uint_eq (limbeck_links_get (map->parents, 0)[0], 1);
    ck_assert_uint_eq (limbeck_links_get (map->children, 1)[0], 0);
    ck_assert_uint_eq (map->oldest_first[0], 1);
    ck_assert_uint_eq (map->defects->len, 0);
  }
END_TEST

START_TEST (a_name_is_an_id_or_a_label)
  {
    g_autoptr (GPtrArray) scripts = scripts_of ("a : lib", "b < a", NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);

    ck_assert_int_eq (limbeck_revision_map_find (map, "lib"), 0);
    ck_assert_int_eq (limbeck_revision_map_find (map, "b"), 1);
    ck_assert_int_eq (limbeck_revision_map_find (map, "c"), -1);
    ck_assert_int_eq (limbeck_revision_map_find_id (map, "lib"), -1);
    ck_assert_int_eq (limbeck_revision_map_find_id (map, "a"), 0);
  }
END_TEST

START_TEST (down_is_parents_and_dependencies_each_once)
  {
    g_autoptr (GPtrArray) scripts = scripts_of ("a", "b", "c < a a ~ b b", NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);

    ck_assert_uint_eq (limbeck_links_count (map->parents, 2), 1);
    ck_assert_uint_eq (limbeck_links_count (map->dependencies, 2), 1);
    ck_assert_uint_eq (limbeck_links_count (map->down, 2), 2);
    ck_assert_uint_eq (map->n_dependents[0], 1);
    ck_assert_uint_eq (map->n_dependents[1], 1);
    ck_assert_uint_eq (map->n_dependents[2], 0);
  }
END_TEST

START_TEST (a_dependency_may_name_a_label)
  {
    g_autoptr (GPtrArray) scripts = scripts_of ("a : lib", "b ~ lib", NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);

    ck_assert_uint_eq (limbeck_links_get (map->dependencies, 1)[0], 0);
  }
END_TEST

static const struct
{
  const char       *lines[3];
  LimbeckDefectKind kind;
  const char       *name;
  const char       *file;
} defects[] = {
  { { "a < gone" }, LIMBECK_DEFECT_MISSING_PARENT, "gone", "a.py" },
  { { "a : lib", "b < lib" }, LIMBECK_DEFECT_LABEL_AS_PARENT, "lib", "b.py" },
  { { "a ~ gone" }, LIMBECK_DEFECT_MISSING_DEPENDENCY, "gone", "a.py" },
  { { "a < a" }, LIMBECK_DEFECT_SELF_LOOP, "a", "a.py" },
  { { "a ~ a" }, LIMBECK_DEFECT_SELF_LOOP, "a", "a.py" },
  { { "a : b", "b" }, LIMBECK_DEFECT_LABEL_CLASH, "b", "a.py" },
  { { "a : lib", "b : lib" }, LIMBECK_DEFECT_LABEL_CLASH, "lib", "b.py" },
  { { "a < b", "b < a" }, LIMBECK_DEFECT_CYCLE, NULL, NULL },
};

START_TEST (what_does_not_fit_is_a_defect_of_its_file)
  {
    g_autoptr (GPtrArray) scripts = scripts_of (
        defects[_i].lines[0], defects[_i].lines[1], defects[_i].lines[2], NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);
    const LimbeckDefect *defect = get_only_defect (map, defects[_i].kind);

    if (defects[_i].name != NULL)
      ck_assert_str_eq (defect->name, defects[_i].name);
    if (defects[_i].file != NULL)
      ck_assert_str_eq (limbeck_script_get_name (defect->script), defects[_i].file);
  }
END_TEST

START_TEST (of_two_files_with_one_id_the_later_counts)
  {
    g_autoptr (GPtrArray) scripts = scripts_of ("a : one", "b", "a : two", NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);
    const LimbeckDefect *defect = get_only_defect (map, LIMBECK_DEFECT_DUPLICATE);

    ck_assert_str_eq (defect->name, "a");
    ck_assert_uint_eq (map->n, 2);
    ck_assert_int_ge (limbeck_revision_map_find (map, "two"), 0);
  }
END_TEST

static Suite *
revision_map_suite (void)
{
  Suite *suite = suite_create ("revision-map");
  TCase *tcase = tcase_create ("revision-map");

  tcase_add_test (tcase, numbers_follow_the_files);
  tcase_add_test (tcase, a_name_is_an_id_or_a_label);
  tcase_add_test (tcase, down_is_parents_and_dependencies_each_once);
  tcase_add_test (tcase, a_dependency_may_name_a_label);
  tcase_add_loop_test (
      tcase, what_does_not_fit_is_a_defect_of_its_file, 0, (int) G_N_ELEMENTS (defects));
  tcase_add_test (tcase, of_two_files_with_one_id_the_later_counts);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (revision_map_suite ());
}
