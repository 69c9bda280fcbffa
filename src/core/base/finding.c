#include "config.h"

#include "core/base/json.h"

#include "core/base/finding.h"

struct _LimbeckFinding
{
  GObject         parent;
  LimbeckSeverity severity;
  char           *id;
  char           *title;
  char           *detail;
  char           *remedy;
  LimbeckAction   action;
  char           *command;
};

enum
{
  PROP_ID = 1,
  PROP_SEVERITY,
  PROP_TITLE,
  PROP_DETAIL,
  PROP_REMEDY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LimbeckFinding, limbeck_finding, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (LimbeckSeverity,
                    limbeck_severity,
                    G_DEFINE_ENUM_VALUE (LIMBECK_SEVERITY_PASSED, "passed"),
                    G_DEFINE_ENUM_VALUE (LIMBECK_SEVERITY_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (LIMBECK_SEVERITY_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (LIMBECK_SEVERITY_BLOCKER, "blocker"))

const char *
limbeck_severity_to_string (LimbeckSeverity severity)
{
  switch (severity)
    {
    case LIMBECK_SEVERITY_PASSED:
      return "passed";
    case LIMBECK_SEVERITY_UNKNOWN:
      return "unknown";
    case LIMBECK_SEVERITY_WARNING:
      return "warning";
    case LIMBECK_SEVERITY_BLOCKER:
      return "blocker";
    default:
      g_return_val_if_reached ("blocker");
    }
}

const char *
limbeck_action_to_string (LimbeckAction action)
{
  switch (action)
    {
    case LIMBECK_ACTION_NONE:
      return NULL;
    case LIMBECK_ACTION_CHECK_AGAIN:
      return "check-again";
    case LIMBECK_ACTION_PROVE:
      return "prove";
    case LIMBECK_ACTION_ASK_PASSWORD:
      return "ask-password";
    case LIMBECK_ACTION_UPGRADE_HEADS:
      return "upgrade-heads";
    case LIMBECK_ACTION_PREFERENCES:
      return "preferences";
    case LIMBECK_ACTION_ACCEPT_DATABASE:
      return "accept-database";
    case LIMBECK_ACTION_COPY_COMMAND:
      return "copy-command";
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
limbeck_finding_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  LimbeckFinding *self = LIMBECK_FINDING (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_SEVERITY:
      g_value_set_enum (value, self->severity);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_REMEDY:
      g_value_set_string (value, self->remedy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
limbeck_finding_finalize (GObject *object)
{
  LimbeckFinding *self = LIMBECK_FINDING (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->remedy);
  g_free (self->command);
  G_OBJECT_CLASS (limbeck_finding_parent_class)->finalize (object);
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
limbeck_finding_class_init (LimbeckFindingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = limbeck_finding_get_property;
  object_class->finalize = limbeck_finding_finalize;

  properties[PROP_ID] = string_property ("id");
  properties[PROP_SEVERITY] = g_param_spec_enum ("severity",
                                                 NULL,
                                                 NULL,
                                                 LIMBECK_TYPE_SEVERITY,
                                                 LIMBECK_SEVERITY_PASSED,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = string_property ("title");
  properties[PROP_DETAIL] = string_property ("detail");
  properties[PROP_REMEDY] = string_property ("remedy");
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
limbeck_finding_init (LimbeckFinding *self)
{
}

/* Widgets take UTF-8 only, and a detail may quote a path or a file that is not. */
static char *
dup_valid (const char *text)
{
  return text ? g_utf8_make_valid (text, -1) : NULL;
}

LimbeckFinding *
limbeck_finding_new (const char     *id,
                     LimbeckSeverity severity,
                     const char     *title,
                     const char     *detail,
                     const char     *remedy)
{
  return limbeck_finding_new_with_action (
      id, severity, title, detail, remedy, LIMBECK_ACTION_NONE, NULL);
}

LimbeckFinding *
limbeck_finding_new_with_action (const char     *id,
                                 LimbeckSeverity severity,
                                 const char     *title,
                                 const char     *detail,
                                 const char     *remedy,
                                 LimbeckAction   action,
                                 const char     *command)
{
  LimbeckFinding *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (LIMBECK_TYPE_FINDING, NULL);
  self->id = g_strdup (id);
  self->severity = severity;
  self->title = dup_valid (title);
  self->detail = dup_valid (detail);
  self->remedy = dup_valid (remedy);
  self->action = action;
  self->command = dup_valid (command);

  return self;
}

const char *
limbeck_finding_get_id (LimbeckFinding *self)
{
  g_return_val_if_fail (LIMBECK_IS_FINDING (self), NULL);

  return self->id;
}

LimbeckSeverity
limbeck_finding_get_severity (LimbeckFinding *self)
{
  g_return_val_if_fail (LIMBECK_IS_FINDING (self), LIMBECK_SEVERITY_BLOCKER);

  return self->severity;
}

const char *
limbeck_finding_get_title (LimbeckFinding *self)
{
  g_return_val_if_fail (LIMBECK_IS_FINDING (self), NULL);

  return self->title;
}

const char *
limbeck_finding_get_detail (LimbeckFinding *self)
{
  g_return_val_if_fail (LIMBECK_IS_FINDING (self), NULL);

  return self->detail;
}

const char *
limbeck_finding_get_remedy (LimbeckFinding *self)
{
  g_return_val_if_fail (LIMBECK_IS_FINDING (self), NULL);

  return self->remedy;
}

LimbeckAction
limbeck_finding_get_action (LimbeckFinding *self)
{
  g_return_val_if_fail (LIMBECK_IS_FINDING (self), LIMBECK_ACTION_NONE);

  return self->action;
}

const char *
limbeck_finding_get_command (LimbeckFinding *self)
{
  g_return_val_if_fail (LIMBECK_IS_FINDING (self), NULL);

  return self->command;
}

void
limbeck_finding_write (LimbeckFinding *self, JsonBuilder *builder)
{
  g_return_if_fail (LIMBECK_IS_FINDING (self));
  g_return_if_fail (JSON_IS_BUILDER (builder));

  json_builder_begin_object (builder);
  limbeck_json_add_string (builder, "id", self->id);
  limbeck_json_add_string (builder, "severity", limbeck_severity_to_string (self->severity));
  limbeck_json_add_string (builder, "title", self->title);
  limbeck_json_add_string (builder, "detail", self->detail);
  limbeck_json_add_string (builder, "remedy", self->remedy);
  limbeck_json_add_string (builder, "action", limbeck_action_to_string (self->action));
  limbeck_json_add_string (builder, "command", self->command);
  json_builder_end_object (builder);
}

LimbeckSeverity
limbeck_findings_worst (GPtrArray *findings)
{
  LimbeckSeverity worst = LIMBECK_SEVERITY_PASSED;

  for (guint i = 0; findings && i < findings->len; i++)
    worst = MAX (worst, limbeck_finding_get_severity (g_ptr_array_index (findings, i)));

  return worst;
}
