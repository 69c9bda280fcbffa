#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/text.h"
#include "core/project/libpq-keyword.h"
#include "core/project/project.h"
#include "core/project/url-hosts.h"
#include "core/project/url-parts.h"
#include "core/project/url-refusal.h"

#include "core/project/database-url.h"

struct _LimbeckDatabaseUrl
{
  GObject parent_instance;

  LimbeckUrlParts *parts;
  char            *driver;
  gboolean         is_asked; /* the values are SQLAlchemy's own */
  GHashTable      *values;   /* keyword → value */
  GPtrArray       *keywords; /* borrowed from values, in a fixed order, NULL-terminated */
};

G_DEFINE_FINAL_TYPE (LimbeckDatabaseUrl, limbeck_database_url, G_TYPE_OBJECT)

static void
set_value (LimbeckDatabaseUrl *self, const char *keyword, const char *value)
{
  if (value != NULL && *value != '\0')
    g_hash_table_replace (self->values, g_strdup (keyword), g_strdup (value));
}

/* int() in Python takes blanks around the digits; what is more unusual than that is not worth following. */
static gboolean
set_port (LimbeckDatabaseUrl *self, GError **error)
{
  g_autofree char *port = NULL;
  guint64          number;

  if (self->parts->port == NULL)
    return TRUE;

  port = g_strstrip (g_strdup (self->parts->port));
  if (!g_ascii_string_to_unsigned (port, 10, 0, 65535, &number, NULL))
    {
      g_set_error_literal (
          error,
          LIMBECK_PROJECT_ERROR,
          LIMBECK_PROJECT_ERROR_BAD_URL,
          *port == '\0'
              ? _ ("The database URL has a “:” after the host but no port. Write the port, or remove the “:”.")
              : _ ("The port in the database URL is not a number from 1 to 65535. If the password holds “@”, “/” or "
                   "“:”, write them as “%40”, “%2F” and “%3A”. Several hosts are written as "
                   "“?host=first:5432&host=second:5432”."));
      return FALSE;
    }

  if (number != 0)
    g_hash_table_replace (
        self->values, g_strdup ("port"), g_strdup_printf ("%" G_GUINT64_FORMAT, number));

  return TRUE;
}

/* asyncpg's `ssl=` takes the words of libpq's `sslmode`; its other keys mean nothing to libpq. */
static const char *
translate_key (LimbeckDatabaseUrl *self, const char *key, const char *value)
{
  static const char *const ssl_modes[] = { "disable",   "allow",       "prefer", "require",
                                           "verify-ca", "verify-full", NULL };

  if (strcmp (key, "database") == 0)
    return "dbname";

  if (strcmp (self->driver, "asyncpg") == 0 && strcmp (key, "ssl") == 0)
    return g_strv_contains (ssl_modes, value) ? "sslmode" : NULL;

  return limbeck_libpq_keyword_is_known (key) ? key : NULL;
}

/* pg8000 wants the socket itself: `/run/postgresql/.s.PGSQL.5432` */
static void
set_socket (LimbeckDatabaseUrl *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const char      *port = strrchr (path, '.');

  set_value (self, "host", folder);
  if (port != NULL)
    set_value (self, "port", port + 1);
}

static gboolean
set_query (LimbeckDatabaseUrl *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->parts->keys->len; i++)
    {
      const char *key = g_ptr_array_index (self->parts->keys, i);
      const char *value = g_ptr_array_index (self->parts->values, i);
      const char *keyword = translate_key (self, key, value);

      if (strcmp (self->driver, "pg8000") == 0 && strcmp (key, "unix_sock") == 0)
        set_socket (self, value);

      if (keyword == NULL || strcmp (keyword, "host") == 0 || strcmp (keyword, "port") == 0)
        continue;

      if (!g_hash_table_add (seen, (gpointer) keyword))
        {
          g_set_error (error,
                       LIMBECK_PROJECT_ERROR,
                       LIMBECK_PROJECT_ERROR_BAD_URL,
                       /* Translators: the name of a parameter of a URL, such as sslmode. */
                       _ ("The database URL gives “%s” more than once. Keep one of them."),
                       keyword);
          return FALSE;
        }

      set_value (self, keyword, value);
    }

  return TRUE;
}

static gboolean
set_hosts (LimbeckDatabaseUrl *self, GError **error)
{
  g_autofree char *hosts = NULL;
  g_autofree char *ports = NULL;

  if (!limbeck_url_hosts_read (self->parts, &hosts, &ports, error))
    return FALSE;

  set_value (self, "host", hosts);
  set_value (self, "port", ports);

  return TRUE;
}

static void
list_keywords (LimbeckDatabaseUrl *self)
{
  g_autoptr (GList)
      keys = g_list_sort (g_hash_table_get_keys (self->values), (GCompareFunc) strcmp);

  for (GList *key = keys; key != NULL; key = key->next)
    g_ptr_array_add (self->keywords, key->data);
  g_ptr_array_add (self->keywords, NULL);
}

static LimbeckDatabaseUrl *
new_from_parts (LimbeckUrlParts *parts, GError **error)
{
  g_autoptr (LimbeckDatabaseUrl) self = g_object_new (LIMBECK_TYPE_DATABASE_URL, NULL);
  const char *plus = strchr (parts->scheme, '+');

  self->parts = limbeck_url_parts_copy (parts);
  self->driver = g_strdup (plus != NULL ? plus + 1 : "psycopg2");

  set_value (self, "user", parts->username);
  set_value (self, "password", parts->password);
  set_value (self, "host", parts->host);
  set_value (self, "dbname", parts->database);

  if (!set_port (self, error) || !set_query (self, error) || !set_hosts (self, error))
    return NULL;

  list_keywords (self);

  return g_steal_pointer (&self);
}

static void
limbeck_database_url_finalize (GObject *object)
{
  LimbeckDatabaseUrl *self = LIMBECK_DATABASE_URL (object);

  limbeck_url_parts_free (self->parts);
  g_free (self->driver);
  g_ptr_array_unref (self->keywords);
  g_hash_table_unref (self->values);

  G_OBJECT_CLASS (limbeck_database_url_parent_class)->finalize (object);
}

static void
limbeck_database_url_class_init (LimbeckDatabaseUrlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_database_url_finalize;
}

static void
limbeck_database_url_init (LimbeckDatabaseUrl *self)
{
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->keywords = g_ptr_array_new ();
}

LimbeckDatabaseUrl *
limbeck_database_url_parse (const char *text, GError **error)
{
  g_autoptr (LimbeckUrlParts) parts = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!limbeck_url_refusal_check_text (text, error))
    return NULL;

  parts = limbeck_url_parts_new (text);
  if (parts == NULL)
    {
      g_set_error_literal (error,
                           LIMBECK_PROJECT_ERROR,
                           LIMBECK_PROJECT_ERROR_BAD_URL,
                           _ ("That is not a database URL. One looks like "
                              "“postgresql://user:password@host:5432/database”."));
      return NULL;
    }

  if (!limbeck_url_refusal_check_parts (parts, error))
    return NULL;

  return new_from_parts (parts, error);
}

/* Takes the parameters of another that are no passwords, in the place of its own. */
static void
take_values (LimbeckDatabaseUrl *self, const char *driver, GHashTable *values)
{
  GHashTableIter iter;
  gpointer       key;
  gpointer       value;

  g_ptr_array_set_size (self->keywords, 0);
  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!limbeck_url_parts_is_secret_key (key))
      g_hash_table_iter_remove (&iter);

  self->is_asked = TRUE;
  g_free (self->driver);
  self->driver = g_strdup (driver);

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *keyword = translate_key (self, key, value);

      if (strcmp (key, "unix_sock") == 0)
        set_socket (self, value);
      else if (keyword != NULL && !limbeck_url_parts_is_secret_key (keyword))
        set_value (self, keyword, value);
    }
  /* psycopg2 gets both from SQLAlchemy 1.4. */
  if (g_hash_table_contains (values, "dbname"))
    set_value (self, "dbname", g_hash_table_lookup (values, "dbname"));

  list_keywords (self);
}

LimbeckDatabaseUrl *
limbeck_database_url_with_password (LimbeckDatabaseUrl *self, const char *password)
{
  g_autoptr (LimbeckUrlParts) parts = NULL;
  LimbeckDatabaseUrl *other;

  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (self), NULL);

  parts = limbeck_url_parts_copy (self->parts);
  limbeck_url_parts_set_password (parts, password);
  other = new_from_parts (parts, NULL);
  if (self->is_asked)
    take_values (other, self->driver, self->values);

  return other;
}

LimbeckDatabaseUrl *
limbeck_database_url_with_meaning (LimbeckDatabaseUrl *self,
                                   const char         *driver,
                                   GHashTable         *parameters)
{
  LimbeckDatabaseUrl *other;

  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (self), NULL);
  g_return_val_if_fail (parameters != NULL, NULL);

  other = new_from_parts (self->parts, NULL);
  take_values (other, driver != NULL ? driver : self->driver, parameters);

  return other;
}

gboolean
limbeck_database_url_is_plain (LimbeckDatabaseUrl *self)
{
  static const char *const drivers[] = { "psycopg2", "psycopg", "asyncpg", NULL };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (self), FALSE);

  if (!g_strv_contains (drivers, self->driver) ||
      (self->parts->database != NULL && strchr (self->parts->database, '%') != NULL))
    return FALSE;

  for (guint i = 0; i < self->parts->keys->len; i++)
    {
      const char *key = self->parts->keys->pdata[i];
      const char *value = self->parts->values->pdata[i];
      gboolean is_list = strpbrk (value, ",:") != NULL || !g_hash_table_add (seen, (gpointer) key);

      if (!limbeck_libpq_keyword_is_known (key) || strcmp (key, "dbname") == 0 ||
          (is_list && (strcmp (key, "host") == 0 || strcmp (key, "port") == 0)))
        return FALSE;
    }

  return TRUE;
}

const char *
limbeck_database_url_get_driver (LimbeckDatabaseUrl *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (self), NULL);

  return self->driver;
}

const char *
limbeck_database_url_get_parameter (LimbeckDatabaseUrl *self, const char *keyword)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (self), NULL);
  g_return_val_if_fail (keyword != NULL, NULL);

  return g_hash_table_lookup (self->values, keyword);
}

const char *const *
limbeck_database_url_get_keywords (LimbeckDatabaseUrl *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (self), NULL);

  return (const char *const *) self->keywords->pdata;
}

char *
limbeck_database_url_dup_text (LimbeckDatabaseUrl *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (self), NULL);

  return limbeck_url_parts_to_text (self->parts, NULL);
}

char *
limbeck_database_url_dup_redacted (LimbeckDatabaseUrl *self)
{
  const char      *secrets[] = { NULL, NULL };
  g_autofree char *text = NULL;

  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (self), NULL);

  text = limbeck_url_parts_to_text (self->parts, "***");

  return limbeck_text_redact (text, secrets);
}

static char *
describe_server (LimbeckDatabaseUrl *self)
{
  const char *host = limbeck_database_url_get_parameter (self, "host");
  const char *port = limbeck_database_url_get_parameter (self, "port");
  const char *service = limbeck_database_url_get_parameter (self, "service");

  if (host == NULL)
    host = limbeck_database_url_get_parameter (self, "hostaddr");

  if (host == NULL && service != NULL)
    /* Translators: the name of an entry in PostgreSQL's pg_service.conf. */
    return g_strdup_printf (_ ("the server of the service “%s”"), service);

  if (host == NULL && port != NULL)
    /* Translators: a port number. */
    return g_strdup_printf (_ ("the default server, port %s"), port);

  if (host == NULL)
    return g_strdup (_ ("the default server"));

  if ((*host == '/' || *host == '@') && port != NULL)
    /* Translators: a folder with a Unix socket in it, and a port number. */
    return g_strdup_printf (_ ("%s (socket, port %s)"), host, port);

  if (*host == '/' || *host == '@')
    /* Translators: a folder with a Unix socket in it. */
    return g_strdup_printf (_ ("%s (socket)"), host);

  return limbeck_url_hosts_join (host, port);
}

char *
limbeck_database_url_dup_place (LimbeckDatabaseUrl *self)
{
  g_autofree char *server = NULL;
  const char      *dbname;

  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (self), NULL);

  server = describe_server (self);
  dbname = limbeck_database_url_get_parameter (self, "dbname");

  if (dbname == NULL)
    /* Translators: a server. */
    return g_strdup_printf (_ ("the default database on %s"), server);

  /* Translators: a database and its server: “shop on localhost”. */
  return g_strdup_printf (_ ("%s on %s"), dbname, server);
}

char **
limbeck_database_url_apply_environment (LimbeckDatabaseUrl *self, char **environment)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (self), environment);

  for (guint i = 0; i + 1 < self->keywords->len; i++)
    {
      const char *keyword = g_ptr_array_index (self->keywords, i);
      const char *variable = limbeck_libpq_keyword_get_variable (keyword);

      if (variable != NULL)
        environment = g_environ_setenv (
            environment, variable, g_hash_table_lookup (self->values, keyword), TRUE);
    }

  /* PGPASSWORD comes before a passfile (libpq 15), so another database's password must not stay there. */
  if (limbeck_database_url_get_parameter (self, "password") != NULL)
    environment = g_environ_unsetenv (environment, "PGPASSWORD");

  return environment;
}

char *
limbeck_database_url_dup_conninfo (LimbeckDatabaseUrl *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (LIMBECK_IS_DATABASE_URL (self), NULL);

  for (guint i = 0; i + 1 < self->keywords->len; i++)
    {
      const char *keyword = g_ptr_array_index (self->keywords, i);

      if (limbeck_url_parts_is_secret_key (keyword))
        continue;

      g_string_append_printf (text, "%s%s='", text->len > 0 ? " " : "", keyword);
      for (const char *p = g_hash_table_lookup (self->values, keyword); *p != '\0'; p++)
        {
          if (*p == '\'' || *p == '\\')
            g_string_append_c (text, '\\');
          g_string_append_c (text, *p);
        }
      g_string_append_c (text, '\'');
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
