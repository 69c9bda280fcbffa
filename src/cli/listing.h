#pragma once

#include "cli/verb.h"
#include "core/checks/survey.h"

/**
 * LimbeckListing:
 * @survey: (nullable): what it was made from; %NULL with `--offline`
 * @graph: (nullable): the revisions; %NULL if they can't be read
 * @standing: (nullable): where the database stands; %NULL with `--offline`
 * @findings: (element-type LimbeckFinding): what is wrong with the tree or the database
 * @status: what a listing of @graph exits with
 *
 * What `revisions` and `heads` list from.
 */
typedef struct
{
  LimbeckSurvey        *survey;
  LimbeckRevisionGraph *graph;
  LimbeckStanding      *standing;
  GPtrArray            *findings;
  LimbeckExitStatus     status;
} LimbeckListing;

/**
 * limbeck_listing_load:
 * @call: what was asked for
 * @error: LIMBECK_PROJECT_ERROR, LIMBECK_REVISION_ERROR or G_IO_ERROR_CANCELLED
 *
 * With `--offline` only files are read. Without, a database that can't be read is told as such and the revisions are listed all
 * the same.
 *
 * Returns: (transfer full): what can be listed
 */
LimbeckListing *limbeck_listing_load (LimbeckCall *call, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * limbeck_listing_print:
 * @self: a listing
 * @call: what was asked for
 * @revisions: (element-type LimbeckRevision): those that shall be listed
 * @with_bases: whether the JSON names the bases too
 *
 * The answer, and on standard error the findings that did not pass.
 */
void limbeck_listing_print (LimbeckListing *self,
                            LimbeckCall    *call,
                            GPtrArray      *revisions,
                            gboolean        with_bases);

/** limbeck_listing_fail: tells the first blocker instead of an answer and returns the status; not for `--offline`. */
LimbeckExitStatus limbeck_listing_fail (LimbeckListing *self, LimbeckCall *call);

void limbeck_listing_free (LimbeckListing *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckListing, limbeck_listing_free)
