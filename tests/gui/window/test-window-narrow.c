#include "config.h"

#include "gui-shop.h"
#include "gui-test.h"
#include "limbeck-check.h"

static LimbeckTestProject *project;
static LimbeckWindow      *window;

/* One project for all: no test changes it. */
static void
set_up (void)
{
  limbeck_gui_shop_start ();
  project = limbeck_gui_shop_new ("narrow", "2b84d7f1a05c");
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
}

START_TEST (a_wide_window_shows_list_and_details)
  {
    ck_assert (gtk_widget_get_mapped (limbeck_gui_test_find (window, "list_view")));
    ck_assert (gtk_widget_get_mapped (limbeck_gui_test_find (window, "details")));
    ck_assert (gtk_widget_get_mapped (limbeck_gui_test_find (window, "switcher")));
    ck_assert (!gtk_widget_get_mapped (limbeck_gui_test_find (window, "back")));
  }
END_TEST

static void
assert_whole (GtkWidget *label)
{
  ck_assert (!pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
}

START_TEST (in_a_narrow_window_the_details_are_a_page_of_their_own)
  {
    limbeck_gui_test_resize (window, 360, 640);
    limbeck_gui_test_wait_mapped (window, "details", FALSE);
    limbeck_gui_test_wait_mapped (window, "apply_narrow", TRUE);
    limbeck_gui_test_wait_mapped (window, "apply_place", FALSE);
    ck_assert (gtk_widget_is_sensitive (limbeck_gui_test_find (window, "apply_narrow")));
    assert_whole (limbeck_gui_test_find_label (window, "Apply"));
    ck_assert (!gtk_widget_get_mapped (limbeck_gui_test_find (window, "switcher")));
    assert_whole (limbeck_gui_test_find_label (window, "shop · Main"));
    limbeck_gui_test_shoot (window, "narrow");

    limbeck_gui_test_press ("alt+Return");
    limbeck_gui_test_wait_mapped (window, "back", TRUE);
    limbeck_gui_test_shoot (window, "narrow-details");
    limbeck_gui_test_click (window, "back");
    limbeck_gui_test_wait_mapped (window, "list_view", TRUE);
  }
END_TEST

START_TEST (a_search_is_seen_wherever_it_is_begun)
  {
    limbeck_gui_test_resize (window, 360, 640);
    limbeck_gui_test_press ("alt+Return");
    limbeck_gui_test_wait_mapped (window, "back", TRUE);
    limbeck_gui_test_press ("ctrl+f");
    limbeck_gui_test_wait_mapped (window, "search_entry", TRUE);
    limbeck_gui_test_press ("Escape");
    limbeck_gui_test_wait_mapped (window, "search_entry", FALSE);

    gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "checks");
    limbeck_gui_test_wait_mapped (window, "summary", TRUE);
    limbeck_gui_test_click (window, "search");
    limbeck_gui_test_wait_mapped (window, "search_entry", TRUE);
  }
END_TEST

START_TEST (the_window_works_at_360_by_300)
  {
    limbeck_gui_test_resize (window, 360, 300);
    ck_assert (gtk_widget_get_mapped (limbeck_gui_test_find (window, "list_view")));
    limbeck_gui_test_wait_mapped (window, "apply_narrow", TRUE);
    limbeck_gui_test_shoot (window, "smallest");
    gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "checks");
    limbeck_gui_test_wait_mapped (window, "summary", TRUE);
    limbeck_gui_test_shoot (window, "smallest-checks");
  }
END_TEST

START_TEST (a_window_that_grows_unfolds_again)
  {
    limbeck_gui_test_resize (window, 360, 640);
    limbeck_gui_test_wait_mapped (window, "details", FALSE);
    limbeck_gui_test_resize (window, 1000, 640);
    limbeck_gui_test_wait_mapped (window, "details", TRUE);
    limbeck_gui_test_wait_mapped (window, "apply", TRUE);
    limbeck_gui_test_wait_mapped (window, "apply_narrow", FALSE);
    ck_assert (gtk_widget_get_mapped (limbeck_gui_test_find (window, "list_view")));
  }
END_TEST

static Suite *
narrow_suite (void)
{
  Suite *suite = suite_create ("window-narrow");
  TCase *tcase = tcase_create ("window-narrow");

  tcase_add_unchecked_fixture (tcase, set_up, tear_down);
  tcase_add_checked_fixture (tcase, open_window, limbeck_gui_test_stop);
  tcase_add_test (tcase, a_wide_window_shows_list_and_details);
  tcase_add_test (tcase, in_a_narrow_window_the_details_are_a_page_of_their_own);
  tcase_add_test (tcase, a_search_is_seen_wherever_it_is_begun);
  tcase_add_test (tcase, the_window_works_at_360_by_300);
  tcase_add_test (tcase, a_window_that_grows_unfolds_again);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (narrow_suite ());
}
