#include <string.h>

#include "cli/unfinished.h"

#include "capture.h"
#include "limbeck-check.h"
#include "test-project.h"

static LimbeckTestProject *project;
static LimbeckSurvey      *survey;
static LimbeckPrinter     *printer;

/* The record of a run on the project whose launcher is gone. */
static void
write_record (const char *config)
{
  g_autofree char *directory = g_build_filename (limbeck_test_project_get_scratch (project),
                                                 "limbeck",
                                                 "runs",
                                                 "20191103-140500-00ff00",
                                                 NULL);
  g_autofree char *plan = g_build_filename (directory, "plan.json", NULL);
  g_autofree char *events = g_build_filename (directory, "journal.jsonl", NULL);
  g_autofree char *document = g_strdup_printf (
      "{\"config\":\"%s\",\"database\":\"shop\",\"started\":\"2019-11-03T14:05:00Z\"}", config);

  ck_assert_int_eq (g_mkdir_with_parents (directory, 0700), 0);
  ck_assert (g_file_set_contents (plan, document, -1, NULL));
  ck_assert (g_file_set_contents (events, "{\"kind\":\"stage\"}\n", -1, NULL));
}

static void
begin (void)
{
  LimbeckSurveyOptions options = { .offline = TRUE, .interpreter = (char *) "/usr/bin/python3" };
  g_autofree char     *config = NULL;
  g_autoptr (LimbeckTarget) target = NULL;
  g_autoptr (GError) error = NULL;

  capture_start ();
  project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql://n@h/d");
  g_setenv ("XDG_STATE_HOME", limbeck_test_project_get_scratch (project), TRUE);
  config = g_build_filename (limbeck_test_project_get_directory (project), "alembic.ini", NULL);
  write_record (config);
  target = limbeck_target_new (limbeck_test_project_get_directory (project), config);
  survey = limbeck_survey_take (target, &options, NULL, NULL, NULL, &error);
  ck_assert_msg (survey != NULL, "%s", error ? error->message : "");
  printer = limbeck_printer_new (FALSE);
}

static void
end (void)
{
  g_clear_pointer (&printer, limbeck_printer_free);
  g_clear_object (&survey);
  g_clear_pointer (&project, limbeck_test_project_free);
  capture_stop ();
}

static void
assert_said (const char *part)
{
  g_autofree char *out = capture_read (stdout);

  ck_assert_msg (strstr (out, part) != NULL, "%s", out);
}

static char *
dup_json (gboolean is_seen)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  limbeck_unfinished_write (survey, is_seen, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

START_TEST (an_unfinished_run_is_told_until_it_was_seen)
  {
    g_autofree char *out = NULL;
    g_autofree char *later = NULL;

    limbeck_unfinished_say (survey, FALSE, printer);
    assert_said ("What became of the run on “shop” is not known");
    assert_said ("Its record is in ");
    assert_said ("limbeckctl status --seen");
    limbeck_unfinished_say (survey, TRUE, printer);
    out = capture_read (stdout);
    limbeck_unfinished_say (survey, FALSE, printer);
    later = capture_read (stdout);

    ck_assert_str_eq (later, out);
  }
END_TEST

START_TEST (json_tells_the_run_until_it_was_seen)
  {
    g_autofree char *first = dup_json (FALSE);
    g_autofree char *second = dup_json (TRUE);
    g_autofree char *third = dup_json (FALSE);

    ck_assert (g_str_has_prefix (
        first,
        "{\"unfinished_runs\":[{\"run\":\"20191103-140500-00ff00\","
        "\"started\":\"2019-11-03T14:05:00Z\",\"database\":\"shop\",\"outcome\":\""));
    ck_assert_str_eq (second, first);
    ck_assert_str_eq (third, "{\"unfinished_runs\":[]}");
  }
END_TEST

START_TEST (a_run_of_another_project_is_not_told_here)
  {
    g_autofree char *json = NULL;

    write_record ("/home/me/other/alembic.ini");
    limbeck_unfinished_say (survey, FALSE, printer);
    json = dup_json (FALSE);

    capture_expect ("", "");
    ck_assert_str_eq (json, "{\"unfinished_runs\":[]}");
  }
END_TEST

static Suite *
unfinished_suite (void)
{
  Suite *suite = suite_create ("cli/unfinished");
  TCase *tcase = tcase_create ("unfinished");

  tcase_add_checked_fixture (tcase, begin, end);
  tcase_add_test (tcase, an_unfinished_run_is_told_until_it_was_seen);
  tcase_add_test (tcase, json_tells_the_run_until_it_was_seen);
  tcase_add_test (tcase, a_run_of_another_project_is_not_told_here);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (unfinished_suite ());
}
