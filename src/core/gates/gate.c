#include "config.h"

#include "core/base/json.h"

#include "core/gates/gate-private.h"

struct _LimbeckGate
{
  GObject         parent;
  LimbeckGateKind kind;
  char           *id;
  char           *title;
  char           *detail;
  char           *option;
  gboolean        is_answered;
};

G_DEFINE_FINAL_TYPE (LimbeckGate, limbeck_gate, G_TYPE_OBJECT)

const char *
limbeck_gate_kind_to_string (LimbeckGateKind kind)
{
  switch (kind)
    {
    case LIMBECK_GATE_BACKUP:
      return "backup";
    case LIMBECK_GATE_CONFIRM:
      return "confirm";
    case LIMBECK_GATE_STATEMENT:
      return "statement";
    case LIMBECK_GATE_ACCEPT:
    default:
      return "accept";
    }
}

static void
limbeck_gate_finalize (GObject *object)
{
  LimbeckGate *self = LIMBECK_GATE (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->option);

  G_OBJECT_CLASS (limbeck_gate_parent_class)->finalize (object);
}

static void
limbeck_gate_class_init (LimbeckGateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_gate_finalize;
}

static void
limbeck_gate_init (LimbeckGate *self)
{
}

LimbeckGate *
limbeck_gate_new (LimbeckGateKind kind,
                  const char     *id,
                  const char     *title,
                  const char     *detail,
                  const char     *option,
                  gboolean        is_answered)
{
  LimbeckGate *self = g_object_new (LIMBECK_TYPE_GATE, NULL);

  self->kind = kind;
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->option = g_strdup (option);
  self->is_answered = is_answered;

  return self;
}

LimbeckGateKind
limbeck_gate_get_kind (LimbeckGate *self)
{
  g_return_val_if_fail (LIMBECK_IS_GATE (self), LIMBECK_GATE_ACCEPT);

  return self->kind;
}

const char *
limbeck_gate_get_id (LimbeckGate *self)
{
  g_return_val_if_fail (LIMBECK_IS_GATE (self), NULL);

  return self->id;
}

const char *
limbeck_gate_get_title (LimbeckGate *self)
{
  g_return_val_if_fail (LIMBECK_IS_GATE (self), NULL);

  return self->title;
}

const char *
limbeck_gate_get_detail (LimbeckGate *self)
{
  g_return_val_if_fail (LIMBECK_IS_GATE (self), NULL);

  return self->detail;
}

const char *
limbeck_gate_get_option (LimbeckGate *self)
{
  g_return_val_if_fail (LIMBECK_IS_GATE (self), NULL);

  return self->option;
}

gboolean
limbeck_gate_is_answered (LimbeckGate *self)
{
  g_return_val_if_fail (LIMBECK_IS_GATE (self), FALSE);

  return self->is_answered;
}

void
limbeck_gate_write (LimbeckGate *self, JsonBuilder *builder)
{
  g_return_if_fail (LIMBECK_IS_GATE (self) && JSON_IS_BUILDER (builder));

  json_builder_begin_object (builder);
  limbeck_json_add_string (builder, "id", self->id);
  limbeck_json_add_string (builder, "kind", limbeck_gate_kind_to_string (self->kind));
  limbeck_json_add_string (builder, "title", self->title);
  limbeck_json_add_string (builder, "detail", self->detail);
  limbeck_json_add_string (builder, "option", self->option);
  limbeck_json_add_boolean (builder, "answered", self->is_answered);
  json_builder_end_object (builder);
}
