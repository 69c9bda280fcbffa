#include "failure-cases.h"
#include "limbeck-check.h"

#define RUNNING "INFO  [alembic.runtime.migration] Running downgrade b2 -> a1, two\n"
#define TRACEBACK "Traceback (most recent call last):\n"
#define ENV "  File \"/home/me/shop/migrations/env.py\", line 68, in run\n"

static const FailureCase cases[] = {
  /* Alembic says the same in several ways. */
  { "FAILED: Multiple head revisions are present for given argument 'head'",
    "several-heads",
    NULL },
  { "FAILED: Multiple heads are present", "several-heads", NULL },
  { "FAILED: Can't locate revision identified by 'ff'", "revision-unknown", "“ff”" },
  { "FAILED: No such revision or branch 'ff'", "revision-unknown", "“ff”" },
  { "FAILED: Can't locate revision identified by ''", "revision-unknown", "“”" },
  { "UserWarning: Revision a1 referenced from a1 -> b2 (head), two is not present\n" TRACEBACK ENV
    "KeyError: 'a1'",
    "parent-missing",
    "“a1”" },
  { TRACEBACK ENV "alembic.script.revision.CycleDetected: Cycle is detected in revisions (a1, b2)",
    "cycle",
    "a1, b2" },
  { TRACEBACK ENV "alembic.script.revision.LoopDetected: Self-loop is detected in revisions (a1)",
    "cycle",
    "circle: a1." },
  { TRACEBACK ENV "x.DependencyCycleDetected: Dependency cycle is detected in revisions (a1, b2)",
    "cycle",
    "a1, b2" },
  { "FAILED: Requested revision b2 overlaps with other requested revisions a1",
    "revisions-overlap",
    "“b2”" },
  { "FAILED: Destination c3 is not a valid downgrade target from current head(s)",
    "downgrade-target-invalid",
    "“c3”" },
  { "FAILED: Relative revision +7 didn't produce 7 migrations", "relative-target", NULL },
  { "FAILED: Ambiguous walk", "relative-target", NULL },
  { "FAILED: Walked too far", "relative-target", NULL },
  { TRACEBACK "  File \"/usr/lib/python3/dist-packages/alembic/script/revision.py\", line 1, in "
              "_parse_downgrade_target\nAssertionError",
    "relative-target",
    NULL },
  { "FAILED: Target database is not up to date.", "database-behind", NULL },
  { "FAILED: New upgrade operations detected: [('add_table')]", "models-differ", NULL },
  { "FAILED: Online migration expected to match one row when updating 'a1' to 'b2' in "
    "'alembic_version'; 0 found",
    "version-rows-changed",
    NULL },
  { "FAILED: Could not determine revision id from filename notes.py. Be sure the 'revision' variable is declared",
    "revision-unnamed",
    "“notes.py”" },
  { RUNNING TRACEBACK ENV "NotImplementedError", "downgrade-not-written", NULL },
  { RUNNING TRACEBACK ENV "NotImplementedError: no way back", "downgrade-not-written", NULL },
  { RUNNING TRACEBACK ENV "AttributeError: module 'b2_py' has no attribute 'downgrade'",
    "downgrade-not-written",
    NULL },
  { TRACEBACK ENV "  File \"migration.py\", line 1, in autocommit_block\nAssertionError",
    "autocommit-block",
    NULL },
  /* What only looks like one of these. */
  { TRACEBACK ENV "AssertionError", "alembic-failed", NULL },
  { TRACEBACK ENV "KeyError: 'a1'", "alembic-failed", NULL },
  { "we print: FAILED: Multiple heads are present", "alembic-failed", NULL },
  { TRACEBACK ENV "RuntimeError: Target database is not up to date", "alembic-failed", NULL },
};

START_TEST (what_alembic_says_of_revisions_becomes_its_finding)
  {
    assert_failure_case (&cases[_i]);
  }
END_TEST

START_TEST (every_failure_of_the_revisions_can_be_met)
  {
    assert_failure_table (limbeck_revision_failures, cases, G_N_ELEMENTS (cases));
  }
END_TEST

static Suite *
alembic_failure_revisions_suite (void)
{
  Suite *suite = suite_create ("core/alembic/alembic-failure-revisions");
  TCase *tcase = tcase_create ("revisions");

  tcase_add_loop_test (
      tcase, what_alembic_says_of_revisions_becomes_its_finding, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tcase, every_failure_of_the_revisions_can_be_met);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (alembic_failure_revisions_suite ());
}
