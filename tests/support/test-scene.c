#include <check.h>

#include "core/project/project.h"

#include "test-scene.h"

static void
set_directory (LimbeckTestProject *project, const char *variable, const char *name)
{
  g_autofree char *path = g_build_filename (limbeck_test_project_get_scratch (project), name, NULL);

  g_setenv (variable, path, TRUE);
}

LimbeckTestScene *
limbeck_test_scene_new (LimbeckTestCluster        *cluster,
                        const char                *database,
                        LimbeckTestEnvironment     environment,
                        const LimbeckTestRevision *revisions,
                        gsize                      n_revisions)
{
  LimbeckTestScene *self = g_new0 (LimbeckTestScene, 1);
  g_autofree char  *url = limbeck_test_cluster_dup_url (cluster, database);
  g_autofree char  *ini = NULL;

  self->cluster = cluster;
  self->database = g_strdup (database);
  limbeck_test_cluster_create_database (cluster, database);
  self->project = limbeck_test_project_new (environment, url);
  limbeck_test_project_add_revisions (self->project, revisions, n_revisions);
  if (environment == LIMBECK_TEST_ENVIRONMENT_DATABASE_URL)
    g_setenv ("DATABASE_URL", url, TRUE);
  else
    g_unsetenv ("DATABASE_URL");
  set_directory (self->project, "XDG_STATE_HOME", "state");
  set_directory (self->project, "XDG_DATA_HOME", "data");
  ini = g_build_filename (limbeck_test_project_get_directory (self->project), "alembic.ini", NULL);
  self->target = limbeck_target_new (limbeck_test_project_get_directory (self->project), ini);

  return self;
}

void
limbeck_test_scene_free (LimbeckTestScene *self)
{
  g_clear_object (&self->target);
  g_clear_pointer (&self->project, limbeck_test_project_free);
  g_free (self->database);
  g_free (self);
}

LimbeckSurvey *
limbeck_test_scene_survey_with (LimbeckTestScene *self, LimbeckSurveyOptions options)
{
  g_autoptr (GError) error = NULL;
  LimbeckSurvey *survey = NULL;

  options.interpreter = options.interpreter ? options.interpreter : "/usr/bin/python3";
  survey = limbeck_survey_take (self->target, &options, NULL, NULL, NULL, &error);
  ck_assert_msg (survey != NULL, "%s", error ? error->message : "");

  return survey;
}

LimbeckSurvey *
limbeck_test_scene_survey (LimbeckTestScene *self, gboolean is_thorough)
{
  const LimbeckSurveyOptions options = {
    .ask_alembic = is_thorough,
    .is_thorough = is_thorough,
  };

  return limbeck_test_scene_survey_with (self, options);
}

LimbeckPlan *
limbeck_test_scene_plan (LimbeckSurvey *survey, LimbeckDirection direction, const char *target)
{
  g_autoptr (GError) error = NULL;
  LimbeckPlan *plan = limbeck_survey_plan (survey, direction, target, &error);

  ck_assert_msg (plan != NULL, "%s", error ? error->message : "");

  return plan;
}

LimbeckAnswers *
limbeck_test_scene_answer_all (LimbeckTestScene *self, LimbeckPlan *plan)
{
  LimbeckAnswers *answers = limbeck_answers_new ();
  GPtrArray      *risks = limbeck_plan_get_risks (plan);

  limbeck_answers_set_backup (answers, LIMBECK_BACKUP_ANSWER_NONE, NULL);
  limbeck_answers_accept (answers, "no-backup");
  for (guint i = 0; i < risks->len; i++)
    limbeck_answers_accept (answers, ((LimbeckRisk *) g_ptr_array_index (risks, i))->id);
  limbeck_answers_set_confirmation (answers, self->database);
  limbeck_answers_set_reason (answers, "This database belongs to a test.");

  return answers;
}

LimbeckFinding *
limbeck_test_scene_find (LimbeckSurvey *survey, const char *id)
{
  GPtrArray *findings = limbeck_survey_get_findings (survey);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (limbeck_finding_get_id (g_ptr_array_index (findings, i)), id))
      return g_ptr_array_index (findings, i);

  return NULL;
}

char *
limbeck_test_scene_ask (LimbeckTestScene *self, const char *sql)
{
  return limbeck_test_cluster_ask (self->cluster, self->database, sql);
}
