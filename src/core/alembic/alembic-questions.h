#pragma once

#include "core/alembic/alembic-output.h"
#include "core/base/finding.h"
#include "core/project/configuration.h"
#include "core/project/interpreter.h"

#define LIMBECK_ALEMBIC_ERROR (limbeck_alembic_error_quark ())

/**
 * LimbeckAlembicError:
 * @LIMBECK_ALEMBIC_ERROR_NOT_STARTED: Alembic could not be started
 * @LIMBECK_ALEMBIC_ERROR_TIMED_OUT: it did not answer within the time limit; no process of it is left
 * @LIMBECK_ALEMBIC_ERROR_FAILED: it ended with an error
 * @LIMBECK_ALEMBIC_ERROR_NO_ANSWER: it ended well without saying what was asked
 *
 * Each message is the title and the remedy of the finding that comes along.
 */
typedef enum
{
  LIMBECK_ALEMBIC_ERROR_NOT_STARTED,
  LIMBECK_ALEMBIC_ERROR_TIMED_OUT,
  LIMBECK_ALEMBIC_ERROR_FAILED,
  LIMBECK_ALEMBIC_ERROR_NO_ANSWER,
} LimbeckAlembicError;

GQuark limbeck_alembic_error_quark (void);

/**
 * limbeck_alembic_ask_version:
 * @configuration: a configuration
 * @interpreter: what starts Alembic
 * @timeout_ms: time limit in milliseconds
 * @finding: (out) (optional) (nullable) (transfer full): what is wrong, if something is; not set after a cancel
 * @cancellable: (nullable): stops Alembic
 * @error: a LIMBECK_ALEMBIC_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the version of the Alembic that really runs
 */
char *limbeck_alembic_ask_version (LimbeckConfiguration *configuration,
                                   LimbeckInterpreter   *interpreter,
                                   guint                 timeout_ms,
                                   LimbeckFinding      **finding,
                                   GCancellable         *cancellable,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_alembic_ask_heads:
 * @configuration: a configuration
 * @interpreter: what starts Alembic
 * @extra_environment: (nullable) (array zero-terminated=1): "NAME=VALUE" each
 * @timeout_ms: time limit in milliseconds
 * @finding: (out) (optional) (nullable) (transfer full): what is wrong, if something is; not set after a cancel
 * @cancellable: (nullable): stops Alembic
 * @error: a LIMBECK_ALEMBIC_ERROR or G_IO_ERROR_CANCELLED
 *
 * Asks no database, but runs the module level of every revision file.
 *
 * Returns: (transfer full): ids of the heads; none for an empty tree
 */
char **limbeck_alembic_ask_heads (LimbeckConfiguration *configuration,
                                  LimbeckInterpreter   *interpreter,
                                  const char *const    *extra_environment,
                                  guint                 timeout_ms,
                                  LimbeckFinding      **finding,
                                  GCancellable         *cancellable,
                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_alembic_ask_current:
 * @configuration: a configuration
 * @interpreter: what starts Alembic
 * @extra_environment: (nullable) (array zero-terminated=1): "NAME=VALUE" each, for example where the database is
 * @timeout_ms: time limit in milliseconds
 * @finding: (out) (optional) (nullable) (transfer full): what is wrong, if something is; not set after a cancel
 * @cancellable: (nullable): stops Alembic
 * @error: a LIMBECK_ALEMBIC_ERROR or G_IO_ERROR_CANCELLED
 *
 * Asks which database env.py uses and what is applied there. Reads only. Where Alembic names the database and then
 * fails because a row of the version table is unknown to it, that is a failure too; the finding names the row.
 *
 * Returns: (transfer full): the answer
 */
LimbeckAlembicCurrent *limbeck_alembic_ask_current (LimbeckConfiguration *configuration,
                                                    LimbeckInterpreter   *interpreter,
                                                    const char *const    *extra_environment,
                                                    guint                 timeout_ms,
                                                    LimbeckFinding      **finding,
                                                    GCancellable         *cancellable,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_alembic_understand_current:
 * @configuration: a configuration
 * @extra_environment: (nullable) (array zero-terminated=1): what the command was given
 * @output: (nullable) (transfer full): how limbeck_alembic_command_new_rehearsal() ended
 * @run_error: (nullable) (transfer full): why it did not, if there is no @output
 * @finding: (out) (optional) (nullable) (transfer full): what is wrong, if something is; not set after a cancel
 * @error: a LIMBECK_ALEMBIC_ERROR or G_IO_ERROR_CANCELLED
 *
 * The second half of limbeck_alembic_ask_current(), for who has run the command.
 *
 * Returns: (transfer full): the answer
 */
LimbeckAlembicCurrent *
limbeck_alembic_understand_current (LimbeckConfiguration *configuration,
                                    const char *const    *extra_environment,
                                    LimbeckCommandOutput *output,
                                    GError               *run_error,
                                    LimbeckFinding      **finding,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
