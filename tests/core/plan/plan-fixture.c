#include <check.h>

#include "plan-fixture.h"

LimbeckRevisionGraph *
limbeck_test_graph (LimbeckTestProject        *project,
                    const LimbeckTestRevision *revisions,
                    gsize                      n_revisions)
{
  const char      *directory = limbeck_test_project_get_directory (project);
  g_autofree char *ini = g_build_filename (directory, "alembic.ini", NULL);
  g_autoptr (LimbeckTarget) target = limbeck_target_new (directory, ini);
  g_autoptr (LimbeckConfiguration) configuration = NULL;
  g_autoptr (GError) error = NULL;
  LimbeckRevisionGraph *graph = NULL;

  limbeck_test_project_add_revisions (project, revisions, n_revisions);
  configuration = limbeck_configuration_load (target, NULL, NULL, &error);
  ck_assert_msg (configuration != NULL, "%s", error ? error->message : "");
  graph = limbeck_revision_graph_load (configuration, NULL, NULL, NULL, &error);
  ck_assert_msg (graph != NULL, "%s", error ? error->message : "");

  return graph;
}

LimbeckPlan *
limbeck_test_plan (LimbeckRevisionGraph *graph,
                   const char           *rows,
                   LimbeckDirection      direction,
                   const char           *target)
{
  g_auto (GStrv) split = g_strsplit (rows, " ", -1);
  g_autoptr (GError) error = NULL;
  LimbeckPlan *plan = NULL;

  if (*rows == '\0')
    g_clear_pointer (&split[0], g_free);
  plan = limbeck_plan_new (graph, (const char *const *) split, direction, target, &error);
  ck_assert_msg (plan != NULL, "%s", error ? error->message : "");

  return plan;
}
