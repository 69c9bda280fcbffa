#include <string.h>

#include "core/base/json.h"
#include "core/run/verdict.h"

#include "../plan/plan-fixture.h"
#include "limbeck-check.h"

#define URL "postgresql://nobody@localhost/nothing"

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .upgrade = "op.create_table('one')", .downgrade = "x()" },
  { .revision = "b2",
    .down = "a1",
    .upgrade = "op.create_table('two')\nop.execute('CREATE INDEX CONCURRENTLY ix_two ON two (n)')",
    .downgrade = "x()" },
};

static LimbeckTestProject *project;
static LimbeckPlan        *plan;

static void
make_plan (void)
{
  g_autoptr (LimbeckRevisionGraph) graph = NULL;

  project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, URL);
  graph = limbeck_test_graph (project, revisions, G_N_ELEMENTS (revisions));
  plan = limbeck_test_plan (graph, "", LIMBECK_DIRECTION_UPGRADE, "heads");
}

static void
drop_plan (void)
{
  g_clear_object (&plan);
  g_clear_pointer (&project, limbeck_test_project_free);
}

static const struct
{
  const char    *after;
  const char    *change;
  gboolean       knows_changes;
  const char    *session;
  LimbeckEnding  ending;
  int            exit_status;
  LimbeckOutcome outcome;
  int            status;
  const char    *title;
} judgements[] = {
  { "b2",
    "added: table public.one",
    TRUE,
    NULL,
    LIMBECK_ENDING_EXITED,
    0,
    LIMBECK_OUTCOME_SUCCEEDED,
    0,
    "2 revisions were applied to “shop”." },
  { "b2",
    NULL,
    TRUE,
    NULL,
    LIMBECK_ENDING_EXITED,
    0,
    LIMBECK_OUTCOME_SUCCEEDED,
    0,
    "2 revisions were applied to “shop”." },
  { "b2",
    NULL,
    FALSE,
    NULL,
    LIMBECK_ENDING_EXITED,
    1,
    LIMBECK_OUTCOME_SUCCEEDED,
    0,
    "2 revisions were applied to “shop”." },
  { "b2",
    NULL,
    FALSE,
    NULL,
    LIMBECK_ENDING_TIMED_OUT,
    -1,
    LIMBECK_OUTCOME_SUCCEEDED,
    0,
    "2 revisions were applied to “shop”." },
  { "",
    NULL,
    TRUE,
    NULL,
    LIMBECK_ENDING_EXITED,
    1,
    LIMBECK_OUTCOME_ROLLED_BACK,
    1,
    "Alembic failed: “shop” is as it was before." },
  { "",
    NULL,
    TRUE,
    NULL,
    LIMBECK_ENDING_EXITED,
    0,
    LIMBECK_OUTCOME_ROLLED_BACK,
    1,
    "Alembic reported success, but nothing has changed in “shop”." },
  { "",
    NULL,
    TRUE,
    NULL,
    LIMBECK_ENDING_CANCELLED,
    -1,
    LIMBECK_OUTCOME_ROLLED_BACK,
    5,
    "The run was cancelled: “shop” is as it was before." },
  { "",
    NULL,
    TRUE,
    NULL,
    LIMBECK_ENDING_TIMED_OUT,
    -1,
    LIMBECK_OUTCOME_ROLLED_BACK,
    5,
    "The time limit was over: “shop” is as it was before." },
  { "",
    NULL,
    TRUE,
    NULL,
    LIMBECK_ENDING_NOT_STARTED,
    -1,
    LIMBECK_OUTCOME_ROLLED_BACK,
    1,
    "Alembic could not be started: “shop” is as it was before." },
  { "",
    NULL,
    FALSE,
    NULL,
    LIMBECK_ENDING_EXITED,
    1,
    LIMBECK_OUTCOME_UNKNOWN,
    6,
    "What has become of “shop” is not known." },
  { "",
    "added: table public.one",
    TRUE,
    NULL,
    LIMBECK_ENDING_CANCELLED,
    -1,
    LIMBECK_OUTCOME_PARTIAL_UNTRACKED,
    6,
    "The run stopped and left changes behind in “shop” that the version table does not tell." },
  { "a1",
    "added: table public.one",
    TRUE,
    NULL,
    LIMBECK_ENDING_EXITED,
    1,
    LIMBECK_OUTCOME_PARTIAL,
    6,
    "The run stopped after 1 of 2 revisions: “shop” now stands at a1." },
  { "a1",
    "added: table public.two",
    TRUE,
    NULL,
    LIMBECK_ENDING_EXITED,
    1,
    LIMBECK_OUTCOME_PARTIAL_UNTRACKED,
    6,
    "The run stopped after 1 of 2 revisions and left parts of “b2” behind in “shop”." },
  { "x9",
    NULL,
    TRUE,
    NULL,
    LIMBECK_ENDING_EXITED,
    0,
    LIMBECK_OUTCOME_PARTIAL_UNTRACKED,
    6,
    "The version table of “shop” now holds x9, where this plan never leads." },
  { NULL,
    NULL,
    FALSE,
    NULL,
    LIMBECK_ENDING_EXITED,
    0,
    LIMBECK_OUTCOME_UNKNOWN,
    6,
    "What has become of “shop” is not known." },
  { NULL,
    NULL,
    FALSE,
    "pid 7",
    LIMBECK_ENDING_CANCELLED,
    -1,
    LIMBECK_OUTCOME_STILL_RUNNING,
    6,
    "A session of this run is still at work in “shop”." },
  { "b2",
    NULL,
    TRUE,
    "pid 7",
    LIMBECK_ENDING_EXITED,
    0,
    LIMBECK_OUTCOME_STILL_RUNNING,
    6,
    "A session of this run is still at work in “shop”." },
  { "",
    NULL,
    TRUE,
    NULL,
    LIMBECK_ENDING_UNSEEN,
    -1,
    LIMBECK_OUTCOME_ROLLED_BACK,
    6,
    "Alembic has worked in another database than “shop”, which is as it was before." },
};

static LimbeckVerdict *
judge (int index)
{
  const char *const     after[] = { judgements[index].after, NULL };
  const char *const     none[] = { NULL };
  const char *const     changes[] = { judgements[index].change, NULL };
  const char *const     sessions[] = { judgements[index].session, NULL };
  const gboolean        is_empty = g_strcmp0 (judgements[index].after, "") == 0;
  const LimbeckEvidence evidence = {
    .plan = plan,
    .database = "shop",
    .before = none,
    .after = judgements[index].after == NULL ? NULL
             : is_empty                      ? none
                                             : after,
    .changes = judgements[index].knows_changes ? changes : NULL,
    .sessions = sessions,
    .ending = judgements[index].ending,
    .exit_status = judgements[index].exit_status,
  };

  return limbeck_verdict_new (&evidence);
}

START_TEST (rows_and_catalog_decide)
  {
    g_autoptr (LimbeckVerdict) verdict = judge (_i);

    ck_assert_str_eq (limbeck_verdict_get_title (verdict), judgements[_i].title);
    ck_assert_str_eq (limbeck_outcome_to_string (limbeck_verdict_get_outcome (verdict)),
                      limbeck_outcome_to_string (judgements[_i].outcome));
    ck_assert_int_eq (limbeck_verdict_get_status (verdict), judgements[_i].status);
    ck_assert_ptr_nonnull (limbeck_verdict_get_after (verdict));
    ck_assert_ptr_nonnull (limbeck_verdict_get_left_behind (verdict));
    if (judgements[_i].status == 6)
      ck_assert_ptr_nonnull (limbeck_verdict_get_remedy (verdict));
  }
END_TEST

START_TEST (an_invalid_index_is_the_next_step)
  {
    const char *const     none[] = { NULL };
    const char *const     changes[] = { "added: index public.ix_two (invalid)", NULL };
    const LimbeckEvidence evidence = {
      .plan = plan,
      .database = "shop",
      .before = none,
      .after = none,
      .changes = changes,
      .invalid_index = "public.ix_two",
      .ending = LIMBECK_ENDING_EXITED,
      .exit_status = 1,
    };
    g_autoptr (LimbeckVerdict) verdict = limbeck_verdict_new (&evidence);

    ck_assert_ptr_nonnull (
        strstr (limbeck_verdict_get_remedy (verdict), "DROP INDEX CONCURRENTLY public.ix_two"));
  }
END_TEST

static const struct
{
  const char *change;
  guint       n_left_behind;
} index_changes[] = {
  { "added: index public.ix_two (invalid)", 1 },
  { "changed: index public.ix_two: valid → invalid", 1 },
  { "added: index public.ix_two", 1 },
  { "added: index public.ix_two_old (invalid)", 2 },
  { "added: index other_public.ix_two (invalid)", 2 },
};

START_TEST (an_invalid_index_is_listed_once_and_under_its_own_name)
  {
    const char *const     none[] = { NULL };
    const char *const     changes[] = { index_changes[_i].change, NULL };
    const LimbeckEvidence evidence = {
      .plan = plan,
      .database = "shop",
      .before = none,
      .after = none,
      .changes = changes,
      .invalid_index = "public.ix_two",
      .ending = LIMBECK_ENDING_EXITED,
      .exit_status = 1,
    };
    g_autoptr (LimbeckVerdict) verdict = limbeck_verdict_new (&evidence);
    const char *const *left_behind = limbeck_verdict_get_left_behind (verdict);

    ck_assert_uint_eq (g_strv_length ((char **) left_behind), index_changes[_i].n_left_behind);
    ck_assert_str_eq (left_behind[0], index_changes[_i].change);
  }
END_TEST

START_TEST (the_cause_is_told_with_its_remedy)
  {
    g_autoptr (LimbeckFinding) failure = limbeck_finding_new ("division",
                                                              LIMBECK_SEVERITY_BLOCKER,
                                                              "A statement failed.",
                                                              "division by zero",
                                                              "Do not divide.");
    const char *const     none[] = { NULL };
    const LimbeckEvidence evidence = {
      .plan = plan,
      .database = "shop",
      .before = none,
      .after = none,
      .changes = none,
      .ending = LIMBECK_ENDING_EXITED,
      .exit_status = 1,
      .failure = failure,
    };
    g_autoptr (LimbeckVerdict) verdict = limbeck_verdict_new (&evidence);

    ck_assert (g_str_has_prefix (limbeck_verdict_get_detail (verdict),
                                 "A statement failed.\ndivision by zero"));
    ck_assert_str_eq (limbeck_verdict_get_remedy (verdict), "Do not divide.");
  }
END_TEST

START_TEST (unknown_rows_are_null_in_json)
  {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (LimbeckVerdict) verdict = judge (14);
    g_autofree char *json = NULL;

    limbeck_verdict_write (verdict, builder);
    json = limbeck_json_to_string (builder, FALSE);

    ck_assert (g_str_has_prefix (
        json, "{\"outcome\":\"unknown\",\"before\":[],\"after\":null,\"left_behind\":[]"));
  }
END_TEST

static Suite *
verdict_suite (void)
{
  Suite *suite = suite_create ("core/run/verdict");
  TCase *tcase = tcase_create ("verdicts");

  tcase_add_checked_fixture (tcase, make_plan, drop_plan);
  tcase_add_loop_test (tcase, rows_and_catalog_decide, 0, G_N_ELEMENTS (judgements));
  tcase_add_test (tcase, an_invalid_index_is_the_next_step);
  tcase_add_loop_test (tcase,
                       an_invalid_index_is_listed_once_and_under_its_own_name,
                       0,
                       G_N_ELEMENTS (index_changes));
  tcase_add_test (tcase, the_cause_is_told_with_its_remedy);
  tcase_add_test (tcase, unknown_rows_are_null_in_json);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (verdict_suite ());
}
