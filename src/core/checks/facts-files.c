#include "config.h"

#include "core/checks/version-table-name.h"

#include "core/checks/facts-private.h"

static void
read_interpreter (LimbeckFacts *self, GCancellable *cancellable)
{
  g_autofree char *directory = g_path_get_dirname (limbeck_target_get_config_path (self->target));

  self->interpreter = limbeck_interpreter_find (limbeck_target_get_project_directory (self->target),
                                                directory,
                                                self->options->interpreter,
                                                cancellable,
                                                &self->interpreter_error);
}

/* Returns the URL without what was typed, if there is one. */
static LimbeckDatabaseUrl *
read_url (LimbeckFacts *self)
{
  g_autoptr (LimbeckDatabaseUrl) untyped = NULL;

  self->found = limbeck_url_source_find (
      self->configuration, self->options->database_url, NULL, &self->url_error);
  if (self->found == NULL)
    return NULL;

  untyped = g_object_ref (self->found->url);
  if (self->options->password != NULL)
    {
      g_clear_object (&self->found->url);
      self->found->url = limbeck_database_url_with_password (untyped, self->options->password);
    }

  return g_steal_pointer (&untyped);
}

/* Whether a driver that gets @url takes its password from elsewhere. */
static gboolean
looks_for_password (LimbeckDatabaseUrl *url)
{
  static const char *const drivers[] = { "psycopg2", "psycopg", "asyncpg", NULL };

  return g_strv_contains (drivers, limbeck_database_url_get_driver (url)) &&
         limbeck_database_url_get_parameter (url, "password") == NULL;
}

/* What every Alembic command of this target needs on top of what is inherited. */
static void
make_environment (LimbeckFacts *self, LimbeckDatabaseUrl *untyped)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (self->found != NULL && self->found->source == LIMBECK_URL_SOURCE_SETTING)
    {
      g_autofree char *text = limbeck_database_url_dup_text (
          looks_for_password (untyped) ? untyped : self->found->url);
      g_autofree char *variable = g_strconcat ("DATABASE_URL=", text, NULL);

      g_strv_builder_add (builder, variable);
    }
  if (self->options->password != NULL)
    {
      g_autofree char *variable = g_strconcat ("PGPASSWORD=", self->options->password, NULL);

      g_strv_builder_add (builder, variable);
    }
  self->environment = g_strv_builder_end (builder);
}

void
limbeck_facts_read_files (LimbeckFacts       *self,
                          const LimbeckFacts *previous,
                          GCancellable       *cancellable)
{
  g_autoptr (LimbeckDatabaseUrl) untyped = NULL;

  read_interpreter (self, cancellable);
  self->configuration = limbeck_configuration_load (
      self->target, self->interpreter, cancellable, &self->configuration_error);

  self->version_table = g_strdup ("alembic_version");
  if (self->configuration != NULL)
    {
      self->graph = limbeck_revision_graph_load (self->configuration,
                                                 self->interpreter,
                                                 previous ? previous->graph : NULL,
                                                 cancellable,
                                                 &self->graph_error);
      untyped = read_url (self);
      limbeck_version_table_name_read (
          limbeck_configuration_get_script_directory (self->configuration),
          &self->version_table,
          &self->version_schema,
          &self->is_version_table_computed);
      self->version_table_read = g_strdup_printf (
          "%s %s %d", self->version_table, self->version_schema, self->is_version_table_computed);
    }
  make_environment (self, untyped);
}
