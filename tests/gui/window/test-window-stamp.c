#include "config.h"

#include <string.h>

#include "gui-shop.h"
#include "gui-test.h"
#include "limbeck-check.h"

#define PRESENT "2b84d7f1a05c"

static LimbeckTestProject *
make_shop (const char *database)
{
  LimbeckTestProject *project = limbeck_gui_shop_new (database, NULL);

  limbeck_test_cluster_run (
      limbeck_gui_shop_get_cluster (), database, "create table customer (id int)");

  return project;
}

static LimbeckWindow *
open_shop (LimbeckTestProject *project)
{
  LimbeckWindow *window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));

  limbeck_gui_test_wait_surveyed (window);

  return window;
}

static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  if (g_strcmp0 (gtk_widget_get_name (widget), name) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

START_TEST (an_unversioned_database_can_be_marked)
  {
    g_autoptr (LimbeckTestProject) project = make_shop ("unversioned");
    LimbeckWindow   *window = open_shop (project);
    GtkWidget       *dialog = NULL;
    GtkEditable     *entry = NULL;
    g_autofree char *rows = NULL;

    gtk_widget_activate_action (GTK_WIDGET (window), "revision.select", "s", PRESENT);
    limbeck_gui_test_wait_mapped (window, "stamp", TRUE);
    limbeck_gui_test_shoot (window, "unversioned");
    limbeck_gui_test_click (window, "stamp");
    dialog = limbeck_gui_test_wait_window ("AdwMessageDialog");
    entry = GTK_EDITABLE (find_named (dialog, "database-name"));
    ck_assert (!adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
    gtk_editable_set_text (entry, "Unversioned");
    ck_assert (!adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
    gtk_editable_set_text (entry, "unversioned");
    ck_assert (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "confirm"));
    limbeck_gui_test_settle (dialog);
    limbeck_gui_test_shoot (dialog, "stamp");
    limbeck_gui_test_click_label (dialog, "Mark");

    limbeck_gui_test_wait_label (window, "4 updates are pending");
    limbeck_gui_test_wait_mapped (window, "stamp", FALSE);
    rows = limbeck_test_cluster_ask (limbeck_gui_shop_get_cluster (),
                                     "unversioned",
                                     "select string_agg(version_num, ' ') from alembic_version");
    ck_assert_str_eq (rows, PRESENT);
  }
END_TEST

START_TEST (what_fails_is_told_and_the_database_is_as_before)
  {
    g_autoptr (LimbeckTestProject) project = make_shop ("changed");
    LimbeckWindow *window = open_shop (project);
    GtkWidget     *dialog = NULL;

    gtk_widget_activate_action (GTK_WIDGET (window), "revision.stamp", "s", PRESENT);
    dialog = limbeck_gui_test_wait_window ("AdwMessageDialog");
    gtk_editable_set_text (GTK_EDITABLE (find_named (dialog, "database-name")), "changed");
    limbeck_test_project_write (project, "migrations/env.py", "raise RuntimeError('broken')\n");
    limbeck_gui_test_click_label (dialog, "Mark");

    limbeck_gui_test_wait_label (limbeck_gui_test_wait_window ("AdwMessageDialog"),
                                 "The Database Was Not Marked");
  }
END_TEST

START_TEST (a_versioned_database_is_not_offered_it)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("versioned", PRESENT);
    LimbeckWindow *window = open_shop (project);

    gtk_widget_activate_action (GTK_WIDGET (window), "revision.select", "s", PRESENT);
    limbeck_gui_test_settle (window);

    ck_assert (!gtk_widget_get_mapped (limbeck_gui_test_find (window, "stamp")));
  }
END_TEST

static Suite *
window_stamp_suite (void)
{
  Suite *suite = suite_create ("gui/window/window-stamp");
  TCase *tcase = tcase_create ("window-stamp");

  tcase_set_timeout (tcase, 240);
  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, an_unversioned_database_can_be_marked);
  tcase_add_test (tcase, what_fails_is_told_and_the_database_is_as_before);
  tcase_add_test (tcase, a_versioned_database_is_not_offered_it);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (window_stamp_suite ());
}
