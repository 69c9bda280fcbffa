#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/finding.h"
#include "core/revisions/asked-note.h"

#include "cli/json-writer.h"
#include "cli/listing.h"
#include "cli/look.h"
#include "cli/revision-text.h"
#include "cli/tree.h"

static gboolean
load_offline (LimbeckListing *self, LimbeckCall *call, GError **error)
{
  self->graph = limbeck_tree_load (call, error);
  if (!self->graph)
    return FALSE;

  self->findings = g_ptr_array_ref (limbeck_revision_graph_get_findings (self->graph));
  self->status = limbeck_revision_graph_is_sound (self->graph) ? LIMBECK_EXIT_DONE
                                                               : LIMBECK_EXIT_BLOCKED;

  return TRUE;
}

/* Blockers of other things than the tree and the database are for `check`. */
static LimbeckExitStatus
judge (LimbeckListing *self)
{
  if (!limbeck_survey_get_state (self->survey))
    return LIMBECK_EXIT_UNREADABLE;

  return limbeck_revision_graph_is_sound (self->graph) ? LIMBECK_EXIT_DONE : LIMBECK_EXIT_BLOCKED;
}

static gboolean
load_online (LimbeckListing *self, LimbeckCall *call, GError **error)
{
  self->survey = limbeck_look_take (call, FALSE, error);
  if (!self->survey)
    return FALSE;

  g_set_object (&self->graph, limbeck_survey_get_graph (self->survey));
  g_set_object (&self->standing, limbeck_survey_get_standing (self->survey));
  self->findings = g_ptr_array_ref (limbeck_survey_get_findings (self->survey));
  self->status = self->graph ? judge (self) : LIMBECK_EXIT_UNREADABLE;

  return TRUE;
}

LimbeckListing *
limbeck_listing_load (LimbeckCall *call, GError **error)
{
  g_autoptr (LimbeckListing) self = g_new0 (LimbeckListing, 1);
  gboolean is_loaded;

  is_loaded = call->line->offline ? load_offline (self, call, error)
                                  : load_online (self, call, error);

  return is_loaded ? g_steal_pointer (&self) : NULL;
}

static void
write_ids (LimbeckJsonWriter *writer, const char *name, GPtrArray *revisions)
{
  limbeck_json_writer_begin_array (writer, name);
  for (guint i = 0; i < revisions->len; i++)
    limbeck_json_writer_add_string (
        writer, NULL, limbeck_revision_get_id (g_ptr_array_index (revisions, i)));
  limbeck_json_writer_end (writer);
}

static void
write_findings (LimbeckJsonWriter *writer, GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    limbeck_finding_write (g_ptr_array_index (findings, i), builder);
  json_builder_end_array (builder);
  limbeck_json_writer_add_builder (writer, "findings", builder);
}

static void
print_json (LimbeckListing *self, LimbeckCall *call, GPtrArray *revisions, gboolean with_bases)
{
  g_autoptr (LimbeckJsonWriter) writer = limbeck_json_writer_new (call->printer);

  limbeck_json_writer_add_int (writer, "schema", 1);
  write_ids (writer, "heads", limbeck_revision_graph_get_heads (self->graph));
  if (with_bases)
    write_ids (writer, "bases", limbeck_revision_graph_get_bases (self->graph));
  limbeck_json_writer_begin_array (writer, "revisions");
  for (guint i = 0; i < revisions->len; i++)
    limbeck_revision_text_write (g_ptr_array_index (revisions, i), self->standing, writer);
  limbeck_json_writer_end (writer);
  write_findings (writer, self->findings);
}

static void
print_table (LimbeckListing *self, LimbeckCall *call, GPtrArray *revisions)
{
  g_autoptr (LimbeckTable) table = limbeck_table_new (4);
  g_autofree char *note = limbeck_asked_note_dup (self->graph);

  for (guint i = 0; i < revisions->len; i++)
    {
      LimbeckRevision *revision = g_ptr_array_index (revisions, i);
      g_autofree char *badges = limbeck_revision_text_dup_badges (revision, self->standing);

      limbeck_table_add_row (
          table,
          (const char *[]){ limbeck_revision_text_get_state (revision, self->standing),
                            limbeck_revision_get_id (revision),
                            badges,
                            limbeck_revision_get_message (revision) });
    }
  limbeck_printer_table (call->printer, table);
  if (note != NULL)
    limbeck_printer_say (call->printer, "%s", note);
}

void
limbeck_listing_print (LimbeckListing *self,
                       LimbeckCall    *call,
                       GPtrArray      *revisions,
                       gboolean        with_bases)
{
  if (limbeck_printer_is_json (call->printer))
    print_json (self, call, revisions, with_bases);
  else
    print_table (self, call, revisions);

  if (self->status != LIMBECK_EXIT_DONE)
    limbeck_printer_complain_of (call->printer, self->findings);
}

LimbeckExitStatus
limbeck_listing_fail (LimbeckListing *self, LimbeckCall *call)
{
  g_autoptr (LimbeckFailure) failure = NULL;

  g_return_val_if_fail (self->survey != NULL, LIMBECK_EXIT_UNREADABLE);

  failure = limbeck_look_dup_failure (self->survey);
  limbeck_printer_fail (call->printer, failure);

  return failure->status;
}

void
limbeck_listing_free (LimbeckListing *self)
{
  if (!self)
    return;
  g_clear_object (&self->graph);
  g_clear_object (&self->standing);
  g_clear_object (&self->survey);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}
