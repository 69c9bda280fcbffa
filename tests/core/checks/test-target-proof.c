#include <signal.h>
#include <glib/gstdio.h>
#include <string.h>

#include "check-fixture.h"
#include "proof-fixture.h"

static const struct
{
  const char *name;
  const char *env;
} drivers[] = {
  { "psycopg2", NULL },
  { "asyncpg", proof_env_asyncpg },
  { "psycopg3", proof_env_psycopg3 },
};

START_TEST (each_driver_has_to_wait)
  {
    g_autofree char *name = g_strdup_printf ("driver_%s", drivers[_i].name);
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene (name);
    g_autoptr (LimbeckSurvey) survey = NULL;

    if (drivers[_i].env != NULL)
      limbeck_test_project_write (scene->project, "migrations/env.py", drivers[_i].env);
    survey = prove (scene);

    expect (survey, "same-database", "passed", "proven by a lock");
    expect (survey, "current-agrees", "passed", NULL);
    expect_absent (survey, "target-proof");
  }
END_TEST

#define ENV_DATABASE_URL                                                                           \
  "import os, subprocess, sys, time\nfrom alembic import context\nimport sqlalchemy as sa\n"       \
  "url = os.environ['DATABASE_URL']\n"

#define ENV_RUN                                                                                    \
  "with sa.create_engine(url, poolclass=sa.pool.NullPool).connect() as connection:\n"              \
  "    context.configure(connection=connection)\n"                                                 \
  "    with context.begin_transaction():\n"                                                        \
  "        context.run_migrations()\n"

/* For a person who has given the URL, to an env.py that reads DATABASE_URL. */
static LimbeckSurvey *
prove_given (LimbeckTestScene *scene, const char *url, const char *env, guint timeout_ms)
{
  limbeck_test_project_write (scene->project, "migrations/env.py", env);

  return limbeck_test_scene_survey_with (scene,
                                         (LimbeckSurveyOptions){
                                             .ask_alembic = TRUE,
                                             .is_thorough = TRUE,
                                             .database_url = url,
                                             .alembic_timeout_ms = timeout_ms,
                                             .proof_verb = "upgrade",
                                             .proof_target = "heads",
                                         });
}

static const char *const pool_modes[] = { "transaction", "session" };

START_TEST (a_pooler_in_between_does_not_matter)
  {
    g_autofree char *name = g_strdup_printf ("pooled_%s", pool_modes[_i]);
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene (name);
    g_autoptr (LimbeckTestCommand) pooler = start_pooler_in_mode (pool_modes[_i]);
    g_autoptr (LimbeckDatabaseUrl) url = pooler_url (name);
    g_autofree char *text = limbeck_database_url_dup_text (url);
    g_autoptr (LimbeckSurvey) survey = prove_given (scene, text, ENV_DATABASE_URL ENV_RUN, 0);

    ck_assert (limbeck_database_state_is_pooled (limbeck_survey_get_state (survey)));
    expect (survey, "same-database", "passed", "proven by a lock");
  }
END_TEST

START_TEST (a_first_run_is_proven_by_a_knock)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("first");
    g_autoptr (LimbeckSurvey) survey = prove (scene);

    expect (survey, "same-database", "passed", "advisory lock");
    expect_absent (survey, "target-proof");
  }
END_TEST

/* Where the files don't tell the table, or tell another one: only Alembic knows. */
static const char *const choices[] = {
  "version_table=str('Shop table')",
  "version_table='Shop table', version_table_schema=str('o') + 'ps'",
  "**dict([('version_' + 'table', 'Shop table')])",
};

START_TEST (a_computed_table_is_proven_as_any_other)
  {
    g_autofree char *name = g_strdup_printf ("computed_%d", _i);
    g_autoptr (LimbeckTestScene) scene = make_scene (name);
    g_autofree char *env = g_strdup_printf (
        "from alembic import context\nimport sqlalchemy as sa\n"
        "engine = sa.create_engine(context.config.get_main_option('sqlalchemy.url'))\n"
        "with engine.connect() as connection:\n"
        "    context.configure(connection=connection, %s)\n"
        "    with context.begin_transaction():\n"
        "        context.run_migrations()\n",
        choices[_i]);
    g_autoptr (LimbeckSurvey) first = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (cluster, name, "create schema ops");
    limbeck_test_project_write (scene->project, "migrations/env.py", env);
    first = prove (scene);
    expect (first, "same-database", "passed", "Shop table");
    expect (first, "same-database", "passed", "advisory lock");
    expect_absent (first, "version-table-name");

    limbeck_test_project_run_alembic (scene->project, "upgrade", "head", NULL);
    survey = prove (scene);

    expect (survey, "same-database", "passed", "proven by a lock");
    expect (survey, "same-database", "passed", "lock that Limbeck held on the version table");
    expect (survey, "same-database", "passed", "Shop table");
    expect_absent (survey, "version-table-name");
    ck_assert_ptr_nonnull (limbeck_database_state_get_rows (limbeck_survey_get_state (survey))[0]);
  }
END_TEST

START_TEST (another_table_is_refused)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("schemas");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (cluster,
                              "schemas",
                              "create schema other; set search_path = other;"
                              "create table alembic_version as table public.alembic_version");
    limbeck_test_project_write (
        scene->project,
        "migrations/env.py",
        "from alembic import context\nimport sqlalchemy as sa\n"
        "engine = sa.create_engine(context.config.get_main_option('sqlalchemy.url'))\n"
        "with engine.connect() as connection:\n"
        "    connection.execute(sa.text('set search_path = other'))\n"
        "    context.configure(connection=connection)\n"
        "    with context.begin_transaction():\n"
        "        context.run_migrations()\n");
    survey = prove (scene);

    expect (survey, "same-database", "blocker", "public.alembic_version");
  }
END_TEST

START_TEST (a_table_in_use_is_not_called_proven_by_its_lock)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("in_use");
    g_autoptr (LimbeckConnection) session = open_session ("in_use", NULL, "psql");
    g_autoptr (LimbeckSurvey) survey = NULL;

    run (session, "begin");
    run (session, "select * from alembic_version");
    survey = prove (scene);

    expect (survey, "same-database", "passed", "is in use by somebody else");
    expect (survey, "same-database", "passed", "advisory lock");
  }
END_TEST

/* What starts Alembic, and whether it can be told to knock. */
static const struct
{
  const char *interpreter;
  gboolean    can_knock;
} starters[] = {
  { NULL, TRUE },
  { "/usr/bin/alembic", TRUE },
  { "alembic", FALSE },
};

/* A path without a directory stands for a script of the project's own. */
static LimbeckSurvey *
prove_with (LimbeckTestScene *scene, const char *starter, const char *url)
{
  const char      *directory = limbeck_test_project_get_directory (scene->project);
  g_autofree char *interpreter = g_strdup (starter);

  if (starter != NULL && strchr (starter, '/') == NULL)
    {
      limbeck_test_project_write (
          scene->project, starter, "#!/bin/sh\nexec /usr/bin/alembic \"$@\"\n");
      g_free (interpreter);
      interpreter = g_build_filename (directory, starter, NULL);
      ck_assert_int_eq (g_chmod (interpreter, 0755), 0);
    }

  return limbeck_test_scene_survey_with (scene,
                                         (LimbeckSurveyOptions){
                                             .interpreter = interpreter,
                                             .ask_alembic = TRUE,
                                             .is_thorough = TRUE,
                                             .database_url = url,
                                             .proof_verb = "upgrade",
                                             .proof_target = "heads",
                                         });
}

/* An application that looks at the version table when it starts, and goes on. */
START_TEST (a_session_that_stays_was_not_alembic)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("stays");
    g_autoptr (LimbeckTestCommand) application = NULL;
    g_autofree char *conninfo = limbeck_test_cluster_dup_conninfo (cluster, "stays");
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "stays");
    g_autofree char *env = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;

    env = g_strdup_printf (
        ENV_DATABASE_URL
        "subprocess.Popen(['psql', '-X', \"%s\", '-c', 'select version_num from alembic_version',\n"
        "                  '-c', 'select pg_sleep(60)'],\n"
        "                 env=dict(os.environ, PGAPPNAME='shop'), start_new_session=True)\n"
        "time.sleep(1)\n"
        "url = url.replace('stays', 'elsewhere')\n" ENV_RUN,
        conninfo);
    limbeck_test_cluster_create_database (cluster, "elsewhere");
    limbeck_test_project_write (scene->project, "migrations/env.py", env);
    survey = prove_with (scene, starters[_i].interpreter, url);

    expect (survey, "same-database", "blocker", NULL);
    if (starters[_i].can_knock)
      expect_absent (survey, "target-proof");
    else
      expect (survey, "target-proof", "warning", "not Alembic");
    limbeck_test_cluster_run (cluster,
                              "postgres",
                              "select pg_terminate_backend (pid) from pg_stat_activity"
                              " where application_name = 'shop'");
  }
END_TEST

/* As an env.py does that waits until its tables are there, or logs where it begins. */
#define ENV_LOOK                                                                                   \
  "with sa.create_engine(url, poolclass=sa.pool.NullPool).connect() as connection:\n"              \
  "    connection.execute(sa.text('select version_num from alembic_version')).scalar()\n"

START_TEST (a_look_at_the_table_is_no_proof_for_a_change_elsewhere)
  {
    const gboolean can_knock = starters[_i].can_knock;
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("looked_at");
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "looked_at");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_create_database (cluster, "looked_past");
    limbeck_test_project_write (scene->project,
                                "migrations/env.py",
                                ENV_DATABASE_URL ENV_LOOK
                                "url = url.replace('at', 'past')\n" ENV_RUN);
    survey = prove_with (scene, starters[_i].interpreter, url);

    expect (survey, "same-database", can_knock ? "blocker" : "warning", "looked_past");
  }
END_TEST

START_TEST (a_look_at_the_table_does_not_hide_alembic)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("looked_first");
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "looked_first");
    g_autoptr (LimbeckSurvey)
        survey = prove_given (scene, url, ENV_DATABASE_URL ENV_LOOK ENV_RUN, 0);

    expect (survey, "same-database", "passed", "the version table public.alembic_version");
  }
END_TEST

/* It would wait for itself if the table were taken from it. */
START_TEST (a_look_that_goes_on_is_a_table_in_use)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("looking");
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "looking");
    g_autoptr (LimbeckSurvey) survey = prove_given (
        scene,
        url,
        ENV_DATABASE_URL
        "first = sa.create_engine(url).connect()\n"
        "first.execute(sa.text('select version_num from alembic_version')).scalar()\n" ENV_RUN,
        0);

    expect (survey, "same-database", "passed", "is in use by somebody else");
  }
END_TEST

START_TEST (env_py_finds_the_later_command)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("dressed");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_write (
        scene->project,
        "migrations/env.py",
        "import os, sys\nfrom alembic import context\nimport sqlalchemy as sa\n"
        "assert sys.argv[0].endswith('alembic/__main__.py'), sys.argv\n"
        "assert sys.argv[-2:] == ['upgrade', 'heads'], sys.argv\n"
        "assert context.config.cmd_opts.cmd[0].__name__ == 'upgrade'\n"
        "assert context.config.cmd_opts.revision == 'heads'\n"
        "assert 'LIMBECK_KNOCK' not in os.environ\n"
        "engine = sa.create_engine(context.config.get_main_option('sqlalchemy.url'))\n"
        "with engine.connect() as connection:\n"
        "    context.configure(connection=connection)\n"
        "    with context.begin_transaction():\n"
        "        context.run_migrations()\n");
    survey = prove (scene);

    expect (survey, "same-database", "passed", "proven by a lock");
  }
END_TEST

#define N_GATES                                                                                    \
  "select count(*) from pg_locks where locktype = 'advisory'"                                      \
  " or (mode = 'AccessExclusiveLock' and relation is not null)"

static const char hanging[] = ENV_DATABASE_URL "time.sleep(300)\n";

START_TEST (a_command_that_hangs_is_given_up_and_leaves_no_lock)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("hangs");
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "hangs");
    g_autoptr (LimbeckSurvey) survey = prove_given (scene, url, hanging, 1500);

    expect (survey, "alembic-timed-out", "blocker", NULL);
    limbeck_test_cluster_wait_for (cluster, "hangs", N_GATES, "0");
  }
END_TEST

static const int ends[] = { SIGINT, SIGKILL };

START_TEST (whatever_ends_us_opens_the_gate)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("ended");
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "ended");
    g_autoptr (LimbeckTestCommand) check = limbeck_test_command_new_limbeckctl (
        scene->project, "--database-url", url, "check", "--prove", NULL);

    limbeck_test_project_write (scene->project, "migrations/env.py", hanging);
    limbeck_test_command_start (check);
    limbeck_test_cluster_wait_for (cluster, "ended", N_GATES, "1");
    limbeck_test_command_signal (check, ends[_i]);

    ck_assert_int_eq (limbeck_test_command_wait (check), ends[_i] == SIGINT ? 5 : -SIGKILL);
    limbeck_test_cluster_wait_for (cluster, "ended", N_GATES, "0");
  }
END_TEST

static Suite *
target_proof_suite (void)
{
  Suite *suite = suite_create ("core/checks/target-proof");
  TCase *tcase = tcase_create ("core/checks/target-proof");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 240);
  tcase_add_loop_test (tcase, each_driver_has_to_wait, 0, G_N_ELEMENTS (drivers));
  tcase_add_loop_test (tcase, a_pooler_in_between_does_not_matter, 0, G_N_ELEMENTS (pool_modes));
  tcase_add_test (tcase, a_first_run_is_proven_by_a_knock);
  tcase_add_loop_test (tcase, a_computed_table_is_proven_as_any_other, 0, G_N_ELEMENTS (choices));
  tcase_add_test (tcase, another_table_is_refused);
  tcase_add_test (tcase, a_table_in_use_is_not_called_proven_by_its_lock);
  tcase_add_loop_test (tcase, a_session_that_stays_was_not_alembic, 0, G_N_ELEMENTS (starters));
  tcase_add_loop_test (
      tcase, a_look_at_the_table_is_no_proof_for_a_change_elsewhere, 0, G_N_ELEMENTS (starters));
  tcase_add_test (tcase, a_look_at_the_table_does_not_hide_alembic);
  tcase_add_test (tcase, a_look_that_goes_on_is_a_table_in_use);
  tcase_add_test (tcase, env_py_finds_the_later_command);
  tcase_add_test (tcase, a_command_that_hangs_is_given_up_and_leaves_no_lock);
  tcase_add_loop_test (tcase, whatever_ends_us_opens_the_gate, 0, G_N_ELEMENTS (ends));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (target_proof_suite ());
}
