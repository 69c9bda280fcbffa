#pragma once

#include "cli/verb.h"
#include "core/backup/backup.h"
#include "core/gates/gate.h"

/**
 * limbeck_safety_take:
 * @call: what was asked for
 * @survey: a survey whose database is known
 * @error: LIMBECK_BACKUP_ERROR, LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Takes a backup now and tells its progress.
 *
 * Returns: (transfer full): the verified backup
 */
LimbeckBackup *limbeck_safety_take (LimbeckCall   *call,
                                    LimbeckSurvey *survey,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_safety_find_recent:
 * @call: what was asked for
 * @survey: a survey whose database is known
 * @error: LIMBECK_BACKUP_ERROR_NOT_VERIFIED or G_IO_ERROR_CANCELLED
 *
 * Looks for the newest backup of this database that was taken at its present revisions, and reads it back.
 *
 * Returns: (transfer full) (nullable): the backup; %NULL without an error if there is none
 */
LimbeckBackup *limbeck_safety_find_recent (LimbeckCall   *call,
                                           LimbeckSurvey *survey,
                                           GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_safety_list: (transfer full) (element-type LimbeckBackup): the backups of the survey's database, newest first. */
GPtrArray *limbeck_safety_list (LimbeckSurvey *survey);

/** limbeck_safety_dup_directory: where backups of the survey's database go. */
char *limbeck_safety_dup_directory (LimbeckSurvey *survey);

/** limbeck_safety_get_answer: what `--backup` says. */
LimbeckBackupAnswer limbeck_safety_get_answer (const LimbeckCommandLine *line);
