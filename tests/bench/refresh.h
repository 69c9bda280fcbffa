#pragma once

/**
 * refresh_measure:
 * @project: a project whose files do not change
 *
 * Loads its graph again and again, each time with the one before as the previous graph.
 *
 * Returns: how many times the processor time of a bare stat() of every file that takes
 */
double refresh_measure (const char *project);
