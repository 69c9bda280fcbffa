#pragma once

#include <gio/gio.h>

/* The projects that were opened before, as the settings keep them. */

/**
 * limbeck_recent_projects_list:
 * @settings: the application's settings
 *
 * Returns: (transfer full) (element-type filename): directories, the newest first; those that are gone are left out
 */
GPtrArray *limbeck_recent_projects_list (GSettings *settings);

/** limbeck_recent_projects_add: puts @directory (an absolute path) in front. */
void limbeck_recent_projects_add (GSettings *settings, const char *directory);
