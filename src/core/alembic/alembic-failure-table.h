#pragma once

#include "core/base/finding.h"

/**
 * LimbeckFailureTrait:
 * @LIMBECK_FAILURE_WARNING: the finding is a warning, not a blocker
 * @LIMBECK_FAILURE_LOCATED: the detail names the file and line of the project where it happened
 * @LIMBECK_FAILURE_CENSORED: the message may quote a part of a URL, which is left out
 * @LIMBECK_FAILURE_FIRST_REVISION: only if the revision that ran comes directly after base
 * @LIMBECK_FAILURE_IN_REVISION: only while a revision ran; the title names it
 * @LIMBECK_FAILURE_ANYWHERE: the pattern is looked for in all of the output rather than in the decisive lines
 */
typedef enum
{
  LIMBECK_FAILURE_WARNING = 1 << 0,
  LIMBECK_FAILURE_LOCATED = 1 << 1,
  LIMBECK_FAILURE_CENSORED = 1 << 2,
  LIMBECK_FAILURE_FIRST_REVISION = 1 << 3,
  LIMBECK_FAILURE_IN_REVISION = 1 << 4,
  LIMBECK_FAILURE_ANYWHERE = 1 << 5,
} LimbeckFailureTrait;

/**
 * LimbeckFailure:
 * @id: of the finding
 * @pattern: regular expression for the decisive lines; its first group that matched goes into the title
 * @context: (nullable): regular expression that all of the output must match too
 * @traits: LimbeckFailureTrait
 * @title: not yet translated; may hold one %s
 * @remedy: not yet translated
 *
 * One way for Alembic to fail.
 */
typedef struct
{
  const char *id;
  const char *pattern;
  const char *context;
  guint       traits;
  const char *title;
  const char *remedy;
} LimbeckFailure;

/** limbeck_project_failures: causes in the project and its Python; in the order of the search, ended by a %NULL id. */
extern const LimbeckFailure limbeck_project_failures[];

/** limbeck_database_failures: causes in the database and on the way to it. */
extern const LimbeckFailure limbeck_database_failures[];

/** limbeck_revision_failures: causes in the revisions and in how they fit the version table. */
extern const LimbeckFailure limbeck_revision_failures[];
