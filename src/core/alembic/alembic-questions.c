#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/alembic/alembic-commands.h"
#include "core/alembic/alembic-failure.h"
#include "core/alembic/failure-lines.h"
#include "core/base/text.h"

#include "core/alembic/alembic-questions.h"

G_DEFINE_QUARK (limbeck - alembic - error - quark, limbeck_alembic_error)

/* One question: who is asked, and where to put what went wrong. */
typedef struct
{
  LimbeckConfiguration *configuration;
  const char *const    *extra_environment;
  guint                 timeout_ms;
  LimbeckFinding      **finding;
  GCancellable         *cancellable;
} Question;

/* Takes @finding. */
static void
fail_with (const Question     *question,
           LimbeckAlembicError code,
           LimbeckFinding     *finding,
           GError            **error)
{
  const char *remedy = limbeck_finding_get_remedy (finding);

  g_set_error (error,
               LIMBECK_ALEMBIC_ERROR,
               code,
               "%s%s%s",
               limbeck_finding_get_title (finding),
               remedy ? " " : "",
               remedy ? remedy : "");
  if (question->finding)
    *question->finding = g_object_ref (finding);
  g_object_unref (finding);
}

static void
fail_to_run (const Question *question, const GError *run_error, GError **error)
{
  if (g_error_matches (run_error, LIMBECK_COMMAND_ERROR, LIMBECK_COMMAND_ERROR_TIMED_OUT))
    fail_with (question,
               LIMBECK_ALEMBIC_ERROR_TIMED_OUT,
               limbeck_finding_new (
                   "alembic-timed-out",
                   LIMBECK_SEVERITY_BLOCKER,
                   _ ("Alembic did not answer in time."),
                   run_error->message,
                   _ ("Find out what env.py waits for, often a database that can't be reached, or "
                      "set a longer time limit.")),
               error);
  else
    fail_with (
        question,
        LIMBECK_ALEMBIC_ERROR_NOT_STARTED,
        limbeck_finding_new (
            "alembic-not-started",
            LIMBECK_SEVERITY_BLOCKER,
            _ ("Alembic can't be started."),
            run_error->message,
            _ ("Choose the Python of the project's virtual environment (in the window's preferences, or with --interpreter).")),
        error);
}

/* Returns the standard output of a command that has ended with @output, or NULL if it failed. */
static char *
take_answer (const Question *question, LimbeckCommandOutput *output, GError **error)
{
  g_auto (GStrv) secrets = NULL;

  if (output->exit_status == 0)
    return g_steal_pointer (&output->standard_output);

  secrets = limbeck_alembic_dup_secrets (question->configuration, question->extra_environment);
  fail_with (question,
             LIMBECK_ALEMBIC_ERROR_FAILED,
             limbeck_alembic_failure_explain (output->exit_status,
                                              output->signal,
                                              output->standard_output,
                                              output->standard_error,
                                              (const char *const *) secrets),
             error);

  return NULL;
}

/* Takes @run_error. */
static void
tell_trouble (const Question *question, GError *run_error, GError **error)
{
  if (g_error_matches (run_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, run_error);
      return;
    }
  fail_to_run (question, run_error, error);
  g_error_free (run_error);
}

/* Returns the standard output of @command, or NULL if it failed. */
static char *
ask (const Question *question, LimbeckCommand *command, GError **error)
{
  g_autoptr (LimbeckCommandOutput) output = NULL;
  GError *run_error = NULL;

  limbeck_alembic_command_add_environment (command, question->extra_environment);
  output = limbeck_command_run (command, question->timeout_ms, question->cancellable, &run_error);
  if (output == NULL)
    {
      tell_trouble (question, run_error, error);
      return NULL;
    }

  return take_answer (question, output, error);
}

static void
fail_without_answer (const Question *question, const char *output, GError **error)
{
  g_auto (GStrv)
      secrets = limbeck_alembic_dup_secrets (question->configuration, question->extra_environment);
  g_autofree char *lines = limbeck_failure_lines_shorten (output);
  g_autofree char *detail = limbeck_text_redact (lines, (const char *const *) secrets);

  fail_with (question,
             LIMBECK_ALEMBIC_ERROR_NO_ANSWER,
             limbeck_finding_new (
                 "alembic-no-answer",
                 LIMBECK_SEVERITY_BLOCKER,
                 _ ("Alembic ended well but did not say what it was asked."),
                 *detail == '\0' ? NULL : detail,
                 _ ("See whether the project has a file called alembic.py, and whether env.py ends "
                    "the program or closes standard output.")),
             error);
}

static void
start_question (Question *question)
{
  if (question->finding)
    *question->finding = NULL;
}

char *
limbeck_alembic_ask_version (LimbeckConfiguration *configuration,
                             LimbeckInterpreter   *interpreter,
                             guint                 timeout_ms,
                             LimbeckFinding      **finding,
                             GCancellable         *cancellable,
                             GError              **error)
{
  Question question = { configuration, NULL, timeout_ms, finding, cancellable };
  g_autoptr (LimbeckCommand) command = NULL;
  g_autofree char *output = NULL;
  char            *version;

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (interpreter), NULL);

  start_question (&question);
  command = limbeck_alembic_command_new_version (configuration, interpreter);
  output = ask (&question, command, error);
  if (output == NULL)
    return NULL;
  version = limbeck_alembic_output_parse_version (output);
  if (version == NULL)
    fail_without_answer (&question, output, error);

  return version;
}

char **
limbeck_alembic_ask_heads (LimbeckConfiguration *configuration,
                           LimbeckInterpreter   *interpreter,
                           const char *const    *extra_environment,
                           guint                 timeout_ms,
                           LimbeckFinding      **finding,
                           GCancellable         *cancellable,
                           GError              **error)
{
  Question question = { configuration, extra_environment, timeout_ms, finding, cancellable };
  g_autoptr (LimbeckCommand) command = NULL;
  g_autofree char *output = NULL;

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (interpreter), NULL);

  start_question (&question);
  command = limbeck_alembic_command_new_heads (configuration, interpreter);
  output = ask (&question, command, error);

  return output ? limbeck_alembic_output_parse_heads (output) : NULL;
}

static LimbeckAlembicCurrent *
parse_current (const Question *question, const char *output, GError **error)
{
  LimbeckAlembicCurrent *current = limbeck_alembic_output_parse_current (output);

  if (current == NULL)
    fail_without_answer (question, output, error);

  return current;
}

LimbeckAlembicCurrent *
limbeck_alembic_understand_current (LimbeckConfiguration *configuration,
                                    const char *const    *extra_environment,
                                    LimbeckCommandOutput *output,
                                    GError               *run_error,
                                    LimbeckFinding      **finding,
                                    GError              **error)
{
  Question         question = { configuration, extra_environment, 0, finding, NULL };
  g_autofree char *text = NULL;

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail ((output == NULL) != (run_error == NULL), NULL);

  start_question (&question);
  if (output == NULL)
    {
      tell_trouble (&question, run_error, error);
      return NULL;
    }
  text = take_answer (&question, output, error);
  limbeck_command_output_free (output);

  return text ? parse_current (&question, text, error) : NULL;
}

LimbeckAlembicCurrent *
limbeck_alembic_ask_current (LimbeckConfiguration *configuration,
                             LimbeckInterpreter   *interpreter,
                             const char *const    *extra_environment,
                             guint                 timeout_ms,
                             LimbeckFinding      **finding,
                             GCancellable         *cancellable,
                             GError              **error)
{
  Question question = { configuration, extra_environment, timeout_ms, finding, cancellable };
  g_autoptr (LimbeckCommand) command = NULL;
  g_autofree char *output = NULL;

  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (configuration), NULL);
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (interpreter), NULL);

  start_question (&question);
  /* For what it tells beyond `current -v`. */
  command = limbeck_alembic_command_new_rehearsal (configuration, interpreter, "current", "-v");
  output = ask (&question, command, error);

  return output ? parse_current (&question, output, error) : NULL;
}
