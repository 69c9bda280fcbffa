#pragma once

#include "core/base/event.h"
#include "core/gates/gate.h"
#include "core/run/verdict.h"

/**
 * LimbeckJournal:
 *
 * The record of one run, or of one stamp, on disk: `$XDG_STATE_HOME/limbeck/runs/ID/` with plan.json, journal.jsonl (one event a line, fsynced where it
 * matters) and output.log. Opened before anything is started, so that a killed launcher leaves a trace.
 */
typedef struct _LimbeckJournal LimbeckJournal;

/**
 * limbeck_journal_open:
 * @survey: the target
 * @plan: what is going to run
 * @answers: what was answered
 * @application_name: how the run's sessions are called on the server
 * @error: a G_IO_ERROR that names the file
 *
 * Returns: (transfer full): an open journal
 */
LimbeckJournal *limbeck_journal_open (LimbeckSurvey        *survey,
                                      LimbeckPlan          *plan,
                                      const LimbeckAnswers *answers,
                                      const char           *application_name,
                                      GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_journal_open_stamp:
 * @survey: the target, with the state of its database
 * @revisions: (array zero-terminated=1): what is going to be written into the version table
 * @application_name: how the sessions are called on the server
 * @error: a G_IO_ERROR that names the file
 *
 * Returns: (transfer full): an open journal
 */
LimbeckJournal *limbeck_journal_open_stamp (LimbeckSurvey     *survey,
                                            const char *const *revisions,
                                            const char        *application_name,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_journal_get_id: the run's name, also the name of its directory. */
const char *limbeck_journal_get_id (LimbeckJournal *self);

/** limbeck_journal_get_directory: absolute path. */
const char *limbeck_journal_get_directory (LimbeckJournal *self);

/** limbeck_journal_dup_output_path: where Alembic's output goes. */
char *limbeck_journal_dup_output_path (LimbeckJournal *self);

/** limbeck_journal_append: writes one event; lines of output are not repeated here. */
void limbeck_journal_append (LimbeckJournal *self, LimbeckEvent *event);

/** limbeck_journal_close: writes the verdict and fsyncs; the run is on record as finished. */
void limbeck_journal_close (LimbeckJournal *self, LimbeckVerdict *verdict);

/** limbeck_journal_close_with: the same for what no plan leads to: @title for people, @detail with the members of a verdict. */
void limbeck_journal_close_with (LimbeckJournal *self, const char *title, JsonNode *detail);

/** limbeck_journal_free: lets go of it; without limbeck_journal_close() it stays on disk as open. */
void limbeck_journal_free (LimbeckJournal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckJournal, limbeck_journal_free)
