#pragma once

#include <json-glib/json-glib.h>

#include "cli/exit-status.h"

/**
 * LimbeckFailure:
 * @id: stable name for programs, kebab-case
 * @title: what is wrong, in one sentence
 * @detail: (nullable): more about it
 * @remedy: (nullable): what to do next
 * @status: what the program exits with
 *
 * Why a verb could not do what it was asked for, as it is told to people and programs.
 */
typedef struct
{
  char             *id;
  char             *title;
  char             *detail;
  char             *remedy;
  LimbeckExitStatus status;
} LimbeckFailure;

LimbeckFailure *limbeck_failure_new (const char       *id,
                                     LimbeckExitStatus status,
                                     const char       *title,
                                     const char       *detail,
                                     const char       *remedy);

/**
 * limbeck_failure_new_from_error:
 * @error: any error of the core or of the command line
 *
 * The first sentence of the message becomes the title, the rest of its line the remedy (the detail, where a remedy is known), more lines
 * the detail.
 *
 * Returns: (transfer full): the failure
 */
LimbeckFailure *limbeck_failure_new_from_error (const GError *error);

/** limbeck_failure_write: member "error" with {"id","title","detail","remedy"}; absent texts are null. */
void limbeck_failure_write (const LimbeckFailure *self, JsonBuilder *builder);

void limbeck_failure_free (LimbeckFailure *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckFailure, limbeck_failure_free)
