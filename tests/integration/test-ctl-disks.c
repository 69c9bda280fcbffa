/* What limbeckctl meets on disks of their own: full ones, and those that can't be written to. */

#include <unistd.h>

#include "ctl-shop.h"
#include "limbeck-check.h"
#include "small-disk.h"

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

static Suite *
disks_suite (void)
{
  Suite *suite = suite_create ("ctl-disks");
  TCase *tcase = tcase_create ("ctl-disks");

  tcase_set_timeout (tcase, 240);
  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, open_shop, close_shop);
  if (limbeck_small_disk_is_possible ())
    {
      tcase_add_test (tcase, project_directory_is_read_only);
      tcase_add_test (tcase, backup_directory_is_full);
    }
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (disks_suite ());
}
