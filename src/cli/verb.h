#pragma once

#include <gio/gio.h>

#include "cli/command-line.h"
#include "cli/exit-status.h"
#include "cli/printer.h"

/**
 * LimbeckCall:
 * @line: what was asked for
 * @printer: where the answer goes
 * @cancellable: cancelled by Ctrl-C and SIGTERM
 *
 * What a verb is given. Borrowed for the length of the call.
 */
typedef struct
{
  const LimbeckCommandLine *line;
  LimbeckPrinter           *printer;
  GCancellable             *cancellable;
} LimbeckCall;

/**
 * LimbeckVerb:
 * @name: as it is typed
 * @arguments: (nullable): what follows it, as help shows it
 * @summary: one line for the list of verbs; to be translated when shown
 * @description: what it does, in paragraphs, with what it exits with; to be translated when shown
 * @example: commands that show its use, one a line
 * @min_arguments: least number of arguments
 * @max_arguments: greatest number of arguments
 * @options: names of the options it takes beside the global ones, %NULL-terminated
 * @examine: (nullable): looks for contradictions before anything is done; sets LIMBECK_USAGE_ERROR
 * @run: does it; a status other than LIMBECK_EXIT_DONE need not come with an error, but an error decides the status
 *
 * One verb of the command line, declared as data.
 */
struct _LimbeckVerb
{
  const char        *name;
  const char        *arguments;
  const char        *summary;
  const char        *description;
  const char        *example;
  guint              min_arguments;
  guint              max_arguments;
  const char *const *options;
  gboolean (*examine) (const LimbeckCommandLine *line, GError **error);
  LimbeckExitStatus (*run) (LimbeckCall *call, GError **error);
};

/** limbeck_verbs: every verb, in the order in which help lists them, %NULL-terminated. */
const LimbeckVerb *const *limbeck_verbs (void);

/** limbeck_verb_find: (nullable): the verb of this name. */
const LimbeckVerb *limbeck_verb_find (const char *name);

/** limbeck_verb_takes: whether @option belongs to it. */
gboolean limbeck_verb_takes (const LimbeckVerb *self, const LimbeckOption *option);

extern const LimbeckVerb limbeck_verb_status;
extern const LimbeckVerb limbeck_verb_revisions;
extern const LimbeckVerb limbeck_verb_heads;
extern const LimbeckVerb limbeck_verb_plan;
extern const LimbeckVerb limbeck_verb_check;
extern const LimbeckVerb limbeck_verb_upgrade;
extern const LimbeckVerb limbeck_verb_downgrade;
extern const LimbeckVerb limbeck_verb_stamp;
extern const LimbeckVerb limbeck_verb_backup;
extern const LimbeckVerb limbeck_verb_target;
