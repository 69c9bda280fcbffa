#include <string.h>

#include "core/database/fingerprint-sql.h"

#include "database-fixture.h"
#include "limbeck-check.h"

#define LITERAL "'alembic_version'"

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

static const struct
{
  int      server_version;
  gboolean has_compression;
  gboolean has_publication_schemas;
} versions[] = {
  { 120000, FALSE, FALSE }, { 130099, FALSE, FALSE }, { 139999, FALSE, FALSE },
  { 140000, TRUE, FALSE },  { 149999, TRUE, FALSE },  { 150000, TRUE, TRUE },
};

START_TEST (a_server_is_asked_for_what_it_has)
  {
    g_autofree char *sql = limbeck_fingerprint_dup_sql (versions[_i].server_version, LITERAL);

    ck_assert_int_eq (strstr (sql, "attcompression") != NULL, versions[_i].has_compression);
    ck_assert_int_eq (strstr (sql, "pg_publication_namespace") != NULL,
                      versions[_i].has_publication_schemas);
    ck_assert_ptr_null (strstr (sql, "{compression}"));
  }
END_TEST

START_TEST (what_older_servers_are_asked_a_newer_one_understands)
  {
    g_autofree char *sql = limbeck_fingerprint_dup_sql (versions[_i].server_version, LITERAL);
    g_autofree char *explain = g_strconcat ("EXPLAIN ", sql, NULL);
    g_autofree char *plan = query (connection, explain);

    ck_assert_str_ne (plan, "");
  }
END_TEST

/* Names of tables, as they are and as a literal. */
static const struct
{
  const char *name;
  const char *literal;
} tables[] = {
  { "alembic_version", "'alembic_version'" },
  { "shop.alembic_version", "'shop.alembic_version'" },
  { "it's", "'it''s'" },
  { "per%scent", "'per%scent'" },
  { "{compression}", "'{compression}'" },
};

static char *
count_tables (const char *literal)
{
  g_autofree char *sql = limbeck_fingerprint_dup_sql (150000, literal);
  g_autofree char *count = g_strdup_printf (
      "SELECT count(*) FROM (%s) x(kind, parent, name, note, definition, rest) WHERE kind = 'table'",
      sql);

  return query (connection, count);
}

START_TEST (the_version_table_is_left_out_whatever_it_is_called)
  {
    const char      *dot = strchr (tables[_i].name, '.');
    g_autofree char *create = g_strdup_printf ("create table %s%s\"%s\" (id int)",
                                               dot != NULL ? "shop" : "",
                                               dot != NULL ? "." : "",
                                               dot != NULL ? dot + 1 : tables[_i].name);
    g_autofree char *others = NULL;
    g_autofree char *without = NULL;

    g_free (query (connection, "create schema shop"));
    g_free (query (connection, "create table other (id int)"));
    g_free (query (connection, create));
    others = count_tables ("'elsewhere'");
    without = count_tables (tables[_i].literal);

    ck_assert_str_eq (others, "2");
    ck_assert_str_eq (without, "1");
  }
END_TEST

START_TEST (the_settings_hold_for_one_transaction_and_forbid_to_write)
  {
    g_autofree char *before = query (connection, "show search_path");
    g_autofree char *within = NULL;
    g_autofree char *writable = NULL;
    g_autofree char *after = NULL;
    g_auto (GStrv) statements = g_strsplit (limbeck_fingerprint_get_settings (), ";", -1);

    g_free (query (connection, "begin"));
    for (gsize i = 0; statements[i] != NULL; i++)
      if (*g_strstrip (statements[i]) != '\0')
        g_free (query (connection, statements[i]));
    within = query (connection, "show search_path");
    writable = query (connection, "show transaction_read_only");
    g_free (query (connection, "rollback"));
    after = query (connection, "show search_path");

    ck_assert_str_eq (within, "pg_catalog, pg_temp");
    ck_assert_str_eq (writable, "on");
    ck_assert_str_eq (after, before);
  }
END_TEST

static Suite *
fingerprint_sql_suite (void)
{
  Suite *suite = suite_create ("core/database/fingerprint-sql");
  TCase *tcase = tcase_create ("fingerprint-sql");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, connect_to_fresh_database, disconnect);
  tcase_add_loop_test (tcase, a_server_is_asked_for_what_it_has, 0, G_N_ELEMENTS (versions));
  tcase_add_loop_test (
      tcase, what_older_servers_are_asked_a_newer_one_understands, 0, G_N_ELEMENTS (versions));
  tcase_add_loop_test (
      tcase, the_version_table_is_left_out_whatever_it_is_called, 0, G_N_ELEMENTS (tables));
  tcase_add_test (tcase, the_settings_hold_for_one_transaction_and_forbid_to_write);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (fingerprint_sql_suite ());
}
