#include "config.h"

#include "core/alembic/alembic-commands.h"

#include "core/run/run-command.h"

/* A change that waits for a lock makes everybody behind it wait too. */
#define LOCK_TIMEOUT_S 10

char *
limbeck_run_command_dup_name (void)
{
  return g_strdup_printf (
      "limbeck-%06x%06x", g_random_int () & 0xffffff, g_random_int () & 0xffffff);
}

static gboolean
is_libpq_driver (LimbeckDatabaseUrl *url)
{
  const char *driver = limbeck_database_url_get_driver (url);

  return driver == NULL || g_str_has_prefix (driver, "psycopg");
}

gboolean
limbeck_run_command_is_named (LimbeckDatabaseUrl *url)
{
  /* An application_name in the URL wins over PGAPPNAME. */
  return is_libpq_driver (url) &&
         limbeck_database_url_get_parameter (url, "application_name") == NULL;
}

char *
limbeck_run_command_dup_options (int server_version, guint timeout_s, const char *own)
{
  g_autoptr (GString) options = g_string_new (NULL);

  g_string_append_printf (options, "-c lock_timeout=%us", MIN (LOCK_TIMEOUT_S, MAX (timeout_s, 1)));
  /* Since 14: a session whose client was killed ends by itself; older servers refuse a setting that they do not know. */
  if (server_version >= 140000)
    g_string_append (options, " -c client_connection_check_interval=2s");
  g_string_append (
      options, " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3");
  if (own != NULL && *own != '\0')
    g_string_append_printf (options, " %s", own);

  return g_string_free (g_steal_pointer (&options), FALSE);
}

static void
add_guard_rails (LimbeckCommand *command, LimbeckSurvey *survey, guint timeout_s)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (survey);
  g_autofree char      *options = NULL;

  /* pgbouncer refuses a connection that carries options. */
  if (state == NULL || limbeck_database_state_is_pooled (state) ||
      !is_libpq_driver (limbeck_survey_get_url (survey)))
    return;
  options = limbeck_run_command_dup_options (
      limbeck_database_state_get_server_version (state), timeout_s, g_getenv ("PGOPTIONS"));
  limbeck_command_setenv (command, "PGOPTIONS", options);
}

/* Completes @command. */
static void
prepare (LimbeckCommand *command,
         LimbeckSurvey  *survey,
         const char     *application_name,
         guint           timeout_s)
{
  g_auto (GStrv) environment = limbeck_survey_dup_child_environment (survey);
  g_auto (GStrv) secrets = limbeck_run_command_dup_secrets (survey);

  limbeck_alembic_command_add_environment (command, (const char *const *) environment);
  limbeck_command_setenv (command, "PGAPPNAME", application_name);
  limbeck_command_setenv (command, "PGCONNECT_TIMEOUT", "10");
  add_guard_rails (command, survey, timeout_s);
  for (gsize i = 0; secrets[i] != NULL; i++)
    limbeck_command_add_secret (command, secrets[i]);
}

LimbeckCommand *
limbeck_run_command_new (LimbeckSurvey   *survey,
                         LimbeckDirection direction,
                         const char      *argument,
                         const char      *application_name,
                         guint            timeout_s)
{
  LimbeckConfiguration *configuration = limbeck_survey_get_configuration (survey);
  LimbeckInterpreter   *interpreter = limbeck_survey_get_interpreter (survey);
  LimbeckCommand       *command = NULL;

  if (direction == LIMBECK_DIRECTION_UPGRADE)
    command = limbeck_alembic_command_new_upgrade (configuration, interpreter, argument);
  else
    command = limbeck_alembic_command_new_downgrade (configuration, interpreter, argument);
  prepare (command, survey, application_name, timeout_s);

  return command;
}

LimbeckCommand *
limbeck_run_command_new_stamp (LimbeckSurvey     *survey,
                               const char *const *revisions,
                               const char        *application_name,
                               guint              timeout_s)
{
  LimbeckCommand *command = limbeck_alembic_command_new (limbeck_survey_get_configuration (survey),
                                                         limbeck_survey_get_interpreter (survey),
                                                         "stamp",
                                                         NULL);

  for (gsize i = 0; revisions[i] != NULL; i++)
    limbeck_command_append (command, revisions[i]);
  prepare (command, survey, application_name, timeout_s);

  return command;
}

char **
limbeck_run_command_dup_secrets (LimbeckSurvey *survey)
{
  LimbeckDatabaseUrl *url = limbeck_survey_get_url (survey);
  const char         *password = url ? limbeck_database_url_get_parameter (url, "password") : NULL;
  g_auto (GStrv) environment = limbeck_survey_dup_child_environment (survey);
  g_auto (GStrv) known = limbeck_alembic_dup_secrets (limbeck_survey_get_configuration (survey),
                                                      (const char *const *) environment);
  g_autoptr (GStrvBuilder) secrets = g_strv_builder_new ();

  g_strv_builder_addv (secrets, (const char **) known);
  if (password != NULL && *password != '\0')
    g_strv_builder_add (secrets, password);

  return g_strv_builder_end (secrets);
}
