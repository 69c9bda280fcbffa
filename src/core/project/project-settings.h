#pragma once

#include <gio/gio.h>

#include "core/project/target.h"

#define LIMBECK_PROJECT_SETTINGS_DEFAULT_TIME_LIMIT 60
#define LIMBECK_PROJECT_SETTINGS_MAX_TIME_LIMIT 86400

/**
 * LimbeckProjectSettings:
 *
 * What a person has set for a target, remembered in GSettings under a hash of its configuration's path. Where the
 * schema is not installed everything has its default and nothing is remembered. All functions are called from one
 * thread.
 */
#define LIMBECK_TYPE_PROJECT_SETTINGS (limbeck_project_settings_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckProjectSettings,
                      limbeck_project_settings,
                      LIMBECK,
                      PROJECT_SETTINGS,
                      GObject)

/** limbeck_project_settings_new: (transfer full): the settings of @target. */
LimbeckProjectSettings *limbeck_project_settings_new (LimbeckTarget *target);

/** limbeck_project_settings_is_remembered: whether what is set lasts. */
gboolean limbeck_project_settings_is_remembered (LimbeckProjectSettings *self);

/** limbeck_project_settings_dup_interpreter: (nullable): for limbeck_interpreter_find(); %NULL searches. */
char *limbeck_project_settings_dup_interpreter (LimbeckProjectSettings *self);

void limbeck_project_settings_set_interpreter (LimbeckProjectSettings *self, const char *path);

/** limbeck_project_settings_dup_database_url: (nullable): for limbeck_url_source_find(), without a password. */
char *limbeck_project_settings_dup_database_url (LimbeckProjectSettings *self);

/**
 * limbeck_project_settings_set_database_url:
 * @self: settings
 * @url: (nullable): a SQLAlchemy URL; %NULL or "" forgets it
 * @error: LIMBECK_PROJECT_ERROR_BAD_URL or _NOT_POSTGRESQL
 *
 * Remembers @url. Its password is left out: it belongs into the project, a passfile or the keyring.
 */
gboolean limbeck_project_settings_set_database_url (LimbeckProjectSettings *self,
                                                    const char             *url,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_project_settings_get_time_limit: how many seconds an Alembic command may take. */
guint limbeck_project_settings_get_time_limit (LimbeckProjectSettings *self);

void limbeck_project_settings_set_time_limit (LimbeckProjectSettings *self, guint seconds);

/** limbeck_project_settings_dup_backup_directory: (nullable): %NULL for the default place. */
char *limbeck_project_settings_dup_backup_directory (LimbeckProjectSettings *self);

void limbeck_project_settings_set_backup_directory (LimbeckProjectSettings *self, const char *path);

/** limbeck_project_settings_sync: waits until what was set has reached the disk; for programs that are about to end. */
void limbeck_project_settings_sync (LimbeckProjectSettings *self);
