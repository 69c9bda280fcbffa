#pragma once

#include "test-cluster.h"
#include "test-project.h"

/*
 * A project for the tests of the window: six revisions with a branch and a merge, in a database of its own that is at the second
 * one. Ids are shop_ids in the order of the list, newest first.
 */

/** limbeck_gui_shop_start: starts the server; for an unchecked fixture. */
void limbeck_gui_shop_start (void);

/** limbeck_gui_shop_stop: ends the server. */
void limbeck_gui_shop_stop (void);

LimbeckTestCluster *limbeck_gui_shop_get_cluster (void);

/** limbeck_gui_shop_new: (transfer full): the project, with its database @database upgraded to @revision; %NULL leaves it empty. */
LimbeckTestProject *limbeck_gui_shop_new (const char *database, const char *revision);

/** limbeck_gui_shop_new_for: the same, connecting as @role with the password @password, if any. */
LimbeckTestProject *
limbeck_gui_shop_new_for (const char *database, const char *role, const char *password);
