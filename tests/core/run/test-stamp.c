#include <string.h>

#include "core/base/storage.h"
#include "core/run/journal-files.h"
#include "core/run/open-run.h"
#include "core/run/stamp.h"

#include "limbeck-check.h"
#include "test-scene.h"

#define TIMEOUT_S 300

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

/* Returns a file of the only run on record; NULL if none is. */
static char *
read_record (const char *name)
{
  g_autofree char *runs = limbeck_journal_dup_runs_directory ();
  g_autoptr (GDir) directory = g_dir_open (runs, 0, NULL);
  const char      *id = directory != NULL ? g_dir_read_name (directory) : NULL;
  g_autofree char *path = id != NULL ? g_build_filename (runs, id, name, NULL) : NULL;
  char            *text = NULL;

  if (id == NULL)
    return NULL;
  ck_assert_ptr_null (g_dir_read_name (directory));
  ck_assert_msg (g_file_get_contents (path, &text, NULL, NULL), "%s", path);

  return text;
}

static void
assert_holds (const char *text, const char *part)
{
  ck_assert_msg (text != NULL && strstr (text, part) != NULL, "“%s” is not in “%s”", part, text);
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

START_TEST (what_a_check_has_found_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("found", LIMBECK_TEST_ENVIRONMENT_PLAIN);

    limbeck_test_cluster_run (
        cluster,
        "found",
        "create schema other; create table other.alembic_version (version_num varchar(32) primary key)");
    assert_refused (scene, "a1", "found", LIMBECK_RUN_ERROR_BLOCKED, "in another schema");
    assert_tables (scene, "one");
  }
END_TEST

/* It would mark them all. */
START_TEST (several_databases_are_left_alone)
  {
    static const char run[] = "with engine.connect() as connection:\n"
                              "    context.configure(connection=connection)\n"
                              "    with context.begin_transaction():\n"
                              "        context.run_migrations()\n";
    g_autoptr (LimbeckTestScene) scene = make_scene ("several", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autofree char *script = g_strconcat (
        "from alembic import context\nimport sqlalchemy as sa\n"
        "engine = sa.create_engine(context.config.get_main_option('sqlalchemy.url'))\n",
        run,
        run,
        NULL);

    limbeck_test_project_write (scene->project, "migrations/env.py", script);
    assert_refused (scene, "a1", "several", LIMBECK_RUN_ERROR_BLOCKED, "several databases");
    assert_tables (scene, "one");
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

START_TEST (what_was_marked_can_be_read_afterwards)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("recorded", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) open = NULL;
    g_autofree char *plan = NULL;
    g_autofree char *events = NULL;
    g_autofree char *output = NULL;

    ck_assert_msg (stamp (scene, "b2 z1", "recorded", &error), "%s", error ? error->message : "");
    plan = read_record (LIMBECK_JOURNAL_PLAN);
    events = read_record (LIMBECK_JOURNAL_EVENTS);
    output = read_record (LIMBECK_JOURNAL_OUTPUT);
    open = limbeck_open_runs_list (NULL);

    assert_holds (plan, "\"database\" : \"recorded\"");
    assert_holds (plan, "\"direction\" : \"stamp\"");
    assert_holds (events, "\"outcome\":\"succeeded\",\"before\":[],\"after\":[\"b2\",\"z1\"]");
    assert_holds (events, "“recorded” is marked as being at b2, z1");
    assert_holds (output, "Running stamp_revision");
    ck_assert_uint_eq (open->len, 0);
  }
END_TEST

START_TEST (a_failure_is_on_record_with_its_cause)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("onrecord", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autofree char *events = NULL;
    g_autofree char *output = NULL;

    limbeck_test_cluster_run (
        cluster,
        "onrecord",
        "create function refuse() returns event_trigger language plpgsql as "
        "$$begin raise exception 'password=hunter2 is no name for a table'; end$$; "
        "create event trigger refuse on ddl_command_start when tag in ('CREATE TABLE') "
        "execute function refuse()");
    assert_refused (scene, "a1", "onrecord", LIMBECK_RUN_ERROR_FAILED, "no name for a table");
    events = read_record (LIMBECK_JOURNAL_EVENTS);
    output = read_record (LIMBECK_JOURNAL_OUTPUT);

    assert_holds (events, "\"outcome\":\"rolled-back\",\"before\":[],\"after\":[]");
    assert_holds (events, "no name for a table");
    assert_holds (output, "no name for a table");
    ck_assert_ptr_null (strstr (events, "hunter2"));
    ck_assert_ptr_null (strstr (output, "hunter2"));
  }
END_TEST

START_TEST (what_was_not_started_is_not_on_record)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("refused", LIMBECK_TEST_ENVIRONMENT_PLAIN);

    assert_refused (scene, "a1", "other", LIMBECK_RUN_ERROR_GATES, "“refused”");
    ck_assert_ptr_null (read_record (LIMBECK_JOURNAL_PLAN));
  }
END_TEST

START_TEST (what_can_not_be_put_on_record_is_not_started)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("unrecorded", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autofree char *state = limbeck_storage_dup_state_directory ();
    g_autofree char *runs = limbeck_journal_dup_runs_directory ();

    ck_assert_int_eq (g_mkdir_with_parents (state, 0700), 0);
    ck_assert (g_file_set_contents (runs, "no directory", -1, NULL));
    assert_refused (scene, "a1", "unrecorded", LIMBECK_RUN_ERROR_RECORD, "runs");
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
  tcase_add_test (tcase, what_a_check_has_found_is_told);
  tcase_add_test (tcase, several_databases_are_left_alone);
  tcase_add_test (tcase, what_came_in_between_is_left_alone);
  tcase_add_test (tcase, where_alembic_fails_the_cause_is_told);
  tcase_add_test (tcase, a_cancel_before_the_start_changes_nothing);
  tcase_add_test (tcase, what_was_marked_can_be_read_afterwards);
  tcase_add_test (tcase, a_failure_is_on_record_with_its_cause);
  tcase_add_test (tcase, what_was_not_started_is_not_on_record);
  tcase_add_test (tcase, what_can_not_be_put_on_record_is_not_started);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (stamp_suite ());
}
