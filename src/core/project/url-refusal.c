#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/project/project.h"

#include "core/project/url-refusal.h"

static const struct
{
  const char *scheme;
  const char *name;
} other_databases[] = {
  { "sqlite", "SQLite" },
  { "mysql", "MySQL" },
  { "mariadb", "MariaDB" },
  { "oracle", "Oracle" },
  { "mssql", "Microsoft SQL Server" },
  { "snowflake", "Snowflake" },
  { "bigquery", "BigQuery" },
  { "duckdb", "DuckDB" },
  { "clickhouse", "ClickHouse" },
  { "firebird", "Firebird" },
  { "mongodb", "MongoDB" },
};

/* They speak PostgreSQL's protocol, but their catalogs, locks and dumps are others. */
static const struct
{
  const char *scheme;
  const char *name;
} relatives[] = {
  { "cockroachdb", "CockroachDB" }, { "redshift", "Amazon Redshift" }, { "yugabyte", "YugabyteDB" },
  { "yugabytedb", "YugabyteDB" },   { "greenplum", "Greenplum" },      { "opengauss", "openGauss" },
};

static gboolean
refuse (GError **error, LimbeckProjectError code, const char *message)
{
  g_set_error_literal (error, LIMBECK_PROJECT_ERROR, code, message);

  return FALSE;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

/* `${NAME}` or `%(NAME)s` anywhere; `{name}` and `<name>` only as a whole, so that no odd host is taken for one. */
static char *
find_placeholder (const char *text)
{
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  if (text == NULL || strpbrk (text, "${<%") == NULL)
    return NULL;

  regex = g_regex_new (
      "\\$\\{[A-Za-z_]\\w*[^}]*\\}|%\\([A-Za-z_]\\w*\\)s|^\\$[A-Za-z_]\\w*$|^\\{[^{}]*\\}$|"
      "^\\{\\{.*\\}\\}$|^<[^<>]+>$",
      G_REGEX_OPTIMIZE,
      0,
      NULL);
  if (!g_regex_match (regex, text, 0, &match))
    return NULL;

  return g_match_info_fetch (match, 0);
}

static gboolean
refuse_placeholder (GError **error, const char *placeholder)
{
  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_BAD_URL,
      /* Translators: something like “${DATABASE_URL}”. */
      _ ("The database URL holds the placeholder “%s”, which Alembic's configuration does not fill in by "
         "itself. Give the URL with its real value."),
      placeholder);

  return FALSE;
}

gboolean
limbeck_url_refusal_is_example (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return g_str_has_prefix (text, "driver://");
}

gboolean
limbeck_url_refusal_check_text (const char *text, GError **error)
{
  g_autofree char *placeholder = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  if (is_blank (text))
    return refuse (error, LIMBECK_PROJECT_ERROR_BAD_URL, _ ("The database URL is empty."));

  if (!g_utf8_validate (text, -1, NULL))
    return refuse (error,
                   LIMBECK_PROJECT_ERROR_BAD_URL,
                   _ ("The database URL is not valid UTF-8. Write other bytes as “%XX”."));

  if (limbeck_url_refusal_is_example (text))
    return refuse (
        error,
        LIMBECK_PROJECT_ERROR_BAD_URL,
        _ ("The database URL is still the example of Alembic's template (“driver://…”). Put the URL of "
           "your database there."));

  if (strstr (text, "://") == NULL)
    {
      placeholder = find_placeholder (text);
      if (placeholder != NULL)
        return refuse_placeholder (error, placeholder);
    }

  if (g_ascii_isspace (*text))
    return refuse (
        error,
        LIMBECK_PROJECT_ERROR_BAD_URL,
        _ ("The database URL begins with a blank, which SQLAlchemy does not accept. Remove it."));

  return TRUE;
}

static gboolean
check_other_database (const char *dialect, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (other_databases); i++)
    if (g_ascii_strcasecmp (dialect, other_databases[i].scheme) == 0)
      {
        g_set_error (error,
                     LIMBECK_PROJECT_ERROR,
                     LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL,
                     /* Translators: the name of a database system, such as SQLite. */
                     _ ("The database URL belongs to %s. Limbeck works with PostgreSQL only."),
                     other_databases[i].name);
        return FALSE;
      }

  for (gsize i = 0; i < G_N_ELEMENTS (relatives); i++)
    if (g_ascii_strcasecmp (dialect, relatives[i].scheme) == 0)
      {
        g_set_error (
            error,
            LIMBECK_PROJECT_ERROR,
            LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL,
            /* Translators: the name of a database system, such as CockroachDB. */
            _ ("The database URL belongs to %s, which speaks PostgreSQL's protocol but is not PostgreSQL: its "
               "catalogs, locks and backups differ. Limbeck works with PostgreSQL only."),
            relatives[i].name);
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_dialect (const char *dialect, GError **error)
{
  if (strcmp (dialect, "postgresql") == 0)
    return TRUE;

  if (strcmp (dialect, "postgres") == 0)
    return refuse (
        error,
        LIMBECK_PROJECT_ERROR_BAD_URL,
        _ ("The database URL begins with “postgres://”, which SQLAlchemy no longer knows since 1.4. Write "
           "“postgresql://” instead."));

  if (g_ascii_strcasecmp (dialect, "postgresql") == 0 ||
      g_ascii_strcasecmp (dialect, "postgres") == 0)
    return refuse (
        error,
        LIMBECK_PROJECT_ERROR_BAD_URL,
        _ ("SQLAlchemy wants the beginning of a database URL in lower case. Write “postgresql://”."));

  if (!check_other_database (dialect, error))
    return FALSE;

  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL,
      /* Translators: the first word of a URL. */
      _ ("The database URL begins with “%s://”, which is not PostgreSQL. Limbeck works with PostgreSQL only; "
         "its URLs begin with “postgresql://”."),
      dialect);
  return FALSE;
}

static gboolean
check_driver (const char *driver, GError **error)
{
  static const char *const known[] = { "psycopg2", "psycopg2cffi", "psycopg", "psycopg_async",
                                       "asyncpg",  "pg8000",       NULL };

  if (driver == NULL || g_strv_contains (known, driver))
    return TRUE;

  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_BAD_URL,
      /* Translators: the name of a Python package. */
      _ ("The database URL asks for the driver “%s”, which Limbeck does not know. It knows psycopg2, "
         "psycopg, asyncpg and pg8000."),
      driver);
  return FALSE;
}

static gboolean
check_placeholders (const LimbeckUrlParts *parts, GError **error)
{
  const char *places[] = { parts->username, parts->host, parts->port, parts->database };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *placeholder = find_placeholder (places[i]);

      if (placeholder != NULL)
        return refuse_placeholder (error, placeholder);
    }

  return TRUE;
}

gboolean
limbeck_url_refusal_check_parts (const LimbeckUrlParts *parts, GError **error)
{
  g_auto (GStrv) scheme = NULL;

  g_return_val_if_fail (parts != NULL, FALSE);

  scheme = g_strsplit (parts->scheme, "+", 2);
  if (!check_dialect (scheme[0], error) || !check_driver (scheme[1], error) ||
      !check_placeholders (parts, error))
    return FALSE;

  /* SQLAlchemy reads "u:p@ss@h" as host "ss@h". A host with "@" exists nowhere; it is the rest of a password. */
  if (parts->host != NULL && strchr (parts->host, '@') != NULL)
    return refuse (
        error,
        LIMBECK_PROJECT_ERROR_BAD_URL,
        _ ("The database URL has more than one “@”, so a part of the password would be taken for the "
           "host. Write “%40” for each “@” in the user name or password."));

  return TRUE;
}
