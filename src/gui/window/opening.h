#pragma once

#include "core/base/event.h"
#include "core/project/project.h"

/**
 * LimbeckOpening:
 * @project: the project
 * @target: the target to begin with: the one that a file names; a directory takes the first one
 *
 * A project that has been opened.
 */
typedef struct
{
  LimbeckProject *project;
  LimbeckTarget  *target;
} LimbeckOpening;

void limbeck_opening_free (LimbeckOpening *self);

/** limbeck_opening_do: a LimbeckOperationFunc: opens the project at the path @data and gives a LimbeckOpening. */
gpointer limbeck_opening_do (gpointer                data,
                             const LimbeckEventSink *sink,
                             GCancellable           *cancellable,
                             GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckOpening, limbeck_opening_free)
