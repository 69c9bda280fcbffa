#include "check-fixture.h"

START_TEST (sound_indexes_and_constraints_pass)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("tidy");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster,
        "tidy",
        "create index on one (id); alter table one add constraint c check (id > 0)");
    survey = look (scene);

    expect (survey, "invalid-indexes", "passed", NULL);
    expect (survey, "unvalidated-constraints", "passed", NULL);
  }
END_TEST

START_TEST (an_index_whose_making_failed_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("broken");
    g_autoptr (LimbeckConnection) session = open_session ("broken", NULL, "psql");
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (LimbeckRows) rows = NULL;

    limbeck_test_cluster_run (cluster, "broken", "insert into one values (1), (1)");
    rows = limbeck_connection_query (
        session, "create unique index concurrently one_id on one (id)", NULL, 20000, NULL, NULL);
    ck_assert_ptr_null (rows);
    survey = look (scene);

    expect (survey, "invalid-indexes", "warning", "one_id on one");
    expect (survey, "unvalidated-constraints", "passed", NULL);
  }
END_TEST

START_TEST (an_index_that_is_being_made_is_not_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("making");
    g_autoptr (LimbeckConnection) holder = open_session ("making", NULL, "psql");
    g_autoptr (LimbeckTestCommand) maker = NULL;
    g_autofree char *conninfo = limbeck_test_cluster_dup_conninfo (cluster, "making");
    g_autoptr (LimbeckSurvey) survey = NULL;

    run (holder, "begin");
    run (holder, "insert into one values (1)");
    maker = limbeck_test_command_new (
        "psql", "-X", "-d", conninfo, "-c", "create index concurrently one_id on one (id)", NULL);
    limbeck_test_command_start (maker);
    limbeck_test_cluster_wait_for (
        cluster, "making", "select count(*) from pg_locks where not granted", "1");
    survey = look (scene);
    run (holder, "commit");
    ck_assert_int_eq (limbeck_test_command_wait (maker), 0);

    expect (survey, "invalid-indexes", "passed", NULL);
  }
END_TEST

START_TEST (a_constraint_that_was_not_validated_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("lax");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster, "lax", "alter table one add constraint positive check (id > 0) not valid");
    survey = look (scene);

    expect (survey,
            "unvalidated-constraints",
            "warning",
            "positive on one: CHECK ((id > 0)) NOT VALID");
  }
END_TEST

START_TEST (of_many_ten_are_listed_and_the_others_counted)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("laxer");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster,
        "laxer",
        "do $$ begin for i in 1..12 loop"
        " execute format ('alter table one add constraint c%s check (id > %s) not valid', i, i);"
        " end loop; end $$");
    survey = look (scene);

    expect (survey, "unvalidated-constraints", "warning", "\n… and 2 more");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    sound_indexes_and_constraints_pass,
    an_index_whose_making_failed_is_a_warning,
    an_index_that_is_being_made_is_not_told,
    a_constraint_that_was_not_validated_is_a_warning,
    of_many_ten_are_listed_and_the_others_counted,
  };

  return check_main ("leftovers-check", tests, G_N_ELEMENTS (tests));
}
