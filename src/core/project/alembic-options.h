#pragma once

#include <gio/gio.h>

#include "core/project/ini-file.h"
#include "core/project/interpreter.h"
#include "core/project/target.h"

/**
 * LimbeckAlembicOptions:
 *
 * The options of a target, from its ini and, since Alembic 1.16, from the `pyproject.toml` of the directory in which
 * Alembic is started. For each option the ini comes first.
 */
typedef struct _LimbeckAlembicOptions LimbeckAlembicOptions;

/**
 * limbeck_alembic_options_load:
 * @target: a target
 * @interpreter: (nullable): decides by its version, and reads TOML; %NULL: as the newest version does
 * @working_directory: where Alembic would be started
 * @cancellable: (nullable): stops reading
 * @error: LIMBECK_PROJECT_ERROR_UNREADABLE, _NOT_FOUND, _BAD_CONFIGURATION or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the options
 */
LimbeckAlembicOptions *limbeck_alembic_options_load (LimbeckTarget      *target,
                                                     LimbeckInterpreter *interpreter,
                                                     const char         *working_directory,
                                                     GCancellable       *cancellable,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

void limbeck_alembic_options_free (LimbeckAlembicOptions *self);

/** limbeck_alembic_options_is_since: whether this Alembic is of that version or later; yes if its version is not known. */
gboolean limbeck_alembic_options_is_since (const LimbeckAlembicOptions *self,
                                           guint                        major,
                                           guint                        minor,
                                           guint                        patch);

/** limbeck_alembic_options_misses_toml: whether a `[tool.alembic]` table could not be read for want of a Python. */
gboolean limbeck_alembic_options_misses_toml (const LimbeckAlembicOptions *self);

/** limbeck_alembic_options_get_ini: (nullable): the ini, if there is one. */
const LimbeckIniFile *limbeck_alembic_options_get_ini (const LimbeckAlembicOptions *self);

/** limbeck_alembic_options_get_section: (nullable): the section of the ini, %NULL if it does not have it. */
const char *limbeck_alembic_options_get_section (const LimbeckAlembicOptions *self);

/**
 * limbeck_alembic_options_dup_place:
 * @self: options
 * @key: an option
 *
 * Returns: (transfer full): where it is set, for messages: "“/p/alembic.ini”, line 5"
 */
char *limbeck_alembic_options_dup_place (const LimbeckAlembicOptions *self, const char *key);

/** limbeck_alembic_options_read_text: @value is %NULL if the option is not set. */
gboolean limbeck_alembic_options_read_text (const LimbeckAlembicOptions *self,
                                            const char                  *key,
                                            char                       **value,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_alembic_options_read_boolean: only the exact "true" of an ini counts. */
gboolean limbeck_alembic_options_read_boolean (const LimbeckAlembicOptions *self,
                                               const char                  *key,
                                               gboolean                    *value,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_alembic_options_read_version_locations: @values is %NULL if none are set. */
gboolean limbeck_alembic_options_read_version_locations (const LimbeckAlembicOptions *self,
                                                         char                      ***values,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_alembic_options_read_python_path: `prepend_sys_path`; @values is %NULL if it is not set. */
gboolean limbeck_alembic_options_read_python_path (const LimbeckAlembicOptions *self,
                                                   char                      ***values,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckAlembicOptions, limbeck_alembic_options_free)
