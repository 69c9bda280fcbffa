#pragma once

#include <json-glib/json-glib.h>

#include "core/backup/backup.h"
#include "core/base/finding.h"
#include "core/checks/survey.h"
#include "core/plan/plan.h"

/**
 * LimbeckGateKind:
 * @LIMBECK_GATE_BACKUP: how the data is kept safe must have been answered ("backup")
 * @LIMBECK_GATE_ACCEPT: a risk or a warning must have been accepted by its id ("no-backup", "data-loss", …)
 * @LIMBECK_GATE_CONFIRM: the name of the database must have been given ("confirm")
 * @LIMBECK_GATE_STATEMENT: a written sentence must have been given ("statement")
 */
typedef enum
{
  LIMBECK_GATE_BACKUP,
  LIMBECK_GATE_ACCEPT,
  LIMBECK_GATE_CONFIRM,
  LIMBECK_GATE_STATEMENT,
} LimbeckGateKind;

const char *limbeck_gate_kind_to_string (LimbeckGateKind kind);

/** LIMBECK_GATE_REASON_LENGTH: a written statement has at least this many characters. */
#define LIMBECK_GATE_REASON_LENGTH 10

/**
 * LimbeckBackupAnswer:
 * @LIMBECK_BACKUP_ANSWER_UNANSWERED: nobody has said anything
 * @LIMBECK_BACKUP_ANSWER_TAKE: take one now; answered once there is a verified backup of the present revisions
 * @LIMBECK_BACKUP_ANSWER_RECENT: use a verified backup that was taken at the present revisions of this database
 * @LIMBECK_BACKUP_ANSWER_OWN: the person has one of their own; for a downgrade and for production raises the gate "statement"
 * @LIMBECK_BACKUP_ANSWER_NONE: go on without; raises the gate "no-backup", and for a downgrade "statement"; no answer for production
 */
typedef enum
{
  LIMBECK_BACKUP_ANSWER_UNANSWERED,
  LIMBECK_BACKUP_ANSWER_TAKE,
  LIMBECK_BACKUP_ANSWER_RECENT,
  LIMBECK_BACKUP_ANSWER_OWN,
  LIMBECK_BACKUP_ANSWER_NONE,
} LimbeckBackupAnswer;

/** limbeck_backup_answer_to_string: the word of `--backup`: "take", "recent", "own" or "none"; "unanswered" otherwise. */
const char *limbeck_backup_answer_to_string (LimbeckBackupAnswer answer);

/**
 * LimbeckAnswers:
 *
 * What a person has answered so far. The window fills it page by page, the command line from its options.
 */
typedef struct _LimbeckAnswers LimbeckAnswers;

LimbeckAnswers *limbeck_answers_new (void);
LimbeckAnswers *limbeck_answers_copy (const LimbeckAnswers *self);
void            limbeck_answers_free (LimbeckAnswers *self);

/** limbeck_answers_set_backup: @backup is the verified backup, for TAKE (once taken) and RECENT; else %NULL. */
void limbeck_answers_set_backup (LimbeckAnswers     *self,
                                 LimbeckBackupAnswer answer,
                                 LimbeckBackup      *backup);

/** limbeck_answers_accept: accepts a risk or warning by its id. */
void limbeck_answers_accept (LimbeckAnswers *self, const char *id);

/** limbeck_answers_set_confirmation: the database name as typed; compared byte by byte. */
void limbeck_answers_set_confirmation (LimbeckAnswers *self, const char *name);

/** limbeck_answers_set_reason: the written statement, kept in the record. */
void limbeck_answers_set_reason (LimbeckAnswers *self, const char *reason);

gboolean            limbeck_answers_has_accepted (const LimbeckAnswers *self, const char *id);
const char         *limbeck_answers_get_confirmation (const LimbeckAnswers *self);
LimbeckBackupAnswer limbeck_answers_get_backup_answer (const LimbeckAnswers *self);
LimbeckBackup      *limbeck_answers_get_backup (const LimbeckAnswers *self);
const char         *limbeck_answers_get_reason (const LimbeckAnswers *self);

/** limbeck_answers_write: the answers as a JSON object, for the record. */
void limbeck_answers_write (const LimbeckAnswers *self, JsonBuilder *builder);

/**
 * LimbeckGate:
 *
 * One thing that a person must have answered before a plan may run, as data: no front end can skip it. Immutable.
 */
#define LIMBECK_TYPE_GATE (limbeck_gate_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckGate, limbeck_gate, LIMBECK, GATE, GObject)

LimbeckGateKind limbeck_gate_get_kind (LimbeckGate *self);

/** limbeck_gate_get_id: "backup", "confirm", "statement", "no-backup", the id of a risk ("data-loss") or of a warning. */
const char *limbeck_gate_get_id (LimbeckGate *self);

/** limbeck_gate_get_title: the question or the risk in one sentence. */
const char *limbeck_gate_get_title (LimbeckGate *self);

/** limbeck_gate_get_detail: (nullable): more about it. */
const char *limbeck_gate_get_detail (LimbeckGate *self);

/** limbeck_gate_get_option: how the command line answers it: "--confirm shop", "--accept data-loss". */
const char *limbeck_gate_get_option (LimbeckGate *self);

gboolean limbeck_gate_is_answered (LimbeckGate *self);

/** limbeck_gate_write: {"id","kind","title","detail","option","answered"}. */
void limbeck_gate_write (LimbeckGate *self, JsonBuilder *builder);

/**
 * limbeck_gates_for:
 * @plan: what would run
 * @survey: what the person has seen
 * @answers: (nullable): what has been answered
 *
 * Returns: (transfer full) (element-type LimbeckGate): every gate of @plan in the order in which it should be asked; empty for a
 *   plan without steps
 */
GPtrArray *
limbeck_gates_for (LimbeckPlan *plan, LimbeckSurvey *survey, const LimbeckAnswers *answers);

/** limbeck_gates_all_answered: whether nothing is open. */
gboolean limbeck_gates_all_answered (GPtrArray *gates);

/** limbeck_gates_dup_open: (transfer full): the open ones as a text of one line each, "title (option)". */
char *limbeck_gates_dup_open (GPtrArray *gates);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckAnswers, limbeck_answers_free)
