#include "config.h"

#include "core/project/url-names.h"

/* By how often 234 env.py of public projects read them. */
static const char *const names[] = { "DATABASE_URL",
                                     "ALEMBIC_DATABASE_URL",
                                     "SQLALCHEMY_DATABASE_URI",
                                     "SQLALCHEMY_DATABASE_URL",
                                     "SQLALCHEMY_URL",
                                     "DB_URL",
                                     "SYNC_DATABASE_URL",
                                     "POSTGRES_URL" };

/* The names of the pieces; a host goes by two names. */
static const struct
{
  const char *name;
  const char *user;
  const char *password;
  const char *database;
  const char *host;
  const char *other_host;
  const char *port;
} pieces[] = {
  { "POSTGRES_*",
    "POSTGRES_USER",
    "POSTGRES_PASSWORD",
    "POSTGRES_DB",
    "POSTGRES_HOST",
    "POSTGRES_SERVER",
    "POSTGRES_PORT" },
  { "DB_*", "DB_USER", "DB_PASSWORD", "DB_NAME", "DB_HOST", "DB_SERVER", "DB_PORT" },
};

static const char *
look_up (LimbeckUrlLookup lookup, gpointer data, const char *name)
{
  const char *value = lookup (name, data);

  return value != NULL && *value != '\0' ? value : NULL;
}

static void
append_quoted (GString *url, const char *before, const char *value)
{
  if (value == NULL)
    return;

  g_string_append (url, before);
  g_string_append_uri_escaped (url, value, NULL, FALSE);
}

/* A user and a database are the least that says something. A socket's folder can't stand in a URL's host. */
static char *
put_together (LimbeckUrlLookup lookup, gpointer data, gsize i)
{
  const char *user = look_up (lookup, data, pieces[i].user);
  const char *database = look_up (lookup, data, pieces[i].database);
  const char *host = look_up (lookup, data, pieces[i].host);
  const char *port = look_up (lookup, data, pieces[i].port);
  g_autoptr (GString) url = g_string_new ("postgresql://");

  if (user == NULL || database == NULL)
    return NULL;

  if (host == NULL)
    host = look_up (lookup, data, pieces[i].other_host);

  append_quoted (url, "", user);
  append_quoted (url, ":", look_up (lookup, data, pieces[i].password));
  g_string_append_c (url, '@');
  if (host != NULL && *host != '/')
    g_string_append (url, host);
  if (port != NULL)
    g_string_append_printf (url, ":%s", port);
  g_string_append_printf (url, "/%s", database);
  if (host != NULL && *host == '/')
    append_quoted (url, "?host=", host);

  return g_string_free (g_steal_pointer (&url), FALSE);
}

char *
limbeck_url_names_find (LimbeckUrlLookup lookup, gpointer data, guint *after, const char **name)
{
  g_return_val_if_fail (lookup != NULL, NULL);
  g_return_val_if_fail (after != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (; *after < G_N_ELEMENTS (names) + G_N_ELEMENTS (pieces); (*after)++)
    {
      gboolean is_name = *after < G_N_ELEMENTS (names);
      gsize    i = is_name ? *after : *after - G_N_ELEMENTS (names);
      char    *url = is_name ? g_strdup (look_up (lookup, data, names[i]))
                             : put_together (lookup, data, i);

      if (url != NULL)
        {
          *name = is_name ? names[i] : pieces[i].name;
          (*after)++;
          return url;
        }
    }

  return NULL;
}
