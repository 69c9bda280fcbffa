#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/checks/finding-text.h"
#include "gui/preferences/preferences-window.h"
#include "gui/window/state-text.h"

#include "gui/window/window-private.h"

static void
copy (LimbeckWindow *self, const char *text, const char *told)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  limbeck_window_tell (self, told);
}

static void
copy_command_cb (LimbeckWindow *self, AdwToast *toast)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          g_object_get_data (G_OBJECT (toast), "command"));
}

static void
tell_unchanged (LimbeckWindow *self, char *command)
{
  AdwToast *toast = adw_toast_new (_ ("Nothing was changed"));

  if (command != NULL)
    {
      adw_toast_set_button_label (toast, _ ("_Copy Backup Command"));
      g_object_set_data_full (G_OBJECT (toast), "command", command, g_free);
      g_signal_connect_object (
          toast, "button-clicked", G_CALLBACK (copy_command_cb), self, G_CONNECT_SWAPPED);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
assistant_closed_cb (LimbeckAssistant *assistant,
                     LimbeckVerdict   *verdict,
                     gboolean          stopped_at_backup,
                     LimbeckWindow    *self)
{
  g_clear_weak_pointer (&self->assistant);
  limbeck_surveyor_set_paused (self->surveyor, FALSE);
  if (verdict == NULL)
    tell_unchanged (self,
                    stopped_at_backup ? limbeck_assistant_dup_backup_command (assistant) : NULL);
  else
    limbeck_surveyor_refresh (self->surveyor);
}

static void
present_assistant (LimbeckWindow *self, LimbeckDirection direction, const char *target)
{
  LimbeckSurvey          *survey = limbeck_surveyor_get_survey (self->surveyor);
  LimbeckProjectSettings *settings = limbeck_surveyor_get_settings (self->surveyor);
  g_autofree char        *refusal = limbeck_state_text_dup_refusal (survey);

  if (refusal != NULL)
    {
      limbeck_window_tell (self, refusal);
      return;
    }
  if (self->assistant == NULL)
    {
      LimbeckAssistant *assistant = limbeck_assistant_new (
          GTK_WINDOW (self),
          survey,
          direction,
          target,
          limbeck_project_settings_get_time_limit (settings));

      g_set_weak_pointer (&self->assistant, assistant);
      limbeck_surveyor_set_paused (self->surveyor, TRUE);
      g_signal_connect_object (assistant, "closed", G_CALLBACK (assistant_closed_cb), self, 0);
    }
  gtk_window_present (GTK_WINDOW (self->assistant));
}

static void
apply_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present_assistant (data, LIMBECK_DIRECTION_UPGRADE, "heads");
}

static void
upgrade_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present_assistant (data, LIMBECK_DIRECTION_UPGRADE, g_variant_get_string (parameter, NULL));
}

static void
downgrade_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present_assistant (data, LIMBECK_DIRECTION_DOWNGRADE, g_variant_get_string (parameter, NULL));
}

static void
stamp_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  limbeck_window_stamp (data, g_variant_get_string (parameter, NULL));
}

static void
prove_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckWindow *self = data;

  limbeck_surveyor_prove (self->surveyor);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckWindow *self = data;

  limbeck_surveyor_refresh (self->surveyor);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckWindow *self = data;
  GtkSearchBar  *search_bar = limbeck_revisions_page_get_search_bar (self->revisions);

  adw_view_stack_set_visible_child_name (self->pages, "revisions");
  gtk_search_bar_set_search_mode (search_bar, !gtk_search_bar_get_search_mode (search_bar));
}

static void
details_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckWindow *self = data;

  adw_view_stack_set_visible_child_name (self->pages, "revisions");
  limbeck_revisions_page_show_details (self->revisions);
}

static void
targets_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckWindow *self = data;

  limbeck_target_button_popup (self->target_button);
}

static void
target_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckWindow  *self = data;
  LimbeckProject *project = limbeck_surveyor_get_project (self->surveyor);
  g_autoptr (LimbeckTarget) target = NULL;

  if (project != NULL)
    target = g_list_model_get_item (limbeck_project_get_targets (project),
                                    g_variant_get_int32 (parameter));
  if (target != NULL)
    limbeck_surveyor_set_target (self->surveyor, target);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckWindow *self = data;
  GtkWindow     *preferences = limbeck_preferences_window_new (
      GTK_WINDOW (self),
      limbeck_surveyor_get_settings (self->surveyor),
      limbeck_surveyor_get_survey (self->surveyor));

  g_signal_connect_object (preferences,
                           "changed",
                           G_CALLBACK (limbeck_surveyor_refresh),
                           self->surveyor,
                           G_CONNECT_SWAPPED);
  gtk_window_present (preferences);
}

static void
copy_report_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckWindow   *self = data;
  LimbeckSurvey   *checked = limbeck_surveyor_get_checked (self->surveyor);
  LimbeckSurvey   *survey = limbeck_surveyor_get_survey (self->surveyor);
  g_autofree char *report = NULL;

  if (survey == NULL)
    return;

  report = limbeck_finding_text_dup_report (checked != NULL ? checked : survey);
  copy (self, report, _ ("The report is on the clipboard"));
}

static void
select_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckWindow *self = data;

  adw_view_stack_set_visible_child_name (self->pages, "revisions");
  limbeck_revisions_page_select (self->revisions, g_variant_get_string (parameter, NULL));
}

static void
copy_id_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  copy (data, g_variant_get_string (parameter, NULL), _ ("The revision id is on the clipboard"));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LimbeckWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (self), result, &error))
    {
      g_autofree char *text =
          /* Translators: %s is a reason */
          g_strdup_printf (_ ("The file cannot be opened: %s"), error->message);

      limbeck_window_tell (self, text);
    }
}

static void
open_file_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  LimbeckWindow   *self = data;
  LimbeckRevision *revision = limbeck_revisions_page_lookup (
      self->revisions, g_variant_get_string (parameter, NULL));
  const char      *path = revision != NULL ? limbeck_revision_get_path (revision) : NULL;
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;

  if (uri != NULL)
    gtk_show_uri_full (
        GTK_WINDOW (self), uri, GDK_CURRENT_TIME, NULL, shown_cb, g_object_ref (self));
}

/* GTK would make it together with every window. */
static void
show_help_overlay_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplicationWindow *window = data;

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr (GtkBuilder)
          builder = gtk_builder_new_from_resource ("/io/github/limbeck/Limbeck/shortcuts.ui");

      gtk_application_window_set_help_overlay (
          window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

static const GActionEntry window_actions[] = {
  { .name = "apply", .activate = apply_cb },
  { .name = "prove", .activate = prove_cb },
  { .name = "refresh", .activate = refresh_cb },
  { .name = "search", .activate = search_cb },
  { .name = "details", .activate = details_cb },
  { .name = "targets", .activate = targets_cb },
  { .name = "target", .activate = target_cb, .parameter_type = "i", .state = "-1" },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "copy-report", .activate = copy_report_cb },
  { .name = "show-help-overlay", .activate = show_help_overlay_cb },
};

static const GActionEntry revision_actions[] = {
  { .name = "upgrade", .activate = upgrade_cb, .parameter_type = "s" },
  { .name = "downgrade", .activate = downgrade_cb, .parameter_type = "s" },
  { .name = "stamp", .activate = stamp_cb, .parameter_type = "s" },
  { .name = "select", .activate = select_cb, .parameter_type = "s" },
  { .name = "copy", .activate = copy_id_cb, .parameter_type = "s" },
  { .name = "open", .activate = open_file_cb, .parameter_type = "s" },
};

void
limbeck_window_add_actions (LimbeckWindow *self)
{
  g_autoptr (GPropertyAction) page = NULL;
  g_autoptr (GSimpleActionGroup) revision = g_simple_action_group_new ();

  g_return_if_fail (LIMBECK_IS_WINDOW (self));

  page = g_property_action_new ("page", self->pages, "visible-child-name");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (page));
  g_action_map_add_action_entries (
      G_ACTION_MAP (self), window_actions, G_N_ELEMENTS (window_actions), self);
  g_action_map_add_action_entries (
      G_ACTION_MAP (revision), revision_actions, G_N_ELEMENTS (revision_actions), self);
  limbeck_window_add_identity_actions (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "revision", G_ACTION_GROUP (revision));
}

static void
set_enabled (LimbeckWindow *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

static int
find_target_position (LimbeckWindow *self)
{
  LimbeckProject *project = limbeck_surveyor_get_project (self->surveyor);
  LimbeckTarget  *shown = limbeck_surveyor_get_target (self->surveyor);
  GListModel     *targets = project != NULL ? limbeck_project_get_targets (project) : NULL;

  for (guint i = 0; targets != NULL && shown != NULL && i < g_list_model_get_n_items (targets); i++)
    {
      g_autoptr (LimbeckTarget) target = g_list_model_get_item (targets, i);

      if (g_str_equal (limbeck_target_get_config_path (target),
                       limbeck_target_get_config_path (shown)))
        return (int) i;
    }

  return -1;
}

void
limbeck_window_update_actions (LimbeckWindow *self)
{
  LimbeckSurvey   *survey;
  gboolean         has_project;
  g_autofree char *refusal = NULL;

  g_return_if_fail (LIMBECK_IS_WINDOW (self));

  survey = limbeck_surveyor_get_survey (self->surveyor);
  has_project = limbeck_surveyor_get_project (self->surveyor) != NULL;
  refusal = limbeck_state_text_dup_apply_refusal (survey);
  set_enabled (self, "apply", refusal == NULL);
  set_enabled (self, "prove", survey != NULL);
  set_enabled (self, "refresh", limbeck_surveyor_get_path (self->surveyor) != NULL);
  set_enabled (self, "search", has_project);
  set_enabled (self, "details", has_project);
  set_enabled (self, "preferences", has_project);
  set_enabled (self, "copy-report", survey != NULL);
  limbeck_window_update_identity_actions (self);
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "target")),
      g_variant_new_int32 (find_target_position (self)));
}
