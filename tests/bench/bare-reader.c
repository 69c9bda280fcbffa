#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * What the system itself takes to hand out the revision files of a directory: each is opened, read and closed, or, with
 * "stat" as the second argument, only looked at. Linked with nothing, so that nothing else is measured.
 */

static int
is_python (const char *name)
{
  size_t length = strlen (name);

  return length > 3 && strcmp (name + length - 3, ".py") == 0;
}

static int
read_file (int directory, const char *name)
{
  static char buffer[64 * 1024];

  int     fd = openat (directory, name, O_RDONLY | O_CLOEXEC);
  ssize_t length;

  if (fd < 0)
    return 0;
  length = read (fd, buffer, sizeof buffer);
  close (fd);

  return length >= 0;
}

static int
look_at_file (int directory, const char *name)
{
  struct stat status;

  return fstatat (directory, name, &status, 0) == 0;
}

int
main (int argc, char **argv)
{
  DIR           *directory = argc > 1 ? opendir (argv[1]) : NULL;
  int            looks = argc > 2 && strcmp (argv[2], "stat") == 0;
  struct dirent *entry;

  if (directory == NULL)
    return 2;
  while ((entry = readdir (directory)) != NULL)
    if (is_python (entry->d_name) && !(looks ? look_at_file (dirfd (directory), entry->d_name)
                                             : read_file (dirfd (directory), entry->d_name)))
      return 1;
  closedir (directory);

  return 0;
}
