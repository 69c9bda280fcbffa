#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/listing.h"
#include "cli/verb.h"

static LimbeckExitStatus
run_heads (LimbeckCall *call, GError **error)
{
  g_autoptr (LimbeckListing) listing = limbeck_listing_load (call, error);
  GPtrArray *heads;

  if (!listing)
    return LIMBECK_EXIT_UNREADABLE;
  if (!listing->graph)
    return limbeck_listing_fail (listing, call);

  heads = limbeck_revision_graph_get_heads (listing->graph);
  limbeck_listing_print (listing, call, heads, FALSE);
  if (heads->len == 0)
    limbeck_printer_say (call->printer, "%s", _ ("There are no revisions yet."));

  return listing->status;
}

const LimbeckVerb limbeck_verb_heads = {
  .name = "heads",
  .arguments = NULL,
  .summary = N_ ("List the heads: revisions that nothing follows"),
  .description = N_ (
      "Lists the heads of the project and says of each whether it is applied. Several heads mean\n"
      "that the target “head” is ambiguous: name one, use “heads”, or merge them.\n"
      "\n"
      "With --offline the database is left alone and nothing is said about what is applied.\n"
      "If the database can't be read, the exit status is 7; if files can't be understood, 3."),
  .example = "limbeckctl heads --offline",
  .options = (const char *const[]){ "offline", NULL },
  .run = run_heads,
};
