#include "check-fixture.h"

static LimbeckSurvey *
look_as (LimbeckTestScene *scene, const char *role, const char *sql)
{
  g_autofree char *url = NULL;

  limbeck_test_cluster_create_role (cluster, role, NULL);
  limbeck_test_cluster_run (cluster, scene->database, sql);
  url = limbeck_test_cluster_dup_url_for (cluster, scene->database, role, NULL);

  return limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .database_url = url });
}

START_TEST (the_owner_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("owned");
    g_autoptr (LimbeckSurvey) survey = look_as (
        scene,
        "owner",
        "alter table one owner to owner; alter table alembic_version owner to owner;"
        "grant create on schema public to owner");

    expect (survey, "privileges", "passed", "owner");
  }
END_TEST

START_TEST (a_member_of_the_owning_role_passes)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("shared");
    g_autoptr (LimbeckSurvey) survey = look_as (
        scene,
        "worker",
        "create role team; grant team to worker; grant create on schema public to team;"
        "alter table one owner to team; alter table alembic_version owner to team");

    expect (survey, "privileges", "passed", "worker");
  }
END_TEST

START_TEST (a_reader_of_the_version_table_is_blocked)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("reading");
    g_autoptr (LimbeckSurvey)
        survey = look_as (scene, "reader", "grant select on alembic_version to reader");

    expect (survey, "privileges", "blocker", "“reader” may not change the version table");
  }
END_TEST

START_TEST (who_may_not_read_the_version_table_is_told_so)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("closed");
    g_autoptr (LimbeckSurvey) survey = look_as (scene, "nobody_here", "select 1");

    expect (survey, "database-reachable", "blocker", "nobody_here");
    expect (survey, "privileges", "blocker", "“nobody_here” may not change the version table");
  }
END_TEST

START_TEST (a_first_run_needs_the_right_to_create)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("first");
    g_autoptr (LimbeckSurvey) survey = look_as (scene, "visitor", "select 1");

    expect (survey, "privileges", "blocker", "“visitor” may not make the version table");
  }
END_TEST

START_TEST (tables_of_another_role_are_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("theirs");
    g_autoptr (LimbeckSurvey) survey = look_as (
        scene,
        "tenant",
        "alter table alembic_version owner to tenant; grant create on schema public to tenant");

    expect (survey, "privileges", "warning", "does not own 1 of 2 tables");
    expect (survey, "privileges", "warning", "one (postgres)");
  }
END_TEST

START_TEST (a_schema_that_can_not_be_created_in_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("fixed");
    g_autoptr (LimbeckSurvey) survey = look_as (
        scene,
        "keeper",
        "alter table alembic_version owner to keeper; alter table one owner to keeper");

    expect (survey, "privileges", "warning", "may not create anything in the schema “public”");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    the_owner_passes,
    a_member_of_the_owning_role_passes,
    a_reader_of_the_version_table_is_blocked,
    who_may_not_read_the_version_table_is_told_so,
    a_first_run_needs_the_right_to_create,
    tables_of_another_role_are_a_warning,
    a_schema_that_can_not_be_created_in_is_a_warning,
  };

  return check_main ("privileges-check", tests, G_N_ELEMENTS (tests));
}
