#pragma once

#include <gio/gio.h>

/**
 * LimbeckDatabaseUrl:
 *
 * A SQLAlchemy URL understood as libpq parameters, by SQLAlchemy's rules (which differ from libpq's own for
 * URLs: percent signs in the database name, the query's precedence, drivers). Immutable.
 */
#define LIMBECK_TYPE_DATABASE_URL (limbeck_database_url_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckDatabaseUrl, limbeck_database_url, LIMBECK, DATABASE_URL, GObject)

/**
 * limbeck_database_url_parse:
 * @text: a SQLAlchemy URL
 * @error: LIMBECK_PROJECT_ERROR_BAD_URL or _NOT_POSTGRESQL; the message never holds the password
 *
 * Returns: (transfer full): the URL
 */
LimbeckDatabaseUrl *
limbeck_database_url_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_database_url_with_password: (transfer full): the same URL with another password; %NULL removes every secret. */
LimbeckDatabaseUrl *
limbeck_database_url_with_password (LimbeckDatabaseUrl *self, const char *password);

/**
 * limbeck_database_url_with_meaning:
 * @self: a URL
 * @driver: (nullable): the driver, %NULL for that of @self
 * @parameters: (element-type utf8 utf8): what the driver of the URL is given, by its own keywords, without passwords
 *
 * Returns: (transfer full): the same text with another meaning, which a change of the password leaves as it is
 */
LimbeckDatabaseUrl *limbeck_database_url_with_meaning (LimbeckDatabaseUrl *self,
                                                       const char         *driver,
                                                       GHashTable         *parameters);

/**
 * limbeck_database_url_is_plain:
 *
 * Returns: whether every SQLAlchemy from 1.4 on hands the same to the driver. Versions differ in percent signs of the database's
 *   name (decoded from 2.1 on), a `dbname` or `database` in the query, several hosts or a
 *   port in `?host=`, and the drivers' own keywords.
 */
gboolean limbeck_database_url_is_plain (LimbeckDatabaseUrl *self);

/** limbeck_database_url_get_driver: "psycopg2", "psycopg", "asyncpg", "pg8000", … */
const char *limbeck_database_url_get_driver (LimbeckDatabaseUrl *self);

/**
 * limbeck_database_url_get_parameter:
 * @self: a URL
 * @keyword: a libpq keyword: "host", "port", "user", "password", "dbname", "sslmode", …
 *
 * Returns: (nullable): the value; %NULL leaves it to libpq and its environment
 */
const char *limbeck_database_url_get_parameter (LimbeckDatabaseUrl *self, const char *keyword);

/** limbeck_database_url_get_keywords: the keywords that are set, %NULL-terminated. */
const char *const *limbeck_database_url_get_keywords (LimbeckDatabaseUrl *self);

/** limbeck_database_url_dup_text: as SQLAlchemy takes it, with the password: for a child's environment only. */
char *limbeck_database_url_dup_text (LimbeckDatabaseUrl *self);

/** limbeck_database_url_dup_redacted: as SQLAlchemy takes it, the password shown as `***`. */
char *limbeck_database_url_dup_redacted (LimbeckDatabaseUrl *self);

/**
 * limbeck_database_url_dup_place:
 *
 * Returns: (transfer full): for people: "shop on localhost:5432", "shop on /run/postgresql (socket)" or, where the
 *   URL leaves it to libpq, "the default database on the default server"
 */
char *limbeck_database_url_dup_place (LimbeckDatabaseUrl *self);

/**
 * limbeck_database_url_dup_conninfo:
 * @self: a URL
 *
 * Unlike the variables of limbeck_database_url_apply_environment() these win over a service file, as the URL
 * itself does when SQLAlchemy connects.
 *
 * Returns: (transfer full): "dbname='shop' host='localhost'", for `pg_dump --dbname`; without the password
 */
char *limbeck_database_url_dup_conninfo (LimbeckDatabaseUrl *self);

/**
 * limbeck_database_url_apply_environment:
 * @self: a URL
 * @environment: (transfer full): an environment
 *
 * Sets PGHOST, PGPORT, PGUSER, PGDATABASE, PGSSLMODE, … so that a libpq program without arguments connects as
 * this URL says. The password is left out; see limbeck_passfile_open(). If the URL has one, `PGPASSWORD` is unset,
 * since that would win.
 *
 * Returns: (transfer full): the environment
 */
char **limbeck_database_url_apply_environment (LimbeckDatabaseUrl *self, char **environment);
