#pragma once

#include "core/base/command.h"
#include "core/project/database-url.h"

/**
 * LimbeckProofKind:
 * @LIMBECK_PROOF_LOCK: Alembic had to wait for a lock that we held on the version table: it reads this very table
 * @LIMBECK_PROOF_KNOCK: there was no table that could be locked, but Alembic had to wait for an advisory lock: it comes to this very
 *   database
 * @LIMBECK_PROOF_REFUTED: Alembic came to its end without waiting for the lock: it comes to another table or database
 * @LIMBECK_PROOF_NONE: nothing is proven
 */
typedef enum
{
  LIMBECK_PROOF_LOCK,
  LIMBECK_PROOF_KNOCK,
  LIMBECK_PROOF_REFUTED,
  LIMBECK_PROOF_NONE,
} LimbeckProofKind;

/**
 * LimbeckTargetProof:
 * @kind: what was shown
 * @reason: how, or why not: a sentence for people
 * @backend_pid: Alembic's process on the server, or 0
 *
 * What the attempt has shown to prove that Alembic comes to the database that we are connected to.
 */
typedef struct
{
  LimbeckProofKind kind;
  char            *reason;
  int              backend_pid;
} LimbeckTargetProof;

/**
 * LimbeckProofOrder:
 * @url: our database
 * @version_table: name of its version table
 * @version_schema: (nullable): its schema, if one is named
 * @is_table_certain: whether that name is known; where env.py works it out, Alembic may well read another one
 * @command: limbeck_alembic_command_new_rehearsal() with everything that the later command will get; gets a name for its sessions
 * @can_knock: whether @command knows LIMBECK_KNOCK
 * @timeout_ms: time limit of @command
 *
 * What limbeck_target_proof_attempt() is given. Everything is borrowed.
 */
typedef struct
{
  LimbeckDatabaseUrl *url;
  const char         *version_table;
  const char         *version_schema;
  gboolean            is_table_certain;
  LimbeckCommand     *command;
  gboolean            can_knock;
  guint               timeout_ms;
} LimbeckProofOrder;

/**
 * limbeck_target_proof_attempt:
 * @order: what to prove
 * @output: (out) (transfer full) (nullable): how the command ended
 * @cancellable: (nullable): gives up, at once
 * @error: a LIMBECK_COMMAND_ERROR: the command has no end of its own; or G_IO_ERROR_CANCELLED
 *
 * Starts the command, and looks whether it has to wait for us; it may go on at once then. Where it can knock it waits for an advisory lock
 * first, which is in nobody else's way, and the version table is locked only for the moment until it comes from there. Elsewhere the table is
 * locked for as long as Python needs to start, 20 seconds at most.
 *
 * Returns: (transfer full): what was shown
 */
LimbeckTargetProof *limbeck_target_proof_attempt (const LimbeckProofOrder *order,
                                                  LimbeckCommandOutput   **output,
                                                  GCancellable            *cancellable,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

void limbeck_target_proof_free (LimbeckTargetProof *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckTargetProof, limbeck_target_proof_free)
