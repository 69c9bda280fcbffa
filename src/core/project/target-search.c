#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>

#include "core/project/ini-file.h"
#include "core/project/project.h"
#include "core/project/pyproject.h"
#include "core/project/small-file.h"
#include "core/project/target.h"

#include "core/project/target-search.h"

/* A folder one level down may be a heap of files; whoever keeps an Alembic configuration there does not. */
#define MAX_ENTRIES_BELOW 4096
#define MAX_FOLDERS_BELOW 2000
#define MAX_DEPTH_BELOW 4

typedef struct
{
  GPtrArray *inis;    /* names of files */
  GPtrArray *folders; /* names of folders worth a look */
} Listing;

static void
listing_free (Listing *self)
{
  g_ptr_array_unref (self->inis);
  g_ptr_array_unref (self->folders);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listing, listing_free)

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  gboolean    first_is_main = strcmp (first, "alembic.ini") == 0;
  gboolean    second_is_main = strcmp (second, "alembic.ini") == 0;

  if (first_is_main != second_is_main)
    return first_is_main ? -1 : 1;

  return strcmp (first, second);
}

static gboolean
is_configuration_name (const char *name)
{
  return g_str_has_prefix (name, "alembic") && g_str_has_suffix (name, ".ini");
}

static gboolean
is_folder (const char *directory, const struct dirent *entry)
{
  g_autofree char *path = NULL;
  struct stat      status;

  if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
    return entry->d_type == DT_DIR;

  path = g_build_filename (directory, entry->d_name, NULL);

  return stat (path, &status) == 0 && S_ISDIR (status.st_mode);
}

static gboolean
is_folder_worth_a_look (const char *directory, const char *name)
{
  static const char *const skipped[] = { "node_modules", "site-packages", "__pycache__",
                                         "venv",         "env",           NULL };
  g_autofree char         *marker = NULL;

  if (name[0] == '.' || g_strv_contains (skipped, name))
    return FALSE;

  marker = g_build_filename (directory, name, "pyvenv.cfg", NULL);

  return !limbeck_small_file_is_present (marker);
}

static Listing *
list_directory (const char *directory, guint max_entries, GCancellable *cancellable, GError **error)
{
  g_autoptr (Listing) self = NULL;
  g_autofree char *shown = NULL;
  struct dirent   *entry;
  DIR             *stream;

  stream = opendir (directory);
  if (stream == NULL)
    {
      int error_number = errno;

      shown = g_filename_display_name (directory);
      g_set_error (error,
                   LIMBECK_PROJECT_ERROR,
                   error_number == ENOENT ? LIMBECK_PROJECT_ERROR_NOT_FOUND
                                          : LIMBECK_PROJECT_ERROR_UNREADABLE,
                   /* Translators: a folder and the system's reason. */
                   _ ("The folder “%s” can't be opened: %s."),
                   shown,
                   g_strerror (error_number));
      return NULL;
    }

  self = g_new0 (Listing, 1);
  self->inis = g_ptr_array_new_with_free_func (g_free);
  self->folders = g_ptr_array_new_with_free_func (g_free);

  for (guint n = 0; n < max_entries && !g_cancellable_is_cancelled (cancellable); n++)
    {
      entry = readdir (stream);
      if (entry == NULL)
        break;

      if (is_folder (directory, entry))
        {
          if (is_folder_worth_a_look (directory, entry->d_name))
            g_ptr_array_add (self->folders, g_strdup (entry->d_name));
        }
      else if (is_configuration_name (entry->d_name))
        g_ptr_array_add (self->inis, g_strdup (entry->d_name));
    }

  closedir (stream);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  g_ptr_array_sort (self->inis, compare_names);
  g_ptr_array_sort (self->folders, compare_names);

  return g_steal_pointer (&self);
}

static gboolean
has_toml_table (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) ignored = NULL;

  if (!limbeck_small_file_is_present (path))
    return FALSE;

  contents = limbeck_small_file_read (path, NULL, &ignored);

  return contents != NULL && limbeck_pyproject_mentions_alembic (contents);
}

/* A section that `alembic -n SECTION` could be started with: it names a script directory itself, or has a URL or version
 * locations of its own and gets the directory from [DEFAULT]. The sections of a configuration for several databases have
 * only a URL. */
static gboolean
is_a_target (const LimbeckIniFile *ini, const char *section)
{
  g_autofree char *location = limbeck_ini_file_dup_raw (ini, section, "script_location");

  return limbeck_ini_file_has_own (ini, section, "script_location") ||
         (location != NULL && (limbeck_ini_file_has_own (ini, section, "sqlalchemy.url") ||
                               limbeck_ini_file_has_own (ini, section, "version_locations")));
}

static LimbeckIniFile *
read_ini (const char *path)
{
  g_autofree char *contents = NULL;

  if (!limbeck_small_file_is_present (path))
    return NULL;

  contents = limbeck_small_file_read (path, NULL, NULL);

  return contents != NULL ? limbeck_ini_file_parse (path, contents, NULL) : NULL;
}

/* What can't be read becomes a target too: reading it again will say what is wrong. */
static void
add_targets_of_ini (GPtrArray *targets, const char *project_directory, const char *path)
{
  g_autoptr (LimbeckIniFile) ini = read_ini (path);
  const char *const *sections = ini != NULL ? limbeck_ini_file_get_sections (ini) : NULL;
  g_autofree char   *location = ini != NULL
                                    ? limbeck_ini_file_dup_raw (ini, "alembic", "script_location")
                                    : NULL;
  guint              first = targets->len;

  if (location != NULL)
    g_ptr_array_add (targets, limbeck_target_new (project_directory, path));

  for (gsize i = 0; sections != NULL && sections[i] != NULL; i++)
    if (strcmp (sections[i], "alembic") != 0 && is_a_target (ini, sections[i]))
      g_ptr_array_add (targets,
                       limbeck_target_new_named (project_directory, path, sections[i], NULL));

  if (targets->len == first)
    g_ptr_array_add (targets, limbeck_target_new (project_directory, path));
}

static void
add_targets_of_folder (GPtrArray  *targets,
                       const char *project_directory,
                       const char *directory,
                       Listing    *listing)
{
  g_autofree char *toml = g_build_filename (directory, "pyproject.toml", NULL);
  gboolean         has_main = FALSE;

  for (guint i = 0; i < listing->inis->len; i++)
    {
      const char      *name = g_ptr_array_index (listing->inis, i);
      g_autofree char *path = g_build_filename (directory, name, NULL);

      has_main = has_main || strcmp (name, "alembic.ini") == 0;
      add_targets_of_ini (targets, project_directory, path);
    }

  if (!has_main && has_toml_table (toml))
    g_ptr_array_add (targets, limbeck_target_new (project_directory, toml));
}

/* Names are what people choose by: whoever comes second with a name gets its file added. */
static void
make_names_unique (GPtrArray *targets, const char *directory)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < targets->len; i++)
    {
      LimbeckTarget   *target = g_ptr_array_index (targets, i);
      const char      *path = limbeck_target_get_config_path (target);
      g_autofree char *shown = NULL;
      g_autofree char *name = NULL;
      g_autoptr (LimbeckTarget) renamed = NULL;

      if (g_hash_table_add (seen, g_utf8_casefold (limbeck_target_get_name (target), -1)))
        continue;

      shown = g_filename_display_name (path + strlen (directory) + 1);
      name = g_strdup_printf ("%s (%s)", limbeck_target_get_name (target), shown);
      renamed = limbeck_target_new_named (
          directory, path, limbeck_target_get_section (target), name);
      g_object_unref (target);
      targets->pdata[i] = g_steal_pointer (&renamed);
      g_hash_table_add (seen, g_utf8_casefold (name, -1));
    }
}

/* The paths of the configurations of a folder. */
static void
add_paths (GPtrArray *paths, const char *folder, Listing *listing)
{
  for (guint i = 0; i < listing->inis->len; i++)
    g_ptr_array_add (paths, g_build_filename (folder, g_ptr_array_index (listing->inis, i), NULL));
}

/* Breadth first, as far as the folders that are as near as the first with a configuration. The depth of a folder is where it
 * ends in the queue. */
static GPtrArray *
look_below (const char *directory, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) queue = g_ptr_array_new_with_free_func (g_free);
  guint depth = 0;
  guint end_of_depth = 1;

  g_ptr_array_add (queue, g_strdup (directory));

  for (guint i = 0; i < queue->len && i < MAX_FOLDERS_BELOW; i++)
    {
      const char *folder = g_ptr_array_index (queue, i);
      g_autoptr (Listing) listing = NULL;
      g_autoptr (GError) ignored = NULL;

      if (i == end_of_depth)
        {
          if (paths->len > 0)
            break;
          end_of_depth = queue->len;
          depth++;
        }

      listing = list_directory (folder, MAX_ENTRIES_BELOW, cancellable, &ignored);
      if (listing == NULL)
        continue;

      add_paths (paths, folder, listing);
      for (guint j = 0; depth < MAX_DEPTH_BELOW && j < listing->folders->len; j++)
        g_ptr_array_add (queue,
                         g_build_filename (folder, g_ptr_array_index (listing->folders, j), NULL));
    }

  return g_steal_pointer (&paths);
}

/* A folder of somebody's work at large may hold many projects, none of which is meant by opening it. */
static gboolean
is_one_project (const char *directory)
{
  static const char *const marks[] = { ".git", ".hg", "pyproject.toml", "setup.py", "setup.cfg" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *path = g_build_filename (directory, marks[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }

  return FALSE;
}

static void
add_targets_below (GPtrArray *targets, const char *directory, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) paths = look_below (directory, cancellable);

  for (guint i = 0; i < paths->len; i++)
    add_targets_of_ini (targets, directory, g_ptr_array_index (paths, i));
}

GPtrArray *
limbeck_target_search (const char *directory, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (Listing) listing = NULL;

  g_return_val_if_fail (directory != NULL && g_path_is_absolute (directory), NULL);

  listing = list_directory (directory, G_MAXUINT, cancellable, error);
  if (listing == NULL)
    return NULL;

  add_targets_of_folder (targets, directory, directory, listing);

  for (guint i = 0; i < listing->folders->len; i++)
    {
      g_autofree char *folder = g_build_filename (
          directory, g_ptr_array_index (listing->folders, i), NULL);
      g_autoptr (Listing) below = NULL;
      g_autoptr (GError) ignored = NULL;

      /* A folder that may not be listed is no business of ours; the project's own was. */
      below = list_directory (folder, MAX_ENTRIES_BELOW, cancellable, &ignored);
      if (below != NULL)
        add_targets_of_folder (targets, directory, folder, below);
    }

  if (targets->len == 0 && is_one_project (directory))
    add_targets_below (targets, directory, cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  make_names_unique (targets, directory);

  return g_steal_pointer (&targets);
}

static char *
look_upwards (const char *directory)
{
  g_autofree char *folder = g_path_get_dirname (directory);

  while (strcmp (folder, "/") != 0)
    {
      g_autofree char *path = g_build_filename (folder, "alembic.ini", NULL);
      g_autofree char *below = g_steal_pointer (&folder);

      if (limbeck_small_file_is_present (path))
        return g_steal_pointer (&path);

      folder = g_path_get_dirname (below);
    }

  return NULL;
}

char *
limbeck_target_search_hint (const char *directory, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) below = NULL;

  g_return_val_if_fail (directory != NULL && g_path_is_absolute (directory), NULL);

  below = look_below (directory, cancellable);

  return below->len > 0 ? g_strdup (g_ptr_array_index (below, 0)) : look_upwards (directory);
}
