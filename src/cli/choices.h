#pragma once

#include "cli/command-line.h"
#include "core/project/target.h"

/**
 * LimbeckChoices:
 * @interpreter: (nullable): the Python, virtual environment or `alembic` command
 * @database_url: (nullable): the database
 * @backup_directory: (nullable): where backups go
 * @timeout_s: time limit of every Alembic command
 *
 * What a person has chosen for a target: the options of the command line, and where they say nothing what is set in the window.
 */
typedef struct
{
  char *interpreter;
  char *database_url;
  char *backup_directory;
  guint timeout_s;
} LimbeckChoices;

/** limbeck_choices_new: what holds for @target. */
LimbeckChoices *limbeck_choices_new (const LimbeckCommandLine *line, LimbeckTarget *target);

void limbeck_choices_free (LimbeckChoices *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckChoices, limbeck_choices_free)
