#pragma once

#include "core/database/connection.h"

#include "test-cluster.h"
#include "test-command.h"

/* The server of a test program, and connections of the core to it. */
extern LimbeckTestCluster *cluster;

/** start_cluster: for an unchecked fixture, with stop_cluster(). */
void start_cluster (void);
void stop_cluster (void);

/** start_tcp_cluster: one that also listens on tcp_host, where every role is asked for its password. */
void start_tcp_cluster (void);

/** write_client_rules: makes @rules pg_hba.conf of the cluster, for when it is read again. */
void write_client_rules (const char *rules);

/** refuse_every_tcp_client: takes effect when the server has reloaded its configuration. */
void refuse_every_tcp_client (void);

/** tcp_host: a loopback address that no other server of this machine listens on. */
extern char *tcp_host;

/**
 * start_pooler:
 *
 * Puts a PgBouncer that shares connections between transactions before the cluster; it ends with the command.
 *
 * Returns: (transfer full): the running command
 */
LimbeckTestCommand *start_pooler (void);

/** start_pooler_in_mode: the same with `pool_mode = @mode`. */
LimbeckTestCommand *start_pooler_in_mode (const char *mode);

/** pooler_url: (transfer full): @database through the pooler. */
LimbeckDatabaseUrl *pooler_url (const char *database);

/** database_url: (transfer full): @database on the cluster, as @role (%NULL for the superuser). */
LimbeckDatabaseUrl *database_url (const char *database, const char *role, const char *password);

/** connect_to: (transfer full): a connection as the superuser. */
LimbeckConnection *connect_to (const char *database);

/** connect_as: (transfer full): a connection as @role, which has no password. */
LimbeckConnection *connect_as (const char *database, const char *role);

/** query: (transfer full): the only value of the answer to a statement that has to succeed; "" for none. */
char *query (LimbeckConnection *connection, const char *sql);

/** assert_database_error: fails the test unless @error has @code and a message that holds @part. */
void assert_database_error (const GError *error, LimbeckDatabaseError code, const char *part);
