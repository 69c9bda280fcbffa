#include "config.h"

#include "gui-shop.h"
#include "gui-test.h"
#include "limbeck-check.h"

static LimbeckWindow *
open_shop (LimbeckTestProject *project)
{
  LimbeckWindow *window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));

  limbeck_gui_test_wait_surveyed (window);

  return window;
}

static GListModel *
shown_revisions (LimbeckWindow *window)
{
  GtkListView *list_view = limbeck_gui_test_find (window, "list_view");

  return G_LIST_MODEL (gtk_list_view_get_model (list_view));
}

static gboolean
has_seven_revisions (gpointer window)
{
  return g_list_model_get_n_items (shown_revisions (window)) == 7;
}

START_TEST (a_window_without_a_project_offers_to_open_one)
  {
    LimbeckWindow *window = limbeck_gui_test_open (NULL);

    limbeck_gui_test_wait_label (window, "Open an Alembic Project");
    ck_assert (gtk_widget_get_mapped (limbeck_gui_test_find (window, "open")));
    ck_assert (!gtk_widget_get_mapped (limbeck_gui_test_find (window, "apply")));
    limbeck_gui_test_shoot (window, "welcome");
  }
END_TEST

START_TEST (pending_updates_are_counted_and_can_be_applied)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("pending", "2b84d7f1a05c");
    LimbeckWindow *window = open_shop (project);
    GtkWidget     *apply = limbeck_gui_test_find (window, "apply");

    limbeck_gui_test_wait_label (window, "4 updates are pending");
    limbeck_gui_test_wait_label (window, "Apply Updates · 4");
    ck_assert (gtk_widget_is_sensitive (apply));
    ck_assert (gtk_widget_has_css_class (apply, "suggested-action"));
    ck_assert_uint_eq (g_list_model_get_n_items (shown_revisions (window)), 6);
    ck_assert_ptr_nonnull (limbeck_gui_test_find_label (window, "the database is here"));
    limbeck_gui_test_shoot (window, "pending");
    limbeck_gui_test_set_dark (TRUE);
    limbeck_gui_test_shoot (window, "pending-dark");
  }
END_TEST

START_TEST (an_up_to_date_database_says_so_and_why_there_is_nothing_to_apply)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("uptodate", "heads");
    LimbeckWindow *window = open_shop (project);
    GtkWidget     *apply = limbeck_gui_test_find (window, "apply");
    const char    *tooltip = gtk_widget_get_tooltip_text (apply);

    limbeck_gui_test_wait_label (window, "The database is up to date");
    ck_assert (!gtk_widget_is_sensitive (apply));
    ck_assert_str_eq (tooltip, "The database is up to date");
    ck_assert_ptr_null (limbeck_gui_test_find_label (window, "the database is here"));
    limbeck_gui_test_shoot (window, "up-to-date");
  }
END_TEST

START_TEST (an_empty_database_has_everything_pending)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("empty", NULL);
    LimbeckWindow *window = open_shop (project);

    limbeck_gui_test_wait_label (window, "6 updates are pending");
    ck_assert (gtk_widget_is_sensitive (limbeck_gui_test_find (window, "apply")));
  }
END_TEST

START_TEST (the_selected_revision_is_shown_in_full)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("details", "2b84d7f1a05c");
    LimbeckWindow *window = open_shop (project);
    GtkWidget     *details = limbeck_gui_test_find (window, "details");

    gtk_widget_activate_action (GTK_WIDGET (window), "revision.select", "s", "3c95e2087b16");
    limbeck_gui_test_wait_label (details, "prices as numeric, where a <b & c");
    ck_assert_ptr_nonnull (limbeck_gui_test_find_label (details, "3c95e2087b16"));
    ck_assert_ptr_nonnull (limbeck_gui_test_find_label (details, "create products"));
    ck_assert (gtk_widget_is_sensitive (limbeck_gui_test_find (details, "upgrade")));
    ck_assert (!gtk_widget_is_sensitive (limbeck_gui_test_find (details, "downgrade")));

    gtk_widget_activate_action (GTK_WIDGET (window), "revision.select", "s", "2b84d7f1a05c");
    limbeck_gui_test_wait_label (details, "Applied, and the database is here");
    ck_assert (!gtk_widget_is_sensitive (limbeck_gui_test_find (details, "upgrade")));
    ck_assert (!gtk_widget_is_sensitive (limbeck_gui_test_find (details, "downgrade")));

    gtk_widget_activate_action (GTK_WIDGET (window), "revision.select", "s", "1a6f0c3e92d4");
    limbeck_gui_test_wait_label (details, "create customers");
    ck_assert (gtk_widget_is_sensitive (limbeck_gui_test_find (details, "downgrade")));
  }
END_TEST

START_TEST (the_id_goes_to_the_clipboard)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("copy", "heads");
    LimbeckWindow   *window = open_shop (project);
    g_autofree char *toast = NULL;

    gtk_widget_activate_action (GTK_WIDGET (window), "revision.select", "s", "1a6f0c3e92d4");
    limbeck_gui_test_click (limbeck_gui_test_find (window, "details"), "copy");
    limbeck_gui_test_wait_label (window, "The revision id is on the clipboard");
    toast = limbeck_gui_test_dup_toast (window);
    ck_assert_str_eq (toast, "The revision id is on the clipboard");
  }
END_TEST

START_TEST (another_target_has_its_own_state)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("targets", "2b84d7f1a05c");
    g_autofree char *path = g_build_filename (
        limbeck_test_project_get_directory (project), "alembic.ini", NULL);
    g_autofree char *contents = NULL;
    g_auto (GStrv) parts = NULL;
    g_autofree char *changed = NULL;
    LimbeckWindow   *window;

    limbeck_test_cluster_create_database (limbeck_gui_shop_get_cluster (), "other");
    ck_assert (g_file_get_contents (path, &contents, NULL, NULL));
    parts = g_strsplit (contents, "/targets", 2);
    changed = g_strjoinv ("/other", parts);
    limbeck_test_project_write (project, "alembic_blocks.ini", changed);

    window = open_shop (project);
    limbeck_gui_test_wait_label (window, "shop · Main");
    limbeck_gui_test_wait_label (window, "4 updates are pending");
    gtk_widget_activate_action (GTK_WIDGET (window), "win.target", "i", 1);
    limbeck_gui_test_wait_surveyed (window);
    limbeck_gui_test_wait_label (window, "shop · Blocks");
    limbeck_gui_test_wait_label (window, "6 updates are pending");
    gtk_widget_activate_action (GTK_WIDGET (window), "win.targets", NULL);
    limbeck_gui_test_wait_label (window, "Blocks");
  }
END_TEST

START_TEST (a_new_revision_file_appears_by_itself)
  {
    static const LimbeckTestRevision added = { .revision = "79e4f0a6b38c",
                                               .down = "68d3c1f5279e",
                                               .message = "appeared meanwhile" };
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("watch", "heads");
    LimbeckWindow *window = open_shop (project);

    gtk_widget_activate_action (GTK_WIDGET (window), "revision.select", "s", "1a6f0c3e92d4");
    limbeck_test_project_add_revisions (project, &added, 1);
    limbeck_gui_test_wait (has_seven_revisions, window);
    limbeck_gui_test_wait_label (window, "1 update is pending");
    /* The selection has moved with its revision. */
    ck_assert_ptr_nonnull (
        limbeck_gui_test_find_label (limbeck_gui_test_find (window, "details"), "1a6f0c3e92d4"));
  }
END_TEST

static const LimbeckTestRevision pulled[] = {
  { .revision = "79e4f0a6b38c", .down = "68d3c1f5279e", .message = "first of the pull" },
  { .revision = "8af5d2b7c491", .down = "79e4f0a6b38c", .message = "second of the pull" },
  { .revision = "9b06e3c8d5a2", .down = "8af5d2b7c491", .message = "third of the pull" },
};

static gboolean
has_no_toast (gpointer window)
{
  return limbeck_gui_test_find_type (window, "AdwToastWidget") == NULL;
}

START_TEST (updates_that_come_are_announced_until_they_go)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("pull", "2b84d7f1a05c");
    LimbeckWindow *window = open_shop (project);
    GtkWidget     *label;

    /* What was there before is no news. */
    ck_assert (has_no_toast (window));
    limbeck_test_project_add_revisions (project, pulled, 1);
    limbeck_gui_test_wait_label (window, "1 new update is ready");
    limbeck_test_project_add_revisions (project, pulled + 1, 2);
    limbeck_gui_test_wait_label (window, "3 new updates are ready");
    label = limbeck_gui_test_find_label (window, "3 new updates are ready");
    ck_assert (gtk_test_accessible_has_role (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_ROLE_ALERT));
    limbeck_gui_test_wait_surveyed (window);
    limbeck_gui_test_shoot (window, "arrivals");

    limbeck_test_project_run_alembic (project, "upgrade", "heads", NULL);
    gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
    limbeck_gui_test_wait (has_no_toast, window);
  }
END_TEST

START_TEST (updates_that_came_are_shown_by_a_button)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("pullshow", "heads");
    LimbeckWindow *window = open_shop (project);

    gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "checks");
    limbeck_test_project_add_revisions (project, pulled, 2);
    limbeck_gui_test_wait_label (window, "2 new updates are ready");
    limbeck_gui_test_click_label (window, "Show");
    limbeck_gui_test_wait_label (limbeck_gui_test_find (window, "details"), "second of the pull");
    limbeck_gui_test_wait (has_no_toast, window);
    /* They have been seen. */
    limbeck_gui_test_wait_surveyed (window);
    limbeck_test_project_add_revisions (project, pulled + 2, 1);
    limbeck_gui_test_wait_label (window, "1 new update is ready");
  }
END_TEST

START_TEST (the_checks_have_a_page)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("checks", "heads");
    LimbeckWindow *window = open_shop (project);

    limbeck_gui_test_click (limbeck_gui_test_find (window, "card"), "checks");
    limbeck_gui_test_wait_mapped (window, "passed", TRUE);
    limbeck_gui_test_shoot (window, "checks");
    adw_expander_row_set_expanded (limbeck_gui_test_find (window, "passed"), TRUE);
    limbeck_gui_test_shoot (window, "checks-passed");
    limbeck_gui_test_click (limbeck_gui_test_find_type (window, "LimbeckChecksPage"), "copy");
    limbeck_gui_test_wait_label (window, "The report is on the clipboard");
  }
END_TEST

START_TEST (applying_can_be_left_with_nothing_changed)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("apply", "2b84d7f1a05c");
    LimbeckWindow *window = open_shop (project);
    GtkWindow     *assistant;

    limbeck_gui_test_press ("ctrl+Return");
    assistant = limbeck_gui_test_wait_window ("LimbeckAssistant");
    ck_assert_ptr_eq (gtk_window_get_transient_for (assistant), window);
    limbeck_gui_test_shoot (assistant, "apply");
    gtk_window_close (assistant);
    limbeck_gui_test_wait_label (window, "Nothing was changed");
    ck_assert (gtk_widget_is_sensitive (limbeck_gui_test_find (window, "apply")));
  }
END_TEST

START_TEST (a_downgrade_leads_to_the_chosen_revision)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("down", "heads");
    LimbeckWindow *window = open_shop (project);
    GtkWidget     *assistant;

    gtk_widget_activate_action (GTK_WIDGET (window), "revision.select", "s", "57f20b6e41ad");
    limbeck_gui_test_click (limbeck_gui_test_find (window, "details"), "downgrade");
    assistant = limbeck_gui_test_wait_window ("LimbeckAssistant");
    limbeck_gui_test_wait_label (assistant, "1. index invoices");
    limbeck_gui_test_shoot (assistant, "downgrade");
  }
END_TEST

START_TEST (closing_the_window_closes_the_guided_way_that_runs_nothing)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("leave", "2b84d7f1a05c");
    LimbeckWindow *window = open_shop (project);

    gtk_widget_activate_action (GTK_WIDGET (window), "win.apply", NULL);
    limbeck_gui_test_wait_window ("LimbeckAssistant");
    gtk_widget_activate_action (GTK_WIDGET (window), "app.quit", NULL);
    ck_assert_uint_eq (g_list_model_get_n_items (gtk_window_get_toplevels ()), 0);
  }
END_TEST

static Suite *
window_suite (void)
{
  Suite *suite = suite_create ("window");
  TCase *tcase = tcase_create ("window");

  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, a_window_without_a_project_offers_to_open_one);
  tcase_add_test (tcase, pending_updates_are_counted_and_can_be_applied);
  tcase_add_test (tcase, an_up_to_date_database_says_so_and_why_there_is_nothing_to_apply);
  tcase_add_test (tcase, an_empty_database_has_everything_pending);
  tcase_add_test (tcase, the_selected_revision_is_shown_in_full);
  tcase_add_test (tcase, the_id_goes_to_the_clipboard);
  tcase_add_test (tcase, another_target_has_its_own_state);
  tcase_add_test (tcase, a_new_revision_file_appears_by_itself);
  tcase_add_test (tcase, updates_that_come_are_announced_until_they_go);
  tcase_add_test (tcase, updates_that_came_are_shown_by_a_button);
  tcase_add_test (tcase, the_checks_have_a_page);
  tcase_add_test (tcase, applying_can_be_left_with_nothing_changed);
  tcase_add_test (tcase, a_downgrade_leads_to_the_chosen_revision);
  tcase_add_test (tcase, closing_the_window_closes_the_guided_way_that_runs_nothing);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (window_suite ());
}
