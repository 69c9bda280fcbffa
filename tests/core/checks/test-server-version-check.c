#include "check-fixture.h"
#include "server-relay.h"

START_TEST (the_version_that_is_here_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("here");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "server-version", "passed", "PostgreSQL ");
  }
END_TEST

static const struct
{
  const char *version;
  const char *severity;
  const char *shown;
} versions[] = {
  { "9.5.2", "blocker", "PostgreSQL 9.5.2" }, { "9.6.9", "warning", "PostgreSQL 9.6.9" },
  { "11.22", "warning", "PostgreSQL 11.22" }, { "12.00", "passed", "PostgreSQL 12.0" },
  { "18.44", "passed", "PostgreSQL 18.44" },  { "19.01", "warning", "PostgreSQL 19.1" },
};

START_TEST (one_that_is_too_old_or_too_new_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("there");
    g_autoptr (ServerRelay) relay = server_relay_start (versions[_i].version, NULL);
    g_autofree char *url = server_relay_dup_url (relay, "there");
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey_with (
        scene, (LimbeckSurveyOptions){ .database_url = url });

    expect (survey, "server-version", versions[_i].severity, versions[_i].shown);
  }
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("core/checks/server-version-check");
  TCase *tcase = tcase_create ("server-version-check");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, the_version_that_is_here_passes);
  tcase_add_loop_test (tcase, one_that_is_too_old_or_too_new_is_told, 0, G_N_ELEMENTS (versions));
  suite_add_tcase (suite, tcase);

  return limbeck_check_main (suite);
}
