#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

/**
 * LimbeckSeverity:
 * @LIMBECK_SEVERITY_PASSED: it was looked at and is well
 * @LIMBECK_SEVERITY_UNKNOWN: it could not be looked at; nothing hangs on it alone
 * @LIMBECK_SEVERITY_WARNING: a person should read it before anything runs
 * @LIMBECK_SEVERITY_BLOCKER: nothing may run
 */
typedef enum
{
  LIMBECK_SEVERITY_PASSED,
  LIMBECK_SEVERITY_UNKNOWN,
  LIMBECK_SEVERITY_WARNING,
  LIMBECK_SEVERITY_BLOCKER,
} LimbeckSeverity;

#define LIMBECK_TYPE_SEVERITY (limbeck_severity_get_type ())
GType limbeck_severity_get_type (void);

/**
 * limbeck_severity_to_string:
 * @severity: a severity
 *
 * Returns: the word used in JSON: "passed", "unknown", "warning" or "blocker"; never translated
 */
const char *limbeck_severity_to_string (LimbeckSeverity severity);

/**
 * LimbeckAction:
 * @LIMBECK_ACTION_NONE: a person has to do it elsewhere
 * @LIMBECK_ACTION_CHECK_AGAIN: run the checks again
 * @LIMBECK_ACTION_PROVE: prove by a lock that Alembic comes to this database
 * @LIMBECK_ACTION_ASK_PASSWORD: ask for the password of the database
 * @LIMBECK_ACTION_UPGRADE_HEADS: upgrade to “heads” instead of “head”
 * @LIMBECK_ACTION_PREFERENCES: choose another Python or backup directory
 * @LIMBECK_ACTION_ACCEPT_DATABASE: remember the database as the right one
 * @LIMBECK_ACTION_COPY_COMMAND: copy the command, for a person to run
 *
 * How a front end can carry a remedy out: the window as a button, the command line as a command to type.
 */
typedef enum
{
  LIMBECK_ACTION_NONE,
  LIMBECK_ACTION_CHECK_AGAIN,
  LIMBECK_ACTION_PROVE,
  LIMBECK_ACTION_ASK_PASSWORD,
  LIMBECK_ACTION_UPGRADE_HEADS,
  LIMBECK_ACTION_PREFERENCES,
  LIMBECK_ACTION_ACCEPT_DATABASE,
  LIMBECK_ACTION_COPY_COMMAND,
} LimbeckAction;

/**
 * limbeck_action_to_string:
 * @action: an action
 *
 * Returns: (nullable): the word used in JSON, for example "check-again"; %NULL for none; never translated
 */
const char *limbeck_action_to_string (LimbeckAction action);

/**
 * LimbeckFinding:
 *
 * What a check or a reader saw: an immutable object that the window lists and the command line prints. Its
 * getters are readable properties too: id, severity, title, detail, remedy.
 * Where the remedy can be carried out, it has an action, and a command that does the same.
 * A finding is not an error; a check that finds trouble has succeeded.
 */
#define LIMBECK_TYPE_FINDING (limbeck_finding_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckFinding, limbeck_finding, LIMBECK, FINDING, GObject)

/**
 * limbeck_finding_new:
 * @id: stable name for programs, kebab-case, for example "several-heads"
 * @severity: how bad it is
 * @title: one sentence in the user's language that says what is the case
 * @detail: (nullable): what exactly was seen, and where; may have several lines
 * @remedy: (nullable): what to do next
 *
 * Returns: (transfer full): a finding
 */
LimbeckFinding *limbeck_finding_new (const char     *id,
                                     LimbeckSeverity severity,
                                     const char     *title,
                                     const char     *detail,
                                     const char     *remedy);

/**
 * limbeck_finding_new_with_action:
 * @id: see limbeck_finding_new()
 * @severity: how bad it is
 * @title: one sentence
 * @detail: (nullable): what exactly was seen
 * @remedy: (nullable): what to do next
 * @action: how it can be carried out
 * @command: (nullable): what to type for it, quoted for a shell
 *
 * Returns: (transfer full): a finding
 */
LimbeckFinding *limbeck_finding_new_with_action (const char     *id,
                                                 LimbeckSeverity severity,
                                                 const char     *title,
                                                 const char     *detail,
                                                 const char     *remedy,
                                                 LimbeckAction   action,
                                                 const char     *command);

const char     *limbeck_finding_get_id (LimbeckFinding *self);
LimbeckSeverity limbeck_finding_get_severity (LimbeckFinding *self);
const char     *limbeck_finding_get_title (LimbeckFinding *self);
const char     *limbeck_finding_get_detail (LimbeckFinding *self);
const char     *limbeck_finding_get_remedy (LimbeckFinding *self);
LimbeckAction   limbeck_finding_get_action (LimbeckFinding *self);
const char     *limbeck_finding_get_command (LimbeckFinding *self);

/**
 * limbeck_finding_write:
 * @self: a finding
 * @builder: where a value may be written
 *
 * Writes {"id","severity","title","detail","remedy","action","command"}; what is absent is null.
 */
void limbeck_finding_write (LimbeckFinding *self, JsonBuilder *builder);

/**
 * limbeck_findings_worst:
 * @findings: (element-type LimbeckFinding): any number of findings
 *
 * Returns: the worst severity among them; LIMBECK_SEVERITY_PASSED for none
 */
LimbeckSeverity limbeck_findings_worst (GPtrArray *findings);
