#pragma once

#include <gio/gio.h>

#include "core/project/interpreter.h"

/**
 * LimbeckPyproject:
 *
 * The `[tool.alembic]` table of a `pyproject.toml`, as the project's own Python reads it.
 */
typedef struct _LimbeckPyproject LimbeckPyproject;

/**
 * limbeck_pyproject_mentions_alembic:
 * @contents: the text of a `pyproject.toml`
 *
 * A look at the lines, not a TOML reader: it may say yes for text inside a multi-line string, never no for a
 * file with the table.
 *
 * Returns: whether there seems to be a `[tool.alembic]` table
 */
gboolean limbeck_pyproject_mentions_alembic (const char *contents);

/**
 * limbeck_pyproject_read:
 * @path: absolute path of a `pyproject.toml`
 * @interpreter: whose Python is known
 * @cancellable: (nullable): ends Python
 * @error: LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION with what the TOML reader says, a LIMBECK_COMMAND_ERROR or
 *   G_IO_ERROR_CANCELLED
 *
 * Starts Python once. `%(here)s` is filled in as Alembic does it.
 *
 * Returns: (transfer full): the table, empty if the file has none
 */
LimbeckPyproject *limbeck_pyproject_read (const char         *path,
                                          LimbeckInterpreter *interpreter,
                                          GCancellable       *cancellable,
                                          GError            **error) G_GNUC_WARN_UNUSED_RESULT;

void limbeck_pyproject_free (LimbeckPyproject *self);

/** limbeck_pyproject_has: whether the table has @key, with a value of any type. */
gboolean limbeck_pyproject_has (const LimbeckPyproject *self, const char *key);

/**
 * limbeck_pyproject_read_text:
 * @self: a table
 * @key: a key
 * @value: (out) (nullable) (transfer full): its text, %NULL if there is no such key
 * @error: LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION if it is no text, or has a bad `%`
 */
gboolean limbeck_pyproject_read_text (const LimbeckPyproject *self,
                                      const char             *key,
                                      char                  **value,
                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_pyproject_read_list: the same for a list of texts. */
gboolean limbeck_pyproject_read_list (const LimbeckPyproject *self,
                                      const char             *key,
                                      char                 ***values,
                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_pyproject_read_boolean:
 * @self: a table
 * @key: a key
 * @knows_booleans: whether Alembic takes `true` (1.16.4 and later) or the text "true" (before)
 * @value: (out): %FALSE if there is no such key
 * @error: LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION if this Alembic rejects the value
 */
gboolean limbeck_pyproject_read_boolean (const LimbeckPyproject *self,
                                         const char             *key,
                                         gboolean                knows_booleans,
                                         gboolean               *value,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckPyproject, limbeck_pyproject_free)
