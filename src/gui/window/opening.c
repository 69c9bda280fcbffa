#include "config.h"

#include "gui/window/opening.h"

void
limbeck_opening_free (LimbeckOpening *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->project);
  g_clear_object (&self->target);
  g_free (self);
}

gpointer
limbeck_opening_do (gpointer                data,
                    const LimbeckEventSink *sink,
                    GCancellable           *cancellable,
                    GError                **error)
{
  const char *path = data;
  g_autoptr (LimbeckOpening) self = g_new0 (LimbeckOpening, 1);

  self->project = limbeck_project_open (path, cancellable, error);
  if (self->project == NULL)
    return NULL;

  self->target = limbeck_project_find_target (
      self->project, g_file_test (path, G_FILE_TEST_IS_DIR) ? NULL : path, error);

  return self->target != NULL ? g_steal_pointer (&self) : NULL;
}
