#include <string.h>

#include "core/backup/dump-private.h"

#include "dump-fixture.h"
#include "limbeck-check.h"

static LimbeckTableSizes *
read_sizes (void)
{
  g_autoptr (LimbeckConnection) connection = connect_to ("shop");
  g_autoptr (GError) error = NULL;
  LimbeckTableSizes *sizes = limbeck_table_sizes_read (connection, NULL, &error);

  ck_assert_msg (sizes != NULL, "%s", error ? error->message : "");

  return sizes;
}

static guint32
oid_of (const char *table)
{
  g_autofree char *sql = g_strdup_printf ("select '%s'::regclass::oid", table);
  g_autofree char *oid = limbeck_test_cluster_ask (cluster, "shop", sql);

  return (guint32) g_ascii_strtoull (oid, NULL, 10);
}

START_TEST (an_empty_database_holds_nothing)
  {
    g_autoptr (LimbeckTableSizes) sizes = read_sizes ();

    ck_assert_int_eq (limbeck_table_sizes_get_total (sizes), 0);
    ck_assert_double_eq (limbeck_table_sizes_get_fraction (sizes, 4711, 1), -1);
  }
END_TEST

START_TEST (tables_are_counted_and_indexes_are_not)
  {
    g_autoptr (LimbeckTableSizes) before = NULL;
    g_autoptr (LimbeckTableSizes) after = NULL;

    fill_table (1000);
    before = read_sizes ();
    ck_assert_int_gt (limbeck_table_sizes_get_total (before), 1000 * 1000);
    run_sql ("create index on big (b); create view v as select * from big; create sequence s");
    after = read_sizes ();
    ck_assert_int_eq (limbeck_table_sizes_get_total (after),
                      limbeck_table_sizes_get_total (before));
  }
END_TEST

START_TEST (progress_grows_in_the_order_of_a_dump)
  {
    g_autoptr (LimbeckTableSizes) sizes = NULL;
    double a;
    double b;
    double c;

    run_sql ("create schema z; create table z.a as select generate_series(1, 10000) i;"
             "create table public.b as select generate_series(1, 10000) i;"
             "create table public.\"A\" as select generate_series(1, 10000) i; analyze");
    sizes = read_sizes ();
    a = limbeck_table_sizes_get_fraction (sizes, oid_of ("public.\"A\""), 5000);
    b = limbeck_table_sizes_get_fraction (sizes, oid_of ("public.b"), 5000);
    c = limbeck_table_sizes_get_fraction (sizes, oid_of ("z.a"), 5000);
    ck_assert_double_eq_tol (a, 0.5 / 3, 0.01);
    ck_assert_double_eq_tol (b, 1.5 / 3, 0.01);
    ck_assert_double_eq_tol (c, 2.5 / 3, 0.01);
    ck_assert_double_eq_tol (
        limbeck_table_sizes_get_fraction (sizes, oid_of ("z.a"), 99999999), 1, 0.001);
  }
END_TEST

START_TEST (a_locked_table_is_not_waited_for)
  {
    g_autoptr (LimbeckConnection) holder = NULL;
    g_autoptr (LimbeckTableSizes) sizes = NULL;
    g_autofree char *begun = NULL;
    g_autofree char *locked = NULL;

    fill_table (100);
    run_sql ("create table waiting (id int)");
    holder = connect_to ("shop");
    begun = query (holder, "BEGIN");
    locked = query (holder, "LOCK TABLE big, waiting IN ACCESS EXCLUSIVE MODE");
    sizes = read_sizes ();
    ck_assert_int_gt (limbeck_table_sizes_get_total (sizes), 0);
  }
END_TEST

START_TEST (a_dump_that_can_not_fit_is_told)
  {
    g_autoptr (GError) error = NULL;

    ck_assert (!limbeck_dump_space_check ("/tmp", G_GINT64_CONSTANT (1) << 55, &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NO_SPACE));
    ck_assert_ptr_nonnull (strstr (error->message, "“/tmp”"));
    ck_assert_ptr_nonnull (strstr (error->message, "45.0"));
  }
END_TEST

START_TEST (what_is_not_known_does_not_stand_in_the_way)
  {
    ck_assert (limbeck_dump_space_check ("/nonexistent", 1, NULL));
    ck_assert (limbeck_dump_space_is_left ("/nonexistent", NULL));
    /* A file system without blocks. */
    ck_assert (limbeck_dump_space_check ("/proc", 1, NULL));
    ck_assert (limbeck_dump_space_is_left ("/proc", NULL));
  }
END_TEST

static Suite *
dump_space_suite (void)
{
  Suite *suite = suite_create ("dump-space");
  TCase *tcase = tcase_create ("dump-space");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, set_up_dump, tear_down_dump);
  tcase_add_test (tcase, an_empty_database_holds_nothing);
  tcase_add_test (tcase, tables_are_counted_and_indexes_are_not);
  tcase_add_test (tcase, progress_grows_in_the_order_of_a_dump);
  tcase_add_test (tcase, a_locked_table_is_not_waited_for);
  tcase_add_test (tcase, a_dump_that_can_not_fit_is_told);
  tcase_add_test (tcase, what_is_not_known_does_not_stand_in_the_way);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (dump_space_suite ());
}
