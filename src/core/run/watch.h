#pragma once

#include "core/base/event.h"
#include "core/database/sessions.h"

/**
 * LimbeckWatch:
 *
 * Looks from a connection of its own at the sessions of a run on the server: which they are, who blocks them. Reconnects where the
 * connection breaks.
 */
typedef struct _LimbeckWatch LimbeckWatch;

/**
 * limbeck_watch_new:
 * @url: the database
 * @application_name: how the run's sessions call themselves
 * @is_named: whether its driver takes that name over (libpq's do); if not, the sessions are known by their beginning and
 *   by the version table, which they use
 * @version_table: name of the version table
 * @version_schema: (nullable): its schema
 */
LimbeckWatch *limbeck_watch_new (LimbeckDatabaseUrl *url,
                                 const char         *application_name,
                                 gboolean            is_named,
                                 const char         *version_table,
                                 const char         *version_schema);

void limbeck_watch_free (LimbeckWatch *self);

/** limbeck_watch_begin: notes the moment on the server's clock: sessions of the run begin later. */
gboolean limbeck_watch_begin (LimbeckWatch *self,
                              GCancellable *cancellable,
                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_watch_recognise: @session was seen to be one of the run, whatever it calls itself. */
void limbeck_watch_recognise (LimbeckWatch *self, const LimbeckSession *session);

/**
 * limbeck_watch_list:
 * @self: a watch
 * @cancellable: (nullable): gives up
 * @error: a LIMBECK_DATABASE_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type LimbeckSession): the run's sessions that are on the server now
 */
GPtrArray *limbeck_watch_list (LimbeckWatch *self,
                               GCancellable *cancellable,
                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_watch_tell_blockers: sends an event of kind BLOCKED when somebody else begins or ceases to block a session of the run. */
void limbeck_watch_tell_blockers (LimbeckWatch           *self,
                                  const LimbeckEventSink *sink,
                                  GCancellable           *cancellable);

/**
 * limbeck_watch_end_sessions:
 * @self: a watch
 * @terminate: end the sessions rather than their statements
 *
 * Returns: how many sessions were told to end; -1 if the server can't be asked
 */
int limbeck_watch_end_sessions (LimbeckWatch *self, gboolean terminate);

/**
 * limbeck_watch_are_idle:
 * @sessions: (element-type LimbeckSession): from limbeck_watch_list()
 *
 * Returns: %TRUE if each of them is known to be at no statement and in no transaction
 */
gboolean limbeck_watch_are_idle (GPtrArray *sessions);

/**
 * limbeck_watch_wait_until_gone:
 * @self: a watch
 * @patience_ms: how long to wait for the sessions, a second at most where all of them are idle; a server that can't be asked
 *   gets some seconds of its own to come back
 * @error: a LIMBECK_DATABASE_ERROR: the server can't be asked
 *
 * Returns: (transfer full) (element-type LimbeckSession): sessions of the run that are still there; empty if none is
 */
GPtrArray *limbeck_watch_wait_until_gone (LimbeckWatch *self,
                                          guint         patience_ms,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckWatch, limbeck_watch_free)
