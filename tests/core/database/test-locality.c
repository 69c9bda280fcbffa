#include <sys/mount.h>

#include "core/database/locality.h"

#include "database-fixture.h"
#include "limbeck-check.h"
#include "small-disk.h"

#define TIMEOUT_MS 20000

static LimbeckConnection *
open_url (LimbeckDatabaseUrl *url)
{
  g_autoptr (GError) error = NULL;
  LimbeckConnection *connection = limbeck_connection_open (
      url, "limbeck", TIMEOUT_MS, NULL, &error);

  ck_assert_msg (connection != NULL, "%s", error ? error->message : "");

  return connection;
}

START_TEST (a_server_whose_process_is_on_this_machine_is_here)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");

    ck_assert_int_eq (limbeck_locality_find (connection, TIMEOUT_MS, NULL),
                      LIMBECK_TARGET_PLACE_HERE);
  }
END_TEST

START_TEST (a_pooler_hides_no_server)
  {
    g_autoptr (LimbeckTestCommand) pooler = start_pooler ();
    g_autoptr (LimbeckDatabaseUrl) url = pooler_url ("postgres");
    g_autoptr (LimbeckConnection) connection = open_url (url);

    ck_assert_int_eq (limbeck_locality_find (connection, TIMEOUT_MS, NULL),
                      LIMBECK_TARGET_PLACE_HERE);
  }
END_TEST

/* A server in a container, or at the end of a tunnel, is no process that can be seen from here. */
START_TEST (a_server_whose_process_is_not_seen_is_merely_near)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");

    limbeck_small_disk_mount ("/proc", "size=1m");
    ck_assert_int_eq (limbeck_locality_find (connection, TIMEOUT_MS, NULL),
                      LIMBECK_TARGET_PLACE_NEAR);
    /* The sanitizers look for leaks with its help. */
    ck_assert_int_eq (umount ("/proc"), 0);
  }
END_TEST

START_TEST (a_host_that_is_called_otherwise_is_away)
  {
    g_autofree char *text = g_strdup_printf (
        "postgresql://guest:secret@db.example.com:%s/postgres?hostaddr=%s",
        limbeck_test_cluster_get_port (cluster),
        tcp_host);
    g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);
    g_autoptr (LimbeckConnection) connection = NULL;

    limbeck_test_cluster_create_role (cluster, "guest", "secret");
    connection = open_url (url);
    ck_assert_int_eq (limbeck_locality_find (connection, TIMEOUT_MS, NULL),
                      LIMBECK_TARGET_PLACE_AWAY);
  }
END_TEST

START_TEST (an_address_of_this_machine_is_not_away)
  {
    g_autofree char *text = g_strdup_printf ("postgresql://guest:secret@%s:%s/postgres",
                                             tcp_host,
                                             limbeck_test_cluster_get_port (cluster));
    g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);
    g_autoptr (LimbeckConnection) connection = NULL;

    limbeck_test_cluster_create_role (cluster, "guest", "secret");
    connection = open_url (url);
    ck_assert_int_eq (limbeck_locality_find (connection, TIMEOUT_MS, NULL),
                      LIMBECK_TARGET_PLACE_HERE);
  }
END_TEST

START_TEST (a_server_that_does_not_answer_is_merely_near)
  {
    g_autoptr (LimbeckConnection) connection = connect_to ("postgres");
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    g_cancellable_cancel (cancellable);
    ck_assert_int_eq (limbeck_locality_find (connection, TIMEOUT_MS, cancellable),
                      LIMBECK_TARGET_PLACE_NEAR);
  }
END_TEST

static Suite *
the_suite (void)
{
  Suite *suite = suite_create ("core/database/locality");
  TCase *tcase = tcase_create ("locality");

  tcase_add_unchecked_fixture (tcase, start_tcp_cluster, stop_cluster);
  tcase_add_test (tcase, a_server_whose_process_is_on_this_machine_is_here);
  tcase_add_test (tcase, a_pooler_hides_no_server);
  if (limbeck_small_disk_is_possible ())
    tcase_add_test (tcase, a_server_whose_process_is_not_seen_is_merely_near);
  tcase_add_test (tcase, a_host_that_is_called_otherwise_is_away);
  tcase_add_test (tcase, an_address_of_this_machine_is_not_away);
  tcase_add_test (tcase, a_server_that_does_not_answer_is_merely_near);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (the_suite ());
}
