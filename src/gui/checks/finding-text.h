#pragma once

#include "core/checks/survey.h"

/* Words for findings; pure functions. */

/** limbeck_finding_text_severity: "Passed", "Warning" or "Blocker" in the user's language. */
const char *limbeck_finding_text_severity (LimbeckSeverity severity);

/** limbeck_finding_text_action: (nullable): the label of the button that carries the remedy out; %NULL if there is none. */
const char *limbeck_finding_text_action (LimbeckAction action);

/** limbeck_finding_text_icon: name of the icon beside that word. */
const char *limbeck_finding_text_icon (LimbeckSeverity severity);

/** limbeck_finding_text_count: how many of @findings (element-type LimbeckFinding) are of @severity. */
guint limbeck_finding_text_count (GPtrArray *findings, LimbeckSeverity severity);

/**
 * limbeck_finding_text_dup_summary:
 * @findings: (element-type LimbeckFinding): findings of a thorough survey
 *
 * Returns: (transfer full): "Ready, 21 checks", "2 warnings" or "Blocked by 1 check"
 */
char *limbeck_finding_text_dup_summary (GPtrArray *findings);

/**
 * limbeck_finding_text_dup_report:
 * @survey: a survey
 *
 * Returns: (transfer full): everything that was found, as plain text to paste somewhere; holds no password
 */
char *limbeck_finding_text_dup_report (LimbeckSurvey *survey);
