#pragma once

#include "core/project/database-url.h"
#include "core/project/interpreter.h"

/**
 * limbeck_url_question_ask:
 * @interpreter: the project's
 * @url: a URL
 * @cancellable: (nullable): stops Python
 *
 * Asks the SQLAlchemy of the project what it hands to the driver for @url: make_url() and create_connect_args(). Only for a URL that
 * versions of SQLAlchemy understand differently, see limbeck_database_url_is_plain(), since it costs a Python start. The URL goes
 * through a file in memory; passwords do not come back, and those of @url are kept.
 *
 * Returns: (transfer full) (nullable): @url, meaning what SQLAlchemy says; %NULL if there is no Python or SQLAlchemy to be asked, or
 *   if it refuses the URL, which Alembic then does too
 */
LimbeckDatabaseUrl *limbeck_url_question_ask (LimbeckInterpreter *interpreter,
                                              LimbeckDatabaseUrl *url,
                                              GCancellable       *cancellable);
