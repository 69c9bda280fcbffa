#pragma once

#include "core/revisions/links.h"

/**
 * limbeck_dependencies_normalize:
 * @parents: down_revision
 * @declared: depends_on
 * @oldest_first: (array length=parents->n): all revisions, each after its parents
 *
 * Leaves out of the dependencies of a revision what one of its ancestors by down_revision depends on already
 * (Alembic's _normalize_depends_on), without walking to every ancestor of every revision.
 *
 * Returns: (transfer full): what is left of @declared
 */
LimbeckLinks *limbeck_dependencies_normalize (const LimbeckLinks *parents,
                                              const LimbeckLinks *declared,
                                              const guint        *oldest_first);
