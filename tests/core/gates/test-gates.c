#include <glib/gstdio.h>
#include <string.h>

#include "core/backup/dump.h"
#include "core/gates/gate.h"

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

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1",
    .upgrade = "op.execute('create table one (id int)')",
    .downgrade = "op.execute('drop table one')" },
  { .revision = "b2",
    .down = "a1",
    .upgrade = "op.execute('create index ix on one (id)')",
    .downgrade = "op.execute('drop index ix')" },
  { .revision = "c3",
    .down = "b2",
    .upgrade = "op.execute('delete from one')",
    .downgrade = "pass" },
};

/* Every gate as "id" or "id!" if it is open, joined by blanks. */
static char *
describe (LimbeckPlan *plan, LimbeckSurvey *survey, const LimbeckAnswers *answers)
{
  g_autoptr (GPtrArray) gates = limbeck_gates_for (plan, survey, answers);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < gates->len; i++)
    {
      LimbeckGate *gate = g_ptr_array_index (gates, i);

      g_string_append_printf (text,
                              "%s%s%s",
                              i > 0 ? " " : "",
                              limbeck_gate_get_id (gate),
                              limbeck_gate_is_answered (gate) ? "" : "!");
      ck_assert_ptr_nonnull (limbeck_gate_get_title (gate));
      ck_assert_ptr_nonnull (limbeck_gate_get_option (gate));
    }
  ck_assert_int_eq (limbeck_gates_all_answered (gates), strchr (text->str, '!') == NULL);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct
{
  const char         *rows;
  LimbeckDirection    direction;
  const char         *target;
  LimbeckBackupAnswer backup;
  const char         *accepted;
  const char         *confirmation;
  const char         *reason;
  const char         *gates;
} cases[] = {
  { "c3", LIMBECK_DIRECTION_UPGRADE, "heads", 0, "", NULL, NULL, "" },
  { "a1", LIMBECK_DIRECTION_UPGRADE, "b2", 0, "", NULL, NULL, "backup! confirm!" },
  { "a1",
    LIMBECK_DIRECTION_UPGRADE,
    "b2",
    LIMBECK_BACKUP_ANSWER_TAKE,
    "",
    "gates",
    NULL,
    "backup! confirm" },
  { "a1",
    LIMBECK_DIRECTION_UPGRADE,
    "b2",
    LIMBECK_BACKUP_ANSWER_RECENT,
    "",
    "gates",
    NULL,
    "backup! confirm" },
  { "a1",
    LIMBECK_DIRECTION_UPGRADE,
    "b2",
    LIMBECK_BACKUP_ANSWER_OWN,
    "",
    "gates",
    NULL,
    "backup confirm" },
  { "a1",
    LIMBECK_DIRECTION_UPGRADE,
    "b2",
    LIMBECK_BACKUP_ANSWER_NONE,
    "",
    "gates",
    NULL,
    "backup no-backup! confirm" },
  { "a1",
    LIMBECK_DIRECTION_UPGRADE,
    "b2",
    LIMBECK_BACKUP_ANSWER_NONE,
    "no-backup",
    "gates",
    NULL,
    "backup no-backup confirm" },
  { "a1",
    LIMBECK_DIRECTION_UPGRADE,
    "b2",
    LIMBECK_BACKUP_ANSWER_OWN,
    "",
    "Gates",
    NULL,
    "backup confirm!" },
  { "a1",
    LIMBECK_DIRECTION_UPGRADE,
    "b2",
    LIMBECK_BACKUP_ANSWER_OWN,
    "",
    "gates ",
    NULL,
    "backup confirm!" },
  { "a1",
    LIMBECK_DIRECTION_UPGRADE,
    "c3",
    LIMBECK_BACKUP_ANSWER_OWN,
    "",
    "gates",
    NULL,
    "data-loss! backup confirm" },
  { "a1",
    LIMBECK_DIRECTION_UPGRADE,
    "c3",
    LIMBECK_BACKUP_ANSWER_OWN,
    "data-loss",
    "gates",
    NULL,
    "data-loss backup confirm" },
  { "b2",
    LIMBECK_DIRECTION_DOWNGRADE,
    "a1",
    LIMBECK_BACKUP_ANSWER_TAKE,
    "",
    "gates",
    NULL,
    "backup! confirm" },
  { "b2",
    LIMBECK_DIRECTION_DOWNGRADE,
    "a1",
    LIMBECK_BACKUP_ANSWER_OWN,
    "",
    "gates",
    NULL,
    "backup statement! confirm" },
  { "b2",
    LIMBECK_DIRECTION_DOWNGRADE,
    "a1",
    LIMBECK_BACKUP_ANSWER_OWN,
    "",
    "gates",
    "too short",
    "backup statement! confirm" },
  { "b2",
    LIMBECK_DIRECTION_DOWNGRADE,
    "a1",
    LIMBECK_BACKUP_ANSWER_OWN,
    "",
    "gates",
    "           x",
    "backup statement! confirm" },
  { "b2",
    LIMBECK_DIRECTION_DOWNGRADE,
    "a1",
    LIMBECK_BACKUP_ANSWER_OWN,
    "",
    "gates",
    "long enough",
    "backup statement confirm" },
  { "b2",
    LIMBECK_DIRECTION_DOWNGRADE,
    "base",
    LIMBECK_BACKUP_ANSWER_NONE,
    "",
    NULL,
    NULL,
    "data-loss! backup no-backup! statement! confirm!" },
  { "c3", LIMBECK_DIRECTION_DOWNGRADE, "b2", 0, "", NULL, NULL, "irreversible! backup! confirm!" },
};

START_TEST (a_plan_has_the_gates_that_it_needs)
  {
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        cluster, "gates", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
    g_autoptr (LimbeckAnswers) answers = limbeck_answers_new ();
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (LimbeckPlan) plan = NULL;
    g_autofree char *gates = NULL;

    limbeck_test_project_run_alembic (scene->project, "upgrade", cases[_i].rows, NULL);
    survey = limbeck_test_scene_survey (scene, FALSE);
    plan = limbeck_test_scene_plan (survey, cases[_i].direction, cases[_i].target);
    limbeck_answers_set_backup (answers, cases[_i].backup, NULL);
    limbeck_answers_set_confirmation (answers, cases[_i].confirmation);
    limbeck_answers_set_reason (answers, cases[_i].reason);
    if (*cases[_i].accepted != '\0')
      limbeck_answers_accept (answers, cases[_i].accepted);
    gates = describe (plan, survey, answers);

    ck_assert_str_eq (gates, cases[_i].gates);
  }
END_TEST

static LimbeckBackup *
take_backup (LimbeckTestScene *scene, LimbeckSurvey *survey)
{
  g_autofree char *directory = g_build_filename (
      limbeck_test_project_get_scratch (scene->project), "backups", NULL);
  g_autoptr (GError) error = NULL;
  LimbeckBackup *backup = limbeck_dump_take (limbeck_survey_get_url (survey),
                                             limbeck_survey_get_state (survey),
                                             limbeck_survey_get_version_table (survey),
                                             directory,
                                             NULL,
                                             NULL,
                                             &error);

  ck_assert_msg (backup != NULL, "%s", error ? error->message : "");

  return backup;
}

START_TEST (only_a_backup_of_this_state_counts)
  {
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        cluster, "counts", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
    g_autoptr (LimbeckAnswers) answers = limbeck_answers_new ();
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (LimbeckPlan) plan = NULL;
    g_autoptr (LimbeckBackup) backup = NULL;
    g_autofree char *now = NULL;
    g_autofree char *later = NULL;
    g_autofree char *elsewhere = NULL;

    limbeck_test_project_run_alembic (scene->project, "upgrade", "a1", NULL);
    survey = limbeck_test_scene_survey (scene, FALSE);
    backup = take_backup (scene, survey);
    limbeck_answers_set_backup (answers, LIMBECK_BACKUP_ANSWER_TAKE, backup);
    limbeck_answers_set_confirmation (answers, "counts");
    plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_UPGRADE, "b2");
    now = describe (plan, survey, answers);
    ck_assert_str_eq (now, "backup confirm");

    limbeck_test_project_run_alembic (scene->project, "upgrade", "b2", NULL);
    g_clear_object (&survey);
    g_clear_object (&plan);
    survey = limbeck_test_scene_survey (scene, FALSE);
    plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_DOWNGRADE, "a1");
    later = describe (plan, survey, answers);
    ck_assert_str_eq (later, "backup! confirm");

    limbeck_test_cluster_create_database (cluster, "counts");
    limbeck_test_project_run_alembic (scene->project, "upgrade", "a1", NULL);
    g_clear_object (&survey);
    g_clear_object (&plan);
    survey = limbeck_test_scene_survey (scene, FALSE);
    plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_UPGRADE, "b2");
    elsewhere = describe (plan, survey, answers);
    ck_assert_str_eq (elsewhere, "backup! confirm");
  }
END_TEST

START_TEST (open_gates_say_how_to_answer_them)
  {
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        cluster, "my shop", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey (scene, FALSE);
    g_autoptr (LimbeckPlan)
        plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_UPGRADE, "a1");
    g_autoptr (GPtrArray) gates = limbeck_gates_for (plan, survey, NULL);
    g_autofree char *open = limbeck_gates_dup_open (gates);

    ck_assert_ptr_nonnull (strstr (open, "(--backup take|recent|own|none)\n"));
    ck_assert_ptr_nonnull (strstr (open, "(--confirm 'my shop')"));
  }
END_TEST

static LimbeckSurvey *
survey_as (LimbeckTestScene *scene, LimbeckTargetCategory target_class)
{
  g_autoptr (LimbeckSurvey) before = limbeck_test_scene_survey (scene, FALSE);
  g_autoptr (GError) error = NULL;

  ck_assert_msg (limbeck_survey_set_target_class (before, target_class, &error),
                 "%s",
                 error ? error->message : "");

  return limbeck_test_scene_survey (scene, FALSE);
}

static const struct
{
  LimbeckTargetCategory target_class;
  LimbeckBackupAnswer   backup;
  const char           *reason;
  const char           *gates;
} classes[] = {
  { LIMBECK_TARGET_CLASS_STAGING, LIMBECK_BACKUP_ANSWER_NONE, NULL, "backup no-backup! confirm" },
  { LIMBECK_TARGET_CLASS_STAGING, LIMBECK_BACKUP_ANSWER_OWN, NULL, "backup confirm" },
  { LIMBECK_TARGET_CLASS_PRODUCTION,
    LIMBECK_BACKUP_ANSWER_NONE,
    "long enough",
    "backup! no-backup! statement confirm" },
  { LIMBECK_TARGET_CLASS_PRODUCTION, LIMBECK_BACKUP_ANSWER_OWN, NULL, "backup statement! confirm" },
  { LIMBECK_TARGET_CLASS_PRODUCTION,
    LIMBECK_BACKUP_ANSWER_OWN,
    "long enough",
    "backup statement confirm" },
};

START_TEST (an_upgrade_of_production_has_more_gates)
  {
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        cluster, "classes", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
    g_autoptr (LimbeckSurvey) survey = survey_as (scene, classes[_i].target_class);
    g_autoptr (LimbeckAnswers) answers = limbeck_answers_new ();
    g_autoptr (LimbeckPlan)
        plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_UPGRADE, "b2");
    g_autofree char *gates = NULL;

    limbeck_answers_set_backup (answers, classes[_i].backup, NULL);
    limbeck_answers_set_confirmation (answers, "classes");
    limbeck_answers_set_reason (answers, classes[_i].reason);
    gates = describe (plan, survey, answers);
    ck_assert_str_eq (gates, classes[_i].gates);
  }
END_TEST

/* Whether the database is the known one is not proven: its role is not told which server it is on. */
START_TEST (an_identity_that_is_not_proven_is_accepted_where_it_matters)
  {
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        cluster, "guarded", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
    g_autofree char *url = limbeck_test_cluster_dup_url_for (cluster, "guarded", "guest", NULL);
    const LimbeckTargetCategory target_class = _i ? LIMBECK_TARGET_CLASS_STAGING
                                                  : LIMBECK_TARGET_CLASS_DEVELOPMENT;
    g_autoptr (LimbeckSurvey) known = survey_as (scene, target_class);
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (LimbeckPlan) plan = NULL;
    g_autofree char *gates = NULL;

    ck_assert_ptr_nonnull (limbeck_survey_get_state (known));
    limbeck_test_cluster_create_role (cluster, "guest", NULL);
    limbeck_test_cluster_run (
        cluster, "guarded", "revoke execute on function pg_control_system() from public");
    survey = limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .database_url = url });
    plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_UPGRADE, "b2");
    gates = describe (plan, survey, NULL);
    ck_assert_int_eq (strstr (gates, "known-database!") != NULL, _i);
  }
END_TEST

/* A first run, with Alembic as a script: there is no table to lock, and a script can not be told to wait for anything else. */
START_TEST (a_target_that_no_lock_has_proven_is_accepted_in_production)
  {
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        cluster, "unproven", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
    const LimbeckTargetCategory target_class = _i ? LIMBECK_TARGET_CLASS_PRODUCTION
                                                  : LIMBECK_TARGET_CLASS_STAGING;
    g_autoptr (LimbeckSurvey) known = survey_as (scene, target_class);
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (LimbeckPlan) plan = NULL;
    g_autofree char *gates = NULL;
    g_autofree char *script = NULL;

    ck_assert_ptr_nonnull (limbeck_survey_get_state (known));
    /* Nothing is known of the Python behind it. */
    limbeck_test_project_write (
        scene->project, "alembic", "#!/bin/sh\nexec /usr/bin/alembic \"$@\"\n");
    script = g_build_filename (
        limbeck_test_project_get_directory (scene->project), "alembic", NULL);
    ck_assert_int_eq (g_chmod (script, 0755), 0);
    survey = limbeck_test_scene_survey_with (scene,
                                             (LimbeckSurveyOptions){ .interpreter = script,
                                                                     .ask_alembic = TRUE,
                                                                     .is_thorough = TRUE,
                                                                     .proof_verb = "upgrade" });
    plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_UPGRADE, "b2");
    gates = describe (plan, survey, NULL);
    ck_assert_ptr_nonnull (limbeck_test_scene_find (survey, "target-proof"));
    ck_assert_int_eq (strstr (gates, "target-proof!") != NULL, _i);
  }
END_TEST

START_TEST (a_change_of_several_databases_is_accepted_once)
  {
    static const char run[] = "with engine.connect() as connection:\n"
                              "    context.configure(connection=connection)\n"
                              "    with context.begin_transaction():\n"
                              "        context.run_migrations()\n";
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        cluster, "several", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
    g_autofree char *script = g_strconcat (
        "from alembic import context\nimport sqlalchemy as sa\n"
        "engine = sa.create_engine(context.config.get_main_option('sqlalchemy.url'))\n",
        run,
        run,
        NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (LimbeckPlan) plan = NULL;
    g_autofree char *gates = NULL;

    limbeck_test_project_write (scene->project, "migrations/env.py", script);
    if (_i > 0)
      {
        g_autofree char *path = g_build_filename (
            limbeck_test_project_get_directory (scene->project), "alembic.ini", NULL);
        g_autofree char *ini = NULL;
        g_autoptr (GString) text = NULL;

        ck_assert (g_file_get_contents (path, &ini, NULL, NULL));
        text = g_string_new (ini);
        g_string_replace (text, "[alembic]\n", "[alembic]\ndatabases = one, two\n", 1);
        limbeck_test_project_write (scene->project, "alembic.ini", text->str);
      }
    survey = limbeck_test_scene_survey_with (
        scene, (LimbeckSurveyOptions){ .ask_alembic = TRUE, .is_thorough = TRUE });
    plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_UPGRADE, "b2");
    gates = describe (plan, survey, NULL);

    ck_assert_str_eq (gates, "several-databases! backup! confirm!");
  }
END_TEST

static Suite *
gates_suite (void)
{
  Suite *suite = suite_create ("core/gates/gates");
  TCase *tcase = tcase_create ("gates");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_loop_test (tcase, a_plan_has_the_gates_that_it_needs, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tcase, only_a_backup_of_this_state_counts);
  tcase_add_loop_test (tcase, an_upgrade_of_production_has_more_gates, 0, G_N_ELEMENTS (classes));
  tcase_add_loop_test (tcase, an_identity_that_is_not_proven_is_accepted_where_it_matters, 0, 2);
  tcase_add_loop_test (tcase, a_target_that_no_lock_has_proven_is_accepted_in_production, 0, 2);
  tcase_add_loop_test (tcase, a_change_of_several_databases_is_accepted_once, 0, 2);
  tcase_add_test (tcase, open_gates_say_how_to_answer_them);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (gates_suite ());
}
