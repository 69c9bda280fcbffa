#pragma once

#include "core/plan/standing.h"

/* Words for what the list of revisions shows; pure functions. */

/** limbeck_revision_text_state: "applied", "pending" or "unknown" in the user's language. */
const char *limbeck_revision_text_state (LimbeckRevisionState state);

/** limbeck_revision_text_state_icon: name of the icon beside that word. */
const char *limbeck_revision_text_state_icon (LimbeckRevisionState state);

/** limbeck_revision_text_message: (transfer none): the message, or a word for none. */
const char *limbeck_revision_text_message (LimbeckRevision *revision);

/**
 * limbeck_revision_text_dup_date:
 * @written: (nullable): a date as the docstring has it, "2023-10-30 12:34:56.123456"
 * @this_year: the present year
 *
 * Returns: (transfer full): day and month in the user's language, with the year if it is another one; @written if it is no date
 */
char *limbeck_revision_text_dup_date (const char *written, int this_year);

/** limbeck_revision_text_dup_moment: (transfer full): date and time in full; @written if it is no date. */
char *limbeck_revision_text_dup_moment (const char *written);

/** limbeck_revision_text_dup_folded: (transfer full): @text in a form in which case makes no difference. */
char *limbeck_revision_text_dup_folded (const char *text);

/** limbeck_revision_text_matches: whether message, id, a label or the file's name holds @needle, which is folded already. */
gboolean limbeck_revision_text_matches (LimbeckRevision *revision, const char *needle);

/**
 * limbeck_revision_text_dup_more:
 * @revision: a revision
 *
 * Returns: (transfer full): what its docstring says beyond the message; without the lines in which Alembic's template repeats
 *   ids and date
 */
char *limbeck_revision_text_dup_more (LimbeckRevision *revision);
