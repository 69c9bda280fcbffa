#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

/**
 * LimbeckEventKind:
 * @LIMBECK_EVENT_STAGE: something new is being done; text says what, for people
 * @LIMBECK_EVENT_OUTPUT: one line that a process printed, already redacted
 * @LIMBECK_EVENT_STEP_STARTED: the revision began to run
 * @LIMBECK_EVENT_STEP_FINISHED: the revision ran to its end; nothing need be committed yet
 * @LIMBECK_EVENT_PROGRESS: fraction tells how far the present stage is, below 0 when that is not known
 * @LIMBECK_EVENT_BLOCKED: a session of somebody else holds a lock that the run waits for; text names it,
 *   empty when the wait is over
 * @LIMBECK_EVENT_FINDING: detail holds a finding
 * @LIMBECK_EVENT_VERDICT: the end of a run; detail holds the verdict
 */
typedef enum
{
  LIMBECK_EVENT_STAGE,
  LIMBECK_EVENT_OUTPUT,
  LIMBECK_EVENT_STEP_STARTED,
  LIMBECK_EVENT_STEP_FINISHED,
  LIMBECK_EVENT_PROGRESS,
  LIMBECK_EVENT_BLOCKED,
  LIMBECK_EVENT_FINDING,
  LIMBECK_EVENT_VERDICT,
} LimbeckEventKind;

const char *limbeck_event_kind_to_string (LimbeckEventKind kind);

/**
 * LimbeckEvent:
 *
 * One thing that an operation tells while it works. The window shows events, the command line prints
 * them, the journal appends them. Immutable and reference-counted, so it may cross threads.
 */
typedef struct _LimbeckEvent LimbeckEvent;

#define LIMBECK_TYPE_EVENT (limbeck_event_get_type ())
GType limbeck_event_get_type (void);

/**
 * LimbeckEventFunc:
 * @event: borrowed; take a reference to keep it
 * @data: what was given along with the function
 *
 * Receives events on the thread on which the operation runs. It must not block.
 */
typedef void (*LimbeckEventFunc) (LimbeckEvent *event, gpointer data);

/**
 * limbeck_event_new:
 * @kind: what happened
 * @text: (nullable): a sentence or a line of output
 * @revision: (nullable): the revision id it is about
 * @fraction: 0 to 1, or -1 if there is none
 * @detail: (nullable) (transfer none): more, for programs; sealed, so that nobody changes it afterwards
 *
 * The moment is taken from the clock.
 *
 * Returns: (transfer full): an event
 */
LimbeckEvent *limbeck_event_new (LimbeckEventKind kind,
                                 const char      *text,
                                 const char      *revision,
                                 double           fraction,
                                 JsonNode        *detail);

LimbeckEvent *limbeck_event_ref (LimbeckEvent *self);
void          limbeck_event_unref (LimbeckEvent *self);

LimbeckEventKind limbeck_event_get_kind (const LimbeckEvent *self);
gint64           limbeck_event_get_time_us (const LimbeckEvent *self);
const char      *limbeck_event_get_text (const LimbeckEvent *self);
const char      *limbeck_event_get_revision (const LimbeckEvent *self);
double           limbeck_event_get_fraction (const LimbeckEvent *self);
JsonNode        *limbeck_event_get_detail (const LimbeckEvent *self);

/**
 * limbeck_event_to_json:
 * @self: an event
 *
 * Returns: (transfer full): one JSON object on one line without a newline, as the journal stores it:
 *   {"time_us","kind","text","revision","fraction","detail"}; what is absent is null
 */
char *limbeck_event_to_json (const LimbeckEvent *self);

/**
 * LimbeckEventSink:
 * @func: (nullable): who wants to know; %NULL for nobody
 * @data: given to @func
 *
 * Who listens to an operation. Passed by pointer and borrowed for the length of the call.
 */
typedef struct
{
  LimbeckEventFunc func;
  gpointer         data;
} LimbeckEventSink;

/**
 * limbeck_event_sink_tell:
 * @self: (nullable): who listens
 * @kind: what happened
 * @text: (nullable): see limbeck_event_new()
 * @revision: (nullable): see limbeck_event_new()
 * @fraction: see limbeck_event_new()
 *
 * Makes an event and hands it over. Nothing happens if nobody listens.
 */
void limbeck_event_sink_tell (const LimbeckEventSink *self,
                              LimbeckEventKind        kind,
                              const char             *text,
                              const char             *revision,
                              double                  fraction);

/** limbeck_event_sink_send: hands over an event that exists already. */
void limbeck_event_sink_send (const LimbeckEventSink *self, LimbeckEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckEvent, limbeck_event_unref)
