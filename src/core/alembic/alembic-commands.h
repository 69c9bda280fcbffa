#pragma once

#include "core/base/command.h"
#include "core/project/configuration.h"
#include "core/project/interpreter.h"

/**
 * limbeck_alembic_command_new:
 * @configuration: what Alembic shall read
 * @interpreter: what starts Alembic
 * @verb: an Alembic command, for example "heads"
 * @...: its arguments, ended by %NULL
 *
 * `PYTHON -m alembic -c CONFIG [-n SECTION] VERB …`, or `alembic …` where the interpreter is that command, in
 * the working directory of the configuration and with an environment that makes the output the same everywhere:
 * UTF-8, unbuffered, without colour. A `pyproject.toml` is named only to an Alembic that takes it (1.16); an older
 * one, which does not read it either, gets no `-c`.
 *
 * Where a package or module of the project called `alembic` stands in the working directory, it would be run in
 * place of Alembic by `-m`; then the `alembic` command beside the Python is used, or Alembic is started in a way
 * that looks for it elsewhere.
 *
 * Returns: (transfer full): a command
 */
LimbeckCommand *limbeck_alembic_command_new (LimbeckConfiguration *configuration,
                                             LimbeckInterpreter   *interpreter,
                                             const char           *verb,
                                             ...) G_GNUC_NULL_TERMINATED;

/** limbeck_alembic_command_new_version: prints the version; needs no readable configuration, only its directory. */
LimbeckCommand *limbeck_alembic_command_new_version (LimbeckConfiguration *configuration,
                                                     LimbeckInterpreter   *interpreter);

/** limbeck_alembic_command_new_heads: lists the heads; runs the module level of every revision, but no database. */
LimbeckCommand *limbeck_alembic_command_new_heads (LimbeckConfiguration *configuration,
                                                   LimbeckInterpreter   *interpreter);

/** limbeck_alembic_command_new_current: shows which database env.py uses and what is applied there; read-only. */
LimbeckCommand *limbeck_alembic_command_new_current (LimbeckConfiguration *configuration,
                                                     LimbeckInterpreter   *interpreter);

/** limbeck_alembic_can_rehearse: whether the Python that starts Alembic is known: not for every `alembic` command that a person chooses. */
gboolean limbeck_alembic_can_rehearse (LimbeckInterpreter *interpreter);

/**
 * limbeck_alembic_command_new_rehearsal:
 * @configuration: what Alembic shall read
 * @interpreter: what starts Alembic
 * @verb: "upgrade", "downgrade", "stamp", or "current" with "-v"
 * @target: its argument
 *
 * `current`, dressed as another command: env.py finds the arguments of that one in sys.argv and in the parsed options, but nothing is
 * changed. A statement in LIMBECK_KNOCK is executed on env.py's connection before the version table is asked, and the table is told, see
 * LIMBECK_ALEMBIC_TABLE_PREFIX. Without limbeck_alembic_can_rehearse() it is a plain `current`.
 *
 * Returns: (transfer full): a command that prints what limbeck_alembic_command_new_current() does
 */
LimbeckCommand *limbeck_alembic_command_new_rehearsal (LimbeckConfiguration *configuration,
                                                       LimbeckInterpreter   *interpreter,
                                                       const char           *verb,
                                                       const char           *target);

/**
 * limbeck_alembic_command_new_upgrade:
 * @configuration: what Alembic shall read
 * @interpreter: what starts Alembic
 * @target: one revision id, "heads", or any other target of Alembic; it takes one only
 *
 * Returns: (transfer full): a command that changes the database; only core/run may start it
 */
LimbeckCommand *limbeck_alembic_command_new_upgrade (LimbeckConfiguration *configuration,
                                                     LimbeckInterpreter   *interpreter,
                                                     const char           *target);

/** limbeck_alembic_command_new_downgrade: the same downwards; @target is a revision id, "base" or a relative one. */
LimbeckCommand *limbeck_alembic_command_new_downgrade (LimbeckConfiguration *configuration,
                                                       LimbeckInterpreter   *interpreter,
                                                       const char           *target);

/**
 * limbeck_alembic_command_add_environment:
 * @command: a command
 * @variables: (nullable) (array zero-terminated=1): "NAME=VALUE" each, on top of what is there; what has no "="
 *   is unset
 *
 * A PGPASSWORD is given as limbeck_passfile_add_password() does where that can be: every program that env.py starts would inherit
 * the variable.
 */
void
limbeck_alembic_command_add_environment (LimbeckCommand *command, const char *const *variables);

/**
 * limbeck_alembic_dup_secrets:
 * @configuration: a configuration
 * @variables: (nullable) (array zero-terminated=1): what is given to limbeck_alembic_command_add_environment()
 *
 * The passwords that Alembic gets to know and may print: those inside URLs of the configuration, of @variables and
 * of our own environment, and the value of PGPASSWORD.
 *
 * Returns: (transfer full): values for limbeck_text_redact(); never %NULL
 */
char **
limbeck_alembic_dup_secrets (LimbeckConfiguration *configuration, const char *const *variables);
