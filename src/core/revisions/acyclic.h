#pragma once

#include <glib.h>

/**
 * limbeck_acyclic_sort:
 * @n: number of revisions
 * @parent_edges: (element-type guint) (inout): pairs of from and to
 * @dependency_edges: (element-type guint) (inout): more such pairs
 * @cycles: (out) (element-type GArray): the cycles found, each as the numbers on it and once more the first
 *
 * Takes out those edges that close a cycle (one for each cycle in @cycles), so that none is left. Finds every
 * cycle, also one between a base and a head, which Alembic misses.
 *
 * Returns: (transfer full): all numbers, each after those that its edges lead to
 */
guint *
limbeck_acyclic_sort (guint n, GArray *parent_edges, GArray *dependency_edges, GPtrArray **cycles);
