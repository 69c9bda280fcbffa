#pragma once

#include "core/base/command.h"
#include "core/checks/survey.h"

/* What limbeck_run_command_dup_name() makes, as a regular expression of PostgreSQL. */
#define LIMBECK_RUN_COMMAND_NAME_PATTERN "^limbeck-[0-9a-f]{12}$"

/** limbeck_run_command_dup_name: how the sessions of a run call themselves: "limbeck-" and twelve random hex digits. */
char *limbeck_run_command_dup_name (void);

/** limbeck_run_command_is_named: whether the driver of @url takes the name of PGAPPNAME over. */
gboolean limbeck_run_command_is_named (LimbeckDatabaseUrl *url);

/**
 * limbeck_run_command_new:
 * @survey: the target
 * @direction: which way
 * @argument: what Alembic is asked for
 * @application_name: see limbeck_run_command_dup_name()
 * @timeout_s: time limit of the run
 *
 * Returns: (transfer full): the Alembic command with its name, its guard rails on the server and its secrets
 */
LimbeckCommand *limbeck_run_command_new (LimbeckSurvey   *survey,
                                         LimbeckDirection direction,
                                         const char      *argument,
                                         const char      *application_name,
                                         guint            timeout_s);

/** limbeck_run_command_new_stamp: the same for writing @revisions into the version table. */
LimbeckCommand *limbeck_run_command_new_stamp (LimbeckSurvey     *survey,
                                               const char *const *revisions,
                                               const char        *application_name,
                                               guint              timeout_s);

/** limbeck_run_command_dup_secrets: what must not be shown of the run's output. */
char **limbeck_run_command_dup_secrets (LimbeckSurvey *survey);

/**
 * limbeck_run_command_dup_options:
 * @server_version: for example 150020
 * @timeout_s: time limit of the run
 * @own: (nullable): PGOPTIONS as the person has set it; comes last, so it wins
 *
 * Returns: (transfer full): PGOPTIONS for the run
 */
char *limbeck_run_command_dup_options (int server_version, guint timeout_s, const char *own);
