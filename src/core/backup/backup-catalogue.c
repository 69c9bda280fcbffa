/* Where backups lie and what they are called. */

#include "config.h"

#include <string.h>

#include "core/backup/backup-private.h"
#include "core/base/storage.h"

#define MANIFEST_SUFFIX ".dump.manifest.json"

/* A file name has 255 bytes: database, moment, revision, and what a manifest and its temporary name add. */
#define DATABASE_LENGTH 100
#define REVISION_LENGTH 60
#define HASH_LENGTH 16

char *
limbeck_backup_dup_safe_name (const char *text, gsize length)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *c = text; *c; c++)
    {
      gboolean is_plain = g_ascii_isalnum (*c) || strchr ("_+", *c) ||
                          (strchr (".-", *c) && name->len > 0);

      if (is_plain)
        g_string_append_c (name, *c);
      else
        g_string_append_printf (name, "%%%02X", (guchar) *c);
    }
  if (name->len == 0)
    g_string_append (name, "%");
  if (name->len > length)
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

      hash[HASH_LENGTH] = '\0';
      g_string_truncate (name, length - HASH_LENGTH - 1);
      g_string_append_printf (name, "~%s", hash);
    }

  return g_string_free (g_steal_pointer (&name), FALSE);
}

char *
limbeck_backup_dup_name (const char *database, gint64 moment, const char *const *rows)
{
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format (second, "%Y%m%dT%H%M%SZ");
  g_autofree char *where = limbeck_backup_dup_safe_name (database, DATABASE_LENGTH);
  g_autofree char *joined = rows && *rows ? g_strjoinv ("+", (char **) rows) : g_strdup ("base");
  g_autofree char *revision = limbeck_backup_dup_safe_name (joined, REVISION_LENGTH);

  return g_strdup_printf ("%s-%s-%s.dump", where, when, revision);
}

char *
limbeck_backup_dup_directory (const char *setting, const char *database)
{
  g_autofree char *root = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (database != NULL, NULL);

  name = limbeck_backup_dup_safe_name (database, DATABASE_LENGTH);
  if (setting && *setting)
    return g_build_filename (setting, name, NULL);
  root = limbeck_storage_dup_data_directory ();

  return g_build_filename (root, "backups", name, NULL);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  LimbeckBackup *first = *(LimbeckBackup *const *) a;
  LimbeckBackup *second = *(LimbeckBackup *const *) b;
  gint64         difference = limbeck_backup_get_finished_at (second) -
                      limbeck_backup_get_finished_at (first);

  if (difference == 0)
    return strcmp (limbeck_backup_get_path (second), limbeck_backup_get_path (first));

  return difference > 0 ? 1 : -1;
}

GPtrArray *
limbeck_backup_list (const char *directory)
{
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDir) dir = NULL;
  const char *entry;

  g_return_val_if_fail (directory != NULL, NULL);

  dir = g_dir_open (directory, 0, NULL);
  while (dir && (entry = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (directory, entry, NULL);
      LimbeckBackup   *backup;

      if (!g_str_has_suffix (entry, MANIFEST_SUFFIX))
        continue;
      backup = limbeck_backup_load (path, NULL);
      if (backup)
        g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_newest_first);

  return g_steal_pointer (&backups);
}
