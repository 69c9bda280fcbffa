#pragma once

#include "core/checks/survey.h"
#include "core/database/fingerprint.h"

/**
 * LimbeckSnapshot:
 * @state: what the database was like
 * @fingerprint: (nullable): its catalog; %NULL if that could not be read
 * @invalid_indexes: indexes that are not valid, as "public.ix_a"
 *
 * A database just before or just after a run.
 */
typedef struct
{
  LimbeckDatabaseState *state;
  LimbeckFingerprint   *fingerprint;
  GStrv                 invalid_indexes;
} LimbeckSnapshot;

/**
 * limbeck_snapshot_take:
 * @survey: the target
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Reads it over a connection that is closed again: nothing of ours holds a snapshot while Alembic works.
 *
 * Returns: (transfer full): the snapshot
 */
LimbeckSnapshot *limbeck_snapshot_take (LimbeckSurvey *survey,
                                        GCancellable  *cancellable,
                                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_snapshot_read_state: (transfer full) (nullable): the state only; %NULL if it can't be read. */
LimbeckDatabaseState *
limbeck_snapshot_read_state (LimbeckSurvey *survey, GCancellable *cancellable);

void limbeck_snapshot_free (LimbeckSnapshot *self);

/** limbeck_snapshot_compare: (transfer full) (nullable): what differs in the catalog; %NULL if one of them does not know it. */
char **limbeck_snapshot_compare (const LimbeckSnapshot *before, const LimbeckSnapshot *after);

/** limbeck_snapshot_find_invalid_index: (nullable) (transfer none): an index that is not valid in @after and was not so, or not there, in @before. */
const char *
limbeck_snapshot_find_invalid_index (const LimbeckSnapshot *before, const LimbeckSnapshot *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckSnapshot, limbeck_snapshot_free)
