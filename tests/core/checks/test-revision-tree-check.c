#include "check-fixture.h"

START_TEST (revisions_that_fit_together_pass)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("fitting");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "revision-tree", "passed", "2 revisions");
  }
END_TEST

/* What a further file says, and what is found then; %NULL for no finding. */
static const struct
{
  const char *file;
  const char *contents;
  const char *id;
  const char *severity;
  const char *says;
} odd[] = {
  { "c3.py", "revision = 'b2'\ndown_revision = 'a1'\n", "duplicate-revision", "blocker", "“b2”" },
  { "c3.py", "revision = 'c3'\ndown_revision = 'zz'\n", "missing-parent", "blocker", "“zz”" },
  { "c3.py",
    "revision = 'c3'\ndown_revision = 'b2'\ndepends_on = 'zz'\n",
    "missing-dependency",
    "blocker",
    "“zz”" },
  { "c3.py", "revision = 'c3'\ndown_revision = 'c3'\n", "revision-cycle", "blocker", "“c3”" },
  { "c3.py", "revision = 'c3'\ndown_revision = (\n", "unparsable-revision", "blocker", "c3.py" },
  { "c3.py", "revision = 'c-3'\ndown_revision = 'b2'\n", "illegal-revision-id", "blocker", "c-3" },
  { "c3.py",
    "revision = 'head'\ndown_revision = 'b2'\n",
    "reserved-revision-id",
    "warning",
    "head" },
  { "c3.py",
    "revision = 'a123456789a123456789a123456789a123'\ndown_revision = 'b2'\n",
    "long-revision-id",
    "warning",
    "a123456789a123456789a123456789a123" },
};

START_TEST (what_does_not_fit_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("odd");
    g_autofree char *path = g_build_filename ("migrations", "versions", odd[_i].file, NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_write (scene->project, path, odd[_i].contents);
    survey = look (scene);

    expect (survey, odd[_i].id, odd[_i].severity, odd[_i].says);
    expect_absent (survey, "revision-tree");
  }
END_TEST

START_TEST (a_project_without_revisions_is_a_warning)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("bare");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_remove (scene->project, "migrations/versions/a1_.py");
    limbeck_test_project_remove (scene->project, "migrations/versions/b2_.py");
    survey = look (scene);

    expect (survey, "no-revisions", "warning", NULL);
    expect_absent (survey, "revision-tree");
  }
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("core/checks/revision-tree-check");
  TCase *tcase = tcase_create ("revision-tree-check");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, revisions_that_fit_together_pass);
  tcase_add_loop_test (tcase, what_does_not_fit_is_told, 0, G_N_ELEMENTS (odd));
  tcase_add_test (tcase, a_project_without_revisions_is_a_warning);
  suite_add_tcase (suite, tcase);

  return limbeck_check_main (suite);
}
