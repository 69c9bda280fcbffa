#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <check.h>
#include <glib/gstdio.h>

#include "scratch.h"

#include "small-disk.h"

#define BLOCK_BYTES (64 * 1024)

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

static gboolean
mount_disk (const char *directory, const char *options)
{
  return enter_namespace () && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount ("limbeck-test", directory, "tmpfs", 0, options) == 0;
}

gboolean
limbeck_small_disk_is_possible (void)
{
  g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
  const char *directory = limbeck_scratch_get_directory (scratch);
  int         status = -1;
  pid_t       child = fork ();

  if (child == 0)
    _exit (mount_disk (directory, "size=1m") ? 0 : 1);
  while (child > 0 && waitpid (child, &status, 0) < 0 && errno == EINTR)
    ;

  return child > 0 && status == 0;
}

void
limbeck_small_disk_mount (const char *directory, const char *options)
{
  ck_assert_int_eq (g_mkdir_with_parents (directory, 0700), 0);
  ck_assert_msg (mount_disk (directory, options), "%s: %s", directory, g_strerror (errno));
}

void
limbeck_small_disk_fill (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "filler", NULL);
  g_autofree char *block = g_malloc0 (BLOCK_BYTES);
  int              fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  ck_assert_int_ge (fd, 0);
  while (write (fd, block, BLOCK_BYTES) > 0)
    ;
  ck_assert_int_eq (errno, ENOSPC);
  close (fd);
}
