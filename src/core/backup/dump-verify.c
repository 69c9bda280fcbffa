/* Reading a dump back. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/backup/backup-private.h"
#include "core/backup/dump-private.h"
#include "core/base/command.h"

#define BLOCK_BYTES (1024 * 1024)

static gboolean
set_not_verified (const char *path, const char *reason, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error,
               LIMBECK_BACKUP_ERROR,
               LIMBECK_BACKUP_ERROR_NOT_VERIFIED,
               /* Translators: the first %s is a file, the second the reason */
               _ ("The backup “%s” can't be trusted: %s. Take a new one."),
               shown,
               reason);

  return FALSE;
}

/* (nullable) (transfer full): what pg_restore printed */
static char *
run_pg_restore (LimbeckCommand *command,
                const char     *path,
                GCancellable   *cancellable,
                GError        **error)
{
  g_autoptr (LimbeckCommandOutput) output = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *cause = NULL;

  limbeck_command_append (command, path);
  limbeck_command_setenv (command, "LC_ALL", NULL);
  limbeck_command_setenv (command, "LC_MESSAGES", "C");
  limbeck_command_setenv (command, "LANGUAGE", NULL);
  output = limbeck_command_run (command, 0, cancellable, &local_error);
  if (output == NULL)
    {
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        set_not_verified (path, local_error->message, error);
      return NULL;
    }
  if (output->exit_status == 0)
    return g_steal_pointer (&output->standard_output);

  cause = limbeck_dump_find_cause (output->standard_error);
  set_not_verified (path, cause, error);

  return NULL;
}

gboolean
limbeck_dump_read_back (const char   *pg_restore,
                        const char   *path,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_autoptr (LimbeckCommand) list = limbeck_command_new (pg_restore);
  g_autoptr (LimbeckCommand) read = limbeck_command_new (pg_restore);
  g_autofree char *listed = NULL;
  g_autofree char *restored = NULL;

  limbeck_command_append (list, "--list");
  listed = run_pg_restore (list, path, cancellable, error);
  if (listed == NULL)
    return FALSE;

  /* Turned into SQL that nobody wants: every block is read and its checksum compared by zlib. */
  limbeck_command_append (read, "--file=/dev/null");
  restored = run_pg_restore (read, path, cancellable, error);

  return restored != NULL;
}

/* (nullable) (transfer full): a value as COPY writes it; %NULL for NULL */
static char *
unescape_copy (const char *field)
{
  static const char letters[] = "bfnrtv";
  static const char meanings[] = "\b\f\n\r\t\v";
  g_autoptr (GString) value = g_string_new (NULL);

  if (g_str_equal (field, "\\N"))
    return NULL;
  for (const char *c = field; *c; c++)
    {
      const char *letter;

      if (*c == '\\' && c[1])
        {
          c++;
          letter = strchr (letters, *c);
          g_string_append_c (value, letter ? meanings[letter - letters] : *c);
        }
      else
        {
          g_string_append_c (value, *c);
        }
    }

  return g_string_free (g_steal_pointer (&value), FALSE);
}

/* (transfer full): the name at @cursor, without quotes; @cursor moves behind it */
static char *
read_identifier (const char **cursor)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *c = *cursor;

  if (*c == '"')
    for (c++; *c && (*c != '"' || c[1] == '"'); c++)
      {
        g_string_append_c (name, *c);
        c += *c == '"';
      }
  else
    for (; *c && strchr (".,() ", *c) == NULL; c++)
      g_string_append_c (name, *c);
  *cursor = *c == '"' ? c + 1 : c;

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* Which field of "COPY public.alembic_version (version_num, note) FROM stdin;" is version_num; -1 if none is. */
static int
find_column (const char *header)
{
  const char      *cursor = header + strlen ("COPY ");
  g_autofree char *schema = read_identifier (&cursor);
  g_autofree char *table = *schema && *cursor++ == '.' ? read_identifier (&cursor) : NULL;

  if (table == NULL || *table == '\0' || !g_str_has_prefix (cursor, " ("))
    return -1;
  cursor += strlen (" (");
  for (int i = 0;; i++)
    {
      g_autofree char *column = read_identifier (&cursor);

      if (g_str_equal (column, "version_num"))
        return i;
      if (!g_str_has_prefix (cursor, ", "))
        return -1;
      cursor += strlen (", ");
    }
}

static char **
parse_rows (const char *sql)
{
  g_auto (GStrv) lines = g_strsplit (sql, "\n", -1);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  int column = -1;

  for (char **i = lines; *i; i++)
    {
      g_auto (GStrv) fields = NULL;
      char *value;

      if (column < 0)
        {
          if (g_str_has_prefix (*i, "COPY "))
            column = find_column (*i);
          continue;
        }
      if (g_str_equal (*i, "\\."))
        break;
      fields = g_strsplit (*i, "\t", -1);
      value = (int) g_strv_length (fields) > column ? unescape_copy (fields[column]) : NULL;
      if (value)
        g_ptr_array_add (rows, value);
    }
  g_ptr_array_add (rows, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&rows), FALSE);
}

char **
limbeck_dump_read_rows (const char   *pg_restore,
                        const char   *path,
                        const char   *schema,
                        const char   *table,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_autoptr (LimbeckCommand) command = limbeck_command_new (pg_restore);
  g_autofree char *sql = NULL;

  limbeck_command_append (command, "--data-only");
  limbeck_command_append_printf (command, "--schema=%s", schema);
  limbeck_command_append_printf (command, "--table=%s", table);
  limbeck_command_append (command, "--file=-");
  sql = run_pg_restore (command, path, cancellable, error);

  return sql ? parse_rows (sql) : NULL;
}

static char *
hash_contents (int                     fd,
               gint64                  total,
               const LimbeckEventSink *sink,
               GCancellable           *cancellable,
               gint64                 *size_bytes,
               GError                **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (BLOCK_BYTES);
  int                percent = -1;

  *size_bytes = 0;
  for (;;)
    {
      ssize_t n;
      int     now;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      n = read (fd, block, BLOCK_BYTES);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return NULL;
      if (n == 0)
        return g_strdup (g_checksum_get_string (checksum));
      g_checksum_update (checksum, block, n);
      *size_bytes += n;
      now = total > 0 ? (int) MIN (*size_bytes * 100 / total, 100) : 100;
      if (now > percent)
        limbeck_event_sink_tell (sink, LIMBECK_EVENT_PROGRESS, NULL, NULL, now / 100.0);
      percent = now;
    }
}

char *
limbeck_dump_compute_sha256 (const char             *path,
                             const LimbeckEventSink *sink,
                             GCancellable           *cancellable,
                             gint64                 *size_bytes,
                             GError                **error)
{
  /* O_NONBLOCK: should something else have taken the file's name, such as a FIFO. */
  int         fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  char       *hash = NULL;
  int         saved_errno;
  g_autoptr (GError) local_error = NULL;

  if (fd < 0)
    {
      set_not_verified (path, g_strerror (errno), error);
      return NULL;
    }
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    hash = hash_contents (fd, status.st_size, sink, cancellable, size_bytes, &local_error);
  else
    errno = EINVAL;
  saved_errno = errno;
  close (fd);
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (hash == NULL)
    set_not_verified (path, g_strerror (saved_errno), error);

  return hash;
}

gboolean
limbeck_dump_verify (LimbeckBackup *backup, GCancellable *cancellable, GError **error)
{
  const LimbeckBackupFacts *facts;
  g_autofree char          *sha256 = NULL;
  g_autofree char          *pg_restore = NULL;
  gint64                    size_bytes = 0;

  g_return_val_if_fail (LIMBECK_IS_BACKUP (backup), FALSE);

  facts = limbeck_backup_get_facts (backup);
  sha256 = limbeck_dump_compute_sha256 (facts->path, NULL, cancellable, &size_bytes, error);
  if (sha256 == NULL)
    return FALSE;
  if (size_bytes != facts->size_bytes)
    return set_not_verified (facts->path, _ ("its size is not the one in its manifest"), error);
  if (!g_str_equal (sha256, facts->sha256))
    return set_not_verified (
        facts->path, _ ("its contents have changed since it was made (SHA-256)"), error);

  /* The program that wrote it can read it; an older one may not (archive versions). */
  pg_restore = limbeck_postgres_tools_find ("pg_restore", facts->tool_version, error);

  return pg_restore && limbeck_dump_read_back (pg_restore, facts->path, cancellable, error);
}
