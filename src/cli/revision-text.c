#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/revision-text.h"

static LimbeckRevisionState
state_of (LimbeckRevision *revision, LimbeckStanding *standing)
{
  return standing ? limbeck_standing_get_revision_state (standing, revision)
                  : LIMBECK_REVISION_STATE_UNKNOWN;
}

void
limbeck_revision_text_write (LimbeckRevision   *revision,
                             LimbeckStanding   *standing,
                             LimbeckJsonWriter *writer)
{
  limbeck_json_writer_begin_object (writer, NULL);
  limbeck_json_writer_add_string (writer, "revision", limbeck_revision_get_id (revision));
  limbeck_json_writer_add_strv (
      writer, "down_revisions", limbeck_revision_get_down_revisions (revision));
  limbeck_json_writer_add_strv (writer, "depends_on", limbeck_revision_get_depends_on (revision));
  limbeck_json_writer_add_strv (
      writer, "branch_labels", limbeck_revision_get_branch_labels (revision));
  limbeck_json_writer_add_string (writer, "message", limbeck_revision_get_message (revision));
  limbeck_json_writer_add_string (
      writer, "create_date", limbeck_revision_get_create_date (revision));
  limbeck_json_writer_add_string (writer, "path", limbeck_revision_get_path (revision));
  limbeck_json_writer_add_boolean (writer, "is_head", limbeck_revision_is_head (revision));
  limbeck_json_writer_add_boolean (writer, "is_base", limbeck_revision_is_base (revision));
  limbeck_json_writer_add_boolean (
      writer, "is_branch_point", limbeck_revision_is_branch_point (revision));
  limbeck_json_writer_add_boolean (
      writer, "is_merge_point", limbeck_revision_is_merge_point (revision));
  limbeck_json_writer_add_string (
      writer, "state", limbeck_revision_state_to_string (state_of (revision, standing)));
  limbeck_json_writer_end (writer);
}

void
limbeck_revision_text_write_ids (JsonBuilder *builder, const char *name, GPtrArray *revisions)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < revisions->len; i++)
    json_builder_add_string_value (builder,
                                   limbeck_revision_get_id (g_ptr_array_index (revisions, i)));
  json_builder_end_array (builder);
}

char *
limbeck_revision_text_dup_name (LimbeckRevision *revision)
{
  const char *message = limbeck_revision_get_message (revision);

  return *message ? g_strdup_printf ("%s “%s”", limbeck_revision_get_id (revision), message)
                  : g_strdup (limbeck_revision_get_id (revision));
}

char *
limbeck_revision_text_dup_badges (LimbeckRevision *revision, LimbeckStanding *standing)
{
  g_autoptr (GStrvBuilder) badges = g_strv_builder_new ();
  g_autofree char   *label_list = NULL;
  const char *const *labels = limbeck_revision_get_branch_labels (revision);
  g_auto (GStrv) list = NULL;

  if (limbeck_revision_is_head (revision))
    g_strv_builder_add (badges, _ ("head"));
  if (standing && limbeck_standing_is_current (standing, revision))
    g_strv_builder_add (badges, _ ("current"));
  if (limbeck_revision_is_merge_point (revision))
    g_strv_builder_add (badges, _ ("merge"));
  if (limbeck_revision_is_branch_point (revision))
    g_strv_builder_add (badges, _ ("branch point"));
  if (limbeck_revision_is_base (revision))
    g_strv_builder_add (badges, _ ("base"));
  if (labels[0])
    {
      label_list = g_strjoinv (" ", (GStrv) labels);
      g_strv_builder_add (badges, label_list);
    }
  list = g_strv_builder_end (badges);

  return g_strjoinv (", ", list);
}

const char *
limbeck_revision_text_get_state (LimbeckRevision *revision, LimbeckStanding *standing)
{
  switch (state_of (revision, standing))
    {
    case LIMBECK_REVISION_STATE_APPLIED:
      return _ ("applied");
    case LIMBECK_REVISION_STATE_PENDING:
      return _ ("pending");
    case LIMBECK_REVISION_STATE_UNKNOWN:
    default:
      return "";
    }
}
