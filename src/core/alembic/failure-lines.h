#pragma once

#include "core/alembic/alembic-output.h"

/**
 * limbeck_failure_lines_join:
 * @standard_output: (nullable): of Alembic
 * @standard_error: (nullable): of Alembic
 *
 * Returns: (transfer full): the ends of both, standard error last
 */
char *limbeck_failure_lines_join (const char *standard_output, const char *standard_error);

/**
 * limbeck_failure_lines_find:
 * @output: all that Alembic printed
 * @exit_status: how it ended; 255 is a failure that Alembic foresaw
 *
 * Finds the lines that say why: "FAILED: …", or the last exception with what belongs to it, or else the last line
 * that is no log line.
 *
 * Returns: (transfer full): the lines, "" if there are none
 */
char *limbeck_failure_lines_find (const char *output, int exit_status);

/** limbeck_failure_lines_shorten: @lines without names of classes, parameters and links; at most 12, for people. */
char *limbeck_failure_lines_shorten (const char *lines);

/**
 * limbeck_failure_lines_find_place:
 * @output: all that Alembic printed
 *
 * Returns: (transfer full) (nullable): where in the project's own code the last traceback leads, for people
 */
char *limbeck_failure_lines_find_place (const char *output);

/** limbeck_failure_lines_find_step: (nullable): the last step that @output tells of. */
LimbeckAlembicStep *limbeck_failure_lines_find_step (const char *output);
