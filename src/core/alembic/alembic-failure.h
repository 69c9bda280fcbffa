#pragma once

#include "core/base/finding.h"

/**
 * limbeck_alembic_failure_explain:
 * @exit_status: of Alembic, or -1 if a signal ended it
 * @signal_number: that signal, or 0
 * @standard_output: (nullable): valid UTF-8; of long output the end is enough, only the last 256 KiB are looked at
 * @standard_error: (nullable): the same; %NULL if both went to one file, which is @standard_output then
 * @secrets: (nullable) (array zero-terminated=1): what must not be shown, see limbeck_alembic_dup_secrets()
 *
 * Finds out why Alembic failed. The finding's detail is the decisive lines of the output, never a traceback, without
 * passwords; its id is stable ("alembic-not-installed", "server-unreachable", "several-heads", …; "alembic-failed"
 * if the cause is not known). Pass the output as it is: what has been redacted before is recognised less well.
 *
 * An exit status of 0 says nothing about the database, but some of what Alembic warns of on the way is found too.
 *
 * Returns: (transfer full) (nullable): the cause; never %NULL unless @exit_status is 0
 */
LimbeckFinding *limbeck_alembic_failure_explain (int                exit_status,
                                                 int                signal_number,
                                                 const char        *standard_output,
                                                 const char        *standard_error,
                                                 const char *const *secrets);
