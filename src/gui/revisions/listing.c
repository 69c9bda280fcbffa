#include "config.h"

#include "gui/revisions/listing.h"

#define NOWHERE G_MAXUINT

struct _LimbeckListing
{
  grefcount             ref_count;
  LimbeckRevisionGraph *graph;
  LimbeckStanding      *standing;
  LimbeckLanes         *lanes;
  guint                 here;
};

static guint
find_here (LimbeckListing *self)
{
  guint n = limbeck_revision_graph_get_n_revisions (self->graph);
  guint here = 0;

  while (here < n && limbeck_listing_get_state (self, here) == LIMBECK_REVISION_STATE_PENDING)
    here++;
  if (here == 0)
    return NOWHERE;

  for (guint i = here; i < n; i++)
    if (limbeck_listing_get_state (self, i) != LIMBECK_REVISION_STATE_APPLIED)
      return NOWHERE;

  return here;
}

LimbeckListing *
limbeck_listing_new (LimbeckRevisionGraph *graph, LimbeckStanding *standing)
{
  LimbeckListing *self;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph), NULL);

  self = g_new0 (LimbeckListing, 1);
  g_ref_count_init (&self->ref_count);
  self->graph = g_object_ref (graph);
  g_set_object (&self->standing, standing);
  self->lanes = limbeck_lanes_new (graph);
  self->here = find_here (self);

  return self;
}

LimbeckListing *
limbeck_listing_ref (LimbeckListing *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);

  return self;
}

void
limbeck_listing_unref (LimbeckListing *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_clear_object (&self->graph);
  g_clear_object (&self->standing);
  g_clear_pointer (&self->lanes, limbeck_lanes_free);
  g_free (self);
}

LimbeckRevisionGraph *
limbeck_listing_get_graph (LimbeckListing *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->graph;
}

LimbeckStanding *
limbeck_listing_get_standing (LimbeckListing *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->standing;
}

LimbeckLanes *
limbeck_listing_get_lanes (LimbeckListing *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->lanes;
}

LimbeckRevisionState
limbeck_listing_get_state (LimbeckListing *self, guint index)
{
  g_return_val_if_fail (self != NULL, LIMBECK_REVISION_STATE_UNKNOWN);

  if (self->standing == NULL)
    return LIMBECK_REVISION_STATE_UNKNOWN;

  return limbeck_standing_get_revision_state (self->standing,
                                              limbeck_revision_graph_get_nth (self->graph, index));
}

gboolean
limbeck_listing_is_here (LimbeckListing *self, guint index)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->here == index;
}
