#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

typedef enum
{
  LIMBECK_SEVERITY_PASSED,
  LIMBECK_SEVERITY_WARNING,
  LIMBECK_SEVERITY_BLOCKER,
} LimbeckSeverity;

#define LIMBECK_TYPE_SEVERITY (limbeck_severity_get_type ())
GType limbeck_severity_get_type (void);

/**
 * limbeck_severity_to_string:
 * @severity: a severity
 *
 * Returns: the word used in JSON: "passed", "warning" or "blocker"; never translated
 */
const char *limbeck_severity_to_string (LimbeckSeverity severity);

/**
 * LimbeckFinding:
 *
 * What a check or a reader saw: an immutable object that the window lists and the command line prints. Its
 * getters are readable properties too: id, severity, title, detail, remedy.
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

const char     *limbeck_finding_get_id (LimbeckFinding *self);
LimbeckSeverity limbeck_finding_get_severity (LimbeckFinding *self);
const char     *limbeck_finding_get_title (LimbeckFinding *self);
const char     *limbeck_finding_get_detail (LimbeckFinding *self);
const char     *limbeck_finding_get_remedy (LimbeckFinding *self);

/**
 * limbeck_finding_write:
 * @self: a finding
 * @builder: where a value may be written
 *
 * Writes {"id","severity","title","detail","remedy"}; absent texts are null.
 */
void limbeck_finding_write (LimbeckFinding *self, JsonBuilder *builder);

/**
 * limbeck_findings_worst:
 * @findings: (element-type LimbeckFinding): any number of findings
 *
 * Returns: the worst severity among them; LIMBECK_SEVERITY_PASSED for none
 */
LimbeckSeverity limbeck_findings_worst (GPtrArray *findings);
