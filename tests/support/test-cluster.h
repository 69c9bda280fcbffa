#pragma once

#include <glib.h>

/**
 * LimbeckTestCluster:
 *
 * A private PostgreSQL server in a temporary directory, started by `data/demo/postgres`: Unix socket only,
 * everybody who reaches the socket is trusted, superuser “postgres”. Start one per test program, in an
 * unchecked fixture, so that it lives in Check's parent process and every forked test uses it; give each
 * test a database of its own:
 *
 *     static LimbeckTestCluster *cluster;
 *
 *     static void start_cluster (void) { cluster = limbeck_test_cluster_start (); }
 *     static void stop_cluster (void)  { g_clear_pointer (&cluster, limbeck_test_cluster_free); }
 *     …
 *     tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
 *
 * Whatever ends the test program, its server ends and its directory vanishes: a guard process of its own
 * session waits for that. A function that fails fails the test, with what PostgreSQL said.
 */
typedef struct _LimbeckTestCluster LimbeckTestCluster;

/** limbeck_test_cluster_start: a server that answers; takes 0.2 s once there is a template. */
LimbeckTestCluster *limbeck_test_cluster_start (void);

/**
 * limbeck_test_cluster_start_fresh: the same from initdb (0.6 s), with a system identifier of its own;
 * others have the template's.
 */
LimbeckTestCluster *limbeck_test_cluster_start_fresh (void);

/** limbeck_test_cluster_start_standby: a copy of @primary that follows it; it may be read, but not changed. */
LimbeckTestCluster *limbeck_test_cluster_start_standby (LimbeckTestCluster *primary);

/** limbeck_test_cluster_free: ends the server and removes its directory. */
void limbeck_test_cluster_free (LimbeckTestCluster *self);

/** limbeck_test_cluster_get_host: the directory of the socket, plain ASCII. */
const char *limbeck_test_cluster_get_host (LimbeckTestCluster *self);

/** limbeck_test_cluster_get_port: the port in the socket's name. */
const char *limbeck_test_cluster_get_port (LimbeckTestCluster *self);

/** limbeck_test_cluster_get_directory: holds `cluster/` (pg_hba.conf and all) and `server.log`. */
const char *limbeck_test_cluster_get_directory (LimbeckTestCluster *self);

/** limbeck_test_cluster_stop: ends the server as an administrator does; sessions are thrown out. */
void limbeck_test_cluster_stop (LimbeckTestCluster *self);

/** limbeck_test_cluster_crash: kills every process of the server; the next start recovers. */
void limbeck_test_cluster_crash (LimbeckTestCluster *self);

/** limbeck_test_cluster_restart: starts a server that was stopped or has crashed; one that runs is stopped first. */
void limbeck_test_cluster_restart (LimbeckTestCluster *self);

/** limbeck_test_cluster_freeze: halts every process of the server; connections hang until it is thawed. */
void limbeck_test_cluster_freeze (LimbeckTestCluster *self);

/** limbeck_test_cluster_thaw: lets a frozen server go on. */
void limbeck_test_cluster_thaw (LimbeckTestCluster *self);

/** limbeck_test_cluster_create_database: an empty database; one of that name is dropped first, with its sessions. */
void limbeck_test_cluster_create_database (LimbeckTestCluster *self, const char *database);

/**
 * limbeck_test_cluster_create_role:
 * @self: a cluster
 * @role: name of a role that may log in and owns nothing; one that exists stays
 * @password: (nullable): when given, the server asks this role for it (scram-sha-256); others stay trusted
 */
void
limbeck_test_cluster_create_role (LimbeckTestCluster *self, const char *role, const char *password);

/** limbeck_test_cluster_run: runs the statements @sql in @database, as the superuser. */
void limbeck_test_cluster_run (LimbeckTestCluster *self, const char *database, const char *sql);

/**
 * limbeck_test_cluster_ask:
 * @self: a cluster
 * @database: name of a database
 * @sql: a query
 *
 * Returns: (transfer full): its rows as psql's unaligned output has them: fields joined by “|”, rows by a
 *   line feed, NULL as nothing; "" for no row
 */
char *limbeck_test_cluster_ask (LimbeckTestCluster *self, const char *database, const char *sql);

/**
 * limbeck_test_cluster_wait_for:
 * @self: a cluster
 * @database: name of a database
 * @sql: a query
 * @answer: what limbeck_test_cluster_ask() has to say
 *
 * Asks again until the answer is @answer; after 30 seconds the test fails. For what another process brings
 * about, such as a session that waits for a lock.
 */
void limbeck_test_cluster_wait_for (LimbeckTestCluster *self,
                                    const char         *database,
                                    const char         *sql,
                                    const char         *answer);

/** limbeck_test_cluster_dup_url: (transfer full): the SQLAlchemy URL of @database for the superuser. */
char *limbeck_test_cluster_dup_url (LimbeckTestCluster *self, const char *database);

/** limbeck_test_cluster_dup_url_for: (transfer full): the same for @role, with @password unless it is %NULL. */
char *limbeck_test_cluster_dup_url_for (LimbeckTestCluster *self,
                                        const char         *database,
                                        const char         *role,
                                        const char         *password);

/** limbeck_test_cluster_dup_conninfo: (transfer full): the libpq connection string of @database for the superuser. */
char *limbeck_test_cluster_dup_conninfo (LimbeckTestCluster *self, const char *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckTestCluster, limbeck_test_cluster_free)
