#include "check-fixture.h"

/* A URL over TCP, where every role is asked for its password. */
static char *
dup_tcp_url (const char *database, const char *role, const char *password, const char *query)
{
  return g_strdup_printf ("postgresql://%s:%s@%s:%s/%s%s",
                          role,
                          password,
                          tcp_host,
                          limbeck_test_cluster_get_port (cluster),
                          database,
                          query);
}

static LimbeckSurvey *
look_at_text (LimbeckTestScene *scene, const char *url)
{
  return limbeck_test_scene_survey_with (
      scene, (LimbeckSurveyOptions){ .database_url = url, .connect_timeout_ms = 2000 });
}

START_TEST (one_that_answers_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("open");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "database-reachable", "passed", "open");
  }
END_TEST

/* How the way to the server is spoilt, and what is said then. Nothing is known about the server, so nothing is claimed. */
static const struct
{
  const char *database;
  const char *role;
  const char *password;
  const char *query;
  const char *says;
} ways[] = {
  { "way", "porter", "wrong", "", "password" },
  { "no_such_database", "porter", "right", "", "“no_such_database”" },
  { "way", "nobody_here", "right", "", "nobody_here" },
  { "way", "porter", "right", "?sslmode=require", "SSL" },
};

START_TEST (who_is_not_let_in_is_told_why)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("way");
    g_autofree char *url = dup_tcp_url (
        ways[_i].database, ways[_i].role, ways[_i].password, ways[_i].query);
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_create_role (cluster, "porter", "right");
    survey = look_at_text (scene, url);

    expect (survey, "database-reachable", "blocker", ways[_i].says);
    ck_assert_ptr_null (limbeck_survey_get_state (survey));
    expect_absent (survey, "privileges");
    expect_absent (survey, "version-table");
  }
END_TEST

START_TEST (a_wrong_password_is_asked_for)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("asked");
    g_autofree char *url = dup_tcp_url ("asked", "porter", "wrong", "");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_create_role (cluster, "porter", "right");
    survey = look_at_text (scene, url);

    ck_assert_int_eq (
        limbeck_finding_get_action (expect (survey, "database-reachable", "blocker", NULL)),
        LIMBECK_ACTION_ASK_PASSWORD);
  }
END_TEST

START_TEST (a_door_that_is_closed_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("closed");
    g_autofree char *url = g_strdup_printf ("postgresql://postgres@%s:1/closed", tcp_host);
    g_autoptr (LimbeckSurvey) survey = look_at_text (scene, url);

    expect (survey, "database-reachable", "blocker", tcp_host);
    expect (survey, "database-reachable", "blocker", "whether the server runs");
  }
END_TEST

START_TEST (a_server_that_takes_encrypted_connections_only_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("sealed");
    g_autofree char *url = dup_tcp_url ("sealed", "porter", "right", "");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_create_role (cluster, "porter", "right");
    write_client_rules ("local all all trust\nhostssl all all 127.0.0.0/8 scram-sha-256\n");
    limbeck_test_cluster_run (cluster, "postgres", "select pg_reload_conf()");
    survey = look_at_text (scene, url);

    expect (survey, "database-reachable", "blocker", "encryption");
    expect (survey, "database-reachable", "blocker", "sslmode");
  }
END_TEST

START_TEST (a_server_that_hangs_is_given_up)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("hung");
    const gint64 begin = g_get_monotonic_time ();
    gint64       end = 0;
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_freeze (cluster);
    survey = limbeck_test_scene_survey_with (scene,
                                             (LimbeckSurveyOptions){ .connect_timeout_ms = 500 });
    end = g_get_monotonic_time ();
    limbeck_test_cluster_thaw (cluster);

    ck_assert_int_lt (end - begin, 30 * G_USEC_PER_SEC);
    expect (survey, "database-reachable", "blocker", "500 milliseconds");
  }
END_TEST

START_TEST (one_that_is_gone_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("gone");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_crash (cluster);
    survey = look (scene);
    limbeck_test_cluster_restart (cluster);

    expect (survey, "database-reachable", "blocker", "whether the server runs");
  }
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("core/checks/reachable-check");
  TCase *tcase = tcase_create ("reachable-check");

  tcase_add_unchecked_fixture (tcase, start_tcp_cluster, stop_cluster);
  tcase_add_test (tcase, one_that_answers_passes);
  tcase_add_loop_test (tcase, who_is_not_let_in_is_told_why, 0, G_N_ELEMENTS (ways));
  tcase_add_test (tcase, a_wrong_password_is_asked_for);
  tcase_add_test (tcase, a_door_that_is_closed_is_told);
  tcase_add_test (tcase, a_server_that_hangs_is_given_up);
  tcase_add_test (tcase, one_that_is_gone_is_told);
  /* Last: it changes who may come in. */
  tcase_add_test (tcase, a_server_that_takes_encrypted_connections_only_is_told);
  suite_add_tcase (suite, tcase);

  return limbeck_check_main (suite);
}
