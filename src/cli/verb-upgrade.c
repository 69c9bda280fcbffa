#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/change.h"
#include "cli/verb.h"

static LimbeckExitStatus
run_upgrade (LimbeckCall *call, GError **error)
{
  const char *target = call->line->arguments[0];

  return limbeck_change_run (call, LIMBECK_DIRECTION_UPGRADE, target ? target : "heads");
}

const LimbeckVerb limbeck_verb_upgrade = {
  .name = "upgrade",
  .arguments = N_ ("[TARGET]"),
  .summary = N_ ("Apply updates, up to the heads unless a target is named"),
  .description = N_ (
      "Runs every check, shows what would run, and runs it if every question is answered:\n"
      "how the data is kept safe (--backup), which database is changed (--confirm with its name),\n"
      "and each risk that is listed (--accept with its id). What is not answered is listed, and\n"
      "nothing runs.\n"
      "\n"
      "TARGET is anything that Alembic takes: a revision, the beginning of one, a branch label, head,\n"
      "heads, +1, LABEL@head, …\n"
      "\n"
      "Ctrl-C cancels at any moment: the statement on the server first, then Alembic. What became of\n"
      "the database is read from the database afterwards, whatever Alembic said.\n"
      "\n"
      "The exit status is 0 if the database is where the plan leads, 1 if it failed and everything is\n"
      "as before, 3 if a check blocks, 4 if a question is unanswered, 5 after a time-out or a cancel\n"
      "that left nothing behind, 6 if something was left behind, 7 if what is needed can't be reached\n"
      "or read, and 8 if another run holds the lock."),
  .example = "limbeckctl upgrade --backup take --confirm shop\n"
             "limbeckctl upgrade +1 --backup none --accept no-backup --confirm shop --timeout 600",
  .max_arguments = 1,
  .options = (const char *const[]){ LIMBECK_CHANGE_OPTIONS, NULL },
  .run = run_upgrade,
};
