#include "config.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/revisions/script-directory.h"

#define CACHE_FOLDER "__pycache__"

static gboolean
has_suffix (const char *name, gsize length, const char *suffix)
{
  gsize n = strlen (suffix);

  return length >= n && memcmp (name + length - n, suffix, n) == 0;
}

/* (?!\.\#|__init__)(.*\.py)$ and, sourceless, (?!\.\#|__init__)(.*\.py)(c|o)?$ (script/base.py, all versions) */
gboolean
limbeck_script_name_counts (const char *name, gboolean is_sourceless)
{
  gsize length = strlen (name);

  if (strncmp (name, ".#", 2) == 0 || strncmp (name, "__init__", 8) == 0 ||
      memchr (name, '\n', length) != NULL)
    return FALSE;

  return has_suffix (name, length, ".py") || (is_sourceless && (has_suffix (name, length, ".pyc") ||
                                                                has_suffix (name, length, ".pyo")));
}

static void
add_name (LimbeckScriptDirectory *self, const char *prefix, const char *name, guint8 type)
{
  LimbeckScriptEntry entry = { .name = GSIZE_TO_POINTER (self->names->len), .type = type };

  g_string_append (self->names, prefix);
  g_string_append (self->names, name);
  g_string_append_c (self->names, '\0');
  g_array_append_val (self->entries, entry);
  self->has_links |= type != DT_REG;
}

static guint8
find_type (int fd, const struct dirent *entry)
{
  struct stat status;

  if (entry->d_type != DT_UNKNOWN)
    return entry->d_type;
  if (fstatat (fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return DT_UNKNOWN;

  return IFTODT (status.st_mode);
}

static char *
dup_stem (const char *name)
{
  return g_strndup (name, strcspn (name, "."));
}

static void
read_entries (LimbeckScriptDirectory    *self,
              DIR                       *stream,
              const LimbeckScriptPlaces *places,
              GHashTable                *stems)
{
  struct dirent *entry;

  while ((entry = readdir (stream)) != NULL)
    {
      const char *name = entry->d_name;
      gboolean    counts = limbeck_script_name_counts (name, places->is_sourceless);
      guint8      type = DT_UNKNOWN;

      if (counts || places->is_recursive)
        type = find_type (self->fd, entry);
      if (stems != NULL)
        g_hash_table_add (stems, dup_stem (name));
      /* Since 1.10 os.walk() tells folders from files; before, a folder "x.py" is an error. */
      if (counts && !(places->is_sorted && type == DT_DIR))
        add_name (self, "", name, type);
      if (places->is_recursive && type == DT_DIR && strcmp (name, ".") != 0 &&
          strcmp (name, "..") != 0 && !g_str_has_suffix (name, CACHE_FOLDER))
        g_ptr_array_add (self->folders, g_strdup (name));
    }
}

/* Compiled files without a source beside them; these come last, as the system lists them. */
static void
read_cache (LimbeckScriptDirectory *self, GHashTable *stems)
{
  int            fd = openat (self->fd, CACHE_FOLDER, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR           *stream = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *entry;

  if (stream == NULL)
    {
      if (fd >= 0)
        close (fd);
      return;
    }

  while ((entry = readdir (stream)) != NULL)
    {
      g_autofree char *stem = dup_stem (entry->d_name);

      if (limbeck_script_name_counts (entry->d_name, TRUE) && !g_hash_table_contains (stems, stem))
        add_name (self, CACHE_FOLDER "/", entry->d_name, find_type (fd, entry));
    }
  closedir (stream);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const LimbeckScriptEntry *one = a;
  const LimbeckScriptEntry *other = b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;

  return strcmp (one->name, other->name);
}

/* The first bytes as a number that sorts as they do, which most names differ in already. */
static guint64
make_key (const char *name)
{
  guint64 key = 0;
  gsize   length = strlen (name);

  memcpy (&key, name, MIN (length, sizeof key));

  return GUINT64_FROM_BE (key);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names are offsets until all are there, as the buffer moves while it grows. */
static void
settle (LimbeckScriptDirectory *self, gboolean is_sorted, guint n_files)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      LimbeckScriptEntry *entry = &g_array_index (self->entries, LimbeckScriptEntry, i);

      entry->name = self->names->str + GPOINTER_TO_SIZE (entry->name);
      entry->key = make_key (entry->name);
    }
  if (is_sorted && n_files > 1)
    qsort (self->entries->data, n_files, sizeof (LimbeckScriptEntry), compare_entries);
  g_ptr_array_sort (self->folders, compare_names);
}

LimbeckScriptDirectory *
limbeck_script_directory_open (const char *path, const LimbeckScriptPlaces *places)
{
  g_autoptr (LimbeckScriptDirectory) self = NULL;
  g_autoptr (GHashTable) stems = NULL;
  DIR  *stream;
  guint n_files;

  g_return_val_if_fail (path != NULL && places != NULL, NULL);

  stream = opendir (path);
  if (stream == NULL)
    return NULL;

  self = g_new0 (LimbeckScriptDirectory, 1);
  self->fd = fcntl (dirfd (stream), F_DUPFD_CLOEXEC, 3);
  self->names = g_string_sized_new (4096);
  self->entries = g_array_new (FALSE, FALSE, sizeof (LimbeckScriptEntry));
  self->folders = g_ptr_array_new_with_free_func (g_free);
  if (places->is_sourceless)
    stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  read_entries (self, stream, places, stems);
  closedir (stream);
  if (self->fd < 0)
    return NULL;

  n_files = self->entries->len;
  if (stems != NULL)
    read_cache (self, stems);
  settle (self, places->is_sorted, n_files);

  return g_steal_pointer (&self);
}

void
limbeck_script_directory_free (LimbeckScriptDirectory *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  g_string_free (self->names, TRUE);
  g_array_unref (self->entries);
  g_ptr_array_unref (self->folders);
  g_free (self);
}
