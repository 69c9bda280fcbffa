#pragma once

#include <glib.h>

/**
 * RandomTree:
 * @lines: (element-type utf8): revisions in the order of their files, as for scripts_of()
 * @ids: (element-type utf8): their ids
 * @labels: (element-type utf8): all branch labels
 *
 * A tree of one to fourteen revisions with merges, several bases, labels and dependencies.
 */
typedef struct
{
  GPtrArray *lines;
  GPtrArray *ids;
  GPtrArray *labels;
} RandomTree;

RandomTree *random_tree_new (GRand *rand);
void        random_tree_free (RandomTree *self);

/** random_tree_make_target: (transfer full): something that one may ask upgrade or downgrade for; often nonsense. */
char *random_tree_make_target (RandomTree *self, GRand *rand);

/** random_tree_make_rows: (transfer full): rows of a version table, in most cases consistent ones. */
char **random_tree_make_rows (RandomTree *self, GRand *rand);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RandomTree, random_tree_free)
