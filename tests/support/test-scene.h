#pragma once

#include "core/gates/gate.h"

#include "test-cluster.h"
#include "test-project.h"

/**
 * LimbeckTestScene:
 *
 * A project with its database, looked at by the core itself. The XDG directories of the test lead into the project's
 * scratch directory, so make the scene before anything else.
 */
typedef struct
{
  LimbeckTestCluster *cluster;
  LimbeckTestProject *project;
  LimbeckTarget      *target;
  char               *database;
} LimbeckTestScene;

/** limbeck_test_scene_new: an empty database called @database, and a project with @revisions for it. */
LimbeckTestScene *limbeck_test_scene_new (LimbeckTestCluster        *cluster,
                                          const char                *database,
                                          LimbeckTestEnvironment     environment,
                                          const LimbeckTestRevision *revisions,
                                          gsize                      n_revisions);

void limbeck_test_scene_free (LimbeckTestScene *self);

/** limbeck_test_scene_survey: a survey; the thorough one asks Alembic. */
LimbeckSurvey *limbeck_test_scene_survey (LimbeckTestScene *self, gboolean is_thorough);

/** limbeck_test_scene_survey_with: the same with options of the test's own; the interpreter is filled in. */
LimbeckSurvey *
limbeck_test_scene_survey_with (LimbeckTestScene *self, LimbeckSurveyOptions options);

/** limbeck_test_scene_plan: a plan, which must be possible. */
LimbeckPlan *
limbeck_test_scene_plan (LimbeckSurvey *survey, LimbeckDirection direction, const char *target);

/** limbeck_test_scene_answer_all: answers to every gate of @plan, without a backup. */
LimbeckAnswers *limbeck_test_scene_answer_all (LimbeckTestScene *self, LimbeckPlan *plan);

/** limbeck_test_scene_find: (nullable): the finding of @survey with this id. */
LimbeckFinding *limbeck_test_scene_find (LimbeckSurvey *survey, const char *id);

/** limbeck_test_scene_ask: the answer of the scene's database, see limbeck_test_cluster_ask(). */
char *limbeck_test_scene_ask (LimbeckTestScene *self, const char *sql);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckTestScene, limbeck_test_scene_free)
