/* `limbeckctl backup`, and that no password is ever seen. */

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "ctl-shop.h"
#include "limbeck-check.h"
#include "secret-search.h"

#define MANIFEST_SHAPE                                                                             \
  "schema:i format:i file:s path:s size_bytes:i sha256:s level:s database:s host:sn port:sn "      \
  "user:sn system_identifier:sn database_oid:i server_version:i tool_version:i "                   \
  "version_schema:sn version_table:s current:a started_at:s finished_at:s"

START_TEST (backup_is_taken_and_told)
  {
    g_autoptr (Ctl) json = ctl_run (shop, "backup", "--json", NULL);
    const char *path = NULL;
    g_autoptr (LimbeckTestCommand) list = NULL;

    ctl_expect (json, 0);
    ctl_expect_shape (json->answer, MANIFEST_SHAPE);
    ctl_expect_shape (json->answer, MANIFEST_SHAPE);
    path = ctl_get_string (json->answer, "path");
    list = limbeck_test_command_new ("pg_restore", "--list", path, NULL);
    ck_assert_int_eq (limbeck_test_command_run (list), 0);
    ck_assert_ptr_nonnull (strstr (limbeck_test_command_get_output (list), "customer"));
  }
END_TEST

START_TEST (backup_goes_where_it_is_told)
  {
    g_autofree char *directory = g_build_filename (
        limbeck_test_project_get_scratch (shop), "my backups", NULL);
    g_autoptr (Ctl) text = ctl_run (shop, "backup", "--directory", directory, NULL);
    g_autoptr (Ctl) none = ctl_run (shop, "backup", "--list", "--json", NULL);
    g_autoptr (Ctl)
        list = ctl_run (shop, "backup", "--list", "--json", "--directory", directory, NULL);
    JsonArray *backups = NULL;

    ctl_expect (text, 0);
    ctl_expect_text (text, directory);
    ctl_expect_text (text, "“shop” is backed up");
    ctl_expect (none, 0);
    ck_assert_uint_eq (
        json_array_get_length (json_object_get_array_member (none->answer, "backups")), 0);
    ctl_expect (list, 0);
    ctl_expect_shape (list->answer, "schema:i directory:s backups:a");
    backups = json_object_get_array_member (list->answer, "backups");
    ck_assert_uint_eq (json_array_get_length (backups), 1);
    ck_assert_str_eq (ctl_get_string (json_array_get_object_element (backups, 0), "database"),
                      "shop");
  }
END_TEST

START_TEST (list_for_people_is_newest_first)
  {
    g_autoptr (Ctl) first = ctl_run (shop, "backup", NULL);
    g_autoptr (Ctl) none = NULL;

    ctl_expect (first, 0);
    none = ctl_run (shop, "backup", "--list", NULL);
    ctl_expect (none, 0);
    ctl_expect_text (none, "newest first");
    ctl_expect_text (none, "b2");
  }
END_TEST

/* The dump waits for a table that somebody else has locked, and is cancelled there. */
START_TEST (cancelled_backup_leaves_nothing_behind)
  {
    g_autofree char *conninfo = limbeck_test_cluster_dup_conninfo (cluster, "shop");
    g_autofree char *directory = g_build_filename (
        limbeck_test_project_get_scratch (shop), "backups", NULL);
    g_autofree char    *option = g_strconcat ("--directory=", directory, NULL);
    g_autofree char    *place = g_build_filename (directory, "shop", NULL);
    LimbeckTestCommand *command = ctl_prepare (shop, "backup", "--json", option, NULL);
    g_autoptr (LimbeckTestCommand) holder = limbeck_test_command_new (
        "psql",
        "-c",
        "begin; lock table customer in access exclusive mode; select pg_sleep (300)",
        conninfo,
        NULL);
    g_autoptr (GDir) left = NULL;
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_command_start (holder);
    limbeck_test_cluster_wait_for (
        cluster,
        "shop",
        "select count(*) from pg_locks where relation = 'customer'::regclass and granted",
        "1");
    limbeck_test_command_start (command);
    limbeck_test_cluster_wait_for (
        cluster,
        "shop",
        "select count(*) from pg_locks where relation = 'customer'::regclass and not granted",
        "1");
    limbeck_test_command_signal (command, SIGINT);
    ctl = ctl_finish (command, TRUE);

    ctl_expect_error (ctl, 5, "cancelled");
    left = g_dir_open (place, 0, NULL);
    ck_assert (!left || !g_dir_read_name (left));
    limbeck_test_cluster_wait_for (
        cluster,
        "shop",
        "select count(*) from pg_locks where relation = 'customer'::regclass and not granted",
        "0");
  }
END_TEST

/* How the password is given. */
typedef enum
{
  BY_CONFIGURATION,
  BY_ENVIRONMENT,
  BY_OPTION,
  N_WAYS,
} Way;

static LimbeckTestCommand *
prepare_secret_run (Way way)
{
  static const LimbeckTestRevision revision = {
    .revision = "s1",
    .message = "prints what it should not",
    .upgrade = "print(os.environ.get('DATABASE_URL'))\n"
               "print(op.get_bind().engine.url.render_as_string(hide_password=False))\n"
               "op.execute('create table seen (id int)')\n"
               "op.execute('select pg_sleep(1)')",
  };
  g_autofree char    *url = NULL;
  g_autofree char    *option = NULL;
  LimbeckTestCommand *command = NULL;

  limbeck_test_cluster_create_role (cluster, "clerk", CTL_SECRET);
  limbeck_test_cluster_create_database (cluster, "shop");
  limbeck_test_cluster_run (cluster, "shop", "grant all on schema public to clerk");
  url = limbeck_test_cluster_dup_url_for (cluster, "shop", "clerk", CTL_SECRET);
  option = g_strconcat ("--database-url=", url, NULL);
  close_shop ();
  shop = limbeck_test_project_new (way == BY_CONFIGURATION ? LIMBECK_TEST_ENVIRONMENT_PLAIN
                                                           : LIMBECK_TEST_ENVIRONMENT_DATABASE_URL,
                                   way == BY_CONFIGURATION ? url : "");
  limbeck_test_project_add_revisions (shop, &revision, 1);
  command = ctl_prepare (shop, "upgrade", "--backup=take", "--confirm=shop", "--json", "-v", NULL);
  if (way == BY_ENVIRONMENT)
    limbeck_test_command_setenv (command, "LIMBECK_DATABASE_URL", url);
  if (way == BY_OPTION)
    limbeck_test_command_append (command, option);

  return command;
}

START_TEST (password_is_never_seen)
  {
    LimbeckTestCommand *command = prepare_secret_run ((Way) _i);
    g_autofree char    *home = NULL;
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_command_start (command);
    limbeck_test_command_wait_for_output (command, "Reading the project");
    for (int n_looks = 0; n_looks < 400; n_looks++)
      {
        g_autofree char *proc = g_strdup_printf ("/proc/%d/exe",
                                                 limbeck_test_command_get_pid (command));

        limbeck_secret_search_arguments (CTL_SECRET);
        if (access (proc, F_OK) != 0)
          break;
        g_usleep (5000);
      }
    ctl = ctl_finish (command, TRUE);

    ctl_expect (ctl, 0);
    ctl_expect_rows (cluster, "shop", "s1");
    home = g_build_filename (limbeck_test_project_get_scratch (shop), "home", NULL);
    limbeck_secret_search_tree (home, CTL_SECRET);
  }
END_TEST

static Suite *
backup_suite (void)
{
  Suite *suite = suite_create ("ctl-backup");
  TCase *tcase = tcase_create ("ctl-backup");

  tcase_set_timeout (tcase, 240);
  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, open_used_shop, close_shop);
  tcase_add_test (tcase, backup_is_taken_and_told);
  tcase_add_test (tcase, backup_goes_where_it_is_told);
  tcase_add_test (tcase, list_for_people_is_newest_first);
  tcase_add_test (tcase, cancelled_backup_leaves_nothing_behind);
  tcase_add_loop_test (tcase, password_is_never_seen, 0, N_WAYS);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (backup_suite ());
}
