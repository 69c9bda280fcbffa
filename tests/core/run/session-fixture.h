#pragma once

#include "core/base/process.h"
#include "core/run/watch.h"

#include "scratch.h"
#include "test-cluster.h"

/* How the sessions of a run call themselves here. */
#define NAME "limbeck-0123456789ab"

extern LimbeckTestCluster *cluster;

/** start_cluster: for an unchecked fixture, with stop_cluster(). */
void start_cluster (void);
void stop_cluster (void);

/** watch_database: a watch for sessions in @database, begun. */
LimbeckWatch *watch_database (const char *database, gboolean is_named);

/**
 * start_session:
 * @scratch: gets its output
 * @database: where
 * @application_name: how the session calls itself
 * @sql: what has to end with a sleep or a wait for a lock
 *
 * Returns: (transfer full): psql, whose session sleeps or waits
 */
LimbeckProcess *start_session (LimbeckScratch *scratch,
                               const char     *database,
                               const char     *application_name,
                               const char     *sql);

/** wait_until_gone: until no session called NAME is in @database: a server's process outlives its client by a moment. */
void wait_until_gone (const char *database);
