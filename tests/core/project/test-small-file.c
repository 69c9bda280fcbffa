#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/project/project.h"
#include "core/project/small-file.h"

#include "limbeck-check.h"
#include "scratch.h"

static void
assert_unreadable (const char *path, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = limbeck_small_file_read (path, NULL, &error);

  ck_assert_ptr_null (contents);
  ck_assert (g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_UNREADABLE));
  ck_assert_ptr_nonnull (strstr (error->message, reason));
}

START_TEST (a_file_is_read_whole)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.ini");
    g_autofree char *contents = NULL;
    gsize            length = 0;

    limbeck_scratch_write (scratch, "x.ini", "[alembic]\n");
    contents = limbeck_small_file_read (path, &length, NULL);

    ck_assert_str_eq (contents, "[alembic]\n");
    ck_assert_uint_eq (length, 10);
    ck_assert (limbeck_small_file_is_present (path));
  }
END_TEST

START_TEST (a_missing_file_is_told_as_such)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.ini");
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_small_file_read (path, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_NOT_FOUND));
    ck_assert_ptr_nonnull (strstr (error->message, path));
    ck_assert (!limbeck_small_file_is_present (path));
  }
END_TEST

START_TEST (nothing_but_a_regular_file_is_opened)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *fifo = limbeck_scratch_dup_path (scratch, "fifo.ini");

    ck_assert_int_eq (mkfifo (fifo, 0600), 0);

    assert_unreadable (fifo, "not a regular file");
    assert_unreadable (limbeck_scratch_get_directory (scratch), "not a regular file");
    assert_unreadable ("/dev/zero", "not a regular file");
    ck_assert (!limbeck_small_file_is_present (fifo));
  }
END_TEST

START_TEST (a_huge_file_is_refused)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.ini");

    limbeck_scratch_write (scratch, "x.ini", "");
    ck_assert_int_eq (truncate (path, (off_t) 200 * 1024 * 1024), 0);

    assert_unreadable (path, "larger than 1 MiB");
  }
END_TEST

START_TEST (a_nul_byte_is_refused)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.ini");

    ck_assert (g_file_set_contents (path, "a\0b", 3, NULL));

    assert_unreadable (path, "NUL");
  }
END_TEST

START_TEST (a_symlink_loop_is_told)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.ini");

    limbeck_scratch_link (scratch, "x.ini", "x.ini");

    assert_unreadable (path, "symbolic links");
  }
END_TEST

START_TEST (a_file_without_permission_is_told)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "x.ini");

    limbeck_scratch_write (scratch, "x.ini", "x");
    g_chmod (path, 0);

    if (geteuid () != 0)
      assert_unreadable (path, "Permission denied");
  }
END_TEST

static Suite *
small_file_suite (void)
{
  Suite *suite = suite_create ("core/project/small-file");
  TCase *tcase = tcase_create ("small-file");

  tcase_add_test (tcase, a_file_is_read_whole);
  tcase_add_test (tcase, a_missing_file_is_told_as_such);
  tcase_add_test (tcase, nothing_but_a_regular_file_is_opened);
  tcase_add_test (tcase, a_huge_file_is_refused);
  tcase_add_test (tcase, a_nul_byte_is_refused);
  tcase_add_test (tcase, a_symlink_loop_is_told);
  tcase_add_test (tcase, a_file_without_permission_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (small_file_suite ());
}
