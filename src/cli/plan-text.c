#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/json.h"
#include "core/gates/gate.h"

#include "cli/look.h"
#include "cli/plan-text.h"
#include "cli/revision-text.h"

static void
write_steps (LimbeckPlan *plan, JsonBuilder *builder)
{
  GPtrArray *steps = limbeck_plan_get_steps (plan);

  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < steps->len; i++)
    {
      LimbeckRevision *step = g_ptr_array_index (steps, i);

      json_builder_begin_object (builder);
      limbeck_json_add_string (builder, "revision", limbeck_revision_get_id (step));
      limbeck_json_add_strv (builder, "down_revisions", limbeck_revision_get_down_revisions (step));
      limbeck_json_add_string (builder, "message", limbeck_revision_get_message (step));
      limbeck_json_add_string (builder, "path", limbeck_revision_get_path (step));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_risks (LimbeckPlan *plan, JsonBuilder *builder)
{
  GPtrArray *risks = limbeck_plan_get_risks (plan);

  json_builder_set_member_name (builder, "risks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < risks->len; i++)
    {
      const LimbeckRisk *risk = g_ptr_array_index (risks, i);

      json_builder_begin_object (builder);
      limbeck_json_add_string (builder, "id", risk->id);
      limbeck_json_add_string (builder, "revision", risk->revision);
      limbeck_json_add_string (builder, "text", risk->text);
      limbeck_json_add_string (builder, "excerpt", risk->excerpt);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
limbeck_plan_text_write_gates (GPtrArray *gates, JsonBuilder *builder)
{
  if (!gates)
    {
      limbeck_json_add_string (builder, "gates", NULL);
      return;
    }

  json_builder_set_member_name (builder, "gates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < gates->len; i++)
    limbeck_gate_write (g_ptr_array_index (gates, i), builder);
  json_builder_end_array (builder);
}

void
limbeck_plan_text_write (LimbeckPlan *plan, GPtrArray *gates, JsonBuilder *builder)
{
  limbeck_json_add_string (
      builder, "direction", limbeck_direction_to_string (limbeck_plan_get_direction (plan)));
  limbeck_json_add_string (builder, "target", limbeck_plan_get_target (plan));
  limbeck_json_add_strv (builder, "from", limbeck_plan_get_from (plan));
  limbeck_json_add_strv (builder, "to", limbeck_plan_get_to (plan));
  write_steps (plan, builder);
  write_risks (plan, builder);
  limbeck_look_write_findings (limbeck_plan_get_findings (plan), builder);
  limbeck_plan_text_write_gates (gates, builder);
  limbeck_json_add_string (builder, "token", limbeck_plan_get_token (plan));
}

/* @place is %NULL where the database is left alone. */
static char *
dup_heading (LimbeckPlan *plan, const char *place)
{
  guint       n_steps = limbeck_plan_get_steps (plan)->len;
  gboolean    is_upgrade = limbeck_plan_get_direction (plan) == LIMBECK_DIRECTION_UPGRADE;
  const char *where = place ? place : _ ("the stated revisions");

  if (is_upgrade)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     /* Translators: %u is a number, %s a database: "shop on localhost" */
                     "%u revision would be applied to %s:",
                     "%u revisions would be applied to %s, in this order:",
                     n_steps),
        n_steps,
        where);

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   /* Translators: %u is a number, %s a database: "shop on localhost" */
                   "%u revision would be undone in %s:",
                   "%u revisions would be undone in %s, in this order:",
                   n_steps),
      n_steps,
      where);
}

static void
print_steps (LimbeckPlan *plan, LimbeckPrinter *printer)
{
  GPtrArray *steps = limbeck_plan_get_steps (plan);
  g_autoptr (LimbeckTable) table = limbeck_table_new (3);

  for (guint i = 0; i < steps->len; i++)
    {
      LimbeckRevision *step = g_ptr_array_index (steps, i);
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);

      limbeck_table_add_row (table,
                             (const char *[]){ number,
                                               limbeck_revision_get_id (step),
                                               limbeck_revision_get_message (step) });
    }
  limbeck_printer_table (printer, table);
}

static void
print_risks (LimbeckPlan *plan, LimbeckPrinter *printer)
{
  GPtrArray *risks = limbeck_plan_get_risks (plan);

  for (guint i = 0; i < risks->len; i++)
    {
      const LimbeckRisk *risk = g_ptr_array_index (risks, i);

      limbeck_printer_head (printer,
                            /* Translators: 1: what may happen, 2: an id that programs know */
                            _ ("Risk: %s [%s]"),
                            risk->text,
                            risk->id);
      limbeck_printer_indent (printer, risk->excerpt);
    }
}

void
limbeck_plan_text_print (LimbeckPlan *plan, const char *place, LimbeckPrinter *printer)
{
  g_autofree char *heading = NULL;

  if (limbeck_plan_get_steps (plan)->len == 0)
    {
      limbeck_printer_say (printer, "%s", _ ("There is nothing to do."));
      return;
    }

  heading = dup_heading (plan, place);
  limbeck_printer_head (printer, "%s", heading);
  print_steps (plan, printer);
  print_risks (plan, printer);
}

void
limbeck_plan_text_print_gates (GPtrArray *gates, LimbeckPrinter *printer)
{
  g_autoptr (LimbeckTable) table = limbeck_table_new (2);
  guint n_open = 0;

  for (guint i = 0; i < gates->len; i++)
    {
      LimbeckGate *gate = g_ptr_array_index (gates, i);

      if (limbeck_gate_is_answered (gate))
        continue;
      n_open++;
      limbeck_table_add_row (
          table, (const char *[]){ limbeck_gate_get_option (gate), limbeck_gate_get_title (gate) });
    }

  if (n_open > 0)
    {
      limbeck_printer_head (printer, "%s", _ ("Before it may run, these have to be answered:"));
      limbeck_printer_table (printer, table);
    }
}
