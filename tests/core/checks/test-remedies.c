#include <string.h>

#include "core/checks/checks.h"

#include "facts-fixture.h"

#define URL "postgresql://keeper:geheim@nowhere.invalid/shop"

START_TEST (a_command_for_people_is_quoted_for_their_shell)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_test_project_new_named (
        "it's a shop", LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
    g_autoptr (LimbeckFacts) facts = learn (project, (LimbeckSurveyOptions){ .offline = TRUE });
    g_autofree char *line = limbeck_check_dup_limbeckctl (facts, "check", NULL);
    g_auto (GStrv) words = NULL;

    ck_assert (g_shell_parse_argv (line, NULL, &words, NULL));
    ck_assert_uint_eq (g_strv_length (words), 4);
    ck_assert_str_eq (words[0], "limbeckctl");
    ck_assert_str_eq (words[1], "--project");
    ck_assert_str_eq (words[2], limbeck_test_project_get_directory (project));
    ck_assert_str_eq (words[3], "check");
  }
END_TEST

START_TEST (another_configuration_is_named_in_it)
  {
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
    g_autofree char *other = g_build_filename (
        limbeck_test_project_get_directory (project), "other.ini", NULL);
    g_autoptr (LimbeckTarget)
        target = limbeck_target_new (limbeck_test_project_get_directory (project), other);
    const LimbeckSurveyOptions options = { .offline = TRUE };
    g_autoptr (LimbeckFacts) facts = limbeck_facts_learn (target, &options, NULL, NULL, NULL, NULL);
    g_autofree char *line = limbeck_check_dup_limbeckctl (facts, "upgrade", "heads", NULL);

    ck_assert_ptr_nonnull (strstr (line, "other.ini upgrade heads"));
  }
END_TEST

START_TEST (a_finding_carries_its_action_and_command)
  {
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
    LimbeckFinding *finding = NULL;

    limbeck_check_act (findings,
                       LIMBECK_SEVERITY_WARNING,
                       "id",
                       "Title.",
                       NULL,
                       "Copy it.",
                       LIMBECK_ACTION_COPY_COMMAND,
                       g_strdup ("ls"));
    finding = g_ptr_array_index (findings, 0);

    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_COPY_COMMAND);
    ck_assert_str_eq (limbeck_finding_get_command (finding), "ls");
  }
END_TEST

static Suite *
remedies_suite (void)
{
  Suite *suite = suite_create ("core/checks/remedies");
  TCase *tcase = tcase_create ("remedies");

  tcase_add_test (tcase, a_command_for_people_is_quoted_for_their_shell);
  tcase_add_test (tcase, another_configuration_is_named_in_it);
  tcase_add_test (tcase, a_finding_carries_its_action_and_command);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (remedies_suite ());
}
