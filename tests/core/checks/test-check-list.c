#include <string.h>

#include "core/checks/check-list.h"

#include "limbeck-check.h"

START_TEST (every_check_has_an_id_of_its_own)
  {
    g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

    for (const LimbeckCheck *check = limbeck_check_list; check->func != NULL; check++)
      ck_assert_msg (g_hash_table_add (ids, (char *) check->id), "%s", check->id);
    ck_assert_uint_gt (g_hash_table_size (ids), 25);
  }
END_TEST

START_TEST (every_function_is_called_once)
  {
    g_autoptr (GHashTable) functions = g_hash_table_new (NULL, NULL);

    for (const LimbeckCheck *check = limbeck_check_list; check->func != NULL; check++)
      ck_assert_msg (g_hash_table_add (functions, (gpointer) check->func), "%s", check->id);
  }
END_TEST

START_TEST (what_may_fail_to_run_can_be_told_as_unknown)
  {
    for (const LimbeckCheck *check = limbeck_check_list; check->func != NULL; check++)
      ck_assert_msg ((check->sql != NULL || check->timeout_ms > 0) == (check->unknown != NULL),
                     "%s",
                     check->id);
  }
END_TEST

START_TEST (questions_only_read_and_are_single_statements)
  {
    for (const LimbeckCheck *check = limbeck_check_list; check->func != NULL; check++)
      if (check->sql != NULL)
        {
          ck_assert_msg (g_str_has_prefix (check->sql, "SELECT "), "%s", check->id);
          ck_assert_msg (strchr (check->sql, ';') == NULL, "%s", check->id);
        }
  }
END_TEST

static Suite *
check_list_suite (void)
{
  Suite *suite = suite_create ("core/checks/check-list");
  TCase *tcase = tcase_create ("check-list");

  tcase_add_test (tcase, every_check_has_an_id_of_its_own);
  tcase_add_test (tcase, every_function_is_called_once);
  tcase_add_test (tcase, what_may_fail_to_run_can_be_told_as_unknown);
  tcase_add_test (tcase, questions_only_read_and_are_single_statements);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (check_list_suite ());
}
