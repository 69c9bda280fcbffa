#include "config.h"

#include <signal.h>
#include <string.h>

#include "gui-shop.h"
#include "gui-test.h"
#include "limbeck-check.h"
#include "test-command.h"

#define BEFORE "2b84d7f1a05c"
#define HEAD "68d3c1f5279e"

static const LimbeckTestRevision slow = {
  .revision = "9f00aa11bb22",
  .down = HEAD,
  .message = "takes a while",
  .upgrade = "op.execute('select pg_sleep(1)')",
};

/* A run of the command line, whose launcher is killed in the middle; its record is where the window looks. */
static LimbeckTestProject *
make_shop (const char *database)
{
  LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();
  LimbeckTestProject *project = limbeck_gui_shop_new (database, BEFORE);
  g_autofree char    *active = g_strdup_printf (
      "select count(*) from pg_stat_activity where datname = '%s' and query like '%%pg_sleep%%' and "
         "state = 'active'",
      database);
  g_autofree char *any = g_strdup_printf (
      "select count(*) from pg_stat_activity where datname = '%s'", database);
  g_autoptr (LimbeckTestCommand) command = limbeck_test_command_new_limbeckctl (
      project, "upgrade", "--backup", "none", "--accept", "no-backup", "--confirm", database, NULL);

  limbeck_test_project_add_revisions (project, &slow, 1);
  limbeck_test_command_setenv (command, "XDG_STATE_HOME", g_get_user_state_dir ());
  limbeck_test_command_start (command);
  limbeck_test_cluster_wait_for (cluster, "postgres", active, "1");
  limbeck_test_command_signal (command, SIGKILL);
  ck_assert_int_eq (limbeck_test_command_wait (command), -SIGKILL);
  limbeck_test_cluster_wait_for (cluster, "postgres", any, "0");

  return project;
}

static gboolean
is_revealed (gpointer window)
{
  return gtk_revealer_get_child_revealed (
      limbeck_gui_test_find (limbeck_gui_test_find (window, "unfinished"), "revealer"));
}

static gboolean
is_hidden (gpointer window)
{
  return !is_revealed (window);
}

/* Above a list that could give way nothing has to be scrolled. */
static gboolean
shows_its_whole_card (LimbeckWindow *window)
{
  GtkWidget     *scrolled = gtk_widget_get_ancestor (limbeck_gui_test_find (window, "card"),
                                                 GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  return gtk_adjustment_get_page_size (adjustment) >= gtk_adjustment_get_upper (adjustment);
}

START_TEST (a_run_whose_launcher_was_killed_is_told_until_it_is_noted)
  {
    g_autoptr (LimbeckTestProject) project = make_shop ("killed");
    const char    *directory = limbeck_test_project_get_directory (project);
    LimbeckWindow *window = limbeck_gui_test_open (directory);
    GtkLabel      *label = NULL;

    limbeck_gui_test_wait (is_revealed, window);
    limbeck_gui_test_wait_surveyed (window);
    label = limbeck_gui_test_find (limbeck_gui_test_find (window, "unfinished"), "label");
    ck_assert_msg (strstr (gtk_label_get_text (label), "The run arrived: “killed”") != NULL,
                   "%s",
                   gtk_label_get_text (label));
    limbeck_gui_test_shoot (window, "unfinished");
    limbeck_gui_test_resize (window, 360, 640);
    limbeck_gui_test_shoot (window, "unfinished-narrow");
    ck_assert (shows_its_whole_card (window));
    limbeck_gui_test_click (limbeck_gui_test_find (window, "unfinished"), "noted");
    limbeck_gui_test_wait (is_hidden, window);

    window = limbeck_gui_test_open (directory);
    limbeck_gui_test_wait_surveyed (window);
    ck_assert (is_hidden (window));
  }
END_TEST

START_TEST (without_such_a_run_nothing_is_told)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("calm", BEFORE);
    LimbeckWindow *window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));

    limbeck_gui_test_wait_surveyed (window);
    limbeck_gui_test_settle (window);

    ck_assert (is_hidden (window));
  }
END_TEST

static Suite *
unfinished_bar_suite (void)
{
  Suite *suite = suite_create ("gui/window/unfinished-bar");
  TCase *tcase = tcase_create ("unfinished-bar");

  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, a_run_whose_launcher_was_killed_is_told_until_it_is_noted);
  tcase_add_test (tcase, without_such_a_run_nothing_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (unfinished_bar_suite ());
}
