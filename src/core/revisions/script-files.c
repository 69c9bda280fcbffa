#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "core/base/finding.h"

#include "core/revisions/revision-graph.h"
#include "core/revisions/script-directory.h"
#include "core/revisions/script-opener.h"

#include "core/revisions/script-files.h"

#define MAX_DEPTH 64

typedef struct
{
  const LimbeckScriptPlaces *places;
  LimbeckScriptFiles        *previous;
  LimbeckScriptFiles        *files;
  LimbeckScriptOpener       *opener;
  GHashTable                *previous_by_path;
  GHashTable                *real_paths;
  GString                   *path;
  guint                      n_kept;
} Pass;

LimbeckScriptFiles *
limbeck_script_files_ref (LimbeckScriptFiles *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
limbeck_script_files_unref (LimbeckScriptFiles *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->scripts);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

static LimbeckScript *
find_previous (Pass *pass)
{
  guint n = pass->files->scripts->len;

  if (pass->previous == NULL)
    return NULL;

  if (n < pass->previous->scripts->len)
    {
      LimbeckScript *script = g_ptr_array_index (pass->previous->scripts, n);

      if (strcmp (script->texts[LIMBECK_SCRIPT_PATH], pass->path->str) == 0)
        return script;
    }

  if (pass->previous_by_path == NULL)
    {
      pass->previous_by_path = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < pass->previous->scripts->len; i++)
        {
          LimbeckScript *script = g_ptr_array_index (pass->previous->scripts, i);

          g_hash_table_insert (
              pass->previous_by_path, (char *) script->texts[LIMBECK_SCRIPT_PATH], script);
        }
    }

  return g_hash_table_lookup (pass->previous_by_path, pass->path->str);
}

static void
read_script (Pass *pass, int directory_fd, const char *name, guint8 type)
{
  LimbeckScript *previous = find_previous (pass);
  LimbeckScript *script = limbeck_script_opener_read (
      pass->opener, directory_fd, name, type, pass->path->str, previous);
  guint n = pass->files->scripts->len;

  /* Since 1.10 a link to a directory is a folder and no file. */
  if (pass->places->is_sorted && script->problem == LIMBECK_SCRIPT_PROBLEM_DIRECTORY)
    {
      limbeck_script_unref (script);
      return;
    }

  pass->n_kept += script == previous && n < pass->previous->scripts->len &&
                  g_ptr_array_index (pass->previous->scripts, n) == script;
  g_ptr_array_add (pass->files->scripts, script);
}

static void
add_finding (Pass           *pass,
             const char     *id,
             LimbeckSeverity severity,
             const char     *title,
             const char     *detail,
             const char     *remedy)
{
  g_ptr_array_add (pass->files->findings,
                   limbeck_finding_new (id, severity, title, detail, remedy));
}

static gboolean
is_repeated (Pass *pass, const char *real_path)
{
  if (pass->real_paths == NULL || g_hash_table_add (pass->real_paths, g_strdup (real_path)))
    return FALSE;

  g_autofree char *shown = g_filename_display_name (pass->path->str);

  add_finding (pass,
               "file-twice",
               LIMBECK_SEVERITY_WARNING,
               _ ("A revision file is found twice"),
               shown,
               _ ("Alembic takes the first and leaves out this one. Remove the link or name each "
                  "version location once."));

  return TRUE;
}

/* A link that leads nowhere still has the name that it leads to, and since 1.10 that one decides. */
static gboolean
counts_unresolved (Pass *pass, int directory_fd, const char *name)
{
  char        target[PATH_MAX];
  gssize      n = readlinkat (directory_fd, name, target, sizeof target - 1);
  const char *slash;

  if (!pass->places->is_sorted || n < 0)
    return TRUE;
  target[n] = '\0';
  slash = strrchr (target, '/');

  return limbeck_script_name_counts (slash != NULL ? slash + 1 : target,
                                     pass->places->is_sourceless);
}

static void
read_link (Pass *pass, int directory_fd, const char *name, guint8 type)
{
  char        real_path[PATH_MAX];
  const char *base;

  if (realpath (pass->path->str, real_path) == NULL)
    {
      if (counts_unresolved (pass, directory_fd, name))
        read_script (pass, directory_fd, name, type);
      return;
    }

  base = strrchr (real_path, '/') + 1;
  if (pass->places->is_sorted && !limbeck_script_name_counts (base, pass->places->is_sourceless))
    return;
  if (is_repeated (pass, real_path))
    return;
  if (pass->places->is_sorted)
    g_string_assign (pass->path, real_path);
  read_script (pass, directory_fd, name, type);
}

/* A compiled file counts only where no better form of it is there (script/base.py, _from_filename). */
static gboolean
is_superseded (int directory_fd, const char *name)
{
  gsize            length = strlen (name);
  g_autofree char *source = NULL;
  g_autofree char *compiled = NULL;

  if (length == 0 || name[length - 1] == 'y')
    return FALSE;
  source = g_strndup (name, length - 1);
  compiled = g_strconcat (source, "c", NULL);

  return faccessat (directory_fd, source, F_OK, 0) == 0 ||
         (name[length - 1] == 'o' && faccessat (directory_fd, compiled, F_OK, 0) == 0);
}

static gsize
begin_path (Pass *pass, const char *directory)
{
  g_string_assign (pass->path, directory);
  g_string_append_c (pass->path, '/');

  return pass->path->len;
}

static gboolean
read_entries (Pass                   *pass,
              LimbeckScriptDirectory *directory,
              const char             *path,
              const char             *real_path,
              GCancellable           *cancellable,
              GError                **error)
{
  const char *parent = pass->places->is_sorted ? real_path : path;
  gsize       length = begin_path (pass, parent);

  for (guint i = 0; i < directory->entries->len; i++)
    {
      LimbeckScriptEntry *entry = &g_array_index (directory->entries, LimbeckScriptEntry, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      g_string_truncate (pass->path, length);
      g_string_append (pass->path, entry->name);
      if (is_superseded (directory->fd, entry->name))
        continue;
      if (entry->type != DT_REG)
        {
          read_link (pass, directory->fd, entry->name, entry->type);
          begin_path (pass, parent);
        }
      else if (pass->real_paths == NULL)
        read_script (pass, directory->fd, entry->name, entry->type);
      else
        {
          g_autofree char *real = g_build_filename (real_path, entry->name, NULL);

          if (!is_repeated (pass, real))
            read_script (pass, directory->fd, entry->name, entry->type);
        }
    }

  return TRUE;
}

static gboolean
read_folder (Pass *pass, const char *path, guint depth, GCancellable *cancellable, GError **error)
{
  g_autoptr (LimbeckScriptDirectory) directory = limbeck_script_directory_open (path, pass->places);
  int              system_error = errno;
  char             real_path[PATH_MAX];
  g_autofree char *shown = g_filename_display_name (path);

  if (directory == NULL && depth == 0 && system_error != ENOENT && system_error != ENOTDIR)
    {
      /* Translators: the first %s is a directory, the second a system error */
      g_set_error (error,
                   LIMBECK_REVISION_ERROR,
                   LIMBECK_REVISION_ERROR_UNREADABLE,
                   _ ("Can’t list the version location “%s”: %s. Check its permissions."),
                   shown,
                   g_strerror (system_error));
      return FALSE;
    }
  if (directory == NULL || realpath (path, real_path) == NULL)
    {
      if (depth == 0)
        add_finding (pass,
                     "no-version-location",
                     LIMBECK_SEVERITY_WARNING,
                     _ ("A version location does not exist"),
                     shown,
                     _ ("Create the directory, or correct version_locations or script_location "
                        "in the configuration."));
      else
        add_finding (pass,
                     "unread-folder",
                     LIMBECK_SEVERITY_WARNING,
                     _ ("A folder of the version location can’t be read"),
                     shown,
                     _ ("Check its permissions: Alembic passes over it without a word."));
      return TRUE;
    }

  if (directory->has_links && pass->real_paths == NULL)
    pass->real_paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_entries (pass, directory, path, real_path, cancellable, error))
    return FALSE;

  for (guint i = 0; i < directory->folders->len && depth < MAX_DEPTH; i++)
    {
      g_autofree char *folder = g_build_filename (
          path, g_ptr_array_index (directory->folders, i), NULL);

      if (!read_folder (pass, folder, depth + 1, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_same_findings (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      LimbeckFinding *one = g_ptr_array_index (a, i);
      LimbeckFinding *other = g_ptr_array_index (b, i);

      if (g_strcmp0 (limbeck_finding_get_id (one), limbeck_finding_get_id (other)) != 0 ||
          g_strcmp0 (limbeck_finding_get_detail (one), limbeck_finding_get_detail (other)) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_places (Pass *pass, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; pass->places->locations[i] != NULL; i++)
    if (!read_folder (pass, pass->places->locations[i], 0, cancellable, error))
      return FALSE;

  return TRUE;
}

static LimbeckScriptFiles *
new_files (void)
{
  LimbeckScriptFiles *self = g_new0 (LimbeckScriptFiles, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_script_unref);
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

LimbeckScriptFiles *
limbeck_script_files_load (const LimbeckScriptPlaces *places,
                           LimbeckScriptFiles        *previous,
                           GCancellable              *cancellable,
                           GError                   **error)
{
  g_autoptr (LimbeckScriptFiles) files = new_files ();
  g_autoptr (LimbeckScriptOpener) opener = limbeck_script_opener_new ();
  g_autoptr (GString) path = g_string_new (NULL);
  Pass pass = {
    .places = places,
    .previous = previous,
    .files = files,
    .opener = opener,
    .path = path,
  };
  gboolean succeeded;

  g_return_val_if_fail (places != NULL && places->locations != NULL, NULL);

  limbeck_script_opener_set_brief (opener, places->is_brief);
  if (places->locations[0] != NULL && places->locations[1] != NULL)
    pass.real_paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  succeeded = read_places (&pass, cancellable, error);
  g_clear_pointer (&pass.previous_by_path, g_hash_table_unref);
  g_clear_pointer (&pass.real_paths, g_hash_table_unref);
  if (!succeeded)
    return NULL;

  if (previous != NULL && pass.n_kept == previous->scripts->len &&
      files->scripts->len == previous->scripts->len &&
      has_same_findings (files->findings, previous->findings))
    return limbeck_script_files_ref (previous);

  return g_steal_pointer (&files);
}
