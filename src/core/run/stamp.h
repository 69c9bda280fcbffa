#pragma once

#include "core/base/event.h"
#include "core/run/executor.h"

/**
 * limbeck_stamp_can_be:
 *
 * Returns: whether the database of @survey holds tables, but no row in a version table: it is not under Alembic's control yet
 */
gboolean limbeck_stamp_can_be (LimbeckSurvey *survey);

/**
 * limbeck_stamp_run:
 * @survey: what the person has seen
 * @revisions: (array zero-terminated=1): full ids of the revisions that the tables correspond to; one unless there are branches
 * @confirmation: (nullable): the name of the database, as the person has typed it
 * @timeout_s: time limit for Alembic in seconds
 * @sink: (nullable): is told the stages
 * @cancellable: (nullable): stops it
 * @error: a LIMBECK_RUN_ERROR or G_IO_ERROR_CANCELLED
 *
 * Writes into the version table of a database that is not under Alembic's control yet that @revisions and everything below them is
 * applied, by `alembic stamp`. No revision runs. As before every change nobody else may be at work, no other check may block, and it
 * has to be the same database still; what the version table holds afterwards is read from it, whatever Alembic says. From the start
 * of Alembic on there is a journal, as of a run.
 *
 * Returns: whether the version table holds @revisions and nothing else
 */
gboolean limbeck_stamp_run (LimbeckSurvey          *survey,
                            const char *const      *revisions,
                            const char             *confirmation,
                            guint                   timeout_s,
                            const LimbeckEventSink *sink,
                            GCancellable           *cancellable,
                            GError                **error) G_GNUC_WARN_UNUSED_RESULT;
