#include <string.h>

#include "core/backup/dump.h"

#include "cli/safety.h"

#include "capture.h"
#include "limbeck-check.h"
#include "test-scene.h"

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')" },
};

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

static const struct
{
  const char         *word;
  LimbeckBackupAnswer answer;
} words[] = {
  { NULL, LIMBECK_BACKUP_ANSWER_UNANSWERED }, { "take", LIMBECK_BACKUP_ANSWER_TAKE },
  { "recent", LIMBECK_BACKUP_ANSWER_RECENT }, { "own", LIMBECK_BACKUP_ANSWER_OWN },
  { "none", LIMBECK_BACKUP_ANSWER_NONE },     { "never", LIMBECK_BACKUP_ANSWER_UNANSWERED },
};

START_TEST (a_word_is_an_answer)
  {
    const LimbeckCommandLine line = { .backup = (char *) words[_i].word };

    ck_assert_int_eq (limbeck_safety_get_answer (&line), words[_i].answer);
  }
END_TEST

static LimbeckBackup *
find (LimbeckTestScene *scene, LimbeckCall *call)
{
  g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, FALSE);
  g_autoptr (GError) error = NULL;
  LimbeckBackup *backup = limbeck_safety_find_recent (call, survey, &error);

  ck_assert_msg (error == NULL, "%s", error ? error->message : "");

  return backup;
}

START_TEST (a_backup_counts_while_the_database_is_where_it_was_taken)
  {
    const LimbeckCommandLine line = { 0 };
    g_autoptr (LimbeckPrinter) printer = NULL;
    LimbeckCall call = { &line, NULL, NULL };
    g_autoptr (LimbeckTestScene) scene = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (LimbeckBackup) taken = NULL;
    g_autoptr (LimbeckBackup) before = NULL;
    g_autoptr (LimbeckBackup) found = NULL;
    g_autoptr (LimbeckBackup) moved = NULL;
    g_autoptr (LimbeckBackup) again = NULL;
    g_autoptr (GPtrArray) all = NULL;
    g_autoptr (GError) error = NULL;

    capture_start ();
    call.printer = printer = limbeck_printer_new (TRUE);
    scene = limbeck_test_scene_new (
        cluster, "kept", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
    before = find (scene, &call);
    survey = limbeck_test_scene_survey (scene, FALSE);
    taken = limbeck_safety_take (&call, survey, &error);
    ck_assert_msg (taken != NULL, "%s", error ? error->message : "");
    found = find (scene, &call);
    limbeck_test_project_run_alembic (scene->project, "upgrade", "heads", NULL);
    moved = find (scene, &call);
    limbeck_test_cluster_create_database (cluster, "kept");
    again = find (scene, &call);
    all = limbeck_safety_list (survey);
    capture_stop ();

    ck_assert_ptr_null (before);
    ck_assert_ptr_nonnull (found);
    ck_assert_str_eq (limbeck_backup_get_path (found), limbeck_backup_get_path (taken));
    ck_assert_ptr_null (moved);
    ck_assert_ptr_null (again);
    ck_assert_uint_eq (all->len, 1);
  }
END_TEST

static Suite *
safety_suite (void)
{
  Suite *suite = suite_create ("cli/safety");
  TCase *alone = tcase_create ("alone");
  TCase *servers = tcase_create ("servers");

  tcase_add_loop_test (alone, a_word_is_an_answer, 0, G_N_ELEMENTS (words));
  suite_add_tcase (suite, alone);

  tcase_add_unchecked_fixture (servers, start_cluster, stop_cluster);
  tcase_add_test (servers, a_backup_counts_while_the_database_is_where_it_was_taken);
  suite_add_tcase (suite, servers);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (safety_suite ());
}
