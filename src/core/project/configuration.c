#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/project/alembic-options.h"
#include "core/project/configuration-findings.h"
#include "core/project/location.h"
#include "core/project/project.h"

#include "core/project/configuration.h"

struct _LimbeckConfiguration
{
  GObject parent_instance;

  LimbeckTarget *target;
  char          *working_directory;
  char          *script_directory;
  char         **version_locations;
  char          *url;
  GPtrArray     *findings;
  gboolean       is_recursive;
  gboolean       is_sourceless;
  gboolean       is_sorted;
};

G_DEFINE_FINAL_TYPE (LimbeckConfiguration, limbeck_configuration, G_TYPE_OBJECT)

static void
limbeck_configuration_finalize (GObject *object)
{
  LimbeckConfiguration *self = LIMBECK_CONFIGURATION (object);

  g_clear_object (&self->target);
  g_free (self->working_directory);
  g_free (self->script_directory);
  g_strfreev (self->version_locations);
  g_free (self->url);
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (limbeck_configuration_parent_class)->finalize (object);
}

static void
limbeck_configuration_class_init (LimbeckConfigurationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_configuration_finalize;
}

static void
limbeck_configuration_init (LimbeckConfiguration *self)
{
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
read_version_locations (LimbeckConfiguration         *self,
                        const LimbeckAlembicOptions  *options,
                        const LimbeckLocationContext *context,
                        GError                      **error)
{
  g_auto (GStrv) written = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (!limbeck_alembic_options_read_version_locations (options, &written, error))
    return FALSE;

  if (written == NULL)
    g_ptr_array_add (paths, g_build_filename (self->script_directory, "versions", NULL));

  for (gsize i = 0; written != NULL && written[i] != NULL; i++)
    {
      char *path = limbeck_location_resolve (written[i], context, error);

      if (path == NULL)
        {
          g_autofree char *place = limbeck_alembic_options_dup_place (options, "version_locations");

          /* Translators: a file and line, and one of the folders that it names. */
          g_prefix_error (
              error, _ ("%s: the version location “%s” can't be used: "), place, written[i]);
          return FALSE;
        }
      g_ptr_array_add (paths, path);
    }

  g_ptr_array_add (paths, NULL);
  self->version_locations = (char **) g_ptr_array_free (g_steal_pointer (&paths), FALSE);

  return TRUE;
}

/* A bad percent sign in the URL only matters to commands that connect, so it is a finding, not an error. */
static gboolean
read_the_rest (LimbeckConfiguration *self, const LimbeckAlembicOptions *options, GError **error)
{
  const char *section = limbeck_alembic_options_get_section (options);
  g_autoptr (GError) ignored = NULL;

  self->is_sorted = limbeck_alembic_options_is_since (options, 1, 10, 0);

  if (!limbeck_alembic_options_read_boolean (options, "sourceless", &self->is_sourceless, error))
    return FALSE;

  if (self->is_sorted && !limbeck_alembic_options_read_boolean (
                             options, "recursive_version_locations", &self->is_recursive, error))
    return FALSE;

  if (section != NULL && !limbeck_ini_file_read (limbeck_alembic_options_get_ini (options),
                                                 section,
                                                 "sqlalchemy.url",
                                                 &self->url,
                                                 &ignored))
    g_debug ("%s", ignored->message);

  limbeck_configuration_findings_add (
      self->findings, options, (const char *const *) self->version_locations);

  return TRUE;
}

static gboolean
fail_without_script_location (LimbeckTarget               *target,
                              const LimbeckAlembicOptions *options,
                              GError                     **error)
{
  const char      *path = limbeck_target_get_config_path (target);
  g_autofree char *shown = g_filename_display_name (path);

  if (limbeck_configuration_findings_is_flask_migrate (path))
    g_set_error (
        error,
        LIMBECK_PROJECT_ERROR,
        LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
        /* Translators: a file. */
        _ ("“%s” belongs to Flask-Migrate: it names no “script_location”, and its “env.py” works only inside "
           "the Flask application, so Alembic can't be started with it. Use “flask db”, or give the project an "
           "“alembic.ini” and an “env.py” of its own."),
        shown);
  else
    g_set_error (
        error,
        LIMBECK_PROJECT_ERROR,
        LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
        /* Translators: a file, and the name of a section or table. */
        _ ("“%s” does not say where the migration scripts are: there is no “script_location” in [%s]. Add one, "
           "for example “script_location = %%(here)s/migrations”."),
        shown,
        limbeck_target_is_toml (target) ? "tool.alembic" : limbeck_target_get_section (target));

  return FALSE;
}

/* Whether everything that is relative leads somewhere from here. */
static gboolean
resolves (LimbeckConfiguration *self)
{
  if (!g_file_test (self->script_directory, G_FILE_TEST_IS_DIR))
    return FALSE;

  for (gsize i = 0; self->version_locations[i] != NULL; i++)
    if (!g_file_test (self->version_locations[i], G_FILE_TEST_IS_DIR))
      return FALSE;

  return TRUE;
}

static LimbeckConfiguration *
load_from (LimbeckTarget      *target,
           LimbeckInterpreter *interpreter,
           const char         *working_directory,
           GCancellable       *cancellable,
           GError            **error)
{
  g_autoptr (LimbeckConfiguration) self = g_object_new (LIMBECK_TYPE_CONFIGURATION, NULL);
  g_autoptr (LimbeckAlembicOptions) options = NULL;
  g_auto (GStrv) python_path = NULL;
  g_autofree char       *location = NULL;
  LimbeckLocationContext context = { working_directory, NULL, interpreter, cancellable };

  g_set_object (&self->target, target);
  self->working_directory = g_strdup (working_directory);

  options = limbeck_alembic_options_load (
      target, interpreter, working_directory, cancellable, error);
  if (options == NULL ||
      !limbeck_alembic_options_read_text (options, "script_location", &location, error) ||
      !limbeck_alembic_options_read_python_path (options, &python_path, error))
    return NULL;

  /* An empty one is the working directory since 1.16 takes paths by pathlib. */
  if (location == NULL ||
      (*location == '\0' && !limbeck_alembic_options_is_since (options, 1, 16, 0)))
    {
      fail_without_script_location (target, options, error);
      return NULL;
    }

  context.python_path = (const char *const *) python_path;
  self->script_directory = limbeck_location_resolve (location, &context, error);
  if (self->script_directory == NULL)
    {
      g_autofree char *place = limbeck_alembic_options_dup_place (options, "script_location");

      /* Translators: a file and line, and the value of “script_location”. */
      g_prefix_error (error, _ ("%s: the script location “%s” can't be used: "), place, location);
      return NULL;
    }

  if (!read_version_locations (self, options, &context, error) ||
      !read_the_rest (self, options, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
fail_without_directory (LimbeckConfiguration *first, LimbeckConfiguration *second, GError **error)
{
  g_autofree char *config = g_filename_display_name (
      limbeck_target_get_config_path (first->target));
  g_autofree char *looked = g_filename_display_name (first->script_directory);
  g_autofree char *also = second != NULL ? g_filename_display_name (second->script_directory)
                                         : NULL;

  if (also == NULL || strcmp (also, looked) == 0)
    g_set_error (
        error,
        LIMBECK_PROJECT_ERROR,
        LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
        /* Translators: a file and a folder. */
        _ ("The “script_location” of “%s” leads to “%s”, but there is no such folder. Mend the path; a relative "
           "one counts from the folder in which Alembic is started, “%%(here)s” is that of the file."),
        config,
        looked);
  else
    g_set_error (
        error,
        LIMBECK_PROJECT_ERROR,
        LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
        /* Translators: a file and two folders. */
        _ ("The “script_location” of “%s” leads to “%s” or, from the project's root, to “%s”, but there is no "
           "such folder. Mend the path; a relative one counts from the folder in which Alembic is started, "
           "“%%(here)s” is that of the file."),
        config,
        looked,
        also);
}

static gboolean
has_script_directory (LimbeckConfiguration *self)
{
  return self != NULL && g_file_test (self->script_directory, G_FILE_TEST_IS_DIR);
}

/*
 * From the folders between the configuration and the root: a service of a larger repository is often its own root, with
 * its configuration further inside.
 */
static LimbeckConfiguration *
load_from_between (LimbeckTarget      *target,
                   LimbeckInterpreter *interpreter,
                   const char         *folder,
                   GCancellable       *cancellable)
{
  const char      *root = limbeck_target_get_project_directory (target);
  size_t           length = strlen (root);
  g_autofree char *between = g_path_get_dirname (folder);

  while (strncmp (between, root, length) == 0 && between[length] == '/' &&
         !g_cancellable_is_cancelled (cancellable))
    {
      g_autoptr (LimbeckConfiguration)
          self = load_from (target, interpreter, between, cancellable, NULL);
      g_autofree char *inner = g_steal_pointer (&between);

      if (self != NULL && resolves (self))
        return g_steal_pointer (&self);
      between = g_path_get_dirname (inner);
    }

  return NULL;
}

LimbeckConfiguration *
limbeck_configuration_load (LimbeckTarget      *target,
                            LimbeckInterpreter *interpreter,
                            GCancellable       *cancellable,
                            GError            **error)
{
  g_autoptr (LimbeckConfiguration) first = NULL;
  g_autoptr (LimbeckConfiguration) second = NULL;
  g_autoptr (LimbeckConfiguration) third = NULL;
  g_autoptr (GError) first_error = NULL;
  g_autofree char *folder = NULL;
  const char      *root;

  g_return_val_if_fail (LIMBECK_IS_TARGET (target), NULL);
  g_return_val_if_fail (interpreter == NULL || LIMBECK_IS_INTERPRETER (interpreter), NULL);

  folder = g_path_get_dirname (limbeck_target_get_config_path (target));
  root = limbeck_target_get_project_directory (target);

  first = load_from (target, interpreter, folder, cancellable, &first_error);
  if (first != NULL && resolves (first))
    return g_steal_pointer (&first);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  /* A mistake in the file is one from anywhere; only what is not found may be found from further out. */
  if (strcmp (root, folder) != 0 &&
      (first != NULL || g_error_matches (first_error,
                                         LIMBECK_PROJECT_ERROR,
                                         LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION)))
    {
      second = load_from (target, interpreter, root, cancellable, NULL);
      if (second != NULL && resolves (second))
        return g_steal_pointer (&second);

      third = load_from_between (target, interpreter, folder, cancellable);
      if (third != NULL)
        return g_steal_pointer (&third);
    }

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (!has_script_directory (first) && has_script_directory (second))
    return g_steal_pointer (&second);

  if (has_script_directory (first))
    return g_steal_pointer (&first);

  if (first != NULL)
    fail_without_directory (first, second, error);
  else
    g_propagate_error (error, g_steal_pointer (&first_error));

  return NULL;
}

LimbeckTarget *
limbeck_configuration_get_target (LimbeckConfiguration *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (self), NULL);

  return self->target;
}

const char *
limbeck_configuration_get_working_directory (LimbeckConfiguration *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (self), NULL);

  return self->working_directory;
}

const char *
limbeck_configuration_get_script_directory (LimbeckConfiguration *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (self), NULL);

  return self->script_directory;
}

const char *const *
limbeck_configuration_get_version_locations (LimbeckConfiguration *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (self), NULL);

  return (const char *const *) self->version_locations;
}

gboolean
limbeck_configuration_is_recursive (LimbeckConfiguration *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (self), FALSE);

  return self->is_recursive;
}

gboolean
limbeck_configuration_is_sourceless (LimbeckConfiguration *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (self), FALSE);

  return self->is_sourceless;
}

gboolean
limbeck_configuration_is_sorted (LimbeckConfiguration *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (self), FALSE);

  return self->is_sorted;
}

const char *
limbeck_configuration_get_url (LimbeckConfiguration *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (self), NULL);

  return self->url;
}

GPtrArray *
limbeck_configuration_get_findings (LimbeckConfiguration *self)
{
  g_return_val_if_fail (LIMBECK_IS_CONFIGURATION (self), NULL);

  return self->findings;
}
