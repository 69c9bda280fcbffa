#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/database/known-database-file.h"

#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;
static LimbeckTarget  *target;
static char           *path;

static void
set_up (void)
{
  g_autofree char *directory = NULL;

  scratch = limbeck_scratch_new ();
  g_setenv ("XDG_STATE_HOME", limbeck_scratch_get_directory (scratch), TRUE);
  target = limbeck_target_new ("/p", "/p/alembic.ini");
  path = limbeck_known_database_file_dup_path (target);
  directory = g_path_get_dirname (path);
  ck_assert_int_eq (g_mkdir_with_parents (directory, 0700), 0);
}

static void
tear_down (void)
{
  g_clear_pointer (&path, g_free);
  g_clear_object (&target);
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static void
assert_refused (GIOErrorEnum code, const char *part)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (limbeck_known_database_file_load (target, &error));
  ck_assert_msg (error != NULL, "nothing was said about %s", part);
  ck_assert_msg (g_error_matches (error, G_IO_ERROR, code), "%s", error->message);
  ck_assert_msg (strstr (error->message, part) != NULL, "%s", error->message);
  ck_assert_msg (strstr (error->message, path) != NULL, "%s", error->message);
}

static const struct
{
  const char *contents;
  const char *member;
} damages[] = {
  { "", "no JSON object" },
  { "{", "no JSON object" },
  { "[]", "no JSON object" },
  { "null", "no JSON object" },
  { "{\"schema\": 1} trailing", "no JSON object" },
  { "{}", "schema" },
  { "{\"schema\": \"1\"}", "schema" },
  { "{\"schema\": 1}", "databases" },
  { "{\"schema\": 1, \"databases\": 1}", "databases" },
  { "{\"schema\": 1, \"databases\": [1]}", "databases" },
  { "{\"schema\": 1, \"databases\": [null]}", "databases" },
  { "{\"schema\": 1, \"databases\": [{}]}", "url" },
  { "{\"schema\": 1, \"databases\": [{\"url\": null}]}", "url" },
  { "{\"schema\": 1, \"databases\": [{\"url\": 7}]}", "url" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"system_identifier\": 7}]}",
    "system_identifier" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"database\": []}]}", "database" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"database_oid\": \"7\"}]}", "database_oid" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"database_oid\": 0}]}", "database_oid" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"database_oid\": -1}]}", "database_oid" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"database_oid\": 4294967296}]}",
    "database_oid" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"timeline\": 1.5}]}", "timeline" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"first_seen\": \"once\"}]}", "first_seen" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"last_seen\": 7}]}", "last_seen" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"guess\": \"\"}]}", "guess" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"class\": \"prod\"}]}", "class" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\", \"class\": 3}]}", "class" },
  { "{\"schema\": 1, \"databases\": [{\"url\": \"a\"}, {\"url\": \"b\", \"class\": true}]}",
    "class" },
};

START_TEST (a_damaged_file_is_not_believed_and_the_damage_is_named)
  {
    ck_assert (g_file_set_contents (path, damages[_i].contents, -1, NULL));
    assert_refused (G_IO_ERROR_INVALID_DATA, damages[_i].member);
  }
END_TEST

START_TEST (what_another_version_has_written_is_left_alone)
  {
    ck_assert (g_file_set_contents (path, "{\"schema\": 2, \"databases\": {}}", -1, NULL));
    assert_refused (G_IO_ERROR_NOT_SUPPORTED, "another version");
  }
END_TEST

START_TEST (a_folder_in_its_place_is_told)
  {
    ck_assert_int_eq (g_mkdir (path, 0700), 0);
    assert_refused (G_IO_ERROR_FAILED, "");
  }
END_TEST

START_TEST (a_pipe_in_its_place_holds_nobody_up)
  {
    ck_assert_int_eq (mkfifo (path, 0600), 0);
    assert_refused (G_IO_ERROR_FAILED, "");
  }
END_TEST

START_TEST (no_file_holds_nothing)
  {
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_known_database_file_load (target, &error));
    ck_assert_ptr_null (error);
  }
END_TEST

START_TEST (what_is_saved_is_read_again)
  {
    g_autoptr (JsonObject) file = limbeck_known_database_file_new (target);
    g_autoptr (JsonObject) again = NULL;
    g_autoptr (GError) error = NULL;
    JsonObject *entry = limbeck_known_database_file_ensure (file, "dbname=shop");
    GStatBuf    status;

    json_object_set_string_member (entry, "class", "staging");
    json_object_set_int_member (entry, "database_oid", G_MAXUINT32);
    ck_assert_ptr_eq (limbeck_known_database_file_ensure (file, "dbname=shop"), entry);
    ck_assert_ptr_null (limbeck_known_database_file_find (file, "dbname=shop2"));
    ck_assert (limbeck_known_database_file_save (target, file, &error));
    ck_assert_int_eq (g_stat (path, &status), 0);
    ck_assert_uint_eq (status.st_mode & 0777, 0600);

    again = limbeck_known_database_file_load (target, &error);
    ck_assert_msg (again != NULL, "%s", error ? error->message : "");
    ck_assert_str_eq (json_object_get_string_member (again, "config"), "file:///p/alembic.ini");
    entry = limbeck_known_database_file_find (again, "dbname=shop");
    ck_assert_str_eq (json_object_get_string_member (entry, "class"), "staging");
  }
END_TEST

START_TEST (every_target_has_a_file_of_its_own)
  {
    g_autoptr (LimbeckTarget) config = limbeck_target_new ("/p", "/p/alembic_b.ini");
    g_autoptr (LimbeckTarget)
        section = limbeck_target_new_named ("/p", "/p/alembic.ini", "orders", NULL);
    g_autofree char *of_config = limbeck_known_database_file_dup_path (config);
    g_autofree char *of_section = limbeck_known_database_file_dup_path (section);

    ck_assert_str_ne (of_config, path);
    ck_assert_str_ne (of_section, path);
    ck_assert_str_ne (of_section, of_config);
  }
END_TEST

START_TEST (a_lock_keeps_the_next_writer_out_for_a_time_only)
  {
    g_autoptr (GError) error = NULL;
    const int first = limbeck_known_database_file_lock (target, &error);
    const int second = limbeck_known_database_file_lock (target, &error);
    int       third = -1;

    ck_assert_int_ge (first, 0);
    ck_assert_int_eq (second, -1);
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY));
    g_clear_error (&error);

    close (first);
    third = limbeck_known_database_file_lock (target, &error);
    ck_assert_msg (third >= 0, "%s", error ? error->message : "");
    close (third);
  }
END_TEST

static Suite *
the_suite (void)
{
  Suite *suite = suite_create ("core/database/known-database-file");
  TCase *tcase = tcase_create ("known-database-file");

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_loop_test (
      tcase, a_damaged_file_is_not_believed_and_the_damage_is_named, 0, G_N_ELEMENTS (damages));
  tcase_add_test (tcase, what_another_version_has_written_is_left_alone);
  tcase_add_test (tcase, a_folder_in_its_place_is_told);
  tcase_add_test (tcase, a_pipe_in_its_place_holds_nobody_up);
  tcase_add_test (tcase, no_file_holds_nothing);
  tcase_add_test (tcase, what_is_saved_is_read_again);
  tcase_add_test (tcase, every_target_has_a_file_of_its_own);
  tcase_add_test (tcase, a_lock_keeps_the_next_writer_out_for_a_time_only);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (the_suite ());
}
