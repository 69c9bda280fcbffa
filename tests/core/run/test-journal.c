#include <string.h>
#include <sys/stat.h>

#include "core/run/journal-files.h"
#include "core/run/journal.h"
#include "core/run/open-run.h"

#include "limbeck-check.h"
#include "test-scene.h"

static LimbeckTestCluster *cluster;

static void
start_cluster (void)
{
  cluster = limbeck_test_cluster_start ();
}

static void
stop_cluster (void)
{
  g_clear_pointer (&cluster, limbeck_test_cluster_free);
}

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')" },
  { .revision = "b2", .down = "a1", .upgrade = "op.execute('create table two (id int)')" },
};

typedef struct
{
  LimbeckTestScene *scene;
  LimbeckSurvey    *survey;
  LimbeckPlan      *plan;
  LimbeckJournal   *journal;
} Fixture;

static Fixture fixture;

static void
open_journal (void)
{
  g_autoptr (LimbeckAnswers) answers = NULL;
  g_autoptr (GError) error = NULL;

  fixture.scene = limbeck_test_scene_new (
      cluster, "journal", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
  fixture.survey = limbeck_test_scene_survey (fixture.scene, FALSE);
  fixture.plan = limbeck_test_scene_plan (fixture.survey, LIMBECK_DIRECTION_UPGRADE, "heads");
  answers = limbeck_test_scene_answer_all (fixture.scene, fixture.plan);
  fixture.journal = limbeck_journal_open (
      fixture.survey, fixture.plan, answers, "limbeck-test", &error);
  ck_assert_msg (fixture.journal != NULL, "%s", error ? error->message : "");
}

static void
close_journal (void)
{
  g_clear_pointer (&fixture.journal, limbeck_journal_free);
  g_clear_object (&fixture.plan);
  g_clear_object (&fixture.survey);
  g_clear_pointer (&fixture.scene, limbeck_test_scene_free);
}

static char *
read_file (const char *name)
{
  g_autofree char *path = g_build_filename (
      limbeck_journal_get_directory (fixture.journal), name, NULL);
  char       *text = NULL;
  struct stat st;

  ck_assert (g_file_get_contents (path, &text, NULL, NULL));
  ck_assert_int_eq (stat (path, &st), 0);
  ck_assert_int_eq (st.st_mode & 0777, 0600);

  return text;
}

static void
append (LimbeckEventKind kind, const char *text)
{
  g_autoptr (LimbeckEvent) event = limbeck_event_new (kind, text, NULL, -1, NULL);

  limbeck_journal_append (fixture.journal, event);
}

static LimbeckVerdict *
make_verdict (void)
{
  const char *const     none[] = { NULL };
  const LimbeckEvidence evidence = {
    .plan = fixture.plan,
    .database = "journal",
    .before = none,
    .after = none,
    .changes = none,
    .ending = LIMBECK_ENDING_EXITED,
    .exit_status = 1,
  };

  return limbeck_verdict_new (&evidence);
}

START_TEST (the_plan_is_on_disk_before_anything_else)
  {
    g_autofree char *plan = read_file (LIMBECK_JOURNAL_PLAN);
    g_autofree char *events = read_file (LIMBECK_JOURNAL_EVENTS);

    ck_assert_ptr_nonnull (strstr (plan, limbeck_journal_get_id (fixture.journal)));
    ck_assert_ptr_nonnull (strstr (plan, limbeck_plan_get_token (fixture.plan)));
    ck_assert_ptr_nonnull (strstr (plan, "\"database\" : \"journal\""));
    ck_assert_ptr_nonnull (strstr (plan, "limbeck-test"));
    ck_assert_str_eq (events, "");
  }
END_TEST

START_TEST (events_are_lines_without_the_output)
  {
    g_autoptr (LimbeckVerdict) verdict = make_verdict ();
    g_autofree char *events = NULL;
    g_auto (GStrv) lines = NULL;

    append (LIMBECK_EVENT_STAGE, "one");
    append (LIMBECK_EVENT_OUTPUT, "not repeated");
    append (LIMBECK_EVENT_STEP_STARTED, "two");
    limbeck_journal_close (fixture.journal, verdict);
    events = read_file (LIMBECK_JOURNAL_EVENTS);
    lines = g_strsplit (events, "\n", -1);

    ck_assert_uint_eq (g_strv_length (lines), 4);
    ck_assert_ptr_nonnull (strstr (lines[0], "one"));
    ck_assert_ptr_nonnull (strstr (lines[1], "two"));
    ck_assert_ptr_nonnull (strstr (lines[2], "\"outcome\":\"rolled-back\""));
    ck_assert_str_eq (lines[3], "");
  }
END_TEST

START_TEST (a_journal_at_work_is_not_open)
  {
    g_autoptr (GPtrArray) open = limbeck_open_runs_list (NULL);

    ck_assert_uint_eq (open->len, 0);
  }
END_TEST

START_TEST (a_journal_whose_launcher_is_gone_is_open_until_it_is_settled)
  {
    const char *const none[] = { NULL };
    const char *const first[] = { "a1", NULL };
    const char *const last[] = { "b2", NULL };
    const char *const strange[] = { "zz", NULL };
    g_autoptr (GPtrArray) open = NULL;
    g_autoptr (GPtrArray) settled = NULL;
    g_autofree char *unknown = NULL;
    g_autofree char *before = NULL;
    g_autofree char *between = NULL;
    g_autofree char *after = NULL;
    g_autofree char *elsewhere = NULL;
    LimbeckOpenRun  *run = NULL;

    append (LIMBECK_EVENT_STAGE, "one");
    g_clear_pointer (&fixture.journal, limbeck_journal_free);
    open = limbeck_open_runs_list (NULL);
    ck_assert_uint_eq (open->len, 1);

    run = g_ptr_array_index (open, 0);
    ck_assert_str_eq (limbeck_open_run_get_database (run), "journal");
    ck_assert_str_eq (limbeck_open_run_get_application_name (run), "limbeck-test");
    ck_assert_str_eq (limbeck_open_run_get_project (run),
                      limbeck_test_project_get_directory (fixture.scene->project));
    ck_assert_ptr_nonnull (limbeck_open_run_get_started (run));
    unknown = limbeck_open_run_dup_outcome (run, NULL);
    before = limbeck_open_run_dup_outcome (run, none);
    between = limbeck_open_run_dup_outcome (run, first);
    after = limbeck_open_run_dup_outcome (run, last);
    elsewhere = limbeck_open_run_dup_outcome (run, strange);
    ck_assert_ptr_nonnull (strstr (unknown, "not known"));
    ck_assert_ptr_nonnull (strstr (before, "as it was before"));
    ck_assert_ptr_nonnull (strstr (between, "after 1 of 2"));
    ck_assert_ptr_nonnull (strstr (after, "arrived"));
    ck_assert_ptr_nonnull (strstr (elsewhere, "something else"));

    limbeck_open_run_settle (run, after);
    settled = limbeck_open_runs_list (NULL);
    ck_assert_uint_eq (settled->len, 0);
  }
END_TEST

START_TEST (what_is_no_journal_is_passed_over)
  {
    g_autofree char *runs = limbeck_journal_dup_runs_directory ();
    g_autofree char *broken = g_build_filename (runs, "broken", NULL);
    g_autofree char *plan = g_build_filename (broken, LIMBECK_JOURNAL_PLAN, NULL);
    g_autofree char *events = g_build_filename (broken, LIMBECK_JOURNAL_EVENTS, NULL);
    g_autoptr (GPtrArray) open = NULL;

    ck_assert_int_eq (g_mkdir_with_parents (broken, 0700), 0);
    ck_assert (g_file_set_contents (plan, "[1, ", -1, NULL));
    ck_assert (g_file_set_contents (events, "", -1, NULL));
    open = limbeck_open_runs_list (NULL);

    ck_assert_uint_eq (open->len, 0);
  }
END_TEST

START_TEST (a_stamp_whose_launcher_is_gone_is_open_like_a_run)
  {
    const char *const none[] = { NULL };
    const char *const both[] = { "a1", "b2", NULL };
    const char *const one[] = { "b2", NULL };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) at_work = NULL;
    g_autoptr (GPtrArray) open = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autofree char *elsewhere = NULL;
    LimbeckJournal  *journal = limbeck_journal_open_stamp (
        fixture.survey, both, "limbeck-test", &error);

    ck_assert_msg (journal != NULL, "%s", error ? error->message : "");
    at_work = limbeck_open_runs_list (NULL);
    ck_assert_uint_eq (at_work->len, 0);

    limbeck_journal_free (journal);
    open = limbeck_open_runs_list (NULL);
    ck_assert_uint_eq (open->len, 1);
    before = limbeck_open_run_dup_outcome (g_ptr_array_index (open, 0), none);
    after = limbeck_open_run_dup_outcome (g_ptr_array_index (open, 0), both);
    elsewhere = limbeck_open_run_dup_outcome (g_ptr_array_index (open, 0), one);
    ck_assert_ptr_nonnull (strstr (before, "as it was before"));
    ck_assert_ptr_nonnull (strstr (after, "arrived"));
    ck_assert_ptr_nonnull (strstr (elsewhere, "something else"));
  }
END_TEST

static Suite *
journal_suite (void)
{
  Suite *suite = suite_create ("core/run/journal");
  TCase *tcase = tcase_create ("journals");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, open_journal, close_journal);
  tcase_add_test (tcase, the_plan_is_on_disk_before_anything_else);
  tcase_add_test (tcase, events_are_lines_without_the_output);
  tcase_add_test (tcase, a_journal_at_work_is_not_open);
  tcase_add_test (tcase, a_journal_whose_launcher_is_gone_is_open_until_it_is_settled);
  tcase_add_test (tcase, a_stamp_whose_launcher_is_gone_is_open_like_a_run);
  tcase_add_test (tcase, what_is_no_journal_is_passed_over);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (journal_suite ());
}
