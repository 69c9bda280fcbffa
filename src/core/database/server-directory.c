#include "config.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "core/database/connection-private.h"

#include "core/database/server-directory.h"

static char *
read_process (int pid, const char *name, gsize *length)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, name);
  char            *contents = NULL;

  return g_file_get_contents (path, &contents, length, NULL) ? contents : NULL;
}

/* The rest of the line of /proc/PID/status that begins with @key; "" if there is none. */
static char *
dup_status_line (const char *pid, const char *key)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "status", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return g_strdup ("");
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], key))
      return g_strstrip (g_strdup (lines[i] + strlen (key)));

  return g_strdup ("");
}

/* One process id for each namespace that it is in: a container, whose files are not ours, has one of its own (proc(5)). */
static gboolean
shares_our_processes (int pid)
{
  g_autofree char *name = g_strdup_printf ("%d", pid);
  g_autofree char *theirs = dup_status_line (name, "NSpid:");
  g_autofree char *ours = dup_status_line ("self", "NSpid:");
  g_auto (GStrv) their_ids = g_strsplit_set (theirs, " \t", -1);
  g_auto (GStrv) our_ids = g_strsplit_set (ours, " \t", -1);

  return *theirs != '\0' && g_strv_length (their_ids) == g_strv_length (our_ids);
}

/* The process that listens on a socket in the file system: the postmaster, or a pooler. */
static int
find_socket_owner (int fd)
{
  struct ucred owner;
  socklen_t    length = sizeof owner;

  return getsockopt (fd, SOL_SOCKET, SO_PEERCRED, &owner, &length) == 0 ? owner.pid : 0;
}

static guint
get_own_port (int fd)
{
  struct sockaddr_storage address;
  socklen_t               length = sizeof address;

  if (getsockname (fd, (struct sockaddr *) &address, &length) != 0)
    return 0;
  if (address.ss_family == AF_INET)
    return ntohs (((struct sockaddr_in *) &address)->sin_port);
  if (address.ss_family == AF_INET6)
    return ntohs (((struct sockaddr_in6 *) &address)->sin6_port);

  return 0;
}

/* The parent of a process of that id, if it calls itself "postgres: user database host(OUR PORT) …": another machine may have a
   process of the same id, but not one that serves us. */
static int
find_postmaster_of (int backend_pid, int fd)
{
  g_autofree char *mark = g_strdup_printf ("(%u)", get_own_port (fd));
  g_autofree char *line = read_process (backend_pid, "cmdline", NULL);
  g_autofree char *name = g_strdup_printf ("%d", backend_pid);
  g_autofree char *parent = NULL;

  if (line == NULL || !g_str_has_prefix (line, "postgres:") || strstr (line, mark) == NULL)
    return 0;
  parent = dup_status_line (name, "PPid:");

  return (int) g_ascii_strtoll (parent, NULL, 10);
}

/* What follows "-D" on the command line, where the words end with NULs. */
static char *
dup_directory_option (int pid)
{
  gsize            length = 0;
  g_autofree char *words = read_process (pid, "cmdline", &length);
  const char      *end = words + length;
  const char      *program = words ? strrchr (words, '/') : NULL;

  if (words == NULL || (!g_str_equal (program ? program + 1 : words, "postgres") &&
                        !g_str_equal (program ? program + 1 : words, "postmaster")))
    return NULL;
  for (const char *word = words; word < end; word += strlen (word) + 1)
    if (g_str_has_prefix (word, "-D"))
      {
        const char *value = word[2] != '\0' ? word + 2 : word + strlen (word) + 1;

        return value < end && g_path_is_absolute (value) ? g_strdup (value) : NULL;
      }

  return NULL;
}

/* A server takes no directory that others may enter, and none but its own user's (PostgreSQL 11 and above); "-D" may also lead to
   a directory of settings only. */
static gboolean
belongs_to_server (const char *directory, int pid)
{
  g_autofree char *process = g_strdup_printf ("/proc/%d", pid);
  struct stat      theirs;
  struct stat      server;

  return stat (directory, &theirs) == 0 && stat (process, &server) == 0 &&
         S_ISDIR (theirs.st_mode) && theirs.st_uid == server.st_uid && (theirs.st_mode & 027) == 0;
}

char *
limbeck_connection_dup_data_directory (LimbeckConnection *self)
{
  g_autofree char *directory = NULL;
  int              fd = -1;
  int              pid = 0;

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (self), NULL);

  fd = PQsocket (self->pg);
  if (self->is_pooled || fd < 0)
    return NULL;
  pid = find_socket_owner (fd);
  if (pid <= 0)
    pid = find_postmaster_of (self->backend_pid, fd);
  if (pid <= 0 || !shares_our_processes (pid))
    return NULL;
  directory = dup_directory_option (pid);

  return directory && belongs_to_server (directory, pid) ? g_steal_pointer (&directory) : NULL;
}
