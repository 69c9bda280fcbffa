#include "config.h"

#include <string.h>

#include "gui/preferences/preferences-window.h"

#include "gui-shop.h"
#include "gui-test.h"
#include "limbeck-check.h"

static LimbeckTestProject *project;
static LimbeckWindow      *window;
static GtkWidget          *preferences;

static void
set_up (void)
{
  limbeck_gui_shop_start ();
  project = limbeck_gui_shop_new ("preferences", "2b84d7f1a05c");
}

static void
tear_down (void)
{
  g_clear_pointer (&project, limbeck_test_project_free);
  limbeck_gui_shop_stop ();
}

static void
open_window (void)
{
  limbeck_gui_test_start ();
  window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));
  limbeck_gui_test_wait_surveyed (window);
  limbeck_gui_test_press ("ctrl+comma");
  preferences = limbeck_gui_test_wait_window ("LimbeckPreferencesWindow");
}

static LimbeckProjectSettings *
settings (void)
{
  return limbeck_surveyor_get_settings (limbeck_window_get_surveyor (window));
}

START_TEST (what_is_used_is_told)
  {
    AdwPreferencesGroup *group = limbeck_gui_test_find (preferences, "url_group");

    ck_assert_str_eq (adw_preferences_group_get_description (group),
                      "In use: sqlalchemy.url in alembic.ini. Leave it empty to take it from the "
                      "project. A password is not stored here.");
    limbeck_gui_test_shoot (preferences, "preferences");
  }
END_TEST

START_TEST (a_url_is_kept_without_its_password_and_used_at_once)
  {
    g_autofree char *url = limbeck_test_cluster_dup_url_for (
        limbeck_gui_shop_get_cluster (), "elsewhere", "postgres", "secret");
    g_autofree char *kept = NULL;
    GtkEditable     *entry = limbeck_gui_test_find (preferences, "url");

    limbeck_test_cluster_create_database (limbeck_gui_shop_get_cluster (), "elsewhere");
    limbeck_gui_test_type (preferences, "url", url);
    g_signal_emit_by_name (entry, "apply");

    kept = limbeck_project_settings_dup_database_url (settings ());
    ck_assert_ptr_null (strstr (kept, "secret"));
    ck_assert_str_eq (gtk_editable_get_text (entry), kept);
    limbeck_gui_test_wait_label (window, "6 updates are pending");
  }
END_TEST

START_TEST (a_url_of_another_kind_of_database_is_refused)
  {
    g_autofree char *kept = NULL;

    limbeck_gui_test_type (preferences, "url", "mysql://root@localhost/shop");
    g_signal_emit_by_name (limbeck_gui_test_find (preferences, "url"), "apply");

    kept = limbeck_project_settings_dup_database_url (settings ());
    ck_assert_ptr_null (kept);
    ck_assert_ptr_nonnull (limbeck_gui_test_find_type (preferences, "AdwToastWidget"));
  }
END_TEST

START_TEST (an_interpreter_that_is_none_blocks)
  {
    limbeck_gui_test_type (preferences, "interpreter", "/nonexistent/python");
    g_signal_emit_by_name (limbeck_gui_test_find (preferences, "interpreter"), "apply");
    limbeck_gui_test_wait_mapped (window, "banner_label", TRUE);
    ck_assert (!gtk_widget_is_sensitive (limbeck_gui_test_find (window, "apply")));
  }
END_TEST

START_TEST (the_time_limit_is_kept)
  {
    gtk_spin_button_set_value (limbeck_gui_test_find (preferences, "time_limit"), 300);
    ck_assert_uint_eq (limbeck_project_settings_get_time_limit (settings ()), 300);
  }
END_TEST

START_TEST (it_may_close_while_an_entry_has_the_focus)
  {
    gtk_widget_grab_focus (limbeck_gui_test_find (preferences, "url"));
    gtk_window_close (GTK_WINDOW (preferences));
    limbeck_gui_test_settle (window);
  }
END_TEST

static Suite *
preferences_suite (void)
{
  Suite *suite = suite_create ("preferences-window");
  TCase *tcase = tcase_create ("preferences-window");

  tcase_add_unchecked_fixture (tcase, set_up, tear_down);
  tcase_add_checked_fixture (tcase, open_window, limbeck_gui_test_stop);
  tcase_add_test (tcase, what_is_used_is_told);
  tcase_add_test (tcase, a_url_is_kept_without_its_password_and_used_at_once);
  tcase_add_test (tcase, a_url_of_another_kind_of_database_is_refused);
  tcase_add_test (tcase, an_interpreter_that_is_none_blocks);
  tcase_add_test (tcase, the_time_limit_is_kept);
  tcase_add_test (tcase, it_may_close_while_an_entry_has_the_focus);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (preferences_suite ());
}
