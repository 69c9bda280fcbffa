#include <string.h>

#include "core/base/finding.h"
#include "core/base/json.h"

#include "limbeck-check.h"
#include "plan-fixture.h"

#define URL "postgresql://nobody@localhost/nothing"

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .message = "begin", .upgrade = "x()", .downgrade = "op.drop_table('one')" },
  { .revision = "b2", .down = "a1", .upgrade = "x()", .downgrade = "y()" },
  { .revision = "c3", .down = "a1", .upgrade = "x()", .downgrade = "y()" },
  { .revision = "m4", .down = "b2,c3" },
  { .revision = "n5", .down = "m4", .upgrade = "x()", .downgrade = "y()" },
  { .revision = "z1", .labels = "other", .upgrade = "x()", .downgrade = "" },
  { .revision = "z2", .down = "z1", .upgrade = "x()", .downgrade = "raise NotImplementedError()" },
};

static LimbeckTestProject   *project;
static LimbeckRevisionGraph *graph;

static void
make_graph (void)
{
  project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
  graph = limbeck_test_graph (project, revisions, G_N_ELEMENTS (revisions));
}

static void
drop_graph (void)
{
  g_clear_object (&graph);
  g_clear_pointer (&project, limbeck_test_project_free);
}

static char *
join_steps (LimbeckPlan *plan)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  GPtrArray *steps = limbeck_plan_get_steps (plan);

  for (guint i = 0; i < steps->len; i++)
    g_string_append_printf (
        joined, "%s%s", i > 0 ? " " : "", limbeck_revision_get_id (g_ptr_array_index (steps, i)));

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static void
assert_strv (const char *const *strings, const char *joined)
{
  g_autofree char *actual = g_strjoinv (" ", (char **) strings);

  ck_assert_str_eq (actual, joined);
}

static const struct
{
  const char      *rows;
  LimbeckDirection direction;
  const char      *target;
  const char      *arguments;
  const char      *steps;
  const char      *to;
} plans[] = {
  { "n5 z2", LIMBECK_DIRECTION_UPGRADE, "heads", "", "", "n5 z2" },
  { "z2", LIMBECK_DIRECTION_UPGRADE, "m4", "m4", NULL, "m4 z2" },
  { "b2 c3 z2", LIMBECK_DIRECTION_UPGRADE, "heads", "heads", "m4 n5", "n5 z2" },
  { "b2 c3 z2", LIMBECK_DIRECTION_UPGRADE, "m4+1", "n5", "m4 n5", "n5 z2" },
  { "n5", LIMBECK_DIRECTION_UPGRADE, "other@head", "z2", "z1 z2", "n5 z2" },
  { "a1", LIMBECK_DIRECTION_UPGRADE, "b2", "b2", "b2", "b2" },
  { "n5 z2", LIMBECK_DIRECTION_DOWNGRADE, "m4", "m4", "n5", "m4 z2" },
  { "b2", LIMBECK_DIRECTION_DOWNGRADE, "base", "base", "b2 a1", "" },
  { "b2", LIMBECK_DIRECTION_DOWNGRADE, "b2", "", "", "b2" },
  { "n5", LIMBECK_DIRECTION_DOWNGRADE, "-1", NULL, "n5", "m4" },
};

START_TEST (a_plan_has_the_steps_and_the_rows_after_them)
  {
    g_autoptr (LimbeckPlan)
        plan = limbeck_test_plan (graph, plans[_i].rows, plans[_i].direction, plans[_i].target);
    g_autofree char *steps = join_steps (plan);
    const guint      n_steps = limbeck_plan_get_steps (plan)->len;

    ck_assert_int_eq (limbeck_plan_get_direction (plan), plans[_i].direction);
    ck_assert_str_eq (limbeck_plan_get_target (plan), plans[_i].target);
    if (plans[_i].steps != NULL)
      ck_assert_str_eq (steps, plans[_i].steps);
    if (plans[_i].arguments != NULL)
      assert_strv (limbeck_plan_get_arguments (plan), plans[_i].arguments);
    assert_strv (limbeck_plan_get_from (plan), plans[_i].rows);
    assert_strv (limbeck_plan_get_to (plan), plans[_i].to);
    assert_strv (limbeck_plan_get_rows_after (plan, n_steps), plans[_i].to);
    ck_assert_int_eq (limbeck_plan_count_steps_done (plan, limbeck_plan_get_from (plan)), 0);
    ck_assert_int_eq (limbeck_plan_count_steps_done (plan, limbeck_plan_get_to (plan)), n_steps);
  }
END_TEST

START_TEST (no_argument_is_relative)
  {
    for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
      {
        g_autoptr (LimbeckPlan)
            plan = limbeck_test_plan (graph, plans[i].rows, plans[i].direction, plans[i].target);
        const char *const *arguments = limbeck_plan_get_arguments (plan);

        for (gsize k = 0; arguments[k] != NULL; k++)
          ck_assert_msg (strpbrk (arguments[k], "+-") == NULL, "%s", arguments[k]);
      }
  }
END_TEST

START_TEST (rows_of_no_step_are_told_apart)
  {
    g_autoptr (LimbeckPlan) plan = limbeck_test_plan (graph, "a1", LIMBECK_DIRECTION_UPGRADE, "b2");
    const char *const strange[] = { "c3", NULL };

    ck_assert_int_eq (limbeck_plan_count_steps_done (plan, strange), -1);
  }
END_TEST

START_TEST (the_same_plan_has_the_same_token)
  {
    g_autoptr (LimbeckPlan)
        first = limbeck_test_plan (graph, "a1", LIMBECK_DIRECTION_UPGRADE, "b2");
    g_autoptr (LimbeckPlan)
        again = limbeck_test_plan (graph, "a1", LIMBECK_DIRECTION_UPGRADE, "b2");
    g_autoptr (LimbeckPlan)
        other = limbeck_test_plan (graph, "a1", LIMBECK_DIRECTION_UPGRADE, "c3");
    g_autoptr (LimbeckPlan)
        from = limbeck_test_plan (graph, "a1 z1", LIMBECK_DIRECTION_UPGRADE, "b2");

    ck_assert_str_eq (limbeck_plan_get_token (first), limbeck_plan_get_token (again));
    ck_assert_str_ne (limbeck_plan_get_token (first), limbeck_plan_get_token (other));
    ck_assert_str_ne (limbeck_plan_get_token (first), limbeck_plan_get_token (from));
  }
END_TEST

START_TEST (a_changed_file_changes_the_token)
  {
    g_autoptr (LimbeckPlan)
        before = limbeck_test_plan (graph, "a1", LIMBECK_DIRECTION_UPGRADE, "b2");
    const LimbeckTestRevision changed = {
      .revision = "b2", .down = "a1", .upgrade = "z()", .downgrade = "y()"
    };
    g_autoptr (LimbeckPlan) after = NULL;

    limbeck_test_project_add_revisions (project, &changed, 1);
    after = limbeck_test_plan (graph, "a1", LIMBECK_DIRECTION_UPGRADE, "b2");

    ck_assert_str_ne (limbeck_plan_get_token (before), limbeck_plan_get_token (after));
  }
END_TEST

START_TEST (an_unknown_target_is_an_error)
  {
    const char *const rows[] = { "a1", NULL };
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (
        limbeck_plan_new (graph, rows, LIMBECK_DIRECTION_UPGRADE, "nowhere", &error));
    ck_assert (
        g_error_matches (error, LIMBECK_REVISION_ERROR, LIMBECK_REVISION_ERROR_NO_SUCH_REVISION));
  }
END_TEST

START_TEST (the_risks_are_those_of_the_steps)
  {
    g_autoptr (LimbeckPlan)
        plan = limbeck_test_plan (graph, "b2", LIMBECK_DIRECTION_DOWNGRADE, "base");

    ck_assert (limbeck_plan_has_risk (plan, "data-loss"));
    ck_assert (!limbeck_plan_has_risk (plan, "early-commit"));
    ck_assert_uint_eq (limbeck_plan_get_risks (plan)->len, 1);
  }
END_TEST

START_TEST (a_step_that_can_not_be_undone_blocks_a_downgrade)
  {
    g_autoptr (LimbeckPlan)
        raises = limbeck_test_plan (graph, "z2", LIMBECK_DIRECTION_DOWNGRADE, "z1");
    g_autoptr (LimbeckPlan)
        missing = limbeck_test_plan (graph, "z1", LIMBECK_DIRECTION_DOWNGRADE, "other@base");
    g_autoptr (LimbeckPlan)
        upgrade = limbeck_test_plan (graph, "n5", LIMBECK_DIRECTION_UPGRADE, "z2");

    ck_assert_int_eq (limbeck_findings_worst (limbeck_plan_get_findings (raises)),
                      LIMBECK_SEVERITY_BLOCKER);
    ck_assert_int_eq (limbeck_findings_worst (limbeck_plan_get_findings (missing)),
                      LIMBECK_SEVERITY_BLOCKER);
    ck_assert_uint_eq (limbeck_plan_get_findings (upgrade)->len, 0);
    ck_assert (limbeck_plan_has_risk (upgrade, "irreversible"));
  }
END_TEST

START_TEST (the_json_names_every_step)
  {
    g_autoptr (LimbeckPlan) plan = limbeck_test_plan (graph, "", LIMBECK_DIRECTION_UPGRADE, "a1");
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autofree char *json = NULL;

    json_builder_begin_object (builder);
    limbeck_plan_write (plan, builder);
    json_builder_end_object (builder);
    json = limbeck_json_to_string (builder, FALSE);

    ck_assert_ptr_nonnull (
        strstr (json, "\"direction\":\"upgrade\",\"target\":\"a1\",\"from\":[],\"to\":[\"a1\"]"));
    ck_assert_ptr_nonnull (strstr (json, "\"revision\":\"a1\",\"message\":\"begin\""));
  }
END_TEST

static Suite *
plan_suite (void)
{
  Suite *suite = suite_create ("core/plan/plan");
  TCase *tcase = tcase_create ("plans");

  tcase_add_checked_fixture (tcase, make_graph, drop_graph);
  tcase_add_loop_test (
      tcase, a_plan_has_the_steps_and_the_rows_after_them, 0, G_N_ELEMENTS (plans));
  tcase_add_test (tcase, no_argument_is_relative);
  tcase_add_test (tcase, rows_of_no_step_are_told_apart);
  tcase_add_test (tcase, the_same_plan_has_the_same_token);
  tcase_add_test (tcase, a_changed_file_changes_the_token);
  tcase_add_test (tcase, an_unknown_target_is_an_error);
  tcase_add_test (tcase, the_risks_are_those_of_the_steps);
  tcase_add_test (tcase, a_step_that_can_not_be_undone_blocks_a_downgrade);
  tcase_add_test (tcase, the_json_names_every_step);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (plan_suite ());
}
