#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/storage.h"

#include "limbeck-check.h"

static char *scratch;

static void
make_scratch (void)
{
  scratch = g_dir_make_tmp ("limbeck-storage-XXXXXX", NULL);
  ck_assert_ptr_nonnull (scratch);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory && (name = g_dir_read_name (directory)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
remove_scratch (void)
{
  remove_tree (scratch);
  g_clear_pointer (&scratch, g_free);
}

static guint
mode_of (const char *path)
{
  GStatBuf status;

  ck_assert_int_eq (g_stat (path, &status), 0);

  return status.st_mode & 07777;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (directory))
    n++;

  return n;
}

START_TEST (directories_are_for_their_owner_only)
  {
    g_autofree char *path = g_build_filename (scratch, "a b", "\303\244", NULL);
    g_autofree char *parent = g_path_get_dirname (path);
    g_autoptr (GError) error = NULL;

    ck_assert (limbeck_storage_make_directory (path, &error));
    ck_assert_ptr_null (error);
    ck_assert_uint_eq (mode_of (path), 0700);
    ck_assert_uint_eq (mode_of (parent), 0700);
    ck_assert (limbeck_storage_make_directory (path, NULL));
  }
END_TEST

START_TEST (a_file_in_the_way_is_named)
  {
    g_autofree char *file = g_build_filename (scratch, "file", NULL);
    g_autofree char *path = g_build_filename (file, "below", NULL);
    g_autoptr (GError) error = NULL;

    ck_assert (limbeck_storage_write (file, "", 0, NULL));
    ck_assert (!limbeck_storage_make_directory (path, &error));
    ck_assert_int_eq (error->domain, G_IO_ERROR);
    ck_assert_ptr_nonnull (strstr (error->message, path));
  }
END_TEST

START_TEST (a_directory_that_can_not_be_written_to_is_told)
  {
    g_autoptr (GError) error = NULL;

    ck_assert (!limbeck_storage_make_directory ("/proc/self/limbeck", &error));
    ck_assert_ptr_nonnull (strstr (error->message, "/proc/self/limbeck"));
    g_clear_error (&error);

    if (geteuid () == 0)
      return;
    ck_assert_int_eq (g_chmod (scratch, 0500), 0);
    ck_assert (!limbeck_storage_make_directory (scratch, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED));
    ck_assert_ptr_nonnull (strstr (error->message, scratch));
  }
END_TEST

START_TEST (a_file_is_replaced_as_a_whole)
  {
    g_autofree char *path = g_build_filename (scratch, "file", NULL);
    g_autofree char *contents = NULL;
    gsize            length;

    ck_assert (limbeck_storage_write (path, "old and long", -1, NULL));
    ck_assert (limbeck_storage_write (path, "n\0w", 3, NULL));
    ck_assert (g_file_get_contents (path, &contents, &length, NULL));
    ck_assert_uint_eq (length, 3);
    ck_assert_mem_eq (contents, "n\0w", 3);
    ck_assert_uint_eq (mode_of (path), 0600);
    ck_assert_uint_eq (count_files (scratch), 1);
  }
END_TEST

START_TEST (a_name_of_full_length_can_be_written)
  {
    g_autofree char *name = g_strnfill (255, 'n');
    g_autofree char *path = g_build_filename (scratch, name, NULL);

    ck_assert (limbeck_storage_write (path, "x", 1, NULL));
    ck_assert (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  }
END_TEST

START_TEST (a_failed_write_leaves_nothing_behind)
  {
    g_autofree char *path = g_build_filename (scratch, "directory", NULL);
    g_autofree char *below = g_build_filename (path, "below", NULL);
    g_autoptr (GError) error = NULL;

    ck_assert (limbeck_storage_make_directory (below, NULL));
    ck_assert (!limbeck_storage_write (path, "x", 1, &error));
    ck_assert_int_eq (error->domain, G_IO_ERROR);
    ck_assert_ptr_nonnull (strstr (error->message, path));
    ck_assert_uint_eq (count_files (scratch), 1);
  }
END_TEST

START_TEST (a_missing_directory_is_told)
  {
    g_autoptr (GError) error = NULL;

    ck_assert (!limbeck_storage_write ("/nonexistent/file", "x", 1, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
    ck_assert_ptr_nonnull (strstr (error->message, "/nonexistent/file"));
  }
END_TEST

START_TEST (only_a_directory_is_synced)
  {
    g_autofree char *path = g_build_filename (scratch, "file", NULL);
    g_autoptr (GError) error = NULL;

    ck_assert (limbeck_storage_sync_directory (scratch, NULL));
    ck_assert (limbeck_storage_write (path, "x", 1, NULL));
    ck_assert (!limbeck_storage_sync_directory (path, &error));
    ck_assert_ptr_nonnull (strstr (error->message, path));
  }
END_TEST

START_TEST (directories_follow_the_environment)
  {
    g_autofree char *state = NULL;
    g_autofree char *data = NULL;

    g_setenv ("XDG_STATE_HOME", "/s", TRUE);
    g_setenv ("XDG_DATA_HOME", "/d", TRUE);
    g_reload_user_special_dirs_cache ();
    state = limbeck_storage_dup_state_directory ();
    data = limbeck_storage_dup_data_directory ();

    ck_assert_str_eq (state, "/s/limbeck");
    ck_assert_str_eq (data, "/d/limbeck");
  }
END_TEST

static Suite *
storage_suite (void)
{
  Suite *suite = suite_create ("storage");
  TCase *tcase = tcase_create ("storage");

  tcase_add_checked_fixture (tcase, make_scratch, remove_scratch);
  tcase_add_test (tcase, directories_are_for_their_owner_only);
  tcase_add_test (tcase, a_file_in_the_way_is_named);
  tcase_add_test (tcase, a_directory_that_can_not_be_written_to_is_told);
  tcase_add_test (tcase, a_file_is_replaced_as_a_whole);
  tcase_add_test (tcase, a_name_of_full_length_can_be_written);
  tcase_add_test (tcase, a_failed_write_leaves_nothing_behind);
  tcase_add_test (tcase, a_missing_directory_is_told);
  tcase_add_test (tcase, only_a_directory_is_synced);
  tcase_add_test (tcase, directories_follow_the_environment);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (storage_suite ());
}
