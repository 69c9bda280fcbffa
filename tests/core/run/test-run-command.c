#include <string.h>

#include "core/run/run-command.h"

#include "executor-fixture.h"
#include "limbeck-check.h"

static const struct
{
  int         server_version;
  guint       timeout_s;
  const char *own;
  const char *begin;
  const char *end;
  gboolean    has_interval;
} options[] = {
  { 150020, 60, NULL, "-c lock_timeout=10s ", "tcp_keepalives_count=3", TRUE },
  { 140000, 60, "", "-c lock_timeout=10s ", "tcp_keepalives_count=3", TRUE },
  /* Older servers refuse a setting that they do not know. */
  { 139999, 60, NULL, "-c lock_timeout=10s ", "tcp_keepalives_count=3", FALSE },
  { 150000, 3, NULL, "-c lock_timeout=3s ", "tcp_keepalives_count=3", TRUE },
  /* 0 would be no limit. */
  { 150000, 0, NULL, "-c lock_timeout=1s ", "tcp_keepalives_count=3", TRUE },
  { 150000, 60, "-c lock_timeout=1h", "-c lock_timeout=10s ", " -c lock_timeout=1h", TRUE },
};

START_TEST (the_server_gets_guard_rails_that_a_person_may_move)
  {
    g_autofree char *text = limbeck_run_command_dup_options (
        options[_i].server_version, options[_i].timeout_s, options[_i].own);

    ck_assert (g_str_has_prefix (text, options[_i].begin));
    ck_assert (g_str_has_suffix (text, options[_i].end));
    ck_assert_int_eq (strstr (text, "client_connection_check_interval=2s") != NULL,
                      options[_i].has_interval);
  }
END_TEST

START_TEST (every_run_has_a_name_of_its_own_that_the_pattern_knows)
  {
    g_autofree char *first = limbeck_run_command_dup_name ();
    g_autofree char *second = limbeck_run_command_dup_name ();

    ck_assert (g_regex_match_simple (LIMBECK_RUN_COMMAND_NAME_PATTERN, first, 0, 0));
    ck_assert (g_regex_match_simple (LIMBECK_RUN_COMMAND_NAME_PATTERN, second, 0, 0));
    ck_assert_str_ne (first, second);
    ck_assert (!g_regex_match_simple (LIMBECK_RUN_COMMAND_NAME_PATTERN, "limbeck", 0, 0));
  }
END_TEST

static const struct
{
  const char *url;
  gboolean    is_named;
} names[] = {
  { "postgresql://me@h/d", TRUE },
  { "postgresql+psycopg2://me@h/d", TRUE },
  { "postgresql+psycopg://me@h/d", TRUE },
  { "postgresql+psycopg2://me@h/d?application_name=shop", FALSE },
  { "postgresql+asyncpg://me@h/d", FALSE },
  { "postgresql+pg8000://me@h/d", FALSE },
};

START_TEST (only_libpq_takes_the_name_over)
  {
    g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (names[_i].url, NULL);

    ck_assert_ptr_nonnull (url);
    ck_assert_int_eq (limbeck_run_command_is_named (url), names[_i].is_named);
  }
END_TEST

static char *
join (const LimbeckCommand *command)
{
  return g_strjoinv (" ", (char **) limbeck_command_get_argv (command));
}

START_TEST (the_command_is_alembic_with_its_name_and_its_limits)
  {
    g_autoptr (LimbeckTestScene) scene = SCENE ("commands", PLAIN, three);
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, FALSE);
    const char *const both[] = { "b2", "c3", NULL };
    g_autoptr (LimbeckCommand) up = NULL;
    g_autoptr (LimbeckCommand) down = NULL;
    g_autoptr (LimbeckCommand) stamp = NULL;
    g_autofree char *up_line = NULL;
    g_autofree char *down_line = NULL;
    g_autofree char *stamp_line = NULL;
    g_auto (GStrv) environment = NULL;

    g_setenv ("PGOPTIONS", "-c work_mem=1MB", TRUE);
    up = limbeck_run_command_new (survey, LIMBECK_DIRECTION_UPGRADE, "c3", "limbeck-x", 60);
    down = limbeck_run_command_new (survey, LIMBECK_DIRECTION_DOWNGRADE, "a1", "limbeck-x", 60);
    stamp = limbeck_run_command_new_stamp (survey, both, "limbeck-x", 5);
    up_line = join (up);
    down_line = join (down);
    stamp_line = join (stamp);
    environment = limbeck_command_dup_environment (stamp);

    ck_assert (g_str_has_suffix (up_line, " upgrade c3"));
    ck_assert (g_str_has_suffix (down_line, " downgrade a1"));
    ck_assert (g_str_has_suffix (stamp_line, " stamp b2 c3"));
    ck_assert_str_eq (g_environ_getenv (environment, "PGAPPNAME"), "limbeck-x");
    ck_assert_str_eq (g_environ_getenv (environment, "PGCONNECT_TIMEOUT"), "10");
    ck_assert (
        g_str_has_prefix (g_environ_getenv (environment, "PGOPTIONS"), "-c lock_timeout=5s "));
    ck_assert (g_str_has_suffix (g_environ_getenv (environment, "PGOPTIONS"), " -c work_mem=1MB"));
  }
END_TEST

START_TEST (the_password_is_a_secret_and_no_argument)
  {
    g_autofree char *url = NULL;
    g_autoptr (LimbeckTestScene) scene = SCENE ("secrets", PLAIN, three);
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (LimbeckCommand) command = NULL;
    g_autofree char *line = NULL;
    g_auto (GStrv) secrets = NULL;

    limbeck_test_cluster_create_role (cluster, "keeper", "hunt@r2");
    url = limbeck_test_cluster_dup_url_for (cluster, "secrets", "keeper", "hunt@r2");
    survey = limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .database_url = url });
    command = limbeck_run_command_new (survey, LIMBECK_DIRECTION_UPGRADE, "heads", "limbeck-x", 60);
    line = join (command);
    secrets = limbeck_run_command_dup_secrets (survey);

    ck_assert (g_strv_contains ((const char *const *) secrets, "hunt@r2"));
    ck_assert (g_strv_contains (limbeck_command_get_secrets (command), "hunt@r2"));
    ck_assert_ptr_null (strstr (line, "hunt"));
  }
END_TEST

static Suite *
run_command_suite (void)
{
  Suite *suite = suite_create ("core/run/run-command");
  TCase *alone = tcase_create ("alone");
  TCase *surveys = tcase_create ("surveys");

  tcase_add_loop_test (
      alone, the_server_gets_guard_rails_that_a_person_may_move, 0, G_N_ELEMENTS (options));
  tcase_add_test (alone, every_run_has_a_name_of_its_own_that_the_pattern_knows);
  tcase_add_loop_test (alone, only_libpq_takes_the_name_over, 0, G_N_ELEMENTS (names));
  suite_add_tcase (suite, alone);

  tcase_add_unchecked_fixture (surveys, start_cluster, stop_cluster);
  tcase_add_test (surveys, the_command_is_alembic_with_its_name_and_its_limits);
  tcase_add_test (surveys, the_password_is_a_secret_and_no_argument);
  suite_add_tcase (suite, surveys);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (run_command_suite ());
}
