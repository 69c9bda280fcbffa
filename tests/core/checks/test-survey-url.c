#include "core/checks/survey.h"

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

static const LimbeckTestRevision revisions[] = { { .revision = "a1" } };

static void
assert_same_database (LimbeckSurvey *survey, const char *database)
{
  LimbeckFinding *finding = limbeck_test_scene_find (survey, "same-database");

  ck_assert_ptr_nonnull (finding);
  ck_assert_int_eq (limbeck_finding_get_severity (finding), LIMBECK_SEVERITY_PASSED);
  ck_assert_str_eq (limbeck_database_url_get_parameter (limbeck_survey_get_url (survey), "dbname"),
                    database);
}

/* SQLAlchemy 2.1 decodes the database's name, 1.4 and 2.0 do not: the library that is installed decides which database it is. */
START_TEST (what_sqlalchemy_makes_of_the_url_counts)
  {
    g_autoptr (LimbeckTestScene)
        scene = limbeck_test_scene_new (cluster,
                                        "de%20coded",
                                        LIMBECK_TEST_ENVIRONMENT_DATABASE_URL,
                                        revisions,
                                        G_N_ELEMENTS (revisions));
    g_autofree char *folder = g_build_filename (
        limbeck_test_project_get_directory (scene->project), "site", NULL);
    g_autofree char *url = g_strdup_printf ("postgresql://postgres@/de%%20coded?host=%s&port=%s",
                                            limbeck_test_cluster_get_host (cluster),
                                            limbeck_test_cluster_get_port (cluster));
    LimbeckSurveyOptions options = { .ask_alembic = TRUE, .is_thorough = TRUE };
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (LimbeckSurvey) again = NULL;

    limbeck_test_cluster_create_database (cluster, "de coded");
    limbeck_test_project_write (scene->project,
                                "site/sitecustomize.py",
                                "from urllib.parse import unquote\n"
                                "import sqlalchemy.engine.url as module\n"
                                "made = module.make_url\n"
                                "def make_url(text):\n"
                                "    url = made(text)\n"
                                "    return url.set(database=unquote(url.database))\n"
                                "module.make_url = make_url\n");
    g_setenv ("PYTHONPATH", folder, TRUE);
    options.database_url = url;
    survey = limbeck_test_scene_survey_with (scene, options);

    assert_same_database (survey, "de coded");

    g_unsetenv ("PYTHONPATH");
    again = limbeck_test_scene_survey_with (scene, options);
    assert_same_database (again, "de%20coded");
  }
END_TEST

static Suite *
survey_url_suite (void)
{
  Suite *suite = suite_create ("survey-url");
  TCase *tcase = tcase_create ("survey-url");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, what_sqlalchemy_makes_of_the_url_counts);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (survey_url_suite ());
}
