#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "core/project/small-file.h"
#include "core/project/target-search.h"

#include "core/project/project.h"

struct _LimbeckProject
{
  GObject parent_instance;

  char       *directory;
  char       *name;
  GListStore *targets;
};

G_DEFINE_QUARK (limbeck - project - error - quark, limbeck_project_error)
G_DEFINE_FINAL_TYPE (LimbeckProject, limbeck_project, G_TYPE_OBJECT)

static gboolean
has_target_of (GPtrArray *targets, const char *config_path)
{
  for (guint i = 0; i < targets->len; i++)
    if (strcmp (limbeck_target_get_config_path (g_ptr_array_index (targets, i)), config_path) == 0)
      return TRUE;

  return FALSE;
}

static void
set_no_configuration (GError **error, const char *directory, GCancellable *cancellable)
{
  g_autofree char *shown = g_filename_display_name (directory);
  g_autofree char *hint = limbeck_target_search_hint (directory, cancellable);
  g_autofree char *hint_shown = NULL;

  if (hint == NULL)
    {
      g_set_error (
          error,
          LIMBECK_PROJECT_ERROR,
          LIMBECK_PROJECT_ERROR_NO_CONFIGURATION,
          /* Translators: the placeholder is a folder. */
          _ ("There is no Alembic configuration in “%s”: no “alembic*.ini” in it or in a folder directly "
             "below it, and no “[tool.alembic]” in its “pyproject.toml”. Open the folder that holds the "
             "configuration, or make one there with “alembic init migrations”."),
          shown);
      return;
    }

  hint_shown = g_filename_display_name (hint);
  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_NO_CONFIGURATION,
      /* Translators: a folder, and a file that was found elsewhere. */
      _ ("There is no Alembic configuration in “%s” or in a folder directly below it, but there is “%s”. "
         "Open the folder that holds that file."),
      shown,
      hint_shown);
}

/* A path to a configuration file stands for its directory. */
static char *
find_directory (const char *path, char **config_path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *shown = g_filename_display_name (absolute);
  struct stat      status;

  if (stat (absolute, &status) != 0)
    {
      g_set_error (error,
                   LIMBECK_PROJECT_ERROR,
                   LIMBECK_PROJECT_ERROR_NOT_FOUND,
                   /* Translators: the placeholder is a folder. */
                   _ ("There is no folder “%s”."),
                   shown);
      return NULL;
    }

  if (S_ISDIR (status.st_mode))
    return g_steal_pointer (&absolute);

  if (S_ISREG (status.st_mode) &&
      (g_str_has_suffix (absolute, ".ini") || g_str_has_suffix (absolute, ".cfg") ||
       g_str_has_suffix (absolute, "/pyproject.toml")))
    {
      *config_path = g_steal_pointer (&absolute);
      return g_path_get_dirname (*config_path);
    }

  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_NO_CONFIGURATION,
      /* Translators: the placeholder is a file. */
      _ ("“%s” is neither a folder nor an Alembic configuration. Open the folder that holds “alembic.ini”."),
      shown);
  return NULL;
}

static void
limbeck_project_finalize (GObject *object)
{
  LimbeckProject *self = LIMBECK_PROJECT (object);

  g_free (self->directory);
  g_free (self->name);
  g_clear_object (&self->targets);

  G_OBJECT_CLASS (limbeck_project_parent_class)->finalize (object);
}

static void
limbeck_project_class_init (LimbeckProjectClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_project_finalize;
}

static void
limbeck_project_init (LimbeckProject *self)
{
  self->targets = g_list_store_new (LIMBECK_TYPE_TARGET);
}

/* The project may be without a target. */
static LimbeckProject *
search (const char *directory, GCancellable *cancellable, GError **error)
{
  g_autoptr (LimbeckProject) self = NULL;
  g_autoptr (GPtrArray) targets = NULL;
  g_autofree char *absolute = NULL;
  g_autofree char *config_path = NULL;

  absolute = find_directory (directory, &config_path, error);
  if (absolute == NULL)
    return NULL;

  targets = limbeck_target_search (absolute, cancellable, error);
  if (targets == NULL)
    return NULL;

  if (config_path != NULL && !has_target_of (targets, config_path))
    g_ptr_array_add (targets, limbeck_target_new (absolute, config_path));

  self = g_object_new (LIMBECK_TYPE_PROJECT, NULL);
  self->name = g_filename_display_basename (absolute);
  self->directory = g_steal_pointer (&absolute);
  g_list_store_splice (self->targets, 0, 0, targets->pdata, targets->len);

  return g_steal_pointer (&self);
}

static gboolean
has_no_target (LimbeckProject *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->targets)) == 0;
}

LimbeckProject *
limbeck_project_open (const char *directory, GCancellable *cancellable, GError **error)
{
  g_autoptr (LimbeckProject) self = NULL;

  g_return_val_if_fail (directory != NULL, NULL);

  self = search (directory, cancellable, error);
  if (self == NULL)
    return NULL;

  if (has_no_target (self))
    {
      set_no_configuration (error, self->directory, cancellable);
      return NULL;
    }

  return g_steal_pointer (&self);
}

LimbeckTarget *
limbeck_project_open_target (const char   *directory,
                             const char   *configuration,
                             GCancellable *cancellable,
                             GError      **error)
{
  g_autoptr (LimbeckProject) project = NULL;

  g_return_val_if_fail (directory != NULL, NULL);

  project = search (directory, cancellable, error);
  if (project == NULL)
    return NULL;

  if (configuration == NULL && has_no_target (project))
    {
      set_no_configuration (error, project->directory, cancellable);
      return NULL;
    }

  return limbeck_project_find_target (project, configuration, error);
}

const char *
limbeck_project_get_directory (LimbeckProject *self)
{
  g_return_val_if_fail (LIMBECK_IS_PROJECT (self), NULL);

  return self->directory;
}

const char *
limbeck_project_get_name (LimbeckProject *self)
{
  g_return_val_if_fail (LIMBECK_IS_PROJECT (self), NULL);

  return self->name;
}

GListModel *
limbeck_project_get_targets (LimbeckProject *self)
{
  g_return_val_if_fail (LIMBECK_IS_PROJECT (self), NULL);

  return G_LIST_MODEL (self->targets);
}

static LimbeckTarget *
find_by_path (LimbeckProject *self, const char *path)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->targets));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LimbeckTarget) target = g_list_model_get_item (G_LIST_MODEL (self->targets), i);

      if (strcmp (limbeck_target_get_config_path (target), path) == 0)
        return g_steal_pointer (&target);
    }

  return limbeck_small_file_is_present (path) ? limbeck_target_new (self->directory, path) : NULL;
}

static LimbeckTarget *
find_by_name (LimbeckProject *self, const char *name)
{
  guint            n = g_list_model_get_n_items (G_LIST_MODEL (self->targets));
  g_autofree char *wanted = NULL;

  if (!g_utf8_validate (name, -1, NULL))
    return NULL;

  wanted = g_utf8_casefold (name, -1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LimbeckTarget) target = g_list_model_get_item (G_LIST_MODEL (self->targets), i);
      g_autofree char *folded = g_utf8_casefold (limbeck_target_get_name (target), -1);

      if (strcmp (folded, wanted) == 0)
        return g_steal_pointer (&target);
    }

  return NULL;
}

static void
set_no_target (LimbeckProject *self, const char *configuration, GError **error)
{
  guint            n = g_list_model_get_n_items (G_LIST_MODEL (self->targets));
  g_autofree char *shown = g_filename_display_name (configuration);
  g_autoptr (GString) names = g_string_new (NULL);

  if (n == 0)
    {
      g_set_error (
          error,
          LIMBECK_PROJECT_ERROR,
          LIMBECK_PROJECT_ERROR_NO_TARGET,
          /* Translators: a file, and a project. */
          _ ("There is no configuration file “%s”, and “%s” has no other Alembic configuration."),
          shown,
          self->name);
      return;
    }

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LimbeckTarget) target = g_list_model_get_item (G_LIST_MODEL (self->targets), i);
      const char      *path = limbeck_target_get_config_path (target);
      g_autofree char *path_shown = NULL;

      if (g_str_has_prefix (path, self->directory) && path[strlen (self->directory)] == '/')
        path += strlen (self->directory) + 1;
      path_shown = g_filename_display_name (path);

      g_string_append_printf (
          names, "%s“%s” (%s)", i > 0 ? ", " : "", limbeck_target_get_name (target), path_shown);
    }

  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_NO_TARGET,
      /* Translators: a file or name, a project, and a list of names. */
      _ ("“%s” is neither a configuration file nor the name of a target of “%s”. There is: %s."),
      shown,
      self->name,
      names->str);
}

LimbeckTarget *
limbeck_project_find_target (LimbeckProject *self, const char *configuration, GError **error)
{
  g_autofree char *in_project = NULL;
  g_autofree char *in_current = NULL;
  LimbeckTarget   *target;

  g_return_val_if_fail (LIMBECK_IS_PROJECT (self), NULL);

  if (configuration == NULL)
    return g_list_model_get_item (G_LIST_MODEL (self->targets), 0);

  in_project = g_canonicalize_filename (configuration, self->directory);
  in_current = g_canonicalize_filename (configuration, NULL);

  target = find_by_path (self, in_project);
  if (target == NULL)
    target = find_by_path (self, in_current);
  if (target == NULL)
    target = find_by_name (self, configuration);
  if (target == NULL)
    set_no_target (self, configuration, error);

  return target;
}
