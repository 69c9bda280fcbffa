#pragma once

#include "core/database/database-state.h"
#include "core/revisions/revision-graph.h"

/**
 * LimbeckStandingKind:
 * @LIMBECK_STANDING_UNKNOWN: the database could not be read
 * @LIMBECK_STANDING_UP_TO_DATE: every revision is applied
 * @LIMBECK_STANDING_PENDING: revisions wait to be applied
 * @LIMBECK_STANDING_AHEAD: the database holds a revision that this checkout does not have, and nothing else
 * @LIMBECK_STANDING_DIVERGED: it holds unknown revisions beside known ones
 * @LIMBECK_STANDING_UNVERSIONED: tables but no version table (or an empty one)
 */
typedef enum
{
  LIMBECK_STANDING_UNKNOWN,
  LIMBECK_STANDING_UP_TO_DATE,
  LIMBECK_STANDING_PENDING,
  LIMBECK_STANDING_AHEAD,
  LIMBECK_STANDING_DIVERGED,
  LIMBECK_STANDING_UNVERSIONED,
} LimbeckStandingKind;

const char *limbeck_standing_kind_to_string (LimbeckStandingKind kind);

typedef enum
{
  LIMBECK_REVISION_STATE_UNKNOWN,
  LIMBECK_REVISION_STATE_PENDING,
  LIMBECK_REVISION_STATE_APPLIED,
} LimbeckRevisionState;

const char *limbeck_revision_state_to_string (LimbeckRevisionState state);

/**
 * LimbeckStanding:
 *
 * Where a database stands on a graph. Immutable.
 */
#define LIMBECK_TYPE_STANDING (limbeck_standing_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckStanding, limbeck_standing, LIMBECK, STANDING, GObject)

/**
 * limbeck_standing_new:
 * @graph: the revisions
 * @state: (nullable): what the database is like; %NULL if that is not known
 *
 * Returns: (transfer full): the standing
 */
LimbeckStanding *limbeck_standing_new (LimbeckRevisionGraph *graph, LimbeckDatabaseState *state);

LimbeckStandingKind limbeck_standing_get_kind (LimbeckStanding *self);
guint               limbeck_standing_get_n_pending (LimbeckStanding *self);
LimbeckRevisionState
limbeck_standing_get_revision_state (LimbeckStanding *self, LimbeckRevision *revision);

/** limbeck_standing_is_current: whether `alembic current` would print @revision. */
gboolean limbeck_standing_is_current (LimbeckStanding *self, LimbeckRevision *revision);

/** limbeck_standing_get_rows: rows of the version table, %NULL-terminated; empty if unknown. */
const char *const *limbeck_standing_get_rows (LimbeckStanding *self);

/** limbeck_standing_get_unknown_rows: those rows that this checkout does not have, %NULL-terminated. */
const char *const *limbeck_standing_get_unknown_rows (LimbeckStanding *self);
