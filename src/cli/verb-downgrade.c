#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/change.h"
#include "cli/verb.h"

static LimbeckExitStatus
run_downgrade (LimbeckCall *call, GError **error)
{
  return limbeck_change_run (call, LIMBECK_DIRECTION_DOWNGRADE, call->line->arguments[0]);
}

const LimbeckVerb limbeck_verb_downgrade = {
  .name = "downgrade",
  .arguments = N_ ("TARGET"),
  .summary = N_ ("Undo revisions, down to a target"),
  .description = N_ (
      "Undoes every revision above TARGET. Runs every check, shows what would be undone, and undoes\n"
      "it if every question is answered: a verified backup (--backup take or recent) or a written\n"
      "statement that the data is safe without one (--backup own|none with --reason), which database\n"
      "is changed (--confirm with its name), and each risk that is listed (--accept with its id).\n"
      "What is not answered is listed, and nothing runs.\n"
      "\n"
      "TARGET is anything that Alembic takes: a revision, the beginning of one, -1, base, LABEL@base, …\n"
      "\n"
      "The exit status is that of “upgrade”."),
  .example = "limbeckctl downgrade -1 --backup take --confirm shop --accept data-loss\n"
             "limbeckctl downgrade 4be1f0 --backup recent --confirm shop --accept data-loss",
  .min_arguments = 1,
  .max_arguments = 1,
  .options = (const char *const[]){ LIMBECK_CHANGE_OPTIONS, NULL },
  .run = run_downgrade,
};
