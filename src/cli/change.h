#pragma once

#include "cli/verb.h"
#include "core/plan/plan.h"

/** LIMBECK_CHANGE_OPTIONS: names of the options of verbs that change a database. */
#define LIMBECK_CHANGE_OPTIONS "backup", "confirm", "accept", "reason"

/**
 * limbeck_change_run:
 * @call: what was asked for
 * @direction: which way
 * @target: what Alembic is asked for
 *
 * The whole way of `upgrade` and `downgrade`: checks, plan, questions, backup, run, verdict. Whatever happens is told, to programs as
 * {"schema","error","verdict","gates","backup"}.
 *
 * Returns: what the program exits with
 */
LimbeckExitStatus
limbeck_change_run (LimbeckCall *call, LimbeckDirection direction, const char *target);
