#pragma once

#include <json-glib/json-glib.h>

#include "core/revisions/revision-graph.h"

typedef enum
{
  LIMBECK_DIRECTION_UPGRADE,
  LIMBECK_DIRECTION_DOWNGRADE,
} LimbeckDirection;

const char *limbeck_direction_to_string (LimbeckDirection direction);

/**
 * LimbeckRisk:
 * @id: "data-loss", "early-commit", "irreversible" or "unread" (there is no text to look at)
 * @revision: (nullable): the revision that carries it
 * @text: a sentence for people: what may happen
 * @excerpt: (nullable): the line of the file that shows it
 *
 * Something about a step that a person should know before it runs.
 */
typedef struct
{
  char *id;
  char *revision;
  char *text;
  char *excerpt;
} LimbeckRisk;

void limbeck_risk_free (LimbeckRisk *self);

/**
 * LimbeckPlan:
 *
 * What would run, in which order, from where to where. Immutable. Two plans with the same token would do the same.
 */
#define LIMBECK_TYPE_PLAN (limbeck_plan_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckPlan, limbeck_plan, LIMBECK, PLAN, GObject)

/**
 * limbeck_plan_new:
 * @graph: the revisions
 * @rows: rows of the version table, %NULL-terminated
 * @direction: which way
 * @target: anything that Alembic accepts: an id, a prefix, a label, "head", "heads", "base", "+1", "-1", …
 * @error: a LIMBECK_REVISION_ERROR
 *
 * Computes the steps by Alembic's rules, and looks at the steps' files for risks.
 *
 * Returns: (transfer full): the plan; without steps if there is nothing to do
 */
LimbeckPlan *limbeck_plan_new (LimbeckRevisionGraph *graph,
                               const char *const    *rows,
                               LimbeckDirection      direction,
                               const char           *target,
                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

LimbeckDirection limbeck_plan_get_direction (LimbeckPlan *self);

/** limbeck_plan_get_target: as it was asked for. */
const char *limbeck_plan_get_target (LimbeckPlan *self);

/** limbeck_plan_get_arguments: what Alembic is given, one run for each: full ids, "heads", "base", "LABEL@ID"; never relative. */
const char *const *limbeck_plan_get_arguments (LimbeckPlan *self);

/** limbeck_plan_get_from: rows before, %NULL-terminated. */
const char *const *limbeck_plan_get_from (LimbeckPlan *self);

/** limbeck_plan_get_to: rows that the version table will hold afterwards, sorted, %NULL-terminated. */
const char *const *limbeck_plan_get_to (LimbeckPlan *self);

/** limbeck_plan_get_rows_after: rows after the first @n_steps steps, sorted, %NULL-terminated; 0 gives the rows before. */
const char *const *limbeck_plan_get_rows_after (LimbeckPlan *self, guint n_steps);

/** limbeck_plan_count_steps_done: after how many steps the version table holds @rows, in any order; -1 if after none. */
int limbeck_plan_count_steps_done (LimbeckPlan *self, const char *const *rows);

/** limbeck_plan_get_steps: (element-type LimbeckRevision): in the order in which they run. */
GPtrArray *limbeck_plan_get_steps (LimbeckPlan *self);

/** limbeck_plan_get_risks: (element-type LimbeckRisk): in the order of the steps. */
GPtrArray *limbeck_plan_get_risks (LimbeckPlan *self);

gboolean limbeck_plan_has_risk (LimbeckPlan *self, const char *id);

/** limbeck_plan_get_findings: (element-type LimbeckFinding): what stands in the way of this very plan: a step that has no
 * downgrade() or whose downgrade() refuses to run is a blocker. */
GPtrArray *limbeck_plan_get_findings (LimbeckPlan *self);

/**
 * limbeck_plan_write:
 * @self: a plan
 * @builder: inside an open object
 *
 * Writes the members "direction", "target", "from", "to", "steps", "risks" and "token".
 */
void limbeck_plan_write (LimbeckPlan *self, JsonBuilder *builder);

/** limbeck_plan_get_token: SHA-256 in hex over direction, target, rows, step ids and the contents of the steps' files. */
const char *limbeck_plan_get_token (LimbeckPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckRisk, limbeck_risk_free)
