#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/command.h"

#include "limbeck-check.h"

static LimbeckCommand *
shell (const char *script)
{
  LimbeckCommand *command = limbeck_command_new ("/bin/sh");

  limbeck_command_append (command, "-c");
  limbeck_command_append (command, script);

  return command;
}

static LimbeckCommandOutput *
run (LimbeckCommand *command)
{
  g_autoptr (GError) error = NULL;
  LimbeckCommandOutput *output = limbeck_command_run (command, 0, NULL, &error);

  ck_assert_msg (output != NULL, "%s", error ? error->message : "");

  return output;
}

START_TEST (both_streams_are_kept_apart)
  {
    g_autoptr (LimbeckCommand) command = shell ("echo out; echo err >&2; exit 7");
    g_autoptr (LimbeckCommandOutput) output = run (command);

    ck_assert_str_eq (output->standard_output, "out\n");
    ck_assert_str_eq (output->standard_error, "err\n");
    ck_assert_int_eq (output->exit_status, 7);
    ck_assert_int_eq (output->signal, 0);
  }
END_TEST

START_TEST (a_signal_is_no_exit_status)
  {
    g_autoptr (LimbeckCommand) command = shell ("kill -INT $$");
    g_autoptr (LimbeckCommandOutput) output = run (command);

    ck_assert_int_eq (output->exit_status, -1);
    ck_assert_int_eq (output->signal, SIGINT);
  }
END_TEST

START_TEST (standard_input_is_empty)
  {
    g_autoptr (LimbeckCommand) command = shell ("readlink /proc/self/fd/0; cat");
    g_autoptr (LimbeckCommandOutput) output = run (command);

    ck_assert_str_eq (output->standard_output, "/dev/null\n");
  }
END_TEST

START_TEST (signals_are_as_a_program_expects_them)
  {
    g_autoptr (LimbeckCommand) command = shell ("exec grep -E '^Sig(Blk|Ign)' /proc/self/status");
    g_autoptr (LimbeckCommandOutput) output = NULL;
    sigset_t all;

    signal (SIGINT, SIG_IGN);
    signal (SIGPIPE, SIG_IGN);
    sigfillset (&all);
    pthread_sigmask (SIG_SETMASK, &all, NULL);
    output = run (command);

    ck_assert_str_eq (output->standard_output,
                      "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
  }
END_TEST

START_TEST (output_is_valid_and_redacted)
  {
    g_autoptr (LimbeckCommand) command = shell (
        "printf 'hunter2 \\033[1mbold\\033[0m \\344 postgresql://u:pw@h\\n'; echo hunter2 >&2");
    g_autoptr (LimbeckCommandOutput) output = NULL;

    limbeck_command_add_secret (command, "hunter2");
    output = run (command);

    ck_assert_str_eq (output->standard_output, "*** bold \357\277\275 postgresql://u:***@h\n");
    ck_assert_str_eq (output->standard_error, "***\n");
  }
END_TEST

START_TEST (a_grandchild_that_holds_the_output_delays_nothing)
  {
    g_autoptr (LimbeckCommand) command = shell ("sleep 1000 & echo $!");
    gint64 start_us = g_get_monotonic_time ();
    g_autoptr (LimbeckCommandOutput) output = run (command);

    kill (atoi (output->standard_output), SIGKILL);
    ck_assert_int_lt (g_get_monotonic_time () - start_us, 30 * G_USEC_PER_SEC);
  }
END_TEST

START_TEST (much_output_does_not_block)
  {
    g_autoptr (LimbeckCommand)
        command = shell ("head -c 50000000 /dev/zero | tr '\\0' 'x'; echo end");
    g_autoptr (LimbeckCommandOutput) output = run (command);

    ck_assert_uint_eq (strlen (output->standard_output), 50000004);
    ck_assert_str_eq (output->standard_output + 50000000, "end\n");
  }
END_TEST

START_TEST (of_too_much_output_the_end_is_kept)
  {
    g_autoptr (LimbeckCommand)
        command = shell ("head -c 70000000 /dev/zero | tr '\\0' '\\351'; echo end");
    g_autoptr (LimbeckCommandOutput) output = run (command);

    ck_assert_uint_le (strlen (output->standard_output), 64 * 1024 * 1024);
    ck_assert (g_str_has_suffix (output->standard_output, "end\n"));
    ck_assert (g_utf8_validate (output->standard_output, -1, NULL));
  }
END_TEST

static gboolean
process_exists (const char *pid_file)
{
  g_autofree char *pid = NULL;

  ck_assert (g_file_get_contents (pid_file, &pid, NULL, NULL));

  return kill (atoi (pid), 0) == 0 || errno != ESRCH;
}

START_TEST (a_timeout_ends_the_whole_group)
  {
    g_autofree char *directory = g_dir_make_tmp (NULL, NULL);
    g_autofree char *pid_file = g_build_filename (directory, "pid", NULL);
    g_autoptr (LimbeckCommand) command = shell ("echo $$ > \"$0\"; sleep 1000; true");
    g_autoptr (GError) error = NULL;

    limbeck_command_append (command, pid_file);
    ck_assert_ptr_null (limbeck_command_run (command, 300, NULL, &error));

    ck_assert (g_error_matches (error, LIMBECK_COMMAND_ERROR, LIMBECK_COMMAND_ERROR_TIMED_OUT));
    ck_assert_ptr_nonnull (strstr (error->message, "/bin/sh -c"));
    ck_assert_ptr_nonnull (strstr (error->message, "0.3 s"));
    ck_assert (!process_exists (pid_file));
    unlink (pid_file);
    rmdir (directory);
  }
END_TEST

static gpointer
cancel_when_file_appears (gpointer data)
{
  GCancellable    *cancellable = data;
  const char      *pid_file = g_object_get_data (G_OBJECT (cancellable), "file");
  g_autofree char *pid = NULL;

  while (!g_file_get_contents (pid_file, &pid, NULL, NULL) || !strchr (pid, '\n'))
    {
      g_clear_pointer (&pid, g_free);
      g_usleep (1000);
    }
  g_cancellable_cancel (cancellable);

  return NULL;
}

START_TEST (cancelling_from_another_thread_ends_the_whole_group)
  {
    g_autofree char *directory = g_dir_make_tmp (NULL, NULL);
    g_autofree char *pid_file = g_build_filename (directory, "pid", NULL);
    g_autoptr (LimbeckCommand)
        command = shell ("trap '' TERM; sleep 1000 & echo $! > \"$0\"; wait");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    GThread *thread;

    limbeck_command_append (command, pid_file);
    g_object_set_data (G_OBJECT (cancellable), "file", pid_file);
    thread = g_thread_new ("cancel", cancel_when_file_appears, cancellable);
    ck_assert_ptr_null (limbeck_command_run (command, 0, cancellable, &error));
    g_thread_join (thread);

    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    unlink (pid_file);
    rmdir (directory);
  }
END_TEST

START_TEST (a_cancelled_command_does_not_start)
  {
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("/nonexistent");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancellable);
    ck_assert_ptr_null (limbeck_command_run (command, 0, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

static int
memory_with (const char *text)
{
  int fd = memfd_create ("limbeck-test", MFD_CLOEXEC);

  ck_assert_int_eq (write (fd, text, strlen (text)), strlen (text));

  return fd;
}

START_TEST (descriptors_appear_at_their_numbers_every_time)
  {
    g_autoptr (LimbeckCommand) command = shell ("cat /dev/fd/3 /dev/fd/9");

    limbeck_command_take_fd (command, memory_with ("three\n"), 3);
    limbeck_command_take_fd (command, memory_with ("nine\n"), 9);
    for (int i = 0; i < 3; i++)
      {
        g_autoptr (LimbeckCommandOutput) output = run (command);

        ck_assert_str_eq (output->standard_output, "three\nnine\n");
      }
  }
END_TEST

START_TEST (swapped_descriptors_do_not_overwrite_each_other)
  {
    g_autoptr (LimbeckCommand) command = shell ("cat /dev/fd/$1 /dev/fd/$0");
    int a = memory_with ("a\n");
    int b = memory_with ("b\n");

    limbeck_command_append_printf (command, "%d", a);
    limbeck_command_append_printf (command, "%d", b);
    limbeck_command_take_fd (command, a, b);
    limbeck_command_take_fd (command, b, a);
    {
      g_autoptr (LimbeckCommandOutput) output = run (command);

      ck_assert_str_eq (output->standard_output, "a\nb\n");
    }
  }
END_TEST

START_TEST (no_other_descriptor_is_inherited)
  {
    g_autoptr (LimbeckCommand) command = shell ("test -e /proc/$$/fd/50 || echo closed");
    g_autoptr (LimbeckCommandOutput) output = NULL;
    int fd = fcntl (0, F_DUPFD, 50);

    ck_assert_int_eq (fd, 50);
    output = run (command);
    close (fd);

    ck_assert_str_eq (output->standard_output, "closed\n");
  }
END_TEST

static gpointer
run_many (gpointer data)
{
  for (int i = 0; i < 50; i++)
    {
      g_autofree char *script = g_strdup_printf ("echo %d-%d", GPOINTER_TO_INT (data), i);
      g_autofree char *expected = g_strdup_printf ("%d-%d\n", GPOINTER_TO_INT (data), i);
      g_autoptr (LimbeckCommand) command = shell (script);
      g_autoptr (LimbeckCommandOutput) output = limbeck_command_run (command, 0, NULL, NULL);

      if (output == NULL || !g_str_equal (output->standard_output, expected))
        return NULL;
    }

  return data;
}

START_TEST (several_threads_may_run_commands_at_once)
  {
    GThread *threads[4];

    for (int i = 0; i < 4; i++)
      threads[i] = g_thread_new ("run", run_many, GINT_TO_POINTER (i + 1));
    for (int i = 0; i < 4; i++)
      ck_assert_int_eq (GPOINTER_TO_INT (g_thread_join (threads[i])), i + 1);
  }
END_TEST

static Suite *
command_run_suite (void)
{
  Suite *suite = suite_create ("command-run");
  TCase *tcase = tcase_create ("command-run");

  tcase_add_test (tcase, both_streams_are_kept_apart);
  tcase_add_test (tcase, a_signal_is_no_exit_status);
  tcase_add_test (tcase, standard_input_is_empty);
  tcase_add_test (tcase, signals_are_as_a_program_expects_them);
  tcase_add_test (tcase, output_is_valid_and_redacted);
  tcase_add_test (tcase, a_grandchild_that_holds_the_output_delays_nothing);
  tcase_add_test (tcase, much_output_does_not_block);
  tcase_add_test (tcase, of_too_much_output_the_end_is_kept);
  tcase_add_test (tcase, a_timeout_ends_the_whole_group);
  tcase_add_test (tcase, cancelling_from_another_thread_ends_the_whole_group);
  tcase_add_test (tcase, a_cancelled_command_does_not_start);
  tcase_add_test (tcase, descriptors_appear_at_their_numbers_every_time);
  tcase_add_test (tcase, swapped_descriptors_do_not_overwrite_each_other);
  tcase_add_test (tcase, no_other_descriptor_is_inherited);
  tcase_add_test (tcase, several_threads_may_run_commands_at_once);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (command_run_suite ());
}
