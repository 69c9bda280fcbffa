#pragma once

#include <glib-object.h>

#include "core/gates/gate.h"
#include "core/run/verdict.h"

/**
 * LimbeckFlow:
 *
 * What the pages of one assistant share: the survey, the plan made from it, and the answers so far. Emits "changed" whenever one of them
 * becomes another.
 */
#define LIMBECK_TYPE_FLOW (limbeck_flow_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckFlow, limbeck_flow, LIMBECK, FLOW, GObject)

LimbeckFlow *limbeck_flow_new (LimbeckSurvey   *survey,
                               LimbeckDirection direction,
                               const char      *target,
                               guint            timeout_s);

LimbeckSurvey   *limbeck_flow_get_survey (LimbeckFlow *self);
LimbeckDirection limbeck_flow_get_direction (LimbeckFlow *self);
const char      *limbeck_flow_get_target (LimbeckFlow *self);

/** limbeck_flow_get_plan: (nullable): %NULL if no plan can be made; see limbeck_flow_get_plan_error(). */
LimbeckPlan *limbeck_flow_get_plan (LimbeckFlow *self);

/** limbeck_flow_get_plan_error: (nullable): why there is no plan, in one sentence. */
const char *limbeck_flow_get_plan_error (LimbeckFlow *self);

/** limbeck_flow_get_database: (nullable): name of the database that would be changed. */
const char *limbeck_flow_get_database (LimbeckFlow *self);

/** limbeck_flow_dup_place: (transfer full): "“shop” on localhost", for sentences. */
char *limbeck_flow_dup_place (LimbeckFlow *self);

/** limbeck_flow_dup_backup_directory: (transfer full): where a backup would go. */
char *limbeck_flow_dup_backup_directory (LimbeckFlow *self);

/** limbeck_flow_is_checked: whether the thorough survey has arrived. */
gboolean limbeck_flow_is_checked (LimbeckFlow *self);

/**
 * limbeck_flow_set_survey:
 * @self: a flow
 * @survey: a thorough survey
 *
 * Plans anew from @survey. If that gives another plan than the person has seen, all answers are forgotten.
 *
 * Returns: %TRUE if the plan is the same as before
 */
gboolean limbeck_flow_set_survey (LimbeckFlow *self, LimbeckSurvey *survey);

void limbeck_flow_set_accepted (LimbeckFlow *self, const char *id, gboolean accepted);

gboolean limbeck_flow_is_accepted (LimbeckFlow *self, const char *id);

void limbeck_flow_set_backup (LimbeckFlow *self, LimbeckBackupAnswer answer, LimbeckBackup *backup);

LimbeckBackupAnswer limbeck_flow_get_backup_answer (LimbeckFlow *self);
LimbeckBackup      *limbeck_flow_get_backup (LimbeckFlow *self);

void  limbeck_flow_set_reason (LimbeckFlow *self, const char *reason);
void  limbeck_flow_set_confirmation (LimbeckFlow *self, const char *name);
void  limbeck_flow_set_timeout (LimbeckFlow *self, guint seconds);
guint limbeck_flow_get_timeout (LimbeckFlow *self);

/** limbeck_flow_dup_answers: (transfer full): the answers as the core takes them. */
LimbeckAnswers *limbeck_flow_dup_answers (LimbeckFlow *self);

/** limbeck_flow_dup_gates: (transfer full) (element-type LimbeckGate): the gates as they stand; empty without a plan. */
GPtrArray *limbeck_flow_dup_gates (LimbeckFlow *self);

/** limbeck_flow_has_open_gate: whether a gate of @kind, and of @id unless that is %NULL, is unanswered. */
gboolean limbeck_flow_has_open_gate (LimbeckFlow *self, LimbeckGateKind kind, const char *id);

/** limbeck_flow_has_gate: whether there is a gate of @kind, and of @id unless that is %NULL. */
gboolean limbeck_flow_has_gate (LimbeckFlow *self, LimbeckGateKind kind, const char *id);

/** limbeck_flow_asks_about_warnings: whether a check blocks, a risk or warning has to be accepted, or that is not known yet. */
gboolean limbeck_flow_asks_about_warnings (LimbeckFlow *self);

void limbeck_flow_set_verdict (LimbeckFlow *self, LimbeckVerdict *verdict, const char *problem);
LimbeckVerdict *limbeck_flow_get_verdict (LimbeckFlow *self);

/** limbeck_flow_get_problem: (nullable): why nothing was started, if the executor refused. */
const char *limbeck_flow_get_problem (LimbeckFlow *self);
