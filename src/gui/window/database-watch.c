#include "config.h"

#include "gui/shared/operation.h"

#include "gui/window/database-watch.h"

#define INTERVAL_S 5
#define CONNECT_TIMEOUT_MS 4000

struct _LimbeckDatabaseWatch
{
  GObject parent_instance;

  LimbeckSurvey    *survey;
  LimbeckOperation *looking;
  guint             tick_source;
  gboolean          is_paused;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (LimbeckDatabaseWatch, limbeck_database_watch, G_TYPE_OBJECT)

/* A survey is immutable, so a thread may read it. */
static char *
dup_digest (LimbeckDatabaseState *state)
{
  g_autofree char *rows = NULL;

  if (state == NULL)
    return g_strdup ("");
  rows = g_strjoinv (",", (char **) limbeck_database_state_get_rows (state));

  return g_strdup_printf ("%d %s %s %u %d %d",
                          limbeck_database_state_get_version_table (state),
                          rows,
                          limbeck_database_state_get_system_identifier (state),
                          limbeck_database_state_get_database_oid (state),
                          limbeck_database_state_is_in_recovery (state),
                          limbeck_database_state_is_read_only (state));
}

/* What may pass by itself. A refused password must not be tried again and again, and a server that is slow has not gone. */
static gboolean
is_gone (const GError *error)
{
  static const LimbeckDatabaseError codes[] = { LIMBECK_DATABASE_ERROR_UNREACHABLE,
                                                LIMBECK_DATABASE_ERROR_UNKNOWN_HOST,
                                                LIMBECK_DATABASE_ERROR_NO_DATABASE,
                                                LIMBECK_DATABASE_ERROR_STARTING,
                                                LIMBECK_DATABASE_ERROR_LOST };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, LIMBECK_DATABASE_ERROR, codes[i]))
      return TRUE;

  return FALSE;
}

/* Returns what dup_digest() says of the database now; with an error where it can't be read. */
static gpointer
look (gpointer data, const LimbeckEventSink *sink, GCancellable *cancellable, GError **error)
{
  LimbeckSurvey *survey = data;
  g_autoptr (LimbeckConnection) connection = limbeck_connection_open (
      limbeck_survey_get_url (survey), "limbeck", CONNECT_TIMEOUT_MS, cancellable, error);
  g_autoptr (LimbeckDatabaseState) state = NULL;

  if (connection != NULL)
    state = limbeck_database_state_read (connection,
                                         limbeck_survey_get_version_table (survey),
                                         limbeck_survey_get_version_schema (survey),
                                         CONNECT_TIMEOUT_MS,
                                         cancellable,
                                         error);

  return state != NULL ? dup_digest (state) : NULL;
}

static void
stop (LimbeckDatabaseWatch *self)
{
  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (self->looking != NULL)
    limbeck_operation_abandon (self->looking);
  g_clear_object (&self->looking);
}

static gboolean tick_cb (gpointer data);

static void
wait_for_tick (LimbeckDatabaseWatch *self)
{
  if (self->survey != NULL && !self->is_paused && self->tick_source == 0)
    self->tick_source = g_timeout_add_seconds (INTERVAL_S, tick_cb, self);
}

static void
looked_cb (LimbeckOperation *operation, gpointer owner)
{
  LimbeckDatabaseWatch *self = owner;
  LimbeckDatabaseState *state = limbeck_survey_get_state (self->survey);
  g_autoptr (GError) error = NULL;
  g_autofree char *now = limbeck_operation_finish (operation, &error);
  g_autofree char *before = dup_digest (state);

  g_clear_object (&self->looking);
  if (now != NULL ? !g_str_equal (now, before) : state != NULL && is_gone (error))
    g_signal_emit (self, changed_signal, 0);
  else if (now != NULL || is_gone (error) || state != NULL)
    wait_for_tick (self);
}

static gboolean
tick_cb (gpointer data)
{
  LimbeckDatabaseWatch *self = data;

  self->tick_source = 0;
  self->looking = limbeck_operation_start (
      look, g_object_ref (self->survey), g_object_unref, g_free, looked_cb, self);

  return G_SOURCE_REMOVE;
}

LimbeckDatabaseWatch *
limbeck_database_watch_new (void)
{
  return g_object_new (LIMBECK_TYPE_DATABASE_WATCH, NULL);
}

void
limbeck_database_watch_set_survey (LimbeckDatabaseWatch *self, LimbeckSurvey *survey)
{
  g_return_if_fail (LIMBECK_IS_DATABASE_WATCH (self));

  stop (self);
  if (survey != NULL &&
      (limbeck_survey_get_url (survey) == NULL || limbeck_survey_needs_password (survey)))
    survey = NULL;
  g_set_object (&self->survey, survey);
  wait_for_tick (self);
}

void
limbeck_database_watch_set_paused (LimbeckDatabaseWatch *self, gboolean is_paused)
{
  g_return_if_fail (LIMBECK_IS_DATABASE_WATCH (self));

  self->is_paused = is_paused;
  if (is_paused)
    stop (self);
  else
    wait_for_tick (self);
}

static void
limbeck_database_watch_dispose (GObject *object)
{
  LimbeckDatabaseWatch *self = LIMBECK_DATABASE_WATCH (object);

  stop (self);
  g_clear_object (&self->survey);

  G_OBJECT_CLASS (limbeck_database_watch_parent_class)->dispose (object);
}

static void
limbeck_database_watch_class_init (LimbeckDatabaseWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = limbeck_database_watch_dispose;

  changed_signal = g_signal_new ("changed",
                                 LIMBECK_TYPE_DATABASE_WATCH,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
limbeck_database_watch_init (LimbeckDatabaseWatch *self)
{
}
