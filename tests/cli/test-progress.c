#include "cli/progress.h"

#include "capture.h"
#include "limbeck-check.h"

static void
tell (LimbeckProgress *progress, LimbeckEventKind kind, const char *text, const char *revision)
{
  limbeck_event_sink_tell (limbeck_progress_get_sink (progress), kind, text, revision, -1);
}

START_TEST (stages_and_steps_are_told_on_standard_error)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (TRUE);
    g_autoptr (LimbeckProgress) progress = limbeck_progress_new (printer, NULL, FALSE);
    g_autofree char *errors = NULL;

    tell (progress, LIMBECK_EVENT_STAGE, "Running Alembic…", NULL);
    tell (progress, LIMBECK_EVENT_STEP_STARTED, NULL, "a1");
    tell (progress, LIMBECK_EVENT_OUTPUT, "not shown", NULL);
    tell (progress, LIMBECK_EVENT_STEP_FINISHED, NULL, "a1");

    errors = capture_read (stderr);
    ck_assert (g_regex_match_simple (
        "^Running Alembic…\\n  a1  \\((below )?[0-9.]+ s\\)\\n$", errors, 0, 0));
  }
END_TEST

START_TEST (line_of_a_step_is_ended_before_something_else_is_told)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);
    g_autoptr (LimbeckProgress) progress = limbeck_progress_new (printer, NULL, TRUE);

    tell (progress, LIMBECK_EVENT_STEP_STARTED, NULL, "a1");
    tell (progress, LIMBECK_EVENT_OUTPUT, "one", NULL);
    tell (progress, LIMBECK_EVENT_BLOCKED, "psql holds it", NULL);
    tell (progress, LIMBECK_EVENT_BLOCKED, "", NULL);
    tell (progress, LIMBECK_EVENT_STEP_STARTED, NULL, "b2");
    g_clear_pointer (&progress, limbeck_progress_free);

    capture_expect ("", "  a1\n    | one\n    psql holds it\n  b2\n");
  }
END_TEST

START_TEST (step_that_was_interrupted_by_output_still_tells_its_time)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);
    g_autoptr (LimbeckProgress) progress = limbeck_progress_new (printer, NULL, TRUE);
    g_autofree char *errors = NULL;

    tell (progress, LIMBECK_EVENT_STEP_STARTED, NULL, "a1");
    tell (progress, LIMBECK_EVENT_OUTPUT, "one", NULL);
    tell (progress, LIMBECK_EVENT_STEP_FINISHED, NULL, "a1");

    errors = capture_read (stderr);
    ck_assert (g_str_has_prefix (errors, "  a1\n    | one\n    ("));
  }
END_TEST

START_TEST (step_ends_with_the_stage)
  {
    g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (FALSE);
    g_autoptr (LimbeckProgress) progress = limbeck_progress_new (printer, NULL, FALSE);
    g_autofree char *errors = NULL;

    tell (progress, LIMBECK_EVENT_STEP_STARTED, NULL, "a1");
    tell (progress, LIMBECK_EVENT_STAGE, "Reading…", NULL);
    tell (progress, LIMBECK_EVENT_STEP_FINISHED, NULL, "a1");

    errors = capture_read (stderr);
    ck_assert (
        g_regex_match_simple ("^  a1  \\((below )?[0-9.]+ s\\)\\nReading…\\n$", errors, 0, 0));
  }
END_TEST

static Suite *
progress_suite (void)
{
  Suite *suite = suite_create ("progress");
  TCase *tcase = tcase_create ("progress");

  tcase_add_checked_fixture (tcase, capture_start, capture_stop);
  tcase_add_test (tcase, stages_and_steps_are_told_on_standard_error);
  tcase_add_test (tcase, line_of_a_step_is_ended_before_something_else_is_told);
  tcase_add_test (tcase, step_that_was_interrupted_by_output_still_tells_its_time);
  tcase_add_test (tcase, step_ends_with_the_stage);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (progress_suite ());
}
