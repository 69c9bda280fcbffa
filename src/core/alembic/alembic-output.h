#pragma once

#include <glib.h>

/** LIMBECK_ALEMBIC_TABLE_PREFIX: what a rehearsal begins a line with that goes on with the hexadecimal table and schema: "61 62". */
#define LIMBECK_ALEMBIC_TABLE_PREFIX "Limbeck: version table "

/**
 * LimbeckAlembicCurrent:
 * @url: the URL that env.py really uses, as Alembic shows it: the password is `***`
 * @revisions: what is applied; besides the rows of the version table also the revisions that those depend on
 * @n_databases: how many databases env.py went through (several with the multidb template); @url and @revisions
 *   are about the first
 * @version_table: (nullable): the version table of the first one, where a rehearsal has told it
 * @version_schema: (nullable): its schema, if one is named
 *
 * What `alembic current -v` said.
 */
typedef struct
{
  char  *url;
  char **revisions;
  guint  n_databases;
  char  *version_table;
  char  *version_schema;
} LimbeckAlembicCurrent;

void limbeck_alembic_current_free (LimbeckAlembicCurrent *self);

/**
 * limbeck_alembic_output_parse_version:
 * @standard_output: of `alembic --version`
 *
 * Returns: (transfer full) (nullable): for example "1.8.1", or %NULL if Alembic did not print this
 */
char *limbeck_alembic_output_parse_version (const char *standard_output);

/**
 * limbeck_alembic_output_parse_heads:
 * @standard_output: of `alembic heads`; lines that revision files have printed are passed over
 *
 * Returns: (transfer full): ids, in the order of the output
 */
char **limbeck_alembic_output_parse_heads (const char *standard_output);

/**
 * limbeck_alembic_output_parse_current:
 * @standard_output: of `alembic current -v`, also of one that failed after it had named the database
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL if it names no database
 */
LimbeckAlembicCurrent *limbeck_alembic_output_parse_current (const char *standard_output);

/**
 * LimbeckAlembicDirection:
 * @LIMBECK_ALEMBIC_UPGRADE: a revision is applied
 * @LIMBECK_ALEMBIC_DOWNGRADE: a revision is undone
 * @LIMBECK_ALEMBIC_STAMP: only the version table is changed
 */
typedef enum
{
  LIMBECK_ALEMBIC_UPGRADE,
  LIMBECK_ALEMBIC_DOWNGRADE,
  LIMBECK_ALEMBIC_STAMP,
} LimbeckAlembicDirection;

/**
 * LimbeckAlembicStep:
 * @direction: what is done
 * @revision: the revision that it is done to; for a stamp the new one, or the old one if there is no new one
 * @is_first: the step starts at base: nothing was applied on this branch before
 * @message: (nullable): the first line of the revision's docstring; for the downgrade of a merge point preceded
 *   by all but the first of the ids it goes down to, since a log line does not tell them apart
 *
 * A log line that says "Running …". Alembic logs it before the step; there is no line after it.
 */
typedef struct
{
  LimbeckAlembicDirection direction;
  gboolean                is_first;
  char                   *revision;
  char                   *message;
} LimbeckAlembicStep;

void limbeck_alembic_step_free (LimbeckAlembicStep *self);

/**
 * limbeck_alembic_output_parse_step:
 * @line: one line of output in whatever log format
 *
 * Returns: (transfer full) (nullable): the step that begins, or %NULL if the line does not say so
 */
LimbeckAlembicStep *limbeck_alembic_output_parse_step (const char *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckAlembicCurrent, limbeck_alembic_current_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckAlembicStep, limbeck_alembic_step_free)
