#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

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

static const char *
card_title (LimbeckWindow *window)
{
  GtkLabel *title = limbeck_gui_test_find (limbeck_gui_test_find (window, "card"), "title");

  return gtk_label_get_text (title);
}

START_TEST (a_directory_without_alembic_says_what_is_missing)
  {
    g_autofree char *directory = g_dir_make_tmp ("limbeck-XXXXXX", NULL);
    LimbeckWindow   *window = limbeck_gui_test_open (directory);

    limbeck_gui_test_wait_label (window, "The Project Cannot Be Opened");
    ck_assert (gtk_widget_is_sensitive (limbeck_gui_test_find (window, "try_again")));
    ck_assert (gtk_widget_is_sensitive (limbeck_gui_test_find (window, "open_another")));
    limbeck_gui_test_shoot (window, "no-project");
    g_rmdir (directory);
  }
END_TEST

START_TEST (a_typo_in_the_ini_names_file_and_line)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("typo", NULL);
    LimbeckWindow *window;

    limbeck_test_project_write (
        project, "alembic.ini", "[alembic]\nscript_location = migrations\n???\n");
    window = open_shop (project);
    limbeck_gui_test_wait_label (window, "The Revisions Cannot Be Read");
    limbeck_gui_test_shoot (window, "broken-ini");
  }
END_TEST

static void
survey_changed_cb (LimbeckSurveyor *surveyor, GParamSpec *pspec, guint *n_incomplete)
{
  LimbeckSurvey        *survey = limbeck_surveyor_get_survey (surveyor);
  LimbeckRevisionGraph *graph = survey != NULL ? limbeck_survey_get_graph (survey) : NULL;

  if (graph != NULL && limbeck_revision_graph_get_n_revisions (graph) < 7)
    (*n_incomplete)++;
}

/* What runs when the file is imported, only Python knows. */
START_TEST (a_computed_revision_is_asked_for_and_that_is_said)
  {
    static const char note[] =
        "Alembic was asked for these revisions. A revision file computes what it says: "
        "79e4_computed.py, line 2: revision";
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("computed", "2b84d7f1a05c");
    LimbeckWindow *window = limbeck_gui_test_open (NULL);
    guint          n_incomplete = 0;

    limbeck_test_project_write (project,
                                "migrations/versions/79e4_computed.py",
                                "\"\"\"an id from elsewhere\"\"\"\n"
                                "revision = '79E4F0A6B38C'.lower()\n"
                                "down_revision = '68d3c1f5279e'\n"
                                "def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n");
    g_signal_connect (limbeck_window_get_surveyor (window),
                      "notify::survey",
                      G_CALLBACK (survey_changed_cb),
                      &n_incomplete);
    limbeck_window_open (window, limbeck_test_project_get_directory (project));
    limbeck_gui_test_wait_surveyed (window);
    limbeck_gui_test_wait_label (window, "5 updates are pending");
    limbeck_gui_test_wait_label (window, note);
    ck_assert_ptr_nonnull (limbeck_gui_test_find_label (window, "an id from elsewhere"));
    ck_assert_ptr_nonnull (limbeck_gui_test_find_label (window, "79e4f0a6b38c"));
    limbeck_gui_test_shoot (window, "computed");

    limbeck_test_project_write (project,
                                "migrations/versions/79e4_computed.py",
                                "\"\"\"an id from here\"\"\"\n"
                                "revision = '79e4f0a6b38c'\ndown_revision = '68d3c1f5279e'\n"
                                "def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n");
    limbeck_gui_test_wait_mapped (window, "asked", FALSE);
    limbeck_gui_test_wait_label (window, "an id from here");
    limbeck_gui_test_wait_surveyed (window);
    /* It was there all the time. */
    ck_assert_ptr_null (limbeck_gui_test_find_type (window, "AdwToastWidget"));
    ck_assert_uint_eq (n_incomplete, 0);
  }
END_TEST

START_TEST (a_stopped_server_is_unknown_and_not_empty)
  {
    LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("stopped", "2b84d7f1a05c");
    LimbeckWindow *window;

    limbeck_test_cluster_stop (cluster);
    window = open_shop (project);
    ck_assert_ptr_nonnull (limbeck_gui_test_find_label (window, "unknown"));
    ck_assert_ptr_null (limbeck_gui_test_find_label (window, "pending"));
    ck_assert (!gtk_widget_is_sensitive (limbeck_gui_test_find (window, "apply")));
    limbeck_gui_test_shoot (window, "unreachable");

    limbeck_test_cluster_restart (cluster);
    limbeck_gui_test_click (limbeck_gui_test_find (window, "card"), "retry");
    limbeck_gui_test_wait_label (window, "4 updates are pending");
  }
END_TEST

START_TEST (what_is_known_stays_while_it_is_asked_again)
  {
    LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("frozen", "2b84d7f1a05c");
    LimbeckWindow *window = open_shop (project);

    limbeck_test_cluster_freeze (cluster);
    gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
    limbeck_gui_test_settle (window);
    ck_assert_str_eq (card_title (window), "4 updates are pending");
    ck_assert (gtk_widget_get_mapped (
        limbeck_gui_test_find (limbeck_gui_test_find (window, "card"), "spinner")));
    limbeck_test_cluster_thaw (cluster);
    limbeck_gui_test_wait_surveyed (window);
    ck_assert_str_eq (card_title (window), "4 updates are pending");
  }
END_TEST

START_TEST (a_window_may_close_while_the_server_hangs)
  {
    LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("closing", "2b84d7f1a05c");
    LimbeckWindow *window = open_shop (project);

    limbeck_test_cluster_freeze (cluster);
    gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
    limbeck_gui_test_settle (window);
    gtk_window_close (GTK_WINDOW (window));
    limbeck_gui_test_stop ();
    limbeck_test_cluster_thaw (cluster);
    limbeck_gui_test_start ();
  }
END_TEST

static LimbeckTestProject *
new_guarded (const char *database)
{
  LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();

  limbeck_test_cluster_create_role (cluster, "guarded", "open sesame");

  return limbeck_gui_shop_new_for (database, "guarded", NULL);
}

static void
answer (LimbeckWindow *window, const char *password, const char *button)
{
  GtkWidget *dialog = limbeck_gui_test_wait_window ("AdwMessageDialog");
  GtkWidget *entry = limbeck_gui_test_find_type (dialog, "GtkPasswordEntry");

  ck_assert_ptr_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), password);
  limbeck_gui_test_shoot (dialog, "password");
  limbeck_gui_test_click_label (dialog, button);
}

START_TEST (a_password_is_asked_for_until_it_is_right)
  {
    g_autoptr (LimbeckTestProject) project = new_guarded ("guarded");
    LimbeckWindow *window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));

    answer (window, "wrong", "Connect");
    answer (window, "open sesame", "Connect");
    limbeck_gui_test_wait_label (window, "6 updates are pending");
  }
END_TEST

START_TEST (without_the_password_the_state_is_unknown)
  {
    g_autoptr (LimbeckTestProject) project = new_guarded ("unguarded");
    LimbeckWindow *window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));

    answer (window, "", "Cancel");
    limbeck_gui_test_wait_surveyed (window);
    ck_assert_ptr_nonnull (limbeck_gui_test_find_label (window, "unknown"));
    ck_assert (!gtk_widget_is_sensitive (limbeck_gui_test_find (window, "apply")));
    ck_assert_ptr_null (limbeck_gui_test_find_type (window, "AdwMessageDialog"));
  }
END_TEST

START_TEST (a_project_without_revisions_says_how_to_make_the_first)
  {
    g_autofree char *url = limbeck_test_cluster_dup_url (limbeck_gui_shop_get_cluster (), "none");
    g_autoptr (LimbeckTestProject)
        project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, url);
    LimbeckWindow *window;

    limbeck_test_cluster_create_database (limbeck_gui_shop_get_cluster (), "none");
    window = open_shop (project);
    limbeck_gui_test_wait_label (window, "No Revisions Yet");
    limbeck_gui_test_shoot (window, "no-revisions");
  }
END_TEST

START_TEST (two_heads_are_told_in_the_banner)
  {
    static const LimbeckTestRevision second = { .revision = "8af5d2b7c491",
                                                .down = "57f20b6e41ad",
                                                .message = "index open invoices" };
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("heads", "2b84d7f1a05c");
    LimbeckWindow *window;

    limbeck_test_project_add_revisions (project, &second, 1);
    window = open_shop (project);
    limbeck_gui_test_wait_mapped (window, "banner_label", TRUE);
    ck_assert_ptr_nonnull (
        strstr (gtk_label_get_text (limbeck_gui_test_find (window, "banner_label")), "heads"));
    limbeck_gui_test_shoot (window, "two-heads");
  }
END_TEST

static Suite *
trouble_suite (void)
{
  Suite *suite = suite_create ("window-trouble");
  TCase *tcase = tcase_create ("window-trouble");

  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, a_directory_without_alembic_says_what_is_missing);
  tcase_add_test (tcase, a_typo_in_the_ini_names_file_and_line);
  tcase_add_test (tcase, a_computed_revision_is_asked_for_and_that_is_said);
  tcase_add_test (tcase, a_stopped_server_is_unknown_and_not_empty);
  tcase_add_test (tcase, what_is_known_stays_while_it_is_asked_again);
  tcase_add_test (tcase, a_window_may_close_while_the_server_hangs);
  tcase_add_test (tcase, a_password_is_asked_for_until_it_is_right);
  tcase_add_test (tcase, without_the_password_the_state_is_unknown);
  tcase_add_test (tcase, a_project_without_revisions_says_how_to_make_the_first);
  tcase_add_test (tcase, two_heads_are_told_in_the_banner);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (trouble_suite ());
}
