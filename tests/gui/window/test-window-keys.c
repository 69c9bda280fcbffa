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
  project = limbeck_gui_shop_new ("keys", "2b84d7f1a05c");
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

static guint
n_shown (void)
{
  GtkListView *list_view = limbeck_gui_test_find (window, "list_view");

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list_view)));
}

START_TEST (control_f_searches_and_escape_ends_it)
  {
    limbeck_gui_test_press ("ctrl+f");
    limbeck_gui_test_wait_mapped (window, "search_entry", TRUE);
    limbeck_gui_test_type (window, "search_entry", "PRICES");
    ck_assert_uint_eq (n_shown (), 2);
    limbeck_gui_test_shoot (window, "search");

    limbeck_gui_test_press ("Escape");
    limbeck_gui_test_wait_mapped (window, "search_entry", FALSE);
    ck_assert_uint_eq (n_shown (), 6);
  }
END_TEST

typedef struct
{
  const char *needle;
  guint       n_expected;
} Search;

static const Search searches[] = {
  { "invoices", 1 },
  { "68d3", 1 },
  { "shop", 6 },
  { "  names  ", 1 },
  { "nothing like it", 0 },
  { "2b84d7f1a05c_.py", 1 },
  { "a <b & c", 1 },
};

START_TEST (the_search_looks_at_message_id_label_and_file)
  {
    limbeck_gui_test_click (window, "search");
    limbeck_gui_test_wait_mapped (window, "search_entry", TRUE);
    limbeck_gui_test_type (window, "search_entry", searches[_i].needle);
    ck_assert_uint_eq (n_shown (), searches[_i].n_expected);
  }
END_TEST

START_TEST (a_search_without_a_match_can_be_cleared)
  {
    limbeck_gui_test_click (window, "search");
    limbeck_gui_test_wait_mapped (window, "search_entry", TRUE);
    limbeck_gui_test_type (window, "search_entry", "zebra");
    limbeck_gui_test_wait_label (window, "No Revision Matches");
    limbeck_gui_test_shoot (window, "no-match");
    limbeck_gui_test_click_label (window, "Clear the Search");
    limbeck_gui_test_wait_mapped (window, "list_view", TRUE);
    ck_assert_uint_eq (n_shown (), 6);
  }
END_TEST

START_TEST (a_relative_that_the_search_hides_is_shown_again)
  {
    limbeck_gui_test_click (window, "search");
    limbeck_gui_test_wait_mapped (window, "search_entry", TRUE);
    limbeck_gui_test_type (window, "search_entry", "invoices");
    limbeck_gui_test_click_label (limbeck_gui_test_find (window, "details"),
                                  "merge prices and names");
    limbeck_gui_test_wait_label (limbeck_gui_test_find (window, "details"), "57f20b6e41ad");
    ck_assert_uint_eq (n_shown (), 6);
  }
END_TEST

START_TEST (pages_have_numbers)
  {
    limbeck_gui_test_press ("ctrl+2");
    limbeck_gui_test_wait_mapped (window, "summary", TRUE);
    limbeck_gui_test_press ("ctrl+1");
    limbeck_gui_test_wait_mapped (window, "list_view", TRUE);
  }
END_TEST

/* A menu that is given too little room scrolls. */
static gboolean
is_whole (gpointer label)
{
  GtkWidget     *scrolled = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  return gtk_adjustment_get_page_size (adjustment) >= gtk_adjustment_get_upper (adjustment);
}

/* By its number: with newer keyboard maps xdotool takes F10 for a key that wants Alt. */
#define F10 "76"

START_TEST (shift_f10_opens_the_menu_of_the_selected_revision)
  {
    GtkWidget *label = NULL;

    gtk_widget_grab_focus (limbeck_gui_test_find (window, "list_view"));
    limbeck_gui_test_press ("shift+" F10);
    limbeck_gui_test_wait_label (limbeck_gui_test_find (window, "list_view"), "Open File");
    label = limbeck_gui_test_find_label (limbeck_gui_test_find (window, "list_view"), "Open File");
    limbeck_gui_test_wait (is_whole, label);
    limbeck_gui_test_press ("Escape");
  }
END_TEST

START_TEST (control_question_mark_lists_the_shortcuts)
  {
    GtkWidget *shortcuts;

    limbeck_gui_test_press ("ctrl+question");
    shortcuts = limbeck_gui_test_wait_window ("GtkShortcutsWindow");
    limbeck_gui_test_shoot (shortcuts, "shortcuts");
    gtk_window_close (GTK_WINDOW (shortcuts));
    limbeck_gui_test_press ("ctrl+question");
    ck_assert_ptr_eq (limbeck_gui_test_wait_window ("GtkShortcutsWindow"), shortcuts);
  }
END_TEST

static gboolean
is_plain_icon (GtkWidget *button)
{
  return (GTK_IS_BUTTON (button) && gtk_button_get_icon_name (GTK_BUTTON (button)) != NULL) ||
         (GTK_IS_MENU_BUTTON (button) &&
          gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (button)) != NULL);
}

/* Buttons that GTK or libadwaita made have no id, and their own labels. */
static void
check_icon_buttons (GtkWidget *widget)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (id != NULL && is_plain_icon (widget) && !GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    {
      ck_assert_msg (tooltip != NULL, "the icon button “%s” has no tooltip", id);
      ck_assert_msg (
          gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL),
          "the icon button “%s” has no label",
          id);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_icon_buttons (child);
}

START_TEST (every_icon_button_has_a_label_and_a_tooltip)
  {
    check_icon_buttons (GTK_WIDGET (window));
  }
END_TEST

START_TEST (a_row_reads_as_a_sentence)
  {
    GtkWidget *row = gtk_widget_get_first_child (limbeck_gui_test_find (window, "list_view"));

    gtk_test_accessible_assert_property (
        row, GTK_ACCESSIBLE_PROPERTY_LABEL, "index invoices, 68d3c1f5279e, pending, head, shop");
  }
END_TEST

static Suite *
keys_suite (void)
{
  Suite *suite = suite_create ("window-keys");
  TCase *tcase = tcase_create ("window-keys");

  tcase_add_unchecked_fixture (tcase, set_up, tear_down);
  tcase_add_checked_fixture (tcase, open_window, limbeck_gui_test_stop);
  tcase_add_test (tcase, control_f_searches_and_escape_ends_it);
  tcase_add_loop_test (
      tcase, the_search_looks_at_message_id_label_and_file, 0, G_N_ELEMENTS (searches));
  tcase_add_test (tcase, a_search_without_a_match_can_be_cleared);
  tcase_add_test (tcase, a_relative_that_the_search_hides_is_shown_again);
  tcase_add_test (tcase, pages_have_numbers);
  tcase_add_test (tcase, shift_f10_opens_the_menu_of_the_selected_revision);
  tcase_add_test (tcase, control_question_mark_lists_the_shortcuts);
  tcase_add_test (tcase, every_icon_button_has_a_label_and_a_tooltip);
  tcase_add_test (tcase, a_row_reads_as_a_sentence);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (keys_suite ());
}
