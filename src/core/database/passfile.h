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
