#include "config.h"

#include "core/revisions/revision-range.h"

#include "core/plan/standing.h"

struct _LimbeckStanding
{
  GObject             parent;
  LimbeckStandingKind kind;
  GStrv               rows;
  GStrv               unknown_rows;
  guint               n_pending;
  GBytes             *applied;
  GPtrArray          *current;
};

G_DEFINE_FINAL_TYPE (LimbeckStanding, limbeck_standing, G_TYPE_OBJECT)

const char *
limbeck_standing_kind_to_string (LimbeckStandingKind kind)
{
  switch (kind)
    {
    case LIMBECK_STANDING_UP_TO_DATE:
      return "up-to-date";
    case LIMBECK_STANDING_PENDING:
      return "pending";
    case LIMBECK_STANDING_AHEAD:
      return "ahead";
    case LIMBECK_STANDING_DIVERGED:
      return "diverged";
    case LIMBECK_STANDING_UNVERSIONED:
      return "unversioned";
    case LIMBECK_STANDING_UNKNOWN:
    default:
      return "unknown";
    }
}

const char *
limbeck_revision_state_to_string (LimbeckRevisionState state)
{
  switch (state)
    {
    case LIMBECK_REVISION_STATE_PENDING:
      return "pending";
    case LIMBECK_REVISION_STATE_APPLIED:
      return "applied";
    case LIMBECK_REVISION_STATE_UNKNOWN:
    default:
      return "unknown";
    }
}

static void
limbeck_standing_finalize (GObject *object)
{
  LimbeckStanding *self = LIMBECK_STANDING (object);

  g_strfreev (self->rows);
  g_strfreev (self->unknown_rows);
  g_clear_pointer (&self->applied, g_bytes_unref);
  g_clear_pointer (&self->current, g_ptr_array_unref);

  G_OBJECT_CLASS (limbeck_standing_parent_class)->finalize (object);
}

static void
limbeck_standing_class_init (LimbeckStandingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_standing_finalize;
}

static void
limbeck_standing_init (LimbeckStanding *self)
{
}

/* Parts the rows into those that the graph has (returned) and those that it has not (kept). */
static char **
part_rows (LimbeckStanding *self, LimbeckRevisionGraph *graph)
{
  g_autoptr (GStrvBuilder) known = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) unknown = g_strv_builder_new ();

  for (gsize i = 0; self->rows[i] != NULL; i++)
    {
      gboolean is_known = limbeck_revision_graph_lookup (graph, self->rows[i]) != NULL;

      g_strv_builder_add (is_known ? known : unknown, self->rows[i]);
    }
  g_clear_pointer (&self->unknown_rows, g_strfreev);
  self->unknown_rows = g_strv_builder_end (unknown);

  return g_strv_builder_end (known);
}

static guint
count_applied (LimbeckStanding *self)
{
  gsize         length = 0;
  const guint8 *bytes = g_bytes_get_data (self->applied, &length);
  guint         n_applied = 0;

  for (gsize i = 0; i < length; i++)
    n_applied += bytes[i] != 0;

  return n_applied;
}

/* The rows are known: finds out what is applied. A tree with a cycle or without some parent can't tell. */
static LimbeckStandingKind
judge_rows (LimbeckStanding *self, LimbeckRevisionGraph *graph)
{
  g_auto (GStrv) known = part_rows (self, graph);
  const gsize n_known = g_strv_length (known);
  const gsize n_unknown = g_strv_length (self->unknown_rows);

  if (n_unknown > 0 && n_known == 0)
    return LIMBECK_STANDING_AHEAD;
  if (!limbeck_revision_graph_is_sound (graph))
    return LIMBECK_STANDING_UNKNOWN;

  self->applied = limbeck_revision_range_applied (graph, (const char *const *) known, NULL);
  self->current = limbeck_revision_range_current (graph, (const char *const *) known, NULL);
  if (self->applied == NULL)
    return LIMBECK_STANDING_UNKNOWN;
  if (n_unknown > 0)
    return LIMBECK_STANDING_DIVERGED;

  self->n_pending = limbeck_revision_graph_get_n_revisions (graph) - count_applied (self);

  return self->n_pending > 0 ? LIMBECK_STANDING_PENDING : LIMBECK_STANDING_UP_TO_DATE;
}

LimbeckStanding *
limbeck_standing_new (LimbeckRevisionGraph *graph, LimbeckDatabaseState *state)
{
  LimbeckStanding *self = NULL;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (state == NULL || LIMBECK_IS_DATABASE_STATE (state), NULL);

  self = g_object_new (LIMBECK_TYPE_STANDING, NULL);
  self->unknown_rows = g_new0 (char *, 1);
  self->rows = state != NULL ? g_strdupv ((char **) limbeck_database_state_get_rows (state))
                             : g_new0 (char *, 1);

  /* An empty version table is what `downgrade base` leaves, so it counts as "nothing is applied". */
  if (state == NULL)
    self->kind = LIMBECK_STANDING_UNKNOWN;
  else if (limbeck_database_state_get_version_table (state) == LIMBECK_VERSION_TABLE_MISSING_FULL)
    self->kind = LIMBECK_STANDING_UNVERSIONED;
  else
    self->kind = judge_rows (self, graph);

  return self;
}

LimbeckStandingKind
limbeck_standing_get_kind (LimbeckStanding *self)
{
  g_return_val_if_fail (LIMBECK_IS_STANDING (self), LIMBECK_STANDING_UNKNOWN);

  return self->kind;
}

guint
limbeck_standing_get_n_pending (LimbeckStanding *self)
{
  g_return_val_if_fail (LIMBECK_IS_STANDING (self), 0);

  return self->n_pending;
}

LimbeckRevisionState
limbeck_standing_get_revision_state (LimbeckStanding *self, LimbeckRevision *revision)
{
  gsize         length = 0;
  const guint8 *bytes = NULL;
  guint         index = 0;

  g_return_val_if_fail (LIMBECK_IS_STANDING (self), LIMBECK_REVISION_STATE_UNKNOWN);
  g_return_val_if_fail (LIMBECK_IS_REVISION (revision), LIMBECK_REVISION_STATE_UNKNOWN);

  if (self->applied == NULL)
    return LIMBECK_REVISION_STATE_UNKNOWN;
  bytes = g_bytes_get_data (self->applied, &length);
  index = limbeck_revision_get_index (revision);
  if (index >= length)
    return LIMBECK_REVISION_STATE_UNKNOWN;
  if (bytes[index])
    return LIMBECK_REVISION_STATE_APPLIED;

  /* What an unknown revision builds on can't be known, so the others may well be applied too. */
  return self->kind == LIMBECK_STANDING_DIVERGED ? LIMBECK_REVISION_STATE_UNKNOWN
                                                 : LIMBECK_REVISION_STATE_PENDING;
}

gboolean
limbeck_standing_is_current (LimbeckStanding *self, LimbeckRevision *revision)
{
  g_return_val_if_fail (LIMBECK_IS_STANDING (self), FALSE);
  g_return_val_if_fail (LIMBECK_IS_REVISION (revision), FALSE);

  for (guint i = 0; self->current != NULL && i < self->current->len; i++)
    if (g_str_equal (limbeck_revision_get_id (g_ptr_array_index (self->current, i)),
                     limbeck_revision_get_id (revision)))
      return TRUE;

  return FALSE;
}

const char *const *
limbeck_standing_get_rows (LimbeckStanding *self)
{
  g_return_val_if_fail (LIMBECK_IS_STANDING (self), NULL);

  return (const char *const *) self->rows;
}

const char *const *
limbeck_standing_get_unknown_rows (LimbeckStanding *self)
{
  g_return_val_if_fail (LIMBECK_IS_STANDING (self), NULL);

  return (const char *const *) self->unknown_rows;
}
