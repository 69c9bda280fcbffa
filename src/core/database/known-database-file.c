#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/storage.h"
#include "core/project/project.h"
#include "core/project/small-file.h"
#include "core/project/target-class.h"

#include "core/database/known-database-file.h"

#define SCHEMA 1

/* A writer waits for another one, but not for one that has been stopped. */
#define LOCK_TRIES 50
#define LOCK_PAUSE_US 20000

char *
limbeck_known_database_file_dup_path (LimbeckTarget *target)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *state = limbeck_storage_dup_state_directory ();
  g_autofree char *name = NULL;
  const char      *path = limbeck_target_get_config_path (target);
  const char      *section = limbeck_target_get_section (target);

  /* The NUL after the path keeps "a" + "bc" apart from "ab" + "c". */
  g_checksum_update (checksum, (const guchar *) path, (gssize) strlen (path) + 1);
  g_checksum_update (checksum, (const guchar *) section, (gssize) strlen (section));
  name = g_strdup_printf ("%.32s.json", g_checksum_get_string (checksum));

  return g_build_filename (state, "known-databases", name, NULL);
}

/* Whether the member is absent, null or of @type. */
static gboolean
may_hold (JsonObject *entry, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (entry, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ||
         (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type);
}

static const char *
get_text (JsonObject *entry, const char *name)
{
  return json_object_get_string_member_with_default (entry, name, NULL);
}

static gboolean
may_hold_moment (JsonObject *entry, const char *name)
{
  g_autoptr (GDateTime) moment = NULL;

  if (!may_hold (entry, name, G_TYPE_STRING))
    return FALSE;
  if (get_text (entry, name) != NULL)
    moment = g_date_time_new_from_iso8601 (get_text (entry, name), NULL);

  return moment != NULL || get_text (entry, name) == NULL;
}

static gboolean
may_hold_class (JsonObject *entry, const char *name)
{
  LimbeckTargetCategory target_class = LIMBECK_TARGET_CLASS_PRODUCTION;

  return may_hold (entry, name, G_TYPE_STRING) &&
         (get_text (entry, name) == NULL ||
          limbeck_target_class_from_string (get_text (entry, name), &target_class));
}

static gboolean
may_hold_number (JsonObject *entry, const char *name)
{
  gint64 number = 0;

  if (!may_hold (entry, name, G_TYPE_INT64))
    return FALSE;
  number = json_object_get_int_member_with_default (entry, name, 1);

  return number > 0 && number <= G_MAXUINT32;
}

/* Returns the member of @node that is not what it should be, or %NULL. */
static const char *
find_fault (JsonNode *node)
{
  static const char *const texts[] = { "url", "system_identifier", "database" };
  static const char *const numbers[] = { "database_oid", "timeline" };
  static const char *const moments[] = { "first_seen", "last_seen" };
  static const char *const classes[] = { "guess", "class" };
  JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (entry == NULL)
    return "databases";
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!may_hold (entry, texts[i], G_TYPE_STRING))
      return texts[i];
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!may_hold_number (entry, numbers[i]))
      return numbers[i];
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    if (!may_hold_moment (entry, moments[i]))
      return moments[i];
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (!may_hold_class (entry, classes[i]))
      return classes[i];

  return get_text (entry, "url") ? NULL : "url";
}

static const char *
find_fault_of_all (JsonObject *file)
{
  JsonNode  *node = json_object_get_member (file, "databases");
  JsonArray *databases = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (databases == NULL)
    return "databases";
  for (guint i = 0; i < json_array_get_length (databases); i++)
    {
      const char *fault = find_fault (json_array_get_element (databases, i));

      if (fault != NULL)
        return fault;
    }

  return NULL;
}

static gboolean
set_damaged (GError **error, const char *path, const char *member)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (member != NULL)
    g_set_error (
        error,
        G_IO_ERROR,
        G_IO_ERROR_INVALID_DATA,
        /* Translators: 1: a file, 2: the name of a member of it */
        _ ("The file “%s”, which remembers databases, is damaged at “%s”. Correct it, or move it away if nothing in it is worth keeping."),
        shown,
        member);
  else
    g_set_error (
        error,
        G_IO_ERROR,
        G_IO_ERROR_INVALID_DATA,
        /* Translators: %s is a file */
        _ ("The file “%s”, which remembers databases, is damaged: it is no JSON object. Correct it, or move it away if nothing in it is worth keeping."),
        shown);

  return FALSE;
}

static gboolean
set_foreign (GError **error, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (
      error,
      G_IO_ERROR,
      G_IO_ERROR_NOT_SUPPORTED,
      /* Translators: %s is a file */
      _ ("The file “%s”, which remembers databases, was written by another version of Limbeck. Use that one, or move the file away."),
      shown);

  return FALSE;
}

static gboolean
examine (JsonNode *root, const char *path, GError **error)
{
  JsonObject *file = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *fault = NULL;

  if (file == NULL)
    return set_damaged (error, path, NULL);
  if (!json_object_has_member (file, "schema") || !may_hold_number (file, "schema"))
    return set_damaged (error, path, "schema");
  if (json_object_get_int_member_with_default (file, "schema", 0) != SCHEMA)
    return set_foreign (error, path);
  fault = find_fault_of_all (file);

  return fault == NULL || set_damaged (error, path, fault);
}

JsonObject *
limbeck_known_database_file_load (LimbeckTarget *target, GError **error)
{
  g_autofree char *path = limbeck_known_database_file_dup_path (target);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) cause = NULL;
  g_autofree char *contents = limbeck_small_file_read (path, NULL, &cause);
  JsonNode        *root = NULL;

  if (g_error_matches (cause, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_NOT_FOUND))
    return NULL;
  if (contents == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cause->message);
      return NULL;
    }
  if (json_parser_load_from_data (parser, contents, -1, NULL))
    root = json_parser_get_root (parser);

  return examine (root, path, error) ? json_object_ref (json_node_get_object (root)) : NULL;
}

JsonObject *
limbeck_known_database_file_new (LimbeckTarget *target)
{
  JsonObject      *file = json_object_new ();
  g_autofree char *project = g_filename_display_name (
      limbeck_target_get_project_directory (target));
  /* A URI tells any path, also one that is no text. */
  g_autofree char *config = g_filename_to_uri (limbeck_target_get_config_path (target), NULL, NULL);
  g_autofree char *section = g_utf8_make_valid (limbeck_target_get_section (target), -1);

  json_object_set_int_member (file, "schema", SCHEMA);
  json_object_set_string_member (file, "project", project);
  json_object_set_string_member (file, "config", config);
  json_object_set_string_member (file, "section", section);
  json_object_set_array_member (file, "databases", json_array_new ());

  return file;
}

JsonObject *
limbeck_known_database_file_find (JsonObject *file, const char *url)
{
  JsonArray *databases = json_object_get_array_member (file, "databases");

  for (guint i = 0; i < json_array_get_length (databases); i++)
    {
      JsonObject *entry = json_array_get_object_element (databases, i);

      if (g_strcmp0 (get_text (entry, "url"), url) == 0)
        return entry;
    }

  return NULL;
}

JsonObject *
limbeck_known_database_file_ensure (JsonObject *file, const char *url)
{
  JsonObject *entry = limbeck_known_database_file_find (file, url);

  if (entry != NULL)
    return entry;
  entry = json_object_new ();
  json_object_set_string_member (entry, "url", url);
  json_array_add_object_element (json_object_get_array_member (file, "databases"), entry);

  return entry;
}

static gboolean
wait_for_lock (int fd, const char *directory, GError **error)
{
  g_autofree char *shown = g_filename_display_name (directory);

  for (guint i = 0; i < LOCK_TRIES; i++)
    {
      if (flock (fd, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
      if (errno != EWOULDBLOCK && errno != EINTR)
        {
          const int saved_errno = errno;

          g_set_error (error,
                       G_IO_ERROR,
                       g_io_error_from_errno (saved_errno),
                       /* Translators: 1: a directory, 2: the reason given by the system */
                       _ ("The directory “%s” can't be locked: %s."),
                       shown,
                       g_strerror (saved_errno));
          return FALSE;
        }
      g_usleep (LOCK_PAUSE_US);
    }
  g_set_error (error,
               G_IO_ERROR,
               G_IO_ERROR_BUSY,
               /* Translators: %s is a directory */
               _ ("Another Limbeck holds the lock of the directory “%s”. Try again."),
               shown);

  return FALSE;
}

int
limbeck_known_database_file_lock (LimbeckTarget *target, GError **error)
{
  g_autofree char *path = limbeck_known_database_file_dup_path (target);
  g_autofree char *directory = g_path_get_dirname (path);
  int              fd = -1;

  if (!limbeck_storage_make_directory (directory, error))
    return -1;
  fd = g_open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      const int        saved_errno = errno;
      g_autofree char *shown = g_filename_display_name (directory);

      /* Translators: the first %s is a directory, the second the reason given by the system */
      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (saved_errno),
                   _ ("The directory “%s” can't be opened: %s."),
                   shown,
                   g_strerror (saved_errno));
      return -1;
    }
  if (!wait_for_lock (fd, directory, error))
    {
      close (fd);
      return -1;
    }

  return fd;
}

gboolean
limbeck_known_database_file_save (LimbeckTarget *target, JsonObject *file, GError **error)
{
  g_autofree char *path = limbeck_known_database_file_dup_path (target);
  g_autoptr (JsonNode) root = json_node_alloc ();
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  json_node_init_object (root, file);
  text = json_to_string (root, TRUE);
  line = g_strconcat (text, "\n", NULL);

  return limbeck_storage_write (path, line, -1, error);
}
