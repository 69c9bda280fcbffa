#include <string.h>

#include "cli/look.h"

#include "../core/plan/plan-fixture.h"
#include "capture.h"
#include "limbeck-check.h"

/* Nobody listens there. */
#define URL "postgresql://me:hunter2@/shop?host=/nowhere/at/all"

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .message = "one", .downgrade = "" },
  { .revision = "b2", .down = "a1", .message = "two", .downgrade = "pass" },
};

static LimbeckTestProject *project;
static LimbeckPrinter     *printer;

static void
begin (void)
{
  capture_start ();
  project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
  g_setenv ("XDG_STATE_HOME", limbeck_test_project_get_scratch (project), TRUE);
  limbeck_test_project_add_revisions (project, revisions, G_N_ELEMENTS (revisions));
  printer = limbeck_printer_new (TRUE);
}

static void
end (void)
{
  g_clear_pointer (&printer, limbeck_printer_free);
  g_clear_pointer (&project, limbeck_test_project_free);
  capture_stop ();
}

static LimbeckSurvey *
take (GCancellable *cancellable, GError **error)
{
  g_autofree char         *directory = g_strdup (limbeck_test_project_get_directory (project));
  const LimbeckCommandLine line = {
    .project = directory,
    .interpreter = (char *) "/usr/bin/python3",
    .timeout_s = 60,
  };
  LimbeckCall call = { &line, printer, cancellable };

  return limbeck_look_take (&call, FALSE, error);
}

START_TEST (a_database_that_is_not_there_is_told_and_the_rest_is_known)
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckSurvey) survey = take (NULL, &error);
    g_autoptr (LimbeckFailure) failure = NULL;

    ck_assert_msg (survey != NULL, "%s", error ? error->message : "");
    failure = limbeck_look_dup_failure (survey);

    ck_assert_ptr_nonnull (limbeck_survey_get_graph (survey));
    ck_assert_int_eq (limbeck_look_judge (survey), LIMBECK_EXIT_UNREADABLE);
    ck_assert_int_eq (failure->status, LIMBECK_EXIT_UNREADABLE);
    ck_assert_str_eq (failure->id, "database-reachable");
  }
END_TEST

START_TEST (the_target_is_told_without_its_password)
  {
    g_autoptr (LimbeckSurvey) survey = take (NULL, NULL);
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;
    g_autofree char *place = limbeck_look_dup_place (survey);
    g_autofree char *json = NULL;
    JsonObject      *told = NULL;

    json_builder_begin_object (builder);
    limbeck_look_write_target (survey, builder);
    limbeck_look_write_findings (limbeck_survey_get_findings (survey), builder);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    json = json_to_string (root, FALSE);
    told = json_object_get_object_member (json_node_get_object (root), "target");

    ck_assert (g_str_has_prefix (place, "shop"));
    ck_assert_str_eq (json_object_get_string_member (told, "database"), place);
    ck_assert (g_str_has_suffix (json_object_get_string_member (told, "config"), "/alembic.ini"));
    ck_assert (!json_object_get_boolean_member (told, "class_set"));
    ck_assert_ptr_null (strstr (json, "hunter2"));
  }
END_TEST

START_TEST (a_guess_is_told_as_one)
  {
    g_autoptr (LimbeckSurvey) survey = take (NULL, NULL);
    g_autofree char *text = limbeck_look_dup_class (survey);

    ck_assert_msg (strstr (text, " is taken for a ") != NULL, "%s", text);
  }
END_TEST

START_TEST (a_cancel_gives_up)
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancellable);
    ck_assert_ptr_null (take (cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

START_TEST (what_stands_in_the_way_of_a_plan_is_told)
  {
    g_autoptr (LimbeckTestProject)
        other = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
    g_autoptr (LimbeckRevisionGraph)
        graph = limbeck_test_graph (other, revisions, G_N_ELEMENTS (revisions));
    g_autoptr (LimbeckPlan)
        possible = limbeck_test_plan (graph, "b2", LIMBECK_DIRECTION_DOWNGRADE, "a1");
    g_autoptr (LimbeckPlan)
        impossible = limbeck_test_plan (graph, "b2", LIMBECK_DIRECTION_DOWNGRADE, "base");
    g_autoptr (LimbeckFailure) failure = limbeck_look_dup_plan_failure (impossible);

    ck_assert_ptr_null (limbeck_look_dup_plan_failure (possible));
    ck_assert_ptr_nonnull (failure);
    ck_assert_int_eq (failure->status, LIMBECK_EXIT_BLOCKED);
    ck_assert_ptr_nonnull (strstr (failure->title, "a1"));
  }
END_TEST

static Suite *
look_suite (void)
{
  Suite *suite = suite_create ("cli/look");
  TCase *tcase = tcase_create ("look");

  tcase_add_checked_fixture (tcase, begin, end);
  tcase_add_test (tcase, a_database_that_is_not_there_is_told_and_the_rest_is_known);
  tcase_add_test (tcase, the_target_is_told_without_its_password);
  tcase_add_test (tcase, a_guess_is_told_as_one);
  tcase_add_test (tcase, a_cancel_gives_up);
  tcase_add_test (tcase, what_stands_in_the_way_of_a_plan_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (look_suite ());
}
