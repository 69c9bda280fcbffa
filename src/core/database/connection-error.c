/* LIMBECK_DATABASE_ERROR: causes, SQLSTATEs and remedies. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/database/connection-error.h"

typedef struct
{
  char sqlstate[6];
} LimbeckDatabaseErrorPrivate;

static void
limbeck_database_error_private_init (LimbeckDatabaseErrorPrivate *self)
{
  g_assert (self != NULL);
  self->sqlstate[0] = '\0';
}

static void
limbeck_database_error_private_copy (const LimbeckDatabaseErrorPrivate *self,
                                     LimbeckDatabaseErrorPrivate       *copy)
{
  g_assert (self != NULL && copy != NULL);
  *copy = *self;
}

static void
limbeck_database_error_private_clear (LimbeckDatabaseErrorPrivate *self)
{
}

G_DEFINE_EXTENDED_ERROR (LimbeckDatabaseError, limbeck_database_error)

const char *
limbeck_database_error_get_sqlstate (const GError *error)
{
  LimbeckDatabaseErrorPrivate *self;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != LIMBECK_DATABASE_ERROR)
    return NULL;
  self = limbeck_database_error_get_private (error);

  return self && self->sqlstate[0] ? self->sqlstate : NULL;
}

void
limbeck_database_error_set (GError             **error,
                            LimbeckDatabaseError code,
                            const char          *sqlstate,
                            const char          *format,
                            ...)
{
  g_autofree char *message = NULL;
  g_autofree char *valid = NULL;
  va_list          args;

  if (error == NULL)
    return;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  /* Before the session's encoding is settled a server speaks in that of its own. */
  valid = g_utf8_make_valid (message, -1);

  g_set_error_literal (error, LIMBECK_DATABASE_ERROR, code, valid);
  if (sqlstate)
    g_strlcpy (limbeck_database_error_get_private (*error)->sqlstate,
               sqlstate,
               sizeof (((LimbeckDatabaseErrorPrivate *) NULL)->sqlstate));
}

typedef struct
{
  const char          *sqlstate;
  LimbeckDatabaseError code;
} Cause;

static gboolean
find_cause (const Cause *causes, gsize n_causes, const char *sqlstate, LimbeckDatabaseError *code)
{
  for (gsize i = 0; i < n_causes; i++)
    if (g_str_has_prefix (sqlstate, causes[i].sqlstate))
      {
        *code = causes[i].code;
        return TRUE;
      }

  return FALSE;
}

LimbeckDatabaseError
limbeck_database_error_code_of_open (const char *sqlstate, const char *routine)
{
  static const Cause causes[] = {
    { "28P01", LIMBECK_DATABASE_ERROR_AUTHENTICATION },
    { "28", LIMBECK_DATABASE_ERROR_AUTHENTICATION },
    { "3D000", LIMBECK_DATABASE_ERROR_NO_DATABASE },
    { "42501", LIMBECK_DATABASE_ERROR_PERMISSION },
    { "57P", LIMBECK_DATABASE_ERROR_STARTING },
  };
  LimbeckDatabaseError code = LIMBECK_DATABASE_ERROR_REFUSED;

  /* One SQLSTATE for three causes; the texts are translated, the name of the C function that complains is not
     (PostgreSQL 10 to 17: miscinit.c, auth.c). */
  if (g_str_equal (sqlstate, "28000") && g_strcmp0 (routine, "InitializeSessionUserId") == 0)
    return LIMBECK_DATABASE_ERROR_NO_ROLE;
  if (g_str_equal (sqlstate, "28000") && g_strcmp0 (routine, "ClientAuthentication") == 0)
    return LIMBECK_DATABASE_ERROR_REFUSED;
  find_cause (causes, G_N_ELEMENTS (causes), sqlstate, &code);

  return code;
}

LimbeckDatabaseError
limbeck_database_error_code_of_query (const char *sqlstate)
{
  static const Cause causes[] = {
    { "42501", LIMBECK_DATABASE_ERROR_PERMISSION }, { "57014", LIMBECK_DATABASE_ERROR_TIMED_OUT },
    { "55P03", LIMBECK_DATABASE_ERROR_TIMED_OUT },  { "57P", LIMBECK_DATABASE_ERROR_LOST },
    { "25P03", LIMBECK_DATABASE_ERROR_LOST },       { "08", LIMBECK_DATABASE_ERROR_LOST },
  };
  LimbeckDatabaseError code = LIMBECK_DATABASE_ERROR_QUERY;

  find_cause (causes, G_N_ELEMENTS (causes), sqlstate, &code);

  return code;
}

char *
limbeck_database_error_describe_limit (guint timeout_ms)
{
  if (timeout_ms % 1000 == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         /* Translators: a time limit */
                                         "%u second",
                                         "%u seconds",
                                         timeout_ms / 1000),
                            timeout_ms / 1000);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: a time limit */
                                       "%u millisecond",
                                       "%u milliseconds",
                                       timeout_ms),
                          timeout_ms);
}

const char *
limbeck_database_error_get_remedy (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (error->domain == LIMBECK_DATABASE_ERROR, NULL);

  switch ((LimbeckDatabaseError) error->code)
    {
    case LIMBECK_DATABASE_ERROR_UNREACHABLE:
      return _ (
          "See whether the server runs (“pg_lsclusters” or “systemctl status postgresql” there), and whether host and port in the database URL are right.");
    case LIMBECK_DATABASE_ERROR_UNKNOWN_HOST:
      return _ (
          "Check the spelling of the host in the database URL, and whether this machine is connected to its network or VPN.");
    case LIMBECK_DATABASE_ERROR_AUTHENTICATION:
      return _ (
          "Check user and password in the database URL, in PGPASSWORD or in ~/.pgpass, in this order.");
    case LIMBECK_DATABASE_ERROR_PASSWORD_NEEDED:
      return _ (
          "Put the password into the database URL, into PGPASSWORD or into ~/.pgpass (which only you may be able to read: chmod 600).");
    case LIMBECK_DATABASE_ERROR_NO_DATABASE:
      return _ (
          "Create the database (“createdb NAME”), or correct its name at the end of the database URL.");
    case LIMBECK_DATABASE_ERROR_NO_ROLE:
      return _ (
          "Create the role (“createuser NAME”) or allow it to log in, or correct the user in the database URL.");
    case LIMBECK_DATABASE_ERROR_TIMED_OUT:
      return _ (
          "See whether the server is overloaded or a firewall stands in between, then try again or raise the time limit.");
    case LIMBECK_DATABASE_ERROR_LOST:
      return _ ("See in the server's log why it ended the connection, then try again.");
    case LIMBECK_DATABASE_ERROR_PERMISSION:
      return _ ("Connect as the owner of the database, or have the missing privilege granted.");
    case LIMBECK_DATABASE_ERROR_STARTING:
      return _ ("Wait until the server accepts connections, then try again.");
    case LIMBECK_DATABASE_ERROR_QUERY:
      return _ ("The server's log tells more about the statement that it refused.");
    case LIMBECK_DATABASE_ERROR_REFUSED:
      return _ (
          "Check the options in the database URL, such as sslmode, and what pg_hba.conf on the server allows for this machine and user.");
    default:
      g_return_val_if_reached (NULL);
    }
}
