#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/child-wait.h"
#include "core/base/command-private.h"
#include "core/base/process-group.h"
#include "core/base/text.h"

#include "core/base/process.h"

#define MAX_OUTPUT_BYTES (64 * 1024 * 1024)
#define FIRST_PAUSE_US 1000
#define LONGEST_PAUSE_US 25000

struct _LimbeckProcess
{
  pid_t    pid;
  int      pidfd;
  int      status; /* see waitpid(2), once it has ended */
  gboolean has_ended;
  gboolean group_is_gone;
  /* Memory files that hold what was printed, or -1. */
  int    output_fd;
  int    error_fd;
  char **secrets;
};

static struct
{
  LimbeckProcessFunc func;
  gpointer           data;
} before_first;

/* Runs in the child between fork and exec: only async-signal-safe calls. */
static void
prepare_child (gpointer unused)
{
  static const int defaults[] = { SIGPIPE, SIGINT, SIGQUIT, SIGTERM, SIGCHLD };
  sigset_t         none;

  setpgid (0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    signal (defaults[i], SIG_DFL);
  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
}

static gboolean
fail_with_errno (GError **error, const char *what)
{
  int saved_errno = errno;

  g_set_error (error,
               LIMBECK_COMMAND_ERROR,
               LIMBECK_COMMAND_ERROR_FAILED,
               "%s: %s",
               what,
               g_strerror (saved_errno));

  return FALSE;
}

/* Memory files rather than pipes: nobody has to read them while the child runs, and a grandchild that keeps them
 * open delays nothing. */
static gboolean
open_memory (LimbeckProcess *self, GError **error)
{
  self->output_fd = memfd_create ("limbeck-output", MFD_CLOEXEC);
  self->error_fd = memfd_create ("limbeck-error", MFD_CLOEXEC);
  if (self->output_fd < 0 || self->error_fd < 0)
    return fail_with_errno (error, _ ("No memory can be had for the output of a program"));

  /* A child may open /dev/stdout again and would write from the start. */
  fcntl (self->output_fd, F_SETFL, O_APPEND);
  fcntl (self->error_fd, F_SETFL, O_APPEND);

  return TRUE;
}

/* Returns a descriptor or -1. A FIFO in place of the file must not block. */
static int
open_output_file (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
  int saved_errno = errno;
  GStatBuf status;

  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    {
      fcntl (fd, F_SETFL, O_APPEND);
      return fd;
    }

  if (fd >= 0)
    {
      close (fd);
      saved_errno = EINVAL;
    }
  g_set_error (
      error,
      LIMBECK_COMMAND_ERROR,
      LIMBECK_COMMAND_ERROR_FAILED,
      /* Translators: the first %s is a file, the second the reason given by the system */
      _ ("The output can't be written to “%s”: %s. Check the directory and its free space."),
      shown,
      g_strerror (saved_errno));

  return -1;
}

static GArray *
list_fds (GPtrArray *fds, gsize offset)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < fds->len; i++)
    g_array_append_val (list, G_STRUCT_MEMBER (int, g_ptr_array_index (fds, i), offset));

  return list;
}

static gboolean
start_into (LimbeckProcess       *self,
            const LimbeckCommand *command,
            int                   output_fd,
            int                   error_fd,
            GError              **error)
{
  GPtrArray *fds = limbeck_command_get_fds (command);
  g_auto (GStrv) environment = limbeck_command_dup_environment (command);
  g_auto (GStrv) argv = g_strdupv ((char **) limbeck_command_get_argv (command));
  g_autofree char *program = limbeck_command_find_program (command, error);
  g_autoptr (GArray) sources = list_fds (fds, G_STRUCT_OFFSET (LimbeckInheritedFd, source_fd));
  g_autoptr (GArray) targets = list_fds (fds, G_STRUCT_OFFSET (LimbeckInheritedFd, target_fd));
  g_autoptr (GError) spawn_error = NULL;

  if (program == NULL)
    return FALSE;

  g_free (argv[0]);
  argv[0] = g_strdup (program);
  /* Not GSubprocess (GLib 2.74): where a child ends in the moment in which a wait for it is given up, it answers the wait twice. */
  if (!g_spawn_async_with_pipes_and_fds (limbeck_command_get_directory (command),
                                         (const char *const *) argv,
                                         (const char *const *) environment,
                                         G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_CLOEXEC_PIPES,
                                         prepare_child,
                                         NULL,
                                         -1,
                                         output_fd,
                                         error_fd,
                                         (const int *) (gpointer) sources->data,
                                         (const int *) (gpointer) targets->data,
                                         fds->len,
                                         &self->pid,
                                         NULL,
                                         NULL,
                                         NULL,
                                         &spawn_error))
    {
      limbeck_command_explain_spawn_error (program, spawn_error, error);
      return FALSE;
    }
  /* Cannot be another process: as long as nobody has waited for the child, its id stays taken. */
  self->pidfd = pidfd_open (self->pid, 0);

  return TRUE;
}

void
limbeck_process_before_first (LimbeckProcessFunc func, gpointer data)
{
  g_return_if_fail (func != NULL);

  before_first.data = data;
  g_atomic_pointer_set (&before_first.func, func);
}

static void
call_before_first (void)
{
  LimbeckProcessFunc func = g_atomic_pointer_get (&before_first.func);

  if (func != NULL && g_atomic_pointer_compare_and_exchange (&before_first.func, func, NULL))
    func (before_first.data);
}

LimbeckProcess *
limbeck_process_start (const LimbeckCommand *command, const char *output_path, GError **error)
{
  g_autoptr (LimbeckProcess) self = NULL;
  gboolean is_started;

  g_return_val_if_fail (command != NULL, NULL);

  call_before_first ();
  self = g_new0 (LimbeckProcess, 1);
  self->output_fd = self->error_fd = self->pidfd = -1;
  self->secrets = g_strdupv ((char **) limbeck_command_get_secrets (command));

  if (output_path)
    {
      int fd = open_output_file (output_path, error);

      if (fd < 0)
        return NULL;
      is_started = start_into (self, command, fd, fd, error);
      close (fd);
    }
  else
    is_started = open_memory (self, error) &&
                 start_into (self, command, self->output_fd, self->error_fd, error);

  return is_started ? g_steal_pointer (&self) : NULL;
}

/* Once the first process has been reaped its number may be given to others; so look as early as possible. */
static gboolean
group_is_alive (LimbeckProcess *self)
{
  if (self->has_ended && !self->group_is_gone)
    self->group_is_gone = !limbeck_process_group_is_alive (self->pid);

  return !self->group_is_gone;
}

LimbeckWait
limbeck_process_wait (LimbeckProcess *self, gint64 deadline_us, GCancellable *cancellable)
{
  g_return_val_if_fail (self != NULL, LIMBECK_WAIT_EXITED);

  if (!self->has_ended &&
      limbeck_child_wait (self->pid, self->pidfd, deadline_us, cancellable, &self->status))
    {
      self->has_ended = TRUE;
      group_is_alive (self);
    }
  if (self->has_ended)
    return LIMBECK_WAIT_EXITED;

  return g_cancellable_is_cancelled (cancellable) ? LIMBECK_WAIT_CANCELLED : LIMBECK_WAIT_DEADLINE;
}

void
limbeck_process_signal (LimbeckProcess *self, int signal_number)
{
  g_return_if_fail (self != NULL);

  if (group_is_alive (self))
    kill (-self->pid, signal_number);
}

/* Grandchildren are not ours to wait for, so the group is looked at in growing intervals; while the first process
 * runs its end cuts the interval short. */
static void
pause_or_end (LimbeckProcess *self, gint64 *pause_us)
{
  if (self->has_ended)
    g_usleep (*pause_us);
  else
    limbeck_process_wait (self, g_get_monotonic_time () + *pause_us, NULL);

  *pause_us = MIN (*pause_us * 2, LONGEST_PAUSE_US);
}

void
limbeck_process_stop (LimbeckProcess *self, guint grace_ms)
{
  gint64 deadline_us = g_get_monotonic_time () + (gint64) grace_ms * 1000;
  gint64 pause_us = FIRST_PAUSE_US;

  g_return_if_fail (self != NULL);

  limbeck_process_signal (self, SIGTERM);
  /* A stopped process acts on SIGTERM only when it goes on. */
  limbeck_process_signal (self, SIGCONT);
  while (group_is_alive (self) && g_get_monotonic_time () < deadline_us)
    pause_or_end (self, &pause_us);

  pause_us = FIRST_PAUSE_US;
  while (group_is_alive (self))
    {
      limbeck_process_signal (self, SIGKILL);
      pause_or_end (self, &pause_us);
    }
}

int
limbeck_process_get_pid (LimbeckProcess *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->pid;
}

int
limbeck_process_get_exit_status (LimbeckProcess *self)
{
  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (self->has_ended, -1);

  return WIFEXITED (self->status) ? WEXITSTATUS (self->status) : -1;
}

int
limbeck_process_get_signal (LimbeckProcess *self)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (self->has_ended, 0);

  return WIFSIGNALED (self->status) ? WTERMSIG (self->status) : 0;
}

/* The last MAX_OUTPUT_BYTES of @fd: what went wrong stands at the end. */
static char *
read_tail (int fd, gsize *length)
{
  struct stat      status;
  off_t            start;
  gsize            wanted;
  g_autofree char *bytes = NULL;

  *length = 0;
  if (fstat (fd, &status) != 0)
    return g_strdup ("");

  wanted = MIN (status.st_size, MAX_OUTPUT_BYTES);
  start = status.st_size - wanted;
  bytes = g_malloc (wanted + 1);
  while (*length < wanted)
    {
      ssize_t n = pread (fd, bytes + *length, wanted - *length, start + *length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      *length += n;
    }
  bytes[*length] = '\0';

  return g_steal_pointer (&bytes);
}

static char *
read_text (LimbeckProcess *self, int fd)
{
  gsize            length;
  g_autofree char *bytes = read_tail (fd, &length);
  g_autofree char *valid = limbeck_text_make_valid (bytes, length);
  g_autofree char *text = limbeck_text_redact (valid, (const char *const *) self->secrets);
  gsize            text_length = strlen (text);

  if (text_length > MAX_OUTPUT_BYTES)
    {
      const char *tail = text + text_length - MAX_OUTPUT_BYTES;

      return g_strdup (g_utf8_find_next_char (tail - 1, NULL));
    }

  return g_steal_pointer (&text);
}

void
limbeck_process_read (LimbeckProcess *self, char **standard_output, char **standard_error)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->output_fd >= 0);
  g_return_if_fail (standard_output != NULL && standard_error != NULL);

  *standard_output = read_text (self, self->output_fd);
  *standard_error = read_text (self, self->error_fd);
}

void
limbeck_process_free (LimbeckProcess *self)
{
  g_return_if_fail (self != NULL);

  if (self->pid > 0 && !self->has_ended)
    limbeck_child_leave (self->pid);
  if (self->pidfd >= 0)
    close (self->pidfd);
  if (self->output_fd >= 0)
    close (self->output_fd);
  if (self->error_fd >= 0)
    close (self->error_fd);
  g_strfreev (self->secrets);
  g_free (self);
}
