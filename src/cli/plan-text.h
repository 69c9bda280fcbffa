#pragma once

#include "cli/printer.h"
#include "core/plan/plan.h"

/**
 * limbeck_plan_text_write:
 * @plan: a plan
 * @gates: (nullable) (element-type LimbeckGate): its gates; %NULL if they are not known, which makes them null
 * @builder: where members may be written
 *
 * Writes the members of `plan --json` from "direction" on.
 */
void limbeck_plan_text_write (LimbeckPlan *plan, GPtrArray *gates, JsonBuilder *builder);

/** limbeck_plan_text_write_gates: member "gates"; null for %NULL. */
void limbeck_plan_text_write_gates (GPtrArray *gates, JsonBuilder *builder);

/**
 * limbeck_plan_text_print:
 * @plan: a plan
 * @place: (nullable): the database, for people; %NULL for a plan from a stated state
 * @printer: where it goes
 *
 * Steps and risks for people.
 */
void limbeck_plan_text_print (LimbeckPlan *plan, const char *place, LimbeckPrinter *printer);

/** limbeck_plan_text_print_gates: (element-type LimbeckGate): those that are open, with the option that answers each. */
void limbeck_plan_text_print_gates (GPtrArray *gates, LimbeckPrinter *printer);
