#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/backup/backup-private.h"
#include "core/backup/dump-private.h"

#include "dump-fixture.h"
#include "limbeck-check.h"

#define N_DAMAGES 120

static LimbeckBackup *backup;
static char          *contents;
static gsize          length;

static void
set_up_backup (void)
{
  set_up_dump ();
  run_sql ("create table alembic_version (version_num varchar(32));"
           "insert into alembic_version values ('a1')");
  fill_table (100);
  backup = must_take_dump ();
  ck_assert (g_file_get_contents (limbeck_backup_get_path (backup), &contents, &length, NULL));
}

static void
tear_down_backup (void)
{
  g_clear_object (&backup);
  g_clear_pointer (&contents, g_free);
  tear_down_dump ();
}

static void
write_dump (const char *bytes, gsize n)
{
  ck_assert (g_file_set_contents (limbeck_backup_get_path (backup), bytes, (gssize) n, NULL));
}

static void
assert_not_verified (const char *part)
{
  g_autoptr (GError) error = NULL;

  ck_assert (!limbeck_dump_verify (backup, NULL, &error));
  ck_assert_msg (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NOT_VERIFIED),
                 "%s",
                 error->message);
  ck_assert_msg (strstr (error->message, part) != NULL, "%s", error->message);
}

START_TEST (a_sound_backup_stays_sound)
  {
    g_autoptr (GError) error = NULL;

    for (int i = 0; i < 3; i++)
      ck_assert_msg (limbeck_dump_verify (backup, NULL, &error), "%s", error->message);
  }
END_TEST

START_TEST (a_flipped_bit_is_found_anywhere)
  {
    g_autoptr (GRand) random = g_rand_new_with_seed (4711);

    for (int i = 0; i < N_DAMAGES; i++)
      {
        gsize place = (gsize) g_rand_double_range (random, 0, (double) length);
        char  bit = (char) (1 << g_rand_int_range (random, 0, 8));

        contents[place] ^= bit;
        write_dump (contents, length);
        assert_not_verified ("SHA-256");
        contents[place] ^= bit;
      }
  }
END_TEST

START_TEST (a_backup_cut_anywhere_is_found)
  {
    g_autoptr (GRand) random = g_rand_new_with_seed (4711);

    for (int i = 0; i < N_DAMAGES; i++)
      {
        write_dump (contents, (gsize) g_rand_double_range (random, 0, (double) length));
        assert_not_verified ("size");
      }
    write_dump (contents, length - 1);
    assert_not_verified ("size");
  }
END_TEST

START_TEST (a_missing_backup_is_told)
  {
    ck_assert_int_eq (unlink (limbeck_backup_get_path (backup)), 0);
    assert_not_verified ("No such file");
    ck_assert_int_eq (mkfifo (limbeck_backup_get_path (backup), 0600), 0);
    assert_not_verified (limbeck_backup_get_path (backup));
  }
END_TEST

/* Without its checksum, as it is when a dump has just been written. */
static gboolean
reads_back (GError **error)
{
  g_autofree char *pg_restore = find_tool ("pg_restore");

  return limbeck_dump_read_back (pg_restore, limbeck_backup_get_path (backup), NULL, error);
}

START_TEST (reading_back_finds_damage_in_the_rows)
  {
    g_autoptr (GRand) random = g_rand_new_with_seed (4711);

    ck_assert (reads_back (NULL));
    for (int i = 0; i < N_DAMAGES; i++)
      {
        /* The table of contents comes first; it has no checksum of its own. */
        gsize place = (gsize) g_rand_double_range (random, (double) length / 4, (double) length);
        char  bit = (char) (1 << g_rand_int_range (random, 0, 8));
        g_autoptr (GError) error = NULL;

        contents[place] ^= bit;
        write_dump (contents, length);
        ck_assert_msg (!reads_back (&error), "byte %zu of %zu", place, length);
        ck_assert (
            g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NOT_VERIFIED));
        contents[place] ^= bit;
      }
  }
END_TEST

START_TEST (reading_back_finds_what_was_cut)
  {
    g_autoptr (GRand) random = g_rand_new_with_seed (4711);

    for (int i = 0; i < 40; i++)
      {
        write_dump (contents,
                    i == 0 ? 0 : (gsize) g_rand_double_range (random, 0, (double) length));
        ck_assert (!reads_back (NULL));
      }
    write_dump (contents, length - 1);
    ck_assert (!reads_back (NULL));
  }
END_TEST

START_TEST (rows_are_found_in_the_dump)
  {
    g_autofree char *pg_restore = find_tool ("pg_restore");
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) rows = limbeck_dump_read_rows (
        pg_restore, limbeck_backup_get_path (backup), "public", "alembic_version", NULL, &error);
    g_auto (GStrv) none = limbeck_dump_read_rows (
        pg_restore, limbeck_backup_get_path (backup), "other", "alembic_version", NULL, &error);

    ck_assert_ptr_null (error);
    ck_assert_str_eq (rows[0], "a1");
    ck_assert_ptr_null (rows[1]);
    ck_assert_ptr_null (none[0]);
  }
END_TEST

START_TEST (a_missing_pg_restore_is_told)
  {
    g_autoptr (GError) error = NULL;

    ck_assert (!limbeck_dump_read_back (
        "/nonexistent/pg_restore", limbeck_backup_get_path (backup), NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NOT_VERIFIED));
    ck_assert_ptr_nonnull (strstr (error->message, "pg_restore"));
  }
END_TEST

START_TEST (verifying_can_be_cancelled)
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancellable);
    ck_assert (!limbeck_dump_verify (backup, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

START_TEST (a_hash_is_the_files)
  {
    g_autofree char *expected = g_compute_checksum_for_data (
        G_CHECKSUM_SHA256, (const guchar *) contents, length);
    gint64           size_bytes;
    g_autofree char *hash = limbeck_dump_compute_sha256 (
        limbeck_backup_get_path (backup), NULL, NULL, &size_bytes, NULL);

    ck_assert_str_eq (hash, expected);
    ck_assert_int_eq (size_bytes, length);
  }
END_TEST

static Suite *
dump_verify_suite (void)
{
  Suite *suite = suite_create ("dump-verify");
  TCase *tcase = tcase_create ("dump-verify");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, set_up_backup, tear_down_backup);
  tcase_add_test (tcase, a_sound_backup_stays_sound);
  tcase_add_test (tcase, a_flipped_bit_is_found_anywhere);
  tcase_add_test (tcase, a_backup_cut_anywhere_is_found);
  tcase_add_test (tcase, a_missing_backup_is_told);
  tcase_add_test (tcase, reading_back_finds_damage_in_the_rows);
  tcase_add_test (tcase, reading_back_finds_what_was_cut);
  tcase_add_test (tcase, rows_are_found_in_the_dump);
  tcase_add_test (tcase, a_missing_pg_restore_is_told);
  tcase_add_test (tcase, verifying_can_be_cancelled);
  tcase_add_test (tcase, a_hash_is_the_files);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (dump_verify_suite ());
}
