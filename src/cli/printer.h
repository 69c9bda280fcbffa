#pragma once

#include <json-glib/json-glib.h>

#include "cli/failure.h"
#include "cli/table.h"

/**
 * LimbeckPrinter:
 *
 * Where the answer of a verb goes. For people it is text on standard output; for programs it is one JSON object there, and
 * whatever is said for people is left out. Messages go to standard error in both cases. Text is written in the locale's
 * encoding and cleaned of control sequences; bold is used on a terminal only, and not where NO_COLOR is set.
 */
typedef struct _LimbeckPrinter LimbeckPrinter;

LimbeckPrinter *limbeck_printer_new (gboolean is_json);
void            limbeck_printer_free (LimbeckPrinter *self);

gboolean limbeck_printer_is_json (LimbeckPrinter *self);

/** limbeck_printer_say: one line of the answer for people. */
void limbeck_printer_say (LimbeckPrinter *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** limbeck_printer_head: one line of the answer for people, bold. */
void limbeck_printer_head (LimbeckPrinter *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** limbeck_printer_indent: @text, each of its lines indented by two; nothing for %NULL. */
void limbeck_printer_indent (LimbeckPrinter *self, const char *text);

/** limbeck_printer_table: the rows of @table, indented by two. */
void limbeck_printer_table (LimbeckPrinter *self, LimbeckTable *table);

/**
 * LimbeckShown:
 * @LIMBECK_SHOWN_TROUBLE: findings that did not pass
 * @LIMBECK_SHOWN_ALL: those that passed too, in a line each
 * @LIMBECK_SHOWN_ALL_DETAILS: and what they saw
 *
 * How much is told of findings.
 */
typedef enum
{
  LIMBECK_SHOWN_TROUBLE,
  LIMBECK_SHOWN_ALL,
  LIMBECK_SHOWN_ALL_DETAILS,
} LimbeckShown;

/**
 * limbeck_printer_findings:
 * @self: a printer
 * @findings: (element-type LimbeckFinding): findings
 * @shown: how much of them
 *
 * The findings for people: severity, title, id, and with those that did not pass detail and remedy.
 */
void limbeck_printer_findings (LimbeckPrinter *self, GPtrArray *findings, LimbeckShown shown);

/**
 * limbeck_printer_complain_of:
 * @self: a printer
 * @findings: (element-type LimbeckFinding): findings
 *
 * Those that did not pass, on standard error.
 */
void limbeck_printer_complain_of (LimbeckPrinter *self, GPtrArray *findings);

/** limbeck_printer_answer: the one JSON object; nothing for people. May be called once. */
void limbeck_printer_answer (LimbeckPrinter *self, JsonBuilder *builder);

/** limbeck_printer_answer_text: the same for an object that is text already. */
void limbeck_printer_answer_text (LimbeckPrinter *self, const char *json);

/** limbeck_printer_answer_part: the next piece of an object that LimbeckJsonWriter writes. */
void limbeck_printer_answer_part (LimbeckPrinter *self, const char *json);

/** limbeck_printer_note: one line on standard error, as it is. */
void limbeck_printer_note (LimbeckPrinter *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** limbeck_printer_note_part: text on standard error without a newline, shown at once. */
void limbeck_printer_note_part (LimbeckPrinter *self, const char *text);

/**
 * limbeck_printer_note_fraction:
 * @self: a printer
 * @fraction: how far something is, 0 to 1; below 0 for not known
 *
 * Shows a percentage on standard error, where that is a terminal; whatever is said next takes its place.
 */
void limbeck_printer_note_fraction (LimbeckPrinter *self, double fraction);

/** limbeck_printer_complain: what went wrong, on standard error: title, detail and remedy. */
void limbeck_printer_complain (LimbeckPrinter *self, const LimbeckFailure *failure);

/** limbeck_printer_fail: limbeck_printer_complain(), and for programs the object {"schema","error"} unless there was an answer. */
void limbeck_printer_fail (LimbeckPrinter *self, const LimbeckFailure *failure);

/**
 * limbeck_printer_finish:
 * @self: a printer
 * @error: a G_IO_ERROR
 *
 * Makes sure that the answer has been written. A reader that went away early (`| head`) is no error.
 *
 * Returns: %TRUE if the answer is out
 */
gboolean limbeck_printer_finish (LimbeckPrinter *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckPrinter, limbeck_printer_free)
