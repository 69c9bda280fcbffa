#pragma once

#include "core/plan/statement.h"

/**
 * LimbeckStepFunction:
 * @LIMBECK_STEP_FUNCTION_MISSING: the file has no such function
 * @LIMBECK_STEP_FUNCTION_EMPTY: it does nothing: `pass`, a docstring, `return`
 * @LIMBECK_STEP_FUNCTION_RAISES: the first thing it does is to raise
 * @LIMBECK_STEP_FUNCTION_WRITTEN: it does something
 *
 * What upgrade() or downgrade() of a revision file looks like.
 */
typedef enum
{
  LIMBECK_STEP_FUNCTION_MISSING,
  LIMBECK_STEP_FUNCTION_EMPTY,
  LIMBECK_STEP_FUNCTION_RAISES,
  LIMBECK_STEP_FUNCTION_WRITTEN,
} LimbeckStepFunction;

/**
 * LimbeckStepSource:
 *
 * The text of a revision file, cut into statements without running it. Any text can be cut; what is not Python gives
 * statements that mean nothing.
 */
typedef struct _LimbeckStepSource LimbeckStepSource;

LimbeckStepSource *limbeck_step_source_new (const char *text);

/**
 * limbeck_step_source_read:
 * @path: (nullable): a revision file
 * @error: LIMBECK_PROJECT_ERROR_NOT_FOUND or _UNREADABLE
 *
 * Returns: (transfer full): its source
 */
LimbeckStepSource *
limbeck_step_source_read (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void limbeck_step_source_free (LimbeckStepSource *self);

/** limbeck_step_source_get_sha256: of the file's text, in hex. */
const char *limbeck_step_source_get_sha256 (LimbeckStepSource *self);

/** limbeck_step_source_judge: what the function @name (as "downgrade") looks like. */
LimbeckStepFunction limbeck_step_source_judge (LimbeckStepSource *self, const char *name);

/**
 * limbeck_step_source_list_statements:
 * @self: a source
 * @name: a function, as "upgrade"
 *
 * Returns: (transfer container) (element-type LimbeckStatement): the statements of @name and of every function, class and
 *   assignment of the file that it leads to by name, in the file's order; docstrings are left out
 */
GPtrArray *limbeck_step_source_list_statements (LimbeckStepSource *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckStepSource, limbeck_step_source_free)
