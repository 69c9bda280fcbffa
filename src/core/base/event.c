#include "config.h"

#include "core/base/json.h"

#include "core/base/event.h"

struct _LimbeckEvent
{
  gatomicrefcount  ref_count;
  LimbeckEventKind kind;
  gint64           time_us;
  double           fraction;
  char            *text;
  char            *revision;
  JsonNode        *detail;
};

G_DEFINE_BOXED_TYPE (LimbeckEvent, limbeck_event, limbeck_event_ref, limbeck_event_unref)

const char *
limbeck_event_kind_to_string (LimbeckEventKind kind)
{
  switch (kind)
    {
    case LIMBECK_EVENT_STAGE:
      return "stage";
    case LIMBECK_EVENT_OUTPUT:
      return "output";
    case LIMBECK_EVENT_STEP_STARTED:
      return "step-started";
    case LIMBECK_EVENT_STEP_FINISHED:
      return "step-finished";
    case LIMBECK_EVENT_PROGRESS:
      return "progress";
    case LIMBECK_EVENT_BLOCKED:
      return "blocked";
    case LIMBECK_EVENT_FINDING:
      return "finding";
    case LIMBECK_EVENT_VERDICT:
      return "verdict";
    default:
      g_return_val_if_reached ("stage");
    }
}

LimbeckEvent *
limbeck_event_new (LimbeckEventKind kind,
                   const char      *text,
                   const char      *revision,
                   double           fraction,
                   JsonNode        *detail)
{
  LimbeckEvent *self = g_new0 (LimbeckEvent, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->time_us = g_get_real_time ();
  self->fraction = fraction;
  self->text = text ? g_utf8_make_valid (text, -1) : NULL;
  self->revision = revision ? g_utf8_make_valid (revision, -1) : NULL;
  if (detail)
    {
      self->detail = json_node_ref (detail);
      json_node_seal (self->detail);
    }

  return self;
}

LimbeckEvent *
limbeck_event_ref (LimbeckEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
limbeck_event_unref (LimbeckEvent *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->text);
  g_free (self->revision);
  g_clear_pointer (&self->detail, json_node_unref);
  g_free (self);
}

LimbeckEventKind
limbeck_event_get_kind (const LimbeckEvent *self)
{
  g_return_val_if_fail (self != NULL, LIMBECK_EVENT_STAGE);

  return self->kind;
}

gint64
limbeck_event_get_time_us (const LimbeckEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->time_us;
}

const char *
limbeck_event_get_text (const LimbeckEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

const char *
limbeck_event_get_revision (const LimbeckEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->revision;
}

double
limbeck_event_get_fraction (const LimbeckEvent *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->fraction;
}

JsonNode *
limbeck_event_get_detail (const LimbeckEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->detail;
}

char *
limbeck_event_to_json (const LimbeckEvent *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  limbeck_json_add_int (builder, "time_us", self->time_us);
  limbeck_json_add_string (builder, "kind", limbeck_event_kind_to_string (self->kind));
  limbeck_json_add_string (builder, "text", self->text);
  limbeck_json_add_string (builder, "revision", self->revision);
  json_builder_set_member_name (builder, "fraction");
  if (self->fraction < 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, self->fraction);
  json_builder_set_member_name (builder, "detail");
  if (self->detail)
    json_builder_add_value (builder, json_node_ref (self->detail));
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);

  return limbeck_json_to_string (builder, FALSE);
}

void
limbeck_event_sink_tell (const LimbeckEventSink *self,
                         LimbeckEventKind        kind,
                         const char             *text,
                         const char             *revision,
                         double                  fraction)
{
  g_autoptr (LimbeckEvent) event = NULL;

  if (self == NULL || self->func == NULL)
    return;

  event = limbeck_event_new (kind, text, revision, fraction, NULL);
  self->func (event, self->data);
}

void
limbeck_event_sink_send (const LimbeckEventSink *self, LimbeckEvent *event)
{
  g_return_if_fail (event != NULL);

  if (self != NULL && self->func != NULL)
    self->func (event, self->data);
}
