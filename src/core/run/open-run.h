#pragma once

#include <glib.h>

/**
 * LimbeckOpenRun:
 *
 * A run whose launcher is gone without having written a verdict: killed, or the machine went down. What became of it is in
 * the database.
 */
typedef struct _LimbeckOpenRun LimbeckOpenRun;

/**
 * limbeck_open_runs_list:
 * @config_path: (nullable): only the runs of this configuration
 *
 * Reads the journals.
 *
 * Returns: (transfer full) (element-type LimbeckOpenRun): the open runs of this person, oldest first; runs that are at work in another
 *   process are left out
 */
GPtrArray *limbeck_open_runs_list (const char *config_path);

void limbeck_open_run_free (LimbeckOpenRun *self);

const char *limbeck_open_run_get_id (LimbeckOpenRun *self);
const char *limbeck_open_run_get_directory (LimbeckOpenRun *self);

/** limbeck_open_run_get_project: (nullable): absolute path of the project's directory. */
const char *limbeck_open_run_get_project (LimbeckOpenRun *self);

/** limbeck_open_run_get_config: (nullable): absolute path of the configuration. */
const char *limbeck_open_run_get_config (LimbeckOpenRun *self);

/** limbeck_open_run_get_database: (nullable): name of the database. */
const char *limbeck_open_run_get_database (LimbeckOpenRun *self);

/** limbeck_open_run_get_started: (nullable): when it began, ISO 8601 in UTC. */
const char *limbeck_open_run_get_started (LimbeckOpenRun *self);

/** limbeck_open_run_get_application_name: (nullable): how its sessions are called on the server. */
const char *limbeck_open_run_get_application_name (LimbeckOpenRun *self);

/**
 * limbeck_open_run_dup_outcome:
 * @self: an open run
 * @rows: (nullable): what the version table of its database holds now; %NULL if that is not known
 *
 * Returns: (transfer full): one sentence that says what became of it, as far as the version table tells
 */
char *limbeck_open_run_dup_outcome (LimbeckOpenRun *self, const char *const *rows);

/** limbeck_open_run_dup_text: for people: what kind of run that is, and limbeck_open_run_dup_outcome(). */
char *limbeck_open_run_dup_text (LimbeckOpenRun *self, const char *const *rows);

/**
 * limbeck_open_run_settle:
 * @self: an open run
 * @outcome: what a person has been told
 *
 * Writes @outcome as the last line of its journal: it is not open any more.
 */
void limbeck_open_run_settle (LimbeckOpenRun *self, const char *outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckOpenRun, limbeck_open_run_free)
