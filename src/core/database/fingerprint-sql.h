#pragma once

/**
 * limbeck_fingerprint_dup_sql:
 * @server_version: for example 150020
 * @ignore: a literal: the table to leave out, with or without its schema
 *
 * One query over the catalog: kind, parent (the relation that an object belongs to, or empty), name, note, definition and the
 * rest. Every text is the same for the same object, whoever asks and whatever the session's settings are, as long as the
 * settings of limbeck_fingerprint_get_settings() hold.
 *
 * Returns: (transfer full): SQL
 */
char *limbeck_fingerprint_dup_sql (int server_version, const char *ignore);

/** limbeck_fingerprint_get_settings: statements that have to run before it in its transaction. */
const char *limbeck_fingerprint_get_settings (void);
