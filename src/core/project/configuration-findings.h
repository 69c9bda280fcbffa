#pragma once

#include "core/project/alembic-options.h"

/**
 * limbeck_configuration_findings_add:
 * @findings: (element-type LimbeckFinding): where to add
 * @options: what was read
 * @version_locations: absolute paths
 *
 * Tells what is odd but not fatal: values that this Alembic ignores, a bad `%`, folders that are not there.
 */
void limbeck_configuration_findings_add (GPtrArray                   *findings,
                                         const LimbeckAlembicOptions *options,
                                         const char *const           *version_locations);

/** limbeck_configuration_findings_is_flask_migrate: whether @config_path has beside it an `env.py` of Flask-Migrate. */
gboolean limbeck_configuration_findings_is_flask_migrate (const char *config_path);
