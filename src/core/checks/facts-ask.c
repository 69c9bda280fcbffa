#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/database/server-directory.h"
#include "core/project/project.h"
#include "core/project/url-question.h"

#include "core/checks/facts-private.h"

void
limbeck_facts_ask_heads (LimbeckFacts *self, GCancellable *cancellable)
{
  self->has_asked_heads = TRUE;
  self->heads = limbeck_alembic_ask_heads (self->configuration,
                                           self->interpreter,
                                           (const char *const *) self->environment,
                                           limbeck_facts_get_alembic_timeout_ms (self),
                                           &self->heads_finding,
                                           cancellable,
                                           NULL);
}

void
limbeck_facts_ask_current (LimbeckFacts *self, GCancellable *cancellable)
{
  self->has_asked_current = TRUE;
  self->current = limbeck_alembic_ask_current (self->configuration,
                                               self->interpreter,
                                               (const char *const *) self->environment,
                                               limbeck_facts_get_alembic_timeout_ms (self),
                                               &self->current_finding,
                                               cancellable,
                                               NULL);
}

static void
set_version_table (LimbeckFacts *self, const char *table, const char *schema)
{
  g_free (self->version_table);
  g_free (self->version_schema);
  self->version_table = g_strdup (table);
  self->version_schema = g_strdup (schema);
  self->is_version_table_computed = FALSE;
  self->is_version_table_told = TRUE;
}

void
limbeck_facts_take_previous_version_table (LimbeckFacts *self, const LimbeckFacts *previous)
{
  /* An older answer counts as long as the files say the same. */
  if (previous != NULL && previous->is_version_table_told &&
      g_strcmp0 (self->version_table_read, previous->version_table_read) == 0)
    set_version_table (self, previous->version_table, previous->version_schema);
}

gboolean
limbeck_facts_take_answered_version_table (LimbeckFacts *self)
{
  const LimbeckAlembicCurrent *current = self->current;
  gboolean                     is_same;

  if (current == NULL || current->version_table == NULL)
    return FALSE;

  is_same = g_strcmp0 (self->version_table, current->version_table) == 0 &&
            g_strcmp0 (self->version_schema, current->version_schema) == 0;
  set_version_table (self, current->version_table, current->version_schema);

  return !is_same;
}

static gboolean
share_parameter (LimbeckDatabaseUrl *a, LimbeckDatabaseUrl *b, const char *keyword)
{
  return g_strcmp0 (limbeck_database_url_get_parameter (a, keyword),
                    limbeck_database_url_get_parameter (b, keyword)) == 0;
}

LimbeckDatabaseUrl *
limbeck_facts_complete_url (const LimbeckFacts *self, const char *text, GError **error)
{
  g_autoptr (LimbeckDatabaseUrl) shown = limbeck_database_url_parse (text, error);
  const char *password = self->options->password;

  if (shown == NULL || limbeck_database_url_get_parameter (shown, "password") == NULL)
    return g_steal_pointer (&shown);

  if (password == NULL && self->found != NULL &&
      share_parameter (shown, self->found->url, "user") &&
      share_parameter (shown, self->found->url, "host"))
    password = limbeck_database_url_get_parameter (self->found->url, "password");

  return limbeck_database_url_with_password (shown, password);
}

gboolean
limbeck_facts_needs_url_from_alembic (const LimbeckFacts *self)
{
  /* Where a person has given a URL it is that one; whether Alembic uses it too is for a check to say. */
  return self->found == NULL ||
         (!self->found->is_certain && self->found->source != LIMBECK_URL_SOURCE_SETTING);
}

/* Takes what an older survey has learned from Alembic where nobody asks it now; it is checked again before anything runs. */
static gboolean
take_previous_url (LimbeckFacts *self, const LimbeckFacts *previous)
{
  if (self->has_asked_current || previous == NULL || previous->url == NULL ||
      !previous->has_asked_current)
    return FALSE;

  self->url = self->options->password
                  ? limbeck_database_url_with_password (previous->url, self->options->password)
                  : g_object_ref (previous->url);
  self->url_place = g_strdup (previous->url_place);

  return TRUE;
}

/* Takes the URL that Alembic has named. One that is no PostgreSQL is an answer too: there is no use for another one then. */
static gboolean
take_answered_url (LimbeckFacts *self)
{
  g_autoptr (GError) error = NULL;

  if (self->current == NULL || self->current->url == NULL)
    return FALSE;
  self->url = limbeck_facts_complete_url (self, self->current->url, &error);
  if (self->url != NULL)
    self->url_place = g_strdup (_ ("env.py, as Alembic says"));
  else if (self->found == NULL ||
           g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL))
    g_set_error_literal (&self->url_error, error->domain, error->code, error->message);
  else
    return FALSE;

  return TRUE;
}

void
limbeck_facts_choose_url (LimbeckFacts *self, const LimbeckFacts *previous)
{
  g_autoptr (GError) not_found = g_steal_pointer (&self->url_error);

  if (limbeck_facts_needs_url_from_alembic (self) &&
      (take_previous_url (self, previous) || take_answered_url (self)))
    return;

  if (self->found != NULL)
    {
      self->url = g_object_ref (self->found->url);
      self->url_place = g_strdup (self->found->place);
    }
  self->url_error = g_steal_pointer (&not_found);
}

/* What was learned before about the same text. */
static LimbeckDatabaseUrl *
find_previous_meaning (const LimbeckFacts *self, const LimbeckFacts *previous)
{
  g_autofree char *text = NULL;
  g_autofree char *previous_text = NULL;

  if (previous == NULL || previous->url == NULL || previous->interpreter == NULL ||
      g_strcmp0 (limbeck_interpreter_get_path (previous->interpreter),
                 limbeck_interpreter_get_path (self->interpreter)) != 0)
    return NULL;

  text = limbeck_database_url_dup_text (self->url);
  previous_text = limbeck_database_url_dup_text (previous->url);

  return g_str_equal (text, previous_text) ? g_object_ref (previous->url) : NULL;
}

void
limbeck_facts_understand_url (LimbeckFacts       *self,
                              const LimbeckFacts *previous,
                              GCancellable       *cancellable)
{
  LimbeckDatabaseUrl *url;

  if (self->url == NULL || self->interpreter == NULL || limbeck_database_url_is_plain (self->url))
    return;

  url = find_previous_meaning (self, previous);
  if (url == NULL && !self->options->offline)
    url = limbeck_url_question_ask (self->interpreter, self->url, cancellable);
  if (url == NULL)
    return;
  g_object_unref (self->url);
  self->url = url;
}

void
limbeck_facts_connect (LimbeckFacts *self, GCancellable *cancellable)
{
  const guint timeout_ms = limbeck_facts_get_connect_timeout_ms (self);

  g_clear_object (&self->connection);
  g_clear_error (&self->connection_error);
  g_clear_pointer (&self->data_directory, g_free);
  g_clear_object (&self->state);
  self->connection = limbeck_connection_open (
      self->url, "limbeck", timeout_ms, cancellable, &self->connection_error);
  if (self->connection == NULL)
    return;

  self->data_directory = limbeck_connection_dup_data_directory (self->connection);
  self->state = limbeck_database_state_read (self->connection,
                                             self->version_table,
                                             self->version_schema,
                                             timeout_ms,
                                             cancellable,
                                             &self->connection_error);
}
