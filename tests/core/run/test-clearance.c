#include <string.h>

#include "core/run/clearance.h"

#include "executor-fixture.h"
#include "limbeck-check.h"

static const LimbeckTestRevision one_way[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')", .downgrade = "" },
};

/* What a person has seen, agreed to and answered. */
typedef struct
{
  LimbeckTestScene *scene;
  LimbeckSurvey    *survey;
  LimbeckPlan      *plan;
  LimbeckAnswers   *answers;
  LimbeckRunOrder   order;
} Agreement;

static void
agreement_free (Agreement *self)
{
  limbeck_answers_free (self->answers);
  g_object_unref (self->plan);
  g_object_unref (self->survey);
  limbeck_test_scene_free (self->scene);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Agreement, agreement_free)

static Agreement *
agree (const char *database)
{
  Agreement *self = g_new0 (Agreement, 1);

  self->scene = SCENE (database, PLAIN, three);
  self->survey = limbeck_test_scene_survey (self->scene, FALSE);
  self->plan = limbeck_test_scene_plan (self->survey, LIMBECK_DIRECTION_UPGRADE, "heads");
  self->answers = limbeck_test_scene_answer_all (self->scene, self->plan);
  self->order = (LimbeckRunOrder){ self->survey, self->plan, self->answers };

  return self;
}

static void
assert_refused (GError **error, int code, const char *part)
{
  ck_assert_ptr_nonnull (*error);
  ck_assert_msg (g_error_matches (*error, LIMBECK_RUN_ERROR, code),
                 "%d: %s",
                 (*error)->code,
                 (*error)->message);
  ck_assert_msg (strstr ((*error)->message, part) != NULL, "%s", (*error)->message);
  g_clear_error (error);
}

START_TEST (a_finding_is_told_with_its_detail_and_its_remedy)
  {
    g_autoptr (LimbeckFinding)
        full = limbeck_finding_new ("x", LIMBECK_SEVERITY_BLOCKER, "Title.", "Detail.", "Remedy.");
    g_autoptr (LimbeckFinding)
        bare = limbeck_finding_new ("x", LIMBECK_SEVERITY_BLOCKER, "100 %s.", NULL, NULL);
    g_autoptr (GError) first = NULL;
    g_autoptr (GError) second = NULL;

    ck_assert (!limbeck_clearance_set_blocked (full, &first));
    ck_assert (!limbeck_clearance_set_blocked (bare, &second));
    ck_assert (!limbeck_clearance_set_blocked (bare, NULL));
    ck_assert_str_eq (first->message, "Title.\nDetail.\nRemedy.");
    ck_assert_str_eq (second->message, "100 %s.");
  }
END_TEST

START_TEST (only_a_blocker_that_is_not_left_out_blocks)
  {
    static const char *const none[] = { NULL };
    static const char *const left_out[] = { "run-lock", "held", NULL };
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
    g_autoptr (GError) error = NULL;

    ck_assert (limbeck_clearance_nothing_blocks (findings, none, &error));
    g_ptr_array_add (findings,
                     limbeck_finding_new ("passed", LIMBECK_SEVERITY_PASSED, "One.", NULL, NULL));
    g_ptr_array_add (findings,
                     limbeck_finding_new ("warned", LIMBECK_SEVERITY_WARNING, "Two.", NULL, NULL));
    ck_assert (limbeck_clearance_nothing_blocks (findings, none, &error));
    g_ptr_array_add (findings,
                     limbeck_finding_new ("held", LIMBECK_SEVERITY_BLOCKER, "Three.", NULL, NULL));
    ck_assert (limbeck_clearance_nothing_blocks (findings, left_out, &error));
    ck_assert (!limbeck_clearance_nothing_blocks (findings, none, &error));
    assert_refused (&error, LIMBECK_RUN_ERROR_BLOCKED, "Three.");
  }
END_TEST

START_TEST (a_cancel_stays_one_and_another_error_gets_its_code)
  {
    g_autoptr (GError) cancelled = NULL;
    g_autoptr (GError) failed = NULL;

    ck_assert (!limbeck_clearance_map_error (
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Enough"),
        LIMBECK_RUN_ERROR_RECORD,
        &cancelled));
    ck_assert (
        !limbeck_clearance_map_error (g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Full"),
                                      LIMBECK_RUN_ERROR_RECORD,
                                      &failed));
    ck_assert (!limbeck_clearance_map_error (
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Full"), 0, NULL));
    ck_assert (g_error_matches (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    assert_refused (&failed, LIMBECK_RUN_ERROR_RECORD, "Full");
  }
END_TEST

START_TEST (an_agreement_that_still_holds_is_cleared)
  {
    g_autoptr (Agreement) it = agree ("cleared");
    g_autoptr (LimbeckRunLock) lock = NULL;
    g_autoptr (LimbeckSurvey) again = NULL;
    g_autoptr (LimbeckSnapshot) before = NULL;
    g_autoptr (GError) error = NULL;

    ck_assert (limbeck_clearance_begin (&it->order, &error));
    lock = limbeck_clearance_take_lock (it->survey, NULL, &error);
    ck_assert_msg (lock != NULL, "%s", error ? error->message : "");
    again = limbeck_clearance_look_again (&it->order, NULL, NULL, &error);
    ck_assert_msg (again != NULL, "%s", error ? error->message : "");
    before = limbeck_clearance_take_snapshot (&it->order, again, NULL, &error);
    ck_assert_msg (before != NULL, "%s", error ? error->message : "");
    /* It has asked Alembic itself, whatever was asked for at first. */
    ck_assert_ptr_nonnull (limbeck_test_scene_find (again, "same-database"));
    ck_assert_ptr_null (limbeck_database_state_get_rows (before->state)[0]);
  }
END_TEST

START_TEST (an_open_question_and_a_plan_that_can_not_be_are_refused)
  {
    g_autoptr (Agreement) it = agree ("questions");
    g_autoptr (LimbeckTestScene) scene = SCENE ("oneway", PLAIN, one_way);
    g_autoptr (LimbeckAnswers) silence = limbeck_answers_new ();
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (LimbeckPlan) plan = NULL;
    g_autoptr (LimbeckAnswers) answers = NULL;
    g_autoptr (GError) error = NULL;

    it->order.answers = silence;
    ck_assert (!limbeck_clearance_begin (&it->order, &error));
    assert_refused (&error, LIMBECK_RUN_ERROR_GATES, "has not been answered");

    limbeck_test_project_run_alembic (scene->project, "upgrade", "heads", NULL);
    survey = limbeck_test_scene_survey (scene, FALSE);
    plan = limbeck_test_scene_plan (survey, LIMBECK_DIRECTION_DOWNGRADE, "base");
    answers = limbeck_test_scene_answer_all (scene, plan);
    ck_assert (!limbeck_clearance_begin (&(LimbeckRunOrder){ survey, plan, answers }, &error));
    assert_refused (&error, LIMBECK_RUN_ERROR_BLOCKED, "a1");
  }
END_TEST

START_TEST (the_lock_is_one_for_all)
  {
    g_autoptr (Agreement) it = agree ("locks");
    g_autoptr (LimbeckRunLock) first = limbeck_clearance_take_lock (it->survey, NULL, NULL);
    g_autoptr (LimbeckRunLock) second = NULL;
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_nonnull (first);
    second = limbeck_clearance_take_lock (it->survey, NULL, &error);
    ck_assert_ptr_null (second);
    assert_refused (&error, LIMBECK_RUN_ERROR_LOCKED, "");
    g_clear_pointer (&first, limbeck_run_lock_free);
    limbeck_test_run_assert_nothing_left (it->scene);
    second = limbeck_clearance_take_lock (it->survey, NULL, &error);
    ck_assert_ptr_nonnull (second);
  }
END_TEST

START_TEST (a_database_that_is_gone_can_not_be_cleared)
  {
    g_autoptr (Agreement) it = agree ("gone");
    g_autoptr (GError) error = NULL;

    limbeck_test_cluster_run (cluster, "postgres", "drop database gone with (force)");

    ck_assert_ptr_null (limbeck_clearance_take_lock (it->survey, NULL, &error));
    assert_refused (&error, LIMBECK_RUN_ERROR_UNREACHABLE, "gone");
    ck_assert_ptr_null (limbeck_clearance_look_again (&it->order, NULL, NULL, &error));
    assert_refused (&error, LIMBECK_RUN_ERROR_UNREACHABLE, "gone");
    ck_assert_ptr_null (limbeck_clearance_take_snapshot (&it->order, it->survey, NULL, &error));
    assert_refused (&error, LIMBECK_RUN_ERROR_UNREACHABLE, "gone");
  }
END_TEST

START_TEST (a_cancel_is_told_as_one)
  {
    g_autoptr (Agreement) it = agree ("cancelled");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) lock_error = NULL;
    g_autoptr (GError) look_error = NULL;
    g_autoptr (GError) snapshot_error = NULL;

    g_cancellable_cancel (cancellable);

    ck_assert_ptr_null (limbeck_clearance_take_lock (it->survey, cancellable, &lock_error));
    ck_assert_ptr_null (limbeck_clearance_look_again (&it->order, NULL, cancellable, &look_error));
    ck_assert_ptr_null (
        limbeck_clearance_take_snapshot (&it->order, it->survey, cancellable, &snapshot_error));
    ck_assert (g_error_matches (lock_error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    ck_assert (g_error_matches (look_error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    ck_assert (g_error_matches (snapshot_error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

START_TEST (a_database_made_again_is_another_one)
  {
    g_autoptr (Agreement) it = agree ("again");
    g_autoptr (LimbeckSurvey) same = limbeck_test_scene_survey (it->scene, FALSE);
    g_autoptr (LimbeckSurvey) other = NULL;
    g_autoptr (LimbeckSurvey) unseen = NULL;
    g_autoptr (GError) error = NULL;

    ck_assert (limbeck_clearance_is_same_database (it->survey, same, &error));
    limbeck_test_cluster_create_database (cluster, "again");
    other = limbeck_test_scene_survey (it->scene, FALSE);
    ck_assert (!limbeck_clearance_is_same_database (it->survey, other, &error));
    assert_refused (&error, LIMBECK_RUN_ERROR_CHANGED, "not the database that you have seen");
    unseen = limbeck_test_scene_survey_with (it->scene, (LimbeckSurveyOptions){ .offline = TRUE });
    ck_assert (!limbeck_clearance_is_same_database (it->survey, unseen, &error));
    assert_refused (&error, LIMBECK_RUN_ERROR_CHANGED, "not the database that you have seen");
  }
END_TEST

START_TEST (what_moved_since_is_noticed_at_the_last_moment)
  {
    g_autoptr (Agreement) it = agree ("moved");
    g_autoptr (GError) error = NULL;

    limbeck_test_project_run_alembic (it->scene->project, "upgrade", "a1", NULL);

    ck_assert_ptr_null (limbeck_clearance_take_snapshot (&it->order, it->survey, NULL, &error));
    assert_refused (&error, LIMBECK_RUN_ERROR_CHANGED, "moved to other revisions");
    ck_assert_ptr_null (limbeck_clearance_look_again (&it->order, NULL, NULL, &error));
    assert_refused (&error, LIMBECK_RUN_ERROR_CHANGED, "changed in the meantime");
  }
END_TEST

static Suite *
clearance_suite (void)
{
  Suite *suite = suite_create ("core/run/clearance");
  TCase *words = tcase_create ("words");
  TCase *tcase = tcase_create ("clearance");

  tcase_add_test (words, a_finding_is_told_with_its_detail_and_its_remedy);
  tcase_add_test (words, only_a_blocker_that_is_not_left_out_blocks);
  tcase_add_test (words, a_cancel_stays_one_and_another_error_gets_its_code);
  suite_add_tcase (suite, words);

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 240);
  tcase_add_test (tcase, an_agreement_that_still_holds_is_cleared);
  tcase_add_test (tcase, an_open_question_and_a_plan_that_can_not_be_are_refused);
  tcase_add_test (tcase, the_lock_is_one_for_all);
  tcase_add_test (tcase, a_database_that_is_gone_can_not_be_cleared);
  tcase_add_test (tcase, a_cancel_is_told_as_one);
  tcase_add_test (tcase, a_database_made_again_is_another_one);
  tcase_add_test (tcase, what_moved_since_is_noticed_at_the_last_moment);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (clearance_suite ());
}
