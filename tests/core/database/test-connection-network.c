/* A network that swallows every packet, as a pulled cable or a firewall does: neither side is told anything. */

#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "database-fixture.h"
#include "limbeck-check.h"

static void
set_loopback (gboolean is_up)
{
  struct ifreq request = { .ifr_name = "lo" };
  int          any = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  ck_assert_int_ge (any, 0);
  ck_assert_int_eq (ioctl (any, SIOCGIFFLAGS, &request), 0);
  if (is_up)
    request.ifr_flags |= IFF_UP;
  else
    request.ifr_flags &= ~IFF_UP;
  ck_assert_int_eq (ioctl (any, SIOCSIFFLAGS, &request), 0);
  close (any);
}

static gboolean
write_file (const char *path, const char *text)
{
  int      fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean is_written = fd >= 0 && write (fd, text, strlen (text)) == (ssize_t) strlen (text);

  if (fd >= 0)
    close (fd);

  return is_written;
}

/* A network of this test's own, which an ordinary user may make too, with a server that listens in it. */
static void
set_up (void)
{
  g_autofree char *users = g_strdup_printf ("%u %u 1", geteuid (), geteuid ());

  if (geteuid () == 0)
    ck_assert_int_eq (unshare (CLONE_NEWNET), 0);
  else
    {
      ck_assert_int_eq (unshare (CLONE_NEWUSER | CLONE_NEWNET), 0);
      ck_assert (write_file ("/proc/self/uid_map", users));
    }
  set_loopback (TRUE);
  start_tcp_cluster ();
  limbeck_test_cluster_create_role (cluster, "keeper", "secret");
}

static void
tear_down (void)
{
  set_loopback (TRUE);
  stop_cluster ();
}

static LimbeckConnection *
connect_through_network (void)
{
  g_autofree char *text = g_strdup_printf ("postgresql://keeper:secret@%s:%s/postgres",
                                           tcp_host,
                                           limbeck_test_cluster_get_port (cluster));
  g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);
  g_autoptr (GError) error = NULL;
  LimbeckConnection *connection = limbeck_connection_open (
      url, "limbeck-test", 10000, NULL, &error);

  ck_assert_msg (connection != NULL, "%s", error != NULL ? error->message : "");

  return connection;
}

START_TEST (a_statement_on_a_dead_line_ends_at_its_limit)
  {
    g_autoptr (LimbeckConnection) connection = connect_through_network ();

    set_loopback (FALSE);
    for (int i = 0; i < 2; i++)
      {
        g_autoptr (GError) error = NULL;
        gint64 begin = g_get_monotonic_time ();

        ck_assert_ptr_null (
            limbeck_connection_query (connection, "SELECT 1", NULL, 150, NULL, &error));
        ck_assert_int_lt (g_get_monotonic_time () - begin, 150 * 1000 + LIMBECK_TEST_SLACK_US);
        assert_database_error (error, LIMBECK_DATABASE_ERROR_TIMED_OUT, "150 milliseconds");
      }
  }
END_TEST

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

START_TEST (a_cancel_on_a_dead_line_returns_at_once)
  {
    g_autoptr (LimbeckConnection) connection = connect_through_network ();
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    GThread *thread;
    gint64   begin;

    set_loopback (FALSE);
    begin = g_get_monotonic_time ();
    thread = g_thread_new ("cancel", cancel_soon, cancellable);
    ck_assert_ptr_null (
        limbeck_connection_query (connection, "SELECT 1", NULL, 0, cancellable, &error));
    ck_assert_int_lt (g_get_monotonic_time () - begin, 100 * 1000 + LIMBECK_TEST_SLACK_US);
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    g_thread_join (thread);
  }
END_TEST

START_TEST (a_connection_on_a_dead_line_is_let_go_of_at_once)
  {
    LimbeckConnection *connection = connect_through_network ();
    gint64             begin;

    set_loopback (FALSE);
    begin = g_get_monotonic_time ();
    g_object_unref (connection);
    ck_assert_int_lt (g_get_monotonic_time () - begin, LIMBECK_TEST_SLACK_US);
  }
END_TEST

/* A full backlog: the kernel drops every further request to connect. */
START_TEST (a_host_that_never_answers_is_given_up)
  {
    struct sockaddr_in name = { .sin_family = AF_INET, .sin_addr = { htonl (INADDR_LOOPBACK) } };
    socklen_t          size = sizeof name;
    int                listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    g_autofree char   *text = NULL;
    g_autoptr (LimbeckDatabaseUrl) url = NULL;
    g_autoptr (GError) error = NULL;
    gint64 begin;

    ck_assert_int_eq (bind (listener, (struct sockaddr *) &name, sizeof name), 0);
    ck_assert_int_eq (getsockname (listener, (struct sockaddr *) &name, &size), 0);
    ck_assert_int_eq (listen (listener, 0), 0);
    for (int i = 0; i < 4; i++)
      {
        int filler = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

        (void) !connect (filler, (struct sockaddr *) &name, sizeof name);
      }
    text = g_strdup_printf ("postgresql://u@127.0.0.1:%d/shop", ntohs (name.sin_port));
    url = limbeck_database_url_parse (text, NULL);

    begin = g_get_monotonic_time ();
    ck_assert_ptr_null (limbeck_connection_open (url, "limbeck-test", 150, NULL, &error));
    ck_assert_int_lt (g_get_monotonic_time () - begin, 150 * 1000 + LIMBECK_TEST_SLACK_US);
    assert_database_error (error, LIMBECK_DATABASE_ERROR_TIMED_OUT, "150 milliseconds");
  }
END_TEST

/* Not every container lets one have a network of one's own. Without a test the program counts as skipped. */
static gboolean
can_have_network (void)
{
  const char *const arguments[] = { "unshare", geteuid () == 0 ? "-n" : "-rn", "true", NULL };
  int               status = 0;

  return g_spawn_sync (NULL,
                       (char **) arguments,
                       NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL,
                       NULL,
                       NULL,
                       NULL,
                       &status,
                       NULL) &&
         status == 0;
}

static Suite *
network_suite (void)
{
  Suite *suite = suite_create ("core/database/connection-network");
  TCase *tcase = tcase_create ("network");

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  if (can_have_network ())
    {
      tcase_add_test (tcase, a_statement_on_a_dead_line_ends_at_its_limit);
      tcase_add_test (tcase, a_cancel_on_a_dead_line_returns_at_once);
      tcase_add_test (tcase, a_connection_on_a_dead_line_is_let_go_of_at_once);
      tcase_add_test (tcase, a_host_that_never_answers_is_given_up);
    }
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (network_suite ());
}
