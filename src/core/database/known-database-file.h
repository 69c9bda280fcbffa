#pragma once

#include <json-glib/json-glib.h>

#include "core/project/target.h"

/*
 * The file of known-database.h: one for each target in `$XDG_STATE_HOME/limbeck/known-databases`, for the owner's eyes only:
 *
 *     {"schema": 1, "project", "config", "section",
 *      "databases": [{"url", "system_identifier", "database_oid", "timeline", "database", "first_seen", "last_seen",
 *                     "guess", "class"}, …]}
 *
 * Members of a database other than "url" may be absent or null.
 */

/** limbeck_known_database_file_dup_path: (transfer full): the file of @target; need not exist. */
char *limbeck_known_database_file_dup_path (LimbeckTarget *target);

/**
 * limbeck_known_database_file_load:
 * @target: a target
 * @error: a G_IO_ERROR: it can't be read, is damaged, or was written by another version
 *
 * Believes nothing of a file of which one member is not what it should be.
 *
 * Returns: (transfer full) (nullable): what it holds; %NULL without an error if there is none
 */
JsonObject *
limbeck_known_database_file_load (LimbeckTarget *target, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_known_database_file_new: (transfer full): what the file of @target holds at first: no database. */
JsonObject *limbeck_known_database_file_new (LimbeckTarget *target);

/** limbeck_known_database_file_find: (transfer none) (nullable): the database that @url leads to. */
JsonObject *limbeck_known_database_file_find (JsonObject *file, const char *url);

/** limbeck_known_database_file_ensure: (transfer none): the same; made if there is none. */
JsonObject *limbeck_known_database_file_ensure (JsonObject *file, const char *url);

/**
 * limbeck_known_database_file_lock:
 * @target: a target
 * @error: a G_IO_ERROR; G_IO_ERROR_BUSY after a second
 *
 * So that of two that write at once none loses what the other has written. Makes the directory.
 *
 * Returns: a descriptor whose end ends the lock; -1 on errors
 */
int
limbeck_known_database_file_lock (LimbeckTarget *target, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_known_database_file_save: writes @file as a whole; needs the lock. */
gboolean limbeck_known_database_file_save (LimbeckTarget *target,
                                           JsonObject    *file,
                                           GError       **error) G_GNUC_WARN_UNUSED_RESULT;
