#include "check-fixture.h"

START_TEST (revisions_of_this_checkout_pass)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("known");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "unknown-revision", "passed", NULL);
  }
END_TEST

START_TEST (one_that_is_not_here_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("ahead");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (cluster, "ahead", "update alembic_version set version_num = 'zz'");
    survey = look (scene);

    expect (survey, "unknown-revision", "blocker", "zz");
    expect (survey, "unknown-revision", "blocker", "Do not stamp");
  }
END_TEST

START_TEST (only_those_that_are_not_here_are_named)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("mixed");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (
        cluster, "mixed", "insert into alembic_version values ('yy'), ('zz')");
    survey = look (scene);

    ck_assert_str_eq (
        limbeck_finding_get_detail (expect (survey, "unknown-revision", "blocker", NULL)),
        "yy, zz");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    revisions_of_this_checkout_pass,
    one_that_is_not_here_blocks,
    only_those_that_are_not_here_are_named,
  };

  return check_main ("unknown-revision-check", tests, G_N_ELEMENTS (tests));
}
