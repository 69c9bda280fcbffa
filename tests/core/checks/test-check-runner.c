/* limbeck_checks_run() with a list of checks of the test's own, which takes the place of the core's. */

#include <string.h>

#include "core/checks/check-list.h"

#include "limbeck-check.h"
#include "test-project.h"

#define LIMIT_MS 300

static GMutex   mutex;
static GCond    condition;
static int      n_waiting;
static gboolean is_released;

static void
find_nothing_wrong (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  limbeck_check_pass (findings, "well", "Well.", NULL);
}

static void
find_trouble (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  limbeck_check_warn (findings, "odd", "Odd.", NULL, "Look.");
  limbeck_check_block (findings, "wrong", "Wrong.", NULL, "Stop.");
}

/* Nobody has asked the server. */
static void
judge_an_answer (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  ck_abort_msg ("There is no answer to judge.");
}

/* As a disk that does not answer: it can't be cancelled. */
static void
hang (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  g_mutex_lock (&mutex);
  while (!is_released)
    g_cond_wait (&condition, &mutex);
  g_mutex_unlock (&mutex);
  limbeck_check_pass (findings, "hung", "Too late.", NULL);
}

static void
wait_until_cancelled (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  GPollFD fd;

  if (g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_poll (&fd, 1, -1);
      g_cancellable_release_fd (cancellable);
    }
  limbeck_check_pass (findings, "obedient", "Too late.", NULL);
}

/* Ends when there are two of them at a time. */
static void
meet (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  const gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  gboolean     in_time = TRUE;

  g_mutex_lock (&mutex);
  n_waiting++;
  g_cond_broadcast (&condition);
  while (n_waiting < 2 && in_time)
    in_time = g_cond_wait_until (&condition, &mutex, deadline);
  g_mutex_unlock (&mutex);
  if (in_time)
    limbeck_check_pass (findings, "met", "They met.", NULL);
}

const LimbeckCheck limbeck_check_list[] = {
  { "well", find_nothing_wrong, NULL, NULL, 0 },
  { "odd", find_trouble, NULL, NULL, 0 },
  { "asked", judge_an_answer, "SELECT 1", "Not known.", 0 },
  { "asked-slowly", judge_an_answer, "SELECT 1", "Not known.", LIMIT_MS },
  { "hung", hang, NULL, "Whether it hangs is not known.", LIMIT_MS },
  { "obedient", wait_until_cancelled, NULL, "Whether it obeys is not known.", LIMIT_MS },
  { "met", meet, NULL, "Whether they meet is not known.", 60000 },
  { "met", meet, NULL, "Whether they meet is not known.", 60000 },
  { NULL, NULL, NULL, NULL, 0 },
};

static LimbeckFacts *
learn (LimbeckTestProject *project)
{
  g_autofree char *ini = g_build_filename (
      limbeck_test_project_get_directory (project), "alembic.ini", NULL);
  g_autoptr (LimbeckTarget)
      target = limbeck_target_new (limbeck_test_project_get_directory (project), ini);
  const LimbeckSurveyOptions options = { .interpreter = "/usr/bin/python3", .offline = TRUE };

  return limbeck_facts_learn (target, &options, NULL, NULL, NULL, NULL);
}

static void
release (void)
{
  g_mutex_lock (&mutex);
  is_released = TRUE;
  g_cond_broadcast (&condition);
  g_mutex_unlock (&mutex);
}

static GPtrArray *
run_checks (GCancellable *cancellable)
{
  g_autoptr (LimbeckTestProject) project = limbeck_test_project_new (
      LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql://nowhere.invalid/shop");
  g_autoptr (LimbeckFacts) facts = learn (project);
  GPtrArray *findings = limbeck_checks_run (facts, cancellable);

  release ();

  return findings;
}

static LimbeckFinding *
find (GPtrArray *findings, const char *id)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (limbeck_finding_get_id (g_ptr_array_index (findings, i)), id))
      return g_ptr_array_index (findings, i);

  ck_abort_msg ("there is no finding %s", id);
}

static const char *const hanging[] = { "hung", "obedient" };

START_TEST (a_check_that_takes_too_long_is_unknown_and_not_passed)
  {
    g_autoptr (GPtrArray) findings = run_checks (NULL);
    LimbeckFinding *finding = find (findings, hanging[_i]);

    ck_assert_int_eq (limbeck_finding_get_severity (finding), LIMBECK_SEVERITY_UNKNOWN);
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_title (finding), "is not known"));
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_detail (finding), "300 milliseconds"));
  }
END_TEST

START_TEST (a_check_without_an_answer_is_not_run)
  {
    g_autoptr (GPtrArray) findings = run_checks (NULL);

    for (guint i = 0; i < findings->len; i++)
      ck_assert (
          !g_str_has_prefix (limbeck_finding_get_id (g_ptr_array_index (findings, i)), "asked"));
  }
END_TEST

START_TEST (slow_checks_run_at_the_same_time)
  {
    g_autoptr (GPtrArray) findings = run_checks (NULL);

    ck_assert_int_eq (limbeck_finding_get_severity (find (findings, "met")),
                      LIMBECK_SEVERITY_PASSED);
  }
END_TEST

START_TEST (blockers_come_first_and_what_passed_last)
  {
    static const LimbeckSeverity expected[] = {
      LIMBECK_SEVERITY_BLOCKER, LIMBECK_SEVERITY_WARNING, LIMBECK_SEVERITY_UNKNOWN,
      LIMBECK_SEVERITY_UNKNOWN, LIMBECK_SEVERITY_PASSED,  LIMBECK_SEVERITY_PASSED,
      LIMBECK_SEVERITY_PASSED,
    };
    g_autoptr (GPtrArray) findings = run_checks (NULL);

    ck_assert_uint_eq (findings->len, G_N_ELEMENTS (expected));
    for (guint i = 0; i < findings->len; i++)
      ck_assert_int_eq (limbeck_finding_get_severity (g_ptr_array_index (findings, i)),
                        expected[i]);
  }
END_TEST

static gpointer
cancel_soon (gpointer data)
{
  g_mutex_lock (&mutex);
  while (n_waiting < 2)
    g_cond_wait (&condition, &mutex);
  g_mutex_unlock (&mutex);
  g_cancellable_cancel (data);

  return NULL;
}

START_TEST (a_cancel_does_not_wait_for_what_hangs)
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    GThread     *thread = g_thread_new ("cancel", cancel_soon, cancellable);
    const gint64 begin = g_get_monotonic_time ();
    g_autoptr (GPtrArray) findings = run_checks (cancellable);

    ck_assert_int_lt (g_get_monotonic_time () - begin, 10 * G_USEC_PER_SEC);
    g_thread_join (thread);
  }
END_TEST

static Suite *
check_runner_suite (void)
{
  Suite *suite = suite_create ("core/checks/check-runner");
  TCase *tcase = tcase_create ("check-runner");

  tcase_add_loop_test (
      tcase, a_check_that_takes_too_long_is_unknown_and_not_passed, 0, G_N_ELEMENTS (hanging));
  tcase_add_test (tcase, a_check_without_an_answer_is_not_run);
  tcase_add_test (tcase, slow_checks_run_at_the_same_time);
  tcase_add_test (tcase, blockers_come_first_and_what_passed_last);
  tcase_add_test (tcase, a_cancel_does_not_wait_for_what_hangs);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (check_runner_suite ());
}
