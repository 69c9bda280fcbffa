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
  g_free (self);
}

char **
limbeck_snapshot_compare (const LimbeckSnapshot *before, const LimbeckSnapshot *after)
{
  if (before->fingerprint == NULL || after->fingerprint == NULL)
    return NULL;

  return limbeck_fingerprint_compare (before->fingerprint, after->fingerprint);
}
