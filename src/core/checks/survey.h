#pragma once

#include "core/base/event.h"
#include "core/base/finding.h"
#include "core/database/database-state.h"
#include "core/plan/plan.h"
#include "core/plan/standing.h"
#include "core/project/configuration.h"
#include "core/project/target-class.h"
#include "core/project/url-source.h"

/**
 * LimbeckSurveyOptions:
 * @interpreter: (nullable): what the person chose
 * @database_url: (nullable): a URL that the person gave; Alembic gets it as DATABASE_URL
 * @password: (nullable): a password that the person typed
 * @backup_directory: (nullable): what the person chose
 * @connect_timeout_ms: time limit for connecting, 0 for the default of 10 s
 * @alembic_timeout_ms: time limit for each question to Alembic, 0 for the default of 60 s
 * @proof_verb: (nullable): "upgrade", "downgrade" or "stamp": prove, with `ask_alembic`, that Alembic comes to this database when it is started
 *   with this command; its version table is locked while Alembic starts
 * @proof_target: (nullable): argument of that command, "heads" if there is none
 * @offline: do not touch the database
 * @ask_alembic: start Alembic where only it knows: where env.py computes the URL, and (with `is_thorough`) to prove that it sees the
 *   same database, the same heads and the same current revisions. For revisions that a file computes it is asked in any case
 * @is_thorough: run every check, also the slow ones
 *
 * What a survey may do and what it is given. A plain value; strings are borrowed for the length of the call.
 */
typedef struct
{
  const char *interpreter;
  const char *database_url;
  const char *password;
  const char *backup_directory;
  const char *proof_verb;
  const char *proof_target;
  guint       connect_timeout_ms;
  guint       alembic_timeout_ms;
  gboolean    offline;
  gboolean    ask_alembic;
  gboolean    is_thorough;
} LimbeckSurveyOptions;

/**
 * LimbeckSurvey:
 *
 * Everything that is known about a target at one moment: interpreter, configuration, graph, database, standing, and the findings of
 * all checks. What could not be learned is %NULL, and a finding says why. Immutable; the window shows it, the command line prints
 * it, the executor takes it as what the person has seen.
 */
#define LIMBECK_TYPE_SURVEY (limbeck_survey_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckSurvey, limbeck_survey, LIMBECK, SURVEY, GObject)

/**
 * limbeck_survey_take:
 * @target: what to look at
 * @options: how
 * @previous: (nullable): an older survey of the same target, to read only what has changed
 * @sink: (nullable): is told the stages
 * @cancellable: (nullable): gives up
 * @error: G_IO_ERROR_CANCELLED only: trouble is told as findings
 *
 * Returns: (transfer full): the survey
 */
LimbeckSurvey *limbeck_survey_take (LimbeckTarget              *target,
                                    const LimbeckSurveyOptions *options,
                                    LimbeckSurvey              *previous,
                                    const LimbeckEventSink     *sink,
                                    GCancellable               *cancellable,
                                    GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

LimbeckTarget        *limbeck_survey_get_target (LimbeckSurvey *self);
LimbeckInterpreter   *limbeck_survey_get_interpreter (LimbeckSurvey *self);
LimbeckConfiguration *limbeck_survey_get_configuration (LimbeckSurvey *self);
LimbeckRevisionGraph *limbeck_survey_get_graph (LimbeckSurvey *self);
LimbeckDatabaseState *limbeck_survey_get_state (LimbeckSurvey *self);
LimbeckStanding      *limbeck_survey_get_standing (LimbeckSurvey *self);

/** limbeck_survey_get_url: (nullable): the database, with its password. */
LimbeckDatabaseUrl *limbeck_survey_get_url (LimbeckSurvey *self);

/** limbeck_survey_get_url_place: (nullable): where the URL was found, for people. */
const char *limbeck_survey_get_url_place (LimbeckSurvey *self);

/**
 * limbeck_survey_get_target_class:
 *
 * Returns: how much depends on the database: as a person has set it, else a careful guess; LIMBECK_TARGET_CLASS_PRODUCTION where no
 *   URL is known
 */
LimbeckTargetCategory limbeck_survey_get_target_class (LimbeckSurvey *self);

/** limbeck_survey_is_target_class_set: whether a person has set the class. */
gboolean limbeck_survey_is_target_class_set (LimbeckSurvey *self);

/**
 * limbeck_survey_set_target_class:
 * @self: a survey with a URL
 * @target_class: what a person says
 * @error: a G_IO_ERROR
 *
 * Remembers the class of the database that the URL of @self leads to. @self stays as it is: take another survey.
 */
gboolean limbeck_survey_set_target_class (LimbeckSurvey        *self,
                                          LimbeckTargetCategory target_class,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_survey_accept_database:
 * @self: a survey with a state
 * @error: a G_IO_ERROR
 *
 * Remembers the database of @self as the right one, in the place of another that its URL led to before: what a person does about the
 * blocker "known-database". @self stays as it is: take another survey.
 */
gboolean
limbeck_survey_accept_database (LimbeckSurvey *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_survey_get_version_table: name of the version table, "alembic_version" unless env.py says otherwise. */
const char *limbeck_survey_get_version_table (LimbeckSurvey *self);

/** limbeck_survey_get_version_schema: (nullable): schema of the version table, if env.py names one. */
const char *limbeck_survey_get_version_schema (LimbeckSurvey *self);

/** limbeck_survey_is_version_table_certain: whether these names are known; env.py may work them out. */
gboolean limbeck_survey_is_version_table_certain (LimbeckSurvey *self);

/** limbeck_survey_dup_lock_name: the version table as limbeck_run_lock_acquire() takes it. */
char *limbeck_survey_dup_lock_name (LimbeckSurvey *self);

/** limbeck_survey_dup_child_environment: "NAME=VALUE" that every Alembic command of this target needs on top, for example DATABASE_URL. */
char **limbeck_survey_dup_child_environment (LimbeckSurvey *self);

/** limbeck_survey_get_findings: (element-type LimbeckFinding): blockers first, then warnings, then what passed. */
GPtrArray *limbeck_survey_get_findings (LimbeckSurvey *self);

/** limbeck_survey_get_worst: the worst severity among the findings. */
LimbeckSeverity limbeck_survey_get_worst (LimbeckSurvey *self);

/** limbeck_survey_get_blocker: (nullable) (transfer none): the finding to show where there is room for one. */
LimbeckFinding *limbeck_survey_get_blocker (LimbeckSurvey *self);

/** limbeck_survey_needs_password: whether the server asked for a password that nobody has given yet, or refused the one given. */
gboolean limbeck_survey_needs_password (LimbeckSurvey *self);

/** limbeck_survey_dup_options: the options it was taken with, for taking it again. Free with limbeck_survey_options_free(). */
LimbeckSurveyOptions *limbeck_survey_dup_options (LimbeckSurvey *self);
void                  limbeck_survey_options_free (LimbeckSurveyOptions *options);

/** limbeck_survey_options_prove: @options (owned, from limbeck_survey_dup_options()) asks for a proof by a lock for this command. */
void
limbeck_survey_options_prove (LimbeckSurveyOptions *options, const char *verb, const char *target);

/**
 * limbeck_survey_plan:
 * @self: a survey
 * @direction: which way
 * @target: what Alembic is asked for
 * @error: a LIMBECK_REVISION_ERROR, or LIMBECK_SURVEY_ERROR_UNKNOWN if the database or the graph could not be read
 *
 * Returns: (transfer full): the plan from where the database stands
 */
LimbeckPlan *limbeck_survey_plan (LimbeckSurvey   *self,
                                  LimbeckDirection direction,
                                  const char      *target,
                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;

#define LIMBECK_SURVEY_ERROR (limbeck_survey_error_quark ())

typedef enum
{
  LIMBECK_SURVEY_ERROR_UNKNOWN,
} LimbeckSurveyError;

GQuark limbeck_survey_error_quark (void);
