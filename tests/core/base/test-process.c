#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/process-group.h"
#include "core/base/process.h"

#include "limbeck-check.h"

static char *scratch;
static char *output_path;

static void
make_scratch (void)
{
  scratch = g_dir_make_tmp ("limbeck-process-XXXXXX", NULL);
  output_path = g_build_filename (scratch, "output.log", NULL);
}

static void
remove_scratch (void)
{
  g_remove (output_path);
  g_rmdir (scratch);
  g_clear_pointer (&output_path, g_free);
  g_clear_pointer (&scratch, g_free);
}

static LimbeckProcess *
start (const char *script, const char *path)
{
  g_autoptr (LimbeckCommand) command = limbeck_command_new ("/bin/sh");
  g_autoptr (GError) error = NULL;
  LimbeckProcess *process;

  limbeck_command_append (command, "-c");
  limbeck_command_append (command, script);
  process = limbeck_process_start (command, path, &error);
  ck_assert_msg (process != NULL, "%s", error ? error->message : "");

  return process;
}

/* Until the script has printed a line: it has set its traps and started its children then. */
static void
wait_for_output (void)
{
  g_autofree char *text = NULL;

  while (!g_file_get_contents (output_path, &text, NULL, NULL) || !strchr (text, '\n'))
    {
      g_clear_pointer (&text, g_free);
      g_usleep (1000);
    }
}

static void
count (gpointer data)
{
  guint *n = data;

  ++*n;
}

START_TEST (what_is_wanted_before_the_first_process_is_done_once)
  {
    guint n = 0;

    limbeck_process_before_first (count, &n);
    ck_assert_uint_eq (n, 0);
    for (guint i = 0; i < 2; i++)
      {
        g_autoptr (LimbeckProcess) process = start ("exit 0", NULL);

        ck_assert_uint_eq (n, 1);
        limbeck_process_wait (process, G_MAXINT64, NULL);
      }
  }
END_TEST

START_TEST (output_is_appended_in_the_order_of_writing)
  {
    g_autoptr (LimbeckProcess) process = NULL;
    g_autofree char *text = NULL;
    GStatBuf         status;

    ck_assert (g_file_set_contents_full (
        output_path, "before\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    process = start ("echo a; echo b >&2; echo c", output_path);
    ck_assert_int_eq (limbeck_process_wait (process, -1, NULL), LIMBECK_WAIT_EXITED);

    ck_assert (g_file_get_contents (output_path, &text, NULL, NULL));
    ck_assert_str_eq (text, "before\na\nb\nc\n");
    ck_assert_int_eq (g_stat (output_path, &status), 0);
    ck_assert_int_eq (status.st_mode & 0777, 0600);
  }
END_TEST

START_TEST (an_output_file_is_for_its_owner_only)
  {
    g_autoptr (LimbeckProcess) process = start ("true", output_path);
    GStatBuf status;

    ck_assert_int_eq (limbeck_process_wait (process, -1, NULL), LIMBECK_WAIT_EXITED);
    ck_assert_int_eq (g_stat (output_path, &status), 0);
    ck_assert_int_eq (status.st_mode & 0777, 0600);
  }
END_TEST

START_TEST (an_output_file_that_can_not_be_written_is_named)
  {
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("/bin/true");
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_process_start (command, "/nonexistent/output.log", &error));
    ck_assert (g_error_matches (error, LIMBECK_COMMAND_ERROR, LIMBECK_COMMAND_ERROR_FAILED));
    ck_assert_ptr_nonnull (strstr (error->message, "/nonexistent/output.log"));
  }
END_TEST

START_TEST (a_fifo_in_place_of_the_output_file_does_not_block)
  {
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("/bin/true");
    g_autoptr (GError) error = NULL;

    ck_assert_int_eq (mkfifo (output_path, 0600), 0);
    ck_assert_ptr_null (limbeck_process_start (command, output_path, &error));
    ck_assert_ptr_nonnull (strstr (error->message, output_path));
  }
END_TEST

START_TEST (the_process_leads_a_group_of_its_own)
  {
    g_autoptr (LimbeckProcess) process = start ("ps -o pgid= -p $$ || true; echo $$", NULL);
    g_autofree char *output = NULL;
    g_autofree char *errors = NULL;
    g_autofree char *expected = NULL;
    int              pid = limbeck_process_get_pid (process);

    ck_assert_int_eq (limbeck_process_wait (process, -1, NULL), LIMBECK_WAIT_EXITED);
    limbeck_process_read (process, &output, &errors);
    expected = g_strdup_printf ("%d\n", pid);

    ck_assert_int_gt (pid, 1);
    ck_assert_int_ne (pid, getpgrp ());
    ck_assert (g_str_has_suffix (output, expected));
  }
END_TEST

START_TEST (the_pid_of_a_fast_child_is_known)
  {
    for (int i = 0; i < 200; i++)
      {
        g_autoptr (LimbeckCommand) command = limbeck_command_new ("/bin/true");
        g_autoptr (LimbeckProcess) process = limbeck_process_start (command, NULL, NULL);

        ck_assert_int_gt (limbeck_process_get_pid (process), 1);
        ck_assert_int_eq (limbeck_process_wait (process, -1, NULL), LIMBECK_WAIT_EXITED);
        ck_assert_int_eq (limbeck_process_get_exit_status (process), 0);
      }
  }
END_TEST

START_TEST (a_deadline_ends_the_wait_only)
  {
    g_autoptr (LimbeckProcess) process = start ("sleep 1000", NULL);
    gint64 now_us = g_get_monotonic_time ();

    ck_assert_int_eq (limbeck_process_wait (process, now_us - 1, NULL), LIMBECK_WAIT_DEADLINE);
    ck_assert_int_eq (limbeck_process_wait (process, now_us + 50000, NULL), LIMBECK_WAIT_DEADLINE);
    ck_assert_int_ge (g_get_monotonic_time (), now_us + 50000);
    ck_assert (limbeck_process_group_is_alive (limbeck_process_get_pid (process)));
    limbeck_process_stop (process, 5000);
    ck_assert_int_eq (limbeck_process_get_signal (process), SIGTERM);
    ck_assert_int_eq (limbeck_process_get_exit_status (process), -1);
  }
END_TEST

START_TEST (a_cancel_ends_the_wait_only)
  {
    g_autoptr (LimbeckProcess) process = start ("sleep 1000", NULL);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    g_cancellable_cancel (cancellable);
    ck_assert_int_eq (limbeck_process_wait (process, -1, cancellable), LIMBECK_WAIT_CANCELLED);
    ck_assert (limbeck_process_group_is_alive (limbeck_process_get_pid (process)));
    limbeck_process_stop (process, 5000);
  }
END_TEST

START_TEST (waiting_leaves_the_context_of_the_caller_alone)
  {
    g_autoptr (GMainContext) context = g_main_context_new ();
    g_autoptr (LimbeckProcess) process = start ("true", NULL);

    g_main_context_push_thread_default (context);
    ck_assert_int_eq (limbeck_process_wait (process, -1, NULL), LIMBECK_WAIT_EXITED);
    ck_assert_ptr_eq (g_main_context_get_thread_default (), context);
    ck_assert (!g_main_context_pending (context));
    g_main_context_pop_thread_default (context);
  }
END_TEST

START_TEST (stopping_kills_what_ignores_sigterm)
  {
    g_autoptr (LimbeckProcess) process = start (
        "trap '' TERM; (trap '' TERM; while :; do sleep 0.1; done) & echo ready; wait",
        output_path);

    wait_for_output ();
    limbeck_process_stop (process, 200);

    ck_assert_int_eq (limbeck_process_get_signal (process), SIGKILL);
    ck_assert (!limbeck_process_group_is_alive (limbeck_process_get_pid (process)));
  }
END_TEST

START_TEST (stopping_ends_grandchildren_whose_parent_has_gone)
  {
    g_autoptr (LimbeckProcess) process = start (
        "(trap '' TERM; echo ready; while :; do sleep 0.1; done) & exit 0", output_path);
    int group = limbeck_process_get_pid (process);

    ck_assert_int_eq (limbeck_process_wait (process, -1, NULL), LIMBECK_WAIT_EXITED);
    wait_for_output ();
    ck_assert (limbeck_process_group_is_alive (group));
    limbeck_process_stop (process, 100);

    ck_assert (!limbeck_process_group_is_alive (group));
    ck_assert_int_eq (limbeck_process_get_exit_status (process), 0);
  }
END_TEST

START_TEST (stopping_ends_a_process_that_stands_still)
  {
    g_autoptr (LimbeckProcess) process = start ("echo ready; kill -STOP $$", output_path);

    wait_for_output ();
    limbeck_process_stop (process, 10000);
    ck_assert_int_eq (limbeck_process_get_signal (process), SIGTERM);
  }
END_TEST

START_TEST (stopping_gives_time_to_end_well)
  {
    g_autoptr (LimbeckProcess) process = start (
        "trap 'exit 5' TERM; echo ready; while :; do sleep 0.05; done", output_path);

    wait_for_output ();
    limbeck_process_stop (process, 20000);
    ck_assert_int_eq (limbeck_process_get_exit_status (process), 5);
  }
END_TEST

START_TEST (stopping_and_signalling_twice_is_harmless)
  {
    g_autoptr (LimbeckProcess) process = start ("sleep 1000", NULL);

    limbeck_process_stop (process, 1000);
    limbeck_process_stop (process, 1000);
    limbeck_process_signal (process, SIGKILL);
    ck_assert_int_eq (limbeck_process_wait (process, 0, NULL), LIMBECK_WAIT_EXITED);
  }
END_TEST

START_TEST (a_signal_reaches_the_whole_group)
  {
    g_autoptr (LimbeckProcess) process = start (
        "trap 'wait $!; exit $?' USR1;"
        "sh -c 'trap \"exit 4\" USR1; echo ready; while :; do sleep 0.05; done' & wait",
        output_path);

    wait_for_output ();
    limbeck_process_signal (process, SIGUSR1);
    ck_assert_int_eq (limbeck_process_wait (process, -1, NULL), LIMBECK_WAIT_EXITED);
    ck_assert_int_eq (limbeck_process_get_exit_status (process), 4);
  }
END_TEST

START_TEST (a_process_that_is_let_go_goes_on)
  {
    LimbeckProcess *process = start ("echo ready; sleep 1000", output_path);
    int             group = limbeck_process_get_pid (process);

    wait_for_output ();
    limbeck_process_free (process);
    ck_assert (limbeck_process_group_is_alive (group));

    kill (-group, SIGKILL);
    while (limbeck_process_group_is_alive (group))
      g_usleep (1000);
  }
END_TEST

static Suite *
process_suite (void)
{
  Suite *suite = suite_create ("process");
  TCase *tcase = tcase_create ("process");

  tcase_add_checked_fixture (tcase, make_scratch, remove_scratch);
  tcase_add_test (tcase, what_is_wanted_before_the_first_process_is_done_once);
  tcase_add_test (tcase, output_is_appended_in_the_order_of_writing);
  tcase_add_test (tcase, an_output_file_is_for_its_owner_only);
  tcase_add_test (tcase, an_output_file_that_can_not_be_written_is_named);
  tcase_add_test (tcase, a_fifo_in_place_of_the_output_file_does_not_block);
  tcase_add_test (tcase, the_process_leads_a_group_of_its_own);
  tcase_add_test (tcase, the_pid_of_a_fast_child_is_known);
  tcase_add_test (tcase, a_deadline_ends_the_wait_only);
  tcase_add_test (tcase, a_cancel_ends_the_wait_only);
  tcase_add_test (tcase, waiting_leaves_the_context_of_the_caller_alone);
  tcase_add_test (tcase, stopping_kills_what_ignores_sigterm);
  tcase_add_test (tcase, stopping_ends_grandchildren_whose_parent_has_gone);
  tcase_add_test (tcase, stopping_ends_a_process_that_stands_still);
  tcase_add_test (tcase, stopping_gives_time_to_end_well);
  tcase_add_test (tcase, stopping_and_signalling_twice_is_harmless);
  tcase_add_test (tcase, a_signal_reaches_the_whole_group);
  tcase_add_test (tcase, a_process_that_is_let_go_goes_on);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (process_suite ());
}
