#pragma once

#include "core/alembic/alembic-questions.h"
#include "core/checks/survey.h"
#include "core/database/known-database.h"
#include "core/checks/target-proof.h"

/**
 * LimbeckFacts:
 * @target: what is looked at
 * @options: a copy of what was asked for
 * @interpreter: (nullable): see @interpreter_error
 * @configuration: (nullable): see @configuration_error
 * @graph: (nullable): see @graph_error
 * @found: (nullable): the URL that the files or the person tell; see @url_error
 * @url: (nullable): the URL that is used, with its password: @found, or what Alembic has answered
 * @url_place: (nullable): where @url comes from, for people
 * @environment: "NAME=VALUE" for every Alembic command
 * @version_table: name of the version table
 * @version_schema: (nullable): its schema
 * @is_version_table_computed: env.py works the name out, so that @version_table is a guess
 * @version_table_read: (nullable): what the files told of it, for comparison
 * @is_version_table_told: @version_table is what Alembic has answered
 * @connection: (nullable): see @connection_error; also %NULL where the server has fallen silent while it was asked
 * @data_directory: (nullable): where the server keeps its data, if it is known to be on this machine
 * @state: (nullable): see @connection_error
 * @known: (nullable): what was remembered of this database before
 * @known_error: (nullable): what is remembered could not be read
 * @remember_error: (nullable): the database could not be remembered
 * @target_class: how much depends on it; without a URL the most careful one
 * @is_target_class_set: a person has said so
 * @answers: (nullable) (element-type utf8 LimbeckQuestionAnswer): what the server answered to the checks, by the checks' ids
 * @standing: (nullable): where the database stands; unknown without @state; %NULL without @graph
 * @heads: (nullable): what Alembic says; see @heads_finding
 * @current: (nullable): what Alembic says; see @current_finding
 * @proof: (nullable): whether Alembic comes to this database, if a proof was asked for and could be attempted
 * @has_asked_heads: Alembic was asked for its heads
 * @has_asked_current: Alembic was asked for its database
 *
 * Everything that was learned about a target, for the checks to judge. What could not be learned is %NULL, and the error or finding
 * beside it says why.
 */
typedef struct
{
  gatomicrefcount        references;
  LimbeckTarget         *target;
  LimbeckSurveyOptions  *options;
  LimbeckInterpreter    *interpreter;
  GError                *interpreter_error;
  LimbeckConfiguration  *configuration;
  GError                *configuration_error;
  LimbeckRevisionGraph  *graph;
  GError                *graph_error;
  LimbeckFoundUrl       *found;
  LimbeckDatabaseUrl    *url;
  char                  *url_place;
  GError                *url_error;
  GStrv                  environment;
  char                  *version_table;
  char                  *version_schema;
  gboolean               is_version_table_computed;
  char                  *version_table_read;
  gboolean               is_version_table_told;
  LimbeckConnection     *connection;
  char                  *data_directory;
  LimbeckDatabaseState  *state;
  GError                *connection_error;
  LimbeckKnownDatabase  *known;
  GError                *known_error;
  GError                *remember_error;
  LimbeckTargetCategory  target_class;
  gboolean               is_target_class_set;
  GHashTable            *answers;
  LimbeckStanding       *standing;
  GStrv                  heads;
  LimbeckFinding        *heads_finding;
  gboolean               has_asked_heads;
  LimbeckAlembicCurrent *current;
  LimbeckFinding        *current_finding;
  gboolean               has_asked_current;
  LimbeckTargetProof    *proof;
} LimbeckFacts;

/**
 * limbeck_facts_learn:
 * @target: what to look at
 * @options: how
 * @previous: (nullable): older facts of the same target
 * @sink: (nullable): is told the stages
 * @cancellable: (nullable): gives up
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Reads files, asks the database and, if @options says so, Alembic; what is independent at the same time.
 *
 * Returns: (transfer full): the facts
 */
LimbeckFacts *limbeck_facts_learn (LimbeckTarget              *target,
                                   const LimbeckSurveyOptions *options,
                                   const LimbeckFacts         *previous,
                                   const LimbeckEventSink     *sink,
                                   GCancellable               *cancellable,
                                   GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_facts_ref: (transfer full): the same facts, for a thread that may outlive their owner; nobody changes them any more. */
LimbeckFacts *limbeck_facts_ref (const LimbeckFacts *self);
void          limbeck_facts_free (LimbeckFacts *self);

/** limbeck_facts_get_rows: (nullable): the server's answer to the question of the check @id. */
const LimbeckRows *limbeck_facts_get_rows (const LimbeckFacts *self, const char *id);

/** limbeck_facts_get_answer_error: (nullable): why there is none although it was asked. */
const GError *limbeck_facts_get_answer_error (const LimbeckFacts *self, const char *id);

/**
 * limbeck_facts_get_unaccounted_bytes:
 * @self: facts
 * @accounted: what LIMBECK_CHECK_ALL_BYTES says
 *
 * Returns: by how much the database is larger than its statistics tell: nobody has analyzed what was added since
 */
gint64 limbeck_facts_get_unaccounted_bytes (const LimbeckFacts *self, gint64 accounted);

guint limbeck_facts_get_connect_timeout_ms (const LimbeckFacts *self);
guint limbeck_facts_get_alembic_timeout_ms (const LimbeckFacts *self);

/** limbeck_facts_dup_lock_name: the version table with its schema if env.py names one: part of the run lock's key. */
char *limbeck_facts_dup_lock_name (const LimbeckFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckFacts, limbeck_facts_free)
