#include <gio/gio.h>
#include <signal.h>
#include <string.h>

#include "core/base/command.h"

#include "cli/interrupt.h"

#include "capture.h"
#include "limbeck-check.h"

static LimbeckPrinter *printer;
static GCancellable   *cancellable;

static void
begin (void)
{
  capture_start ();
  printer = limbeck_printer_new (FALSE);
  cancellable = g_cancellable_new ();
}

/* The watch lasts as long as the process and so keeps what it was given. */
static void
end (void)
{
  capture_stop ();
}

/* Waits for as long as Check lets it. */
static void
wait_for_cancel (void)
{
  GPollFD fd = { 0 };

  ck_assert (g_cancellable_make_pollfd (cancellable, &fd));
  ck_assert_int_eq (g_poll (&fd, 1, -1), 1);
  g_cancellable_release_fd (cancellable);
}

static void
wait_for_note (const char *part)
{
  for (;;)
    {
      g_autofree char *errors = capture_read (stderr);

      if (strstr (errors, part) != NULL)
        return;
      g_thread_yield ();
    }
}

static const int ending[] = { SIGINT, SIGTERM };

START_TEST (a_signal_cancels_and_the_next_one_says_that_it_takes_time)
  {
    limbeck_interrupt_watch (cancellable, printer, TRUE);
    ck_assert (!g_cancellable_is_cancelled (cancellable));
    raise (ending[_i]);
    wait_for_cancel ();
    wait_for_note ("Cancelling; this waits");
    raise (ending[1 - _i]);
    wait_for_note ("being cancelled already");
  }
END_TEST

START_TEST (a_closed_terminal_and_a_reader_that_goes_end_nothing)
  {
    limbeck_interrupt_watch (cancellable, printer, TRUE);
    raise (SIGHUP);
    raise (SIGPIPE);
    ck_assert (!g_cancellable_is_cancelled (cancellable));
    /* It still listens. */
    raise (SIGINT);
    wait_for_cancel ();
  }
END_TEST

START_TEST (programs_that_are_started_are_ended_as_ever)
  {
    g_autoptr (GSubprocess) process = NULL;

    signal (SIGPIPE, SIG_DFL);
    limbeck_interrupt_watch (cancellable, printer, TRUE);
    process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "sh", "-c", "kill -PIPE $$", NULL);
    ck_assert (g_subprocess_wait (process, NULL, NULL));
    ck_assert (g_subprocess_get_if_signaled (process));
    ck_assert_int_eq (g_subprocess_get_term_sig (process), SIGPIPE);
  }
END_TEST

START_TEST (what_nohup_ignores_stays_ignored)
  {
    struct sigaction action = { 0 };

    signal (SIGHUP, SIG_IGN);
    limbeck_interrupt_watch (cancellable, printer, TRUE);
    ck_assert_int_eq (sigaction (SIGHUP, NULL, &action), 0);
    ck_assert (action.sa_handler == SIG_IGN);
  }
END_TEST

START_TEST (what_only_reads_is_ended_as_ever_until_it_starts_a_program)
  {
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("true");
    g_autoptr (LimbeckCommandOutput) output = NULL;
    g_autoptr (GError) error = NULL;
    struct sigaction action = { 0 };

    signal (SIGINT, SIG_DFL);
    limbeck_interrupt_watch (cancellable, printer, FALSE);
    ck_assert_int_eq (sigaction (SIGINT, NULL, &action), 0);
    ck_assert (action.sa_handler == SIG_DFL);
    raise (SIGPIPE);
    output = limbeck_command_run (command, 60 * 1000, NULL, &error);
    ck_assert (output != NULL);
    raise (SIGINT);
    wait_for_cancel ();
  }
END_TEST

static void
cancelled_slowly_cb (GCancellable *object, gboolean *is_done)
{
  g_usleep (200 * 1000);
  *is_done = TRUE;
}

START_TEST (the_end_waits_for_a_signal_that_is_being_dealt_with)
  {
    gboolean is_done = FALSE;

    g_cancellable_connect (cancellable, G_CALLBACK (cancelled_slowly_cb), &is_done, NULL);
    limbeck_interrupt_watch (cancellable, printer, TRUE);
    raise (SIGINT);
    wait_for_cancel ();
    limbeck_interrupt_finish ();
    ck_assert (is_done);
  }
END_TEST

START_TEST (after_the_end_signals_do_nothing)
  {
    g_autofree char *errors = NULL;

    limbeck_interrupt_watch (cancellable, printer, TRUE);
    limbeck_interrupt_finish ();
    g_clear_object (&cancellable);
    for (gsize i = 0; i < 100; i++)
      {
        raise (ending[i % G_N_ELEMENTS (ending)]);
        g_usleep (1000);
      }
    errors = capture_read (stderr);
    ck_assert_str_eq (errors, "");
  }
END_TEST

static Suite *
interrupt_suite (void)
{
  Suite *suite = suite_create ("cli/interrupt");
  TCase *tcase = tcase_create ("interrupt");

  tcase_add_checked_fixture (tcase, begin, end);
  tcase_add_loop_test (
      tcase, a_signal_cancels_and_the_next_one_says_that_it_takes_time, 0, G_N_ELEMENTS (ending));
  tcase_add_test (tcase, a_closed_terminal_and_a_reader_that_goes_end_nothing);
  tcase_add_test (tcase, programs_that_are_started_are_ended_as_ever);
  tcase_add_test (tcase, what_nohup_ignores_stays_ignored);
  tcase_add_test (tcase, the_end_waits_for_a_signal_that_is_being_dealt_with);
  tcase_add_test (tcase, after_the_end_signals_do_nothing);
  tcase_add_test (tcase, what_only_reads_is_ended_as_ever_until_it_starts_a_program);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (interrupt_suite ());
}
