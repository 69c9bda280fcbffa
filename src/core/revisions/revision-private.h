#pragma once

#include "core/revisions/branch-labels.h"
#include "core/revisions/revision.h"
#include "core/revisions/script.h"

typedef enum
{
  LIMBECK_REVISION_HEAD = 1 << 0,
  LIMBECK_REVISION_EFFECTIVE_HEAD = 1 << 1,
  LIMBECK_REVISION_BASE = 1 << 2,
  LIMBECK_REVISION_BRANCH_POINT = 1 << 3,
  LIMBECK_REVISION_MERGE_POINT = 1 << 4,
} LimbeckRevisionFlags;

/**
 * limbeck_revision_new:
 * @script: what the file says
 * @labels: declared and inherited labels
 * @flags: its place in the graph
 * @number: its number in the graph's map
 * @index: its position in the listing
 *
 * Returns: (transfer full): a revision
 */
LimbeckRevision *limbeck_revision_new (LimbeckScript       *script,
                                       LimbeckBranchLabels  labels,
                                       LimbeckRevisionFlags flags,
                                       guint                number,
                                       guint                index);

/** limbeck_revision_get_number: its number in the graph's map. */
guint limbeck_revision_get_number (LimbeckRevision *self);
