#include "core/database/server-directory.h"

#include "database-fixture.h"
#include "limbeck-check.h"

static void
assert_is_the_clusters (const char *directory)
{
  g_autofree char *expected = g_build_filename (
      limbeck_test_cluster_get_directory (cluster), "cluster", NULL);

  ck_assert_pstr_eq (directory, expected);
}

START_TEST (behind_a_socket_it_is_found)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autofree char *directory = limbeck_connection_dup_data_directory (connection);

    assert_is_the_clusters (directory);
  }
END_TEST

START_TEST (behind_an_address_of_this_machine_it_is_found)
  {
    g_autofree char *text = g_strdup_printf ("postgresql://porter:right@%s:%s/postgres",
                                             tcp_host,
                                             limbeck_test_cluster_get_port (cluster));
    g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);
    g_autoptr (LimbeckConnection) connection = NULL;
    g_autofree char *directory = NULL;

    limbeck_test_cluster_create_role (cluster, "porter", "right");
    connection = limbeck_connection_open (url, "limbeck-test", 20000, NULL, NULL);
    ck_assert_ptr_nonnull (connection);
    directory = limbeck_connection_dup_data_directory (connection);

    assert_is_the_clusters (directory);
  }
END_TEST

START_TEST (behind_a_pooler_nothing_is_claimed)
  {
    g_autoptr (LimbeckTestCommand) pooler = start_pooler ();
    g_autoptr (LimbeckDatabaseUrl) url = pooler_url ("postgres");
    g_autoptr (LimbeckConnection)
        connection = limbeck_connection_open (url, "limbeck-test", 20000, NULL, NULL);

    ck_assert_ptr_nonnull (connection);
    ck_assert_ptr_null (limbeck_connection_dup_data_directory (connection));
  }
END_TEST

static Suite *
server_directory_suite (void)
{
  Suite *suite = suite_create ("core/database/server-directory");
  TCase *tcase = tcase_create ("server-directory");

  tcase_add_unchecked_fixture (tcase, start_tcp_cluster, stop_cluster);
  tcase_add_test (tcase, behind_a_socket_it_is_found);
  tcase_add_test (tcase, behind_an_address_of_this_machine_it_is_found);
  tcase_add_test (tcase, behind_a_pooler_nothing_is_claimed);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (server_directory_suite ());
}
