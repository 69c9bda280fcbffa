#include "config.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/run/journal-files.h"

#include "core/run/open-run.h"

struct _LimbeckOpenRun
{
  char       *directory;
  JsonParser *parser;
};

void
limbeck_open_run_free (LimbeckOpenRun *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->parser);
  g_free (self->directory);
  g_free (self);
}

/* Returns the events' file with a LOCK_EX or LOCK_SH on it, or -1 if a run is at work there or there is none. */
static int
lock_events (const char *directory, int lock)
{
  g_autofree char *path = g_build_filename (directory, LIMBECK_JOURNAL_EVENTS, NULL);
  struct stat      st;
  int              fd = g_open (path, O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0);

  if (fd < 0)
    return -1;
  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode) || flock (fd, lock | LOCK_NB) != 0)
    {
      close (fd);
      return -1;
    }

  return fd;
}

/* Whether the last line of the events is a verdict. */
static gboolean
has_verdict (int fd)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  g_autofree char *kind = g_strdup_printf ("\"kind\":\"%s\"",
                                           limbeck_event_kind_to_string (LIMBECK_EVENT_VERDICT));
  const char      *text = file != NULL ? g_mapped_file_get_contents (file) : NULL;
  gsize            length = text != NULL ? g_mapped_file_get_length (file) : 0;
  const char      *line;

  while (length > 0 && text[length - 1] == '\n')
    length--;
  line = length > 0 ? memrchr (text, '\n', length) : NULL;
  line = line != NULL ? line + 1 : text;

  return length > 0 && memmem (line, text + length - line, kind, strlen (kind)) != NULL;
}

static JsonParser *
read_plan (const char *directory)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *path = g_build_filename (directory, LIMBECK_JOURNAL_PLAN, NULL);
  JsonNode        *root = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) ||
      !json_parser_load_from_file (parser, path, NULL))
    return NULL;

  /* An empty file has no root. */
  root = json_parser_get_root (parser);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? g_steal_pointer (&parser) : NULL;
}

/* As long as the lock is held, no run that has just been begun can write its plan. */
static LimbeckOpenRun *
read_run (const char *directory)
{
  g_autoptr (JsonParser) parser = NULL;
  LimbeckOpenRun *run = NULL;
  int             fd = lock_events (directory, LOCK_SH);

  if (fd < 0)
    return NULL;
  if (!has_verdict (fd))
    parser = read_plan (directory);
  close (fd);
  if (parser == NULL)
    return NULL;

  run = g_new0 (LimbeckOpenRun, 1);
  run->directory = g_strdup (directory);
  run->parser = g_steal_pointer (&parser);

  return run;
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const LimbeckOpenRun *const *first = a;
  const LimbeckOpenRun *const *second = b;

  return g_strcmp0 ((*first)->directory, (*second)->directory);
}

GPtrArray *
limbeck_open_runs_list (const char *config_path)
{
  GPtrArray       *runs = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_open_run_free);
  g_autofree char *path = limbeck_journal_dup_runs_directory ();
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      LimbeckOpenRun  *run = read_run (child);

      if (run != NULL &&
          (config_path == NULL || g_strcmp0 (limbeck_open_run_get_config (run), config_path) == 0))
        g_ptr_array_add (runs, run);
      else
        g_clear_pointer (&run, limbeck_open_run_free);
    }
  g_ptr_array_sort (runs, compare_runs);

  return runs;
}

static JsonObject *
get_document (LimbeckOpenRun *self)
{
  return json_node_get_object (json_parser_get_root (self->parser));
}

static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

const char *
limbeck_open_run_get_id (LimbeckOpenRun *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return strrchr (self->directory, '/') + 1;
}

const char *
limbeck_open_run_get_directory (LimbeckOpenRun *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->directory;
}

const char *
limbeck_open_run_get_project (LimbeckOpenRun *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_string (get_document (self), "project");
}

const char *
limbeck_open_run_get_config (LimbeckOpenRun *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_string (get_document (self), "config");
}

const char *
limbeck_open_run_get_database (LimbeckOpenRun *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_string (get_document (self), "database");
}

const char *
limbeck_open_run_get_started (LimbeckOpenRun *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_string (get_document (self), "started");
}

const char *
limbeck_open_run_get_application_name (LimbeckOpenRun *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_string (get_document (self), "application_name");
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
holds_rows (JsonArray *array, const char *const *rows)
{
  if (array == NULL || json_array_get_length (array) != g_strv_length ((char **) rows))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING ||
          !g_strv_contains (rows, json_node_get_string (node)))
        return FALSE;
    }

  return TRUE;
}

/* How many steps are done by @rows: -1 if no state of the plan has them. */
static int
count_steps_done (JsonObject *plan, const char *const *rows, guint *n_steps)
{
  JsonArray *steps = get_array (plan, "steps");

  *n_steps = steps ? json_array_get_length (steps) : 0;
  if (holds_rows (get_array (plan, "from"), rows))
    return 0;
  for (guint i = 0; i < *n_steps; i++)
    {
      JsonNode *step = json_array_get_element (steps, i);

      if (JSON_NODE_HOLDS_OBJECT (step) &&
          holds_rows (get_array (json_node_get_object (step), "rows_after"), rows))
        return (int) i + 1;
    }

  return -1;
}

char *
limbeck_open_run_dup_outcome (LimbeckOpenRun *self, const char *const *rows)
{
  JsonNode   *plan = NULL;
  const char *database = NULL;
  guint       n_steps = 0;
  int         n_done = -1;

  g_return_val_if_fail (self != NULL, NULL);

  database = limbeck_open_run_get_database (self);
  database = database ? database : "";
  if (rows == NULL)
    return g_strdup_printf (
        /* Translators: %s is the name of a database. */
        _ ("What became of the run on “%s” is not known: the database can't be read."),
        database);

  plan = json_object_get_member (get_document (self), "plan");
  if (plan != NULL && JSON_NODE_HOLDS_OBJECT (plan))
    n_done = count_steps_done (json_node_get_object (plan), rows, &n_steps);
  if (n_done < 0)
    return g_strdup_printf (
        /* Translators: %s is the name of a database. */
        _ ("“%s” has been changed since by something else than that run."),
        database);
  if (n_done == 0)
    return g_strdup_printf (
        /* Translators: %s is the name of a database. */
        _ ("The version table of “%s” is as it was before the run."),
        database);
  if ((guint) n_done == n_steps)
    return g_strdup_printf (
        /* Translators: %s is the name of a database. */
        _ ("The run arrived: “%s” is where it led."),
        database);

  return g_strdup_printf (
      /* Translators: %d of %u are numbers of revisions, %s is the name of a database. */
      _ ("The run stopped after %d of %u revisions in “%s”."),
      n_done,
      n_steps,
      database);
}

/* Returns (transfer full): when it began, in local time. */
static char *
dup_beginning (LimbeckOpenRun *self)
{
  const char *started = limbeck_open_run_get_started (self);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = started ? g_date_time_new_from_iso8601 (started, utc) : NULL;
  g_autoptr (GDateTime) local = moment ? g_date_time_to_local (moment) : NULL;

  /* Translators: a date with its time, for g_date_time_format(): “3 November 2019, 14:05” */
  return local != NULL ? g_date_time_format (local, _ ("%-d %B %Y, %H:%M")) : g_strdup (started);
}

char *
limbeck_open_run_dup_text (LimbeckOpenRun *self, const char *const *rows)
{
  g_autofree char *beginning = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  beginning = dup_beginning (self);
  outcome = limbeck_open_run_dup_outcome (self, rows);
  title = beginning != NULL
              ? g_strdup_printf (
                    /* Translators: %s is date and time. */
                    _ ("The run that began on %s was not followed to its end: Limbeck or the "
                       "computer was stopped."),
                    beginning)
              : g_strdup (_ ("A run was not followed to its end: Limbeck or the computer was "
                             "stopped."));

  return g_strdup_printf ("%s %s", title, outcome);
}

/* A launcher that was killed may have been in the middle of a line. */
static void
end_line (int fd)
{
  const off_t size = lseek (fd, 0, SEEK_END);
  char        last = '\n';

  if (size > 0 && pread (fd, &last, 1, size - 1) == 1 && last != '\n')
    (void) !write (fd, "\n", 1);
}

void
limbeck_open_run_settle (LimbeckOpenRun *self, const char *outcome)
{
  g_autoptr (LimbeckEvent) event = NULL;
  int fd = -1;

  g_return_if_fail (self != NULL && outcome != NULL);

  fd = lock_events (self->directory, LOCK_EX);
  if (fd < 0)
    return;
  event = limbeck_event_new (LIMBECK_EVENT_VERDICT, outcome, NULL, -1, NULL);
  end_line (fd);
  limbeck_journal_write_event (fd, event, TRUE);
  close (fd);
}
