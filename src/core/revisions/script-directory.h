#pragma once

#include <gio/gio.h>

#include "core/revisions/script-files.h"

/**
 * LimbeckScriptEntry:
 * @name: (type filename): the name, for a compiled file with its "__pycache__/"
 * @type: DT_REG, DT_LNK, … of readdir()
 */
typedef struct
{
  const char *name;
  guint8      type;

  /*< private >*/
  guint64 key;
} LimbeckScriptEntry;

/**
 * LimbeckScriptDirectory:
 * @fd: the open directory
 * @entries: (element-type LimbeckScriptEntry): what counts as a revision file by its name, in order
 * @folders: (element-type filename): folders in it, sorted, without "__pycache__"
 * @has_links: whether an entry may be a symbolic link
 *
 * One directory, listed by Alembic's rules for names.
 */
typedef struct
{
  int        fd;
  GArray    *entries;
  GPtrArray *folders;
  gboolean   has_links;

  /*< private >*/
  GString *names;
} LimbeckScriptDirectory;

/**
 * limbeck_script_directory_open:
 * @path: absolute path
 * @places: which names count, and in which order
 *
 * Returns: (transfer full) (nullable): the listing, or %NULL with errno
 */
LimbeckScriptDirectory      *
limbeck_script_directory_open (const char *path, const LimbeckScriptPlaces *places);
void limbeck_script_directory_free (LimbeckScriptDirectory *self);

/**
 * limbeck_script_name_counts:
 * @name: name of a file
 * @is_sourceless: whether compiled files count
 *
 * Returns: whether Alembic loads a file of this name
 */
gboolean limbeck_script_name_counts (const char *name, gboolean is_sourceless);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckScriptDirectory, limbeck_script_directory_free)
