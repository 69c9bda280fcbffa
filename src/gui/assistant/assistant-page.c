#include "config.h"

#include "gui/assistant/assistant-page.h"

typedef struct
{
  LimbeckFlow  *flow;
  GSignalGroup *flow_signals;
  char         *title;
  char         *next_label;
  gboolean      is_complete;
  gboolean      is_destructive;
} LimbeckAssistantPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LimbeckAssistantPage, limbeck_assistant_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_NEXT_LABEL,
  PROP_IS_COMPLETE,
  PROP_IS_DESTRUCTIVE,
  N_PROPS
};

enum
{
  ADVANCE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static LimbeckAssistantPagePrivate *
get_private (LimbeckAssistantPage *self)
{
  return limbeck_assistant_page_get_instance_private (self);
}

static void
flow_changed_cb (LimbeckAssistantPage *self)
{
  LimbeckAssistantPageClass *klass = LIMBECK_ASSISTANT_PAGE_GET_CLASS (self);

  if (klass->update != NULL)
    klass->update (self);
}

void
limbeck_assistant_page_set_flow (LimbeckAssistantPage *self, LimbeckFlow *flow)
{
  LimbeckAssistantPagePrivate *priv = get_private (self);

  g_return_if_fail (LIMBECK_IS_ASSISTANT_PAGE (self));
  g_return_if_fail (LIMBECK_IS_FLOW (flow));

  g_set_object (&priv->flow, flow);
  g_signal_group_set_target (priv->flow_signals, flow);
  flow_changed_cb (self);
}

LimbeckFlow *
limbeck_assistant_page_get_flow (LimbeckAssistantPage *self)
{
  return get_private (self)->flow;
}

void
limbeck_assistant_page_enter (LimbeckAssistantPage *self)
{
  LimbeckAssistantPageClass *klass = LIMBECK_ASSISTANT_PAGE_GET_CLASS (self);

  flow_changed_cb (self);
  if (klass->enter != NULL)
    klass->enter (self);
}

gboolean
limbeck_assistant_page_activate (LimbeckAssistantPage *self)
{
  LimbeckAssistantPageClass *klass = LIMBECK_ASSISTANT_PAGE_GET_CLASS (self);

  return klass->activate != NULL ? klass->activate (self) : TRUE;
}

void
limbeck_assistant_page_leave (LimbeckAssistantPage *self)
{
  LimbeckAssistantPageClass *klass = LIMBECK_ASSISTANT_PAGE_GET_CLASS (self);

  if (klass->leave != NULL)
    klass->leave (self);
}

void
limbeck_assistant_page_advance (LimbeckAssistantPage *self)
{
  g_signal_emit (self, signals[ADVANCE], 0);
}

const char *
limbeck_assistant_page_get_title (LimbeckAssistantPage *self)
{
  return get_private (self)->title;
}

void
limbeck_assistant_page_set_next (LimbeckAssistantPage *self,
                                 const char           *label,
                                 gboolean              is_complete,
                                 gboolean              is_destructive)
{
  LimbeckAssistantPagePrivate *priv = get_private (self);

  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (priv->next_label, label) != 0)
    {
      g_free (priv->next_label);
      priv->next_label = g_strdup (label);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_LABEL]);
    }
  if (priv->is_complete != is_complete)
    {
      priv->is_complete = is_complete;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_COMPLETE]);
    }
  if (priv->is_destructive != is_destructive)
    {
      priv->is_destructive = is_destructive;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DESTRUCTIVE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
limbeck_assistant_page_get_next_label (LimbeckAssistantPage *self)
{
  return get_private (self)->next_label;
}

void
limbeck_assistant_page_name_button (LimbeckAssistantPage *self, GtkButton *next)
{
  const char *label = get_private (self)->next_label;
  GtkLabel   *text = GTK_LABEL (gtk_button_get_child (next));

  gtk_widget_set_visible (GTK_WIDGET (next), label != NULL);
  gtk_label_set_label (text, label != NULL ? label : "");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (next), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (text), -1);
}

gboolean
limbeck_assistant_page_is_complete (LimbeckAssistantPage *self)
{
  return get_private (self)->is_complete;
}

gboolean
limbeck_assistant_page_is_destructive (LimbeckAssistantPage *self)
{
  return get_private (self)->is_destructive;
}

static void
limbeck_assistant_page_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  LimbeckAssistantPagePrivate *priv = get_private (LIMBECK_ASSISTANT_PAGE (object));

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_NEXT_LABEL:
      g_value_set_string (value, priv->next_label);
      break;
    case PROP_IS_COMPLETE:
      g_value_set_boolean (value, priv->is_complete);
      break;
    case PROP_IS_DESTRUCTIVE:
      g_value_set_boolean (value, priv->is_destructive);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
limbeck_assistant_page_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  LimbeckAssistantPagePrivate *priv = get_private (LIMBECK_ASSISTANT_PAGE (object));

  switch (prop_id)
    {
    case PROP_TITLE:
      g_free (priv->title);
      priv->title = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
limbeck_assistant_page_dispose (GObject *object)
{
  LimbeckAssistantPagePrivate *priv = get_private (LIMBECK_ASSISTANT_PAGE (object));

  g_clear_object (&priv->flow_signals);
  g_clear_object (&priv->flow);

  G_OBJECT_CLASS (limbeck_assistant_page_parent_class)->dispose (object);
}

static void
limbeck_assistant_page_finalize (GObject *object)
{
  LimbeckAssistantPagePrivate *priv = get_private (LIMBECK_ASSISTANT_PAGE (object));

  g_clear_pointer (&priv->title, g_free);
  g_clear_pointer (&priv->next_label, g_free);

  G_OBJECT_CLASS (limbeck_assistant_page_parent_class)->finalize (object);
}

static void
limbeck_assistant_page_class_init (LimbeckAssistantPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = limbeck_assistant_page_get_property;
  object_class->set_property = limbeck_assistant_page_set_property;
  object_class->dispose = limbeck_assistant_page_dispose;
  object_class->finalize = limbeck_assistant_page_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title",
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                    G_PARAM_STATIC_STRINGS);
  properties[PROP_NEXT_LABEL] = g_param_spec_string (
      "next-label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_COMPLETE] = g_param_spec_boolean (
      "is-complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_DESTRUCTIVE] = g_param_spec_boolean (
      "is-destructive", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ADVANCE] = g_signal_new ("advance",
                                   LIMBECK_TYPE_ASSISTANT_PAGE,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
limbeck_assistant_page_init (LimbeckAssistantPage *self)
{
  LimbeckAssistantPagePrivate *priv = get_private (self);

  priv->flow_signals = g_signal_group_new (LIMBECK_TYPE_FLOW);
  g_signal_group_connect_swapped (
      priv->flow_signals, "changed", G_CALLBACK (flow_changed_cb), self);
}
