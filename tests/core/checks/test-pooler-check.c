#include "check-fixture.h"

START_TEST (a_straight_connection_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("straight");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "pooler", "passed", NULL);
  }
END_TEST

START_TEST (a_pooler_is_a_warning_and_the_lock_is_not_judged_through_it)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("pooled");
    g_autoptr (LimbeckTestCommand) pooler = start_pooler ();
    g_autoptr (LimbeckDatabaseUrl) url = pooler_url ("pooled");
    g_autoptr (LimbeckSurvey) survey = look_at (scene, url);

    expect (survey, "pooler", "warning", "URL of the server itself");
    expect (survey, "version-table", "passed", "a1");
    expect_absent (survey, "run-lock");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    a_straight_connection_passes,
    a_pooler_is_a_warning_and_the_lock_is_not_judged_through_it,
  };

  return check_main ("pooler-check", tests, G_N_ELEMENTS (tests));
}
