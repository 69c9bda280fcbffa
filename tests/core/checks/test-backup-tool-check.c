#include "check-fixture.h"
#include "server-relay.h"

START_TEST (the_servers_own_pg_dump_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("dumped");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "pg-dump", "passed", "/pg_dump");
  }
END_TEST

START_TEST (a_server_that_is_newer_than_every_pg_dump_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("newer");
    g_autoptr (ServerRelay) relay = server_relay_start ("99.01", NULL);
    g_autofree char *url = server_relay_dup_url (relay, "newer");
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey_with (
        scene, (LimbeckSurveyOptions){ .database_url = url });

    expect (survey, "pg-dump", "warning", "99");
    expect (survey, "pg-dump", "warning", "Install PostgreSQL's client programs");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    the_servers_own_pg_dump_passes,
    a_server_that_is_newer_than_every_pg_dump_is_a_warning,
  };

  return check_main ("backup-tool-check", tests, G_N_ELEMENTS (tests));
}
