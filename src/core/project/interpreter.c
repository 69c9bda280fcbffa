#include "config.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "core/project/interpreter-search.h"
#include "core/project/python-environment.h"

#include "core/project/interpreter.h"

struct _LimbeckInterpreter
{
  GObject parent_instance;

  LimbeckFoundInterpreter *found;
  guint                    version[3];
};

G_DEFINE_FINAL_TYPE (LimbeckInterpreter, limbeck_interpreter, G_TYPE_OBJECT)

static void
limbeck_interpreter_finalize (GObject *object)
{
  LimbeckInterpreter *self = LIMBECK_INTERPRETER (object);

  limbeck_found_interpreter_free (self->found);

  G_OBJECT_CLASS (limbeck_interpreter_parent_class)->finalize (object);
}

static void
limbeck_interpreter_class_init (LimbeckInterpreterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_interpreter_finalize;
}

static void
limbeck_interpreter_init (LimbeckInterpreter *self)
{
}

/* "1.8.1", "1.13.0rc1", "1.8.1.dev0" */
static void
split_version (const char *text, guint numbers[3])
{
  for (guint i = 0; i < 3 && text != NULL && g_ascii_isdigit (*text); i++)
    {
      char *end;

      numbers[i] = (guint) strtoul (text, &end, 10);
      text = *end == '.' ? end + 1 : NULL;
    }
}

LimbeckInterpreter *
limbeck_interpreter_find (const char   *project_directory,
                          const char   *config_directory,
                          const char   *setting,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autoptr (LimbeckInterpreter) self = NULL;
  LimbeckFoundInterpreter *found;

  g_return_val_if_fail (project_directory != NULL && g_path_is_absolute (project_directory), NULL);
  g_return_val_if_fail (config_directory != NULL && g_path_is_absolute (config_directory), NULL);

  found = limbeck_interpreter_search (
      project_directory, config_directory, setting, cancellable, error);
  if (found == NULL)
    return NULL;

  self = g_object_new (LIMBECK_TYPE_INTERPRETER, NULL);
  self->found = found;
  split_version (found->alembic_version, self->version);

  return g_steal_pointer (&self);
}

const char *
limbeck_interpreter_get_path (LimbeckInterpreter *self)
{
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (self), NULL);

  return self->found->script != NULL ? self->found->script : self->found->python;
}

LimbeckInterpreterOrigin
limbeck_interpreter_get_origin (LimbeckInterpreter *self)
{
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (self), LIMBECK_INTERPRETER_PATH);

  return self->found->origin;
}

gboolean
limbeck_interpreter_is_script (LimbeckInterpreter *self)
{
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (self), FALSE);

  return self->found->script != NULL;
}

const char *
limbeck_interpreter_get_python (LimbeckInterpreter *self)
{
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (self), NULL);

  return self->found->python;
}

const char *
limbeck_interpreter_get_python_version (LimbeckInterpreter *self)
{
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (self), NULL);

  return self->found->python_version;
}

const char *
limbeck_interpreter_get_alembic_version (LimbeckInterpreter *self)
{
  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (self), NULL);

  return self->found->alembic_version;
}

gboolean
limbeck_interpreter_is_at_least (LimbeckInterpreter *self, guint major, guint minor, guint patch)
{
  const guint wanted[3] = { major, minor, patch };

  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (self), FALSE);

  if (self->found->alembic_version == NULL)
    return FALSE;

  for (guint i = 0; i < 3; i++)
    if (self->version[i] != wanted[i])
      return self->version[i] > wanted[i];

  return TRUE;
}

static char *
describe_origin (LimbeckInterpreter *self)
{
  g_autofree char *shown = g_filename_display_name (limbeck_interpreter_get_path (self));

  switch (self->found->origin)
    {
    case LIMBECK_INTERPRETER_SETTING:
      /* Translators: the path of a Python that a person chose. */
      return g_strdup_printf (_ ("%s, as chosen"), shown);

    case LIMBECK_INTERPRETER_VIRTUAL_ENV:
      return g_strdup (_ ("Python of the active virtual environment"));

    case LIMBECK_INTERPRETER_PROJECT_VENV:
      /* Translators: the name of a folder: ".venv", "venv" or "env". */
      return g_strdup_printf (_ ("Python of the project's %s"), self->found->folder);

    case LIMBECK_INTERPRETER_CONDA:
      return g_strdup (_ ("Python of the active Conda environment"));

    case LIMBECK_INTERPRETER_PATH:
    case LIMBECK_INTERPRETER_ALEMBIC_ON_PATH:
    default:
      return g_steal_pointer (&shown);
    }
}

char *
limbeck_interpreter_dup_description (LimbeckInterpreter *self)
{
  g_autofree char *origin = NULL;

  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (self), NULL);

  origin = describe_origin (self);

  if (self->found->alembic_version == NULL)
    /* Translators: where Python was found. */
    return g_strdup_printf (_ ("%s, version of Alembic unknown"), origin);

  /* Translators: where Python was found, and the version of Alembic. */
  return g_strdup_printf (_ ("%s, Alembic %s"), origin, self->found->alembic_version);
}

LimbeckCommand *
limbeck_interpreter_new_python (LimbeckInterpreter *self)
{
  LimbeckCommand *command;

  g_return_val_if_fail (LIMBECK_IS_INTERPRETER (self), NULL);
  g_return_val_if_fail (self->found->python != NULL, NULL);

  command = limbeck_command_new (self->found->python);
  limbeck_python_environment_apply (command);

  return command;
}
