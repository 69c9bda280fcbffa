#include "config.h"

#include <glib/gstdio.h>

#include "gui/application/recent-projects.h"

#include "gui-test.h"
#include "limbeck-check.h"

typedef struct
{
  const char *accel;
  const char *action;
} Shortcut;

static const Shortcut shortcuts[] = {
  { "<Control>o", "app.open" },
  { "<Control>r", "win.refresh" },
  { "F5", "win.refresh" },
  { "<Control>f", "win.search" },
  { "<Control>Return", "win.apply" },
  { "<Alt>Return", "win.details" },
  { "<Control>comma", "win.preferences" },
  { "<Control>q", "app.quit" },
  { "<Control>1", "win.page::revisions" },
  { "<Control>2", "win.page::checks" },
};

START_TEST (every_shortcut_leads_to_its_action)
  {
    GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
    g_auto (GStrv)
        actions = gtk_application_get_actions_for_accel (application, shortcuts[_i].accel);

    ck_assert_uint_eq (g_strv_length (actions), 1);
    ck_assert_str_eq (actions[0], shortcuts[_i].action);
  }
END_TEST

static GSettings *
application_settings (void)
{
  return limbeck_application_get_settings (LIMBECK_APPLICATION (g_application_get_default ()));
}

START_TEST (recent_projects_are_newest_first_and_only_once)
  {
    GSettings       *settings = application_settings ();
    g_autofree char *first = g_dir_make_tmp ("limbeck first \xc3\xbc XXXXXX", NULL);
    g_autofree char *second = g_dir_make_tmp ("limbeck second XXXXXX", NULL);
    g_autoptr (GPtrArray) directories = NULL;

    limbeck_recent_projects_add (settings, first);
    limbeck_recent_projects_add (settings, second);
    limbeck_recent_projects_add (settings, first);
    directories = limbeck_recent_projects_list (settings);

    ck_assert_uint_eq (directories->len, 2);
    ck_assert_str_eq (g_ptr_array_index (directories, 0), first);
    ck_assert_str_eq (g_ptr_array_index (directories, 1), second);
    g_rmdir (first);
    g_rmdir (second);
  }
END_TEST

START_TEST (recent_projects_that_are_gone_are_left_out)
  {
    GSettings       *settings = application_settings ();
    g_autofree char *gone = g_dir_make_tmp ("limbeck-XXXXXX", NULL);
    g_autoptr (GPtrArray) directories = NULL;

    limbeck_recent_projects_add (settings, gone);
    g_rmdir (gone);
    directories = limbeck_recent_projects_list (settings);

    ck_assert_uint_eq (directories->len, 0);
  }
END_TEST

START_TEST (the_program_says_who_made_it)
  {
    LimbeckWindow *window = limbeck_gui_test_open (NULL);
    GtkWidget     *about;

    gtk_widget_activate_action (GTK_WIDGET (window), "app.about", NULL);
    about = limbeck_gui_test_wait_window ("AdwAboutWindow");
    limbeck_gui_test_wait_label (about, "Limbeck");
    limbeck_gui_test_shoot (about, "about");
  }
END_TEST

static Suite *
application_suite (void)
{
  Suite *suite = suite_create ("application");
  TCase *tcase = tcase_create ("application");

  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_loop_test (tcase, every_shortcut_leads_to_its_action, 0, G_N_ELEMENTS (shortcuts));
  tcase_add_test (tcase, recent_projects_are_newest_first_and_only_once);
  tcase_add_test (tcase, recent_projects_that_are_gone_are_left_out);
  tcase_add_test (tcase, the_program_says_who_made_it);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (application_suite ());
}
