#pragma once

#include <glib.h>

/**
 * limbeck_process_group_is_alive:
 * @group: a process group
 *
 * Returns: whether a process of @group still runs; one that has ended and that nobody has waited for does not
 */
gboolean limbeck_process_group_is_alive (int group);
