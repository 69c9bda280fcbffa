/* What limbeckctl meets outside of the project: odd names, and places that can not be written. */

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

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

/* Whether file systems can be mounted in a namespace of our own; not so in every container. */
static gboolean
can_mount (void)
{
  g_autoptr (LimbeckTestCommand)
      probe = limbeck_test_command_new ("unshare", geteuid () == 0 ? "-m" : "-rm", "true", NULL);

  return limbeck_test_command_run (probe) == 0;
}

static void
wrap (LimbeckTestCommand *command, const char *mount, const char *path)
{
  const char *const arguments[] = {
    geteuid () == 0 ? "-m" : "-rm", "sh", "-c", mount, "sh", path, NULL
  };

  limbeck_test_command_wrap (command, "unshare", arguments);
}

START_TEST (project_directory_is_read_only)
  {
    static const char mount[] = "mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" && "
                                "shift && exec \"$@\"";
    LimbeckTestCommand *command = NULL;
    g_autoptr (Ctl) ctl = NULL;

    if (!can_mount ())
      return;
    command = ctl_prepare (shop, "upgrade", "--backup=take", "--confirm=shop", NULL);
    wrap (command, mount, limbeck_test_project_get_directory (shop));
    ctl = ctl_finish (command, FALSE);

    ctl_expect (ctl, 0);
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

START_TEST (backup_directory_is_full)
  {
    static const char   mount[] = "mount -t tmpfs -o size=64k none \"$1\" && shift && exec \"$@\"";
    LimbeckTestCommand *command = NULL;
    g_autoptr (Ctl) ctl = NULL;

    if (!can_mount ())
      return;
    limbeck_test_project_run_alembic (shop, "upgrade", "a1", NULL);
    limbeck_test_cluster_run (
        cluster,
        "shop",
        "insert into customer select n, md5 (n::text) from generate_series (1, 20000) n");
    command = ctl_prepare (shop,
                           "upgrade",
                           "--backup=take",
                           "--confirm=shop",
                           "--backup-directory=/mnt",
                           "--json",
                           NULL);
    wrap (command, mount, "/mnt");
    ctl = ctl_finish (command, FALSE);

    ctl_expect_error (ctl, 1, "no-space");
    ctl_expect_text (ctl, "/mnt");
    ctl_expect_rows (cluster, "shop", "a1");
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

  tcase_set_timeout (tcase, 150);
  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, open_shop, close_shop);
  tcase_add_loop_test (tcase, paths_with_spaces_and_other_alphabets, 0, G_N_ELEMENTS (odd_names));
  tcase_add_test (tcase, database_with_an_odd_name);
  tcase_add_test (tcase, project_directory_is_read_only);
  tcase_add_test (tcase, backup_directory_is_full);
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
