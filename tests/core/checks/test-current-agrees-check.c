#include "check-fixture.h"

/* %s: what goes into connect_args. */
static const char env_py[] = "from alembic import context\n"
                             "from sqlalchemy import create_engine\n"
                             "url = context.config.get_main_option('sqlalchemy.url')\n"
                             "engine = create_engine(url, connect_args={%s})\n"
                             "with engine.connect() as connection:\n"
                             "    context.configure(connection=connection)\n"
                             "    with context.begin_transaction():\n"
                             "        context.run_migrations()\n";

START_TEST (the_same_revisions_pass)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("same");
    g_autoptr (LimbeckSurvey) survey = look_closely (scene);

    expect (survey, "current-agrees", "passed", NULL);
  }
END_TEST

START_TEST (another_search_path_in_env_py_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("path");
    g_autofree char *script = g_strdup_printf (env_py, "'options': '-c search_path=other'");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster,
        "path",
        "create schema other;"
        "create table other.alembic_version as select 'b2'::varchar(32) as version_num");
    limbeck_test_project_write (scene->project, "migrations/env.py", script);
    survey = look_closely (scene);

    expect (survey, "current-agrees", "blocker", "b2");
    expect (survey, "current-agrees", "blocker", "a1");
  }
END_TEST

START_TEST (an_environment_of_several_databases_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("several");
    g_autoptr (GString) script = g_string_new (NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;

    for (guint i = 0; i < 2; i++)
      g_string_append_printf (script, env_py, "");
    limbeck_test_project_write (scene->project, "migrations/env.py", script->str);
    survey = look_closely (scene);

    expect (survey, "several-databases", "warning", NULL);
    expect_absent (survey, "current-agrees");
  }
END_TEST

START_TEST (without_an_answer_of_alembic_nothing_is_claimed)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("unasked");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect_absent (survey, "current-agrees");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    the_same_revisions_pass,
    another_search_path_in_env_py_blocks,
    an_environment_of_several_databases_is_a_warning,
    without_an_answer_of_alembic_nothing_is_claimed,
  };

  return check_main ("current-agrees-check", tests, G_N_ELEMENTS (tests));
}
