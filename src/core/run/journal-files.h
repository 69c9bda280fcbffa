#pragma once

#include "core/base/event.h"

/* The files of one run, in a directory of its own below limbeck_journal_dup_runs_directory(). */
#define LIMBECK_JOURNAL_PLAN "plan.json"
#define LIMBECK_JOURNAL_EVENTS "journal.jsonl"
#define LIMBECK_JOURNAL_OUTPUT "output.log"

/** limbeck_journal_dup_runs_directory: `$XDG_STATE_HOME/limbeck/runs`. */
char *limbeck_journal_dup_runs_directory (void);

/** limbeck_journal_write_event: appends one line to @fd, and waits for the disk if @is_lasting. */
void limbeck_journal_write_event (int fd, LimbeckEvent *event, gboolean is_lasting);
