#include "config.h"

#include "core/alembic/alembic-commands.h"

#include "core/checks/facts-private.h"

gboolean
limbeck_facts_is_proving (const LimbeckFacts *self)
{
  return self->options->proof_verb != NULL && self->options->ask_alembic && !self->options->offline;
}

static LimbeckCommand *
new_rehearsal (const LimbeckFacts *self)
{
  const char     *target = self->options->proof_target;
  LimbeckCommand *command = limbeck_alembic_command_new_rehearsal (
      self->configuration, self->interpreter, self->options->proof_verb, target ? target : "heads");

  limbeck_alembic_command_add_environment (command, (const char *const *) self->environment);
  /* As for the run itself. */
  limbeck_command_setenv (command, "PGCONNECT_TIMEOUT", "10");

  return command;
}

void
limbeck_facts_prove (LimbeckFacts *self, GCancellable *cancellable)
{
  g_autoptr (LimbeckCommand) command = new_rehearsal (self);
  const LimbeckProofOrder order = {
    .url = self->url,
    .version_table = self->version_table,
    .version_schema = self->version_schema,
    .is_table_certain = !self->is_version_table_computed,
    .command = command,
    .can_knock = limbeck_alembic_can_rehearse (self->interpreter),
    .timeout_ms = limbeck_facts_get_alembic_timeout_ms (self),
  };
  LimbeckCommandOutput *output = NULL;
  GError               *error = NULL;

  self->proof = limbeck_target_proof_attempt (&order, &output, cancellable, &error);

  /* What Alembic has answered on the way counts for all that it is asked for otherwise. */
  self->has_asked_current = TRUE;
  g_clear_pointer (&self->current, limbeck_alembic_current_free);
  g_clear_object (&self->current_finding);
  self->current = limbeck_alembic_understand_current (self->configuration,
                                                      (const char *const *) self->environment,
                                                      output,
                                                      error,
                                                      &self->current_finding,
                                                      NULL);
}
