#include "check-fixture.h"
#include "proof-fixture.h"

START_TEST (by_its_url_it_passes_and_offers_a_proof)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("by_url");
    g_autoptr (LimbeckSurvey) survey = look_closely (scene);
    LimbeckFinding *finding = expect (survey, "same-database", "passed", "by its URL");

    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_PROVE);
    ck_assert (g_str_has_suffix (limbeck_finding_get_command (finding), "check --prove"));
  }
END_TEST

START_TEST (by_a_lock_it_passes_with_what_was_seen)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("by_lock");
    g_autoptr (LimbeckSurvey) survey = prove (scene);
    LimbeckFinding *finding = expect (survey, "same-database", "passed", "public.alembic_version");

    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_NONE);
  }
END_TEST

static LimbeckSurvey *
look_elsewhere (LimbeckTestScene *scene, const char *verb)
{
  g_autofree char *url = limbeck_test_cluster_dup_url (cluster, scene->database);

  limbeck_test_cluster_create_database (cluster, "elsewhere");

  return limbeck_test_scene_survey_with (scene,
                                         (LimbeckSurveyOptions){
                                             .ask_alembic = TRUE,
                                             .is_thorough = TRUE,
                                             .database_url = url,
                                             .proof_verb = verb,
                                         });
}

static const char *const verbs[] = { NULL, "upgrade" };

START_TEST (another_database_blocks_with_and_without_a_lock)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("shop");
    g_autofree char *other = limbeck_test_cluster_dup_url (cluster, "elsewhere");
    g_autofree char *env = g_strdup_printf ("from alembic import context\nimport sqlalchemy as sa\n"
                                            "with sa.create_engine('%s').connect() as connection:\n"
                                            "    context.configure(connection=connection)\n"
                                            "    with context.begin_transaction():\n"
                                            "        context.run_migrations()\n",
                                            other);
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_write (scene->project, "migrations/env.py", env);
    survey = look_elsewhere (scene, verbs[_i]);

    expect (survey, "same-database", "blocker", "/elsewhere");
  }
END_TEST

static Suite *
same_database_check_suite (void)
{
  Suite *suite = suite_create ("core/checks/same-database-check");
  TCase *tcase = tcase_create ("core/checks/same-database-check");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 240);
  tcase_add_test (tcase, by_its_url_it_passes_and_offers_a_proof);
  tcase_add_test (tcase, by_a_lock_it_passes_with_what_was_seen);
  tcase_add_loop_test (
      tcase, another_database_blocks_with_and_without_a_lock, 0, G_N_ELEMENTS (verbs));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (same_database_check_suite ());
}
