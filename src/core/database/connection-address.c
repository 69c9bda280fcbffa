/* Where a connection goes to. libpq resolves names itself only while blocking, and gives several addresses no time limit
   of their own when it is used asynchronously (libpq 15), so both are done here. */

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/database/connection-error.h"
#include "core/database/detached.h"

#include "core/database/connection-address.h"

#define PROBE_MS 200
#define DEFAULT_PORT "5432"

void
limbeck_address_free (LimbeckAddress *self)
{
  g_free (self->host);
  g_free (self->address);
  g_free (self->port);
  g_free (self);
}

static LimbeckAddress *
address_new (const char *host, const char *address, const char *port)
{
  LimbeckAddress *self = g_new0 (LimbeckAddress, 1);

  self->host = host && *host ? g_strdup (host) : NULL;
  self->address = address && *address ? g_strdup (address) : NULL;
  self->port = port && *port ? g_strdup (port) : NULL;

  return self;
}

static char **
split_parameter (LimbeckDatabaseUrl *url, const char *keyword, const char *variable)
{
  const char *value = limbeck_database_url_get_parameter (url, keyword);

  /* An empty value means the same to libpq as none. */
  if (value == NULL || *value == '\0')
    value = g_getenv (variable);

  return g_strsplit (value ? value : "", ",", -1);
}

GPtrArray *
limbeck_address_list (LimbeckDatabaseUrl *url)
{
  g_autoptr (GPtrArray)
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_address_free);
  g_auto (GStrv) hosts = split_parameter (url, "host", "PGHOST");
  g_auto (GStrv) addresses = split_parameter (url, "hostaddr", "PGHOSTADDR");
  g_auto (GStrv) ports = split_parameter (url, "port", "PGPORT");
  guint n_hosts = g_strv_length (hosts);
  guint n_addresses = g_strv_length (addresses);
  guint n_ports = g_strv_length (ports);
  guint n = MAX (MAX (n_hosts, n_addresses), 1);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list,
                     address_new (i < n_hosts ? hosts[i] : NULL,
                                  i < n_addresses ? addresses[i] : NULL,
                                  n_ports == 1  ? ports[0]
                                  : i < n_ports ? ports[i]
                                                : NULL));

  return g_steal_pointer (&list);
}

static gboolean
is_socket (const char *host)
{
  return host == NULL || *host == '/' || *host == '@';
}

typedef struct
{
  char  *message;
  char **addresses;
} Lookup;

static void
lookup_free (Lookup *self)
{
  g_free (self->message);
  g_strfreev (self->addresses);
  g_free (self);
}

static gpointer
look_up (gpointer data)
{
  const char      *host = data;
  Lookup          *self = g_new0 (Lookup, 1);
  struct addrinfo  hints = { .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM };
  struct addrinfo *found = NULL;
  int              status = getaddrinfo (host, NULL, &hints, &found);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

  if (status != 0)
    self->message = g_strdup (status == EAI_SYSTEM ? g_strerror (errno) : gai_strerror (status));
  for (struct addrinfo *i = found; i; i = i->ai_next)
    {
      char numeric[NI_MAXHOST];

      if (getnameinfo (
              i->ai_addr, i->ai_addrlen, numeric, sizeof numeric, NULL, 0, NI_NUMERICHOST) == 0)
        g_ptr_array_add (addresses, g_strdup (numeric));
    }
  if (found)
    freeaddrinfo (found);
  g_ptr_array_add (addresses, NULL);
  self->addresses = (char **) g_ptr_array_free (g_steal_pointer (&addresses), FALSE);

  return self;
}

GPtrArray *
limbeck_address_resolve (const LimbeckAddress *self,
                         gint64                deadline_us,
                         GCancellable         *cancellable,
                         GError              **error)
{
  g_autoptr (GPtrArray)
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_address_free);
  g_autoptr (LimbeckDetached) detached = NULL;
  LimbeckPatience patience;
  Lookup         *lookup;

  if (self->address || is_socket (self->host) || g_hostname_is_ip_address (self->host))
    {
      g_ptr_array_add (list, address_new (self->host, self->address, self->port));
      return g_steal_pointer (&list);
    }

  detached = limbeck_detached_start (
      look_up, g_strdup (self->host), g_free, (GDestroyNotify) lookup_free);
  patience = limbeck_detached_wait (detached, deadline_us, cancellable);
  if (patience == LIMBECK_PATIENCE_CANCELLED)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  if (patience == LIMBECK_PATIENCE_DEADLINE)
    {
      limbeck_database_error_set (error,
                                  LIMBECK_DATABASE_ERROR_UNKNOWN_HOST,
                                  NULL,
                                  /* Translators: %s is the name of a host */
                                  _ ("the name “%s” was not resolved in time"),
                                  self->host);
      return NULL;
    }

  lookup = limbeck_detached_steal_result (detached);
  for (char **i = lookup->addresses; *i; i++)
    g_ptr_array_add (list, address_new (self->host, *i, self->port));
  if (list->len == 0)
    limbeck_database_error_set (
        error,
        LIMBECK_DATABASE_ERROR_UNKNOWN_HOST,
        NULL,
        /* Translators: the first %s is the name of a host, the second the reason given by the system */
        _ ("the name “%s” can't be resolved: %s"),
        self->host,
        lookup->message ? lookup->message : gai_strerror (EAI_NODATA));
  lookup_free (lookup);

  return list->len > 0 ? g_steal_pointer (&list) : NULL;
}

static int
probe_socket (int family, const struct sockaddr *address, socklen_t length)
{
  int       fd = socket (family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  int       problem = 0;
  socklen_t size = sizeof problem;

  if (fd < 0)
    return errno;
  if (connect (fd, address, length) != 0)
    problem = errno;
  if (problem == EINPROGRESS)
    {
      struct pollfd pollfd = { .fd = fd, .events = POLLOUT };

      problem = 0;
      if (poll (&pollfd, 1, PROBE_MS) > 0)
        getsockopt (fd, SOL_SOCKET, SO_ERROR, &problem, &size);
    }
  close (fd);

  return problem;
}

int
limbeck_address_probe (const char *host, const char *address, const char *port)
{
  const char      *numeric = address && *address ? address : host;
  struct addrinfo  hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST };
  struct addrinfo *found = NULL;
  int              problem = 0;

  if (port == NULL || *port == '\0')
    port = DEFAULT_PORT;
  if (numeric && *numeric == '/')
    {
      struct sockaddr_un name = { .sun_family = AF_UNIX };
      int n = g_snprintf (name.sun_path, sizeof name.sun_path, "%s/.s.PGSQL.%s", numeric, port);

      if (n < 0 || (gsize) n >= sizeof name.sun_path)
        return ENAMETOOLONG;
      return probe_socket (AF_UNIX, (struct sockaddr *) &name, sizeof name);
    }
  if (numeric == NULL || getaddrinfo (numeric, port, &hints, &found) != 0)
    return 0;
  problem = probe_socket (found->ai_family, found->ai_addr, found->ai_addrlen);
  freeaddrinfo (found);

  return problem;
}

char *
limbeck_address_describe (const char *host, const char *port, const char *database)
{
  if (port == NULL || *port == '\0')
    port = DEFAULT_PORT;
  if (host && (*host == '/' || *host == '@'))
    /* Translators: where a connection goes: a database, then the path of a socket in two parts */
    return g_strdup_printf (_ ("“%s” on the socket %s/.s.PGSQL.%s"), database, host, port);

  return g_strdup_printf (
      strchr (host ? host : "", ':')
          /* Translators: where a connection goes: database, IPv6 address, port */
          ? _ ("“%s” on [%s]:%s")
          /* Translators: where a connection goes: database, host, port */
          : _ ("“%s” on %s:%s"),
      database,
      host ? host : "",
      port);
}
