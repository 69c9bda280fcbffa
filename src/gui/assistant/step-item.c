#include "config.h"

#include "gui/assistant/step-item.h"

struct _LimbeckStepItem
{
  GObject parent_instance;

  LimbeckRevision *revision;
  guint            position;
  char            *consequence;
  gboolean         loses_data;
  LimbeckStepState state;
  gint64           started_us;
  gint64           duration_us;
};

G_DEFINE_FINAL_TYPE (LimbeckStepItem, limbeck_step_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

LimbeckStepItem *
limbeck_step_item_new (LimbeckRevision *revision,
                       guint            position,
                       const char      *consequence,
                       gboolean         loses_data)
{
  LimbeckStepItem *self;

  g_return_val_if_fail (LIMBECK_IS_REVISION (revision), NULL);

  self = g_object_new (LIMBECK_TYPE_STEP_ITEM, NULL);
  self->revision = g_object_ref (revision);
  self->position = position;
  self->consequence = g_strdup (consequence);
  self->loses_data = loses_data;

  return self;
}

LimbeckRevision *
limbeck_step_item_get_revision (LimbeckStepItem *self)
{
  return self->revision;
}

guint
limbeck_step_item_get_position (LimbeckStepItem *self)
{
  return self->position;
}

const char *
limbeck_step_item_get_consequence (LimbeckStepItem *self)
{
  return self->consequence;
}

gboolean
limbeck_step_item_loses_data (LimbeckStepItem *self)
{
  return self->loses_data;
}

LimbeckStepState
limbeck_step_item_get_state (LimbeckStepItem *self)
{
  return self->state;
}

void
limbeck_step_item_set_state (LimbeckStepItem *self, LimbeckStepState state)
{
  g_return_if_fail (LIMBECK_IS_STEP_ITEM (self));

  if (self->state == state)
    return;

  if (state == LIMBECK_STEP_STATE_RUNNING)
    self->started_us = g_get_monotonic_time ();
  else if (self->state == LIMBECK_STEP_STATE_RUNNING)
    self->duration_us = g_get_monotonic_time () - self->started_us;
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

gint64
limbeck_step_item_get_duration_us (LimbeckStepItem *self)
{
  return self->duration_us;
}

static void
limbeck_step_item_finalize (GObject *object)
{
  LimbeckStepItem *self = LIMBECK_STEP_ITEM (object);

  g_clear_object (&self->revision);
  g_clear_pointer (&self->consequence, g_free);

  G_OBJECT_CLASS (limbeck_step_item_parent_class)->finalize (object);
}

static void
limbeck_step_item_class_init (LimbeckStepItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_step_item_finalize;

  signals[CHANGED] = g_signal_new (
      "changed", LIMBECK_TYPE_STEP_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
limbeck_step_item_init (LimbeckStepItem *self)
{
  self->duration_us = -1;
}
