#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/backup/backup-private.h"
#include "core/backup/postgres-tools.h"
#include "core/base/json.h"

/* The number of the manifest's form; a later one is left alone. */
#define FORMAT 1
#define SCHEMA 1
/* No manifest of ours comes near; what is larger is something else. */
#define MANIFEST_LIMIT (1024 * 1024)

struct _LimbeckBackup
{
  GObject            parent_instance;
  LimbeckBackupFacts facts;
};

G_DEFINE_FINAL_TYPE (LimbeckBackup, limbeck_backup, G_TYPE_OBJECT)

static const char *const level_words[] = { "none", "listed", "read" };

const char *
limbeck_backup_level_to_string (LimbeckBackupLevel level)
{
  g_return_val_if_fail (level < G_N_ELEMENTS (level_words), NULL);

  return level_words[level];
}

LimbeckBackup *
limbeck_backup_new (const LimbeckBackupFacts *facts)
{
  LimbeckBackup     *self = g_object_new (LIMBECK_TYPE_BACKUP, NULL);
  static const char *none[] = { NULL };

  self->facts = *facts;
  self->facts.path = g_strdup (facts->path);
  self->facts.database = g_strdup (facts->database);
  self->facts.host = g_strdup (facts->host);
  self->facts.port = g_strdup (facts->port);
  self->facts.user = g_strdup (facts->user);
  self->facts.system_identifier = g_strdup (facts->system_identifier);
  self->facts.version_table = g_strdup (facts->version_table);
  self->facts.version_schema = g_strdup (facts->version_schema);
  self->facts.rows = (const char *const *) g_strdupv ((char **) (facts->rows ? facts->rows : none));
  self->facts.sha256 = g_strdup (facts->sha256);

  return self;
}

char *
limbeck_backup_dup_manifest_path (const char *path)
{
  return g_strconcat (path, ".manifest.json", NULL);
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
get_int (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : 0;
}

static gint64
get_moment (JsonObject *object, const char *name)
{
  const char *text = get_string (object, name);
  g_autoptr (GDateTime) moment = text ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return moment
             ? g_date_time_to_unix (moment) * G_USEC_PER_SEC + g_date_time_get_microsecond (moment)
             : 0;
}

static gboolean
get_level (JsonObject *object, LimbeckBackupLevel *level)
{
  const char *word = get_string (object, "level");

  for (gsize i = 0; word && i < G_N_ELEMENTS (level_words); i++)
    if (g_str_equal (word, level_words[i]))
      {
        *level = (LimbeckBackupLevel) i;
        return TRUE;
      }

  return FALSE;
}

/* (nullable): %NULL if it is not an array of strings */
static GPtrArray *
get_rows (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "current");
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        return NULL;
      g_ptr_array_add (rows, (gpointer) json_node_get_string (element));
    }
  g_ptr_array_add (rows, NULL);

  return g_steal_pointer (&rows);
}

static gboolean
is_sha256 (const char *text)
{
  return text && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static LimbeckBackup *
refuse (const char *path, const char *reason, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error,
               LIMBECK_BACKUP_ERROR,
               LIMBECK_BACKUP_ERROR_NOT_VERIFIED,
               /* Translators: the first %s is a file, the second the reason */
               _ ("“%s” is no sound backup: %s."),
               shown,
               reason);

  return NULL;
}

/* The dump lies beside its manifest, whatever path it had when it was made: directories may be moved. */
static char *
find_dump (JsonObject *object, const char *manifest_path)
{
  const char      *file = get_string (object, "file");
  g_autofree char *directory = g_path_get_dirname (manifest_path);
  g_autofree char *path = NULL;
  g_autofree char *expected = NULL;

  if (file == NULL || *file == '\0' || strchr (file, '/'))
    return NULL;
  path = g_build_filename (directory, file, NULL);
  expected = limbeck_backup_dup_manifest_path (file);

  return g_str_has_suffix (manifest_path, expected) ? g_steal_pointer (&path) : NULL;
}

static LimbeckBackup *
read_manifest (JsonObject *object, const char *manifest_path, GError **error)
{
  g_autofree char *path = find_dump (object, manifest_path);
  g_autoptr (GPtrArray) rows = get_rows (object);
  LimbeckBackupFacts facts = {
    .path = path,
    .database = get_string (object, "database"),
    .host = get_string (object, "host"),
    .port = get_string (object, "port"),
    .user = get_string (object, "user"),
    .system_identifier = get_string (object, "system_identifier"),
    .database_oid = (guint32) get_int (object, "database_oid"),
    .server_version = (int) get_int (object, "server_version"),
    .tool_version = (int) get_int (object, "tool_version"),
    .version_table = get_string (object, "version_table"),
    .version_schema = get_string (object, "version_schema"),
    .rows = rows ? (const char *const *) rows->pdata : NULL,
    .sha256 = get_string (object, "sha256"),
    .size_bytes = get_int (object, "size_bytes"),
    .started_at = get_moment (object, "started_at"),
    .finished_at = get_moment (object, "finished_at"),
  };
  GStatBuf status;

  if (get_int (object, "format") != FORMAT)
    return refuse (manifest_path, _ ("its manifest is of an unknown form"), error);
  if (path == NULL || facts.database == NULL || rows == NULL || !is_sha256 (facts.sha256) ||
      facts.size_bytes <= 0 || facts.finished_at <= 0 || facts.tool_version <= 0 ||
      !get_level (object, &facts.level))
    return refuse (manifest_path, _ ("its manifest is incomplete"), error);
  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return refuse (path, _ ("the file is not there"), error);
  if (status.st_size != facts.size_bytes)
    return refuse (path, _ ("its size is not the one in its manifest"), error);

  return limbeck_backup_new (&facts);
}

LimbeckBackup *
limbeck_backup_load (const char *manifest_path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *contents = NULL;
  gsize            length;
  GStatBuf         status;
  JsonNode        *root;

  g_return_val_if_fail (manifest_path != NULL, NULL);

  if (g_stat (manifest_path, &status) != 0 || !S_ISREG (status.st_mode) ||
      status.st_size > MANIFEST_LIMIT ||
      !g_file_get_contents (manifest_path, &contents, &length, NULL))
    return refuse (manifest_path, _ ("its manifest can't be read"), error);
  if (!json_parser_load_from_data (parser, contents, (gssize) length, NULL))
    return refuse (manifest_path, _ ("its manifest is not JSON"), error);
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return refuse (manifest_path, _ ("its manifest is incomplete"), error);

  return read_manifest (json_node_get_object (root), manifest_path, error);
}

static void
add_moment (JsonBuilder *builder, const char *name, gint64 moment_us)
{
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (moment_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) moment = g_date_time_add (second, moment_us % G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format_iso8601 (moment);

  limbeck_json_add_string (builder, name, text);
}

char *
limbeck_backup_to_json (LimbeckBackup *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *file = NULL;

  g_return_val_if_fail (LIMBECK_IS_BACKUP (self), NULL);

  file = g_path_get_basename (self->facts.path);
  json_builder_begin_object (builder);
  limbeck_json_add_int (builder, "schema", SCHEMA);
  limbeck_json_add_int (builder, "format", FORMAT);
  limbeck_json_add_string (builder, "file", file);
  limbeck_json_add_string (builder, "path", self->facts.path);
  limbeck_json_add_int (builder, "size_bytes", self->facts.size_bytes);
  limbeck_json_add_string (builder, "sha256", self->facts.sha256);
  limbeck_json_add_string (builder, "level", limbeck_backup_level_to_string (self->facts.level));
  limbeck_json_add_string (builder, "database", self->facts.database);
  limbeck_json_add_string (builder, "host", self->facts.host);
  limbeck_json_add_string (builder, "port", self->facts.port);
  limbeck_json_add_string (builder, "user", self->facts.user);
  limbeck_json_add_string (builder, "system_identifier", self->facts.system_identifier);
  limbeck_json_add_int (builder, "database_oid", self->facts.database_oid);
  limbeck_json_add_int (builder, "server_version", self->facts.server_version);
  limbeck_json_add_int (builder, "tool_version", self->facts.tool_version);
  limbeck_json_add_string (builder, "version_schema", self->facts.version_schema);
  limbeck_json_add_string (builder, "version_table", self->facts.version_table);
  limbeck_json_add_strv (builder, "current", self->facts.rows);
  add_moment (builder, "started_at", self->facts.started_at);
  add_moment (builder, "finished_at", self->facts.finished_at);
  json_builder_end_object (builder);

  return limbeck_json_to_string (builder, TRUE);
}

const LimbeckBackupFacts *
limbeck_backup_get_facts (LimbeckBackup *self)
{
  g_return_val_if_fail (LIMBECK_IS_BACKUP (self), NULL);

  return &self->facts;
}

const char *
limbeck_backup_get_path (LimbeckBackup *self)
{
  g_return_val_if_fail (LIMBECK_IS_BACKUP (self), NULL);

  return self->facts.path;
}

const char *
limbeck_backup_get_database (LimbeckBackup *self)
{
  g_return_val_if_fail (LIMBECK_IS_BACKUP (self), NULL);

  return self->facts.database;
}

const char *
limbeck_backup_get_system_identifier (LimbeckBackup *self)
{
  g_return_val_if_fail (LIMBECK_IS_BACKUP (self), NULL);

  return self->facts.system_identifier;
}

guint32
limbeck_backup_get_database_oid (LimbeckBackup *self)
{
  g_return_val_if_fail (LIMBECK_IS_BACKUP (self), 0);

  return self->facts.database_oid;
}

const char *const *
limbeck_backup_get_rows (LimbeckBackup *self)
{
  g_return_val_if_fail (LIMBECK_IS_BACKUP (self), NULL);

  return self->facts.rows;
}

const char *
limbeck_backup_get_sha256 (LimbeckBackup *self)
{
  g_return_val_if_fail (LIMBECK_IS_BACKUP (self), NULL);

  return self->facts.sha256;
}

gint64
limbeck_backup_get_size_bytes (LimbeckBackup *self)
{
  g_return_val_if_fail (LIMBECK_IS_BACKUP (self), 0);

  return self->facts.size_bytes;
}

gint64
limbeck_backup_get_finished_at (LimbeckBackup *self)
{
  g_return_val_if_fail (LIMBECK_IS_BACKUP (self), 0);

  return self->facts.finished_at;
}

LimbeckBackupLevel
limbeck_backup_get_level (LimbeckBackup *self)
{
  g_return_val_if_fail (LIMBECK_IS_BACKUP (self), LIMBECK_BACKUP_LEVEL_NONE);

  return self->facts.level;
}

static void
limbeck_backup_finalize (GObject *object)
{
  LimbeckBackupFacts *facts = &LIMBECK_BACKUP (object)->facts;

  g_free ((char *) facts->path);
  g_free ((char *) facts->database);
  g_free ((char *) facts->host);
  g_free ((char *) facts->port);
  g_free ((char *) facts->user);
  g_free ((char *) facts->system_identifier);
  g_free ((char *) facts->version_table);
  g_free ((char *) facts->version_schema);
  g_free ((char *) facts->sha256);
  g_strfreev ((char **) facts->rows);

  G_OBJECT_CLASS (limbeck_backup_parent_class)->finalize (object);
}

static void
limbeck_backup_class_init (LimbeckBackupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_backup_finalize;
}

static void
limbeck_backup_init (LimbeckBackup *self)
{
}
