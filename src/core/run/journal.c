#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/base/json.h"
#include "core/base/storage.h"
#include "core/run/journal-files.h"

#include "core/run/journal.h"

struct _LimbeckJournal
{
  char *id;
  char *directory;
  int   fd;
};

static char *
make_id (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, "%Y%m%d-%H%M%S");

  return g_strdup_printf ("%s-%06x", moment, g_random_int () & 0xffffff);
}

static void
write_database (JsonBuilder *builder, LimbeckSurvey *survey)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (survey);

  limbeck_json_add_string (
      builder, "database", state ? limbeck_database_state_get_database (state) : NULL);
  limbeck_json_add_string (builder, "host", state ? limbeck_database_state_get_host (state) : NULL);
  limbeck_json_add_string (builder, "port", state ? limbeck_database_state_get_port (state) : NULL);
  limbeck_json_add_string (builder,
                           "system_identifier",
                           state ? limbeck_database_state_get_system_identifier (state) : NULL);
}

/* What is put on record: a plan with its answers, or the revisions of a stamp. */
typedef struct
{
  LimbeckPlan          *plan;
  const LimbeckAnswers *answers;
  const char *const    *revisions;
} Subject;

static void
write_run (JsonBuilder *builder, const Subject *subject)
{
  json_builder_set_member_name (builder, "plan");
  json_builder_begin_object (builder);
  limbeck_plan_write (subject->plan, builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "answers");
  limbeck_answers_write (subject->answers, builder);
}

/* A plan of one step: so it can be told as that of a run what became of a stamp that was not followed to its end. */
static void
write_stamp (JsonBuilder *builder, LimbeckSurvey *survey, const Subject *subject)
{
  LimbeckDatabaseState *state = limbeck_survey_get_state (survey);

  json_builder_set_member_name (builder, "plan");
  json_builder_begin_object (builder);
  limbeck_json_add_string (builder, "direction", "stamp");
  limbeck_json_add_strv (builder, "from", limbeck_database_state_get_rows (state));
  limbeck_json_add_strv (builder, "to", subject->revisions);
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  limbeck_json_add_strv (builder, "rows_after", subject->revisions);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static char *
dup_document (const char    *id,
              LimbeckSurvey *survey,
              const Subject *subject,
              const char    *application_name)
{
  LimbeckTarget *target = limbeck_survey_get_target (survey);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *started = g_date_time_format_iso8601 (now);

  json_builder_begin_object (builder);
  limbeck_json_add_int (builder, "schema", 1);
  limbeck_json_add_string (builder, "id", id);
  limbeck_json_add_string (builder, "started", started);
  limbeck_json_add_string (builder, "project", limbeck_target_get_project_directory (target));
  limbeck_json_add_string (builder, "config", limbeck_target_get_config_path (target));
  limbeck_json_add_string (builder, "application_name", application_name);
  write_database (builder, survey);
  if (subject->plan != NULL)
    write_run (builder, subject);
  else
    write_stamp (builder, survey, subject);
  json_builder_end_object (builder);

  return limbeck_json_to_string (builder, TRUE);
}

/*
 * Opens the events' file and locks it: the lock dies with this process, which is how the next start knows that it is gone. Somebody
 * who looks for such runs may hold it for a moment.
 */
static gboolean
open_events (LimbeckJournal *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->directory, LIMBECK_JOURNAL_EVENTS, NULL);

  self->fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
  if (self->fd < 0 || flock (self->fd, LOCK_EX) != 0)
    {
      g_set_error (
          error,
          G_IO_ERROR,
          g_io_error_from_errno (errno),
          /* Translators: the first %s is the path of a file, the second a system's error. */
          _ ("The record of the run, “%s”, can't be written: %s"),
          path,
          g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

static LimbeckJournal *
open_journal (LimbeckSurvey *survey,
              const Subject *subject,
              const char    *application_name,
              GError       **error)
{
  g_autoptr (LimbeckJournal) self = g_new0 (LimbeckJournal, 1);
  g_autofree char *runs = limbeck_journal_dup_runs_directory ();
  g_autofree char *document = NULL;
  g_autofree char *path = NULL;

  self->fd = -1;
  self->id = make_id ();
  self->directory = g_build_filename (runs, self->id, NULL);
  document = dup_document (self->id, survey, subject, application_name);
  path = g_build_filename (self->directory, LIMBECK_JOURNAL_PLAN, NULL);

  if (!limbeck_storage_make_directory (self->directory, error) || !open_events (self, error) ||
      !limbeck_storage_write (path, document, -1, error) ||
      !limbeck_storage_sync_directory (runs, error))
    return NULL;

  return g_steal_pointer (&self);
}

LimbeckJournal *
limbeck_journal_open (LimbeckSurvey        *survey,
                      LimbeckPlan          *plan,
                      const LimbeckAnswers *answers,
                      const char           *application_name,
                      GError              **error)
{
  const Subject subject = { plan, answers, NULL };

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey) && LIMBECK_IS_PLAN (plan), NULL);
  g_return_val_if_fail (answers != NULL, NULL);

  return open_journal (survey, &subject, application_name, error);
}

LimbeckJournal *
limbeck_journal_open_stamp (LimbeckSurvey     *survey,
                            const char *const *revisions,
                            const char        *application_name,
                            GError           **error)
{
  const Subject subject = { NULL, NULL, revisions };

  g_return_val_if_fail (LIMBECK_IS_SURVEY (survey) && revisions != NULL, NULL);
  g_return_val_if_fail (limbeck_survey_get_state (survey) != NULL, NULL);

  return open_journal (survey, &subject, application_name, error);
}

const char *
limbeck_journal_get_id (LimbeckJournal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

const char *
limbeck_journal_get_directory (LimbeckJournal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->directory;
}

char *
limbeck_journal_dup_output_path (LimbeckJournal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_build_filename (self->directory, LIMBECK_JOURNAL_OUTPUT, NULL);
}

static gboolean
matters (LimbeckEventKind kind)
{
  return kind != LIMBECK_EVENT_PROGRESS && kind != LIMBECK_EVENT_BLOCKED;
}

void
limbeck_journal_append (LimbeckJournal *self, LimbeckEvent *event)
{
  LimbeckEventKind kind;

  g_return_if_fail (self != NULL && event != NULL);

  kind = limbeck_event_get_kind (event);
  if (kind == LIMBECK_EVENT_OUTPUT || kind == LIMBECK_EVENT_VERDICT)
    return;
  limbeck_journal_write_event (self->fd, event, matters (kind));
}

void
limbeck_journal_close_with (LimbeckJournal *self, const char *title, JsonNode *detail)
{
  g_autoptr (LimbeckEvent) event = NULL;

  g_return_if_fail (self != NULL && title != NULL && detail != NULL);

  event = limbeck_event_new (LIMBECK_EVENT_VERDICT, title, NULL, -1, detail);
  limbeck_journal_write_event (self->fd, event, TRUE);
}

void
limbeck_journal_close (LimbeckJournal *self, LimbeckVerdict *verdict)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) detail = NULL;

  g_return_if_fail (self != NULL && LIMBECK_IS_VERDICT (verdict));

  limbeck_verdict_write (verdict, builder);
  detail = json_builder_get_root (builder);
  limbeck_journal_close_with (self, limbeck_verdict_get_title (verdict), detail);
}

void
limbeck_journal_free (LimbeckJournal *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->id);
  g_free (self->directory);
  g_free (self);
}
