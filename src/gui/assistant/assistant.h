#pragma once

#include <adwaita.h>

#include "core/checks/survey.h"
#include "core/run/verdict.h"

/**
 * LimbeckAssistant:
 *
 * The guided way: one modal window, one question a page (plan, checks, backup, confirmation, run, result). Nothing is changed
 * before the last button of the confirmation; which questions there are comes from the gates of the plan.
 *
 * Signal LimbeckAssistant::closed (LimbeckVerdict *verdict (nullable), gboolean stopped_at_backup) is emitted once, however the
 * window goes: with the verdict of the run, or without one if nothing was run.
 */
#define LIMBECK_TYPE_ASSISTANT (limbeck_assistant_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckAssistant, limbeck_assistant, LIMBECK, ASSISTANT, AdwWindow)

/**
 * limbeck_assistant_new:
 * @parent: window to stand above
 * @survey: what the person sees there; a thorough one is taken while they read the plan
 * @direction: which way
 * @target: what Alembic would be asked for: "heads", an id, "base", …
 * @timeout_s: time limit in seconds; can be changed before the start
 *
 * Returns: (transfer none): the window, not yet presented
 */
LimbeckAssistant *limbeck_assistant_new (GtkWindow       *parent,
                                         LimbeckSurvey   *survey,
                                         LimbeckDirection direction,
                                         const char      *target,
                                         guint            timeout_s);

/**
 * limbeck_assistant_dup_backup_command:
 * @self: an assistant
 *
 * Returns: (transfer full) (nullable): the pg_dump command to run by hand, without a password, for a person who stopped at
 *   the backup
 */
char *limbeck_assistant_dup_backup_command (LimbeckAssistant *self);
