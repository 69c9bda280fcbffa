#include "config.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <string.h>

#include "core/database/locality.h"

/* Its process, and the machines that are connected as far as we may see them. */
static const char sql[] =
    "SELECT pg_catalog.pg_backend_pid(),"
    " (SELECT pg_catalog.string_agg(DISTINCT pg_catalog.host(a.client_addr), ' ')"
    "  FROM pg_catalog.pg_stat_activity a WHERE a.client_addr IS NOT NULL)";

static const guint8 *
get_bytes (const struct sockaddr *address, gsize *length)
{
  if (address != NULL && address->sa_family == AF_INET)
    {
      *length = sizeof (struct in_addr);
      return (const guint8 *) &((const struct sockaddr_in *) address)->sin_addr;
    }
  if (address != NULL && address->sa_family == AF_INET6)
    {
      *length = sizeof (struct in6_addr);
      return (const guint8 *) &((const struct sockaddr_in6 *) address)->sin6_addr;
    }

  return NULL;
}

static gboolean
is_address_of (GInetAddress *address, const struct ifaddrs *interface)
{
  gsize         length = 0;
  const guint8 *own = get_bytes (interface->ifa_addr, &length);

  return own != NULL && length == g_inet_address_get_native_size (address) &&
         memcmp (own, g_inet_address_to_bytes (address), length) == 0;
}

static gboolean
is_of_this_machine (const char *text)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);
  struct ifaddrs *interfaces = NULL;
  gboolean        is_own = FALSE;

  if (address == NULL)
    return FALSE;
  if (g_inet_address_get_is_loopback (address))
    return TRUE;
  if (getifaddrs (&interfaces) != 0)
    return FALSE;
  for (const struct ifaddrs *interface = interfaces; interface != NULL && !is_own;
       interface = interface->ifa_next)
    is_own = is_address_of (address, interface);
  freeifaddrs (interfaces);

  return is_own;
}

/* A backend calls itself "postgres: user database …". One in a container has another number here, and its address may be that of
   a container elsewhere, so it is not looked for. */
static gboolean
is_process_here (const char *pid, const char *database)
{
  g_autofree char *path = g_strdup_printf ("/proc/%s/cmdline", pid);
  g_autofree char *title = NULL;

  return g_file_get_contents (path, &title, NULL, NULL) && g_str_has_prefix (title, "postgres:") &&
         strstr (title, database) != NULL;
}

static gboolean
serves_others (const char *addresses)
{
  g_auto (GStrv) clients = g_strsplit (addresses ? addresses : "", " ", -1);

  for (gsize i = 0; clients[i] != NULL; i++)
    if (*clients[i] != '\0' && !is_of_this_machine (clients[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_reached_through_this_machine (const char *host)
{
  return host == NULL || *host == '\0' || *host == '/' || *host == '@' ||
         g_ascii_strcasecmp (host, "localhost") == 0 || is_of_this_machine (host);
}

LimbeckTargetPlace
limbeck_locality_find (LimbeckConnection *connection, guint timeout_ms, GCancellable *cancellable)
{
  g_autoptr (LimbeckRows) rows = NULL;

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), LIMBECK_TARGET_PLACE_AWAY);

  if (!is_reached_through_this_machine (limbeck_connection_get_host (connection)))
    return LIMBECK_TARGET_PLACE_AWAY;
  rows = limbeck_connection_query (connection, sql, NULL, timeout_ms, cancellable, NULL);
  if (rows == NULL)
    return LIMBECK_TARGET_PLACE_NEAR;

  return is_process_here (limbeck_rows_get (rows, 0, 0),
                          limbeck_connection_get_database (connection)) &&
                 !serves_others (limbeck_rows_get (rows, 0, 1))
             ? LIMBECK_TARGET_PLACE_HERE
             : LIMBECK_TARGET_PLACE_NEAR;
}
