#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/revisions/script-opener.h"

#include "limbeck-check.h"
#include "scratch.h"

#define FILE_TEXT(id) "revision = '" id "'\ndown_revision = None\n"
#define NOBODY 65534
#define N_CHANGES 2000

static LimbeckScratch      *scratch;
static LimbeckScriptOpener *opener;
static int                  directory;

static void
set_up (void)
{
  scratch = limbeck_scratch_new ();
  opener = limbeck_script_opener_new ();
  directory = open (limbeck_scratch_get_directory (scratch), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  ck_assert_int_ge (directory, 0);
}

static void
tear_down (void)
{
  close (directory);
  g_clear_pointer (&opener, limbeck_script_opener_free);
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

/* The tests run twice, the second time for one answer only. */
static LimbeckScript *
read_as (const char *name, guint8 type, int is_brief, LimbeckScript *previous)
{
  g_autofree char *path = g_strconcat ("/v/", name, NULL);

  limbeck_script_opener_set_brief (opener, is_brief);

  return limbeck_script_opener_read (opener, directory, name, type, path, previous);
}

static void
assert_unreadable (LimbeckScript *script, LimbeckScriptProblem problem, int system_error)
{
  ck_assert_int_eq (script->state, LIMBECK_SCRIPT_UNREADABLE);
  ck_assert_int_eq (script->problem, problem);
  ck_assert_int_eq (script->system_error, system_error);
}

START_TEST (a_file_is_read)
  {
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_scratch_write (scratch, "x.py", FILE_TEXT ("a"));
    script = read_as ("x.py", DT_REG, _i, NULL);

    ck_assert_int_eq (script->state, LIMBECK_SCRIPT_READ);
    ck_assert_str_eq (script->texts[LIMBECK_SCRIPT_ID], "a");
    ck_assert_str_eq (script->texts[LIMBECK_SCRIPT_PATH], "/v/x.py");
  }
END_TEST

/* Sparse: it takes no room on the disk, but reading it would. */
START_TEST (two_hundred_megabytes_are_not_read)
  {
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.py");
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_scratch_write (scratch, "x.py", FILE_TEXT ("a"));
    ck_assert_int_eq (truncate (path, 200 * 1024 * 1024), 0);
    script = read_as ("x.py", DT_REG, _i, NULL);

    ck_assert_int_eq (script->state, LIMBECK_SCRIPT_COMPUTED);
    ck_assert_int_eq (script->problem, LIMBECK_SCRIPT_PROBLEM_TOO_LARGE);
  }
END_TEST

START_TEST (a_file_full_of_nuls_is_left_to_alembic)
  {
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.py");
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_scratch_write (scratch, "x.py", "");
    ck_assert_int_eq (truncate (path, 300000), 0);
    script = read_as ("x.py", DT_REG, _i, NULL);

    ck_assert_int_eq (script->state, LIMBECK_SCRIPT_COMPUTED);
    ck_assert_int_eq (script->problem, LIMBECK_SCRIPT_PROBLEM_ENCODING);
  }
END_TEST

static const guint8 fifo_types[] = { DT_FIFO, DT_UNKNOWN, DT_REG };

/* The last kind has taken the place of a file since the directory was listed. */
START_TEST (a_fifo_is_not_waited_for)
  {
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.py");
    g_autoptr (LimbeckScript) script = NULL;

    ck_assert_int_eq (mkfifo (path, 0600), 0);
    script = read_as ("x.py", fifo_types[_i / 2], _i % 2, NULL);

    assert_unreadable (script, LIMBECK_SCRIPT_PROBLEM_NOT_REGULAR, 0);
  }
END_TEST

START_TEST (a_fifo_that_somebody_writes_to_is_left_alone)
  {
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.py");
    g_autoptr (LimbeckScript) script = NULL;
    char seen[3] = "";
    int  fd;

    ck_assert_int_eq (mkfifo (path, 0600), 0);
    fd = open (path, O_RDWR | O_CLOEXEC);
    ck_assert_int_eq (write (fd, "ab", 2), 2);
    script = read_as ("x.py", DT_FIFO, _i, NULL);

    assert_unreadable (script, LIMBECK_SCRIPT_PROBLEM_NOT_REGULAR, 0);
    ck_assert_int_eq (read (fd, seen, 2), 2);
    ck_assert_str_eq (seen, "ab");
    close (fd);
  }
END_TEST

START_TEST (a_directory_named_like_a_file_is_told)
  {
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_scratch_make_directory (scratch, "x.py");
    script = read_as ("x.py", _i < 2 ? DT_DIR : DT_REG, _i % 2, NULL);

    assert_unreadable (script, LIMBECK_SCRIPT_PROBLEM_DIRECTORY, 0);
  }
END_TEST

START_TEST (a_link_in_a_circle_is_an_error)
  {
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_scratch_link (scratch, "y.py", "x.py");
    limbeck_scratch_link (scratch, "x.py", "y.py");
    script = read_as ("x.py", DT_LNK, _i, NULL);

    assert_unreadable (script, LIMBECK_SCRIPT_PROBLEM_IO, ELOOP);
  }
END_TEST

START_TEST (a_link_to_nowhere_is_an_error)
  {
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_scratch_link (scratch, "gone.py", "x.py");
    script = read_as ("x.py", DT_LNK, _i, NULL);

    assert_unreadable (script, LIMBECK_SCRIPT_PROBLEM_IO, ENOENT);
  }
END_TEST

START_TEST (a_file_that_is_gone_by_now_is_an_error)
  {
    g_autoptr (LimbeckScript) script = read_as ("x.py", DT_REG, _i, NULL);

    assert_unreadable (script, LIMBECK_SCRIPT_PROBLEM_IO, ENOENT);
  }
END_TEST

START_TEST (a_link_to_a_device_is_not_opened)
  {
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_scratch_link (scratch, "/dev/zero", "x.py");
    script = read_as ("x.py", DT_LNK, _i, NULL);

    assert_unreadable (script, LIMBECK_SCRIPT_PROBLEM_NOT_REGULAR, 0);
  }
END_TEST

START_TEST (a_file_that_nobody_may_read_is_an_error)
  {
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.py");
    g_autoptr (LimbeckScript) script = NULL;
    gboolean is_root = geteuid () == 0;

    limbeck_scratch_write (scratch, "x.py", FILE_TEXT ("a"));
    ck_assert_int_eq (chmod (path, 0), 0);
    ck_assert_int_eq (fchmod (directory, 0755), 0);
    if (is_root)
      ck_assert_int_eq (seteuid (NOBODY), 0);
    script = read_as ("x.py", DT_REG, _i, NULL);
    if (is_root)
      ck_assert_int_eq (seteuid (0), 0);

    assert_unreadable (script, LIMBECK_SCRIPT_PROBLEM_IO, EACCES);
  }
END_TEST

START_TEST (the_files_of_somebody_else_are_read)
  {
    static const char *const names[] = { "x.py", "y.py" };

    if (geteuid () != 0)
      return;
    ck_assert_int_eq (fchmod (directory, 0755), 0);
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autofree char *path = limbeck_scratch_dup_path (scratch, names[i]);

        limbeck_scratch_write (scratch, names[i], FILE_TEXT ("a"));
        ck_assert_int_eq (chmod (path, 0644), 0);
      }
    ck_assert_int_eq (seteuid (NOBODY), 0);
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autoptr (LimbeckScript) script = read_as (names[i], DT_REG, _i, NULL);

        ck_assert_int_eq (script->state, LIMBECK_SCRIPT_READ);
      }
    ck_assert_int_eq (seteuid (0), 0);
  }
END_TEST

/* Where a time of access is kept it is set for a file that has changed since it was last read. */
START_TEST (reading_leaves_no_trace)
  {
    g_autofree char      *path = limbeck_scratch_dup_path (scratch, "x.py");
    const struct timespec times[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000001 } };
    g_autoptr (LimbeckScript) script = NULL;
    struct stat status;

    limbeck_scratch_write (scratch, "x.py", FILE_TEXT ("a"));
    ck_assert_int_eq (utimensat (AT_FDCWD, path, times, 0), 0);
    script = read_as ("x.py", DT_REG, _i, NULL);

    ck_assert_int_eq (stat (path, &status), 0);
    ck_assert_int_eq (status.st_atim.tv_sec, times[0].tv_sec);
  }
END_TEST

/* The memory of a process is a regular file of 0 bytes whose first page can't be read. */
START_TEST (an_error_while_reading_is_an_error)
  {
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_scratch_link (scratch, "/proc/self/mem", "x.py");
    script = read_as ("x.py", _i < 2 ? DT_LNK : DT_REG, _i % 2, NULL);

    assert_unreadable (script, LIMBECK_SCRIPT_PROBLEM_IO, EIO);
  }
END_TEST

/* What /proc has says that it has 0 bytes. */
START_TEST (a_file_that_is_longer_than_it_says_is_read_whole)
  {
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_scratch_link (scratch, "/proc/cpuinfo", "x.py");
    script = read_as ("x.py", DT_LNK, _i, NULL);

    ck_assert_int_ne (script->state, LIMBECK_SCRIPT_READ);
    ck_assert_int_ne (script->problem, LIMBECK_SCRIPT_PROBLEM_NO_REVISION);
    ck_assert_uint_gt (script->line, 0);
  }
END_TEST

static gpointer
change_file (gpointer path)
{
  static const char text[] = FILE_TEXT ("a");
  const char       *name = path;
  g_autofree char  *other = g_strconcat (name, ".new", NULL);
  int               fd;

  for (guint i = 0; i < N_CHANGES; i++)
    switch (i % 5)
      {
      case 0:
        g_assert_true (g_file_set_contents (other, FILE_TEXT ("bb"), -1, NULL));
        g_assert_cmpint (rename (other, name), ==, 0);
        break;
      case 1:
        g_assert_cmpint (truncate (name, i % 30), ==, 0);
        break;
      case 2:
        g_assert_cmpint (truncate (name, 100000), ==, 0);
        break;
      case 3:
        g_assert_cmpint (unlink (name), ==, 0);
        break;
      default:
        fd = open (name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        g_assert_cmpint (write (fd, text, strlen (text)), ==, strlen (text));
        close (fd);
      }

  return NULL;
}

START_TEST (a_file_that_changes_meanwhile_is_read_or_refused)
  {
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.py");
    g_autoptr (LimbeckScript) script = NULL;
    GThread *thread;

    limbeck_scratch_write (scratch, "x.py", FILE_TEXT ("a"));
    thread = g_thread_new ("change", change_file, path);
    for (guint i = 0; i < N_CHANGES; i++)
      {
        LimbeckScript *next = read_as ("x.py", DT_REG, _i, i % 2 == 0 ? NULL : script);

        g_clear_pointer (&script, limbeck_script_unref);
        script = next;
        if (script->state == LIMBECK_SCRIPT_READ)
          ck_assert (g_str_equal (script->texts[LIMBECK_SCRIPT_ID], "a") ||
                     g_str_equal (script->texts[LIMBECK_SCRIPT_ID], "bb"));
        else
          ck_assert_int_ne (script->problem, LIMBECK_SCRIPT_PROBLEM_NONE);
      }
    g_thread_join (thread);

    limbeck_scratch_write (scratch, "x.py", FILE_TEXT ("last"));
    {
      g_autoptr (LimbeckScript) last = read_as ("x.py", DT_REG, _i, script);

      ck_assert_str_eq (last->texts[LIMBECK_SCRIPT_ID], "last");
    }
  }
END_TEST

START_TEST (a_refusal_is_kept_as_long_as_nothing_changes)
  {
    g_autoptr (LimbeckScript) first = NULL;
    g_autoptr (LimbeckScript) second = NULL;
    g_autoptr (LimbeckScript) third = NULL;

    limbeck_scratch_link (scratch, "gone.py", "x.py");
    first = read_as ("x.py", DT_LNK, FALSE, NULL);
    second = read_as ("x.py", DT_LNK, FALSE, first);
    ck_assert_ptr_eq (second, first);

    limbeck_scratch_write (scratch, "gone.py", FILE_TEXT ("a"));
    third = read_as ("x.py", DT_LNK, FALSE, second);
    ck_assert_int_eq (third->state, LIMBECK_SCRIPT_READ);
  }
END_TEST

static Suite *
script_opener_suite (void)
{
  Suite *suite = suite_create ("script-opener");
  TCase *tcase = tcase_create ("opener");

  tcase_set_timeout (tcase, 240);
  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_loop_test (tcase, a_file_is_read, 0, 2);
  tcase_add_loop_test (tcase, two_hundred_megabytes_are_not_read, 0, 2);
  tcase_add_loop_test (tcase, a_file_full_of_nuls_is_left_to_alembic, 0, 2);
  tcase_add_loop_test (tcase, a_fifo_is_not_waited_for, 0, 6);
  tcase_add_loop_test (tcase, a_fifo_that_somebody_writes_to_is_left_alone, 0, 2);
  tcase_add_loop_test (tcase, a_directory_named_like_a_file_is_told, 0, 4);
  tcase_add_loop_test (tcase, a_link_in_a_circle_is_an_error, 0, 2);
  tcase_add_loop_test (tcase, a_link_to_nowhere_is_an_error, 0, 2);
  tcase_add_loop_test (tcase, a_file_that_is_gone_by_now_is_an_error, 0, 2);
  tcase_add_loop_test (tcase, a_link_to_a_device_is_not_opened, 0, 2);
  tcase_add_loop_test (tcase, a_file_that_nobody_may_read_is_an_error, 0, 2);
  tcase_add_loop_test (tcase, the_files_of_somebody_else_are_read, 0, 2);
  tcase_add_loop_test (tcase, reading_leaves_no_trace, 0, 2);
  tcase_add_loop_test (tcase, an_error_while_reading_is_an_error, 0, 4);
  tcase_add_loop_test (tcase, a_file_that_is_longer_than_it_says_is_read_whole, 0, 2);
  tcase_add_loop_test (tcase, a_file_that_changes_meanwhile_is_read_or_refused, 0, 2);
  tcase_add_test (tcase, a_refusal_is_kept_as_long_as_nothing_changes);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (script_opener_suite ());
}
