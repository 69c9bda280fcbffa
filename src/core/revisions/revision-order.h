#pragma once

#include "core/revisions/revision-map.h"

/**
 * limbeck_revision_order:
 * @map: revisions
 * @todo: (array): one byte for each revision: 1 if it is to be visited. Whatever lies between two of them has to be
 *   among them, and so has a tip above each of them
 * @tips: (array): one byte for each revision: 1 if the visit may begin there
 *
 * The order in which Alembic visits revisions, newest first: down one branch as far as nothing else is waiting
 * above, then the first branch that is (script/revision.py, _topological_sort; the same from 1.8.1 to 1.19.1).
 *
 * Returns: (transfer full) (element-type guint): the numbers of @todo
 */
GArray *
limbeck_revision_order (const LimbeckRevisionMap *map, const guint8 *todo, const guint8 *tips);
