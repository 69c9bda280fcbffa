#pragma once

#include "core/database/connection.h"

/**
 * LimbeckFingerprint:
 *
 * The catalog of a database at one moment: tables, columns, constraints, indexes, sequences, views, functions, triggers,
 * types, … as comparable lines. Two fingerprints of the same database tell what a run has left behind.
 */
typedef struct _LimbeckFingerprint LimbeckFingerprint;

/**
 * limbeck_fingerprint_take:
 * @connection: a connection
 * @ignore_table: (nullable): the version table, whose own coming and going is not counted
 * @timeout_ms: time limit in milliseconds
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Takes no lock that a migration could wait for. Extension members and temporary objects are left out.
 *
 * Returns: (transfer full): the fingerprint
 */
LimbeckFingerprint *limbeck_fingerprint_take (LimbeckConnection *connection,
                                              const char        *ignore_table,
                                              guint              timeout_ms,
                                              GCancellable      *cancellable,
                                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_fingerprint_get_hash: SHA-256 in hex. */
const char *limbeck_fingerprint_get_hash (LimbeckFingerprint *self);

/**
 * limbeck_fingerprint_compare:
 * @before: the older one
 * @after: the newer one
 *
 * Returns: (transfer full): what differs, one line each for people ("added: index public.ix_a (invalid)"),
 *   %NULL-terminated, empty if nothing does
 */
char **limbeck_fingerprint_compare (LimbeckFingerprint *before, LimbeckFingerprint *after);

void limbeck_fingerprint_free (LimbeckFingerprint *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckFingerprint, limbeck_fingerprint_free)
