#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/project/path-list.h"
#include "core/project/project.h"
#include "core/project/pyproject.h"
#include "core/project/small-file.h"

#include "core/project/alembic-options.h"

struct _LimbeckAlembicOptions
{
  LimbeckInterpreter *interpreter;
  char               *ini_path;
  char               *toml_path;
  char               *section;
  LimbeckIniFile     *ini;  /* NULL if there is none */
  LimbeckPyproject   *toml; /* NULL if there is none, or this Alembic does not look */
  gboolean            misses_toml;
};

void
limbeck_alembic_options_free (LimbeckAlembicOptions *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->interpreter);
  g_free (self->ini_path);
  g_free (self->toml_path);
  g_free (self->section);
  limbeck_ini_file_free (self->ini);
  limbeck_pyproject_free (self->toml);
  g_free (self);
}

gboolean
limbeck_alembic_options_is_since (const LimbeckAlembicOptions *self,
                                  guint                        major,
                                  guint                        minor,
                                  guint                        patch)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->interpreter == NULL ||
         limbeck_interpreter_get_alembic_version (self->interpreter) == NULL ||
         limbeck_interpreter_is_at_least (self->interpreter, major, minor, patch);
}

static gboolean
refuse_old_alembic (LimbeckAlembicOptions *self, GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->toml_path);

  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION,
      /* Translators: a file, and a version of Alembic. */
      _ ("“%s” has a [tool.alembic] table, which Alembic reads since 1.16, but this project's Alembic is %s and "
         "ignores it. Upgrade Alembic, or put the settings into an “alembic.ini”."),
      shown,
      limbeck_interpreter_get_alembic_version (self->interpreter));

  return FALSE;
}

static gboolean
refuse_without_python (LimbeckAlembicOptions *self, GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->toml_path);

  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION,
      /* Translators: a file. */
      _ ("The [tool.alembic] table of “%s” can be read only with the project's Python, and none is known. "
         "Choose an interpreter for this project."),
      shown);

  return FALSE;
}

static gboolean
load_toml (LimbeckAlembicOptions *self,
           gboolean               is_required,
           GCancellable          *cancellable,
           GError               **error)
{
  g_autofree char *contents = NULL;

  if (!is_required && !limbeck_small_file_is_present (self->toml_path))
    return TRUE;

  if (!limbeck_alembic_options_is_since (self, 1, 16, 0))
    return is_required ? refuse_old_alembic (self, error) : TRUE;

  contents = limbeck_small_file_read (self->toml_path, NULL, error);
  if (contents == NULL)
    return FALSE;

  if (!is_required && !limbeck_pyproject_mentions_alembic (contents))
    return TRUE;

  if (self->interpreter == NULL || limbeck_interpreter_get_python (self->interpreter) == NULL)
    {
      self->misses_toml = TRUE;
      return is_required ? refuse_without_python (self, error) : TRUE;
    }

  self->toml = limbeck_pyproject_read (self->toml_path, self->interpreter, cancellable, error);

  return self->toml != NULL;
}

static gboolean
load_ini (LimbeckAlembicOptions *self, gboolean is_required, GError **error)
{
  g_autofree char *contents = NULL;

  if (!is_required && !limbeck_small_file_is_present (self->ini_path))
    return TRUE;

  contents = limbeck_small_file_read (self->ini_path, NULL, error);
  if (contents == NULL)
    return FALSE;

  self->ini = limbeck_ini_file_parse (self->ini_path, contents, error);

  return self->ini != NULL;
}

static gboolean
check_section (LimbeckAlembicOptions *self, GError **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *present = NULL;

  /* Since 1.16 a missing section only means that all comes from the TOML. */
  if (self->ini == NULL || self->toml != NULL ||
      limbeck_ini_file_has_section (self->ini, self->section))
    return TRUE;

  shown = g_filename_display_name (self->ini_path);
  present = g_strjoinv ("], [", (char **) limbeck_ini_file_get_sections (self->ini));
  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION,
      *present != '\0'
          /* Translators: a file, the name of a section, and the names of others. */
          ? _ ("“%s” has no section “[%s]”, only [%s]. Names of sections count with their case.")
          /* Translators: a file and the name of a section; the last placeholder is empty. */
          : _ ("“%s” has no section “[%s]”. It must begin with that line.%s"),
      shown,
      self->section,
      present);

  return FALSE;
}

LimbeckAlembicOptions *
limbeck_alembic_options_load (LimbeckTarget      *target,
                              LimbeckInterpreter *interpreter,
                              const char         *working_directory,
                              GCancellable       *cancellable,
                              GError            **error)
{
  g_autoptr (LimbeckAlembicOptions) self = NULL;
  gboolean is_toml;

  g_return_val_if_fail (LIMBECK_IS_TARGET (target), NULL);
  g_return_val_if_fail (interpreter == NULL || LIMBECK_IS_INTERPRETER (interpreter), NULL);
  g_return_val_if_fail (working_directory != NULL, NULL);

  is_toml = limbeck_target_is_toml (target);
  self = g_new0 (LimbeckAlembicOptions, 1);
  g_set_object (&self->interpreter, interpreter);
  self->section = g_strdup (limbeck_target_get_section (target));

  /* What is not named with -c is looked for in the current directory (config.py, _inis_from_config()). */
  self->ini_path = is_toml ? g_build_filename (working_directory, "alembic.ini", NULL)
                           : g_strdup (limbeck_target_get_config_path (target));
  self->toml_path = is_toml ? g_strdup (limbeck_target_get_config_path (target))
                            : g_build_filename (working_directory, "pyproject.toml", NULL);

  if (!load_ini (self, !is_toml, error) || !load_toml (self, is_toml, cancellable, error) ||
      !check_section (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
limbeck_alembic_options_misses_toml (const LimbeckAlembicOptions *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->misses_toml;
}

const LimbeckIniFile *
limbeck_alembic_options_get_ini (const LimbeckAlembicOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ini;
}

const char *
limbeck_alembic_options_get_section (const LimbeckAlembicOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ini != NULL && limbeck_ini_file_has_section (self->ini, self->section)
             ? self->section
             : NULL;
}

static gboolean
ini_has (const LimbeckAlembicOptions *self, const char *key)
{
  g_autofree char *raw = NULL;

  if (self->ini != NULL)
    raw = limbeck_ini_file_dup_raw (self->ini, self->section, key);

  return raw != NULL;
}

char *
limbeck_alembic_options_dup_place (const LimbeckAlembicOptions *self, const char *key)
{
  g_autofree char *shown = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (ini_has (self, key))
    {
      shown = g_filename_display_name (self->ini_path);
      /* Translators: a file and a line number. */
      return g_strdup_printf (
          _ ("“%s”, line %u"), shown, limbeck_ini_file_get_line (self->ini, self->section, key));
    }

  if (self->toml != NULL)
    {
      shown = g_filename_display_name (self->toml_path);
      /* Translators: a file. */
      return g_strdup_printf (_ ("“%s”, table [tool.alembic]"), shown);
    }

  shown = g_filename_display_name (self->ini != NULL ? self->ini_path : self->toml_path);

  return g_strdup_printf ("“%s”", shown);
}

gboolean
limbeck_alembic_options_read_text (const LimbeckAlembicOptions *self,
                                   const char                  *key,
                                   char                       **value,
                                   GError                     **error)
{
  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);

  *value = NULL;
  if (ini_has (self, key))
    return limbeck_ini_file_read (self->ini, self->section, key, value, error);

  return self->toml == NULL || limbeck_pyproject_read_text (self->toml, key, value, error);
}

gboolean
limbeck_alembic_options_read_boolean (const LimbeckAlembicOptions *self,
                                      const char                  *key,
                                      gboolean                    *value,
                                      GError                     **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);

  *value = FALSE;
  if (!ini_has (self, key))
    return self->toml == NULL ||
           limbeck_pyproject_read_boolean (
               self->toml, key, limbeck_alembic_options_is_since (self, 1, 16, 4), value, error);

  if (!limbeck_ini_file_read (self->ini, self->section, key, &text, error))
    return FALSE;

  *value = strcmp (text, "true") == 0;

  return TRUE;
}

static gboolean
refuse_separator (const LimbeckAlembicOptions *self,
                  const char                  *key,
                  const char                  *word,
                  GError                     **error)
{
  g_autofree char *place = limbeck_alembic_options_dup_place (self, key);

  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION,
      strpbrk (word, "#;") != NULL && word[1] != '\0'
          /* Translators: a file and line, the name of an option, and its value. */
          ? _ ("%s: the value of “%s” is “%s”. There are no comments behind a value, so Alembic rejects it. "
               "Put the comment on a line of its own.")
          /* Translators: a file and line, the name of an option, and its value. */
          : _ ("%s: the value of “%s” is “%s”, which this Alembic does not know. It knows “os”, “:”, “;”, "
               "“space” and, since 1.13.3, “newline”."),
      place,
      key,
      word);

  return FALSE;
}

/* @separator is 0 if neither key is set. */
static gboolean
read_separator (const LimbeckAlembicOptions *self,
                gboolean                     for_versions,
                char                        *separator,
                GError                     **error)
{
  const char *keys[2] = { NULL, NULL };
  gsize       n = 0;

  *separator = 0;
  if (limbeck_alembic_options_is_since (self, 1, 16, 0))
    keys[n++] = "path_separator";
  if (for_versions && limbeck_alembic_options_is_since (self, 1, 7, 0))
    keys[n++] = "version_path_separator";

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *word = NULL;

      if (!limbeck_ini_file_read (self->ini, self->section, keys[i], &word, error))
        return FALSE;
      if (word == NULL)
        continue;

      *separator = limbeck_path_list_parse_separator (
          word, limbeck_alembic_options_is_since (self, 1, 13, 3));
      return *separator != 0 || refuse_separator (self, keys[i], word, error);
    }

  return TRUE;
}

static gboolean
read_paths (const LimbeckAlembicOptions *self,
            const char                  *key,
            gboolean                     for_versions,
            char                      ***values,
            GError                     **error)
{
  g_autofree char *text = NULL;
  char             separator;

  *values = NULL;
  if (ini_has (self, key) && !limbeck_ini_file_read (self->ini, self->section, key, &text, error))
    return FALSE;

  if (text == NULL || *text == '\0')
    return self->toml == NULL || limbeck_pyproject_read_list (self->toml, key, values, error);

  if (!read_separator (self, for_versions, &separator, error))
    return FALSE;

  *values = separator == 0
                ? limbeck_path_list_split_loosely (text, !for_versions)
                : limbeck_path_list_split_on (
                      text, separator, limbeck_alembic_options_is_since (self, 1, 13, 3));

  /* Nothing but separators is as good as nothing. */
  if ((*values)[0] == NULL)
    g_clear_pointer (values, g_strfreev);

  return TRUE;
}

gboolean
limbeck_alembic_options_read_version_locations (const LimbeckAlembicOptions *self,
                                                char                      ***values,
                                                GError                     **error)
{
  g_return_val_if_fail (self != NULL && values != NULL, FALSE);

  return read_paths (self, "version_locations", TRUE, values, error);
}

gboolean
limbeck_alembic_options_read_python_path (const LimbeckAlembicOptions *self,
                                          char                      ***values,
                                          GError                     **error)
{
  g_return_val_if_fail (self != NULL && values != NULL, FALSE);

  return read_paths (self, "prepend_sys_path", FALSE, values, error);
}
