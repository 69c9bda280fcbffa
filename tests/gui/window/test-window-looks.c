#include "config.h"

#include "assistant/assistant-test.h"
#include "look.h"

#define BEFORE "2b84d7f1a05c"
#define HEAD "68d3c1f5279e"
#define BELOW "57f20b6e41ad"

static const char *const languages[] = { "en", "de" };

static void
show_page (LimbeckWindow *window, const char *page, const char *id)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", page);
  limbeck_gui_test_wait_mapped (window, id, TRUE);
}

START_TEST (the_window)
  {
    g_autoptr (LimbeckTestProject) project = NULL;
    LimbeckWindow *window = NULL;

    limbeck_look_start (languages[_i]);
    project = limbeck_gui_shop_new (languages[_i], BEFORE);
    window = limbeck_gui_test_open (NULL);
    limbeck_look_at (window, "welcome");
    limbeck_window_open (window, "/nowhere/at/all");
    limbeck_gui_test_wait_mapped (window, "try_again", TRUE);
    limbeck_look_at (window, "problem");
    limbeck_window_open (window, limbeck_test_project_get_directory (project));
    limbeck_gui_test_wait_surveyed (window);
    gtk_widget_activate_action (GTK_WIDGET (window), "revision.select", "s", "4be1a9d3c820");
    ck_assert (gtk_widget_get_mapped (limbeck_gui_test_find (window, "switcher")));
    limbeck_look_at (window, "revisions");
    limbeck_gui_test_resize (window, 360, 640);
    limbeck_gui_test_press ("alt+Return");
    limbeck_gui_test_wait_mapped (window, "back", TRUE);
    limbeck_look_at (window, "details");
    limbeck_gui_test_click (window, "search");
    limbeck_gui_test_wait_mapped (window, "search_entry", TRUE);
    limbeck_gui_test_type (window, "search_entry", "zebra");
    limbeck_look_at (window, "search");
    show_page (window, "checks", "summary");
    limbeck_look_at (window, "checks");
    adw_expander_row_set_expanded (limbeck_gui_test_find (window, "passed"), TRUE);
    limbeck_look_at (window, "checks-passed");
    gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL);
    limbeck_look_once (limbeck_gui_test_wait_window ("LimbeckPreferencesWindow"), "preferences");
    limbeck_look_stop ();
  }
END_TEST

START_TEST (the_way_up)
  {
    g_autofree char *database = g_strconcat (languages[_i], "_prod", NULL);
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_look_start (languages[_i]);
    limbeck_guide_open (&guide, database, BEFORE, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_look_at (guide.assistant, "up-plan");
    limbeck_gui_test_wait_surveyed (guide.window);
    limbeck_guide_next (&guide);
    limbeck_look_at (guide.assistant, "up-checks");
    limbeck_gui_test_click (guide.assistant, "back");
    limbeck_guide_go_to_backup (&guide);
    limbeck_look_at (guide.assistant, "up-backup");
    limbeck_guide_choose (&guide, "own");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "statement", TRUE);
    limbeck_gui_test_type (guide.assistant, "statement", "A snapshot was taken at noon.");
    limbeck_look_at (guide.assistant, "up-statement");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    limbeck_look_at (guide.assistant, "up-confirm");
    limbeck_gui_test_type (guide.assistant, "name", database);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "output_expander", TRUE);
    limbeck_look_at (guide.assistant, "up-result");
    limbeck_look_stop ();
  }
END_TEST

static const LimbeckTestRevision sleeper = {
  .revision = "79e4f0a6b38c",
  .down = HEAD,
  .message = "take a long time",
  .upgrade = "op.execute('select pg_sleep(600)')",
};

START_TEST (a_run_that_is_stopped)
  {
    g_autofree char *database = g_strconcat (languages[_i], "_run", NULL);
    g_auto (LimbeckGuide) guide = { 0 };
    LimbeckTestProject *project = limbeck_gui_shop_new (database, HEAD);
    GtkWidget          *dialog = NULL;

    limbeck_look_start (languages[_i]);
    limbeck_test_project_add_revisions (project, &sleeper, 1);
    limbeck_guide_open_project (&guide, database, project, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_choose (&guide, "own");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    gtk_spin_button_set_value (limbeck_gui_test_find (guide.assistant, "time_limit"), 600);
    limbeck_guide_next (&guide);
    limbeck_test_cluster_wait_for (
        limbeck_gui_shop_get_cluster (),
        "postgres",
        "select exists (select from pg_stat_activity where query like '%pg_sleep(600)%' "
        "and pid <> pg_backend_pid() and state = 'active')",
        "t");
    limbeck_look_at (guide.assistant, "run");
    limbeck_gui_test_resize (guide.assistant, 360, 640);
    gtk_window_close (GTK_WINDOW (guide.assistant));
    dialog = limbeck_gui_test_wait_window ("AdwMessageDialog");
    limbeck_look_once (dialog, "stop");
    adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "stop");
    gtk_window_close (GTK_WINDOW (dialog));
    limbeck_gui_test_wait_mapped (guide.assistant, "output_expander", TRUE);
    limbeck_look_at (guide.assistant, "stopped");
    limbeck_look_stop ();
  }
END_TEST

START_TEST (a_database_without_a_version)
  {
    g_autofree char *database = g_strconcat (languages[_i], "_bare", NULL);
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new (database, NULL);
    LimbeckWindow *window = NULL;

    limbeck_look_start (languages[_i]);
    limbeck_test_cluster_run (
        limbeck_gui_shop_get_cluster (), database, "create table customer (id int)");
    window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));
    limbeck_gui_test_wait_surveyed (window);
    gtk_widget_activate_action (GTK_WIDGET (window), "revision.select", "s", BEFORE);
    limbeck_look_at (window, "bare");
    show_page (window, "checks", "summary");
    limbeck_look_at (window, "bare-checks");
    limbeck_gui_test_resize (window, 360, 640);
    gtk_widget_activate_action (GTK_WIDGET (window), "revision.stamp", "s", BEFORE);
    limbeck_look_once (limbeck_gui_test_wait_window ("AdwMessageDialog"), "stamp");
    limbeck_look_stop ();
  }
END_TEST

START_TEST (the_way_down)
  {
    g_autofree char *database = g_strconcat (languages[_i], "_down", NULL);
    g_auto (LimbeckGuide) guide = { 0 };

    limbeck_look_start (languages[_i]);
    limbeck_guide_open (&guide, database, HEAD, LIMBECK_DIRECTION_DOWNGRADE, BELOW);
    limbeck_look_at (guide.assistant, "down-plan");
    limbeck_guide_go_to_backup (&guide);
    limbeck_look_at (guide.assistant, "down-backup");
    limbeck_guide_choose (&guide, "none");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "accept", TRUE);
    gtk_check_button_set_active (limbeck_gui_test_find (guide.assistant, "accept"), TRUE);
    limbeck_gui_test_type (guide.assistant, "statement", "It is a copy that nobody needs");
    limbeck_look_at (guide.assistant, "down-risk");
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "name", TRUE);
    limbeck_look_at (guide.assistant, "down-confirm");
    limbeck_look_stop ();
  }
END_TEST

static Suite *
looks_suite (void)
{
  Suite *suite = suite_create ("window-looks");
  TCase *tcase = tcase_create ("window-looks");

  tcase_set_timeout (tcase, 300);
  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_loop_test (tcase, the_window, 0, G_N_ELEMENTS (languages));
  tcase_add_loop_test (tcase, the_way_up, 0, G_N_ELEMENTS (languages));
  tcase_add_loop_test (tcase, the_way_down, 0, G_N_ELEMENTS (languages));
  tcase_add_loop_test (tcase, a_run_that_is_stopped, 0, G_N_ELEMENTS (languages));
  tcase_add_loop_test (tcase, a_database_without_a_version, 0, G_N_ELEMENTS (languages));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (looks_suite ());
}
