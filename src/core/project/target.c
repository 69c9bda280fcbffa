#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/project/target.h"

struct _LimbeckTarget
{
  GObject parent_instance;

  char    *name;
  char    *project_directory;
  char    *config_path;
  char    *section;
  gboolean is_toml;
};

G_DEFINE_FINAL_TYPE (LimbeckTarget, limbeck_target, G_TYPE_OBJECT)

/* "user_blocks" → "User Blocks" */
static char *
make_title (const char *word)
{
  g_autoptr (GString) title = g_string_new (NULL);
  gboolean begins = TRUE;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '_' || c == '-' || c == '.' || g_unichar_isspace (c))
        {
          begins = TRUE;
          continue;
        }

      if (begins && title->len > 0)
        g_string_append_c (title, ' ');
      g_string_append_unichar (title, begins ? g_unichar_totitle (c) : c);
      begins = FALSE;
    }

  return g_string_free (g_steal_pointer (&title), FALSE);
}

/* "alembic_blocks.ini" → "Blocks"; empty for "alembic.ini" and for "pyproject.toml" */
static char *
name_file (const char *config_path)
{
  g_autofree char *base = g_filename_display_basename (config_path);
  char            *dot = strrchr (base, '.');
  const char      *stem = base;

  if (strcmp (base, "pyproject.toml") == 0)
    return g_strdup ("");

  if (dot != NULL && dot != base)
    *dot = '\0';
  if (g_str_has_prefix (stem, "alembic"))
    stem += strlen ("alembic");

  return make_title (stem);
}

/* The folders between the project and the configuration, "Services" for `services/alembic.ini`; a
 * configuration outside of the project is named by its own folder. */
static char *
name_folder (const char *project_directory, const char *config_path)
{
  g_autofree char *folder = g_path_get_dirname (config_path);
  g_autofree char *shown = NULL;
  size_t           length = strlen (project_directory);

  if (strcmp (folder, project_directory) == 0)
    return g_strdup ("");

  if (strncmp (folder, project_directory, length) == 0 && folder[length] == '/')
    {
      shown = g_filename_display_name (folder + length + 1);
      g_strdelimit (shown, "/", ' ');
    }
  else
    shown = g_filename_display_basename (folder);

  return make_title (shown);
}

static char *
derive_name (LimbeckTarget *self)
{
  g_autofree char *folder = name_folder (self->project_directory, self->config_path);
  g_autofree char *file = name_file (self->config_path);
  g_autofree char *section = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (strcmp (self->section, "alembic") != 0)
    section = make_title (self->section);

  if (*folder != '\0')
    g_ptr_array_add (words, folder);
  if (*file != '\0')
    g_ptr_array_add (words, file);
  if (section != NULL && *section != '\0')
    g_ptr_array_add (words, section);

  if (words->len == 0)
    /* Translators: the name of a project's only or first Alembic configuration, `alembic.ini`. */
    return g_strdup (_ ("Main"));

  g_ptr_array_add (words, NULL);

  return g_strjoinv (" ", (char **) words->pdata);
}

static void
limbeck_target_finalize (GObject *object)
{
  LimbeckTarget *self = LIMBECK_TARGET (object);

  g_free (self->name);
  g_free (self->project_directory);
  g_free (self->config_path);
  g_free (self->section);

  G_OBJECT_CLASS (limbeck_target_parent_class)->finalize (object);
}

static void
limbeck_target_class_init (LimbeckTargetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_target_finalize;
}

static void
limbeck_target_init (LimbeckTarget *self)
{
}

LimbeckTarget *
limbeck_target_new (const char *project_directory, const char *config_path)
{
  return limbeck_target_new_named (project_directory, config_path, NULL, NULL);
}

LimbeckTarget *
limbeck_target_new_named (const char *project_directory,
                          const char *config_path,
                          const char *section,
                          const char *name)
{
  g_autoptr (LimbeckTarget) self = NULL;

  g_return_val_if_fail (project_directory != NULL && g_path_is_absolute (project_directory), NULL);
  g_return_val_if_fail (config_path != NULL && g_path_is_absolute (config_path), NULL);
  g_return_val_if_fail (name == NULL || g_utf8_validate (name, -1, NULL), NULL);

  self = g_object_new (LIMBECK_TYPE_TARGET, NULL);
  self->project_directory = g_canonicalize_filename (project_directory, NULL);
  self->config_path = g_canonicalize_filename (config_path, NULL);
  self->section = g_strdup (section != NULL ? section : "alembic");
  self->is_toml = g_str_has_suffix (self->config_path, "/pyproject.toml");
  self->name = name != NULL ? g_strdup (name) : derive_name (self);

  return g_steal_pointer (&self);
}

const char *
limbeck_target_get_name (LimbeckTarget *self)
{
  g_return_val_if_fail (LIMBECK_IS_TARGET (self), NULL);

  return self->name;
}

const char *
limbeck_target_get_project_directory (LimbeckTarget *self)
{
  g_return_val_if_fail (LIMBECK_IS_TARGET (self), NULL);

  return self->project_directory;
}

const char *
limbeck_target_get_config_path (LimbeckTarget *self)
{
  g_return_val_if_fail (LIMBECK_IS_TARGET (self), NULL);

  return self->config_path;
}

const char *
limbeck_target_get_section (LimbeckTarget *self)
{
  g_return_val_if_fail (LIMBECK_IS_TARGET (self), NULL);

  return self->section;
}

gboolean
limbeck_target_is_toml (LimbeckTarget *self)
{
  g_return_val_if_fail (LIMBECK_IS_TARGET (self), FALSE);

  return self->is_toml;
}
