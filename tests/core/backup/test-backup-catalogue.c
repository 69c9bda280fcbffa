#include <string.h>

#include "core/backup/backup-private.h"

#include "limbeck-check.h"
#include "scratch.h"

#define SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define MOMENT G_GINT64_CONSTANT (1769860800000000)

static const struct
{
  const char *text;
  const char *name;
} names[] = {
  { "shop", "shop" },       { "my db", "my%20db" },     { "ä", "%C3%A4" },  { "a/b", "a%2Fb" },
  { "..", "%2E." },         { ".hidden", "%2Ehidden" }, { "-rf", "%2Drf" }, { "%2F", "%252F" },
  { "a.b-c_d", "a.b-c_d" }, { "\xff\n", "%FF%0A" },     { "", "%" },
};

START_TEST (a_name_is_safe_in_a_path)
  {
    g_autofree char *name = limbeck_backup_dup_safe_name (names[_i].text, 100);

    ck_assert_str_eq (name, names[_i].name);
  }
END_TEST

START_TEST (long_names_stay_short_and_different)
  {
    g_autofree char *base = g_strnfill (300, 'x');
    g_autofree char *one = g_strconcat (base, "1", NULL);
    g_autofree char *two = g_strconcat (base, "2", NULL);
    g_autofree char *first = limbeck_backup_dup_safe_name (one, 60);
    g_autofree char *second = limbeck_backup_dup_safe_name (two, 60);

    ck_assert_uint_le (strlen (first), 60);
    ck_assert_str_ne (first, second);
  }
END_TEST

START_TEST (a_dump_is_named_after_database_moment_and_revision)
  {
    const char      *rows[] = { "a1", "b/2", NULL };
    const char      *none[] = { NULL };
    g_autofree char *two = limbeck_backup_dup_name ("my db", MOMENT, rows);
    g_autofree char *zero = limbeck_backup_dup_name ("shop", MOMENT, none);

    ck_assert_str_eq (two, "my%20db-20260131T120000Z-a1+b%2F2.dump");
    ck_assert_str_eq (zero, "shop-20260131T120000Z-base.dump");
  }
END_TEST

START_TEST (every_name_fits_a_directory)
  {
    g_autofree char *database = g_strnfill (63, '\n');
    g_autofree char *revision = g_strnfill (1000, '/');
    const char      *rows[] = { revision, revision, NULL };
    g_autofree char *name = limbeck_backup_dup_name (database, MOMENT, rows);
    g_autofree char *manifest = limbeck_backup_dup_manifest_path (name);

    ck_assert_uint_le (strlen (manifest), 255);
  }
END_TEST

START_TEST (a_directory_is_chosen_or_ones_own)
  {
    g_autofree char *chosen = limbeck_backup_dup_directory ("/backups", "a/b");
    g_autofree char *own = NULL;
    g_autofree char *empty = NULL;

    g_setenv ("XDG_DATA_HOME", "/data", TRUE);
    g_reload_user_special_dirs_cache ();
    own = limbeck_backup_dup_directory (NULL, "shop");
    empty = limbeck_backup_dup_directory ("", "shop");

    ck_assert_str_eq (chosen, "/backups/a%2Fb");
    ck_assert_str_eq (own, "/data/limbeck/backups/shop");
    ck_assert_str_eq (empty, "/data/limbeck/backups/shop");
  }
END_TEST

static void
make_backup (LimbeckScratch *scratch, const char *name, gint64 finished_at)
{
  g_autofree char   *path = limbeck_scratch_dup_path (scratch, name);
  LimbeckBackupFacts facts = { .path = path,
                               .database = "d",
                               .tool_version = 150000,
                               .sha256 = SHA256,
                               .size_bytes = 4,
                               .finished_at = finished_at };
  g_autoptr (LimbeckBackup) backup = limbeck_backup_new (&facts);
  g_autofree char *json = limbeck_backup_to_json (backup);
  g_autofree char *manifest = limbeck_backup_dup_manifest_path (name);

  limbeck_scratch_write (scratch, name, "dump");
  limbeck_scratch_write (scratch, manifest, json);
}

START_TEST (backups_are_listed_newest_first)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GString) names_seen = g_string_new (NULL);

    make_backup (scratch, "b.dump", 2 * G_USEC_PER_SEC);
    make_backup (scratch, "c.dump", 3 * G_USEC_PER_SEC);
    make_backup (scratch, "a.dump", 3 * G_USEC_PER_SEC);
    make_backup (scratch, "d.dump", 1 * G_USEC_PER_SEC);
    limbeck_scratch_write (scratch, "alone.dump", "dump");
    limbeck_scratch_write (scratch, "bad.dump.manifest.json", "{}");
    limbeck_scratch_write (scratch, "e.dump.part", "");
    limbeck_scratch_make_directory (scratch, "f.dump.manifest.json");

    list = limbeck_backup_list (limbeck_scratch_get_directory (scratch));
    for (guint i = 0; i < list->len; i++)
      {
        g_autofree char *name = g_path_get_basename (limbeck_backup_get_path (list->pdata[i]));

        g_string_append (names_seen, name);
      }
    ck_assert_str_eq (names_seen->str, "c.dumpa.dumpb.dumpd.dump");
  }
END_TEST

START_TEST (a_directory_that_is_not_there_holds_no_backups)
  {
    g_autoptr (GPtrArray) list = limbeck_backup_list ("/nonexistent");

    ck_assert_uint_eq (list->len, 0);
  }
END_TEST

static Suite *
backup_catalogue_suite (void)
{
  Suite *suite = suite_create ("backup-catalogue");
  TCase *tcase = tcase_create ("backup-catalogue");

  tcase_add_loop_test (tcase, a_name_is_safe_in_a_path, 0, G_N_ELEMENTS (names));
  tcase_add_test (tcase, long_names_stay_short_and_different);
  tcase_add_test (tcase, a_dump_is_named_after_database_moment_and_revision);
  tcase_add_test (tcase, every_name_fits_a_directory);
  tcase_add_test (tcase, a_directory_is_chosen_or_ones_own);
  tcase_add_test (tcase, backups_are_listed_newest_first);
  tcase_add_test (tcase, a_directory_that_is_not_there_holds_no_backups);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (backup_catalogue_suite ());
}
