#pragma once

#include "core/checks/facts.h"

/** limbeck_facts_read_files: interpreter, configuration, graph, URL and version table, as far as files tell. */
void limbeck_facts_read_files (LimbeckFacts       *self,
                               const LimbeckFacts *previous,
                               GCancellable       *cancellable);

/** limbeck_facts_ask_heads: sets heads or heads_finding. */
void limbeck_facts_ask_heads (LimbeckFacts *self, GCancellable *cancellable);

/** limbeck_facts_ask_current: sets current or current_finding. */
void limbeck_facts_ask_current (LimbeckFacts *self, GCancellable *cancellable);

/** limbeck_facts_is_proving: whether a proof that Alembic comes to this database is asked for. */
gboolean limbeck_facts_is_proving (const LimbeckFacts *self);

/** limbeck_facts_prove: sets proof, and current or current_finding; needs a connection. */
void limbeck_facts_prove (LimbeckFacts *self, GCancellable *cancellable);

/** limbeck_facts_needs_url_from_alembic: whether only Alembic can say which database is meant. */
gboolean limbeck_facts_needs_url_from_alembic (const LimbeckFacts *self);

/** limbeck_facts_choose_url: sets url and url_place from what Alembic answered, else from what was found. */
void limbeck_facts_choose_url (LimbeckFacts *self, const LimbeckFacts *previous);

/** limbeck_facts_take_previous_version_table: takes the version table that Alembic has told before, if it has; @previous may be %NULL. */
void limbeck_facts_take_previous_version_table (LimbeckFacts *self, const LimbeckFacts *previous);

/** limbeck_facts_take_answered_version_table: takes the one that current tells; whether it is another one than until now. */
gboolean limbeck_facts_take_answered_version_table (LimbeckFacts *self);

/** limbeck_facts_understand_url: asks SQLAlchemy what a url means that its versions understand differently. */
void limbeck_facts_understand_url (LimbeckFacts       *self,
                                   const LimbeckFacts *previous,
                                   GCancellable       *cancellable);

/** limbeck_facts_connect: sets connection and state, or connection_error, in place of what they were. */
void limbeck_facts_connect (LimbeckFacts *self, GCancellable *cancellable);

/** limbeck_facts_recognise: sets known and target_class; a database that is seen for the first time is remembered. */
void limbeck_facts_recognise (LimbeckFacts *self, GCancellable *cancellable);

/** limbeck_facts_is_silence: whether @error, which may be %NULL, says that the server no longer answers at all. */
gboolean limbeck_facts_is_silence (const GError *error);

/** limbeck_facts_ask_server: sets answers; needs a connection, and lets go of it if the server falls silent. */
void limbeck_facts_ask_server (LimbeckFacts *self, GCancellable *cancellable);

/**
 * limbeck_facts_complete_url:
 * @self: facts
 * @text: a URL as Alembic shows it, the password masked
 * @error: a LIMBECK_PROJECT_ERROR
 *
 * Returns: (transfer full): the URL with the password of the URL that was found, if both lead the same user to the same host
 */
LimbeckDatabaseUrl *limbeck_facts_complete_url (const LimbeckFacts *self,
                                                const char         *text,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

LimbeckSurveyOptions *limbeck_survey_options_copy (const LimbeckSurveyOptions *options);
