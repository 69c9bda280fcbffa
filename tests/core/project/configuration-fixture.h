#pragma once

#include "core/base/finding.h"
#include "core/project/configuration.h"
#include "core/project/project.h"

#include "scratch.h"

/* The folder that the configurations of a test are in; one test at a time has it. */
extern LimbeckScratch *scratch;

void set_up_configuration (void);
void tear_down_configuration (void);

/** make_interpreter: (transfer full): a Python in which this version of Alembic seems to be installed. */
LimbeckInterpreter *make_interpreter (const char *alembic);

/**
 * try_load:
 * @config: a file below the scratch folder
 * @alembic: (nullable): the version of Alembic, or none for no interpreter
 * @error: what limbeck_configuration_load() says
 *
 * Returns: (transfer full) (nullable): the configuration of the project in the folder "p"
 */
LimbeckConfiguration *try_load (const char *config, const char *alembic, GError **error);

/** load: (transfer full): the same where it must succeed. */
LimbeckConfiguration *load (const char *config, const char *alembic);

/** assert_fails: that loading fails with @code, and @text in the message. */
void
assert_fails (const char *config, const char *alembic, LimbeckProjectError code, const char *text);

/** list_locations: (transfer full): the version locations, relative to the scratch folder, with "|" between them. */
char *list_locations (LimbeckConfiguration *configuration);

/** find_finding: (transfer none) (nullable): the finding with this id. */
LimbeckFinding *find_finding (LimbeckConfiguration *configuration, const char *id);
