#pragma once

#include "ctl.h"

/**
 * RightWay:
 * @name: for messages
 * @database: its name
 * @url: URL as SQLAlchemy writes it; %s is the host
 * @set_up: (nullable): SQL for the empty database
 * @env: the part of env.py that runs: finds `url`, and `work(connection, …)` that configures and runs
 *
 * One honest project.
 */
typedef struct
{
  const char *name;
  const char *database;
  const char *url;
  const char *set_up;
  const char *env;
} RightWay;

/** right_start: for an unchecked fixture, with right_stop(): a server, and a pooler in front of it. */
void right_start (void);
void right_stop (void);

/** RIGHT_PLAIN: env.py as most have it. */
#define RIGHT_PLAIN                                                                                \
  "with sa.create_engine(url, poolclass=sa.pool.NullPool).connect() as connection:\n"              \
  "    work(connection)\n"

/** RIGHT_N_RUNS: how many runs right_expect_runs() makes. */
#define RIGHT_N_RUNS 5

/** right_expect_runs: the first run on an empty database, and four more up and down: each is proven by a lock, and arrives. */
void right_expect_runs (const RightWay *way);
