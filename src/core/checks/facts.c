#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/facts-private.h"

#define CONNECT_TIMEOUT_MS 10000
#define ALEMBIC_TIMEOUT_MS 60000

LimbeckFacts *
limbeck_facts_ref (const LimbeckFacts *self)
{
  LimbeckFacts *shared = (LimbeckFacts *) self;

  g_atomic_ref_count_inc (&shared->references);

  return shared;
}

void
limbeck_facts_free (LimbeckFacts *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_object (&self->target);
  g_clear_pointer (&self->options, limbeck_survey_options_free);
  g_clear_object (&self->interpreter);
  g_clear_error (&self->interpreter_error);
  g_clear_object (&self->configuration);
  g_clear_error (&self->configuration_error);
  g_clear_object (&self->graph);
  g_clear_error (&self->graph_error);
  g_clear_pointer (&self->found, limbeck_found_url_free);
  g_clear_object (&self->url);
  g_free (self->url_place);
  g_clear_error (&self->url_error);
  g_strfreev (self->environment);
  g_free (self->version_table);
  g_free (self->version_schema);
  g_free (self->version_table_read);
  g_clear_object (&self->connection);
  g_free (self->data_directory);
  g_clear_object (&self->state);
  g_clear_error (&self->connection_error);
  g_clear_pointer (&self->known, limbeck_known_database_free);
  g_clear_error (&self->known_error);
  g_clear_error (&self->remember_error);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_object (&self->standing);
  g_strfreev (self->heads);
  g_clear_object (&self->heads_finding);
  g_clear_pointer (&self->current, limbeck_alembic_current_free);
  g_clear_object (&self->current_finding);
  g_clear_pointer (&self->proof, limbeck_target_proof_free);
  g_free (self);
}

guint
limbeck_facts_get_connect_timeout_ms (const LimbeckFacts *self)
{
  return self->options->connect_timeout_ms ? self->options->connect_timeout_ms : CONNECT_TIMEOUT_MS;
}

guint
limbeck_facts_get_alembic_timeout_ms (const LimbeckFacts *self)
{
  return self->options->alembic_timeout_ms ? self->options->alembic_timeout_ms : ALEMBIC_TIMEOUT_MS;
}

char *
limbeck_facts_dup_lock_name (const LimbeckFacts *self)
{
  return self->version_schema != NULL
             ? g_strdup_printf ("%s.%s", self->version_schema, self->version_table)
             : g_strdup (self->version_table);
}

/* One of the things that take time, for a thread of its own. */
typedef struct
{
  LimbeckFacts *facts;
  GCancellable *cancellable;
} Errand;

static gpointer
ask_heads_thread (gpointer pointer)
{
  Errand *errand = pointer;

  limbeck_facts_ask_heads (errand->facts, errand->cancellable);

  return NULL;
}

static gpointer
ask_current_thread (gpointer pointer)
{
  Errand *errand = pointer;

  limbeck_facts_ask_current (errand->facts, errand->cancellable);

  return NULL;
}

static void
connect_unless_offline (LimbeckFacts *self, const LimbeckEventSink *sink, GCancellable *cancellable)
{
  if (self->options->offline || self->url == NULL)
    return;
  limbeck_event_sink_tell (sink, LIMBECK_EVENT_STAGE, _ ("Asking the database…"), NULL, -1);
  limbeck_facts_connect (self, cancellable);
  /* Also where the state could not be read: a lock may be the reason, and who holds it can be told. */
  if (self->connection != NULL && !limbeck_facts_is_silence (self->connection_error))
    limbeck_facts_ask_server (self, cancellable);
}

/* The server has answered by now, and is not asked again while the version table is locked. */
static void
prove_or_ask (LimbeckFacts *self, const LimbeckEventSink *sink, GCancellable *cancellable)
{
  if (self->state != NULL && self->connection != NULL)
    {
      limbeck_event_sink_tell (
          sink, LIMBECK_EVENT_STAGE, _ ("Proving that Alembic uses this database…"), NULL, -1);
      limbeck_facts_prove (self, cancellable);
    }
  else if (!self->has_asked_current)
    {
      limbeck_facts_ask_current (self, cancellable);
    }
}

static gboolean
knows_url (const LimbeckFacts *previous)
{
  return previous != NULL && previous->url != NULL && previous->has_asked_current;
}

/* Alembic has told another version table than the one that was looked at. */
static void
look_again (LimbeckFacts *self, const LimbeckEventSink *sink, GCancellable *cancellable)
{
  if (self->connection == NULL)
    return;
  connect_unless_offline (self, sink, cancellable);
  if (self->proof == NULL)
    return;
  g_clear_pointer (&self->proof, limbeck_target_proof_free);
  prove_or_ask (self, sink, cancellable);
}

/* Each errand writes members of its own, so they need no lock; the database is asked on the calling thread. */
static void
ask_all (LimbeckFacts           *self,
         const LimbeckFacts     *previous,
         const LimbeckEventSink *sink,
         GCancellable           *cancellable)
{
  const LimbeckSurveyOptions *options = self->options;
  const gboolean can_ask = options->ask_alembic && self->interpreter && self->configuration;
  const gboolean proves = can_ask && limbeck_facts_is_proving (self);
  /* A proof tells as well that an answer of earlier is still true. */
  const gboolean ask_url = can_ask && !options->offline &&
                           limbeck_facts_needs_url_from_alembic (self) &&
                           !(proves && knows_url (previous));
  Errand   errand = { self, cancellable };
  GThread *heads = NULL;
  GThread *current = NULL;

  if (can_ask && options->is_thorough)
    heads = g_thread_new ("limbeck-heads", ask_heads_thread, &errand);
  if (ask_url || (can_ask && options->is_thorough && !options->offline && !proves))
    current = g_thread_new ("limbeck-current", ask_current_thread, &errand);
  if (current != NULL)
    limbeck_event_sink_tell (sink, LIMBECK_EVENT_STAGE, _ ("Asking Alembic…"), NULL, -1);

  limbeck_facts_take_previous_version_table (self, previous);
  if (ask_url)
    {
      g_thread_join (g_steal_pointer (&current));
      (void) limbeck_facts_take_answered_version_table (self);
    }
  limbeck_facts_choose_url (self, previous);
  limbeck_facts_understand_url (self, previous, cancellable);
  connect_unless_offline (self, sink, cancellable);
  limbeck_facts_recognise (self, cancellable);

  if (proves && !g_cancellable_is_cancelled (cancellable))
    prove_or_ask (self, sink, cancellable);
  if (current != NULL)
    g_thread_join (current);
  if (heads != NULL)
    g_thread_join (heads);
  if (limbeck_facts_take_answered_version_table (self) && !g_cancellable_is_cancelled (cancellable))
    look_again (self, sink, cancellable);
}

LimbeckFacts *
limbeck_facts_learn (LimbeckTarget              *target,
                     const LimbeckSurveyOptions *options,
                     const LimbeckFacts         *previous,
                     const LimbeckEventSink     *sink,
                     GCancellable               *cancellable,
                     GError                    **error)
{
  g_autoptr (LimbeckFacts) self = g_new0 (LimbeckFacts, 1);

  g_atomic_ref_count_init (&self->references);
  self->target = g_object_ref (target);
  self->options = limbeck_survey_options_copy (options);

  limbeck_event_sink_tell (sink, LIMBECK_EVENT_STAGE, _ ("Reading the project…"), NULL, -1);
  limbeck_facts_read_files (self, previous, cancellable);
  ask_all (self, previous, sink, cancellable);
  if (self->graph != NULL)
    self->standing = limbeck_standing_new (self->graph, self->state);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&self);
}
