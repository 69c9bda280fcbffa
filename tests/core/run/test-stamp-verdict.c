#include <string.h>

#include "core/run/journal-files.h"
#include "core/run/stamp-verdict.h"

#include "executor-fixture.h"
#include "limbeck-check.h"

static const char *const none[] = { NULL };
static const char *const both[] = { "b2", "z1", NULL };
static const char *const turned[] = { "z1", "b2", NULL };
static const char *const other[] = { "b2", NULL };
static const char *const secrets[] = { "hunter2", NULL };

static LimbeckTestScene *scene;
static LimbeckJournal   *journal;

static void
begin (void)
{
  g_autoptr (LimbeckSurvey) survey = NULL;
  g_autoptr (GError) error = NULL;

  scene = SCENE ("stamped", PLAIN, three);
  survey = limbeck_test_scene_survey (scene, FALSE);
  journal = limbeck_journal_open_stamp (survey, both, "limbeck-test", &error);
  ck_assert_msg (journal != NULL, "%s", error ? error->message : "");
}

static void
end (void)
{
  g_clear_pointer (&journal, limbeck_journal_free);
  g_clear_pointer (&scene, limbeck_test_scene_free);
}

static char *
read_record (const char *name)
{
  g_autofree char *path = g_build_filename (limbeck_journal_get_directory (journal), name, NULL);
  char            *text = NULL;

  (void) g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

static LimbeckStampEvidence
make_evidence (const char *const *after)
{
  return (LimbeckStampEvidence){
    .database = "stamped",
    .revisions = both,
    .before = none,
    .after = after,
    .secrets = secrets,
  };
}

static LimbeckCommandOutput
make_output (int exit_status)
{
  return (LimbeckCommandOutput){
    .exit_status = exit_status,
    .standard_output = (char *) "hunter2 is printed\n",
    .standard_error = (char *) "RuntimeError: hunter2 is wrong\n",
  };
}

static const struct
{
  const char *const *after;
  int                exit_status;
  int                code;
  const char        *outcome;
  const char        *part;
} judgements[] = {
  { both, 0, -1, "succeeded", "“stamped” is marked as being at b2, z1" },
  { turned, 0, -1, "succeeded", "“stamped” is marked as being at b2, z1" },
  /* The rows count, not how Alembic ended. */
  { both, 1, -1, "succeeded", "“stamped” is marked as being at b2, z1" },
  { none, 1, LIMBECK_RUN_ERROR_FAILED, "rolled-back", "*** is wrong" },
  { none, 0, LIMBECK_RUN_ERROR_FAILED, "rolled-back", "wrote nothing into the version table" },
  { other, 0, LIMBECK_RUN_ERROR_FAILED, "partial-untracked", "was not marked" },
  { NULL, 0, LIMBECK_RUN_ERROR_UNREACHABLE, "unknown", "can't be read" },
};

START_TEST (the_rows_decide_and_the_record_tells_the_same)
  {
    LimbeckCommandOutput output = make_output (judgements[_i].exit_status);
    LimbeckStampEvidence evidence = make_evidence (judgements[_i].after);
    g_autofree char     *outcome = g_strdup_printf ("\"outcome\":\"%s\"", judgements[_i].outcome);
    g_autofree char     *events = NULL;
    g_autofree char     *kept = NULL;
    g_autoptr (GError) error = NULL;

    evidence.output = &output;
    ck_assert_int_eq (limbeck_stamp_verdict_reach (&evidence, journal, &error),
                      judgements[_i].code < 0);
    events = read_record (LIMBECK_JOURNAL_EVENTS);
    kept = read_record (LIMBECK_JOURNAL_OUTPUT);

    if (judgements[_i].code < 0)
      ck_assert_ptr_null (error);
    else
      {
        ck_assert (g_error_matches (error, LIMBECK_RUN_ERROR, judgements[_i].code));
        ck_assert_msg (strstr (error->message, judgements[_i].part) != NULL, "%s", error->message);
      }
    ck_assert_msg (strstr (events, outcome) != NULL, "%s", events);
    ck_assert_msg (strstr (events, judgements[_i].part) != NULL, "%s", events);
    ck_assert_int_eq (strstr (events, "\"after\":null") != NULL, judgements[_i].after == NULL);
    ck_assert_ptr_nonnull (strstr (events, "\"ending\":\"exited\""));
    ck_assert_ptr_null (strstr (events, "hunter2"));
    ck_assert_str_eq (kept, "*** is printed\nRuntimeError: *** is wrong\n");
  }
END_TEST

static const struct
{
  GQuark (*domain) (void);
  int         code;
  const char *ending;
  gboolean    is_cancel;
} troubles[] = {
  { g_io_error_quark, G_IO_ERROR_CANCELLED, "cancelled", TRUE },
  { limbeck_command_error_quark, LIMBECK_COMMAND_ERROR_TIMED_OUT, "timed-out", FALSE },
  { limbeck_command_error_quark, LIMBECK_COMMAND_ERROR_NOT_FOUND, "not-started", FALSE },
};

START_TEST (what_kept_alembic_from_its_end_is_told)
  {
    LimbeckStampEvidence evidence = make_evidence (none);
    g_autofree char     *ending = g_strdup_printf ("\"ending\":\"%s\"", troubles[_i].ending);
    g_autofree char     *events = NULL;
    g_autofree char     *kept = NULL;
    g_autoptr (GError)
        trouble = g_error_new_literal (troubles[_i].domain (), troubles[_i].code, "It was so.");
    g_autoptr (GError) error = NULL;

    evidence.trouble = trouble;
    ck_assert (!limbeck_stamp_verdict_reach (&evidence, journal, &error));
    events = read_record (LIMBECK_JOURNAL_EVENTS);
    kept = read_record (LIMBECK_JOURNAL_OUTPUT);

    if (troubles[_i].is_cancel)
      ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    else
      ck_assert (g_error_matches (error, LIMBECK_RUN_ERROR, LIMBECK_RUN_ERROR_FAILED));
    ck_assert_str_eq (error->message, "It was so.");
    ck_assert_ptr_nonnull (strstr (events, ending));
    ck_assert_ptr_nonnull (strstr (events, "\"exit_status\":-1"));
    ck_assert_ptr_nonnull (strstr (events, "\"output\":null"));
    ck_assert_ptr_null (kept);
  }
END_TEST

START_TEST (a_cancel_that_came_too_late_is_a_success)
  {
    LimbeckStampEvidence evidence = make_evidence (both);
    g_autofree char     *events = NULL;
    g_autoptr (GError) trouble = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Enough.");
    g_autoptr (GError) error = NULL;

    evidence.trouble = trouble;
    ck_assert (limbeck_stamp_verdict_reach (&evidence, journal, &error));
    events = read_record (LIMBECK_JOURNAL_EVENTS);

    ck_assert_ptr_null (error);
    ck_assert_ptr_nonnull (strstr (events, "\"outcome\":\"succeeded\""));
    ck_assert_ptr_nonnull (strstr (events, "\"ending\":\"cancelled\""));
  }
END_TEST

static Suite *
stamp_verdict_suite (void)
{
  Suite *suite = suite_create ("core/run/stamp-verdict");
  TCase *tcase = tcase_create ("stamp-verdict");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, begin, end);
  tcase_add_loop_test (
      tcase, the_rows_decide_and_the_record_tells_the_same, 0, G_N_ELEMENTS (judgements));
  tcase_add_loop_test (tcase, what_kept_alembic_from_its_end_is_told, 0, G_N_ELEMENTS (troubles));
  tcase_add_test (tcase, a_cancel_that_came_too_late_is_a_success);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (stamp_verdict_suite ());
}
