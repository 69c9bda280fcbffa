#include "check-fixture.h"

#include <string.h>

#define TIMEOUT_MS 20000

int
check_main (const char *name, const TTest *const *tests, gsize n_tests)
{
  g_autofree char *suite_name = g_strconcat ("core/checks/", name, NULL);
  Suite           *suite = suite_create (suite_name);
  TCase           *tcase = tcase_create (name);

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  for (gsize i = 0; i < n_tests; i++)
    tcase_add_test (tcase, tests[i]);
  suite_add_tcase (suite, tcase);

  return limbeck_check_main (suite);
}

LimbeckTestScene *
make_scene (const char *database)
{
  static const LimbeckTestRevision revisions[] = {
    { .revision = "a1", .upgrade = "op.execute('create table one (id int)')" },
    { .revision = "b2", .down = "a1" },
  };

  return limbeck_test_scene_new (
      cluster, database, LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
}

LimbeckTestScene *
make_upgraded_scene (const char *database)
{
  LimbeckTestScene *scene = make_scene (database);

  limbeck_test_cluster_run (cluster,
                            database,
                            "create table alembic_version (version_num varchar(32) not null,"
                            " constraint alembic_version_pkc primary key (version_num));"
                            "insert into alembic_version values ('a1'); create table one (id int)");

  return scene;
}

LimbeckSurvey *
look (LimbeckTestScene *scene)
{
  return limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ 0 });
}

LimbeckSurvey *
look_closely (LimbeckTestScene *scene)
{
  return limbeck_test_scene_survey (scene, TRUE);
}

LimbeckSurvey *
look_at (LimbeckTestScene *scene, LimbeckDatabaseUrl *url)
{
  g_autofree char *text = limbeck_database_url_dup_text (url);

  return limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .database_url = text });
}

LimbeckFinding *
expect (LimbeckSurvey *survey, const char *id, const char *severity, const char *part)
{
  LimbeckFinding  *finding = limbeck_test_scene_find (survey, id);
  g_autofree char *text = NULL;

  ck_assert_msg (finding != NULL, "there is no finding %s", id);
  text = g_strdup_printf ("%s\n%s\n%s\n%s",
                          limbeck_finding_get_title (finding),
                          limbeck_finding_get_detail (finding),
                          limbeck_finding_get_remedy (finding),
                          limbeck_finding_get_command (finding));
  ck_assert_msg (
      g_str_equal (limbeck_severity_to_string (limbeck_finding_get_severity (finding)), severity),
      "%s is %s: %s",
      id,
      limbeck_severity_to_string (limbeck_finding_get_severity (finding)),
      text);
  ck_assert_msg (
      part == NULL || strstr (text, part) != NULL, "“%s” is not in: %s", part ? part : "", text);
  if (limbeck_finding_get_severity (finding) >= LIMBECK_SEVERITY_WARNING)
    ck_assert_ptr_nonnull (limbeck_finding_get_remedy (finding));

  return finding;
}

void
expect_absent (LimbeckSurvey *survey, const char *id)
{
  ck_assert_msg (limbeck_test_scene_find (survey, id) == NULL, "there is a finding %s", id);
}

LimbeckConnection *
open_session (const char *database, const char *role, const char *application_name)
{
  g_autoptr (LimbeckDatabaseUrl) url = database_url (database, role, NULL);
  g_autoptr (GError) error = NULL;
  LimbeckConnection *connection = limbeck_connection_open (
      url, application_name, TIMEOUT_MS, NULL, &error);

  ck_assert_msg (connection != NULL, "%s", error ? error->message : "");

  return connection;
}

void
run (LimbeckConnection *session, const char *sql)
{
  g_autofree char *answer = query (session, sql);
}

void
wait_until_long (const char *database)
{
  limbeck_test_cluster_wait_for (
      cluster,
      database,
      "select bool_and(clock_timestamp() - xact_start > '5 seconds') from pg_stat_activity"
      " where datname = current_database() and application_name in ('psql', 'shop')",
      "t");
}
