#pragma once

#include "core/plan/plan.h"

/**
 * limbeck_leftovers_select:
 * @plan: a plan that stopped
 * @n_done: how many of its steps the version table shows as done
 * @changes: what differs in the catalog, from limbeck_fingerprint_compare()
 *
 * Picks the changes that the finished steps do not explain. With no step done that is all of them. Otherwise it is those
 * whose object is named in the file of the next step and in none of the finished ones.
 *
 * Returns: (transfer full): lines of @changes, %NULL-terminated
 */
char **limbeck_leftovers_select (LimbeckPlan *plan, guint n_done, const char *const *changes);
