#include <string.h>

#include "core/run/verdict-text.h"

#include "../plan/plan-fixture.h"
#include "limbeck-check.h"

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .upgrade = "op.create_table('one')", .downgrade = "x()" },
  { .revision = "b2", .down = "a1", .upgrade = "op.create_table('two')", .downgrade = "x()" },
};
static const LimbeckTestRevision early[] = {
  { .revision = "a1", .upgrade = "op.execute('COMMIT')", .downgrade = "x()" },
};

static LimbeckTestProject *project;
static LimbeckPlan        *plan;

static LimbeckPlan *
make_plan (const LimbeckTestRevision *rows, gsize n_rows, LimbeckDirection direction)
{
  g_autoptr (LimbeckRevisionGraph) graph = limbeck_test_graph (project, rows, n_rows);

  return direction == LIMBECK_DIRECTION_UPGRADE
             ? limbeck_test_plan (graph, "", direction, "heads")
             : limbeck_test_plan (graph, "b2", direction, "base");
}

static void
begin (void)
{
  project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql://n@h/d");
  plan = make_plan (revisions, G_N_ELEMENTS (revisions), LIMBECK_DIRECTION_UPGRADE);
}

static void
end (void)
{
  g_clear_object (&plan);
  g_clear_pointer (&project, limbeck_test_project_free);
}

static const char *const none[] = { NULL };
static const char *const rows[] = { "a1", "z1", NULL };

static LimbeckEvidence
make_evidence (LimbeckEnding ending, int exit_status)
{
  return (LimbeckEvidence){
    .plan = plan,
    .database = "shop",
    .before = none,
    .after = rows,
    .changes = none,
    .ending = ending,
    .exit_status = exit_status,
  };
}

static const struct
{
  LimbeckOutcome outcome;
  LimbeckEnding  ending;
  int            exit_status;
  int            n_done;
  const char    *title;
  const char    *detail;
  const char    *remedy;
} verdicts[] = {
  { LIMBECK_OUTCOME_SUCCEEDED,
    LIMBECK_ENDING_EXITED,
    0,
    2,
    "2 revisions were applied to “shop”.",
    NULL,
    NULL },
  { LIMBECK_OUTCOME_SUCCEEDED,
    LIMBECK_ENDING_EXITED,
    3,
    2,
    "2 revisions were applied to “shop”.",
    "Alembic ended with exit status 3 after everything had been committed.",
    NULL },
  { LIMBECK_OUTCOME_SUCCEEDED,
    LIMBECK_ENDING_EXITED,
    -1,
    2,
    "2 revisions were applied to “shop”.",
    "Alembic was killed after everything had been committed.",
    NULL },
  { LIMBECK_OUTCOME_SUCCEEDED,
    LIMBECK_ENDING_CANCELLED,
    -1,
    2,
    "2 revisions were applied to “shop”.",
    "It was cancelled.",
    NULL },
  { LIMBECK_OUTCOME_NOTHING_TO_DO,
    LIMBECK_ENDING_EXITED,
    0,
    0,
    "Nothing to do: “shop” is there already.",
    NULL,
    NULL },
  { LIMBECK_OUTCOME_ROLLED_BACK,
    LIMBECK_ENDING_EXITED,
    1,
    0,
    "Alembic failed: “shop” is as it was before.",
    NULL,
    "Look at the output, mend the cause and run again." },
  { LIMBECK_OUTCOME_ROLLED_BACK,
    LIMBECK_ENDING_EXITED,
    0,
    0,
    "Alembic reported success, but nothing has changed in “shop”.",
    "Alembic itself reported success.",
    "Look whether env.py commits" },
  { LIMBECK_OUTCOME_ROLLED_BACK,
    LIMBECK_ENDING_CANCELLED,
    -1,
    0,
    "The run was cancelled: “shop” is as it was before.",
    NULL,
    "Nothing has to be mended: run it again whenever you want." },
  { LIMBECK_OUTCOME_ROLLED_BACK,
    LIMBECK_ENDING_TIMED_OUT,
    -1,
    0,
    "The time limit was over: “shop” is as it was before.",
    NULL,
    "Run it again with a longer time limit." },
  { LIMBECK_OUTCOME_ROLLED_BACK,
    LIMBECK_ENDING_NOT_STARTED,
    -1,
    0,
    "Alembic could not be started: “shop” is as it was before.",
    NULL,
    "Look at the output" },
  { LIMBECK_OUTCOME_ROLLED_BACK,
    LIMBECK_ENDING_UNSEEN,
    -1,
    0,
    "Alembic has worked in another database than “shop”, which is as it was before.",
    "Alembic went on without waiting for it",
    "Find out where env.py connects to" },
  { LIMBECK_OUTCOME_PARTIAL,
    LIMBECK_ENDING_EXITED,
    1,
    1,
    "The run stopped after 1 of 2 revisions: “shop” now stands at a1, z1.",
    NULL,
    "it goes on where it stopped" },
  { LIMBECK_OUTCOME_PARTIAL,
    LIMBECK_ENDING_TIMED_OUT,
    -1,
    1,
    "The run stopped after 1 of 2 revisions",
    "It was stopped because its time limit was over.",
    "it goes on where it stopped" },
  { LIMBECK_OUTCOME_PARTIAL_UNTRACKED,
    LIMBECK_ENDING_EXITED,
    1,
    1,
    "The run stopped after 1 of 2 revisions and left parts of “b2” behind in “shop”.",
    NULL,
    "Compare what is listed with revision “b2”" },
  { LIMBECK_OUTCOME_PARTIAL_UNTRACKED,
    LIMBECK_ENDING_EXITED,
    1,
    0,
    "The run stopped and left changes behind in “shop” that the version table does not tell.",
    NULL,
    "Compare what is listed with revision “a1”" },
  { LIMBECK_OUTCOME_PARTIAL_UNTRACKED,
    LIMBECK_ENDING_EXITED,
    0,
    -1,
    "The version table of “shop” now holds a1, z1, where this plan never leads.",
    "Alembic itself reported success.",
    "Find out who else changes this database" },
  { LIMBECK_OUTCOME_STILL_RUNNING,
    LIMBECK_ENDING_CANCELLED,
    -1,
    0,
    "A session of this run is still at work in “shop”.",
    "It was cancelled.",
    "Wait until it has ended" },
  { LIMBECK_OUTCOME_UNKNOWN,
    LIMBECK_ENDING_EXITED,
    1,
    0,
    "What has become of “shop” is not known.",
    "The version table is as before, but the structure could not be compared.",
    "Make the database reachable again" },
};

static void
assert_text (const char *text, const char *part)
{
  if (part == NULL)
    ck_assert_msg (text == NULL, "%s", text);
  else
    ck_assert_msg (text != NULL && strstr (text, part) != NULL, "%s", text ? text : "nothing");
}

START_TEST (each_end_has_its_words)
  {
    const LimbeckEvidence evidence = make_evidence (verdicts[_i].ending, verdicts[_i].exit_status);
    const LimbeckOutcome  outcome = verdicts[_i].outcome;
    const int             n_done = verdicts[_i].n_done;
    g_autofree char      *title = limbeck_verdict_text_dup_title (&evidence, outcome, n_done);
    g_autofree char      *detail = limbeck_verdict_text_dup_detail (&evidence, outcome, n_done);
    g_autofree char *remedy = limbeck_verdict_text_dup_remedy (&evidence, outcome, n_done, none);

    assert_text (title, verdicts[_i].title);
    assert_text (detail, verdicts[_i].detail);
    assert_text (remedy, verdicts[_i].remedy);
  }
END_TEST

START_TEST (one_revision_is_one_and_going_down_undoes)
  {
    g_autoptr (LimbeckPlan) down = NULL;
    g_autoptr (LimbeckPlan) one = NULL;
    LimbeckEvidence  evidence = make_evidence (LIMBECK_ENDING_EXITED, 0);
    g_autofree char *undone = NULL;
    g_autofree char *applied = NULL;

    evidence.plan = down = make_plan (
        revisions, G_N_ELEMENTS (revisions), LIMBECK_DIRECTION_DOWNGRADE);
    undone = limbeck_verdict_text_dup_title (&evidence, LIMBECK_OUTCOME_SUCCEEDED, 2);
    limbeck_test_project_free (project);
    project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql://n@h/d");
    evidence.plan = one = make_plan (revisions, 1, LIMBECK_DIRECTION_UPGRADE);
    applied = limbeck_verdict_text_dup_title (&evidence, LIMBECK_OUTCOME_SUCCEEDED, 1);

    ck_assert_str_eq (undone, "2 revisions were undone in “shop”.");
    ck_assert_str_eq (applied, "1 revision was applied to “shop”.");
  }
END_TEST

START_TEST (no_row_is_called_so)
  {
    LimbeckEvidence  evidence = make_evidence (LIMBECK_ENDING_EXITED, 0);
    g_autofree char *title = NULL;

    evidence.after = none;
    title = limbeck_verdict_text_dup_title (&evidence, LIMBECK_OUTCOME_PARTIAL_UNTRACKED, -1);

    ck_assert_str_eq (
        title, "The version table of “shop” now holds no revision, where this plan never leads.");
  }
END_TEST

START_TEST (an_unfinished_index_is_to_be_dropped_first)
  {
    const char *const index_only[] = { "added: index public.ix_a (invalid)", NULL };
    const char *const both[] = { "added: index public.ix_a (invalid)",
                                 "added: table public.b",
                                 NULL };
    LimbeckEvidence   evidence = make_evidence (LIMBECK_ENDING_EXITED, 1);
    g_autofree char  *alone = NULL;
    g_autofree char  *among = NULL;
    g_autofree char  *elsewhere = NULL;

    evidence.invalid_index = "public.ix_a";
    alone = limbeck_verdict_text_dup_remedy (
        &evidence, LIMBECK_OUTCOME_PARTIAL_UNTRACKED, 1, index_only);
    among = limbeck_verdict_text_dup_remedy (&evidence, LIMBECK_OUTCOME_PARTIAL_UNTRACKED, 1, both);
    elsewhere = limbeck_verdict_text_dup_remedy (
        &evidence, LIMBECK_OUTCOME_PARTIAL_UNTRACKED, -1, both);

    assert_text (alone, "(DROP INDEX CONCURRENTLY public.ix_a), then run again.");
    assert_text (among, "(DROP INDEX CONCURRENTLY public.ix_a), compare the rest");
    assert_text (among, "“b2”");
    assert_text (elsewhere, "Find out who else changes this database");
  }
END_TEST

START_TEST (everything_that_is_known_of_the_cause_is_told_in_order)
  {
    static const char *const sessions[] = { "pid 1, user a", "pid 2, user b", NULL };
    g_autoptr (LimbeckFinding) failure = limbeck_finding_new (
        "x", LIMBECK_SEVERITY_BLOCKER, "A statement failed.", "division by zero", "Do not divide.");
    LimbeckEvidence  evidence = make_evidence (LIMBECK_ENDING_TIMED_OUT, -1);
    g_autofree char *detail = NULL;
    g_autofree char *without_changes = NULL;

    evidence.trouble = "The server is gone.";
    evidence.failure = failure;
    evidence.sessions = sessions;
    evidence.lock_loss = "The lock was lost.";
    detail = limbeck_verdict_text_dup_detail (&evidence, LIMBECK_OUTCOME_STILL_RUNNING, 0);
    evidence.changes = NULL;
    without_changes = limbeck_verdict_text_dup_detail (&evidence, LIMBECK_OUTCOME_PARTIAL, 1);

    ck_assert_str_eq (detail,
                      "The server is gone.\nIt was stopped because its time limit was over.\n"
                      "A statement failed.\ndivision by zero\npid 1, user a\npid 2, user b\n"
                      "The lock was lost.");
    ck_assert (g_str_has_suffix (
        without_changes, "Whether parts of the next revision stayed could not be looked at."));
  }
END_TEST

START_TEST (the_remedy_of_a_known_cause_goes_first_where_it_can_be_followed)
  {
    g_autoptr (LimbeckFinding) failure = limbeck_finding_new (
        "x", LIMBECK_SEVERITY_BLOCKER, "A statement failed.", NULL, "Do not divide.");
    LimbeckEvidence  evidence = make_evidence (LIMBECK_ENDING_EXITED, 1);
    g_autofree char *rolled_back = NULL;
    g_autofree char *partial = NULL;
    g_autofree char *untracked = NULL;
    g_autofree char *unknown = NULL;

    evidence.failure = failure;
    rolled_back = limbeck_verdict_text_dup_remedy (&evidence, LIMBECK_OUTCOME_ROLLED_BACK, 0, none);
    partial = limbeck_verdict_text_dup_remedy (&evidence, LIMBECK_OUTCOME_PARTIAL, 1, none);
    untracked = limbeck_verdict_text_dup_remedy (
        &evidence, LIMBECK_OUTCOME_PARTIAL_UNTRACKED, 1, none);
    unknown = limbeck_verdict_text_dup_remedy (&evidence, LIMBECK_OUTCOME_UNKNOWN, -1, none);

    ck_assert_str_eq (rolled_back, "Do not divide.");
    ck_assert_str_eq (partial, "Do not divide.");
    assert_text (untracked, "Compare what is listed");
    assert_text (unknown, "Make the database reachable again");
  }
END_TEST

START_TEST (after_a_success_a_warning_is_no_cause)
  {
    g_autoptr (LimbeckFinding) failure = limbeck_finding_new (
        "x", LIMBECK_SEVERITY_WARNING, "Several files define “a1”.", NULL, "Remove one.");
    LimbeckEvidence  evidence = make_evidence (LIMBECK_ENDING_EXITED, 0);
    g_autofree char *detail = NULL;

    evidence.failure = failure;
    detail = limbeck_verdict_text_dup_detail (&evidence, LIMBECK_OUTCOME_SUCCEEDED, 2);

    ck_assert_ptr_null (detail);
  }
END_TEST

START_TEST (rows_that_a_step_committed_by_itself_may_have_stayed)
  {
    g_autoptr (LimbeckTestProject)
        other = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql://n@h/d");
    g_autoptr (LimbeckRevisionGraph)
        graph = limbeck_test_graph (other, early, G_N_ELEMENTS (early));
    g_autoptr (LimbeckPlan)
        risky = limbeck_test_plan (graph, "", LIMBECK_DIRECTION_UPGRADE, "heads");
    LimbeckEvidence  evidence = make_evidence (LIMBECK_ENDING_EXITED, 1);
    g_autofree char *detail = NULL;

    evidence.plan = risky;
    ck_assert (limbeck_plan_has_risk (risky, "early-commit"));
    detail = limbeck_verdict_text_dup_detail (&evidence, LIMBECK_OUTCOME_ROLLED_BACK, 0);

    assert_text (detail, "rows that it wrote may have stayed");
  }
END_TEST

static Suite *
verdict_text_suite (void)
{
  Suite *suite = suite_create ("core/run/verdict-text");
  TCase *tcase = tcase_create ("verdict-text");

  tcase_add_checked_fixture (tcase, begin, end);
  tcase_add_loop_test (tcase, each_end_has_its_words, 0, G_N_ELEMENTS (verdicts));
  tcase_add_test (tcase, one_revision_is_one_and_going_down_undoes);
  tcase_add_test (tcase, no_row_is_called_so);
  tcase_add_test (tcase, an_unfinished_index_is_to_be_dropped_first);
  tcase_add_test (tcase, everything_that_is_known_of_the_cause_is_told_in_order);
  tcase_add_test (tcase, the_remedy_of_a_known_cause_goes_first_where_it_can_be_followed);
  tcase_add_test (tcase, after_a_success_a_warning_is_no_cause);
  tcase_add_test (tcase, rows_that_a_step_committed_by_itself_may_have_stayed);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (verdict_text_suite ());
}
