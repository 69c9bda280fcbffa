#include "config.h"

#include "gui/revisions/listing.h"

#define NOWHERE G_MAXUINT

/* Shared by the listings of one graph. */
typedef struct
{
  LimbeckLanes *lanes;
} Drawing;

struct _LimbeckListing
{
  grefcount             ref_count;
  LimbeckRevisionGraph *graph;
  LimbeckStanding      *standing;
  Drawing              *drawing;
  guint                 here;
};

static void
clear_drawing (gpointer data)
{
  Drawing *drawing = data;

  limbeck_lanes_free (drawing->lanes);
}

static Drawing *
draw (LimbeckRevisionGraph *graph, LimbeckListing *previous)
{
  Drawing *drawing;

  if (previous != NULL && previous->graph == graph)
    return g_rc_box_acquire (previous->drawing);

  drawing = g_rc_box_new (Drawing);
  drawing->lanes = limbeck_lanes_new (graph);

  return drawing;
}

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
limbeck_listing_new (LimbeckRevisionGraph *graph,
                     LimbeckStanding      *standing,
                     LimbeckListing       *previous)
{
  LimbeckListing *self;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph), NULL);

  self = g_new0 (LimbeckListing, 1);
  g_ref_count_init (&self->ref_count);
  self->graph = g_object_ref (graph);
  g_set_object (&self->standing, standing);
  self->drawing = draw (graph, previous);
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
  g_rc_box_release_full (self->drawing, clear_drawing);
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

  return self->drawing->lanes;
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

static gboolean
draws_same (LimbeckLanes *lanes, guint index, LimbeckLanes *other, guint other_index)
{
  guint                  node_lane;
  guint                  node_color;
  guint                  n_lines;
  guint                  other_lane;
  guint                  other_color;
  guint                  n_other_lines;
  const LimbeckLaneLine *lines = limbeck_lanes_get_row (
      lanes, index, &node_lane, &node_color, &n_lines);
  const LimbeckLaneLine *other_lines = limbeck_lanes_get_row (
      other, other_index, &other_lane, &other_color, &n_other_lines);

  if (limbeck_lanes_get_width (lanes) != limbeck_lanes_get_width (other) ||
      node_lane != other_lane || node_color != other_color || n_lines != n_other_lines)
    return FALSE;

  for (guint i = 0; i < n_lines; i++)
    if (lines[i].from != other_lines[i].from || lines[i].to != other_lines[i].to ||
        lines[i].color != other_lines[i].color ||
        lines[i].is_dependency != other_lines[i].is_dependency)
      return FALSE;

  return TRUE;
}

static gboolean
reads_same (LimbeckRevision *revision, LimbeckRevision *other)
{
  return revision == other ||
         (g_str_equal (limbeck_revision_get_id (revision), limbeck_revision_get_id (other)) &&
          g_str_equal (limbeck_revision_get_message (revision),
                       limbeck_revision_get_message (other)) &&
          g_strcmp0 (limbeck_revision_get_create_date (revision),
                     limbeck_revision_get_create_date (other)) == 0 &&
          limbeck_revision_is_head (revision) == limbeck_revision_is_head (other) &&
          limbeck_revision_is_base (revision) == limbeck_revision_is_base (other) &&
          limbeck_revision_is_merge_point (revision) == limbeck_revision_is_merge_point (other) &&
          limbeck_revision_is_branch_point (revision) == limbeck_revision_is_branch_point (other) &&
          g_strv_equal (limbeck_revision_get_branch_labels (revision),
                        limbeck_revision_get_branch_labels (other)));
}

static gboolean
is_current (LimbeckListing *self, LimbeckRevision *revision)
{
  return self->standing != NULL && limbeck_standing_is_current (self->standing, revision);
}

gboolean
limbeck_listing_looks_same (LimbeckListing *self,
                            guint           index,
                            LimbeckListing *other,
                            guint           other_index)
{
  LimbeckRevision *revision;
  LimbeckRevision *other_revision;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  revision = limbeck_revision_graph_get_nth (self->graph, index);
  other_revision = limbeck_revision_graph_get_nth (other->graph, other_index);

  return reads_same (revision, other_revision) &&
         limbeck_listing_get_state (self, index) ==
             limbeck_listing_get_state (other, other_index) &&
         is_current (self, revision) == is_current (other, other_revision) &&
         limbeck_listing_is_here (self, index) == limbeck_listing_is_here (other, other_index) &&
         draws_same (self->drawing->lanes, index, other->drawing->lanes, other_index);
}
