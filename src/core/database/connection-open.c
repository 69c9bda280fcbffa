/* limbeck_connection_open(): hosts, addresses and attempts, each with a time limit of its own. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/database/connection-address.h"
#include "core/database/connection-error.h"
#include "core/database/connection-private.h"

/* Keyword and value arrays, and the connection that came of them. */
typedef struct
{
  GPtrArray *keywords;
  GPtrArray *values;
} Parameters;

static void
parameters_free (Parameters *self)
{
  g_ptr_array_unref (self->keywords);
  g_ptr_array_unref (self->values);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Parameters, parameters_free)

static void
set_parameter (Parameters *self, const char *keyword, const char *value)
{
  if (value == NULL)
    return;
  g_ptr_array_add (self->keywords, g_strdup (keyword));
  g_ptr_array_add (self->values, g_strdup (value));
}

static gboolean
is_set (LimbeckDatabaseUrl *url, const char *keyword, const char *variable)
{
  return limbeck_database_url_get_parameter (url, keyword) != NULL ||
         (variable && g_getenv (variable) != NULL);
}

static gboolean
uses_service (LimbeckDatabaseUrl *url)
{
  return is_set (url, "service", "PGSERVICE");
}

static Parameters *
parameters_new (LimbeckDatabaseUrl   *url,
                const LimbeckAddress *address,
                const char           *application_name)
{
  /* A dead network is noticed in 10 s instead of hours. */
  static const char *const defaults[][2] = {
    { "keepalives_idle", "5" },
    { "keepalives_interval", "2" },
    { "keepalives_count", "3" },
    { "tcp_user_timeout", "10000" },
  };
  static const char *const ours[] = {
    "host", "hostaddr", "port", "application_name", "client_encoding", "replication", NULL
  };
  const char *const *keywords = limbeck_database_url_get_keywords (url);
  Parameters        *self = g_new0 (Parameters, 1);

  self->keywords = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; keywords[i]; i++)
    if (!g_strv_contains (ours, keywords[i]))
      set_parameter (self, keywords[i], limbeck_database_url_get_parameter (url, keywords[i]));
  /* Certificates and .pgpass go by the name, so it stays beside the address. */
  set_parameter (self, "host", address->host);
  set_parameter (self, "hostaddr", address->address);
  set_parameter (self, "port", address->port);
  set_parameter (self, "application_name", application_name);
  set_parameter (self, "client_encoding", "UTF8");
  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (!is_set (url, defaults[i][0], NULL))
      set_parameter (self, defaults[i][0], defaults[i][1]);
  /* Debian's libpq asks Kerberos otherwise, which blocks. */
  if (!is_set (url, "gssencmode", "PGGSSENCMODE"))
    set_parameter (self, "gssencmode", "disable");
  g_ptr_array_add (self->keywords, NULL);
  g_ptr_array_add (self->values, NULL);

  return self;
}

static gpointer
start (gpointer data)
{
  Parameters *parameters = data;

  /* expand_dbname is 0: a database may be named “dbname=postgres user=x”. */
  return PQconnectStartParams ((const char *const *) parameters->keywords->pdata,
                               (const char *const *) parameters->values->pdata,
                               0);
}

/* One attempt: where it goes, how long it may take, and what became of it. */
typedef struct
{
  LimbeckDatabaseUrl   *url;
  const LimbeckAddress *address;
  guint                 timeout_ms;
  gint64                deadline_us;
  GCancellable         *cancellable;
  PGconn               *pg;
  /* The server's side accepted the socket, so that what went wrong afterwards is no matter of reaching it. */
  gboolean has_met_server;
} Attempt;

/* Where it went, as far as that is known. */
static char *
describe_place (const Attempt *self)
{
  const char *database = limbeck_database_url_get_parameter (self->url, "dbname");
  const char *host = self->address->host ? self->address->host : self->address->address;
  const char *port = self->address->port;

  if (self->pg && PQhost (self->pg) && *PQhost (self->pg))
    host = PQhost (self->pg);
  if (self->pg && PQport (self->pg) && *PQport (self->pg))
    port = PQport (self->pg);
  if (self->pg && PQdb (self->pg))
    database = PQdb (self->pg);
  if (host == NULL && uses_service (self->url))
    host = limbeck_database_url_get_parameter (self->url, "service");

  return limbeck_address_describe (host, port, database ? database : "");
}

static void
set_impatient (const Attempt *self, LimbeckPatience patience, GError **error)
{
  g_autofree char *place = NULL;
  g_autofree char *limit = NULL;

  if (patience == LIMBECK_PATIENCE_CANCELLED)
    {
      g_cancellable_set_error_if_cancelled (self->cancellable, error);
      return;
    }
  place = describe_place (self);
  limit = limbeck_database_error_describe_limit (self->timeout_ms);
  limbeck_database_error_set (
      error,
      LIMBECK_DATABASE_ERROR_TIMED_OUT,
      NULL,
      /* Translators: a place such as “shop” on localhost:5432 (quotes included), a time limit */
      _ ("Can't connect to %s: no answer within %s."),
      place,
      limit);
}

static void
set_unreachable (const Attempt *self, int problem, GError **error)
{
  g_autofree char *place = describe_place (self);

  limbeck_database_error_set (
      error,
      LIMBECK_DATABASE_ERROR_UNREACHABLE,
      NULL,
      /* Translators: a place such as “shop” on localhost:5432 (quotes included), the reason given by the system */
      _ ("Can't connect to %s: no server answers there (%s)."),
      place,
      g_strerror (problem));
}

/* As in “FATAL:  28P01: …”, in every language; five capitals alone are a severity. */
#define SQLSTATE ":\\s+(?=[A-Z]*[0-9])([0-9A-Z]{5}): "

static char *
fetch_match (const char *pattern, const char *text, int group)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, group) : NULL;
}

static char *
explain_refusal (LimbeckDatabaseError code, const char *user, const char *message)
{
  switch (code)
    {
    case LIMBECK_DATABASE_ERROR_AUTHENTICATION:
      /* Translators: the first %s is a user, the second the server's words */
      return g_strdup_printf (
          _ ("the server refused user “%s” or the password (%s)"), user, message);
    case LIMBECK_DATABASE_ERROR_PASSWORD_NEEDED:
      /* Translators: %s is a user */
      return g_strdup_printf (_ ("the server wants a password for user “%s”, and none is known"),
                              user);
    case LIMBECK_DATABASE_ERROR_NO_DATABASE:
      /* Translators: %s is what the server says */
      return g_strdup_printf (_ ("there is no such database (%s)"), message);
    case LIMBECK_DATABASE_ERROR_NO_ROLE:
      /* Translators: the first %s is a user, the second the server's words */
      return g_strdup_printf (_ ("there is no role “%s” that may log in (%s)"), user, message);
    case LIMBECK_DATABASE_ERROR_PERMISSION:
      /* Translators: the first %s is a user, the second the server's words */
      return g_strdup_printf (_ ("user “%s” may not connect to this database (%s)"), user, message);
    case LIMBECK_DATABASE_ERROR_STARTING:
      /* Translators: %s is what the server says */
      return g_strdup_printf (_ ("the server is not ready (%s)"), message);
    default:
      /* Translators: the first %s is a user, the second the server's words */
      return g_strdup_printf (_ ("the server does not let user “%s” in (%s)"), user, message);
    }
}

/* libpq 15 keeps no PGresult of an attempt to connect, but with verbose errors its text holds, in every language, the
   SQLSTATE and the C function that complained. */
static void
set_refused (const Attempt *self, GError **error)
{
  g_autofree char     *place = describe_place (self);
  g_autofree char     *text = g_utf8_make_valid (PQerrorMessage (self->pg), -1);
  g_autofree char     *sqlstate = fetch_match (SQLSTATE "(.*)", text, 1);
  g_autofree char     *message = NULL;
  g_autofree char     *routine = fetch_match ("(\\w+), \\w+\\.c:\\d+", text, 1);
  g_autofree char     *reason = NULL;
  LimbeckDatabaseError code = LIMBECK_DATABASE_ERROR_REFUSED;

  if (sqlstate)
    {
      code = limbeck_database_error_code_of_open (sqlstate, routine);
      message = fetch_match (SQLSTATE "(.*)", text, 2);
    }
  else
    {
      if (PQconnectionNeedsPassword (self->pg))
        code = LIMBECK_DATABASE_ERROR_PASSWORD_NEEDED;
      message = g_strdelimit (g_strstrip (g_steal_pointer (&text)), "\n", ' ');
    }
  /* What libpq itself complains about, such as an option, stands for itself. */
  if (sqlstate || code != LIMBECK_DATABASE_ERROR_REFUSED)
    reason = explain_refusal (code, PQuser (self->pg) ? PQuser (self->pg) : "", message);
  else
    reason = g_steal_pointer (&message);
  /* Translators: a place such as “shop” on localhost:5432 (quotes included), the reason */
  limbeck_database_error_set (error, code, sqlstate, _ ("Can't connect to %s: %s."), place, reason);
}

static gboolean
attempt_start (Attempt *self, Parameters *parameters, GError **error)
{
  g_autoptr (LimbeckDetached) detached = NULL;
  LimbeckPatience patience;

  if (!uses_service (self->url))
    {
      self->pg = start (parameters);
      parameters_free (parameters);
      return TRUE;
    }

  /* A service file may name a host to resolve, or an LDAP server to ask: both block. */
  detached = limbeck_detached_start (
      start, parameters, (GDestroyNotify) parameters_free, (GDestroyNotify) PQfinish);
  patience = limbeck_detached_wait (detached, self->deadline_us, self->cancellable);
  if (patience == LIMBECK_PATIENCE_READY)
    self->pg = limbeck_detached_steal_result (detached);
  else
    set_impatient (self, patience, error);

  return patience == LIMBECK_PATIENCE_READY;
}

static void
log_notice (void *data, const PGresult *result)
{
  g_debug ("%s", PQresultErrorMessage (result));
}

static gboolean
attempt_finish (Attempt *self, GError **error)
{
  PostgresPollingStatusType polling = PGRES_POLLING_WRITING;

  PQsetErrorVerbosity (self->pg, PQERRORS_VERBOSE);
  PQsetNoticeReceiver (self->pg, log_notice, NULL);
  while (PQstatus (self->pg) != CONNECTION_BAD && polling != PGRES_POLLING_OK &&
         polling != PGRES_POLLING_FAILED)
    {
      /* The socket is asked for anew each time: another one may hide behind the same number. */
      LimbeckPatience patience = limbeck_patience_wait_for_fd (
          PQsocket (self->pg),
          polling == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT,
          self->deadline_us,
          self->cancellable);

      if (patience != LIMBECK_PATIENCE_READY)
        {
          set_impatient (self, patience, error);
          return FALSE;
        }
      self->has_met_server |= PQstatus (self->pg) != CONNECTION_STARTED;
      polling = PQconnectPoll (self->pg);
    }
  if (polling != PGRES_POLLING_OK)
    {
      int problem = self->has_met_server ? 0
                                         : limbeck_address_probe (PQhost (self->pg),
                                                                  PQhostaddr (self->pg),
                                                                  PQport (self->pg));

      if (problem != 0)
        set_unreachable (self, problem, error);
      else
        set_refused (self, error);
      return FALSE;
    }

  PQsetErrorVerbosity (self->pg, PQERRORS_DEFAULT);
  PQsetnonblocking (self->pg, 1);

  return TRUE;
}

static LimbeckConnection *
attempt_run (Attempt *self, const char *application_name, GError **error)
{
  g_autoptr (LimbeckConnection) connection = NULL;
  g_autoptr (GError) cause = NULL;
  gint64 left_us;

  self->deadline_us = limbeck_deadline_after (self->timeout_ms);
  if (!attempt_start (self, parameters_new (self->url, self->address, application_name), error))
    return NULL;
  if (!attempt_finish (self, error))
    {
      g_clear_pointer (&self->pg, PQfinish);
      return NULL;
    }

  connection = g_object_new (LIMBECK_TYPE_CONNECTION, NULL);
  connection->place = describe_place (self);
  connection->pg = g_steal_pointer (&self->pg);
  left_us = self->deadline_us - g_get_monotonic_time ();
  if (limbeck_connection_set_up (connection,
                                 self->deadline_us < 0 ? 0 : (guint) (MAX (left_us, 1000) / 1000),
                                 self->cancellable,
                                 &cause))
    return g_steal_pointer (&connection);

  /* The limit that people know is that of the whole attempt. */
  if (g_error_matches (cause, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_TIMED_OUT) &&
      limbeck_database_error_get_sqlstate (cause) == NULL)
    set_impatient (self, LIMBECK_PATIENCE_DEADLINE, error);
  else
    g_propagate_error (error, g_steal_pointer (&cause));

  return NULL;
}

/* Whether another address may do better, as libpq judges it. */
static gboolean
may_try_next (LimbeckDatabaseUrl *url, const GError *error)
{
  if (error->domain != LIMBECK_DATABASE_ERROR)
    return FALSE;

  switch ((LimbeckDatabaseError) error->code)
    {
    case LIMBECK_DATABASE_ERROR_UNREACHABLE:
    case LIMBECK_DATABASE_ERROR_UNKNOWN_HOST:
    case LIMBECK_DATABASE_ERROR_TIMED_OUT:
    case LIMBECK_DATABASE_ERROR_STARTING:
      return TRUE;
    case LIMBECK_DATABASE_ERROR_REFUSED:
      /* Not the primary, or not the standby, that was asked for. */
      return limbeck_database_error_get_sqlstate (error) == NULL &&
             is_set (url, "target_session_attrs", "PGTARGETSESSIONATTRS");
    default:
      return FALSE;
    }
}

/* Of several attempts that failed, tells the one that came furthest. */
static void
keep_error (GError **kept, GError *error)
{
  static const int ranks[] = {
    [LIMBECK_DATABASE_ERROR_UNKNOWN_HOST] = 1, [LIMBECK_DATABASE_ERROR_UNREACHABLE] = 2,
    [LIMBECK_DATABASE_ERROR_TIMED_OUT] = 3,    [LIMBECK_DATABASE_ERROR_REFUSED] = 4,
    [LIMBECK_DATABASE_ERROR_STARTING] = 4,
  };

  if (*kept && ranks[(*kept)->code] > ranks[error->code])
    {
      g_error_free (error);
      return;
    }
  g_clear_error (kept);
  *kept = error;
}

static LimbeckConnection *
try_host (LimbeckDatabaseUrl   *url,
          const LimbeckAddress *host,
          const char           *application_name,
          guint                 timeout_ms,
          GCancellable         *cancellable,
          GError              **error)
{
  g_autoptr (GPtrArray) addresses = NULL;
  g_autoptr (GError) kept = NULL;
  GError *local_error = NULL;

  addresses = limbeck_address_resolve (
      host, limbeck_deadline_after (timeout_ms), cancellable, &local_error);
  if (addresses == NULL)
    {
      Attempt          attempt = { .url = url, .address = host };
      g_autofree char *place = describe_place (&attempt);

      if (local_error->domain == LIMBECK_DATABASE_ERROR)
        /* Translators: a place such as “shop” on localhost:5432 (quotes included); the reason follows */
        g_prefix_error (&local_error, _ ("Can't connect to %s: "), place);
      g_propagate_error (error, local_error);
      return NULL;
    }

  for (guint i = 0; i < addresses->len; i++)
    {
      Attempt            attempt = { url, addresses->pdata[i], timeout_ms, -1, cancellable };
      LimbeckConnection *connection = attempt_run (&attempt, application_name, &local_error);

      if (connection)
        return connection;
      if (!may_try_next (url, local_error))
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
      keep_error (&kept, g_steal_pointer (&local_error));
    }
  g_propagate_error (error, g_steal_pointer (&kept));

  return NULL;
}

LimbeckConnection *
limbeck_connection_open (LimbeckDatabaseUrl *url,
                         const char         *application_name,
                         guint               timeout_ms,
                         GCancellable       *cancellable,
                         GError            **error)
{
  g_autoptr (GPtrArray) hosts = NULL;
  g_autoptr (GError) kept = NULL;

  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (url), NULL);
  g_return_val_if_fail (application_name != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !limbeck_libpq_load (error))
    return NULL;

  hosts = limbeck_address_list (url);
  for (guint i = 0; i < hosts->len; i++)
    {
      GError            *local_error = NULL;
      LimbeckConnection *connection = try_host (
          url, hosts->pdata[i], application_name, timeout_ms, cancellable, &local_error);

      if (connection)
        return connection;
      if (!may_try_next (url, local_error))
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
      keep_error (&kept, local_error);
    }
  g_propagate_error (error, g_steal_pointer (&kept));

  return NULL;
}
