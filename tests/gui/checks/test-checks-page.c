#include <string.h>

#include "gui-shop.h"
#include "gui-test.h"
#include "limbeck-check.h"

static LimbeckWindow *
open_checks (LimbeckTestProject *project)
{
  LimbeckWindow *window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));

  limbeck_gui_test_wait_surveyed (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "checks");
  limbeck_gui_test_wait_mapped (window, "passed", TRUE);

  return window;
}

START_TEST (several_heads_have_a_button_that_upgrades_to_all)
  {
    static const LimbeckTestRevision second = { .revision = "8af5d2b7c491",
                                                .down = "57f20b6e41ad",
                                                .message = "index open invoices" };
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("buttons", "2b84d7f1a05c");
    LimbeckWindow *window = NULL;
    GListModel    *windows = NULL;

    limbeck_test_project_add_revisions (project, &second, 1);
    window = open_checks (project);
    limbeck_gui_test_shoot (window, "checks-remedy");
    limbeck_gui_test_click_label (window, "Upgrade to All Heads…");

    windows = gtk_window_get_toplevels ();
    ck_assert_uint_gt (g_list_model_get_n_items (windows), 1);
  }
END_TEST

static gboolean
is_versioned (gpointer window)
{
  return limbeck_gui_test_find_label (window, "Copy Command") == NULL;
}

START_TEST (a_missing_version_table_has_a_command_to_copy)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("wild", "2b84d7f1a05c");
    LimbeckWindow *window = NULL;

    limbeck_test_cluster_run (
        limbeck_gui_shop_get_cluster (), "wild", "alter table alembic_version rename to kept");
    window = open_checks (project);
    limbeck_gui_test_click_label (window, "Copy Command");

    limbeck_test_cluster_run (
        limbeck_gui_shop_get_cluster (), "wild", "alter table kept rename to alembic_version");
    gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
    limbeck_gui_test_wait (is_versioned, window);
  }
END_TEST

static Suite *
checks_page_suite (void)
{
  Suite *suite = suite_create ("checks-page");
  TCase *tcase = tcase_create ("checks-page");

  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, several_heads_have_a_button_that_upgrades_to_all);
  tcase_add_test (tcase, a_missing_version_table_has_a_command_to_copy);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (checks_page_suite ());
}
