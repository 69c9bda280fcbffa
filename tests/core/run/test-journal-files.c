#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "core/run/journal-files.h"

#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;

static void
make_scratch (void)
{
  scratch = limbeck_scratch_new ();
}

static void
drop_scratch (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

START_TEST (runs_are_kept_below_the_state_directory)
  {
    g_autofree char *runs = NULL;

    g_setenv ("XDG_STATE_HOME", "/home/me/Zustände", TRUE);
    runs = limbeck_journal_dup_runs_directory ();

    ck_assert_str_eq (runs, "/home/me/Zustände/limbeck/runs");
  }
END_TEST

START_TEST (a_relative_state_directory_does_not_count)
  {
    g_autofree char *runs = NULL;

    g_setenv ("XDG_STATE_HOME", "here", TRUE);
    runs = limbeck_journal_dup_runs_directory ();

    ck_assert (g_path_is_absolute (runs));
    ck_assert (g_str_has_suffix (runs, "/limbeck/runs"));
  }
END_TEST

static int
open_file (const char *name)
{
  g_autofree char *path = limbeck_scratch_dup_path (scratch, name);
  int              fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  ck_assert_int_ge (fd, 0);

  return fd;
}

static void
write_text (int fd, const char *text, gboolean is_lasting)
{
  g_autoptr (LimbeckEvent) event = limbeck_event_new (LIMBECK_EVENT_STAGE, text, NULL, -1, NULL);

  limbeck_journal_write_event (fd, event, is_lasting);
}

static char *
read_file (const char *name)
{
  g_autofree char *path = limbeck_scratch_dup_path (scratch, name);
  char            *text = NULL;

  ck_assert (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

START_TEST (an_event_is_one_line_whatever_its_text_holds)
  {
    int              fd = open_file ("events");
    g_autofree char *text = NULL;
    g_auto (GStrv) lines = NULL;

    write_text (fd, "first\nwith \"quotes\" and ü", FALSE);
    write_text (fd, "second", TRUE);
    write_text (fd, NULL, TRUE);
    close (fd);
    text = read_file ("events");
    lines = g_strsplit (text, "\n", -1);

    ck_assert_uint_eq (g_strv_length (lines), 4);
    ck_assert_str_eq (lines[3], "");
    ck_assert_ptr_nonnull (strstr (lines[0], "first\\nwith \\\"quotes\\\" and ü"));
    ck_assert_ptr_nonnull (strstr (lines[1], "second"));
    for (gsize i = 0; i < 3; i++)
      ck_assert_ptr_nonnull (strstr (lines[i], "\"kind\":\"stage\""));
  }
END_TEST

START_TEST (a_disk_that_is_full_does_not_stop_the_run)
  {
    const struct rlimit limit = { 8, 8 };
    int                 fd = open_file ("events");
    g_autofree char    *text = NULL;

    /* A file that may not grow refuses like a full disk. */
    signal (SIGXFSZ, SIG_IGN);
    ck_assert_int_eq (setrlimit (RLIMIT_FSIZE, &limit), 0);
    write_text (fd, "one", TRUE);
    write_text (fd, "two", TRUE);
    close (fd);
    text = read_file ("events");

    ck_assert_uint_eq (strlen (text), 8);
  }
END_TEST

START_TEST (where_nothing_can_be_written_the_run_goes_on)
  {
    int fds[2];

    write_text (-1, "one", TRUE);
    ck_assert_int_eq (pipe (fds), 0);
    signal (SIGPIPE, SIG_IGN);
    close (fds[0]);
    write_text (fds[1], "one", TRUE);
    close (fds[1]);
  }
END_TEST

static Suite *
journal_files_suite (void)
{
  Suite *suite = suite_create ("core/run/journal-files");
  TCase *tcase = tcase_create ("journal-files");

  tcase_add_checked_fixture (tcase, make_scratch, drop_scratch);
  tcase_add_test (tcase, runs_are_kept_below_the_state_directory);
  tcase_add_test (tcase, a_relative_state_directory_does_not_count);
  tcase_add_test (tcase, an_event_is_one_line_whatever_its_text_holds);
  tcase_add_test (tcase, a_disk_that_is_full_does_not_stop_the_run);
  tcase_add_test (tcase, where_nothing_can_be_written_the_run_goes_on);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (journal_files_suite ());
}
