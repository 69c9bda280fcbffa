#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "dump-fixture.h"
#include "limbeck-check.h"

static gboolean
write_file (const char *path, const char *text)
{
  int      fd = open (path, O_WRONLY | O_CLOEXEC);
  gboolean is_written = fd >= 0 && write (fd, text, strlen (text)) == (ssize_t) strlen (text);

  if (fd >= 0)
    close (fd);

  return is_written;
}

/* A namespace in which an ordinary user may mount too. */
static gboolean
enter_namespace (void)
{
  g_autofree char *users = g_strdup_printf ("%u %u 1", geteuid (), geteuid ());
  g_autofree char *groups = g_strdup_printf ("%u %u 1", getegid (), getegid ());

  if (geteuid () == 0)
    return unshare (CLONE_NEWNS) == 0;

  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 &&
         write_file ("/proc/self/setgroups", "deny") && write_file ("/proc/self/uid_map", users) &&
         write_file ("/proc/self/gid_map", groups);
}

/* A small disk of our own, gone with the test; %FALSE where that is not allowed. */
static gboolean
mount_small_disk (const char *options)
{
  if (!enter_namespace () || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    return FALSE;
  ck_assert_int_eq (g_mkdir_with_parents (directory, 0700), 0);

  return mount ("limbeck-test", directory, "tmpfs", 0, options) == 0;
}

static void
fill_disk (void)
{
  g_autofree char *path = g_build_filename (directory, "filler", NULL);
  g_autofree char *block = g_malloc0 (64 * 1024);
  int              fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  ck_assert_int_ge (fd, 0);
  while (write (fd, block, 64 * 1024) > 0)
    ;
  ck_assert_int_eq (errno, ENOSPC);
  close (fd);
}

static void
assert_only_filler_left (void)
{
  g_autofree char *path = g_build_filename (directory, "filler", NULL);

  ck_assert_int_eq (unlink (path), 0);
  assert_nothing_left ();
}

START_TEST (a_disk_that_is_too_small_is_told_beforehand)
  {
    if (!mount_small_disk ("size=60m"))
      return;
    assert_dump_fails (LIMBECK_BACKUP_ERROR_NO_SPACE, "67.");
    assert_nothing_left ();
  }
END_TEST

/* Fills the disk as soon as the stage in @data begins. */
static void
fill_disk_at (LimbeckEvent *event, gpointer data)
{
  if (limbeck_event_get_kind (event) == LIMBECK_EVENT_STAGE &&
      g_str_equal (limbeck_event_get_text (event), (const char *) data))
    fill_disk ();
}

static const char *const stages[] = { "Making the backup", "Reading the backup back" };

START_TEST (a_disk_that_becomes_full_is_told)
  {
    LimbeckEventSink sink = { fill_disk_at, (gpointer) stages[_i] };
    g_autoptr (GError) error = NULL;

    fill_table (500);
    if (!mount_small_disk ("size=80m"))
      return;
    ck_assert_ptr_null (take_dump (&sink, NULL, &error));
    ck_assert_msg (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NO_SPACE),
                   "%s",
                   error->message);
    assert_only_filler_left ();
  }
END_TEST

static Suite *
dump_disk_suite (void)
{
  Suite *suite = suite_create ("dump-disk");
  TCase *tcase = tcase_create ("dump-disk");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, set_up_dump, tear_down_dump);
  tcase_add_test (tcase, a_disk_that_is_too_small_is_told_beforehand);
  tcase_add_loop_test (tcase, a_disk_that_becomes_full_is_told, 0, G_N_ELEMENTS (stages));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (dump_disk_suite ());
}
