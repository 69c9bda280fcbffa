#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/backup/postgres-tools.h"
#include "core/base/command.h"
#include "core/base/json.h"
#include "core/checks/survey.h"
#include "core/database/run-lock.h"
#include "core/project/project.h"
#include "core/run/executor.h"

#include "cli/command-line.h"
#include "cli/failure.h"

#define ANY_CODE -1

/**
 * Kind:
 * @domain: an error domain
 * @code: one of its codes, or ANY_CODE
 * @id: how programs know it
 * @status: what the program exits with
 * @remedy: (nullable): what to do, where the message itself does not say
 */
typedef struct
{
  GQuark (*domain) (void);
  int               code;
  const char       *id;
  LimbeckExitStatus status;
  const char       *remedy;
} Kind;

#define PROJECT limbeck_project_error_quark
#define REVISION limbeck_revision_error_quark
#define SURVEY limbeck_survey_error_quark
#define DATABASE limbeck_database_error_quark
#define COMMAND limbeck_command_error_quark
#define BACKUP limbeck_backup_error_quark
#define RUN limbeck_run_error_quark
#define LOCK limbeck_run_lock_error_quark

/* The first row that fits counts. */
static const Kind kinds[] = {
  { limbeck_usage_error_quark,
    ANY_CODE,
    "bad-usage",
    LIMBECK_EXIT_USAGE,
    N_ ("“limbeckctl --help” and “limbeckctl VERB --help” say what there is.") },

  { PROJECT, LIMBECK_PROJECT_ERROR_NOT_FOUND, "no-project", LIMBECK_EXIT_UNREADABLE, NULL },
  { PROJECT,
    LIMBECK_PROJECT_ERROR_NO_CONFIGURATION,
    "no-configuration",
    LIMBECK_EXIT_UNREADABLE,
    N_ ("limbeckctl looks in the current directory only: go to the project's directory, or name it "
        "with --project DIR, or its configuration with --config FILE.") },
  { PROJECT,
    LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION,
    "bad-configuration",
    LIMBECK_EXIT_UNREADABLE,
    NULL },
  { PROJECT,
    LIMBECK_PROJECT_ERROR_NO_SCRIPT_LOCATION,
    "no-script-location",
    LIMBECK_EXIT_UNREADABLE,
    NULL },
  { PROJECT,
    LIMBECK_PROJECT_ERROR_NO_INTERPRETER,
    "no-interpreter",
    LIMBECK_EXIT_UNREADABLE,
    NULL },
  { PROJECT, LIMBECK_PROJECT_ERROR_NO_ALEMBIC, "no-alembic", LIMBECK_EXIT_UNREADABLE, NULL },
  { PROJECT, LIMBECK_PROJECT_ERROR_NO_URL, "no-url", LIMBECK_EXIT_UNREADABLE, NULL },
  { PROJECT, LIMBECK_PROJECT_ERROR_BAD_URL, "bad-url", LIMBECK_EXIT_UNREADABLE, NULL },
  { PROJECT,
    LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL,
    "not-postgresql",
    LIMBECK_EXIT_UNREADABLE,
    NULL },
  { PROJECT, LIMBECK_PROJECT_ERROR_NO_TARGET, "no-target", LIMBECK_EXIT_UNREADABLE, NULL },
  { PROJECT, ANY_CODE, "unreadable-project", LIMBECK_EXIT_UNREADABLE, NULL },

  { REVISION,
    LIMBECK_REVISION_ERROR_UNREADABLE,
    "unreadable-revisions",
    LIMBECK_EXIT_UNREADABLE,
    NULL },
  { REVISION,
    LIMBECK_REVISION_ERROR_NO_SUCH_REVISION,
    "no-such-revision",
    LIMBECK_EXIT_USAGE,
    N_ ("“limbeckctl revisions --offline” lists the revisions of this project.") },
  { REVISION, LIMBECK_REVISION_ERROR_AMBIGUOUS, "ambiguous-target", LIMBECK_EXIT_USAGE, NULL },
  { REVISION, LIMBECK_REVISION_ERROR_OUT_OF_RANGE, "out-of-range", LIMBECK_EXIT_USAGE, NULL },
  { REVISION, LIMBECK_REVISION_ERROR_NOT_BELOW, "not-below", LIMBECK_EXIT_USAGE, NULL },
  { REVISION,
    LIMBECK_REVISION_ERROR_SEVERAL_HEADS,
    "several-heads",
    LIMBECK_EXIT_BLOCKED,
    N_ ("“limbeckctl heads --offline” lists them.") },
  { REVISION, LIMBECK_REVISION_ERROR_OVERLAP, "overlap", LIMBECK_EXIT_BLOCKED, NULL },
  { REVISION, ANY_CODE, "broken-revisions", LIMBECK_EXIT_BLOCKED, NULL },

  { SURVEY, ANY_CODE, "unknown-state", LIMBECK_EXIT_UNREADABLE, NULL },

  { DATABASE, LIMBECK_DATABASE_ERROR_UNREACHABLE, "unreachable", LIMBECK_EXIT_UNREADABLE, NULL },
  { DATABASE, LIMBECK_DATABASE_ERROR_UNKNOWN_HOST, "unknown-host", LIMBECK_EXIT_UNREADABLE, NULL },
  { DATABASE,
    LIMBECK_DATABASE_ERROR_AUTHENTICATION,
    "authentication",
    LIMBECK_EXIT_UNREADABLE,
    NULL },
  { DATABASE,
    LIMBECK_DATABASE_ERROR_PASSWORD_NEEDED,
    "password-needed",
    LIMBECK_EXIT_UNREADABLE,
    NULL },
  { DATABASE, LIMBECK_DATABASE_ERROR_NO_DATABASE, "no-database", LIMBECK_EXIT_UNREADABLE, NULL },
  { DATABASE, ANY_CODE, "database", LIMBECK_EXIT_UNREADABLE, NULL },

  { COMMAND, LIMBECK_COMMAND_ERROR_TIMED_OUT, "timed-out", LIMBECK_EXIT_STOPPED, NULL },
  { COMMAND, ANY_CODE, "not-started", LIMBECK_EXIT_UNREADABLE, NULL },

  { BACKUP, LIMBECK_BACKUP_ERROR_NO_TOOL, "no-pg-dump", LIMBECK_EXIT_UNREADABLE, NULL },
  { BACKUP, LIMBECK_BACKUP_ERROR_DIRECTORY, "backup-directory", LIMBECK_EXIT_UNREADABLE, NULL },
  { BACKUP, LIMBECK_BACKUP_ERROR_NO_SPACE, "no-space", LIMBECK_EXIT_FAILED, NULL },
  { BACKUP, LIMBECK_BACKUP_ERROR_NOT_VERIFIED, "backup-not-verified", LIMBECK_EXIT_FAILED, NULL },
  { BACKUP, ANY_CODE, "backup-failed", LIMBECK_EXIT_FAILED, NULL },

  { RUN, LIMBECK_RUN_ERROR_GATES, "unanswered", LIMBECK_EXIT_UNANSWERED, NULL },
  { RUN, LIMBECK_RUN_ERROR_BLOCKED, "blocked", LIMBECK_EXIT_BLOCKED, NULL },
  { RUN, LIMBECK_RUN_ERROR_CHANGED, "changed", LIMBECK_EXIT_BLOCKED, NULL },
  { RUN, LIMBECK_RUN_ERROR_LOCKED, "locked", LIMBECK_EXIT_LOCKED, NULL },
  { RUN, LIMBECK_RUN_ERROR_FAILED, "failed", LIMBECK_EXIT_FAILED, NULL },
  { RUN, LIMBECK_RUN_ERROR_RECORD, "no-record", LIMBECK_EXIT_UNREADABLE, NULL },
  { RUN, ANY_CODE, "unreachable", LIMBECK_EXIT_UNREADABLE, NULL },

  { LOCK, LIMBECK_RUN_LOCK_ERROR_HELD, "locked", LIMBECK_EXIT_LOCKED, NULL },
  { LOCK, ANY_CODE, "pooled", LIMBECK_EXIT_BLOCKED, NULL },

  { g_io_error_quark,
    G_IO_ERROR_CANCELLED,
    "cancelled",
    LIMBECK_EXIT_STOPPED,
    N_ ("Nothing was changed.") },
};

static const Kind any_kind = { NULL, ANY_CODE, "failed", LIMBECK_EXIT_UNREADABLE, NULL };

static const Kind *
find_kind (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (error->domain == kinds[i].domain () &&
        (kinds[i].code == ANY_CODE || kinds[i].code == error->code))
      return &kinds[i];

  return &any_kind;
}

static char *
dup_or_null (const char *text)
{
  return text && *text ? g_strdup (text) : NULL;
}

LimbeckFailure *
limbeck_failure_new (const char       *id,
                     LimbeckExitStatus status,
                     const char       *title,
                     const char       *detail,
                     const char       *remedy)
{
  LimbeckFailure *self = g_new0 (LimbeckFailure, 1);

  self->id = g_strdup (id);
  self->status = status;
  self->title = g_strdup (title);
  self->detail = dup_or_null (detail);
  self->remedy = dup_or_null (remedy);

  return self;
}

/* Where the first sentence of a line ends. What stands in quotes is a name, which may hold anything. */
static const char *
find_sentence_end (const char *line)
{
  guint depth = 0;

  for (const char *at = line; *at && *at != '\n'; at = g_utf8_next_char (at))
    {
      if (g_str_has_prefix (at, "“"))
        depth++;
      else if (g_str_has_prefix (at, "”") && depth > 0)
        depth--;
      else if (depth == 0 && at[0] == '.' && at[1] == ' ' &&
               (g_unichar_isupper (g_utf8_get_char (at + 2)) || g_str_has_prefix (at + 2, "“")))
        return at + 1;
    }

  return strchrnul (line, '\n');
}

static const char *
get_remedy (const Kind *kind, const GError *error)
{
  if (error->domain == LIMBECK_DATABASE_ERROR)
    return limbeck_database_error_get_remedy (error);

  return kind->remedy ? _ (kind->remedy) : NULL;
}

/* A message of the core says in its first sentence what is wrong, in the others of the line what to do, and in more lines what was
 * seen. */
LimbeckFailure *
limbeck_failure_new_from_error (const GError *error)
{
  const Kind      *kind;
  const char      *remedy;
  const char      *sentence_end;
  const char      *line_end;
  g_autofree char *title = NULL;
  g_autofree char *advice = NULL;
  g_autofree char *detail = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  kind = find_kind (error);
  remedy = get_remedy (kind, error);
  sentence_end = find_sentence_end (error->message);
  line_end = strchrnul (error->message, '\n');
  title = g_strndup (error->message, (gsize) (sentence_end - error->message));
  advice = g_strstrip (g_strndup (sentence_end, (gsize) (line_end - sentence_end)));
  detail = g_strstrip (remedy ? g_strdup (sentence_end) : g_strdup (line_end));

  return limbeck_failure_new (kind->id, kind->status, title, detail, remedy ? remedy : advice);
}

void
limbeck_failure_write (const LimbeckFailure *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  limbeck_json_add_string (builder, "id", self->id);
  limbeck_json_add_string (builder, "title", self->title);
  limbeck_json_add_string (builder, "detail", self->detail);
  limbeck_json_add_string (builder, "remedy", self->remedy);
  json_builder_end_object (builder);
}

void
limbeck_failure_free (LimbeckFailure *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->detail, g_free);
  g_clear_pointer (&self->remedy, g_free);
  g_free (self);
}
