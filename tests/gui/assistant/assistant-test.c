#include "config.h"

#include "assistant-test.h"

void
limbeck_guide_open_project (LimbeckGuide       *self,
                            const char         *database,
                            LimbeckTestProject *project,
                            LimbeckDirection    direction,
                            const char         *target)
{
  self->database = database;
  self->project = project;
  self->window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));
  limbeck_gui_test_wait_surveyed (self->window);
  gtk_widget_activate_action (GTK_WIDGET (self->window),
                              direction == LIMBECK_DIRECTION_UPGRADE ? "revision.upgrade"
                                                                     : "revision.downgrade",
                              "s",
                              target);
  self->assistant = limbeck_gui_test_wait_window ("LimbeckAssistant");
  g_object_add_weak_pointer (G_OBJECT (self->assistant), (gpointer *) &self->assistant);
  limbeck_gui_test_settle (self->assistant);
}

void
limbeck_guide_open (LimbeckGuide    *self,
                    const char      *database,
                    const char      *revision,
                    LimbeckDirection direction,
                    const char      *target)
{
  limbeck_guide_open_project (
      self, database, limbeck_gui_shop_new (database, revision), direction, target);
}

void
limbeck_guide_clear (LimbeckGuide *self)
{
  if (self->assistant != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->assistant), (gpointer *) &self->assistant);
  g_clear_pointer (&self->project, limbeck_test_project_free);
}

void
limbeck_guide_next (LimbeckGuide *self)
{
  limbeck_gui_test_click (self->assistant, "next");
}

static gboolean
is_past_waiting (gpointer data)
{
  LimbeckGuide *self = data;

  return !gtk_widget_get_mapped (limbeck_gui_test_find (self->assistant, "waiting_text"));
}

static void
accept_below (GtkWidget *widget)
{
  if (GTK_IS_CHECK_BUTTON (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    accept_below (child);
}

void
limbeck_guide_accept_warnings (LimbeckGuide *self)
{
  accept_below (limbeck_gui_test_find (self->assistant, "rows"));
}

void
limbeck_guide_go_to_backup (LimbeckGuide *self)
{
  limbeck_guide_next (self);
  limbeck_gui_test_wait (is_past_waiting, self);
  if (gtk_widget_get_mapped (limbeck_gui_test_find (self->assistant, "rows")))
    {
      limbeck_guide_accept_warnings (self);
      limbeck_guide_next (self);
    }
  limbeck_gui_test_wait_mapped (self->assistant, "choices", TRUE);
}

void
limbeck_guide_choose (LimbeckGuide *self, const char *id)
{
  gtk_check_button_set_active (limbeck_gui_test_find (self->assistant, id), TRUE);
}

gboolean
limbeck_guide_may_go_on (LimbeckGuide *self)
{
  GtkWidget *next = limbeck_gui_test_find (self->assistant, "next");

  return gtk_widget_get_mapped (next) && gtk_widget_is_sensitive (next);
}

static gboolean
is_gone (gpointer data)
{
  LimbeckGuide *self = data;

  return self->assistant == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->assistant));
}

void
limbeck_guide_wait_gone (LimbeckGuide *self)
{
  limbeck_gui_test_wait (is_gone, self);
}

void
limbeck_guide_assert_stands_at (LimbeckGuide *self, const char *revision)
{
  g_autofree char *rows = limbeck_test_cluster_ask (
      limbeck_gui_shop_get_cluster (),
      self->database,
      "select string_agg(version_num, ',') from alembic_version");

  ck_assert_str_eq (rows, revision);
}
