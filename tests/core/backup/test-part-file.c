#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/backup/part-file.h"
#include "core/backup/postgres-tools.h"

#include "limbeck-check.h"
#include "scratch.h"

#define NAME "d-20260131T120000Z-a1.dump"

static LimbeckScratch *scratch;
static const char     *directory;

static void
make_scratch (void)
{
  scratch = limbeck_scratch_new ();
  directory = limbeck_scratch_get_directory (scratch);
}

static void
remove_scratch (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
list_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *name;

  while ((name = g_dir_read_name (dir)))
    g_ptr_array_add (names, (gpointer) g_intern_string (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return g_strjoinv (" ", (char **) names->pdata);
}

START_TEST (what_is_not_kept_vanishes)
  {
    g_autoptr (LimbeckPartFile) part = limbeck_part_file_new (directory, NAME, NULL);
    g_autofree char *during = list_files ();
    g_autofree char *after = NULL;
    struct stat      status;

    ck_assert_ptr_nonnull (part);
    ck_assert_int_eq (fstat (part->fd, &status), 0);
    ck_assert_uint_eq (status.st_mode & 07777, 0600);
    g_clear_pointer (&part, limbeck_part_file_free);
    after = list_files ();
    ck_assert_str_eq (during, NAME ".part");
    ck_assert_str_eq (after, "");
  }
END_TEST

START_TEST (what_is_kept_has_its_name)
  {
    g_autoptr (LimbeckPartFile) part = limbeck_part_file_new (directory, NAME, NULL);
    g_autofree char *after = NULL;

    ck_assert (limbeck_part_file_keep (part, NULL));
    g_clear_pointer (&part, limbeck_part_file_free);
    after = list_files ();
    ck_assert_str_eq (after, NAME);
  }
END_TEST

START_TEST (two_of_one_second_do_not_meet)
  {
    g_autoptr (LimbeckPartFile) first = limbeck_part_file_new (directory, NAME, NULL);
    g_autoptr (LimbeckPartFile) second = limbeck_part_file_new (directory, NAME, NULL);
    g_autoptr (LimbeckPartFile) third = NULL;

    ck_assert (limbeck_part_file_keep (first, NULL));
    third = limbeck_part_file_new (directory, NAME, NULL);
    ck_assert (g_str_has_suffix (first->path, "-a1.dump"));
    ck_assert (g_str_has_suffix (second->path, "-a1-2.dump"));
    ck_assert (g_str_has_suffix (third->path, "-a1-3.dump"));
  }
END_TEST

START_TEST (a_directory_that_can_not_be_written_to_is_told)
  {
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_part_file_new ("/proc/self", NAME, &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_DIRECTORY));
    ck_assert_ptr_nonnull (strstr (error->message, "“/proc/self”"));
  }
END_TEST

START_TEST (a_sweep_takes_only_what_nobody_makes_any_more)
  {
    g_autoptr (LimbeckPartFile) alive G_GNUC_UNUSED = limbeck_part_file_new (directory, NAME, NULL);
    g_autofree char                  *after = NULL;
    g_autofree char *fifo = limbeck_scratch_dup_path (scratch, "f-20260131T120000Z-a1.dump.part");

    limbeck_scratch_write (scratch, "dead-20260131T120000Z-a1.dump.part", "");
    limbeck_scratch_write (scratch, "dead-20260131T120000Z-a1-2.dump.part", "");
    limbeck_scratch_write (scratch, "other.part", "");
    limbeck_scratch_write (scratch, "mine.dump.part", "");
    limbeck_scratch_write (scratch, "d-20260131T120000Z-a1.dump.party", "");
    limbeck_scratch_link (scratch, "other.part", "l-20260131T120000Z-a1.dump.part");
    limbeck_scratch_make_directory (scratch, "m-20260131T120000Z-a1.dump.part");
    ck_assert_int_eq (mkfifo (fifo, 0600), 0);

    limbeck_part_file_sweep (directory);
    ck_assert_int_eq (unlink (fifo), 0);
    after = list_files ();
    ck_assert_str_eq (after,
                      NAME ".part d-20260131T120000Z-a1.dump.party l-20260131T120000Z-a1.dump.part"
                           " m-20260131T120000Z-a1.dump.part mine.dump.part other.part");
  }
END_TEST

START_TEST (sweeping_nothing_is_fine)
  {
    limbeck_part_file_sweep ("/nonexistent");
  }
END_TEST

static Suite *
part_file_suite (void)
{
  Suite *suite = suite_create ("part-file");
  TCase *tcase = tcase_create ("part-file");

  tcase_add_checked_fixture (tcase, make_scratch, remove_scratch);
  tcase_add_test (tcase, what_is_not_kept_vanishes);
  tcase_add_test (tcase, what_is_kept_has_its_name);
  tcase_add_test (tcase, two_of_one_second_do_not_meet);
  tcase_add_test (tcase, a_directory_that_can_not_be_written_to_is_told);
  tcase_add_test (tcase, a_sweep_takes_only_what_nobody_makes_any_more);
  tcase_add_test (tcase, sweeping_nothing_is_fine);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (part_file_suite ());
}
