#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/project/ini-reader.h"
#include "core/project/project.h"
#include "core/project/python-text.h"

#include "core/project/ini-file.h"

/* configparser.MAX_INTERPOLATION_DEPTH */
#define MAX_DEPTH 10

/* Ten levels that each name the next a thousand times would never end; no real value comes near. */
#define MAX_REFERENCES 10000
#define MAX_VALUE_SIZE (1024 * 1024)

struct _LimbeckIniFile
{
  char               *shown_path;
  LimbeckIniContents *contents;
};

typedef struct
{
  const LimbeckIniFile *file;
  const char           *section;
  const char           *option; /* the one that was asked for */
  GString              *value;
  guint                 n_references;
} Interpolation;

LimbeckIniFile *
limbeck_ini_file_parse (const char *path, const char *contents, GError **error)
{
  g_autoptr (LimbeckIniFile) self = NULL;
  g_autofree char *absolute = NULL;
  g_autofree char *here = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (contents != NULL, NULL);

  absolute = g_canonicalize_filename (path, NULL);
  here = g_path_get_dirname (absolute);

  self = g_new0 (LimbeckIniFile, 1);
  self->shown_path = g_filename_display_name (path);
  self->contents = limbeck_ini_contents_read (self->shown_path, contents, here, error);

  return self->contents != NULL ? g_steal_pointer (&self) : NULL;
}

void
limbeck_ini_file_free (LimbeckIniFile *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->contents, limbeck_ini_contents_free);
  g_free (self->shown_path);
  g_free (self);
}

gboolean
limbeck_ini_file_has_section (const LimbeckIniFile *self, const char *section)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (section != NULL, FALSE);

  return g_hash_table_contains (self->contents->sections, section);
}

const char *const *
limbeck_ini_file_get_sections (const LimbeckIniFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->contents->order->pdata;
}

static const LimbeckIniOption *
look_up (const LimbeckIniFile *self, const char *section, const char *option)
{
  GHashTable             *options = g_hash_table_lookup (self->contents->sections, section);
  const LimbeckIniOption *found;

  if (options == NULL)
    return NULL;

  found = g_hash_table_lookup (options, option);

  return found != NULL ? found : g_hash_table_lookup (self->contents->defaults, option);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

const char **
limbeck_ini_file_list_options (const LimbeckIniFile *self, const char *section)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  GHashTable    *options;
  gpointer       name;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (section != NULL, NULL);

  options = g_hash_table_lookup (self->contents->sections, section);
  g_return_val_if_fail (options != NULL, NULL);

  g_hash_table_iter_init (&iter, options);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);

  g_hash_table_iter_init (&iter, self->contents->defaults);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (options, name))
      g_ptr_array_add (names, name);

  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (const char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

gboolean
limbeck_ini_file_has_own (const LimbeckIniFile *self, const char *section, const char *option)
{
  GHashTable *options;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (section != NULL && option != NULL, FALSE);

  options = g_hash_table_lookup (self->contents->sections, section);

  return options != NULL && g_hash_table_contains (options, option);
}

guint
limbeck_ini_file_get_line (const LimbeckIniFile *self, const char *section, const char *option)
{
  const LimbeckIniOption *found;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (section != NULL && option != NULL, 0);

  found = look_up (self, section, option);

  return found != NULL ? found->line : 0;
}

static gboolean
refuse (const Interpolation *interpolation, GError **error, const char *reason)
{
  const LimbeckIniFile *file = interpolation->file;

  g_set_error (
      error,
      LIMBECK_PROJECT_ERROR,
      LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION,
      /* Translators: a file, a line number, the name of an option, and a sentence about its value. */
      _ ("“%s”, line %u: the value of “%s” can't be used. %s"),
      file->shown_path,
      limbeck_ini_file_get_line (file, interpolation->section, interpolation->option),
      interpolation->option,
      reason);

  return FALSE;
}

static gboolean
expand (Interpolation *interpolation, const char *rest, guint depth, GError **error);

/* `%(name)s` at @reference; @end is set to what follows it */
static gboolean
expand_reference (Interpolation *interpolation,
                  const char    *reference,
                  const char   **end,
                  guint          depth,
                  GError       **error)
{
  const char             *name = reference + strlen ("%(");
  gsize                   length = strcspn (name, ")");
  const LimbeckIniOption *found;
  g_autofree char        *written = NULL;
  g_autofree char        *key = NULL;
  g_autofree char        *reason = NULL;

  if (length == 0 || !g_str_has_prefix (name + length, ")s"))
    return refuse (
        interpolation,
        error,
        _ ("A reference must look like “%(name)s”. If a percent sign is meant, write “%%”."));

  if (++interpolation->n_references > MAX_REFERENCES)
    return refuse (interpolation, error, _ ("It refers to other values too many times."));

  *end = name + length + strlen (")s");
  written = g_strndup (name, length);
  key = limbeck_python_lower (written);
  found = look_up (interpolation->file, interpolation->section, key);
  if (found == NULL)
    {
      /* Translators: the name of an option. */
      reason = g_strdup_printf (
          _ ("It refers to “%%(%s)s”, but neither its section nor [DEFAULT] has such an option. "
             "The environment is not looked at. If a percent sign is meant, write “%%%%”."),
          written);
      return refuse (interpolation, error, reason);
    }

  if (found->line == 0 && strchr (found->value->str, '%') != NULL)
    return refuse (
        interpolation,
        error,
        _ ("The folder of the file has a percent sign in its path, which “%(here)s” can't stand for. Rename "
           "the folder, or write the path without “%(here)s”."));

  if (strchr (found->value->str, '%') != NULL)
    return expand (interpolation, found->value->str, depth + 1, error);

  g_string_append (interpolation->value, found->value->str);

  return TRUE;
}

static gboolean
expand (Interpolation *interpolation, const char *rest, guint depth, GError **error)
{
  if (depth > MAX_DEPTH)
    return refuse (
        interpolation,
        error,
        _ ("Its references lead to each other in a circle, or more than ten levels deep."));

  while (*rest != '\0')
    {
      gsize length = strcspn (rest, "%");

      g_string_append_len (interpolation->value, rest, length);
      rest += length;

      if (interpolation->value->len > MAX_VALUE_SIZE)
        return refuse (interpolation, error, _ ("It grows beyond 1 MiB."));

      if (*rest == '\0')
        return TRUE;

      if (rest[1] == '%')
        {
          g_string_append_c (interpolation->value, '%');
          rest += 2;
        }
      else if (rest[1] != '(')
        return refuse (
            interpolation,
            error,
            _ ("It has a single percent sign. Write “%%” for each one that is meant literally, also in a "
               "password."));
      else if (!expand_reference (interpolation, rest, &rest, depth, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
limbeck_ini_file_read (const LimbeckIniFile *self,
                       const char           *section,
                       const char           *option,
                       char                **value,
                       GError              **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Interpolation           interpolation = { self, section, option, text, 0 };
  const LimbeckIniOption *found;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (section != NULL && option != NULL && value != NULL, FALSE);

  *value = NULL;
  found = look_up (self, section, option);
  if (found == NULL)
    return TRUE;

  if (!expand (&interpolation, found->value->str, 1, error))
    return FALSE;

  *value = g_string_free (g_steal_pointer (&text), FALSE);

  return TRUE;
}

char *
limbeck_ini_file_dup_raw (const LimbeckIniFile *self, const char *section, const char *option)
{
  const LimbeckIniOption *found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (section != NULL && option != NULL, NULL);

  found = look_up (self, section, option);

  return found != NULL ? g_strdup (found->value->str) : NULL;
}
