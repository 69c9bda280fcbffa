#include <string.h>
#include <sys/stat.h>

#include "core/alembic/alembic-questions.h"
#include "core/base/command.h"

#include "limbeck-check.h"
#include "test-cluster.h"
#include "test-project.h"

static LimbeckTestCluster *cluster;

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .message = "one" },
  { .revision = "b2", .down = "a1", .message = "two" },
  { .revision = "c3", .down = "a1", .message = "three" },
};

/* A project and what is needed to ask its Alembic. */
typedef struct
{
  LimbeckTestProject   *project;
  LimbeckConfiguration *configuration;
  LimbeckInterpreter   *interpreter;
  LimbeckFinding       *finding;
  GError               *error;
} World;

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

static World *
world_new (LimbeckTestEnvironment environment, const char *url)
{
  World           *self = g_new0 (World, 1);
  g_autofree char *path = NULL;
  g_autoptr (LimbeckTarget) target = NULL;
  const char *directory;

  self->project = limbeck_test_project_new (environment, url);
  limbeck_test_project_add_revisions (self->project, revisions, G_N_ELEMENTS (revisions));
  directory = limbeck_test_project_get_directory (self->project);
  path = g_build_filename (directory, "alembic.ini", NULL);
  target = limbeck_target_new (directory, path);
  self->interpreter = limbeck_interpreter_find (
      directory, directory, "/usr/bin/python3", NULL, &self->error);
  ck_assert_msg (self->interpreter != NULL, "%s", self->error ? self->error->message : "");
  self->configuration = limbeck_configuration_load (target, self->interpreter, NULL, &self->error);
  ck_assert_msg (self->configuration != NULL, "%s", self->error ? self->error->message : "");

  return self;
}

static void
world_free (World *self)
{
  g_clear_pointer (&self->project, limbeck_test_project_free);
  g_clear_object (&self->configuration);
  g_clear_object (&self->interpreter);
  g_clear_object (&self->finding);
  g_clear_error (&self->error);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

static LimbeckAlembicCurrent *
ask_current (World             *world,
             const char *const *environment,
             guint              timeout_ms,
             GCancellable      *cancellable)
{
  return limbeck_alembic_ask_current (world->configuration,
                                      world->interpreter,
                                      environment,
                                      timeout_ms,
                                      &world->finding,
                                      cancellable,
                                      &world->error);
}

static void
assert_finding (World *world, int code, const char *id)
{
  ck_assert (g_error_matches (world->error, LIMBECK_ALEMBIC_ERROR, code));
  ck_assert_ptr_nonnull (world->finding);
  ck_assert_str_eq (limbeck_finding_get_id (world->finding), id);
  ck_assert (g_str_has_prefix (world->error->message, limbeck_finding_get_title (world->finding)));
  ck_assert (g_str_has_suffix (world->error->message, limbeck_finding_get_remedy (world->finding)));
}

START_TEST (the_version_is_that_of_the_alembic_that_runs)
  {
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_RAISES, "postgresql:///nope");
    g_autofree char *version = limbeck_alembic_ask_version (
        world->configuration, world->interpreter, 60000, &world->finding, NULL, &world->error);

    ck_assert_pstr_eq (version, limbeck_interpreter_get_alembic_version (world->interpreter));
  }
END_TEST

START_TEST (heads_need_no_database)
  {
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_RAISES, "postgresql:///nope");
    g_auto (GStrv) heads = limbeck_alembic_ask_heads (world->configuration,
                                                      world->interpreter,
                                                      NULL,
                                                      60000,
                                                      &world->finding,
                                                      NULL,
                                                      &world->error);

    ck_assert_ptr_nonnull (heads);
    ck_assert_uint_eq (g_strv_length (heads), 2);
    ck_assert (g_strv_contains ((const char *const *) heads, "b2"));
    ck_assert (g_strv_contains ((const char *const *) heads, "c3"));
    ck_assert_ptr_null (world->finding);
  }
END_TEST

START_TEST (a_broken_revision_is_named)
  {
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql:///nope");

    limbeck_test_project_write (
        world->project, "migrations/versions/broken.py", "x = 1\ndef broken(:\n");
    ck_assert_ptr_null (limbeck_alembic_ask_heads (world->configuration,
                                                   world->interpreter,
                                                   NULL,
                                                   60000,
                                                   &world->finding,
                                                   NULL,
                                                   &world->error));
    assert_finding (world, LIMBECK_ALEMBIC_ERROR_FAILED, "syntax-error");
    ck_assert_ptr_nonnull (
        strstr (limbeck_finding_get_detail (world->finding), "broken.py”, line 2"));
  }
END_TEST

START_TEST (current_tells_the_database_and_what_is_applied)
  {
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "shop");
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, url);
    g_autoptr (LimbeckAlembicCurrent) before = NULL;
    g_autoptr (LimbeckAlembicCurrent) after = NULL;

    limbeck_test_cluster_create_database (cluster, "shop");
    before = ask_current (world, NULL, 60000, NULL);
    ck_assert_msg (before != NULL, "%s", world->error ? world->error->message : "");
    ck_assert_ptr_nonnull (strstr (before->url, "/shop"));
    ck_assert_ptr_null (before->revisions[0]);

    limbeck_test_project_run_alembic (world->project, "upgrade", "b2", NULL);
    after = ask_current (world, NULL, 60000, NULL);
    ck_assert_str_eq (after->revisions[0], "b2");
    ck_assert_ptr_null (after->revisions[1]);
  }
END_TEST

START_TEST (the_database_may_come_from_a_variable)
  {
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "from_variable");
    g_autofree char *variable = g_strconcat ("DATABASE_URL=", url, NULL);
    const char      *environment[] = { variable, NULL };
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_DATABASE_URL, url);
    g_autoptr (LimbeckAlembicCurrent) current = NULL;

    limbeck_test_cluster_create_database (cluster, "from_variable");
    current = ask_current (world, environment, 60000, NULL);
    ck_assert_msg (current != NULL, "%s", world->error ? world->error->message : "");
    ck_assert_ptr_nonnull (strstr (current->url, "/from_variable"));
  }
END_TEST

START_TEST (a_variable_that_is_missing_is_named)
  {
    const char *const environment[] = { "DATABASE_URL", NULL };
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_DATABASE_URL, "postgresql:///x");

    ck_assert_ptr_null (ask_current (world, environment, 60000, NULL));
    assert_finding (world, LIMBECK_ALEMBIC_ERROR_FAILED, "environment-variable-missing");
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_title (world->finding), "“DATABASE_URL”"));
  }
END_TEST

START_TEST (no_password_is_told)
  {
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_PLAIN,
                                         "postgresql+nodriver://u:hunt%er2@127.0.0.1:1/x");

    ck_assert_ptr_null (ask_current (world, NULL, 60000, NULL));
    ck_assert_ptr_null (strstr (world->error->message, "hunt"));
    ck_assert_ptr_null (strstr (limbeck_finding_get_detail (world->finding), "er2"));
  }
END_TEST

START_TEST (a_server_that_is_not_there_is_told)
  {
    g_autoptr (World)
        world = world_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql://u:pw@127.0.0.1:1/x");

    ck_assert_ptr_null (ask_current (world, NULL, 60000, NULL));
    assert_finding (world, LIMBECK_ALEMBIC_ERROR_FAILED, "server-unreachable");
  }
END_TEST

START_TEST (an_unknown_row_is_named)
  {
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "unknown_row");
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, url);

    limbeck_test_cluster_create_database (cluster, "unknown_row");
    limbeck_test_cluster_run (cluster,
                              "unknown_row",
                              "create table alembic_version (version_num varchar(32)); "
                              "insert into alembic_version values ('zzz')");
    ck_assert_ptr_null (ask_current (world, NULL, 60000, NULL));
    assert_finding (world, LIMBECK_ALEMBIC_ERROR_FAILED, "revision-unknown");
    ck_assert_ptr_nonnull (strstr (world->error->message, "“zzz”"));
  }
END_TEST

START_TEST (an_environment_that_hangs_is_ended)
  {
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql:///x");

    limbeck_test_project_write (
        world->project, "migrations/env.py", "import time\ntime.sleep(1000)\n");
    ck_assert_ptr_null (ask_current (world, NULL, 500, NULL));
    assert_finding (world, LIMBECK_ALEMBIC_ERROR_TIMED_OUT, "alembic-timed-out");
  }
END_TEST

START_TEST (a_cancel_is_no_finding)
  {
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql:///x");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    g_cancellable_cancel (cancellable);
    ck_assert_ptr_null (ask_current (world, NULL, 60000, cancellable));
    ck_assert (g_error_matches (world->error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    ck_assert_ptr_null (world->finding);
  }
END_TEST

START_TEST (an_environment_that_ends_the_program_gives_no_answer)
  {
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql:///x");

    limbeck_test_project_write (
        world->project, "migrations/env.py", "print('bye')\nraise SystemExit(0)\n");
    ck_assert_ptr_null (ask_current (world, NULL, 60000, NULL));
    assert_finding (world, LIMBECK_ALEMBIC_ERROR_NO_ANSWER, "alembic-no-answer");
    ck_assert_str_eq (limbeck_finding_get_detail (world->finding), "bye");
  }
END_TEST

START_TEST (an_interpreter_that_has_vanished_is_told)
  {
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql:///x");
    const char      *directory = limbeck_test_project_get_directory (world->project);
    g_autofree char *script = g_build_filename (directory, "bin", "alembic", NULL);
    g_autoptr (GError) error = NULL;

    limbeck_test_project_write (world->project, "bin/alembic", "#!/usr/bin/python3\n");
    ck_assert_int_eq (chmod (script, 0700), 0);
    g_clear_object (&world->interpreter);
    world->interpreter = limbeck_interpreter_find (directory, directory, script, NULL, &error);
    ck_assert_msg (world->interpreter != NULL, "%s", error ? error->message : "");
    limbeck_test_project_remove (world->project, "bin/alembic");

    ck_assert_ptr_null (ask_current (world, NULL, 60000, NULL));
    assert_finding (world, LIMBECK_ALEMBIC_ERROR_NOT_STARTED, "alembic-not-started");
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_detail (world->finding), script));
  }
END_TEST

START_TEST (nobody_need_take_the_finding)
  {
    g_autoptr (World) world = world_new (LIMBECK_TEST_ENVIRONMENT_RAISES, "postgresql:///x");

    ck_assert_ptr_null (limbeck_alembic_ask_current (
        world->configuration, world->interpreter, NULL, 60000, NULL, NULL, NULL));
  }
END_TEST

static Suite *
alembic_questions_suite (void)
{
  Suite *suite = suite_create ("alembic-questions");
  TCase *tcase = tcase_create ("alembic-questions");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, the_version_is_that_of_the_alembic_that_runs);
  tcase_add_test (tcase, heads_need_no_database);
  tcase_add_test (tcase, a_broken_revision_is_named);
  tcase_add_test (tcase, current_tells_the_database_and_what_is_applied);
  tcase_add_test (tcase, the_database_may_come_from_a_variable);
  tcase_add_test (tcase, a_variable_that_is_missing_is_named);
  tcase_add_test (tcase, no_password_is_told);
  tcase_add_test (tcase, a_server_that_is_not_there_is_told);
  tcase_add_test (tcase, an_unknown_row_is_named);
  tcase_add_test (tcase, an_environment_that_hangs_is_ended);
  tcase_add_test (tcase, a_cancel_is_no_finding);
  tcase_add_test (tcase, an_environment_that_ends_the_program_gives_no_answer);
  tcase_add_test (tcase, an_interpreter_that_has_vanished_is_told);
  tcase_add_test (tcase, nobody_need_take_the_finding);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (alembic_questions_suite ());
}
