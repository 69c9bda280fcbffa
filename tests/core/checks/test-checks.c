#include "core/checks/checks.h"

#include "limbeck-check.h"

static GPtrArray *findings;

static void
set_up (void)
{
  findings = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (void)
{
  g_clear_pointer (&findings, g_ptr_array_unref);
}

static LimbeckFinding *
get_only (void)
{
  ck_assert_uint_eq (findings->len, 1);

  return g_ptr_array_index (findings, 0);
}

START_TEST (what_passed_has_no_remedy)
  {
    limbeck_check_pass (findings, "id", "Title.", "detail");

    ck_assert_int_eq (limbeck_finding_get_severity (get_only ()), LIMBECK_SEVERITY_PASSED);
    ck_assert_str_eq (limbeck_finding_get_id (get_only ()), "id");
    ck_assert_str_eq (limbeck_finding_get_title (get_only ()), "Title.");
    ck_assert_str_eq (limbeck_finding_get_detail (get_only ()), "detail");
    ck_assert_ptr_null (limbeck_finding_get_remedy (get_only ()));
  }
END_TEST

START_TEST (what_is_unknown_is_not_passed)
  {
    limbeck_check_unknown (findings, "id", "Title.", NULL);

    ck_assert_int_eq (limbeck_finding_get_severity (get_only ()), LIMBECK_SEVERITY_UNKNOWN);
  }
END_TEST

START_TEST (a_warning_says_what_to_do)
  {
    limbeck_check_warn (findings, "id", "Title.", NULL, "Do it.");

    ck_assert_int_eq (limbeck_finding_get_severity (get_only ()), LIMBECK_SEVERITY_WARNING);
    ck_assert_str_eq (limbeck_finding_get_remedy (get_only ()), "Do it.");
    ck_assert_int_eq (limbeck_finding_get_action (get_only ()), LIMBECK_ACTION_NONE);
  }
END_TEST

START_TEST (a_blocker_says_what_to_do)
  {
    limbeck_check_block (findings, "id", "Title.", NULL, "Do it.");

    ck_assert_int_eq (limbeck_finding_get_severity (get_only ()), LIMBECK_SEVERITY_BLOCKER);
    ck_assert_str_eq (limbeck_finding_get_remedy (get_only ()), "Do it.");
  }
END_TEST

static const struct
{
  guint       n;
  const char *expected;
} lengths[] = {
  { 0, "" },
  { 1, "x" },
  { 10, "x\nx\nx\nx\nx\nx\nx\nx\nx\nx" },
  { 11, "x\nx\nx\nx\nx\nx\nx\nx\nx\nx\n… and 1 more" },
  { 500, "x\nx\nx\nx\nx\nx\nx\nx\nx\nx\n… and 490 more" },
};

START_TEST (a_long_list_is_cut_and_counted)
  {
    g_autoptr (GString) lines = g_string_new (NULL);

    for (guint i = 0; i < lengths[_i].n; i++)
      limbeck_check_add_line (lines, i, "x");
    limbeck_check_end_lines (lines, lengths[_i].n);

    ck_assert_str_eq (lines->str, lengths[_i].expected);
  }
END_TEST

static Suite *
checks_suite (void)
{
  Suite *suite = suite_create ("core/checks/checks");
  TCase *tcase = tcase_create ("checks");

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, what_passed_has_no_remedy);
  tcase_add_test (tcase, what_is_unknown_is_not_passed);
  tcase_add_test (tcase, a_warning_says_what_to_do);
  tcase_add_test (tcase, a_blocker_says_what_to_do);
  tcase_add_loop_test (tcase, a_long_list_is_cut_and_counted, 0, G_N_ELEMENTS (lengths));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (checks_suite ());
}
