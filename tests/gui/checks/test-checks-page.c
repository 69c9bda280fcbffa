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

#define BY_URL "Alembic uses this very database, by its URL."
#define BY_LOCK "Alembic uses this very database: proven by a lock."
#define ANOTHER "Alembic uses another database, schema or version table than the one shown here."

/* The URL that env.py connects to stands in a file of its own, as with a “.env”. */
static void
write_url (LimbeckTestProject *project, const char *database)
{
  g_autofree char *url = limbeck_test_cluster_dup_url (limbeck_gui_shop_get_cluster (), database);

  limbeck_test_project_write (project, "url.txt", url);
}

static LimbeckTestProject *
make_reader (const char *database)
{
  LimbeckTestProject *project = limbeck_gui_shop_new (database, "2b84d7f1a05c");

  write_url (project, database);
  limbeck_test_project_write (
      project,
      "migrations/env.py",
      "from alembic import context\nimport sqlalchemy as sa\nimport pathlib\n"
      "url = (pathlib.Path(__file__).parent.parent / 'url.txt').read_text()\n"
      "with sa.create_engine(url, poolclass=sa.pool.NullPool).connect() as connection:\n"
      "    context.configure(connection=connection)\n"
      "    with context.begin_transaction():\n"
      "        context.run_migrations()\n");

  return project;
}

static GtkWidget *
find_button (LimbeckWindow *window)
{
  GtkWidget *label = limbeck_gui_test_find_label (window, "Prove It Now");

  ck_assert_msg (label != NULL, "“Prove It Now” is not offered");

  return gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
}

static GtkAdjustment *
find_scrolling (LimbeckWindow *window)
{
  GtkWidget *page = limbeck_gui_test_find (window, "summary");

  return gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (page, GTK_TYPE_SCROLLED_WINDOW)));
}

START_TEST (a_proof_is_made_by_a_button)
  {
    g_autoptr (LimbeckTestProject) project = make_reader ("proven");
    LimbeckWindow *window = open_checks (project);
    GtkWidget     *passed = limbeck_gui_test_find (window, "passed");
    GtkAdjustment *scrolling = find_scrolling (window);
    GtkWidget     *label = NULL;
    double         position = 0;

    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (passed), TRUE);
    limbeck_gui_test_wait_label (window, BY_URL);
    limbeck_gui_test_shoot (window, "checks-not-proven");
    gtk_widget_grab_focus (find_button (window));
    limbeck_gui_test_settle (window);
    position = gtk_adjustment_get_value (scrolling);
    ck_assert_double_gt (position, 0);
    limbeck_gui_test_press ("space");
    limbeck_gui_test_wait_label (window, BY_LOCK);
    limbeck_gui_test_wait_surveyed (window);
    label = limbeck_gui_test_find_label (window, BY_LOCK);
    ck_assert_ptr_eq (gtk_root_get_focus (GTK_ROOT (window)),
                      gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW));
    ck_assert_double_eq_tol (gtk_adjustment_get_value (scrolling), position, 40);
    ck_assert_ptr_null (limbeck_gui_test_find_label (window, BY_URL));
    ck_assert_ptr_null (limbeck_gui_test_find_label (window, "Prove It Now"));
    ck_assert (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (passed)));
    ck_assert (gtk_widget_is_sensitive (limbeck_gui_test_find (window, "apply")));
    limbeck_gui_test_shoot (window, "checks-proven");
  }
END_TEST

static gboolean
says (GtkWidget *widget, const char *part)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, part))
      return TRUE;

  return FALSE;
}

START_TEST (a_proof_that_fails_says_which_database_alembic_uses)
  {
    g_autoptr (LimbeckTestProject) project = make_reader ("meant");
    LimbeckWindow   *window = open_checks (project);
    g_autofree char *n_tables = NULL;

    limbeck_test_cluster_create_database (limbeck_gui_shop_get_cluster (), "unmeant");
    write_url (project, "unmeant");
    adw_expander_row_set_expanded (limbeck_gui_test_find (window, "passed"), TRUE);
    limbeck_gui_test_wait_label (window, BY_URL);
    limbeck_gui_test_click_label (window, "Prove It Now");
    limbeck_gui_test_wait_label (window, ANOTHER);
    limbeck_gui_test_wait_surveyed (window);
    ck_assert (says (GTK_WIDGET (window), "/unmeant"));
    ck_assert (says (GTK_WIDGET (window), "/meant"));
    ck_assert (!gtk_widget_is_sensitive (limbeck_gui_test_find (window, "apply")));
    limbeck_gui_test_shoot (window, "checks-refuted");
    n_tables = limbeck_test_cluster_ask (
        limbeck_gui_shop_get_cluster (),
        "unmeant",
        "select count(*) from pg_tables where schemaname = 'public'");
    ck_assert_str_eq (n_tables, "0");
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
  tcase_add_test (tcase, a_proof_is_made_by_a_button);
  tcase_add_test (tcase, a_proof_that_fails_says_which_database_alembic_uses);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (checks_page_suite ());
}
