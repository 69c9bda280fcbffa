/* A server that falls silent in the middle of a survey, as one behind a line that is cut: its limits are kept, and what it did not
   say is unknown. */

#include "check-fixture.h"
#include "server-relay.h"

/* From which words on nothing arrives, how long the survey may take then, and what is still known. */
static const struct
{
  const char *swallow;
  guint       seconds;
  gboolean    is_read;
} silences[] = {
  /* The first question: who are you? */
  { "pg_catalog.pg_backend_pid()", 6, FALSE },
  /* The state. */
  { "pg_is_in_recovery", 6, FALSE },
  /* The questions of the checks. */
  { "pg_prepared_xacts", 15, TRUE },
};

static LimbeckSurvey *
take (LimbeckTestScene *scene, const char *swallow, GCancellable *cancellable, GError **error)
{
  g_autoptr (ServerRelay) relay = server_relay_start (NULL, swallow);
  g_autofree char           *url = server_relay_dup_url (relay, scene->database);
  const LimbeckSurveyOptions options = { .interpreter = "/usr/bin/python3",
                                         .database_url = url,
                                         .connect_timeout_ms = 2000 };

  return limbeck_survey_take (scene->target, &options, NULL, NULL, cancellable, error);
}

START_TEST (its_limits_are_kept)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("silent");
    const gint64 begin = g_get_monotonic_time ();
    g_autoptr (LimbeckSurvey) survey = take (scene, silences[_i].swallow, NULL, NULL);
    double seconds = (g_get_monotonic_time () - begin) / 1e6;

    ck_assert_ptr_nonnull (survey);
    ck_assert_msg (seconds < silences[_i].seconds, "it took %.1f s", seconds);
    if (silences[_i].is_read)
      {
        expect (survey, "version-table", "passed", "a1");
        expect (survey, "locks", "unknown", NULL);
        expect (survey, "prepared-transactions", "unknown", NULL);
        expect (survey, "privileges", "unknown", NULL);
        expect (survey, "disk-space", "unknown", NULL);
        expect (survey, "run-lock", "unknown", NULL);
      }
    else
      {
        expect (survey, "database-reachable", "blocker", "2 seconds");
        ck_assert_ptr_null (limbeck_survey_get_state (survey));
      }
  }
END_TEST

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (700 * 1000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

START_TEST (a_cancel_works_at_once)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("cancelled");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    GThread     *thread = g_thread_new ("cancel", cancel_soon, cancellable);
    const gint64 begin = g_get_monotonic_time ();
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (take (scene, silences[_i].swallow, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    ck_assert_int_lt (g_get_monotonic_time () - begin, 30 * G_USEC_PER_SEC);
    g_thread_join (thread);
  }
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("core/checks/survey-silence");
  TCase *tcase = tcase_create ("survey-silence");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_loop_test (tcase, its_limits_are_kept, 0, G_N_ELEMENTS (silences));
  tcase_add_loop_test (tcase, a_cancel_works_at_once, 0, G_N_ELEMENTS (silences));
  suite_add_tcase (suite, tcase);

  return limbeck_check_main (suite);
}
