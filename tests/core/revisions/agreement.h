#pragma once

#include <glib.h>

/**
 * agreement_count_differences:
 * @n_trees: how many random trees
 * @seed: which ones
 * @n_plans: (out) (optional): how many plans and refusals were compared
 *
 * Asks the installed Alembic, in one process, and Limbeck about the same random trees, and prints where they differ.
 *
 * Returns: the number of trees with differences
 */
guint agreement_count_differences (guint n_trees, guint32 seed, guint *n_plans);
