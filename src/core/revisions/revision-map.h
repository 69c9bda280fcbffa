#pragma once

#include "core/revisions/links.h"
#include "core/revisions/script.h"

/**
 * LimbeckDefectKind:
 * @LIMBECK_DEFECT_DUPLICATE: two files with one id; the later one counts
 * @LIMBECK_DEFECT_MISSING_PARENT: down_revision names nothing
 * @LIMBECK_DEFECT_LABEL_AS_PARENT: down_revision names a branch label
 * @LIMBECK_DEFECT_MISSING_DEPENDENCY: depends_on names nothing
 * @LIMBECK_DEFECT_SELF_LOOP: a revision names itself
 * @LIMBECK_DEFECT_CYCLE: revisions wait for each other
 * @LIMBECK_DEFECT_LABEL_CLASH: a branch label that is another revision's label or an id
 */
typedef enum
{
  LIMBECK_DEFECT_DUPLICATE,
  LIMBECK_DEFECT_MISSING_PARENT,
  LIMBECK_DEFECT_LABEL_AS_PARENT,
  LIMBECK_DEFECT_MISSING_DEPENDENCY,
  LIMBECK_DEFECT_SELF_LOOP,
  LIMBECK_DEFECT_CYCLE,
  LIMBECK_DEFECT_LABEL_CLASH,
} LimbeckDefectKind;

/**
 * LimbeckDefect:
 * @kind: what is wrong
 * @script: the file that it is wrong in
 * @other: (nullable): the other file that has to do with it
 * @name: the id or label that it is about
 * @path: (nullable): for a cycle: the ids on it, in order
 *
 * Something that keeps the files from being a tree that Alembic takes. Borrows from the map.
 */
typedef struct
{
  LimbeckDefectKind kind;
  LimbeckScript    *script;
  LimbeckScript    *other;
  const char       *name;
  char             *path;
} LimbeckDefect;

/**
 * LimbeckRevisionMap:
 * @n: number of revisions
 * @sources: (element-type LimbeckScript): the scripts that it was made from; keeps them alive
 * @scripts: (element-type LimbeckScript): by number; the numbers follow the order in which Alembic loads the files
 * @names: ids and branch labels → number + 1
 * @parents: down_revision, each once
 * @dependencies: depends_on, without what an ancestor by down_revision depends on already
 * @down: both, in this order, each once: what a revision waits for
 * @children: @parents reversed
 * @above: @down reversed
 * @n_dependents: how many name it in down_revision or depends_on, inherited dependencies included
 * @oldest_first: all numbers, each after what it waits for
 * @defects: (element-type LimbeckDefect): what had to be left out
 *
 * The revisions of a tree as numbers, with their edges. Edges that lead nowhere or close a cycle are left out, so
 * that what is there can be shown and every walk ends. Immutable.
 */
typedef struct
{
  guint         n;
  GPtrArray    *sources;
  GPtrArray    *scripts;
  GHashTable   *names;
  LimbeckLinks *parents;
  LimbeckLinks *dependencies;
  LimbeckLinks *down;
  LimbeckLinks *children;
  LimbeckLinks *above;
  guint        *n_dependents;
  guint        *oldest_first;
  GArray       *defects;
} LimbeckRevisionMap;

/**
 * limbeck_revision_map_new:
 * @scripts: (element-type LimbeckScript): in the order in which Alembic loads them; those without an id are passed over.
 *   Not to be changed any more
 *
 * Returns: (transfer full): the map
 */
LimbeckRevisionMap *limbeck_revision_map_new (GPtrArray *scripts);
void                limbeck_revision_map_free (LimbeckRevisionMap *self);

/** limbeck_revision_map_get_id: the id of revision @number. */
const char *limbeck_revision_map_get_id (const LimbeckRevisionMap *self, guint number);

/** limbeck_revision_map_find: the number of the revision that has @name as its id or label, or -1. */
int limbeck_revision_map_find (const LimbeckRevisionMap *self, const char *name);

/** limbeck_revision_map_find_id: the number of the revision with exactly this id, or -1. */
int limbeck_revision_map_find_id (const LimbeckRevisionMap *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckRevisionMap, limbeck_revision_map_free)
