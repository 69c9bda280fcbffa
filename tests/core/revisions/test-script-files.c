#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/finding.h"
#include "core/revisions/revision-graph.h"
#include "core/revisions/script-files.h"

#include "limbeck-check.h"
#include "scratch.h"

#define FILE_TEXT(id) "revision = '" id "'\ndown_revision = None\n"

static LimbeckScriptFiles *
load (LimbeckScratch *scratch, gboolean is_sorted, LimbeckScriptFiles *previous)
{
  const char *const   locations[] = { limbeck_scratch_get_directory (scratch), NULL };
  LimbeckScriptPlaces places = { .locations = locations, .is_sorted = is_sorted };
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

static void
age (LimbeckScratch *scratch, const char *name)
{
  g_autofree char *path = limbeck_scratch_dup_path (scratch, name);
  struct timespec  times[] = { { .tv_sec = 1000000, .tv_nsec = 5 },
                               { .tv_sec = 1000000, .tv_nsec = 5 } };

  ck_assert_int_eq (utimensat (AT_FDCWD, path, times, 0), 0);
}

START_TEST (files_come_by_name)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckScriptFiles) files = NULL;

    limbeck_scratch_write (scratch, "b.py", FILE_TEXT ("b"));
    limbeck_scratch_write (scratch, "a.py", FILE_TEXT ("a"));
    limbeck_scratch_write (scratch, "__init__.py", "");
    limbeck_scratch_write (scratch, ".#a.py", "");
    limbeck_scratch_write (scratch, "a.py~", "");
    limbeck_scratch_write (scratch, "abcdefgh-longer.py", FILE_TEXT ("l"));
    limbeck_scratch_write (scratch, "abcdefgh-long.py", FILE_TEXT ("m"));
    files = load (scratch, TRUE, NULL);

    ck_assert_uint_eq (files->scripts->len, 4);
    ck_assert_str_eq (limbeck_script_get_name (get (files, 0)), "a.py");
    ck_assert_str_eq (limbeck_script_get_name (get (files, 1)), "abcdefgh-long.py");
    ck_assert_str_eq (limbeck_script_get_name (get (files, 2)), "abcdefgh-longer.py");
    ck_assert_str_eq (limbeck_script_get_name (get (files, 3)), "b.py");
  }
END_TEST

START_TEST (odd_files_neither_hang_nor_crash)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *fifo = limbeck_scratch_dup_path (scratch, "b.py");
    g_autofree char *large = limbeck_scratch_dup_path (scratch, "c.py");
    g_autoptr (LimbeckScriptFiles) files = NULL;

    limbeck_scratch_make_directory (scratch, "a.py");
    ck_assert_int_eq (mkfifo (fifo, 0600), 0);
    limbeck_scratch_write (scratch, "c.py", FILE_TEXT ("c"));
    ck_assert_int_eq (truncate (large, 200 * 1024 * 1024), 0);
    limbeck_scratch_link (scratch, "d.py", "d.py");
    limbeck_scratch_link (scratch, "gone.py", "e.py");
    limbeck_scratch_write (scratch, "f.py", FILE_TEXT ("f"));
    files = load (scratch, TRUE, NULL);

    ck_assert_uint_eq (files->scripts->len, 5);
    ck_assert_int_eq (get (files, 0)->problem, LIMBECK_SCRIPT_PROBLEM_NOT_REGULAR);
    ck_assert_int_eq (get (files, 1)->problem, LIMBECK_SCRIPT_PROBLEM_TOO_LARGE);
    ck_assert_int_eq (get (files, 2)->problem, LIMBECK_SCRIPT_PROBLEM_IO);
    ck_assert_int_eq (get (files, 3)->problem, LIMBECK_SCRIPT_PROBLEM_IO);
    ck_assert_int_eq (get (files, 4)->state, LIMBECK_SCRIPT_READ);
  }
END_TEST

START_TEST (a_directory_counts_where_alembic_trips_over_it)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckScriptFiles) files = NULL;

    limbeck_scratch_make_directory (scratch, "a.py");
    files = load (scratch, FALSE, NULL);

    ck_assert_int_eq (get (files, 0)->problem, LIMBECK_SCRIPT_PROBLEM_DIRECTORY);
  }
END_TEST

START_TEST (nothing_changed_gives_the_same_files)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckScriptFiles) first = NULL;
    g_autoptr (LimbeckScriptFiles) second = NULL;
    g_autoptr (LimbeckScriptFiles) third = NULL;

    limbeck_scratch_write (scratch, "a.py", FILE_TEXT ("a"));
    limbeck_scratch_write (scratch, "b.py", FILE_TEXT ("b"));
    age (scratch, "a.py");
    age (scratch, "b.py");
    first = load (scratch, TRUE, NULL);
    second = load (scratch, TRUE, first);
    ck_assert_ptr_eq (first, second);

    limbeck_scratch_write (scratch, "b.py", FILE_TEXT ("b2"));
    third = load (scratch, TRUE, second);
    ck_assert_ptr_ne (third, second);
    ck_assert_ptr_eq (get (third, 0), get (first, 0));
    ck_assert_str_eq (get (third, 1)->texts[LIMBECK_SCRIPT_ID], "b2");
  }
END_TEST

START_TEST (a_link_to_a_file_beside_it_is_left_out)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckScriptFiles) files = NULL;

    limbeck_scratch_write (scratch, "a.py", FILE_TEXT ("a"));
    limbeck_scratch_link (scratch, "a.py", "b.py");
    files = load (scratch, TRUE, NULL);

    ck_assert_uint_eq (files->scripts->len, 1);
    ck_assert_uint_eq (files->findings->len, 1);
    ck_assert_str_eq (limbeck_finding_get_id (g_ptr_array_index (files->findings, 0)),
                      "file-twice");
  }
END_TEST

START_TEST (a_missing_location_is_told)
  {
    const char *const   locations[] = { "/nonexistent/versions", NULL };
    LimbeckScriptPlaces places = { .locations = locations, .is_sorted = TRUE };
    g_autoptr (LimbeckScriptFiles) files = limbeck_script_files_load (&places, NULL, NULL, NULL);

    ck_assert_ptr_nonnull (files);
    ck_assert_uint_eq (files->scripts->len, 0);
    ck_assert_uint_eq (files->findings->len, 1);
  }
END_TEST

/* A folder that leads back to the one that it is in has no end. */
START_TEST (a_circle_of_folders_comes_to_an_end)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    const char *const   locations[] = { limbeck_scratch_get_directory (scratch), NULL };
    LimbeckScriptPlaces places = {
      .locations = locations,
      .is_sorted = _i != 0,
      .is_recursive = TRUE,
    };
    g_autoptr (LimbeckScriptFiles) files = NULL;

    limbeck_scratch_write (scratch, "a.py", FILE_TEXT ("a"));
    limbeck_scratch_write (scratch, "one/b.py", FILE_TEXT ("b"));
    limbeck_scratch_link (scratch, "..", "one/back");
    limbeck_scratch_link (scratch, ".", "one/here.py");
    files = limbeck_script_files_load (&places, NULL, NULL, NULL);

    ck_assert_ptr_nonnull (files);
    ck_assert_uint_ge (files->scripts->len, 2);
    ck_assert_uint_le (files->scripts->len, 3);
  }
END_TEST

START_TEST (a_name_need_not_be_utf_8)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (LimbeckScriptFiles) files = NULL;

    limbeck_scratch_write (scratch, "caf\351.py", FILE_TEXT ("a"));
    files = load (scratch, TRUE, NULL);

    ck_assert_int_eq (get (files, 0)->state, LIMBECK_SCRIPT_READ);
    ck_assert_str_eq (limbeck_script_get_name (get (files, 0)), "caf\351.py");
  }
END_TEST

START_TEST (cancelling_stops_the_reading)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    const char *const   locations[] = { limbeck_scratch_get_directory (scratch), NULL };
    LimbeckScriptPlaces places = { .locations = locations };

    limbeck_scratch_write (scratch, "a.py", FILE_TEXT ("a"));
    g_cancellable_cancel (cancellable);
    ck_assert_ptr_null (limbeck_script_files_load (&places, NULL, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

static Suite *
script_files_suite (void)
{
  Suite *suite = suite_create ("script-files");
  TCase *tcase = tcase_create ("files");

  tcase_add_test (tcase, files_come_by_name);
  tcase_add_test (tcase, odd_files_neither_hang_nor_crash);
  tcase_add_test (tcase, a_directory_counts_where_alembic_trips_over_it);
  tcase_add_test (tcase, nothing_changed_gives_the_same_files);
  tcase_add_test (tcase, a_link_to_a_file_beside_it_is_left_out);
  tcase_add_test (tcase, a_missing_location_is_told);
  tcase_add_loop_test (tcase, a_circle_of_folders_comes_to_an_end, 0, 2);
  tcase_add_test (tcase, a_name_need_not_be_utf_8);
  tcase_add_test (tcase, cancelling_stops_the_reading);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (script_files_suite ());
}
