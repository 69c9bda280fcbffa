#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/backup/backup-private.h"
#include "core/database/fingerprint.h"

#include "dump-fixture.h"
#include "limbeck-check.h"
#include "test-command.h"

#define VERSION_TABLE                                                                              \
  "create table alembic_version (version_num varchar(32) primary key);"                            \
  "insert into alembic_version values ('a1'), ('b2');"

static guint
mode_of (const char *path)
{
  struct stat status;

  ck_assert_int_eq (stat (path, &status), 0);

  return status.st_mode & 07777;
}

START_TEST (a_dump_is_taken_and_read_back)
  {
    g_autoptr (LimbeckDatabaseState) state = NULL;
    g_autoptr (LimbeckBackup) backup = NULL;
    g_autoptr (LimbeckBackup) loaded = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *manifest = NULL;
    g_autofree char *rows = NULL;
    gint64           before = g_get_real_time ();

    run_sql (VERSION_TABLE);
    fill_table (100);
    state = read_state ("shop");
    backup = must_take_dump ();
    rows = g_strjoinv (" ", (char **) limbeck_backup_get_rows (backup));
    manifest = limbeck_backup_dup_manifest_path (limbeck_backup_get_path (backup));

    ck_assert (g_str_has_prefix (limbeck_backup_get_path (backup), directory));
    ck_assert (g_str_has_suffix (limbeck_backup_get_path (backup), "-a1+b2.dump"));
    ck_assert_str_eq (limbeck_backup_get_database (backup), "shop");
    ck_assert_str_eq (limbeck_backup_get_system_identifier (backup),
                      limbeck_database_state_get_system_identifier (state));
    ck_assert_uint_eq (limbeck_backup_get_database_oid (backup),
                       limbeck_database_state_get_database_oid (state));
    ck_assert_str_eq (rows, "a1 b2");
    ck_assert_int_eq (limbeck_backup_get_level (backup), LIMBECK_BACKUP_LEVEL_READ);
    ck_assert_int_gt (limbeck_backup_get_size_bytes (backup), 100 * 1000);
    ck_assert_int_ge (limbeck_backup_get_finished_at (backup), before);

    ck_assert_uint_eq (mode_of (directory), 0700);
    ck_assert_uint_eq (mode_of (limbeck_backup_get_path (backup)), 0600);
    ck_assert_uint_eq (mode_of (manifest), 0600);

    loaded = limbeck_backup_load (manifest, &error);
    ck_assert_msg (loaded != NULL, "%s", error ? error->message : "");
    ck_assert (limbeck_dump_verify (loaded, NULL, &error));
    list = limbeck_backup_list (directory);
    ck_assert_uint_eq (list->len, 1);
  }
END_TEST

START_TEST (a_dump_can_be_restored)
  {
    g_autoptr (LimbeckBackup) backup = NULL;
    g_autoptr (LimbeckTestCommand) restore = NULL;
    g_autofree char *pg_restore = find_tool ("pg_restore");
    g_autofree char *conninfo = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    const char      *sum = "select count(*), md5(string_agg(i || b::text, '' order by i)) from big";

    run_sql (VERSION_TABLE);
    fill_table (200);
    backup = must_take_dump ();
    limbeck_test_cluster_create_database (cluster, "copy");
    conninfo = limbeck_test_cluster_dup_conninfo (cluster, "copy");
    restore = limbeck_test_command_new (
        pg_restore, "--exit-on-error", "-d", conninfo, limbeck_backup_get_path (backup), NULL);
    ck_assert_int_eq (limbeck_test_command_run (restore), 0);
    before = limbeck_test_cluster_ask (cluster, "shop", sum);
    after = limbeck_test_cluster_ask (cluster, "copy", sum);
    ck_assert_str_eq (before, after);
  }
END_TEST

START_TEST (two_dumps_of_one_second_do_not_meet)
  {
    g_autoptr (LimbeckBackup) first = must_take_dump ();
    g_autoptr (LimbeckBackup) second = must_take_dump ();
    g_autoptr (GPtrArray) list = limbeck_backup_list (directory);

    ck_assert_str_ne (limbeck_backup_get_path (first), limbeck_backup_get_path (second));
    ck_assert_uint_eq (list->len, 2);
    ck_assert_str_eq (limbeck_backup_get_path (list->pdata[0]), limbeck_backup_get_path (second));
  }
END_TEST

START_TEST (a_database_without_a_version_table_is_dumped_too)
  {
    g_autoptr (LimbeckBackup) backup = must_take_dump ();

    ck_assert_ptr_null (limbeck_backup_get_rows (backup)[0]);
    ck_assert (g_str_has_suffix (limbeck_backup_get_path (backup), "-base.dump"));
  }
END_TEST

static const char *const odd_databases[] = { "my db", "ä=ö",
                                             "it's",  "dbname=postgres user=x",
                                             "a%20b", "back\\slash" };

START_TEST (an_odd_database_is_dumped)
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckDatabaseUrl) url = NULL;
    g_autoptr (LimbeckDatabaseState) state = NULL;
    g_autoptr (LimbeckBackup) backup = NULL;
    const char *name = odd_databases[_i];

    limbeck_test_cluster_create_database (cluster, name);
    limbeck_test_cluster_run (cluster, name, VERSION_TABLE);
    url = database_url (name, NULL, NULL);
    if (g_strcmp0 (limbeck_database_url_get_parameter (url, "dbname"), name) != 0)
      ck_abort_msg ("the URL of “%s” leads to another database", name);
    state = read_state (name);
    backup = limbeck_dump_take (url, state, "alembic_version", directory, NULL, NULL, &error);
    ck_assert_msg (backup != NULL, "%s", error ? error->message : "");
    ck_assert_str_eq (limbeck_backup_get_database (backup), name);
    ck_assert_str_eq (limbeck_backup_get_rows (backup)[0], "a1");
  }
END_TEST

START_TEST (an_odd_version_table_is_found_in_the_dump)
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckConnection) connection = NULL;
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("shop", NULL, NULL);
    g_autoptr (LimbeckDatabaseState) state = NULL;
    g_autoptr (LimbeckBackup) backup = NULL;
    g_autofree char *rows = NULL;
    const char      *table = "Odd (version), \"table\" FROM stdin;";
    const char      *schema = "Schema (x, version_num) y";

    run_sql (
        "create schema \"Schema (x, version_num) y\";"
        "create table \"Schema (x, version_num) y\".\"Odd (version), \"\"table\"\" FROM stdin;\""
        " (\"a, b\" int, note text, version_num text);"
        "insert into \"Schema (x, version_num) y\".\"Odd (version), \"\"table\"\" FROM stdin;\" values"
        " (1, E'tab\\there', E'a\\\\1'), (2, null, E'b\\n2'), (3, 'x', null), (4, E'\\\\.', '\\N')");
    connection = connect_to ("shop");
    state = limbeck_database_state_read (connection, table, schema, 20000, NULL, &error);
    ck_assert_msg (state != NULL, "%s", error ? error->message : "");
    backup = limbeck_dump_take (url, state, table, directory, NULL, NULL, &error);
    ck_assert_msg (backup != NULL, "%s", error ? error->message : "");
    rows = g_strjoinv ("|", (char **) limbeck_backup_get_rows (backup));
    ck_assert_str_eq (rows, "a\\1|b\n2|\\N");
  }
END_TEST

typedef struct
{
  GString *stages;
  guint    n_outputs;
  double   furthest;
  gboolean is_backwards;
} Heard;

static void
listen (LimbeckEvent *event, gpointer data)
{
  Heard *heard = data;
  double fraction = limbeck_event_get_fraction (event);

  switch (limbeck_event_get_kind (event))
    {
    case LIMBECK_EVENT_STAGE:
      g_string_append_printf (heard->stages, "%s; ", limbeck_event_get_text (event));
      heard->furthest = -1;
      break;
    case LIMBECK_EVENT_PROGRESS:
      heard->is_backwards |= fraction < heard->furthest;
      heard->furthest = fraction;
      break;
    case LIMBECK_EVENT_OUTPUT:
      heard->n_outputs++;
      break;
    default:
      ck_abort_msg ("event %d", limbeck_event_get_kind (event));
    }
}

START_TEST (stages_and_progress_are_told)
  {
    Heard            heard = { .stages = g_string_new (NULL) };
    LimbeckEventSink sink = { listen, &heard };
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckBackup) backup = NULL;

    fill_table (100);
    backup = take_dump (&sink, NULL, &error);
    ck_assert_msg (backup != NULL, "%s", error ? error->message : "");
    ck_assert_str_eq (heard.stages->str,
                      "Preparing the backup; Making the backup; Reading the backup back; ");
    ck_assert (!heard.is_backwards);
    ck_assert_double_eq (heard.furthest, 1);
    ck_assert_uint_eq (heard.n_outputs, 0);
    g_string_free (heard.stages, TRUE);
  }
END_TEST

START_TEST (a_database_that_has_moved_on_is_not_taken)
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("shop", NULL, NULL);
    g_autoptr (LimbeckDatabaseState) state = NULL;

    run_sql (VERSION_TABLE);
    state = read_state ("shop");
    run_sql ("update alembic_version set version_num = 'c3' where version_num = 'b2'");
    ck_assert_ptr_null (
        limbeck_dump_take (url, state, "alembic_version", directory, NULL, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NOT_VERIFIED));
    ck_assert_ptr_nonnull (strstr (error->message, "c3"));
    assert_nothing_left ();
  }
END_TEST

START_TEST (another_database_is_not_taken)
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("shop", NULL, NULL);
    g_autoptr (LimbeckDatabaseState) state = read_state ("postgres");

    ck_assert_ptr_null (
        limbeck_dump_take (url, state, "alembic_version", directory, NULL, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_FAILED));
    ck_assert_ptr_nonnull (strstr (error->message, "“shop”"));
    ck_assert_ptr_nonnull (strstr (error->message, "“postgres”"));
    assert_nothing_left ();
  }
END_TEST

static void
assert_guest_fails (const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckDatabaseUrl) url = database_url ("shop", "guest", NULL);
  g_autoptr (LimbeckDatabaseState) state = read_state ("shop");

  ck_assert_ptr_null (
      limbeck_dump_take (url, state, "alembic_version", directory, NULL, NULL, &error));
  ck_assert_msg (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_FAILED),
                 "%s",
                 error->message);
  ck_assert_msg (strstr (error->message, part) != NULL, "%s", error->message);
  assert_nothing_left ();
}

START_TEST (a_missing_privilege_is_told)
  {
    limbeck_test_cluster_create_role (cluster, "guest", NULL);
    run_sql ("create table secret (id int)");
    assert_guest_fails ("secret");
  }
END_TEST

START_TEST (rows_that_a_policy_hides_stop_a_dump)
  {
    limbeck_test_cluster_create_role (cluster, "guest", NULL);
    run_sql (
        "create table t (id int); grant select on t to guest; alter table t enable row level security");
    assert_guest_fails ("row-level security");
  }
END_TEST

START_TEST (a_directory_that_is_a_file_is_told)
  {
    limbeck_scratch_write (scratch, "the backups/of shop", "a file");
    assert_dump_fails (LIMBECK_BACKUP_ERROR_DIRECTORY, directory);
  }
END_TEST

START_TEST (a_directory_that_is_read_only_is_told)
  {
    g_autofree char *old = g_steal_pointer (&directory);

    if (geteuid () == 0)
      {
        directory = g_strdup ("/proc/self/fdinfo");
        assert_dump_fails (LIMBECK_BACKUP_ERROR_DIRECTORY, "/proc/self/fdinfo");
        return;
      }
    directory = g_strdup (old);
    ck_assert_int_eq (g_mkdir_with_parents (directory, 0700), 0);
    ck_assert_int_eq (chmod (directory, 0500), 0);
    assert_dump_fails (LIMBECK_BACKUP_ERROR_DIRECTORY, directory);
    assert_nothing_left ();
  }
END_TEST

START_TEST (a_missing_tool_is_told)
  {
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_postgres_tools_find ("pg_dump", 9990000, &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NO_TOOL));
  }
END_TEST

START_TEST (a_file_that_can_not_grow_is_told)
  {
    struct rlimit limit = { 256 * 1024, RLIM_INFINITY };

    fill_table (1000);
    /* Inherited by pg_dump: write() fails with EFBIG. */
    signal (SIGXFSZ, SIG_IGN);
    ck_assert_int_eq (setrlimit (RLIMIT_FSIZE, &limit), 0);
    assert_dump_fails (LIMBECK_BACKUP_ERROR_FAILED, "File too large");
    limit.rlim_cur = RLIM_INFINITY;
    ck_assert_int_eq (setrlimit (RLIMIT_FSIZE, &limit), 0);
    assert_nothing_left ();
  }
END_TEST

START_TEST (a_pooler_is_refused)
  {
    g_autoptr (LimbeckTestCommand) pooler G_GNUC_UNUSED = start_pooler ();
    g_autoptr (LimbeckDatabaseUrl) url = pooler_url ("shop");
    g_autoptr (LimbeckDatabaseState) state = read_state ("shop");
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (
        limbeck_dump_take (url, state, "alembic_version", directory, NULL, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_FAILED));
    ck_assert_ptr_nonnull (strstr (error->message, "pooler"));
    assert_nothing_left ();
  }
END_TEST

START_TEST (a_stopped_server_is_told)
  {
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("shop", NULL, NULL);
    g_autoptr (LimbeckDatabaseState) state = read_state ("shop");
    g_autoptr (GError) error = NULL;

    limbeck_test_cluster_stop (cluster);
    ck_assert_ptr_null (
        limbeck_dump_take (url, state, "alembic_version", directory, NULL, NULL, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_UNREACHABLE, "no server answers");
    limbeck_test_cluster_restart (cluster);
    assert_nothing_left ();
  }
END_TEST

START_TEST (the_command_for_people_works_in_a_shell)
  {
    g_autoptr (LimbeckDatabaseUrl) url = NULL;
    g_autoptr (LimbeckTestCommand) shell = NULL;
    g_autofree char *command = NULL;
    g_autofree char *path = NULL;

    limbeck_test_cluster_create_database (cluster, "it's a \"db\"");
    url = database_url ("it's a \"db\"", NULL, NULL);
    ck_assert_int_eq (g_mkdir_with_parents (directory, 0700), 0);
    command = limbeck_dump_dup_command (url, directory);
    path = g_build_filename (directory, "it%27s%20a%20%22db%22.dump", NULL);
    shell = limbeck_test_command_new ("sh", "-c", command, NULL);
    ck_assert_msg (limbeck_test_command_run (shell) == 0,
                   "%s: %s",
                   command,
                   limbeck_test_command_get_errors (shell));
    ck_assert (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  }
END_TEST

START_TEST (the_command_for_people_holds_no_password)
  {
    g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (
        "postgresql://shop:hush-hush@db/shop?sslmode=require", NULL);
    g_autofree char *command = limbeck_dump_dup_command (url, "/backups/shop");

    ck_assert_ptr_null (strstr (command, "hush"));
    ck_assert_ptr_nonnull (strstr (command, "pg_dump --format=custom --compress=1"));
    ck_assert_ptr_nonnull (strstr (command, "/backups/shop/shop.dump"));
    ck_assert_ptr_nonnull (strstr (command, "sslmode"));
  }
END_TEST

static LimbeckDatabaseUrl *
tcp_url (const char *password)
{
  g_autofree char *text = g_strdup_printf ("postgresql://keeper:%s@%s:%s/shop",
                                           password,
                                           tcp_host,
                                           limbeck_test_cluster_get_port (cluster));

  limbeck_test_cluster_create_role (cluster, "keeper", "pass:\\word");
  g_unsetenv ("PGPASSWORD");

  return limbeck_database_url_parse (text, NULL);
}

START_TEST (the_password_reaches_pg_dump)
  {
    g_autoptr (LimbeckDatabaseUrl) url = tcp_url ("pass%3A%5Cword");
    g_autoptr (LimbeckDatabaseState) state = read_state ("shop");
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckBackup)
        backup = limbeck_dump_take (url, state, "alembic_version", directory, NULL, NULL, &error);
    g_autofree char *json = NULL;

    ck_assert_msg (backup != NULL, "%s", error ? error->message : "");
    json = limbeck_backup_to_json (backup);
    ck_assert_ptr_null (strstr (json, "word\""));
  }
END_TEST

START_TEST (a_wrong_password_is_told)
  {
    g_autoptr (LimbeckDatabaseUrl) url = tcp_url ("wrong");
    g_autoptr (LimbeckDatabaseState) state = read_state ("shop");
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (
        limbeck_dump_take (url, state, "alembic_version", directory, NULL, NULL, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_AUTHENTICATION, "“keeper”");
    assert_nothing_left ();
  }
END_TEST

static void
add_tcp_tests (Suite *suite)
{
  TCase *tcase = tcase_create ("tcp");

  tcase_add_unchecked_fixture (tcase, start_tcp_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, set_up_dump, tear_down_dump);
  tcase_add_test (tcase, the_password_reaches_pg_dump);
  tcase_add_test (tcase, a_wrong_password_is_told);
  suite_add_tcase (suite, tcase);
}

static Suite *
dump_suite (void)
{
  Suite *suite = suite_create ("dump");
  TCase *tcase = tcase_create ("dump");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, set_up_dump, tear_down_dump);
  tcase_add_test (tcase, a_dump_is_taken_and_read_back);
  tcase_add_test (tcase, a_dump_can_be_restored);
  tcase_add_test (tcase, two_dumps_of_one_second_do_not_meet);
  tcase_add_test (tcase, a_database_without_a_version_table_is_dumped_too);
  tcase_add_loop_test (tcase, an_odd_database_is_dumped, 0, G_N_ELEMENTS (odd_databases));
  tcase_add_test (tcase, an_odd_version_table_is_found_in_the_dump);
  tcase_add_test (tcase, stages_and_progress_are_told);
  tcase_add_test (tcase, a_database_that_has_moved_on_is_not_taken);
  tcase_add_test (tcase, another_database_is_not_taken);
  tcase_add_test (tcase, a_missing_privilege_is_told);
  tcase_add_test (tcase, rows_that_a_policy_hides_stop_a_dump);
  tcase_add_test (tcase, a_directory_that_is_a_file_is_told);
  tcase_add_test (tcase, a_directory_that_is_read_only_is_told);
  tcase_add_test (tcase, a_missing_tool_is_told);
  tcase_add_test (tcase, a_file_that_can_not_grow_is_told);
  tcase_add_test (tcase, a_pooler_is_refused);
  tcase_add_test (tcase, a_stopped_server_is_told);
  tcase_add_test (tcase, the_command_for_people_works_in_a_shell);
  tcase_add_test (tcase, the_command_for_people_holds_no_password);
  suite_add_tcase (suite, tcase);
  add_tcp_tests (suite);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (dump_suite ());
}
