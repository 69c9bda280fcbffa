#pragma once

#include "core/database/database-state.h"
#include "core/project/target-class.h"
#include "core/project/target.h"

/**
 * LimbeckKnownDatabase:
 * @system_identifier: (nullable): of its cluster; %NULL if the server kept it to itself
 * @database_oid: oid of the database; 0 if it has never been seen
 * @timeline: how often its cluster had been promoted; 0 if that is not known
 * @database: (nullable): its name
 * @first_seen: when this database was first seen here, µs since 1970
 * @last_seen: about when it was last seen
 * @has_class: a person has set @target_class
 * @target_class: how much depends on it
 * @has_guess: @guess was made
 * @guess: what @target_class was taken for when the database was last seen
 *
 * What is remembered of the database that a URL of a target leads to. A URL is known by where it leads as it says itself (host, port,
 * database, service), not by role or password.
 */
typedef struct
{
  char                 *system_identifier;
  guint32               database_oid;
  guint32               timeline;
  char                 *database;
  gint64                first_seen;
  gint64                last_seen;
  gboolean              has_class;
  LimbeckTargetCategory target_class;
  gboolean              has_guess;
  LimbeckTargetCategory guess;
} LimbeckKnownDatabase;

/**
 * LimbeckIdentity:
 * @LIMBECK_IDENTITY_NEW: no database is remembered
 * @LIMBECK_IDENTITY_SAME: it is the remembered one, or a copy of its files that nobody has promoted: these can't be told apart
 * @LIMBECK_IDENTITY_UNPROVEN: nothing speaks against it, but the server keeps its system identifier to itself now or did then, or it has been
 *   promoted since: after a failover that is as it should be, in a copy it is not
 * @LIMBECK_IDENTITY_OTHER: it is another database, or the same name on another server
 *
 * Whether a database is the remembered one.
 */
typedef enum
{
  LIMBECK_IDENTITY_NEW,
  LIMBECK_IDENTITY_SAME,
  LIMBECK_IDENTITY_UNPROVEN,
  LIMBECK_IDENTITY_OTHER,
} LimbeckIdentity;

/**
 * limbeck_known_database_find:
 * @target: a target
 * @url: where it leads
 * @error: a G_IO_ERROR: what is remembered can't be read, is damaged, or was written by another version
 *
 * Returns: (transfer full) (nullable): what is remembered; %NULL without an error if nothing is
 */
LimbeckKnownDatabase *limbeck_known_database_find (LimbeckTarget      *target,
                                                   LimbeckDatabaseUrl *url,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

void limbeck_known_database_free (LimbeckKnownDatabase *self);

/**
 * limbeck_known_database_compare:
 * @self: (nullable): what is remembered
 * @state: what is there now
 *
 * Returns: whether it is the same database, as far as that can be known
 */
LimbeckIdentity
limbeck_known_database_compare (const LimbeckKnownDatabase *self, LimbeckDatabaseState *state);

/**
 * limbeck_known_database_remember:
 * @target: a target
 * @url: where it leads
 * @state: the database there
 * @guess: what its class is taken for
 * @error: a G_IO_ERROR; what can't be read is not overwritten
 *
 * Remembers a database that is new or the same; never one in the place of another (G_IO_ERROR_EXISTS).
 *
 * Returns: whether it is remembered now
 */
gboolean limbeck_known_database_remember (LimbeckTarget        *target,
                                          LimbeckDatabaseUrl   *url,
                                          LimbeckDatabaseState *state,
                                          LimbeckTargetCategory guess,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_known_database_accept:
 * @target: a target
 * @url: where it leads
 * @state: the database there, which a person says is the right one
 * @error: see limbeck_known_database_remember()
 *
 * Remembers @state in the place of any other one. Unless its server is the same, a class that was set for the other one is forgotten,
 * except production.
 *
 * Returns: whether it is remembered now
 */
gboolean limbeck_known_database_accept (LimbeckTarget        *target,
                                        LimbeckDatabaseUrl   *url,
                                        LimbeckDatabaseState *state,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_known_database_set_class: the same for what a person says of the database; see limbeck_known_database_remember(). */
gboolean limbeck_known_database_set_class (LimbeckTarget        *target,
                                           LimbeckDatabaseUrl   *url,
                                           LimbeckTargetCategory target_class,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckKnownDatabase, limbeck_known_database_free)
