#include "config.h"

#include <string.h>

#include "gui/window/project-watch.h"

#define REST_MS 400

/* inotify watches are shared by all programs of a person; version locations are few in real projects. */
#define MAX_WATCHES 128

struct _LimbeckProjectWatch
{
  GObject parent_instance;

  GHashTable *monitors; /* path, of what is in a directory with a slash at its end → GFileMonitor */
  guint       rest_source;
  gboolean
      is_stale; /* something watched has gone or come: its monitor may watch what is not there any more */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (LimbeckProjectWatch, limbeck_project_watch, G_TYPE_OBJECT)

static gboolean
rested_cb (gpointer data)
{
  LimbeckProjectWatch *self = data;

  self->rest_source = 0;
  g_signal_emit (self, changed_signal, 0);

  return G_SOURCE_REMOVE;
}

/* What Python and editors leave beside the files. Reacting to Python's own cache would make every question to Alembic ask for
 * the next one. */
static gboolean
is_noise (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_str_equal (name, "__pycache__") || g_str_has_suffix (name, ".pyc") ||
         g_str_has_suffix (name, "~") || g_str_has_suffix (name, ".swp");
}

static gboolean
comes_or_goes (GFileMonitorEvent event)
{
  switch (event)
    {
    case G_FILE_MONITOR_EVENT_DELETED:
    case G_FILE_MONITOR_EVENT_CREATED:
    case G_FILE_MONITOR_EVENT_UNMOUNTED:
    case G_FILE_MONITOR_EVENT_RENAMED:
    case G_FILE_MONITOR_EVENT_MOVED_IN:
    case G_FILE_MONITOR_EVENT_MOVED_OUT:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_watched (LimbeckProjectWatch *self, GFile *file)
{
  return file != NULL && g_file_peek_path (file) != NULL &&
         g_hash_table_contains (self->monitors, g_file_peek_path (file));
}

static void
file_changed_cb (GFileMonitor        *monitor,
                 GFile               *file,
                 GFile               *other_file,
                 GFileMonitorEvent    event,
                 LimbeckProjectWatch *self)
{
  /* Editors save under another name, which may look like noise, and rename. */
  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED ||
      (is_noise (file) && (other_file == NULL || is_noise (other_file))))
    return;

  if (comes_or_goes (event) && (is_watched (self, file) || is_watched (self, other_file)))
    self->is_stale = TRUE;
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MS, rested_cb, self);
}

static void
watch (LimbeckProjectWatch *self, GHashTable *kept, const char *path, gboolean is_directory)
{
  g_autofree char *key = g_strconcat (path, is_directory ? G_DIR_SEPARATOR_S : NULL, NULL);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileMonitor) monitor = NULL;

  if (g_hash_table_contains (kept, key) || g_hash_table_size (kept) >= MAX_WATCHES)
    return;

  if (!self->is_stale && g_hash_table_lookup (self->monitors, key) != NULL)
    monitor = g_object_ref (g_hash_table_lookup (self->monitors, key));
  else
    {
      file = g_file_new_for_path (path);
      monitor = is_directory
                    ? g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL)
                    : g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
      if (monitor == NULL)
        return;
      g_signal_connect_object (monitor, "changed", G_CALLBACK (file_changed_cb), self, 0);
    }

  g_hash_table_insert (kept, g_steal_pointer (&key), g_steal_pointer (&monitor));
}

/* What is in it, and the directory itself, which may be renamed, deleted and made again. */
static void
watch_directory (LimbeckProjectWatch *self, GHashTable *kept, const char *path)
{
  watch (self, kept, path, FALSE);
  watch (self, kept, path, TRUE);
}

static void
watch_beside (LimbeckProjectWatch *self, GHashTable *kept, const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  watch (self, kept, path, FALSE);
}

static void
watch_target (LimbeckProjectWatch *self, GHashTable *kept, LimbeckTarget *target)
{
  const char      *config_path = limbeck_target_get_config_path (target);
  g_autofree char *directory = g_path_get_dirname (config_path);

  watch (self, kept, config_path, FALSE);
  watch_beside (self, kept, directory, ".env");
  watch_beside (self, kept, limbeck_target_get_project_directory (target), ".env");
}

/* A directory that goes takes what is in it along without a word about it. */
static void
watch_way (LimbeckProjectWatch *self, GHashTable *kept, const char *path, const char *root)
{
  g_autofree char *place = g_path_get_dirname (path);
  gsize            length = strlen (root);

  if (!g_str_has_prefix (place, root) || place[length] != G_DIR_SEPARATOR)
    return;

  watch (self, kept, place, FALSE);
  watch_way (self, kept, place, root);
}

static void
watch_configuration (LimbeckProjectWatch  *self,
                     GHashTable           *kept,
                     LimbeckTarget        *target,
                     LimbeckConfiguration *configuration)
{
  const char *const *locations = limbeck_configuration_get_version_locations (configuration);

  watch_beside (self, kept, limbeck_configuration_get_script_directory (configuration), "env.py");
  for (guint i = 0; locations[i] != NULL; i++)
    {
      watch_directory (self, kept, locations[i]);
      watch_way (self, kept, locations[i], limbeck_target_get_project_directory (target));
    }
}

static gboolean
is_directly_in (const char *path, const char *directory)
{
  gsize length = directory != NULL ? strlen (directory) : 0;

  return length > 0 && strncmp (path, directory, length) == 0 && path[length] == G_DIR_SEPARATOR &&
         strchr (path + length + 1, G_DIR_SEPARATOR) == NULL;
}

/* Directories below a recursive version location are known by the files that were read there; most lie beside the one before. */
static void
watch_revisions (LimbeckProjectWatch *self, GHashTable *kept, LimbeckRevisionGraph *graph)
{
  g_autofree char *directory = NULL;

  for (guint i = 0; i < limbeck_revision_graph_get_n_revisions (graph); i++)
    {
      const char *path = limbeck_revision_get_path (limbeck_revision_graph_get_nth (graph, i));

      if (path == NULL || is_directly_in (path, directory))
        continue;
      g_free (directory);
      directory = g_path_get_dirname (path);
      watch_directory (self, kept, directory);
    }
}

/* While nothing can be read, what was watched is what has to come back. */
static void
watch_again (LimbeckProjectWatch *self, GHashTable *kept, const char *const *keys)
{
  for (guint i = 0; keys[i] != NULL; i++)
    {
      gsize            length = strlen (keys[i]);
      gboolean         is_directory = keys[i][length - 1] == G_DIR_SEPARATOR;
      g_autofree char *path = g_strndup (keys[i], is_directory ? length - 1 : length);

      watch (self, kept, path, is_directory);
    }
}

static char **
dup_keys (LimbeckProjectWatch *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, self->monitors);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_strv_builder_add (keys, key);

  return g_strv_builder_end (keys);
}

static GHashTable *
new_monitors (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static void
take_monitors (LimbeckProjectWatch *self, GHashTable *kept)
{
  g_hash_table_unref (self->monitors);
  self->monitors = kept;
  self->is_stale = FALSE;
}

LimbeckProjectWatch *
limbeck_project_watch_new (void)
{
  return g_object_new (LIMBECK_TYPE_PROJECT_WATCH, NULL);
}

void
limbeck_project_watch_set_target (LimbeckProjectWatch *self, LimbeckTarget *target)
{
  GHashTable *kept;

  g_return_if_fail (LIMBECK_IS_PROJECT_WATCH (self));

  kept = new_monitors ();
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (target != NULL)
    watch_target (self, kept, target);
  take_monitors (self, kept);
}

void
limbeck_project_watch_set_survey (LimbeckProjectWatch *self, LimbeckSurvey *survey)
{
  LimbeckConfiguration *configuration;
  LimbeckRevisionGraph *graph;
  GHashTable           *kept;
  g_auto (GStrv) keys = NULL;

  g_return_if_fail (LIMBECK_IS_PROJECT_WATCH (self));
  g_return_if_fail (LIMBECK_IS_SURVEY (survey));

  kept = new_monitors ();
  configuration = limbeck_survey_get_configuration (survey);
  graph = limbeck_survey_get_graph (survey);
  /* A monitor on what is missing looks for it from time to time; an old one may not. */
  self->is_stale |= graph == NULL;
  keys = dup_keys (self);
  /* GLib gives a new monitor the watch of an old one on the same path, even if that path is another directory now. */
  if (self->is_stale)
    g_hash_table_remove_all (self->monitors);
  watch_target (self, kept, limbeck_survey_get_target (survey));
  if (configuration != NULL)
    watch_configuration (self, kept, limbeck_survey_get_target (survey), configuration);
  else
    watch_again (self, kept, (const char *const *) keys);
  if (graph != NULL)
    watch_revisions (self, kept, graph);
  take_monitors (self, kept);
}

static void
limbeck_project_watch_finalize (GObject *object)
{
  LimbeckProjectWatch *self = LIMBECK_PROJECT_WATCH (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_pointer (&self->monitors, g_hash_table_unref);

  G_OBJECT_CLASS (limbeck_project_watch_parent_class)->finalize (object);
}

static void
limbeck_project_watch_class_init (LimbeckProjectWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_project_watch_finalize;

  changed_signal = g_signal_new (
      "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
limbeck_project_watch_init (LimbeckProjectWatch *self)
{
  self->monitors = new_monitors ();
}
