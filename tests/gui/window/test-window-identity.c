#include "config.h"

#include <string.h>

#include "core/database/known-database.h"
#include "gui/shared/class-badge.h"

#include "gui-shop.h"
#include "gui-test.h"
#include "limbeck-check.h"

#define REVISION "2b84d7f1a05c"

static LimbeckSurvey *
get_survey (LimbeckWindow *window)
{
  return limbeck_surveyor_get_survey (limbeck_window_get_surveyor (window));
}

static LimbeckWindow *
open_shop (LimbeckTestProject *project)
{
  LimbeckWindow *window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));

  limbeck_gui_test_wait_surveyed (window);

  return window;
}

static GtkWidget *
get_badge (LimbeckWindow *window)
{
  return limbeck_gui_test_find (limbeck_gui_test_find (window, "card"), "class_badge");
}

/* What the badge says has to be a word, and the icon of that word. */
static gboolean
shows_class (LimbeckWindow *window, const char *word, const char *css_class)
{
  GtkWidget *badge = get_badge (window);

  return gtk_widget_get_mapped (badge) && gtk_widget_has_css_class (badge, css_class) &&
         limbeck_gui_test_find_label (badge, word) != NULL;
}

static gboolean
shows_production (gpointer window)
{
  return shows_class (window, "Production", "production");
}

static gboolean
shows_staging (gpointer window)
{
  return shows_class (window, "Staging", "staging");
}

static gboolean
shows_development (gpointer window)
{
  return shows_class (window, "Development", "development");
}

/* Presses a button of the menu that the badge opens. */
static void
choose_class (LimbeckWindow *window, const char *word)
{
  GtkMenuButton *button = limbeck_gui_test_find (limbeck_gui_test_find (window, "card"),
                                                 "class_button");
  GtkWidget     *item = NULL;

  gtk_menu_button_popup (button);
  limbeck_gui_test_settle (window);
  item = limbeck_gui_test_find_label (gtk_menu_button_get_popover (button), word);
  ck_assert_ptr_nonnull (item);
  while (!g_str_equal (G_OBJECT_TYPE_NAME (item), "GtkModelButton"))
    item = gtk_widget_get_parent (item);
  ck_assert (gtk_widget_is_sensitive (item));
  ck_assert (gtk_widget_activate (item));
  gtk_menu_button_popdown (button);
}

static GtkWidget *
find_named (GtkWidget *root, const char *name)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_widget_get_name (root), name) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, name);

  return found;
}

static void
type_name (gpointer dialog, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (find_named (dialog, "database-name")), name);
}

static gboolean
may_confirm (gpointer dialog)
{
  return adw_message_dialog_get_response_enabled (dialog, "confirm");
}

START_TEST (the_class_is_raised_at_once)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("raised", REVISION);
    LimbeckWindow *window = open_shop (project);

    ck_assert (shows_development (window));
    ck_assert (!limbeck_survey_is_target_class_set (get_survey (window)));
    limbeck_gui_test_shoot (window, "class-development");
    choose_class (window, "Staging");
    limbeck_gui_test_wait (shows_staging, window);
    limbeck_gui_test_wait_surveyed (window);
    limbeck_gui_test_shoot (window, "class-staging");
    choose_class (window, "Production");
    limbeck_gui_test_wait (shows_production, window);
    limbeck_gui_test_wait_surveyed (window);
    ck_assert (limbeck_survey_is_target_class_set (get_survey (window)));
    limbeck_gui_test_shoot (window, "class-production");
    limbeck_gui_test_set_dark (TRUE);
    limbeck_gui_test_settle (window);
    limbeck_gui_test_shoot (window, "class-production-dark");
    limbeck_gui_test_set_dark (FALSE);
    limbeck_gui_test_resize (window, 360, 640);
    limbeck_gui_test_shoot (window, "class-production-narrow");
    ck_assert (shows_production (window));
  }
END_TEST

START_TEST (the_class_is_lowered_only_by_name)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("lowered_prod", REVISION);
    LimbeckWindow *window = open_shop (project);
    gpointer       dialog = NULL;

    ck_assert (shows_production (window));
    choose_class (window, "Development");
    dialog = limbeck_gui_test_wait_window ("AdwMessageDialog");
    ck_assert (!may_confirm (dialog));
    type_name (dialog, "lowered");
    ck_assert (!may_confirm (dialog));
    limbeck_gui_test_shoot (dialog, "class-lower");
    limbeck_gui_test_click_label (dialog, "Cancel");
    limbeck_gui_test_settle (window);
    ck_assert (shows_production (window));

    choose_class (window, "Development");
    dialog = limbeck_gui_test_wait_window ("AdwMessageDialog");
    type_name (dialog, "lowered_prod");
    ck_assert (may_confirm (dialog));
    limbeck_gui_test_click_label (dialog, "Take Less Care");
    limbeck_gui_test_wait (shows_development, window);
  }
END_TEST

START_TEST (what_was_guessed_can_be_said)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("said", REVISION);
    LimbeckWindow *window = open_shop (project);

    choose_class (window, "Development");
    limbeck_gui_test_settle (window);
    limbeck_gui_test_wait_surveyed (window);
    while (!limbeck_survey_is_target_class_set (get_survey (window)))
      g_main_context_iteration (NULL, TRUE);
    ck_assert (shows_development (window));
  }
END_TEST

static gboolean
is_accepted (gpointer window)
{
  return limbeck_gui_test_find_label (window, "Accept This Database…") == NULL;
}

START_TEST (another_database_is_accepted_by_its_name)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("swapped", REVISION);
    LimbeckWindow *window = open_shop (project);
    gpointer       dialog = NULL;

    limbeck_test_cluster_create_database (limbeck_gui_shop_get_cluster (), "swapped");
    gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
    limbeck_gui_test_wait_surveyed (window);
    gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "checks");
    limbeck_gui_test_wait_label (window, "The URL leads to another database than before.");
    ck_assert (!gtk_widget_is_sensitive (limbeck_gui_test_find (window, "apply")));
    limbeck_gui_test_shoot (window, "known-database");

    limbeck_gui_test_click_label (window, "Accept This Database…");
    dialog = limbeck_gui_test_wait_window ("AdwMessageDialog");
    ck_assert (!may_confirm (dialog));
    limbeck_gui_test_shoot (dialog, "known-database-accept");
    type_name (dialog, "swapped");
    limbeck_gui_test_click_label (dialog, "Accept");
    limbeck_gui_test_wait (is_accepted, window);
    limbeck_gui_test_wait_surveyed (window);
    ck_assert_ptr_null (limbeck_survey_get_blocker (get_survey (window)));
    ck_assert (gtk_widget_is_sensitive (limbeck_gui_test_find (window, "apply")));
  }
END_TEST

START_TEST (what_can_not_be_remembered_is_told)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("forgetful", REVISION);
    LimbeckWindow   *window = NULL;
    g_autofree char *toast = NULL;

    g_setenv ("XDG_STATE_HOME", "/proc/nowhere", TRUE);
    window = open_shop (project);
    choose_class (window, "Production");
    while (!(toast = limbeck_gui_test_dup_toast (window)))
      g_main_context_iteration (NULL, TRUE);
    ck_assert_ptr_nonnull (strstr (toast, "/proc/nowhere"));
    limbeck_gui_test_wait_surveyed (window);
    ck_assert (shows_development (window));
  }
END_TEST

static Suite *
the_suite (void)
{
  Suite *suite = suite_create ("window-identity");
  TCase *tcase = tcase_create ("window-identity");

  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, the_class_is_raised_at_once);
  tcase_add_test (tcase, the_class_is_lowered_only_by_name);
  tcase_add_test (tcase, what_was_guessed_can_be_said);
  tcase_add_test (tcase, another_database_is_accepted_by_its_name);
  tcase_add_test (tcase, what_can_not_be_remembered_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (the_suite ());
}
