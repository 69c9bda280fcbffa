#pragma once

#include <gio/gio.h>

/**
 * limbeck_target_search:
 * @directory: absolute path of a project
 * @cancellable: (nullable): stops the search
 * @error: LIMBECK_PROJECT_ERROR_NOT_FOUND, _UNREADABLE or G_IO_ERROR_CANCELLED
 *
 * Looks for Alembic configurations: `alembic*.ini` in @directory and one level down, and `pyproject.toml` with a
 * `[tool.alembic]` table where no `alembic.ini` stands beside it (Alembic 1.16 reads the two as one). Hidden folders,
 * virtual environments, `node_modules` and `site-packages` are left out. Where that finds nothing and @directory looks like
 * one project (a repository, or with packaging files), the nearest inis further below count. An ini may have several sections that
 * name a script directory; each is a target of its own.
 *
 * Returns: (transfer full) (element-type LimbeckTarget): what was found, possibly nothing, `alembic.ini` first;
 *   the names are unique
 */
GPtrArray *limbeck_target_search (const char   *directory,
                                  GCancellable *cancellable,
                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_target_search_hint:
 * @directory: absolute path of a directory without a configuration
 *
 * Looks deeper and upwards, so that a message can name the folder that was perhaps meant.
 *
 * Returns: (transfer full) (nullable): the path of a configuration
 */
char *limbeck_target_search_hint (const char *directory, GCancellable *cancellable);
