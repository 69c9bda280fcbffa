#include "config.h"

#include "core/run/snapshot.h"

#define CONNECT_TIMEOUT_MS 10000
#define STATE_TIMEOUT_MS 10000
#define FINGERPRINT_TIMEOUT_MS 60000

static LimbeckConnection *
connect_to (LimbeckSurvey *survey, GCancellable *cancellable, GError **error)
{
  return limbeck_connection_open (
      limbeck_survey_get_url (survey), "limbeck", CONNECT_TIMEOUT_MS, cancellable, error);
}

static LimbeckDatabaseState *
read_state (LimbeckSurvey     *survey,
            LimbeckConnection *connection,
            GCancellable      *cancellable,
            GError           **error)
{
  return limbeck_database_state_read (connection,
                                      limbeck_survey_get_version_table (survey),
                                      limbeck_survey_get_version_schema (survey),
                                      STATE_TIMEOUT_MS,
                                      cancellable,
                                      error);
}

/* What CREATE INDEX CONCURRENTLY leaves when it is stopped. */
static char **
list_invalid_indexes (LimbeckConnection *connection, GCancellable *cancellable)
{
  static const char sql[] =
      "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_index i"
      " JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
      " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
      " WHERE NOT (i.indisvalid AND i.indisready AND i.indislive) ORDER BY 1";
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (LimbeckRows)
      rows = limbeck_connection_query (connection, sql, NULL, STATE_TIMEOUT_MS, cancellable, NULL);

  for (guint i = 0; rows != NULL && i < limbeck_rows_get_n_rows (rows); i++)
    g_strv_builder_add (builder, limbeck_rows_get (rows, i, 0));

  return g_strv_builder_end (builder);
}

LimbeckSnapshot *
limbeck_snapshot_take (LimbeckSurvey *survey, GCancellable *cancellable, GError **error)
{
  g_autoptr (LimbeckSnapshot) self = g_new0 (LimbeckSnapshot, 1);
  g_autoptr (LimbeckConnection) connection = connect_to (survey, cancellable, error);

  if (connection == NULL)
    return NULL;
  self->state = read_state (survey, connection, cancellable, error);
  if (self->state == NULL)
    return NULL;
  self->fingerprint = limbeck_fingerprint_take (connection,
                                                limbeck_survey_get_version_table (survey),
                                                FINGERPRINT_TIMEOUT_MS,
                                                cancellable,
                                                NULL);

  self->invalid_indexes = list_invalid_indexes (connection, cancellable);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&self);
}

LimbeckDatabaseState *
limbeck_snapshot_read_state (LimbeckSurvey *survey, GCancellable *cancellable)
{
  g_autoptr (LimbeckConnection) connection = connect_to (survey, cancellable, NULL);

  return connection != NULL ? read_state (survey, connection, cancellable, NULL) : NULL;
}

void
limbeck_snapshot_free (LimbeckSnapshot *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->state);
  g_clear_pointer (&self->fingerprint, limbeck_fingerprint_free);
  g_strfreev (self->invalid_indexes);
  g_free (self);
}

char **
limbeck_snapshot_compare (const LimbeckSnapshot *before, const LimbeckSnapshot *after)
{
  if (before->fingerprint == NULL || after->fingerprint == NULL)
    return NULL;

  return limbeck_fingerprint_compare (before->fingerprint, after->fingerprint);
}

const char *
limbeck_snapshot_find_invalid_index (const LimbeckSnapshot *before, const LimbeckSnapshot *after)
{
  for (gsize i = 0; after->invalid_indexes[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) before->invalid_indexes, after->invalid_indexes[i]))
      return after->invalid_indexes[i];

  return NULL;
}
