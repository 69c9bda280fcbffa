#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <check.h>

#include "test-paths.h"

#include "test-command.h"

#define DEFAULT_DEADLINE_SECONDS 120

struct _LimbeckTestCommand
{
  GPtrArray *argv;
  char     **environment;
  char      *directory;
  guint      deadline_seconds;

  GPid   pid;
  int    pidfd;
  gint64 started_us;
  gint64 deadline_us;
  double seconds;

  int   output_fd;
  int   errors_fd;
  char *output;
  char *errors;
};

static char **
clean_environment (void)
{
  static const char *const unwanted[] = { "DATABASE_URL", "VIRTUAL_ENV", "CONDA_PREFIX",
                                          "PYTHONPATH",   "PYTHONHOME",  "ALEMBIC_CONFIG" };

  char **environment = g_get_environ ();
  g_auto (GStrv) names = g_listenv ();

  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    environment = g_environ_unsetenv (environment, unwanted[i]);
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], "PG"))
      environment = g_environ_unsetenv (environment, names[i]);

  return environment;
}

static LimbeckTestCommand *
command_new (const char *program)
{
  LimbeckTestCommand *self = g_new0 (LimbeckTestCommand, 1);

  self->argv = g_ptr_array_new_with_free_func (g_free);
  self->environment = clean_environment ();
  self->deadline_seconds = DEFAULT_DEADLINE_SECONDS;
  self->pidfd = -1;
  self->output_fd = -1;
  self->errors_fd = -1;
  limbeck_test_command_append (self, program);

  return self;
}

LimbeckTestCommand *
limbeck_test_command_new (const char *program, ...)
{
  LimbeckTestCommand *self = command_new (program);
  va_list             arguments;

  va_start (arguments, program);
  for (const char *word; (word = va_arg (arguments, const char *)) != NULL;)
    limbeck_test_command_append (self, word);
  va_end (arguments);

  return self;
}

LimbeckTestCommand *
limbeck_test_command_new_limbeckctl (LimbeckTestProject *project, const char *argument, ...)
{
  static const char *const homes[][2] = {
    { "HOME", "home" },
    { "XDG_CONFIG_HOME", "home/.config" },
    { "XDG_CACHE_HOME", "home/.cache" },
    { "XDG_DATA_HOME", "home/.local/share" },
    { "XDG_STATE_HOME", "home/.local/state" },
  };

  LimbeckTestCommand *self = command_new (TEST_BUILD_ROOT "/src/cli/limbeckctl");
  va_list             arguments;

  limbeck_test_command_append (self, "--project");
  limbeck_test_command_append (self, limbeck_test_project_get_directory (project));
  va_start (arguments, argument);
  for (const char *word = argument; word != NULL; word = va_arg (arguments, const char *))
    limbeck_test_command_append (self, word);
  va_end (arguments);

  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    {
      g_autofree char *path = g_build_filename (
          limbeck_test_project_get_scratch (project), homes[i][1], NULL);

      ck_assert_int_eq (g_mkdir_with_parents (path, 0700), 0);
      limbeck_test_command_setenv (self, homes[i][0], path);
    }

  return self;
}

static void
end_group (LimbeckTestCommand *self)
{
  kill (-self->pid, SIGKILL);
  while (waitpid (self->pid, NULL, 0) == -1 && errno == EINTR)
    ;
  close (self->pidfd);
  self->pidfd = -1;
}

void
limbeck_test_command_free (LimbeckTestCommand *self)
{
  if (self->pidfd != -1)
    end_group (self);
  if (self->output_fd != -1)
    close (self->output_fd);
  if (self->errors_fd != -1)
    close (self->errors_fd);
  g_ptr_array_unref (self->argv);
  g_strfreev (self->environment);
  g_free (self->directory);
  g_free (self->output);
  g_free (self->errors);
  g_free (self);
}

void
limbeck_test_command_append (LimbeckTestCommand *self, const char *argument)
{
  g_ptr_array_add (self->argv, g_strdup (argument));
}

void
limbeck_test_command_wrap (LimbeckTestCommand *self,
                           const char         *program,
                           const char *const  *arguments)
{
  g_ptr_array_insert (self->argv, 0, g_strdup (program));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_insert (self->argv, i + 1, g_strdup (arguments[i]));
}

void
limbeck_test_command_set_directory (LimbeckTestCommand *self, const char *directory)
{
  g_free (self->directory);
  self->directory = g_strdup (directory);
}

void
limbeck_test_command_setenv (LimbeckTestCommand *self, const char *name, const char *value)
{
  if (value != NULL)
    self->environment = g_environ_setenv (self->environment, name, value, TRUE);
  else
    self->environment = g_environ_unsetenv (self->environment, name);
}

void
limbeck_test_command_set_deadline (LimbeckTestCommand *self, guint seconds)
{
  self->deadline_seconds = seconds;
}

static void
enter_new_group (gpointer unused)
{
  setpgid (0, 0);
}

/* What it prints goes to files in memory: a process that outlives it can't keep a reader waiting, and no
 * amount of output fills them. */
void
limbeck_test_command_start (LimbeckTestCommand *self)
{
  g_autoptr (GError) error = NULL;

  self->output_fd = memfd_create ("output", MFD_CLOEXEC);
  self->errors_fd = memfd_create ("errors", MFD_CLOEXEC);
  ck_assert_int_ne (self->output_fd, -1);
  ck_assert_int_ne (self->errors_fd, -1);

  g_ptr_array_add (self->argv, NULL);
  self->started_us = g_get_monotonic_time ();
  self->deadline_us = self->started_us + self->deadline_seconds * G_USEC_PER_SEC;
  if (!g_spawn_async_with_fds (self->directory,
                               (char **) self->argv->pdata,
                               self->environment,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
                               enter_new_group,
                               NULL,
                               &self->pid,
                               -1,
                               self->output_fd,
                               self->errors_fd,
                               &error))
    ck_abort_msg ("%s: %s", (char *) self->argv->pdata[0], error->message);

  self->pidfd = pidfd_open (self->pid, 0);
  ck_assert_int_ne (self->pidfd, -1);
}

static char *
read_all (int fd)
{
  struct stat status;
  char       *text;
  gsize       n_read = 0;

  ck_assert_int_eq (fstat (fd, &status), 0);
  text = g_malloc (status.st_size + 1);
  while (n_read < (gsize) status.st_size)
    {
      gssize n = pread (fd, text + n_read, status.st_size - n_read, n_read);

      ck_assert_int_gt (n, 0);
      n_read += n;
    }
  text[n_read] = '\0';

  return text;
}

static gboolean
wait_until (LimbeckTestCommand *self, gint64 moment_us)
{
  struct pollfd end = { .fd = self->pidfd, .events = POLLIN };
  gint64        left_us;

  do
    {
      left_us = moment_us - g_get_monotonic_time ();
      left_us = MAX (left_us, 0);
    }
  while (poll (&end, 1, (int) ((left_us + 999) / 1000)) == -1 && errno == EINTR);

  return (end.revents & POLLIN) != 0;
}

static void
fail_late (LimbeckTestCommand *self)
{
  g_autofree char *errors = read_all (self->errors_fd);
  g_autofree char *words = NULL;

  end_group (self);
  words = g_strjoinv (" ", (char **) self->argv->pdata);
  ck_abort_msg ("still running after %u s: %s\n%s", self->deadline_seconds, words, errors);
}

int
limbeck_test_command_wait (LimbeckTestCommand *self)
{
  int status = 0;

  ck_assert_int_ne (self->pidfd, -1);
  if (!wait_until (self, self->deadline_us))
    fail_late (self);

  while (waitpid (self->pid, &status, 0) == -1 && errno == EINTR)
    ;
  close (self->pidfd);
  self->pidfd = -1;
  self->seconds = (double) (g_get_monotonic_time () - self->started_us) / G_USEC_PER_SEC;
  self->output = read_all (self->output_fd);
  self->errors = read_all (self->errors_fd);

  return WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status);
}

int
limbeck_test_command_run (LimbeckTestCommand *self)
{
  limbeck_test_command_start (self);

  return limbeck_test_command_wait (self);
}

static gboolean
has_printed (LimbeckTestCommand *self, const char *text)
{
  g_autofree char *output = read_all (self->output_fd);
  g_autofree char *errors = read_all (self->errors_fd);

  return strstr (output, text) != NULL || strstr (errors, text) != NULL;
}

void
limbeck_test_command_wait_for_output (LimbeckTestCommand *self, const char *text)
{
  while (!has_printed (self, text))
    {
      if (wait_until (self, g_get_monotonic_time () + 10 * 1000) && !has_printed (self, text))
        {
          g_autofree char *output = read_all (self->output_fd);
          g_autofree char *errors = read_all (self->errors_fd);

          ck_abort_msg ("it ended without printing “%s”:\n%s\n%s", text, output, errors);
        }
      if (g_get_monotonic_time () > self->deadline_us)
        fail_late (self);
    }
}

void
limbeck_test_command_signal (LimbeckTestCommand *self, int signal_number)
{
  ck_assert_int_ne (self->pidfd, -1);
  ck_assert_int_eq (kill (self->pid, signal_number), 0);
}

int
limbeck_test_command_get_pid (LimbeckTestCommand *self)
{
  return self->pid;
}

const char *
limbeck_test_command_get_output (LimbeckTestCommand *self)
{
  return self->output;
}

const char *
limbeck_test_command_get_errors (LimbeckTestCommand *self)
{
  return self->errors;
}

double
limbeck_test_command_get_seconds (LimbeckTestCommand *self)
{
  return self->seconds;
}
