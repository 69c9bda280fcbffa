#pragma once

#include "cli/verb.h"
#include "core/checks/survey.h"

/**
 * limbeck_look_take:
 * @call: what was asked for
 * @is_thorough: run every check, and ask Alembic whether it sees the same
 * @error: a LIMBECK_PROJECT_ERROR or G_IO_ERROR_CANCELLED
 *
 * Takes a survey of the target that the options name; its stages are told with `--verbose`.
 *
 * Returns: (transfer full): the survey
 */
LimbeckSurvey *limbeck_look_take (LimbeckCall *call,
                                  gboolean     is_thorough,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_look_prove:
 * @call: what was asked for
 * @direction: which way the command goes that is going to run
 * @target: its argument
 * @error: a LIMBECK_PROJECT_ERROR or G_IO_ERROR_CANCELLED
 *
 * The same, thoroughly, and with a proof by a lock that Alembic comes to this database.
 *
 * Returns: (transfer full): the survey
 */
LimbeckSurvey *limbeck_look_prove (LimbeckCall     *call,
                                   LimbeckDirection direction,
                                   const char      *target,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_look_judge:
 * @survey: a survey
 *
 * Returns: LIMBECK_EXIT_STOPPED if Alembic did not answer in time, LIMBECK_EXIT_UNREADABLE if something that is needed could not be
 *   read; else by the first check that blocks LIMBECK_EXIT_LOCKED or LIMBECK_EXIT_BLOCKED; LIMBECK_EXIT_DONE if none does
 */
LimbeckExitStatus limbeck_look_judge (LimbeckSurvey *survey);

/**
 * limbeck_look_dup_failure:
 * @survey: a survey that limbeck_look_judge() has not found good
 *
 * Returns: (transfer full): its first blocker, as it is told
 */
LimbeckFailure *limbeck_look_dup_failure (LimbeckSurvey *survey);

/** limbeck_look_dup_plan_failure: (nullable) (transfer full): what stands in the way of @plan itself, and its exit status. */
LimbeckFailure *limbeck_look_dup_plan_failure (LimbeckPlan *plan);

/**
 * limbeck_look_write_target:
 *
 * Member "target": {"name","config","database","class","class_set"}; database and class are null if the URL is not known.
 */
void limbeck_look_write_target (LimbeckSurvey *survey, JsonBuilder *builder);

/** limbeck_look_write_findings: member "findings"; (element-type LimbeckFinding). */
void limbeck_look_write_findings (GPtrArray *findings, JsonBuilder *builder);

/** limbeck_look_dup_class: (nullable): for people: "shop on localhost:5432 is taken for a production database."; %NULL if the URL is not known. */
char *limbeck_look_dup_class (LimbeckSurvey *survey);

/** limbeck_look_dup_place: for people: "shop on localhost:5432"; the name of the target if the database is not known. */
char *limbeck_look_dup_place (LimbeckSurvey *survey);
