#include <string.h>

#include "core/revisions/revision-order.h"

#include "graph-of.h"
#include "limbeck-check.h"

static char *
order (const LimbeckRevisionMap *map, const char *todo, const char *tips)
{
  g_autofree guint8 *is_todo = g_new0 (guint8, map->n);
  g_autofree guint8 *is_tip = g_new0 (guint8, map->n);
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < map->n; i++)
    {
      is_todo[i] = strchr (todo, *limbeck_revision_map_get_id (map, i)) != NULL;
      is_tip[i] = strchr (tips, *limbeck_revision_map_get_id (map, i)) != NULL;
    }
  numbers = limbeck_revision_order (map, is_todo, is_tip);
  for (guint i = 0; i < numbers->len; i++)
    g_string_append (text, limbeck_revision_map_get_id (map, g_array_index (numbers, guint, i)));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

START_TEST (a_line_is_walked_from_its_tip)
  {
    g_autoptr (GPtrArray) scripts = scripts_of ("a", "b < a", "c < b", NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);
    g_autofree char *all = order (map, "abc", "c");
    g_autofree char *some = order (map, "bc", "c");
    g_autofree char *none = order (map, "", "");

    ck_assert_str_eq (all, "cba");
    ck_assert_str_eq (some, "cb");
    ck_assert_str_eq (none, "");
  }
END_TEST

START_TEST (a_branch_point_waits_for_all_branches)
  {
    g_autoptr (GPtrArray) scripts = scripts_of ("a", "b < a", "c < a", "d < b", NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);
    g_autofree char *text = order (map, "abcd", "cd");

    ck_assert_str_eq (text + 3, "a");
    ck_assert (strchr (text, 'd') < strchr (text, 'b'));
  }
END_TEST

START_TEST (what_is_depended_on_comes_later)
  {
    g_autoptr (GPtrArray) scripts = scripts_of ("a", "b", "c < a ~ b", NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);
    g_autofree char *text = order (map, "abc", "c");

    ck_assert_int_eq (text[0], 'c');
    ck_assert_uint_eq (strlen (text), 3);
  }
END_TEST

static Suite *
revision_order_suite (void)
{
  Suite *suite = suite_create ("revision-order");
  TCase *tcase = tcase_create ("revision-order");

  tcase_add_test (tcase, a_line_is_walked_from_its_tip);
  tcase_add_test (tcase, a_branch_point_waits_for_all_branches);
  tcase_add_test (tcase, what_is_depended_on_comes_later);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (revision_order_suite ());
}
