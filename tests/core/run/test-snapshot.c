#include <string.h>

#include "core/run/snapshot.h"

#include "executor-fixture.h"
#include "limbeck-check.h"

static LimbeckSnapshot *
take (LimbeckSurvey *survey)
{
  g_autoptr (GError) error = NULL;
  LimbeckSnapshot *snapshot = limbeck_snapshot_take (survey, NULL, &error);

  ck_assert_msg (snapshot != NULL, "%s", error ? error->message : "");

  return snapshot;
}

START_TEST (a_snapshot_holds_rows_catalog_and_indexes_and_no_connection)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("taken", PLAIN, three);
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, FALSE);
    g_autoptr (LimbeckSnapshot) before = take (survey);
    g_autoptr (LimbeckSnapshot) after = NULL;
    g_auto (GStrv) same = NULL;
    g_auto (GStrv) changes = NULL;

    g_clear_object (&survey);
    limbeck_test_run_assert_nothing_left (scene);
    limbeck_test_project_run_alembic (scene->project, "upgrade", "b2", NULL);
    survey = limbeck_test_scene_survey (scene, FALSE);
    after = take (survey);
    same = limbeck_snapshot_compare (after, after);
    changes = limbeck_snapshot_compare (before, after);

    ck_assert_ptr_nonnull (before->fingerprint);
    ck_assert_ptr_null (limbeck_database_state_get_rows (before->state)[0]);
    ck_assert_str_eq (limbeck_database_state_get_rows (after->state)[0], "b2");
    ck_assert_uint_eq (g_strv_length (after->invalid_indexes), 0);
    ck_assert_uint_eq (g_strv_length (same), 0);
    /* Not the version table. */
    ck_assert_uint_eq (g_strv_length (changes), 2);
    ck_assert_str_eq (changes[0], "added: table public.one");
    ck_assert_str_eq (changes[1], "added: table public.two");
  }
END_TEST

START_TEST (an_index_that_became_invalid_is_found_whatever_it_is_called)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("indexes", PLAIN, three);
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, FALSE);
    g_autoptr (LimbeckSnapshot) before = NULL;
    g_autoptr (LimbeckSnapshot) after = NULL;

    limbeck_test_cluster_run (
        cluster,
        "indexes",
        "create table t (id int); create index old_ix on t (id);"
        "create index \"New ix\" on t (id);"
        "update pg_index set indisvalid = false where indexrelid = 'old_ix'::regclass");
    before = take (survey);
    limbeck_test_cluster_run (
        cluster,
        "indexes",
        "update pg_index set indisvalid = false where indexrelid = '\"New ix\"'::regclass");
    after = take (survey);

    ck_assert_uint_eq (g_strv_length (before->invalid_indexes), 1);
    ck_assert_str_eq (before->invalid_indexes[0], "public.old_ix");
    ck_assert_ptr_null (limbeck_snapshot_find_invalid_index (before, before));
    ck_assert_str_eq (limbeck_snapshot_find_invalid_index (before, after), "public.\"New ix\"");
    ck_assert_ptr_null (limbeck_snapshot_find_invalid_index (after, before));
  }
END_TEST

START_TEST (without_a_catalog_nothing_can_be_compared)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("uncompared", PLAIN, three);
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, FALSE);
    g_autoptr (LimbeckSnapshot) before = take (survey);
    g_autoptr (LimbeckSnapshot) after = take (survey);

    g_clear_pointer (&after->fingerprint, limbeck_fingerprint_free);

    ck_assert_ptr_null (limbeck_snapshot_compare (before, after));
    ck_assert_ptr_null (limbeck_snapshot_compare (after, before));
  }
END_TEST

START_TEST (a_database_that_is_gone_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("gone", PLAIN, three);
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, FALSE);
    g_autoptr (LimbeckDatabaseState) there = limbeck_snapshot_read_state (survey, NULL);
    g_autoptr (GError) error = NULL;

    limbeck_test_cluster_run (cluster, "postgres", "drop database gone with (force)");

    ck_assert_ptr_nonnull (there);
    ck_assert_ptr_null (limbeck_snapshot_take (survey, NULL, &error));
    ck_assert (error->domain == LIMBECK_DATABASE_ERROR);
    ck_assert_ptr_nonnull (strstr (error->message, "gone"));
    ck_assert_ptr_null (limbeck_snapshot_read_state (survey, NULL));
  }
END_TEST

START_TEST (a_cancel_gives_up)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("cancelled", PLAIN, three);
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, FALSE);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancellable);

    ck_assert_ptr_null (limbeck_snapshot_take (survey, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    ck_assert_ptr_null (limbeck_snapshot_read_state (survey, cancellable));
    limbeck_snapshot_free (NULL);
  }
END_TEST

static Suite *
snapshot_suite (void)
{
  Suite *suite = suite_create ("core/run/snapshot");
  TCase *tcase = tcase_create ("snapshot");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, a_snapshot_holds_rows_catalog_and_indexes_and_no_connection);
  tcase_add_test (tcase, an_index_that_became_invalid_is_found_whatever_it_is_called);
  tcase_add_test (tcase, without_a_catalog_nothing_can_be_compared);
  tcase_add_test (tcase, a_database_that_is_gone_is_told);
  tcase_add_test (tcase, a_cancel_gives_up);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (snapshot_suite ());
}
