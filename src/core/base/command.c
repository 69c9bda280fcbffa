#include "config.h"

#include <string.h>
#include <unistd.h>

#include "core/base/command-private.h"
#include "core/base/text.h"

#include "core/base/command.h"

typedef struct
{
  char *name;
  char *value;
} Variable;

struct _LimbeckCommand
{
  GPtrArray *argv;
  GPtrArray *secrets;
  /* Element types Variable and LimbeckInheritedFd. */
  GPtrArray *variables;
  GPtrArray *fds;
  char      *directory;
  char     **environment;
};

G_DEFINE_QUARK (limbeck - command - error - quark, limbeck_command_error)

static Variable *
variable_new (const char *name, const char *value)
{
  Variable *self = g_new (Variable, 1);

  self->name = g_strdup (name);
  self->value = g_strdup (value);

  return self;
}

static void
variable_free (gpointer data)
{
  Variable *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static void
inherited_fd_close (gpointer data)
{
  close (((LimbeckInheritedFd *) data)->source_fd);
}

static void
inherited_fd_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, inherited_fd_close);
}

/* An array of strings that is NULL-terminated at any moment. */
static GPtrArray *
strings_new (void)
{
  GPtrArray *strings = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (strings, NULL);

  return strings;
}

static void
strings_add (GPtrArray *strings, char *taken)
{
  g_ptr_array_insert (strings, strings->len - 1, taken);
}

LimbeckCommand *
limbeck_command_new (const char *program)
{
  LimbeckCommand *self;

  g_return_val_if_fail (program != NULL && *program != '\0', NULL);

  self = g_new0 (LimbeckCommand, 1);
  self->argv = strings_new ();
  self->secrets = strings_new ();
  self->variables = g_ptr_array_new_with_free_func (variable_free);
  self->fds = g_ptr_array_new_with_free_func (inherited_fd_release);
  strings_add (self->argv, g_strdup (program));

  return self;
}

LimbeckCommand *
limbeck_command_copy (const LimbeckCommand *self)
{
  LimbeckCommand *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = limbeck_command_new (g_ptr_array_index (self->argv, 0));
  for (guint i = 1; i + 1 < self->argv->len; i++)
    limbeck_command_append (copy, g_ptr_array_index (self->argv, i));
  for (guint i = 0; i + 1 < self->secrets->len; i++)
    limbeck_command_add_secret (copy, g_ptr_array_index (self->secrets, i));
  for (guint i = 0; i < self->variables->len; i++)
    {
      const Variable *variable = g_ptr_array_index (self->variables, i);

      g_ptr_array_add (copy->variables, variable_new (variable->name, variable->value));
    }
  for (guint i = 0; i < self->fds->len; i++)
    g_ptr_array_add (copy->fds, g_atomic_rc_box_acquire (g_ptr_array_index (self->fds, i)));
  copy->directory = g_strdup (self->directory);
  copy->environment = g_strdupv (self->environment);

  return copy;
}

void
limbeck_command_free (LimbeckCommand *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->argv);
  g_ptr_array_unref (self->secrets);
  g_ptr_array_unref (self->variables);
  g_ptr_array_unref (self->fds);
  g_free (self->directory);
  g_strfreev (self->environment);
  g_free (self);
}

void
limbeck_command_append (LimbeckCommand *self, const char *argument)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (argument != NULL);

  strings_add (self->argv, g_strdup (argument));
}

void
limbeck_command_append_printf (LimbeckCommand *self, const char *format, ...)
{
  va_list args;

  g_return_if_fail (self != NULL);

  va_start (args, format);
  strings_add (self->argv, g_strdup_vprintf (format, args));
  va_end (args);
}

void
limbeck_command_set_directory (LimbeckCommand *self, const char *directory)
{
  char *copy;

  g_return_if_fail (self != NULL);

  copy = g_strdup (directory);
  g_free (self->directory);
  self->directory = copy;
}

void
limbeck_command_set_environment (LimbeckCommand *self, const char *const *envp)
{
  char **copy;

  g_return_if_fail (self != NULL);

  copy = g_strdupv ((char **) envp);
  g_strfreev (self->environment);
  self->environment = copy;
}

void
limbeck_command_setenv (LimbeckCommand *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL && *name != '\0' && strchr (name, '=') == NULL);

  g_ptr_array_add (self->variables, variable_new (name, value));
}

void
limbeck_command_add_secret (LimbeckCommand *self, const char *secret)
{
  g_return_if_fail (self != NULL);

  if (secret != NULL && *secret != '\0')
    strings_add (self->secrets, g_strdup (secret));
}

void
limbeck_command_take_fd (LimbeckCommand *self, int source_fd, int target_fd)
{
  LimbeckInheritedFd *fd;

  g_return_if_fail (self != NULL);
  g_return_if_fail (source_fd >= 0);
  g_return_if_fail (target_fd >= 3);

  fd = g_atomic_rc_box_new (LimbeckInheritedFd);
  fd->source_fd = source_fd;
  fd->target_fd = target_fd;
  g_ptr_array_add (self->fds, fd);
}

GPtrArray *
limbeck_command_get_fds (const LimbeckCommand *self)
{
  return self->fds;
}

const char *const *
limbeck_command_get_argv (const LimbeckCommand *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->argv->pdata;
}

const char *
limbeck_command_get_directory (const LimbeckCommand *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->directory;
}

const char *const *
limbeck_command_get_secrets (const LimbeckCommand *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->secrets->pdata;
}

char **
limbeck_command_dup_environment (const LimbeckCommand *self)
{
  char **environment;

  g_return_val_if_fail (self != NULL, NULL);

  environment = self->environment ? g_strdupv (self->environment) : g_get_environ ();
  for (guint i = 0; i < self->variables->len; i++)
    {
      const Variable *variable = g_ptr_array_index (self->variables, i);

      if (variable->value)
        environment = g_environ_setenv (environment, variable->name, variable->value, TRUE);
      else
        environment = g_environ_unsetenv (environment, variable->name);
    }

  return environment;
}

static gboolean
is_plain_word (const char *text)
{
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                              "@%+=:,./_-^";

  return *text != '\0' && text[strspn (text, plain)] == '\0';
}

static gboolean
is_printable (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (!g_unichar_isprint (g_utf8_get_char (text)))
        return FALSE;
    }

  return TRUE;
}

/* $'…' of bash, ksh and zsh: the only way to write a path that is not UTF-8 so that it can be copied. */
static void
append_escaped (GString *line, const char *text)
{
  g_string_append (line, "$'");
  for (; *text != '\0'; text++)
    {
      if (*text == '\'' || *text == '\\')
        g_string_append_printf (line, "\\%c", *text);
      else if (g_ascii_isprint (*text))
        g_string_append_c (line, *text);
      else
        /* Octal: at most three digits, so that a digit that follows is not taken for a part of it. */
        g_string_append_printf (line, "\\%03o", (guchar) *text);
    }
  g_string_append_c (line, '\'');
}

static void
append_quoted (GString *line, const char *text)
{
  if (line->len > 0)
    g_string_append_c (line, ' ');

  if (is_plain_word (text))
    {
      g_string_append (line, text);
    }
  else if (is_printable (text))
    {
      g_autofree char *quoted = g_shell_quote (text);

      g_string_append (line, quoted);
    }
  else
    append_escaped (line, text);
}

char *
limbeck_command_to_string (const LimbeckCommand *self)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *const *argv;

  g_return_val_if_fail (self != NULL, NULL);

  argv = limbeck_command_get_argv (self);
  for (gsize i = 0; argv[i]; i++)
    {
      g_autofree char *shown = limbeck_text_redact (argv[i], limbeck_command_get_secrets (self));

      append_quoted (line, shown);
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}
