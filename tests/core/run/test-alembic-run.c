#include <string.h>

#include "core/run/alembic-run.h"
#include "core/run/run-command.h"

#include "executor-fixture.h"
#include "limbeck-check.h"

static const LimbeckTestRevision failing[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')" },
  { .revision = "b2", .down = "a1", .upgrade = "op.execute('select 1/0')" },
};
static const LimbeckTestRevision two_bases[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')" },
  { .revision = "z1", .upgrade = "op.execute('create table other (id int)')" },
};
static const LimbeckTestRevision suicidal[] = {
  { .revision = "a1", .upgrade = "os.kill(os.getpid(), 9)" },
};

/* What the executor puts together before it starts Alembic. */
typedef struct
{
  LimbeckTestScene *scene;
  LimbeckSurvey    *survey;
  LimbeckPlan      *plan;
  LimbeckWatch     *watch;
  LimbeckRunLock   *lock;
  LimbeckRunOutput *output;
  LimbeckDeadline  *deadline;
  char             *output_path;
  char             *name;
  GPtrArray        *steps;
  LimbeckEventSink  sink;
  GCancellable     *cancellable;
  gboolean          is_cancelled_by_step;
} Ground;

static void
take_event (LimbeckEvent *event, gpointer data)
{
  Ground *self = data;

  if (limbeck_event_get_kind (event) != LIMBECK_EVENT_STEP_STARTED)
    return;
  g_ptr_array_add (self->steps, g_strdup (limbeck_event_get_revision (event)));
  if (self->is_cancelled_by_step)
    g_cancellable_cancel (self->cancellable);
}

static Ground *
ground_new (LimbeckTestScene *scene, const char *output)
{
  Ground           *self = g_new0 (Ground, 1);
  const char *const none[] = { NULL };

  self->scene = scene;
  self->survey = limbeck_test_scene_survey (scene, TRUE);
  self->plan = limbeck_test_scene_plan (self->survey, LIMBECK_DIRECTION_UPGRADE, "heads");
  self->name = limbeck_run_command_dup_name ();
  self->output_path = g_build_filename (
      limbeck_test_project_get_scratch (scene->project), output, NULL);
  self->watch = limbeck_watch_new (
      limbeck_survey_get_url (self->survey), self->name, TRUE, "alembic_version", NULL);
  ck_assert (limbeck_watch_begin (self->watch, NULL, NULL));
  self->lock = limbeck_run_lock_acquire (
      limbeck_survey_get_url (self->survey), "alembic_version", 0, NULL, NULL);
  ck_assert_ptr_nonnull (self->lock);
  self->steps = g_ptr_array_new_with_free_func (g_free);
  self->sink = (LimbeckEventSink){ take_event, self };
  self->output = limbeck_run_output_new (self->output_path, self->plan, none, &self->sink);
  self->deadline = limbeck_deadline_new ();
  self->cancellable = g_cancellable_new ();

  return self;
}

static void
ground_free (Ground *self)
{
  g_object_unref (self->cancellable);
  limbeck_deadline_free (self->deadline);
  limbeck_run_output_free (self->output);
  g_ptr_array_unref (self->steps);
  limbeck_run_lock_free (self->lock);
  limbeck_watch_free (self->watch);
  g_free (self->output_path);
  g_free (self->name);
  g_object_unref (self->plan);
  g_object_unref (self->survey);
  limbeck_test_scene_free (self->scene);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ground, ground_free)

static void
run_on (Ground *self, guint timeout_s, LimbeckAlembicEnd *end)
{
  const LimbeckAlembicRun run = {
    .survey = self->survey,
    .plan = self->plan,
    .watch = self->watch,
    .lock = self->lock,
    .output = self->output,
    .output_path = self->output_path,
    .application_name = self->name,
    .timeout_s = timeout_s,
    .deadline = self->deadline,
    .sink = &self->sink,
    .cancellable = self->cancellable,
  };

  limbeck_alembic_run (&run, end);
  ck_assert_int_eq (limbeck_deadline_get_remaining_us (self->deadline), -1);
}

START_TEST (a_run_that_arrives_ends_by_itself)
  {
    g_autoptr (Ground) ground = ground_new (SCENE ("arriving", PLAIN, three), "output.log");
    g_auto (LimbeckAlembicEnd) end = { 0 };

    run_on (ground, TIMEOUT_S, &end);

    ck_assert_int_eq (end.ending, LIMBECK_ENDING_EXITED);
    ck_assert_int_eq (end.exit_status, 0);
    ck_assert_int_eq (end.signal_number, 0);
    ck_assert_int_gt (end.duration_us, 0);
    ck_assert_ptr_null (end.trouble);
    ck_assert_ptr_null (end.lock_loss);
    ck_assert_uint_eq (ground->steps->len, 3);
    ck_assert_str_eq (g_ptr_array_index (ground->steps, 2), "c3");
    assert_tables (ground->scene, "one three two");
  }
END_TEST

START_TEST (a_failure_is_an_exit_status)
  {
    g_autoptr (Ground) ground = ground_new (SCENE ("failing", PLAIN, failing), "output.log");
    g_auto (LimbeckAlembicEnd) end = { 0 };
    g_autofree char *text = NULL;

    run_on (ground, TIMEOUT_S, &end);
    text = limbeck_run_output_dup_end (ground->output);

    ck_assert_int_eq (end.ending, LIMBECK_ENDING_EXITED);
    ck_assert_int_eq (end.exit_status, 1);
    ck_assert_ptr_nonnull (strstr (text, "division by zero"));
    assert_tables (ground->scene, "");
  }
END_TEST

START_TEST (a_signal_is_told)
  {
    g_autoptr (Ground) ground = ground_new (SCENE ("killed", PLAIN, suicidal), "output.log");
    g_auto (LimbeckAlembicEnd) end = { 0 };

    run_on (ground, TIMEOUT_S, &end);

    ck_assert_int_eq (end.ending, LIMBECK_ENDING_EXITED);
    ck_assert_int_eq (end.exit_status, -1);
    ck_assert_int_eq (end.signal_number, 9);
  }
END_TEST

START_TEST (what_can_not_be_started_says_why)
  {
    g_autoptr (Ground)
        ground = ground_new (SCENE ("unstarted", PLAIN, three), "missing/output.log");
    g_auto (LimbeckAlembicEnd) end = { 0 };

    run_on (ground, TIMEOUT_S, &end);

    ck_assert_int_eq (end.ending, LIMBECK_ENDING_NOT_STARTED);
    ck_assert_int_eq (end.exit_status, -1);
    ck_assert_ptr_nonnull (end.trouble);
    ck_assert_ptr_nonnull (strstr (end.trouble, "missing"));
    assert_tables (ground->scene, "");
  }
END_TEST

START_TEST (a_second_command_follows_the_first_where_it_arrived)
  {
    g_autoptr (Ground) ground = ground_new (SCENE ("bases", PLAIN, two_bases), "output.log");
    g_auto (LimbeckAlembicEnd) end = { 0 };

    run_on (ground, TIMEOUT_S, &end);

    ck_assert_int_eq (end.ending, LIMBECK_ENDING_EXITED);
    ck_assert_int_eq (end.exit_status, 0);
    ck_assert_uint_eq (ground->steps->len, 2);
    assert_tables (ground->scene, "one other");
  }
END_TEST

START_TEST (a_cancel_ends_it_and_its_session)
  {
    g_autoptr (Ground) ground = ground_new (SCENE ("cancelled", PLAIN, sleeping), "output.log");
    g_auto (LimbeckAlembicEnd) end = { 0 };

    ground->is_cancelled_by_step = TRUE;
    run_on (ground, TIMEOUT_S, &end);

    ck_assert_int_eq (end.ending, LIMBECK_ENDING_CANCELLED);
    assert_tables (ground->scene, "");
  }
END_TEST

START_TEST (a_time_limit_ends_it)
  {
    g_autoptr (Ground) ground = ground_new (SCENE ("late", PLAIN, sleeping), "output.log");
    g_auto (LimbeckAlembicEnd) end = { 0 };

    run_on (ground, 1, &end);

    ck_assert_int_eq (end.ending, LIMBECK_ENDING_TIMED_OUT);
    ck_assert_int_ge (end.duration_us, G_USEC_PER_SEC);
    assert_tables (ground->scene, "");
  }
END_TEST

START_TEST (what_was_cleared_can_be_cleared_again)
  {
    LimbeckAlembicEnd end = { .trouble = g_strdup ("a"), .lock_loss = g_strdup ("b") };

    limbeck_alembic_end_clear (&end);
    limbeck_alembic_end_clear (&end);
    ck_assert_ptr_null (end.trouble);
    ck_assert_ptr_null (end.lock_loss);
  }
END_TEST

static Suite *
alembic_run_suite (void)
{
  Suite *suite = suite_create ("core/run/alembic-run");
  TCase *tcase = tcase_create ("alembic-run");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_set_timeout (tcase, 240);
  tcase_add_test (tcase, a_run_that_arrives_ends_by_itself);
  tcase_add_test (tcase, a_failure_is_an_exit_status);
  tcase_add_test (tcase, a_signal_is_told);
  tcase_add_test (tcase, what_can_not_be_started_says_why);
  tcase_add_test (tcase, a_second_command_follows_the_first_where_it_arrived);
  tcase_add_test (tcase, a_cancel_ends_it_and_its_session);
  tcase_add_test (tcase, a_time_limit_ends_it);
  tcase_add_test (tcase, what_was_cleared_can_be_cleared_again);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (alembic_run_suite ());
}
