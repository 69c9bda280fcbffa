#pragma once

#include "ctl.h"

/**
 * WrongWay:
 * @name: for messages
 * @env: what env.py does to choose where it goes: sets `url`, `options` of the engine or `sql`; finds here_host, clone_host, other,
 *   given (the URL that Limbeck was given) and pooled (a URL whose pooler leads elsewhere under the same name)
 * @database: (nullable): what Limbeck is told to change; %NULL for "shop"
 *
 * One way to another database.
 */
typedef struct
{
  const char *name;
  const char *env;
  const char *database;
} WrongWay;

/**
 * wrong_start: for an unchecked fixture, with wrong_stop(): a server with the databases "shop", "elsewhere" and "sh%6Fp", and a clone of it with
 * the same system identifier; all of them stand at b2, also in a schema "other".
 */
void wrong_start (void);
void wrong_stop (void);

/** wrong_new_project: a project with ctl_revisions whose env.py goes @way. */
LimbeckTestProject *wrong_new_project (const WrongWay *way);

/** wrong_prepare: (transfer full): `limbeckctl upgrade` of @project with every question answered. */
LimbeckTestCommand *wrong_prepare (LimbeckTestProject *project, const WrongWay *way);

/** wrong_expect_refusal: the upgrade is refused by the check "same-database", and nothing has changed anywhere. */
void wrong_expect_refusal (const WrongWay *way);

/** wrong_expect_nothing_changed: every database of both servers is as it was. */
void wrong_expect_nothing_changed (void);

/** wrong_run: runs @sql in "shop" of the first server. */
void wrong_run (const char *sql);
