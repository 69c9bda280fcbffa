#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/application/recent-projects.h"
#include "gui/shared/fold-layout.h"
#include "gui/shared/short-layout.h"
#include "gui/checks/finding-text.h"
#include "gui/window/state-text.h"

#include "gui/window/window-private.h"

G_DEFINE_FINAL_TYPE (LimbeckWindow, limbeck_window, ADW_TYPE_APPLICATION_WINDOW)

static GSettings *
get_settings (LimbeckWindow *self)
{
  return limbeck_application_get_settings (
      LIMBECK_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

static void
show_stack_page (LimbeckWindow *self)
{
  const char *page = "welcome";

  if (limbeck_surveyor_get_problem (self->surveyor) != NULL)
    page = "problem";
  else if (limbeck_surveyor_get_project (self->surveyor) != NULL)
    page = "project";
  else if (limbeck_surveyor_get_path (self->surveyor) != NULL)
    page = "opening";

  gtk_stack_set_visible_child_name (self->stack, page);
}

/* The pages are switched in the header bar, or below where it has no room. What the squeezer holds while it is hidden
 * would take room from the title: newer GTK gives all of them a part of what they would like. */
static void
show_switcher_bar (LimbeckWindow *self)
{
  gboolean is_above = gtk_widget_get_visible (GTK_WIDGET (self->switcher_place)) &&
                      adw_squeezer_get_visible_child (self->switcher_place) == self->switcher;

  adw_view_switcher_bar_set_reveal (self->switcher_bar, !is_above);
}

static void
show_header (LimbeckWindow *self)
{
  gboolean has_project = limbeck_surveyor_get_project (self->surveyor) != NULL;
  gboolean is_narrow;

  g_object_get (
      gtk_widget_get_layout_manager (GTK_WIDGET (self->card)), "folded", &is_narrow, NULL);
  /* In a narrow window the name of the project has its place. */
  gtk_widget_set_visible (self->apply_place, has_project && !is_narrow);
  gtk_widget_set_visible (self->search, has_project);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher_place), has_project && !is_narrow);
  show_switcher_bar (self);
}

static void
project_changed_cb (LimbeckWindow *self)
{
  LimbeckProject  *project = limbeck_surveyor_get_project (self->surveyor);
  LimbeckTarget   *target = limbeck_surveyor_get_target (self->surveyor);
  const char      *problem = limbeck_surveyor_get_problem (self->surveyor);
  g_autofree char *description = problem != NULL ? g_markup_escape_text (problem, -1) : NULL;
  g_autofree char *title = NULL;

  show_stack_page (self);
  show_header (self);
  limbeck_target_button_show (self->target_button, project, target);
  adw_status_page_set_description (self->problem, description);
  if (project != NULL)
    {
      limbeck_recent_projects_add (get_settings (self), limbeck_project_get_directory (project));
      /* Translators: the title of a window: the name of a project */
      title = g_strdup_printf (_ ("%s – Limbeck"), limbeck_project_get_name (project));
    }
  gtk_window_set_title (GTK_WINDOW (self), title != NULL ? title : _ ("Limbeck"));
  limbeck_window_update_actions (self);
}

static void
show_card (LimbeckWindow *self)
{
  limbeck_state_card_show (self->card,
                           limbeck_surveyor_get_survey (self->surveyor),
                           limbeck_surveyor_get_checked (self->surveyor),
                           limbeck_surveyor_is_busy (self->surveyor),
                           limbeck_surveyor_get_stage (self->surveyor));
}

static void
show_apply (LimbeckWindow *self, LimbeckSurvey *survey)
{
  LimbeckStanding *standing = survey != NULL ? limbeck_survey_get_standing (survey) : NULL;
  guint            n = standing != NULL ? limbeck_standing_get_n_pending (standing) : 0;
  g_autofree char *refusal = limbeck_state_text_dup_apply_refusal (survey);
  const char      *tooltip = refusal != NULL ? refusal : _ ("See what would run, then apply it");
  g_autofree char *label = n > 0 ?
                                 /* Translators: the number of pending revisions */
                               g_strdup_printf (_ ("_Apply Updates · %u"), n)
                                 : g_strdup (_ ("_Apply Updates"));
  /* Translators: “Apply Updates” where there is little room */
  g_autofree char *label_short = n > 0 ? g_strdup_printf (_ ("_Apply · %u"), n)
                                       : g_strdup (_ ("_Apply"));
  GtkButton       *buttons[] = { self->apply,
                                 self->apply_short,
                                 limbeck_state_card_get_apply (self->card) };
  const char      *labels[] = { label, label_short, _ ("_Apply") };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button = GTK_WIDGET (buttons[i]);

      gtk_button_set_label (buttons[i], labels[i]);
      gtk_widget_set_tooltip_text (button, tooltip);
      if (refusal == NULL)
        gtk_widget_add_css_class (button, "suggested-action");
      else
        gtk_widget_remove_css_class (button, "suggested-action");
    }
}

static void
show_banner (LimbeckWindow *self, LimbeckSurvey *survey)
{
  g_autofree char *text = survey != NULL ? limbeck_state_text_dup_banner (survey) : NULL;

  if (text != NULL)
    gtk_label_set_label (self->banner_label, text);
  gtk_revealer_set_reveal_child (self->banner, text != NULL);
}

static void
survey_changed_cb (LimbeckWindow *self)
{
  LimbeckSurvey   *survey = limbeck_surveyor_get_survey (self->surveyor);
  g_autofree char *refusal = limbeck_state_text_dup_refusal (survey);

  limbeck_revisions_page_set_survey (self->revisions, survey);
  limbeck_revisions_page_set_blocked (self->revisions, refusal);
  limbeck_arrival_toast_follow (self->arrivals, survey);
  show_apply (self, survey);
  show_banner (self, survey);
  limbeck_unfinished_bar_look (self->unfinished, survey);
  show_card (self);
  limbeck_window_update_actions (self);
}

static void
checked_changed_cb (LimbeckWindow *self)
{
  LimbeckSurvey *checked = limbeck_surveyor_get_checked (self->surveyor);
  LimbeckSurvey *survey = limbeck_surveyor_get_survey (self->surveyor);

  limbeck_checks_page_set_survey (
      self->checks, checked != NULL ? checked : survey, checked != NULL);
  show_card (self);
}

static void
busy_changed_cb (LimbeckWindow *self)
{
  limbeck_checks_page_set_busy (self->checks, limbeck_surveyor_is_busy (self->surveyor));
  show_card (self);
}

static void
password_not_kept_cb (LimbeckWindow *self, const char *reason)
{
  /* Translators: %s is the reason, a sentence that comes from the keyring. */
  g_autofree char *text = g_strdup_printf (_ ("The password is not in the keyring: %s"), reason);

  limbeck_window_tell (self, text);
}

static void
search_mode_cb (LimbeckWindow *self)
{
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search)))
    adw_view_stack_set_visible_child_name (self->pages, "revisions");
}

static void
recent_activated_cb (LimbeckWindow *self, GtkListBoxRow *row)
{
  GPtrArray *directories = g_object_get_data (G_OBJECT (self->recent), "directories");
  guint      index = gtk_list_box_row_get_index (row);

  if (index < directories->len)
    limbeck_window_open (self, g_ptr_array_index (directories, index));
}

static void
fill_recent (LimbeckWindow *self)
{
  GPtrArray *directories = limbeck_recent_projects_list (get_settings (self));

  for (guint i = 0; i < directories->len; i++)
    {
      const char      *directory = g_ptr_array_index (directories, i);
      g_autofree char *name = g_filename_display_basename (directory);
      g_autofree char *parent = g_path_get_dirname (directory);
      g_autofree char *place = g_filename_display_name (parent);
      GtkWidget       *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->recent, row);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->recent), directories->len > 0);
  g_object_set_data_full (
      G_OBJECT (self->recent), "directories", directories, (GDestroyNotify) g_ptr_array_unref);
}

LimbeckWindow *
limbeck_window_new (LimbeckApplication *application)
{
  LimbeckWindow *self;
  GSettings     *settings;

  g_return_val_if_fail (LIMBECK_IS_APPLICATION (application), NULL);

  self = g_object_new (LIMBECK_TYPE_WINDOW, "application", application, NULL);
  settings = limbeck_application_get_settings (application);
  limbeck_target_button_set_settings (self->target_button, settings);
  /* Read once and written at the end: two windows must not resize each other. */
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  fill_recent (self);

  return self;
}

void
limbeck_window_open (LimbeckWindow *self, const char *path)
{
  g_autofree char *absolute = NULL;

  g_return_if_fail (LIMBECK_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  absolute = g_canonicalize_filename (path, NULL);
  limbeck_surveyor_open (self->surveyor, absolute);
}

gboolean
limbeck_window_shows (LimbeckWindow *self, const char *path)
{
  LimbeckProject  *project;
  LimbeckTarget   *target;
  g_autofree char *absolute = NULL;

  g_return_val_if_fail (LIMBECK_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  project = limbeck_surveyor_get_project (self->surveyor);
  target = limbeck_surveyor_get_target (self->surveyor);
  absolute = g_canonicalize_filename (path, NULL);

  return project != NULL &&
         (g_str_equal (absolute, limbeck_project_get_directory (project)) ||
          (target != NULL && g_str_equal (absolute, limbeck_target_get_config_path (target))));
}

LimbeckSurveyor *
limbeck_window_get_surveyor (LimbeckWindow *self)
{
  g_return_val_if_fail (LIMBECK_IS_WINDOW (self), NULL);

  return self->surveyor;
}

void
limbeck_window_tell (LimbeckWindow *self, const char *text)
{
  g_autofree char *escaped = NULL;
  AdwToast        *toast;

  g_return_if_fail (LIMBECK_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  /* The title of a toast is markup in libadwaita 1.2. */
  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  /* News of updates stay; this goes first. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static gboolean
limbeck_window_close_request (GtkWindow *window)
{
  LimbeckWindow *self = LIMBECK_WINDOW (window);
  GSettings     *settings = get_settings (self);
  int            width;
  int            height;

  /* The guided way decides by itself whether it may be left. */
  if (self->assistant != NULL)
    gtk_window_close (GTK_WINDOW (self->assistant));
  if (self->assistant != NULL)
    return TRUE;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (settings, "window-width", MAX (width, 360));
  g_settings_set_int (settings, "window-height", MAX (height, 300));
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  limbeck_surveyor_stop (self->surveyor);

  return GTK_WINDOW_CLASS (limbeck_window_parent_class)->close_request (window);
}

static void
limbeck_window_dispose (GObject *object)
{
  LimbeckWindow *self = LIMBECK_WINDOW (object);

  if (self->surveyor != NULL)
    limbeck_surveyor_stop (self->surveyor);
  if (self->passwords != NULL)
    limbeck_password_source_stop (self->passwords);
  g_clear_weak_pointer (&self->assistant);
  g_clear_object (&self->statement);
  g_clear_pointer (&self->arrivals, limbeck_arrival_toast_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), LIMBECK_TYPE_WINDOW);
  g_clear_object (&self->passwords);
  g_clear_object (&self->stamping);
  g_clear_object (&self->surveyor);

  G_OBJECT_CLASS (limbeck_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/limbeck/Limbeck/window/window.ui");
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, apply_place);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, apply);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, apply_short);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, search);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, switcher_place);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, target_button);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, unfinished);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, card);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, revisions);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, checks);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, recent);
  gtk_widget_class_bind_template_child (widget_class, LimbeckWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
}

static void
limbeck_window_class_init (LimbeckWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = limbeck_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = limbeck_window_close_request;

  g_type_ensure (LIMBECK_TYPE_CHECKS_PAGE);
  g_type_ensure (LIMBECK_TYPE_FOLD_LAYOUT);
  g_type_ensure (LIMBECK_TYPE_REVISIONS_PAGE);
  g_type_ensure (LIMBECK_TYPE_SHORT_LAYOUT);
  g_type_ensure (LIMBECK_TYPE_STATE_CARD);
  g_type_ensure (LIMBECK_TYPE_TARGET_BUTTON);
  g_type_ensure (LIMBECK_TYPE_UNFINISHED_BAR);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
follow_surveyor (LimbeckWindow *self)
{
  const struct
  {
    const char *signal;
    GCallback   callback;
  } handlers[] = {
    { "notify::project", G_CALLBACK (project_changed_cb) },
    { "notify::target", G_CALLBACK (project_changed_cb) },
    { "notify::problem", G_CALLBACK (project_changed_cb) },
    { "notify::survey", G_CALLBACK (survey_changed_cb) },
    { "notify::survey", G_CALLBACK (checked_changed_cb) },
    { "notify::checked", G_CALLBACK (checked_changed_cb) },
    { "notify::busy", G_CALLBACK (busy_changed_cb) },
    { "notify::stage", G_CALLBACK (show_card) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (
        self->surveyor, handlers[i].signal, handlers[i].callback, self, G_CONNECT_SWAPPED);
}

static void
limbeck_window_init (LimbeckWindow *self)
{
  self->surveyor = limbeck_surveyor_new ();
  self->passwords = limbeck_password_source_new (self->surveyor, GTK_WINDOW (self));
  g_signal_connect_object (
      self->passwords, "not-kept", G_CALLBACK (password_not_kept_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->arrivals = limbeck_arrival_toast_new (self->toasts);

  g_object_bind_property (limbeck_revisions_page_get_search_bar (self->revisions),
                          "search-mode-enabled",
                          self->search,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->switcher_place,
                           "notify::visible-child",
                           G_CALLBACK (show_switcher_bar),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_layout_manager (GTK_WIDGET (self->card)),
                           "notify::folded",
                           G_CALLBACK (show_header),
                           self,
                           G_CONNECT_SWAPPED);
  follow_surveyor (self);
  limbeck_window_add_actions (self);
  show_stack_page (self);
  show_header (self);
  limbeck_target_button_show (self->target_button, NULL, NULL);
  survey_changed_cb (self);
}
