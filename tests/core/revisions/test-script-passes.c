#include <fcntl.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/revisions/script-files.h"

#include "limbeck-check.h"
#include "scratch.h"

#define FILE_TEXT(id)                                                                              \
  "\"\"\"message of " id "\n\nCreate Date: 2024-01-01\n\"\"\"\nrevision = '" id "'\n"              \
  "down_revision = None\n"
#define N_FILES 20

static LimbeckScriptFiles *
load (LimbeckScratch *scratch, gboolean is_brief, LimbeckScriptFiles *previous)
{
  const char *const   locations[] = { limbeck_scratch_get_directory (scratch), NULL };
  LimbeckScriptPlaces places = { .locations = locations, .is_sorted = TRUE, .is_brief = is_brief };
  g_autoptr (GError) error = NULL;
  LimbeckScriptFiles *files = limbeck_script_files_load (&places, previous, NULL, &error);

  ck_assert_ptr_null (error);

  return files;
}

static LimbeckScript *
get (LimbeckScriptFiles *files, guint i)
{
  ck_assert_uint_lt (i, files->scripts->len);

  return g_ptr_array_index (files->scripts, i);
}

/* What is as young as the grain of the file system's clock is read again. */
static void
write_aged (LimbeckScratch *scratch, const char *name, const char *text)
{
  g_autofree char *path = limbeck_scratch_dup_path (scratch, name);
  struct timespec  times[] = { { .tv_sec = 1000000, .tv_nsec = 5 },
                               { .tv_sec = 1000000, .tv_nsec = 5 } };

  limbeck_scratch_write (scratch, name, text);
  ck_assert_int_eq (utimensat (AT_FDCWD, path, times, 0), 0);
}

/* How many files of the watched directory have been opened since the last call; directories don't count. */
static guint
count_opened (int watch)
{
  guint n = 0;

  for (;;)
    {
      char   buffer[64 * 1024] __attribute__ ((aligned (__alignof__(struct inotify_event))));
      gssize length = read (watch, buffer, sizeof buffer);

      if (length <= 0)
        return n;
      for (char *p = buffer; p < buffer + length;)
        {
          struct inotify_event *event = (struct inotify_event *) (void *) p;

          ck_assert_uint_eq (event->mask & IN_Q_OVERFLOW, 0);
          n += (event->mask & IN_OPEN) != 0 && (event->mask & IN_ISDIR) == 0;
          p += sizeof *event + event->len;
        }
    }
}

START_TEST (a_refresh_opens_what_has_changed_and_nothing_else)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckScriptFiles) first = NULL;
    g_autoptr (LimbeckScriptFiles) second = NULL;
    g_autoptr (LimbeckScriptFiles) third = NULL;
    int watch = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);

    for (guint i = 0; i < N_FILES; i++)
      {
        g_autofree char *name = g_strdup_printf ("file%02u.py", i);
        g_autofree char *text = g_strdup_printf ("revision = 'r%u'\ndown_revision = None\n", i);

        write_aged (scratch, name, text);
      }
    ck_assert_int_ge (inotify_add_watch (watch, limbeck_scratch_get_directory (scratch), IN_OPEN),
                      0);

    first = load (scratch, FALSE, NULL);
    ck_assert_uint_eq (count_opened (watch), N_FILES);

    second = load (scratch, FALSE, first);
    ck_assert_ptr_eq (second, first);
    ck_assert_uint_eq (count_opened (watch), 0);

    write_aged (scratch, "file07.py", FILE_TEXT ("changed"));
    (void) count_opened (watch);
    third = load (scratch, FALSE, second);
    ck_assert_str_eq (get (third, 7)->texts[LIMBECK_SCRIPT_ID], "changed");
    ck_assert_uint_eq (count_opened (watch), 1);

    close (watch);
  }
END_TEST

START_TEST (a_brief_pass_leaves_out_the_docstring_only)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckScriptFiles) whole = NULL;
    g_autoptr (LimbeckScriptFiles) brief = NULL;

    write_aged (scratch, "a.py", FILE_TEXT ("a"));
    whole = load (scratch, FALSE, NULL);
    brief = load (scratch, TRUE, NULL);

    for (LimbeckScriptText text = LIMBECK_SCRIPT_PATH; text < LIMBECK_SCRIPT_N_TEXTS; text++)
      if (text != LIMBECK_SCRIPT_DOCSTRING)
        ck_assert_pstr_eq (get (brief, 0)->texts[text], get (whole, 0)->texts[text]);
    ck_assert_str_eq (get (brief, 0)->texts[LIMBECK_SCRIPT_CREATE_DATE], "2024-01-01");
    ck_assert_ptr_nonnull (get (whole, 0)->texts[LIMBECK_SCRIPT_DOCSTRING]);
    ck_assert_ptr_null (get (brief, 0)->texts[LIMBECK_SCRIPT_DOCSTRING]);
  }
END_TEST

START_TEST (what_was_read_briefly_is_read_again)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckScriptFiles) brief = NULL;
    g_autoptr (LimbeckScriptFiles) whole = NULL;

    write_aged (scratch, "a.py", FILE_TEXT ("a"));
    brief = load (scratch, TRUE, NULL);
    whole = load (scratch, FALSE, brief);

    ck_assert_ptr_ne (whole, brief);
    ck_assert_ptr_nonnull (get (whole, 0)->texts[LIMBECK_SCRIPT_DOCSTRING]);
  }
END_TEST

/* The first read() takes 65,535 bytes. */
START_TEST (a_brief_pass_reads_files_of_every_size)
  {
    const gsize sizes[] = { 0, 1, 4096, 65534, 65535, 65536, 200000 };
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckScriptFiles) files = NULL;
    g_autofree char *padding = g_strnfill (sizes[_i], '#');
    g_autofree char *text = NULL;

    memcpy (padding, "#\n", MIN (sizes[_i], 2));
    text = g_strconcat (padding, "\nrevision = 'a'\ndown_revision = 'b'", NULL);
    limbeck_scratch_write (scratch, "a.py", text);
    files = load (scratch, TRUE, NULL);

    ck_assert_int_eq (get (files, 0)->state, LIMBECK_SCRIPT_READ);
    ck_assert_str_eq (get (files, 0)->lists[LIMBECK_SCRIPT_DOWN_REVISIONS][0], "b");
  }
END_TEST

START_TEST (odd_files_stop_no_brief_pass)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *fifo = limbeck_scratch_dup_path (scratch, "a.py");
    g_autofree char *large = limbeck_scratch_dup_path (scratch, "b.py");
    g_autoptr (LimbeckScriptFiles) files = NULL;

    ck_assert_int_eq (mkfifo (fifo, 0600), 0);
    limbeck_scratch_write (scratch, "b.py", FILE_TEXT ("b"));
    ck_assert_int_eq (truncate (large, 200 * 1024 * 1024), 0);
    limbeck_scratch_link (scratch, "c.py", "c.py");
    limbeck_scratch_link (scratch, "/dev/zero", "d.py");
    limbeck_scratch_write (scratch, "e.py", "");
    limbeck_scratch_write (scratch, "f.py", FILE_TEXT ("f"));
    files = load (scratch, TRUE, NULL);

    ck_assert_uint_eq (files->scripts->len, 5);
    ck_assert_int_eq (get (files, 0)->problem, LIMBECK_SCRIPT_PROBLEM_NOT_REGULAR);
    ck_assert_int_eq (get (files, 1)->problem, LIMBECK_SCRIPT_PROBLEM_TOO_LARGE);
    ck_assert_int_eq (get (files, 2)->problem, LIMBECK_SCRIPT_PROBLEM_IO);
    ck_assert_int_eq (get (files, 4)->state, LIMBECK_SCRIPT_READ);
  }
END_TEST

static Suite *
script_passes_suite (void)
{
  Suite *suite = suite_create ("script-passes");
  TCase *tcase = tcase_create ("passes");

  tcase_add_test (tcase, a_refresh_opens_what_has_changed_and_nothing_else);
  tcase_add_test (tcase, a_brief_pass_leaves_out_the_docstring_only);
  tcase_add_test (tcase, what_was_read_briefly_is_read_again);
  tcase_add_loop_test (tcase, a_brief_pass_reads_files_of_every_size, 0, 7);
  tcase_add_test (tcase, odd_files_stop_no_brief_pass);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (script_passes_suite ());
}
