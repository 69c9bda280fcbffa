#pragma once

#include <glib-object.h>

/**
 * LimbeckTarget:
 *
 * One Alembic configuration of a project, with the database that it leads to. Immutable; knows names and
 * places only: reading the configuration is limbeck_configuration_load().
 */
#define LIMBECK_TYPE_TARGET (limbeck_target_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckTarget, limbeck_target, LIMBECK, TARGET, GObject)

/**
 * limbeck_target_new:
 * @project_directory: absolute path of the project
 * @config_path: absolute path of an `alembic*.ini` or `pyproject.toml`
 *
 * Returns: (transfer full): a target
 */
LimbeckTarget *limbeck_target_new (const char *project_directory, const char *config_path);

/**
 * limbeck_target_new_named:
 * @project_directory: absolute path of the project
 * @config_path: absolute path of an `alembic*.ini` or `pyproject.toml`
 * @section: (nullable): the section of an ini that belongs to it; %NULL for "alembic"
 * @name: (nullable): the name to show, in UTF-8; %NULL derives one from the path
 *
 * Returns: (transfer full): a target
 */
LimbeckTarget *limbeck_target_new_named (const char *project_directory,
                                         const char *config_path,
                                         const char *section,
                                         const char *name);

/** limbeck_target_get_name: "Blocks" for `alembic_blocks.ini`, "Main" for `alembic.ini`, the folder's name one level down. */
const char *limbeck_target_get_name (LimbeckTarget *self);

/** limbeck_target_get_project_directory: absolute path. */
const char *limbeck_target_get_project_directory (LimbeckTarget *self);

/** limbeck_target_get_config_path: absolute path of the configuration file. */
const char *limbeck_target_get_config_path (LimbeckTarget *self);

/** limbeck_target_get_section: the section read from an ini, normally "alembic". */
const char *limbeck_target_get_section (LimbeckTarget *self);

/** limbeck_target_is_toml: whether the configuration is a `pyproject.toml`. */
gboolean limbeck_target_is_toml (LimbeckTarget *self);
