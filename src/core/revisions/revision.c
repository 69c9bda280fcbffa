#include "config.h"

#include "core/revisions/revision-private.h"

#include "core/revisions/revision.h"

struct _LimbeckRevision
{
  GObject parent_instance;

  LimbeckScript       *script;
  LimbeckBranchLabels  labels;
  LimbeckRevisionFlags flags;
  guint                number;
  guint                index;
};

G_DEFINE_FINAL_TYPE (LimbeckRevision, limbeck_revision, G_TYPE_OBJECT)

static const char *
get_text (LimbeckRevision *self, LimbeckScriptText text)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION (self), NULL);

  return self->script->texts[text];
}

static const char *const *
get_list (LimbeckRevision *self, LimbeckScriptList list)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION (self), NULL);

  return self->script->lists[list];
}

static gboolean
has_flag (LimbeckRevision *self, LimbeckRevisionFlags flag)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION (self), FALSE);

  return (self->flags & flag) != 0;
}

LimbeckRevision *
limbeck_revision_new (LimbeckScript       *script,
                      LimbeckBranchLabels  labels,
                      LimbeckRevisionFlags flags,
                      guint                number,
                      guint                index)
{
  LimbeckRevision *self;

  g_return_val_if_fail (script != NULL && labels != NULL, NULL);

  self = g_object_new (LIMBECK_TYPE_REVISION, NULL);
  self->script = limbeck_script_ref (script);
  self->labels = g_atomic_rc_box_acquire ((gpointer) labels);
  self->flags = flags;
  self->number = number;
  self->index = index;

  return self;
}

const char *
limbeck_revision_get_id (LimbeckRevision *self)
{
  return get_text (self, LIMBECK_SCRIPT_ID);
}

const char *
limbeck_revision_get_message (LimbeckRevision *self)
{
  const char *message = get_text (self, LIMBECK_SCRIPT_MESSAGE);

  return message != NULL ? message : "";
}

const char *
limbeck_revision_get_docstring (LimbeckRevision *self)
{
  return get_text (self, LIMBECK_SCRIPT_DOCSTRING);
}

const char *
limbeck_revision_get_create_date (LimbeckRevision *self)
{
  return get_text (self, LIMBECK_SCRIPT_CREATE_DATE);
}

const char *
limbeck_revision_get_path (LimbeckRevision *self)
{
  return get_text (self, LIMBECK_SCRIPT_PATH);
}

const char *const *
limbeck_revision_get_down_revisions (LimbeckRevision *self)
{
  return get_list (self, LIMBECK_SCRIPT_DOWN_REVISIONS);
}

const char *const *
limbeck_revision_get_depends_on (LimbeckRevision *self)
{
  return get_list (self, LIMBECK_SCRIPT_DEPENDS_ON);
}

const char *const *
limbeck_revision_get_branch_labels (LimbeckRevision *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION (self), NULL);

  return self->labels;
}

gboolean
limbeck_revision_is_head (LimbeckRevision *self)
{
  return has_flag (self, LIMBECK_REVISION_HEAD);
}

gboolean
limbeck_revision_is_effective_head (LimbeckRevision *self)
{
  return has_flag (self, LIMBECK_REVISION_EFFECTIVE_HEAD);
}

gboolean
limbeck_revision_is_base (LimbeckRevision *self)
{
  return has_flag (self, LIMBECK_REVISION_BASE);
}

gboolean
limbeck_revision_is_branch_point (LimbeckRevision *self)
{
  return has_flag (self, LIMBECK_REVISION_BRANCH_POINT);
}

gboolean
limbeck_revision_is_merge_point (LimbeckRevision *self)
{
  return has_flag (self, LIMBECK_REVISION_MERGE_POINT);
}

guint
limbeck_revision_get_index (LimbeckRevision *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION (self), 0);

  return self->index;
}

guint
limbeck_revision_get_number (LimbeckRevision *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION (self), 0);

  return self->number;
}

static void
limbeck_revision_finalize (GObject *object)
{
  LimbeckRevision *self = LIMBECK_REVISION (object);

  g_clear_pointer (&self->script, limbeck_script_unref);
  if (self->labels != NULL)
    g_atomic_rc_box_release ((gpointer) self->labels);

  G_OBJECT_CLASS (limbeck_revision_parent_class)->finalize (object);
}

static void
limbeck_revision_class_init (LimbeckRevisionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_revision_finalize;
}

static void
limbeck_revision_init (LimbeckRevision *self)
{
}
