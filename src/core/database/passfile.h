#pragma once

#include "core/base/command.h"
#include "core/project/database-url.h"

/**
 * limbeck_passfile_add:
 * @command: a command that will connect through libpq
 * @url: where it connects to
 *
 * Gives the password of @url to @command without putting it into its arguments: as a passfile in memory
 * (`PGPASSFILE=/dev/fd/N`, a memfd with mode 0600: libpq refuses a pipe), or as PGPASSWORD where that is not possible.
 * Registers it as a secret of @command. Does nothing if @url has no password.
 */
void limbeck_passfile_add (LimbeckCommand *command, LimbeckDatabaseUrl *url);

/**
 * limbeck_passfile_add_password:
 * @command: a command that will connect
 * @user: (nullable): whose password it is; %NULL for whoever connects
 * @password: a password
 * @is_for_libpq: whether it certainly connects through libpq; asyncpg 0.27 misreads a passfile's ":" and "\"
 *
 * As limbeck_passfile_add().
 */
void limbeck_passfile_add_password (LimbeckCommand *command,
                                    const char     *user,
                                    const char     *password,
                                    gboolean        is_for_libpq);
