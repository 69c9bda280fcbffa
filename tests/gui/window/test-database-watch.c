#include "config.h"

#include "gui-shop.h"
#include "gui-test.h"
#include "limbeck-check.h"

#define BEFORE "2b84d7f1a05c"
#define HEAD "68d3c1f5279e"

static LimbeckWindow *
open_shop (LimbeckTestProject *project)
{
  LimbeckWindow *window = limbeck_gui_test_open (limbeck_test_project_get_directory (project));

  limbeck_gui_test_wait_surveyed (window);

  return window;
}

START_TEST (what_somebody_else_applies_shows_by_itself)
  {
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("elsewhere", BEFORE);
    LimbeckWindow *window = open_shop (project);

    limbeck_gui_test_wait_label (window, "4 updates are pending");
    limbeck_test_project_run_alembic (project, "upgrade", HEAD, NULL);
    limbeck_gui_test_wait_label (window, "The database is up to date");
  }
END_TEST

START_TEST (a_server_that_goes_and_comes_back_is_noticed)
  {
    LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("gone", HEAD);
    LimbeckWindow *window = open_shop (project);

    limbeck_gui_test_wait_label (window, "The database is up to date");
    limbeck_test_cluster_stop (cluster);
    limbeck_gui_test_wait_label (window,
                                 "The database can't be reached: where it stands is unknown.");
    limbeck_test_cluster_restart (cluster);
    limbeck_gui_test_wait_label (window, "The database is up to date");
  }
END_TEST

START_TEST (an_open_window_keeps_nobody_from_dropping_the_database)
  {
    LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();
    g_autoptr (LimbeckTestProject) project = limbeck_gui_shop_new ("dropped", HEAD);
    LimbeckWindow *window = open_shop (project);

    limbeck_test_cluster_wait_for (
        cluster,
        "postgres",
        "select count(*) from pg_stat_activity where datname = 'dropped'",
        "0");
    limbeck_test_cluster_run (cluster, "postgres", "drop database dropped");
    limbeck_gui_test_wait_label (window,
                                 "The database can't be reached: where it stands is unknown.");
  }
END_TEST

static Suite *
database_watch_suite (void)
{
  Suite *suite = suite_create ("gui/window/database-watch");
  TCase *tcase = tcase_create ("database-watch");

  tcase_set_timeout (tcase, 240);
  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, what_somebody_else_applies_shows_by_itself);
  tcase_add_test (tcase, a_server_that_goes_and_comes_back_is_noticed);
  tcase_add_test (tcase, an_open_window_keeps_nobody_from_dropping_the_database);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (database_watch_suite ());
}
