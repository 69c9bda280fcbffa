#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/database/connection-error.h"
#include "core/database/connection-private.h"

#include "core/database/database-state.h"

#define UNDEFINED_TABLE "42P01"

/* The server ends its statements a little after we gave them up: for the case that we are gone by then. */
#define SERVER_GRACE_MS 500

/* Statements of the script before its questions. */
#define N_SETTINGS 4

struct _LimbeckDatabaseState
{
  GObject             parent_instance;
  LimbeckVersionTable version_table;
  char              **rows;
  gboolean            has_null_row;
  guint               version_width;
  char               *version_schema;
  char               *database;
  char               *user;
  char               *host;
  char               *port;
  int                 server_version;
  gboolean            is_in_recovery;
  gboolean            is_read_only;
  gboolean            is_pooled;
  gint64              size_bytes;
  char               *system_identifier;
  guint32             timeline;
  guint32             database_oid;
  gint64              read_at;
};

G_DEFINE_FINAL_TYPE (LimbeckDatabaseState, limbeck_database_state, G_TYPE_OBJECT)

/* The columns of the first answer. */
enum
{
  DATABASE,
  DATABASE_OID,
  USER,
  IN_RECOVERY,
  READ_ONLY,
  SIZE_BYTES,
  VERSION_SCHEMA,
  VERSION_WIDTH,
  HAS_TABLES,
  SYSTEM_IDENTIFIER,
  TIMELINE,
};

/* Tables of extensions and our own are not the application's. A width is stored with four bytes on top; 1042 and 1043
   are the fixed oids of char(n) and varchar(n). */
static const char *facts_sql =
    "SELECT d.datname, d.oid, current_user, pg_catalog.pg_is_in_recovery(),"
    " pg_catalog.current_setting('default_transaction_read_only'),"
    " CASE WHEN pg_catalog.has_database_privilege(d.oid, 'CONNECT') THEN pg_catalog.pg_database_size(d.oid) END,"
    " v.nspname,"
    " (SELECT a.atttypmod - 4 FROM pg_catalog.pg_attribute a WHERE a.attrelid = v.oid"
    "  AND a.attname = 'version_num' AND NOT a.attisdropped AND a.atttypid IN (1042, 1043) AND a.atttypmod > 4),"
    " EXISTS (SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    "  WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'limbeck')"
    "  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass"
    "   AND e.objid = c.oid AND e.deptype = 'e')),"
    " %s"
    " FROM pg_catalog.pg_database d LEFT JOIN (SELECT c.oid, n.nspname FROM pg_catalog.pg_class c"
    "  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = pg_catalog.to_regclass(%s)) v ON true"
    " WHERE d.datname = pg_catalog.current_database();";

/* The timeline is the first of the three numbers in the name of a WAL file. A standby does not name its own. */
static const char *identifier_sql =
    "(SELECT system_identifier FROM pg_catalog.pg_control_system()),"
    " CASE WHEN NOT pg_catalog.pg_is_in_recovery()"
    " THEN pg_catalog.substr(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()), 1, 8) END";

static char *
build_script (const char *relation, const char *literal, gboolean with_identifier, guint timeout_ms)
{
  g_autofree char *limit = timeout_ms == 0
                               ? g_strdup ("0")
                               : g_strdup_printf (
                                     "%u", MIN (timeout_ms, G_MAXINT - 1000) + SERVER_GRACE_MS);
  g_autoptr (GString) sql = g_string_new (facts_sql);

  g_string_replace (sql, "%s", with_identifier ? identifier_sql : "NULL, NULL", 1);
  g_string_replace (sql, "%s", literal, 1);

  /* Rows that a policy would hide must not be taken for rows that are not there: with row_security off the server
     refuses instead. Without ORDER BY the rows come as Alembic gets them. */
  return g_strdup_printf ("SET LOCAL transaction_read_only = on; SET LOCAL row_security = off;"
                          " SET LOCAL statement_timeout = %s; SET LOCAL lock_timeout = %u;"
                          " %s SELECT version_num FROM %s;",
                          limit,
                          timeout_ms / 2,
                          sql->str,
                          relation);
}

static char *
quote_relation (LimbeckConnection *connection, const char *table, const char *schema)
{
  g_autofree char *quoted_table = limbeck_connection_quote_identifier (connection, table);
  g_autofree char *quoted_schema = schema ? limbeck_connection_quote_identifier (connection, schema)
                                          : NULL;

  if (quoted_table == NULL || (schema && quoted_schema == NULL))
    return NULL;

  return quoted_schema ? g_strdup_printf ("%s.%s", quoted_schema, quoted_table)
                       : g_steal_pointer (&quoted_table);
}

static gboolean
is_true (const char *value)
{
  return g_strcmp0 (value, "t") == 0 || g_strcmp0 (value, "on") == 0;
}

static void
take_facts (LimbeckDatabaseState *self, const LimbeckRows *facts)
{
  const char *size = limbeck_rows_get (facts, 0, SIZE_BYTES);
  const char *width = limbeck_rows_get (facts, 0, VERSION_WIDTH);
  const char *timeline = limbeck_rows_get (facts, 0, TIMELINE);

  self->database = g_strdup (limbeck_rows_get (facts, 0, DATABASE));
  self->database_oid = (guint32) g_ascii_strtoull (
      limbeck_rows_get (facts, 0, DATABASE_OID), NULL, 10);
  self->user = g_strdup (limbeck_rows_get (facts, 0, USER));
  self->is_in_recovery = is_true (limbeck_rows_get (facts, 0, IN_RECOVERY));
  self->is_read_only = is_true (limbeck_rows_get (facts, 0, READ_ONLY));
  self->size_bytes = size ? g_ascii_strtoll (size, NULL, 10) : -1;
  self->version_schema = g_strdup (limbeck_rows_get (facts, 0, VERSION_SCHEMA));
  self->version_width = width ? (guint) g_ascii_strtoull (width, NULL, 10) : 0;
  self->system_identifier = g_strdup (limbeck_rows_get (facts, 0, SYSTEM_IDENTIFIER));
  self->timeline = timeline ? (guint32) g_ascii_strtoull (timeline, NULL, 16) : 0;
  self->version_table = is_true (limbeck_rows_get (facts, 0, HAS_TABLES))
                            ? LIMBECK_VERSION_TABLE_MISSING_FULL
                            : LIMBECK_VERSION_TABLE_MISSING_EMPTY;
}

static void
take_rows (LimbeckDatabaseState *self, const LimbeckRows *rows)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; rows && i < limbeck_rows_get_n_rows (rows); i++)
    if (limbeck_rows_is_null (rows, i, 0))
      self->has_null_row = TRUE;
    else
      g_ptr_array_add (values, g_strdup (limbeck_rows_get (rows, i, 0)));
  g_ptr_array_add (values, NULL);
  self->rows = (char **) g_ptr_array_free (g_steal_pointer (&values), FALSE);
  if (rows)
    self->version_table = LIMBECK_VERSION_TABLE_PRESENT;
}

static LimbeckDatabaseState *
state_new (LimbeckConnection *connection, const LimbeckRows *facts, const LimbeckRows *rows)
{
  LimbeckDatabaseState *self = g_object_new (LIMBECK_TYPE_DATABASE_STATE, NULL);

  self->host = g_strdup (limbeck_connection_get_host (connection));
  self->port = g_strdup (limbeck_connection_get_port (connection));
  self->server_version = limbeck_connection_get_server_version (connection);
  self->is_pooled = limbeck_connection_is_pooled (connection);
  self->read_at = g_get_real_time ();
  take_facts (self, facts);
  take_rows (self, rows);

  return self;
}

/* Runs the script; %TRUE also if all that failed is that there is no version table. */
static gboolean
run (LimbeckConnection *connection,
     const char        *script,
     GPtrArray         *answers,
     guint              timeout_ms,
     GCancellable      *cancellable,
     GError           **error)
{
  g_autoptr (GError) local_error = NULL;
  /* The settings, the facts. */
  const guint n_before_rows = N_SETTINGS + 1;

  if (limbeck_connection_run_script (
          connection, script, answers, timeout_ms, cancellable, &local_error))
    return TRUE;
  if (answers->len == n_before_rows && local_error->domain == LIMBECK_DATABASE_ERROR &&
      g_strcmp0 (limbeck_database_error_get_sqlstate (local_error), UNDEFINED_TABLE) == 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

LimbeckDatabaseState *
limbeck_database_state_read (LimbeckConnection *connection,
                             const char        *version_table,
                             const char        *version_schema,
                             guint              timeout_ms,
                             GCancellable      *cancellable,
                             GError           **error)
{
  g_autofree char *relation = NULL;
  g_autofree char *literal = NULL;

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (version_table != NULL, NULL);

  relation = quote_relation (connection, version_table, version_schema);
  literal = relation ? limbeck_connection_quote_literal (connection, relation) : NULL;
  if (literal == NULL)
    {
      limbeck_database_error_set (error,
                                  LIMBECK_DATABASE_ERROR_QUERY,
                                  NULL,
                                  /* Translators: %s is the name of a table */
                                  _ ("The name of the version table “%s” is not valid text."),
                                  version_table);
      return NULL;
    }

  for (int with_identifier = 1; with_identifier >= 0; with_identifier--)
    {
      g_autoptr (GPtrArray)
          answers = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_rows_free);
      g_autofree char *script = build_script (relation, literal, with_identifier, timeout_ms);
      g_autoptr (GError) local_error = NULL;

      if (run (connection, script, answers, timeout_ms, cancellable, &local_error))
        return state_new (connection,
                          answers->pdata[N_SETTINGS],
                          answers->len > N_SETTINGS + 1 ? answers->pdata[N_SETTINGS + 1] : NULL);
      /* Managed servers may keep pg_control_system() and their WAL to themselves. */
      if (with_identifier && answers->len == N_SETTINGS &&
          g_error_matches (local_error, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_PERMISSION))
        continue;
      g_propagate_error (error, g_steal_pointer (&local_error));
      break;
    }

  return NULL;
}

LimbeckVersionTable
limbeck_database_state_get_version_table (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), LIMBECK_VERSION_TABLE_MISSING_FULL);

  return self->version_table;
}

const char *const *
limbeck_database_state_get_rows (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), NULL);

  return (const char *const *) self->rows;
}

gboolean
limbeck_database_state_has_null_row (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), FALSE);

  return self->has_null_row;
}

guint
limbeck_database_state_get_version_width (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), 0);

  return self->version_width;
}

const char *
limbeck_database_state_get_version_schema (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), NULL);

  return self->version_schema;
}

const char *
limbeck_database_state_get_database (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), NULL);

  return self->database;
}

const char *
limbeck_database_state_get_user (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), NULL);

  return self->user;
}

const char *
limbeck_database_state_get_host (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), NULL);

  return self->host;
}

const char *
limbeck_database_state_get_port (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), NULL);

  return self->port;
}

int
limbeck_database_state_get_server_version (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), 0);

  return self->server_version;
}

gboolean
limbeck_database_state_is_in_recovery (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), FALSE);

  return self->is_in_recovery;
}

gboolean
limbeck_database_state_is_read_only (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), FALSE);

  return self->is_read_only;
}

gboolean
limbeck_database_state_is_pooled (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), FALSE);

  return self->is_pooled;
}

gint64
limbeck_database_state_get_size_bytes (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), -1);

  return self->size_bytes;
}

const char *
limbeck_database_state_get_system_identifier (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), NULL);

  return self->system_identifier;
}

guint32
limbeck_database_state_get_timeline (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), 0);

  return self->timeline;
}

guint32
limbeck_database_state_get_database_oid (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), 0);

  return self->database_oid;
}

gboolean
limbeck_database_state_is_same_database (LimbeckDatabaseState *self, LimbeckDatabaseState *other)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), FALSE);
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (other), FALSE);

  return self->database_oid == other->database_oid &&
         g_strcmp0 (self->system_identifier, other->system_identifier) == 0;
}

gint64
limbeck_database_state_get_read_at (LimbeckDatabaseState *self)
{
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (self), 0);

  return self->read_at;
}

static void
limbeck_database_state_finalize (GObject *object)
{
  LimbeckDatabaseState *self = LIMBECK_DATABASE_STATE (object);

  g_strfreev (self->rows);
  g_free (self->version_schema);
  g_free (self->database);
  g_free (self->user);
  g_free (self->host);
  g_free (self->port);
  g_free (self->system_identifier);

  G_OBJECT_CLASS (limbeck_database_state_parent_class)->finalize (object);
}

static void
limbeck_database_state_class_init (LimbeckDatabaseStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_database_state_finalize;
}

static void
limbeck_database_state_init (LimbeckDatabaseState *self)
{
}
