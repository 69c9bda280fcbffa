#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/base/json.h"

#include "cli/listing.h"
#include "cli/verb.h"

static gboolean
examine_revisions (const LimbeckCommandLine *line, GError **error)
{
  const char *contradiction = NULL;

  if (line->offline && (line->pending || line->applied))
    contradiction = _ ("Which revisions are applied is not known with --offline.");
  else if (line->pending && line->applied)
    contradiction = _ ("--pending and --applied exclude each other.");

  if (contradiction)
    g_set_error_literal (error, LIMBECK_USAGE_ERROR, LIMBECK_USAGE_ERROR_BAD_USAGE, contradiction);

  return contradiction == NULL;
}

static gboolean
is_wanted (const LimbeckCommandLine *line, LimbeckStanding *standing, LimbeckRevision *revision)
{
  LimbeckRevisionState state;

  if (!line->pending && !line->applied)
    return TRUE;

  state = limbeck_standing_get_revision_state (standing, revision);

  return line->pending ? state == LIMBECK_REVISION_STATE_PENDING
                       : state == LIMBECK_REVISION_STATE_APPLIED;
}

static GPtrArray *
choose (const LimbeckCommandLine *line, LimbeckRevisionGraph *graph, LimbeckStanding *standing)
{
  GPtrArray *chosen = g_ptr_array_new ();
  guint      n_revisions = limbeck_revision_graph_get_n_revisions (graph);

  for (guint i = 0; i < n_revisions && (line->limit == 0 || chosen->len < line->limit); i++)
    {
      LimbeckRevision *revision = limbeck_revision_graph_get_nth (graph, i);

      if (is_wanted (line, standing, revision))
        g_ptr_array_add (chosen, revision);
    }

  return chosen;
}

static LimbeckExitStatus
run_revisions (LimbeckCall *call, GError **error)
{
  g_autoptr (LimbeckListing) listing = limbeck_listing_load (call, error);
  g_autoptr (GPtrArray) chosen = NULL;

  if (!listing)
    return LIMBECK_EXIT_UNREADABLE;
  if (!listing->graph)
    return limbeck_listing_fail (listing, call);
  if ((call->line->pending || call->line->applied) && listing->status != LIMBECK_EXIT_DONE)
    return limbeck_listing_fail (listing, call);

  chosen = choose (call->line, listing->graph, listing->standing);
  limbeck_listing_print (listing, call, chosen, TRUE);
  if (chosen->len == 0)
    limbeck_printer_say (call->printer, "%s", _ ("There are no such revisions."));

  return listing->status;
}

const LimbeckVerb limbeck_verb_revisions = {
  .name = "revisions",
  .arguments = NULL,
  .summary = N_ ("List the revisions, newest first"),
  .description = N_ (
      "Lists the revisions of the project, newest first, in the order of “alembic history”, and\n"
      "says of each whether it is applied.\n"
      "\n"
      "With --offline the database is left alone and nothing is said about what is applied.\n"
      "If the database can't be read, the revisions are listed as they are in the files, and the\n"
      "exit status is 7. If files can't be understood, the rest is listed and the status is 3."),
  .example = "limbeckctl revisions --pending\n"
             "limbeckctl --project ~/shop revisions --offline --limit 10 --json",
  .options = (const char *const[]){ "offline", "pending", "applied", "limit", NULL },
  .examine = examine_revisions,
  .run = run_revisions,
};
