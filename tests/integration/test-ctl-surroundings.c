/* What limbeckctl meets outside of the project: odd names, and places that can not be written. */

#include "ctl-shop.h"
#include "limbeck-check.h"

static const char *const odd_names[] = { "a shop",
                                         "Ünser Läden 在庫",
                                         "it's \"quoted\" & $HOME;",
                                         "-dash" };

START_TEST (paths_with_spaces_and_other_alphabets)
  {
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "shop");
    g_autoptr (Ctl) status = NULL;
    g_autoptr (Ctl) upgrade = NULL;

    close_shop ();
    shop = limbeck_test_project_new_named (odd_names[_i], LIMBECK_TEST_ENVIRONMENT_PLAIN, url);
    limbeck_test_project_add_revisions (shop, ctl_revisions, G_N_ELEMENTS (ctl_revisions));
    status = ctl_run (shop, "status", "--json", NULL);
    upgrade = ctl_run (shop, "upgrade", "--backup=take", "--confirm=shop", NULL);

    ctl_expect (status, 0);
    ctl_expect (upgrade, 0);
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

START_TEST (database_with_an_odd_name)
  {
    static const char name[] = "Ünser \"Laden\" 7%";
    g_autofree char  *url = NULL;
    g_autoptr (Ctl) open = NULL;
    g_autoptr (Ctl) upgrade = NULL;

    limbeck_test_cluster_create_database (cluster, name);
    url = limbeck_test_cluster_dup_url (cluster, name);
    close_shop ();
    shop = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, url);
    limbeck_test_project_add_revisions (shop, ctl_revisions, G_N_ELEMENTS (ctl_revisions));
    open = ctl_run (shop, "upgrade", "--backup=take", NULL);
    upgrade = ctl_run (shop, "upgrade", "--backup=take", "--confirm", name, NULL);

    ctl_expect (open, 4);
    ctl_expect_text (open, "--confirm 'Ünser \"Laden\" 7%'");
    ctl_expect (upgrade, 0);
    ctl_expect_rows (cluster, name, "c3");
  }
END_TEST

START_TEST (backup_directory_can_not_be_written)
  {
    g_autofree char *file = g_build_filename (
        limbeck_test_project_get_directory (shop), "alembic.ini", NULL);
    g_autofree char *option = g_strconcat ("--backup-directory=", file, NULL);
    g_autoptr (Ctl) backup = ctl_run (shop, "backup", "--json", option, NULL);
    g_autoptr (Ctl) upgrade = ctl_run (
        shop, "upgrade", "--backup=take", "--confirm=shop", "--json", option, NULL);

    ctl_expect_error (backup, 7, "backup-directory");
    ctl_expect_text (backup, "alembic.ini");
    ctl_expect_error (upgrade, 7, "backup-directory");
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

START_TEST (backup_directory_that_can_not_be_written_is_no_blocker)
  {
    g_autoptr (Ctl) check = ctl_run (shop, "check", "--backup-directory=/dev/null", NULL);

    ctl_expect (check, 0);
    ctl_expect_text (check, "/dev/null");
  }
END_TEST

START_TEST (records_can_not_be_written)
  {
    LimbeckTestCommand *command = ctl_prepare (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_command_setenv (command, "XDG_STATE_HOME", "/proc/nowhere");
    ctl = ctl_finish (command, FALSE);

    ctl_expect_error (ctl, 7, "no-record");
    ctl_expect_text (ctl, "/proc/nowhere");
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

static Suite *
surroundings_suite (void)
{
  Suite *suite = suite_create ("ctl-surroundings");
  TCase *tcase = tcase_create ("ctl-surroundings");

  tcase_set_timeout (tcase, 240);
  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, open_shop, close_shop);
  tcase_add_loop_test (tcase, paths_with_spaces_and_other_alphabets, 0, G_N_ELEMENTS (odd_names));
  tcase_add_test (tcase, database_with_an_odd_name);
  tcase_add_test (tcase, backup_directory_can_not_be_written);
  tcase_add_test (tcase, backup_directory_that_can_not_be_written_is_no_blocker);
  tcase_add_test (tcase, records_can_not_be_written);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (surroundings_suite ());
}
