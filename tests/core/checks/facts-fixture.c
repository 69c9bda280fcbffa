#include "facts-fixture.h"

LimbeckFacts *
learn (LimbeckTestProject *project, LimbeckSurveyOptions options)
{
  g_autofree char *ini = g_build_filename (
      limbeck_test_project_get_directory (project), "alembic.ini", NULL);
  g_autoptr (LimbeckTarget)
      target = limbeck_target_new (limbeck_test_project_get_directory (project), ini);
  g_autoptr (GError) error = NULL;
  LimbeckFacts *facts = NULL;

  g_unsetenv ("DATABASE_URL");
  options.interpreter = options.interpreter ? options.interpreter : "/usr/bin/python3";
  facts = limbeck_facts_learn (target, &options, NULL, NULL, NULL, &error);
  ck_assert_msg (facts != NULL, "%s", error ? error->message : "");

  return facts;
}
