#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/database/connection-address.h"
#include "core/database/connection.h"

#include "limbeck-check.h"

static void
clear_environment (void)
{
  g_unsetenv ("PGHOST");
  g_unsetenv ("PGHOSTADDR");
  g_unsetenv ("PGPORT");
}

static char *
list_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, &error);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);

  ck_assert_msg (url != NULL, "%s: %s", text, error ? error->message : "");
  list = limbeck_address_list (url);
  for (guint i = 0; i < list->len; i++)
    {
      LimbeckAddress *address = list->pdata[i];

      g_string_append_printf (joined,
                              "%s%s/%s/%s",
                              i ? " " : "",
                              address->host ? address->host : "",
                              address->address ? address->address : "",
                              address->port ? address->port : "");
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static const struct
{
  const char *url;
  const char *list;
} lists[] = {
  { "postgresql://db:5433/shop", "db//5433" },
  { "postgresql://db/shop", "db//" },
  { "postgresql:///shop", "//" },
  { "postgresql:///shop?host=/run/postgresql", "/run/postgresql//" },
  { "postgresql:///shop?host=a:1&host=b:2", "a//1 b//2" },
  { "postgresql:///shop?host=a,b&port=1,2", "a//1 b//2" },
};

START_TEST (a_url_lists_its_hosts)
  {
    g_autofree char *list = list_of (lists[_i].url);

    ck_assert_str_eq (list, lists[_i].list);
  }
END_TEST

START_TEST (the_environment_names_what_the_url_does_not)
  {
    g_autofree char *bare = NULL;
    g_autofree char *named = NULL;

    g_setenv ("PGHOST", "e1,e2", TRUE);
    g_setenv ("PGPORT", "1,2", TRUE);
    bare = list_of ("postgresql:///shop");
    named = list_of ("postgresql://db:3/shop");

    ck_assert_str_eq (bare, "e1//1 e2//2");
    ck_assert_str_eq (named, "db//3");
  }
END_TEST

START_TEST (numbers_and_sockets_are_not_resolved)
  {
    const char *hosts[] = { "127.0.0.1", "::1", "/run/postgresql", "@abstract", NULL };

    for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
      {
        LimbeckAddress address = { .host = (char *) hosts[i] };
        g_autoptr (GPtrArray) list = limbeck_address_resolve (&address, 0, NULL, NULL);

        ck_assert_ptr_nonnull (list);
        ck_assert_uint_eq (list->len, 1);
        ck_assert_ptr_null (((LimbeckAddress *) list->pdata[0])->address);
      }
  }
END_TEST

START_TEST (a_name_becomes_addresses_and_stays_beside_them)
  {
    LimbeckAddress address = { .host = (char *) "localhost", .port = (char *) "5433" };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = limbeck_address_resolve (&address, -1, NULL, &error);

    ck_assert_ptr_nonnull (list);
    ck_assert_uint_ge (list->len, 1);
    for (guint i = 0; i < list->len; i++)
      {
        LimbeckAddress *found = list->pdata[i];

        ck_assert_str_eq (found->host, "localhost");
        ck_assert_str_eq (found->port, "5433");
        ck_assert (g_hostname_is_ip_address (found->address));
      }
  }
END_TEST

START_TEST (an_unknown_name_is_told)
  {
    LimbeckAddress address = { .host = (char *) "no-such-host.invalid" };
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_address_resolve (&address, -1, NULL, &error));
    ck_assert (
        g_error_matches (error, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_UNKNOWN_HOST));
    ck_assert_ptr_nonnull (strstr (error->message, "no-such-host.invalid"));
  }
END_TEST

START_TEST (a_cancel_or_a_deadline_ends_resolving)
  {
    LimbeckAddress address = { .host = (char *) "no-such-host.invalid" };
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    g_cancellable_cancel (cancellable);
    ck_assert_ptr_null (limbeck_address_resolve (&address, -1, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

START_TEST (a_probe_tells_why_nobody_answers)
  {
    struct sockaddr_in name = { .sin_family = AF_INET, .sin_addr = { htonl (INADDR_LOOPBACK) } };
    socklen_t          size = sizeof name;
    int                listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    g_autofree char   *port = NULL;

    ck_assert_int_eq (bind (listener, (struct sockaddr *) &name, sizeof name), 0);
    ck_assert_int_eq (getsockname (listener, (struct sockaddr *) &name, &size), 0);
    port = g_strdup_printf ("%d", ntohs (name.sin_port));

    ck_assert_int_eq (limbeck_address_probe ("127.0.0.1", NULL, port), ECONNREFUSED);
    ck_assert_int_eq (limbeck_address_probe ("localhost", "127.0.0.1", port), ECONNREFUSED);
    ck_assert_int_eq (limbeck_address_probe ("/nonexistent", NULL, NULL), ENOENT);
    ck_assert_int_eq (listen (listener, 1), 0);
    ck_assert_int_eq (limbeck_address_probe ("127.0.0.1", NULL, port), 0);
    close (listener);
  }
END_TEST

START_TEST (a_place_is_told_in_words)
  {
    g_autofree char *host = limbeck_address_describe ("db", NULL, "shop");
    g_autofree char *ipv6 = limbeck_address_describe ("::1", "5433", "shop");
    g_autofree char *path = limbeck_address_describe ("/run/postgresql", "", "my shop");

    ck_assert_str_eq (host, "“shop” on db:5432");
    ck_assert_str_eq (ipv6, "“shop” on [::1]:5433");
    ck_assert_str_eq (path, "“my shop” on the socket /run/postgresql/.s.PGSQL.5432");
  }
END_TEST

static Suite *
connection_address_suite (void)
{
  Suite *suite = suite_create ("connection-address");
  TCase *tcase = tcase_create ("connection-address");

  tcase_add_checked_fixture (tcase, clear_environment, NULL);
  tcase_add_loop_test (tcase, a_url_lists_its_hosts, 0, G_N_ELEMENTS (lists));
  tcase_add_test (tcase, the_environment_names_what_the_url_does_not);
  tcase_add_test (tcase, numbers_and_sockets_are_not_resolved);
  tcase_add_test (tcase, a_name_becomes_addresses_and_stays_beside_them);
  tcase_add_test (tcase, an_unknown_name_is_told);
  tcase_add_test (tcase, a_cancel_or_a_deadline_ends_resolving);
  tcase_add_test (tcase, a_probe_tells_why_nobody_answers);
  tcase_add_test (tcase, a_place_is_told_in_words);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (connection_address_suite ());
}
