#pragma once

#include <gio/gio.h>

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
