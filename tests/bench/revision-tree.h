#pragma once

#include <glib.h>

/**
 * RevisionTreeShape:
 * @REVISION_TREE_LINE: one after the other
 * @REVISION_TREE_MERGES: with 200 branches, each of two revisions that are merged
 * @REVISION_TREE_HEADS: the last 50 follow the same one, so that there are 50 heads
 *
 * What a tree looks like.
 */
typedef enum
{
  REVISION_TREE_LINE,
  REVISION_TREE_MERGES,
  REVISION_TREE_HEADS,
  REVISION_TREE_N_SHAPES,
} RevisionTreeShape;

/**
 * revision_tree_write:
 * @directory: an empty directory
 * @shape: what the tree looks like
 * @n_revisions: 1,000 or more
 *
 * Writes a project with that many revision files of 1.5 KB, as one finds them: a docstring, and a table or some columns.
 */
void revision_tree_write (const char *directory, RevisionTreeShape shape, guint n_revisions);

/** revision_tree_dup_versions: (transfer full): where the files are. */
char *revision_tree_dup_versions (const char *directory);

/** revision_tree_remove: removes @directory and everything in it. */
void revision_tree_remove (const char *directory);
