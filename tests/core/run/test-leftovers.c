#include "core/run/leftovers.h"

#include "../plan/plan-fixture.h"
#include "limbeck-check.h"

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .upgrade = "op.create_table('one')", .downgrade = "x()" },
  { .revision = "b2",
    .down = "a1",
    .upgrade = "op.create_table('two')\nop.add_column('one', sa.Column('age'))",
    .downgrade = "x()" },
};

static const struct
{
  guint       n_done;
  const char *change;
  gboolean    is_left_over;
} leftovers[] = {
  { 0, "added: table public.anything", TRUE },
  { 1, "added: table public.one", FALSE },
  { 1, "added: table public.two", TRUE },
  { 1, "added: column public.one.age", TRUE },
  { 1, "added: table public.elsewhere", FALSE },
  { 1, "changed: column public.one.age: integer → text", TRUE },
  { 1, "changed: table public.one (made again, or its owner, privileges or options)", FALSE },
};

START_TEST (what_finished_steps_do_not_explain_is_left_over)
  {
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql://n@h/d");
    g_autoptr (LimbeckRevisionGraph)
        graph = limbeck_test_graph (project, revisions, G_N_ELEMENTS (revisions));
    g_autoptr (LimbeckPlan)
        plan = limbeck_test_plan (graph, "", LIMBECK_DIRECTION_UPGRADE, "heads");
    const char *const changes[] = { leftovers[_i].change, NULL };
    g_auto (GStrv) selected = limbeck_leftovers_select (plan, leftovers[_i].n_done, changes);

    ck_assert_int_eq (g_strv_length (selected), leftovers[_i].is_left_over);
  }
END_TEST

static Suite *
leftovers_suite (void)
{
  Suite *suite = suite_create ("core/run/leftovers");
  TCase *tcase = tcase_create ("leftovers");

  tcase_add_loop_test (
      tcase, what_finished_steps_do_not_explain_is_left_over, 0, G_N_ELEMENTS (leftovers));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (leftovers_suite ());
}
