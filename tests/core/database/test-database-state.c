#include <string.h>

#include "core/database/database-state.h"

#include "database-fixture.h"
#include "limbeck-check.h"

#define TIMEOUT_MS 20000

static LimbeckConnection *connection;

static void
connect_to_fresh_database (void)
{
  limbeck_test_cluster_create_database (cluster, "shop");
  connection = connect_to ("shop");
}

static void
disconnect (void)
{
  g_clear_object (&connection);
}

static void
run (const char *sql)
{
  limbeck_test_cluster_run (cluster, "shop", sql);
}

static LimbeckDatabaseState *
read_as (LimbeckConnection *who, const char *table, const char *schema)
{
  g_autoptr (GError) error = NULL;
  LimbeckDatabaseState *state = limbeck_database_state_read (
      who, table, schema, TIMEOUT_MS, NULL, &error);

  ck_assert_msg (state != NULL, "%s", error ? error->message : "");

  return state;
}

static LimbeckDatabaseState *
read_default (void)
{
  return read_as (connection, "alembic_version", NULL);
}

static char *
rows_of (LimbeckDatabaseState *state)
{
  return g_strjoinv (" ", (char **) limbeck_database_state_get_rows (state));
}

START_TEST (a_new_database_is_empty)
  {
    g_autoptr (LimbeckDatabaseState) state = read_default ();

    ck_assert_int_eq (limbeck_database_state_get_version_table (state),
                      LIMBECK_VERSION_TABLE_MISSING_EMPTY);
    ck_assert_ptr_null (limbeck_database_state_get_rows (state)[0]);
    ck_assert_ptr_null (limbeck_database_state_get_version_schema (state));
    ck_assert_uint_eq (limbeck_database_state_get_version_width (state), 0);
  }
END_TEST

START_TEST (what_is_not_the_applications_does_not_fill_a_database)
  {
    g_autoptr (LimbeckDatabaseState) state = NULL;
    g_autoptr (LimbeckDatabaseState) filled = NULL;

    run ("create schema limbeck; create table limbeck.audit (id int);"
         "create extension hstore; create table of_extension (id int);"
         "alter extension hstore add table of_extension; create view v as select 1");
    state = read_default ();
    ck_assert_int_eq (limbeck_database_state_get_version_table (state),
                      LIMBECK_VERSION_TABLE_MISSING_EMPTY);

    run ("create schema other; create table other.t (id int)");
    filled = read_default ();
    ck_assert_int_eq (limbeck_database_state_get_version_table (filled),
                      LIMBECK_VERSION_TABLE_MISSING_FULL);
  }
END_TEST

START_TEST (rows_come_as_the_server_gives_them)
  {
    g_autoptr (LimbeckDatabaseState) state = NULL;
    g_autofree char *rows = NULL;

    run ("create table alembic_version (version_num varchar(32));"
         "insert into alembic_version values ('z9'), (null), ('a1'), ('m5')");
    state = read_default ();
    rows = rows_of (state);
    ck_assert_int_eq (limbeck_database_state_get_version_table (state),
                      LIMBECK_VERSION_TABLE_PRESENT);
    ck_assert_str_eq (rows, "z9 a1 m5");
    ck_assert_uint_eq (limbeck_database_state_get_version_width (state), 32);
    ck_assert_str_eq (limbeck_database_state_get_version_schema (state), "public");
  }
END_TEST

START_TEST (an_empty_version_table_is_present)
  {
    g_autoptr (LimbeckDatabaseState) state = NULL;

    run ("create table alembic_version (version_num text)");
    state = read_default ();
    ck_assert_int_eq (limbeck_database_state_get_version_table (state),
                      LIMBECK_VERSION_TABLE_PRESENT);
    ck_assert_ptr_null (limbeck_database_state_get_rows (state)[0]);
    ck_assert_uint_eq (limbeck_database_state_get_version_width (state), 0);
  }
END_TEST

START_TEST (the_search_path_decides_unless_a_schema_is_given)
  {
    g_autoptr (LimbeckDatabaseState) by_path = NULL;
    g_autoptr (LimbeckDatabaseState) by_schema = NULL;
    g_autoptr (LimbeckDatabaseState) nowhere = NULL;
    g_autoptr (LimbeckConnection) second = NULL;
    g_autofree char *path_rows = NULL;
    g_autofree char *schema_rows = NULL;

    run (
        "create schema tenant; create table tenant.alembic_version (version_num varchar(64));"
        "insert into tenant.alembic_version values ('t1');"
        "create table alembic_version (version_num varchar(32)); insert into alembic_version values ('p1');"
        "alter database shop set search_path = tenant, public");
    second = connect_to ("shop");
    by_path = read_as (second, "alembic_version", NULL);
    by_schema = read_as (second, "alembic_version", "public");
    nowhere = read_as (second, "alembic_version", "missing");
    path_rows = rows_of (by_path);
    schema_rows = rows_of (by_schema);

    ck_assert_str_eq (path_rows, "t1");
    ck_assert_str_eq (limbeck_database_state_get_version_schema (by_path), "tenant");
    ck_assert_uint_eq (limbeck_database_state_get_version_width (by_path), 64);
    ck_assert_str_eq (schema_rows, "p1");
    ck_assert_int_eq (limbeck_database_state_get_version_table (nowhere),
                      LIMBECK_VERSION_TABLE_MISSING_FULL);
  }
END_TEST

static const char *const odd_tables[] = { "Alembic Version", "v\"'v", "b\\s", "%s$1", "ä.ö" };

START_TEST (an_odd_table_is_quoted)
  {
    g_autoptr (LimbeckDatabaseState) state = NULL;
    g_auto (GStrv) parts = g_strsplit (odd_tables[_i], "\"", -1);
    g_autofree char *doubled = g_strjoinv ("\"\"", parts);
    g_autofree char *sql = g_strdup_printf (
        "create schema \"%1$s\"; create table \"%1$s\".\"%1$s\" (version_num varchar(32));"
        "insert into \"%1$s\".\"%1$s\" values ('r1')",
        doubled);
    g_autofree char *rows = NULL;

    run (sql);
    state = read_as (connection, odd_tables[_i], odd_tables[_i]);
    rows = rows_of (state);
    ck_assert_str_eq (rows, "r1");
    ck_assert_str_eq (limbeck_database_state_get_version_schema (state), odd_tables[_i]);
  }
END_TEST

START_TEST (a_name_that_is_not_text_is_refused)
  {
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (
        limbeck_database_state_read (connection, "v\xff", NULL, TIMEOUT_MS, NULL, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_QUERY, "not valid text");
  }
END_TEST

static void
refuse_guest (const char *sql, LimbeckDatabaseError code, const char *part)
{
  g_autoptr (LimbeckConnection) guest = NULL;
  g_autoptr (GError) error = NULL;

  limbeck_test_cluster_create_role (cluster, "guest", NULL);
  run (sql);
  guest = connect_as ("shop", "guest");
  ck_assert_ptr_null (
      limbeck_database_state_read (guest, "alembic_version", "public", TIMEOUT_MS, NULL, &error));
  assert_database_error (error, code, part);
}

START_TEST (a_table_that_may_not_be_read_is_unknown)
  {
    refuse_guest ("create table alembic_version (version_num varchar(32))",
                  LIMBECK_DATABASE_ERROR_PERMISSION,
                  "alembic_version");
  }
END_TEST

START_TEST (a_schema_that_may_not_be_used_is_unknown)
  {
    refuse_guest ("create table alembic_version (version_num varchar(32));"
                  "revoke usage on schema public from public",
                  LIMBECK_DATABASE_ERROR_PERMISSION,
                  "public");
  }
END_TEST

START_TEST (rows_that_a_policy_hides_are_unknown)
  {
    refuse_guest ("create table alembic_version (version_num varchar(32));"
                  "insert into alembic_version values ('a1');"
                  "alter table alembic_version enable row level security;"
                  "grant select on alembic_version to public",
                  LIMBECK_DATABASE_ERROR_PERMISSION,
                  "policy");
  }
END_TEST

START_TEST (a_table_of_another_shape_is_told)
  {
    g_autoptr (GError) error = NULL;

    run ("create table alembic_version (revision text)");
    ck_assert_ptr_null (limbeck_database_state_read (
        connection, "alembic_version", NULL, TIMEOUT_MS, NULL, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_QUERY, "version_num");
  }
END_TEST

START_TEST (facts_of_the_server_are_read)
  {
    g_autoptr (LimbeckDatabaseState) state = NULL;
    g_autofree char *identifier = query (connection,
                                         "SELECT system_identifier FROM pg_control_system()");
    g_autofree char *oid = query (connection, "SELECT oid FROM pg_database WHERE datname = 'shop'");
    gint64           before = g_get_real_time ();

    state = read_default ();
    ck_assert_str_eq (limbeck_database_state_get_database (state), "shop");
    ck_assert_str_eq (limbeck_database_state_get_user (state), "postgres");
    ck_assert_str_eq (limbeck_database_state_get_host (state),
                      limbeck_test_cluster_get_host (cluster));
    ck_assert_str_eq (limbeck_database_state_get_port (state),
                      limbeck_test_cluster_get_port (cluster));
    ck_assert_str_eq (limbeck_database_state_get_system_identifier (state), identifier);
    ck_assert_uint_eq (limbeck_database_state_get_timeline (state), 1);
    ck_assert_uint_eq (limbeck_database_state_get_database_oid (state), strtoul (oid, NULL, 10));
    ck_assert_int_gt (limbeck_database_state_get_size_bytes (state), 1024 * 1024);
    ck_assert_int_ge (limbeck_database_state_get_server_version (state), 150000);
    ck_assert (!limbeck_database_state_is_in_recovery (state));
    ck_assert (!limbeck_database_state_is_read_only (state));
    ck_assert (!limbeck_database_state_is_pooled (state));
    ck_assert_int_ge (limbeck_database_state_get_read_at (state), before);
  }
END_TEST

START_TEST (what_may_not_be_known_is_unknown)
  {
    g_autoptr (LimbeckDatabaseState) state = NULL;
    g_autoptr (LimbeckConnection) guest = NULL;

    limbeck_test_cluster_create_role (cluster, "guest", NULL);
    run ("revoke execute on function pg_control_system() from public;"
         "alter database shop set default_transaction_read_only = on");
    guest = connect_as ("shop", "guest");
    limbeck_test_cluster_run (cluster, "postgres", "revoke connect on database shop from public");
    state = read_as (guest, "alembic_version", NULL);
    ck_assert_ptr_null (limbeck_database_state_get_system_identifier (state));
    ck_assert_uint_eq (limbeck_database_state_get_timeline (state), 0);
    ck_assert_int_eq (limbeck_database_state_get_size_bytes (state), -1);
    ck_assert (limbeck_database_state_is_read_only (state));
    ck_assert_str_eq (limbeck_database_state_get_user (state), "guest");
  }
END_TEST

START_TEST (a_locked_table_does_not_hold_us)
  {
    g_autoptr (LimbeckConnection) other = connect_to ("shop");
    g_autoptr (GError) error = NULL;
    g_autofree char *begun = NULL;
    g_autofree char *locked = NULL;

    run ("create table alembic_version (version_num varchar(32))");
    begun = query (other, "BEGIN");
    locked = query (other, "LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE");
    ck_assert_ptr_null (
        limbeck_database_state_read (connection, "alembic_version", NULL, 100, NULL, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_TIMED_OUT, "lock timeout");
  }
END_TEST

START_TEST (a_pooler_stands_in_no_ones_way)
  {
    g_autoptr (LimbeckTestCommand) pooler G_GNUC_UNUSED = start_pooler ();
    g_autoptr (LimbeckDatabaseUrl) url = pooler_url ("shop");
    g_autoptr (LimbeckConnection)
        pooled = limbeck_connection_open (url, "limbeck-test", TIMEOUT_MS, NULL, NULL);
    g_autoptr (LimbeckDatabaseState) state = NULL;
    g_autofree char *rows = NULL;

    ck_assert_ptr_nonnull (pooled);
    run (
        "create table alembic_version (version_num text); insert into alembic_version values ('a1')");
    state = read_as (pooled, "alembic_version", NULL);
    rows = rows_of (state);
    ck_assert_str_eq (rows, "a1");
    ck_assert (limbeck_database_state_is_pooled (state));
  }
END_TEST

START_TEST (reading_leaves_no_transaction_behind)
  {
    g_autoptr (LimbeckDatabaseState) missing G_GNUC_UNUSED = read_default ();
    g_autofree char *read_only = query (connection, "SHOW transaction_read_only");
    g_autofree char *limit = query (connection, "SHOW statement_timeout");
    g_autofree char *state = query (
        connection,
        "SELECT state FROM pg_stat_activity WHERE pid = pg_backend_pid() AND xact_start < now()");

    ck_assert_str_eq (read_only, "off");
    ck_assert_str_eq (limit, "0");
    ck_assert_str_eq (state, "");
  }
END_TEST

static Suite *
database_state_suite (void)
{
  Suite *suite = suite_create ("database-state");
  TCase *tcase = tcase_create ("database-state");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, connect_to_fresh_database, disconnect);
  tcase_add_test (tcase, a_new_database_is_empty);
  tcase_add_test (tcase, what_is_not_the_applications_does_not_fill_a_database);
  tcase_add_test (tcase, rows_come_as_the_server_gives_them);
  tcase_add_test (tcase, an_empty_version_table_is_present);
  tcase_add_test (tcase, the_search_path_decides_unless_a_schema_is_given);
  tcase_add_loop_test (tcase, an_odd_table_is_quoted, 0, G_N_ELEMENTS (odd_tables));
  tcase_add_test (tcase, a_name_that_is_not_text_is_refused);
  tcase_add_test (tcase, a_table_that_may_not_be_read_is_unknown);
  tcase_add_test (tcase, a_schema_that_may_not_be_used_is_unknown);
  tcase_add_test (tcase, rows_that_a_policy_hides_are_unknown);
  tcase_add_test (tcase, a_table_of_another_shape_is_told);
  tcase_add_test (tcase, facts_of_the_server_are_read);
  tcase_add_test (tcase, what_may_not_be_known_is_unknown);
  tcase_add_test (tcase, a_locked_table_does_not_hold_us);
  tcase_add_test (tcase, reading_leaves_no_transaction_behind);
  tcase_add_test (tcase, a_pooler_stands_in_no_ones_way);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (database_state_suite ());
}
