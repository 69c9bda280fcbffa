#pragma once

#include <glib.h>

#include "cli/option.h"

#define LIMBECK_USAGE_ERROR (limbeck_usage_error_quark ())

/**
 * LimbeckUsageError:
 * @LIMBECK_USAGE_ERROR_BAD_USAGE: the command line can't be meant as it is
 */
typedef enum
{
  LIMBECK_USAGE_ERROR_BAD_USAGE,
} LimbeckUsageError;

GQuark limbeck_usage_error_quark (void);

typedef struct _LimbeckVerb LimbeckVerb;

/**
 * LimbeckCommandLine:
 * @verb: (nullable): what to do; %NULL only where @help or @version is set
 * @arguments: what follows the verb, %NULL-terminated
 *
 * What was asked for, as a value. The other members are the options, see limbeck_options(); an option that was not given is
 * %NULL, %FALSE or 0.
 */
typedef struct
{
  const LimbeckVerb *verb;
  GStrv              arguments;

  char    *project;
  char    *config;
  char    *database_url;
  guint    timeout_s;
  char    *interpreter;
  char    *backup_directory;
  gboolean json;
  gboolean verbose;
  gboolean help;
  gboolean version;

  gboolean offline;
  gboolean pending;
  gboolean applied;
  gboolean prove;
  gboolean seen;
  guint    limit;
  GStrv    from;
  char    *directory;
  gboolean list;
  char    *backup;
  char    *confirm;
  GStrv    accept;
  char    *reason;
  char    *target_class;
} LimbeckCommandLine;

/**
 * limbeck_command_line_parse:
 * @argv: (array zero-terminated=1): the program's name and what follows it
 * @error: LIMBECK_USAGE_ERROR_BAD_USAGE
 *
 * Options may stand before and after the verb. What looks like a negative number is no option but a relative target
 * (`downgrade -1`); after `--` nothing is an option. No message ever repeats the value of `--database-url`.
 *
 * Returns: (transfer full): the command line
 */
LimbeckCommandLine *
limbeck_command_line_parse (const char *const *argv, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** limbeck_command_line_get_backup_directory: (nullable): from `--directory` or `--backup-directory`. */
const char *limbeck_command_line_get_backup_directory (const LimbeckCommandLine *self);

/**
 * limbeck_command_line_wants_json:
 * @argv: (array zero-terminated=1): a command line, also one that can't be parsed
 *
 * Returns: whether the answer, even the complaint about the command line itself, has to be JSON
 */
gboolean limbeck_command_line_wants_json (const char *const *argv);

/**
 * limbeck_command_line_wipe_url:
 * @argc: number of arguments
 * @argv: the memory that main() was given
 *
 * Overwrites values of `--database-url` in place, so that `ps` does not show a password for longer than the program needs to start.
 */
void limbeck_command_line_wipe_url (int argc, char **argv);

void limbeck_command_line_free (LimbeckCommandLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckCommandLine, limbeck_command_line_free)
