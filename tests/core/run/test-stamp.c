#include <string.h>

#include "core/run/stamp.h"

#include "limbeck-check.h"
#include "test-scene.h"

#define TIMEOUT_S 60

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
  { .revision = "z1", .upgrade = "op.execute('create table other (id int)')" },
};

/* A database with tables that nobody has put under Alembic's control. */
static LimbeckTestScene *
make_scene (const char *database, LimbeckTestEnvironment environment)
{
  LimbeckTestScene *scene = limbeck_test_scene_new (
      cluster, database, environment, revisions, G_N_ELEMENTS (revisions));

  limbeck_test_cluster_run (cluster, database, "create table one (id int)");

  return scene;
}

static void
assert_tables (LimbeckTestScene *scene, const char *expected)
{
  g_autofree char *tables = limbeck_test_scene_ask (
      scene,
      "select coalesce(string_agg(relname, ' ' order by relname), '') from pg_class"
      " where relkind = 'r' and relnamespace = 'public'::regnamespace");

  ck_assert_str_eq (tables, expected);
}

static gboolean
stamp (LimbeckTestScene *scene, const char *list, const char *confirmation, GError **error)
{
  g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, TRUE);
  g_auto (GStrv) ids = g_strsplit (list, " ", -1);

  return limbeck_stamp_run (
      survey, (const char *const *) ids, confirmation, TIMEOUT_S, NULL, NULL, error);
}

static void
assert_refused (LimbeckTestScene *scene,
                const char       *list,
                const char       *confirmation,
                LimbeckRunError   code,
                const char       *part)
{
  g_autoptr (GError) error = NULL;

  ck_assert (!stamp (scene, list, confirmation, &error));
  ck_assert_msg (g_error_matches (error, LIMBECK_RUN_ERROR, (int) code), "%s", error->message);
  ck_assert_msg (strstr (error->message, part) != NULL, "%s", error->message);
}

START_TEST (an_unversioned_database_is_marked_and_nothing_is_run)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("marked", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (GError) error = NULL;

    ck_assert_msg (stamp (scene, "a1", "marked", &error), "%s", error ? error->message : "");
    assert_tables (scene, "alembic_version one");
    survey = limbeck_test_scene_survey (scene, TRUE);
    ck_assert (!limbeck_stamp_can_be (survey));
    ck_assert_uint_eq (limbeck_standing_get_n_pending (limbeck_survey_get_standing (survey)), 2);
  }
END_TEST

START_TEST (several_branches_are_marked_at_once)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("branches", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (GError) error = NULL;
    g_autofree char *rows = NULL;

    ck_assert_msg (stamp (scene, "b2 z1", "branches", &error), "%s", error ? error->message : "");
    rows = limbeck_test_scene_ask (
        scene, "select string_agg(version_num, ' ' order by version_num) from alembic_version");
    ck_assert_str_eq (rows, "b2 z1");
  }
END_TEST

START_TEST (without_the_right_name_nothing_is_done)
  {
    static const char *const names[] = { NULL, "", "Named", "named " };
    g_autoptr (LimbeckTestScene) scene = make_scene ("named", LIMBECK_TEST_ENVIRONMENT_PLAIN);

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      assert_refused (scene, "a1", names[i], LIMBECK_RUN_ERROR_GATES, "“named”");
    assert_tables (scene, "one");
  }
END_TEST

START_TEST (a_revision_that_is_not_there_is_refused)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("absent", LIMBECK_TEST_ENVIRONMENT_PLAIN);

    assert_refused (scene, "nothing", "absent", LIMBECK_RUN_ERROR_BLOCKED, "“nothing”");
    assert_tables (scene, "one");
  }
END_TEST

START_TEST (a_database_with_a_revision_is_left_alone)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("versioned", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autofree char *rows = NULL;

    limbeck_test_cluster_run (cluster, "versioned", "drop table one");
    limbeck_test_project_run_alembic (scene->project, "upgrade", "a1", NULL);
    assert_refused (scene, "b2", "versioned", LIMBECK_RUN_ERROR_BLOCKED, "hide where it stands");
    rows = limbeck_test_scene_ask (scene,
                                   "select string_agg(version_num, ' ') from alembic_version");
    ck_assert_str_eq (rows, "a1");
  }
END_TEST

START_TEST (what_came_in_between_is_left_alone)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("between", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, TRUE);
    const char *const ids[] = { "a1", NULL };
    g_autoptr (GError) error = NULL;
    g_autofree char *rows = NULL;

    limbeck_test_project_run_alembic (scene->project, "stamp", "b2", NULL);
    ck_assert (!limbeck_stamp_run (survey, ids, "between", TIMEOUT_S, NULL, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_RUN_ERROR, LIMBECK_RUN_ERROR_BLOCKED));
    rows = limbeck_test_scene_ask (scene,
                                   "select string_agg(version_num, ' ') from alembic_version");
    ck_assert_str_eq (rows, "b2");
  }
END_TEST

START_TEST (where_alembic_fails_the_cause_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("failing", LIMBECK_TEST_ENVIRONMENT_PLAIN);

    limbeck_test_cluster_run (
        cluster,
        "failing",
        "create function refuse() returns event_trigger language plpgsql as "
        "$$begin raise exception 'no new tables'; end$$; "
        "create event trigger refuse on ddl_command_start when tag in ('CREATE TABLE') "
        "execute function refuse()");
    assert_refused (scene, "a1", "failing", LIMBECK_RUN_ERROR_FAILED, "no new tables");
    assert_tables (scene, "one");
  }
END_TEST

START_TEST (a_cancel_before_the_start_changes_nothing)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("cancelled", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, TRUE);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    const char *const ids[] = { "a1", NULL };
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancellable);
    ck_assert (!limbeck_stamp_run (survey, ids, "cancelled", TIMEOUT_S, NULL, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    assert_tables (scene, "one");
  }
END_TEST

static Suite *
stamp_suite (void)
{
  Suite *suite = suite_create ("core/run/stamp");
  TCase *tcase = tcase_create ("stamp");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 240);
  tcase_add_test (tcase, an_unversioned_database_is_marked_and_nothing_is_run);
  tcase_add_test (tcase, several_branches_are_marked_at_once);
  tcase_add_test (tcase, without_the_right_name_nothing_is_done);
  tcase_add_test (tcase, a_revision_that_is_not_there_is_refused);
  tcase_add_test (tcase, a_database_with_a_revision_is_left_alone);
  tcase_add_test (tcase, what_came_in_between_is_left_alone);
  tcase_add_test (tcase, where_alembic_fails_the_cause_is_told);
  tcase_add_test (tcase, a_cancel_before_the_start_changes_nothing);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (stamp_suite ());
}
