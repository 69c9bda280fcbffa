#include "config.h"

#include "gui/window/arrivals.h"

struct _LimbeckArrivals
{
  LimbeckRevisionGraph *graph; /* of the last survey that knew what is pending */
  GPtrArray            *ids;
};

LimbeckArrivals *
limbeck_arrivals_new (void)
{
  LimbeckArrivals *self = g_new0 (LimbeckArrivals, 1);

  self->ids = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
limbeck_arrivals_free (LimbeckArrivals *self)
{
  g_clear_object (&self->graph);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_free (self);
}

static gboolean
has_id (GPtrArray *ids, const char *id)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

static gboolean
is_same (GPtrArray *ids, GPtrArray *other)
{
  if (ids->len != other->len)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (!g_str_equal (g_ptr_array_index (ids, i), g_ptr_array_index (other, i)))
      return FALSE;

  return TRUE;
}

static gboolean
take (LimbeckArrivals *self, GPtrArray *ids)
{
  g_autoptr (GPtrArray) taken = ids;
  gboolean is_other = !is_same (self->ids, ids);

  g_clear_pointer (&self->ids, g_ptr_array_unref);
  self->ids = g_steal_pointer (&taken);

  return is_other;
}

static GPtrArray *
find_arrived (LimbeckArrivals *self, LimbeckRevisionGraph *graph, LimbeckStanding *standing)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  if (self->graph == NULL || (self->graph == graph && self->ids->len == 0))
    return ids;

  for (guint i = 0; i < limbeck_revision_graph_get_n_revisions (graph); i++)
    {
      LimbeckRevision *revision = limbeck_revision_graph_get_nth (graph, i);
      const char      *id = limbeck_revision_get_id (revision);

      if (limbeck_standing_get_revision_state (standing, revision) ==
              LIMBECK_REVISION_STATE_PENDING &&
          (limbeck_revision_graph_lookup (self->graph, id) == NULL || has_id (self->ids, id)))
        g_ptr_array_add (ids, g_strdup (id));
    }

  return ids;
}

gboolean
limbeck_arrivals_follow (LimbeckArrivals *self, LimbeckSurvey *survey)
{
  LimbeckRevisionGraph *graph;
  LimbeckStanding      *standing;
  gboolean              is_other;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (survey == NULL || LIMBECK_IS_SURVEY (survey), FALSE);

  if (survey == NULL)
    {
      g_clear_object (&self->graph);
      return take (self, g_ptr_array_new_with_free_func (g_free));
    }

  graph = limbeck_survey_get_graph (survey);
  standing = limbeck_survey_get_standing (survey);
  if (graph == NULL || standing == NULL ||
      limbeck_standing_get_kind (standing) == LIMBECK_STANDING_UNKNOWN)
    return FALSE;

  is_other = take (self, find_arrived (self, graph, standing));
  g_set_object (&self->graph, graph);

  return is_other;
}

void
limbeck_arrivals_forget (LimbeckArrivals *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->ids, 0);
}

GPtrArray *
limbeck_arrivals_get_ids (LimbeckArrivals *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ids;
}
