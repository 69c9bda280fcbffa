#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/command-line.h"
#include "cli/option.h"

#define LARGEST_COUNT 1000000

#define GLOBAL(name, letter, kind, member, placeholder, summary)                                   \
  {                                                                                                \
    name, letter, TRUE, LIMBECK_OPTION_##kind, G_STRUCT_OFFSET (LimbeckCommandLine, member),       \
        placeholder, summary                                                                       \
  }

#define OF_VERB(name, kind, member, placeholder, summary)                                          \
  {                                                                                                \
    name, 0, FALSE, LIMBECK_OPTION_##kind, G_STRUCT_OFFSET (LimbeckCommandLine, member),           \
        placeholder, summary                                                                       \
  }

static const LimbeckOption all_options[] = {
  OF_VERB ("offline", FLAG, offline, NULL, N_ ("Do not touch the database")),
  OF_VERB ("from",
           COMMAS,
           from,
           N_ ("REV[,REV…]|base"),
           N_ ("The revisions that the database is taken to be at (with --offline)")),
  OF_VERB ("pending", FLAG, pending, NULL, N_ ("Only revisions that are not applied yet")),
  OF_VERB ("applied", FLAG, applied, NULL, N_ ("Only revisions that are applied")),
  OF_VERB ("prove", FLAG, prove, NULL, N_ ("Prove by a lock that Alembic comes to this database")),
  OF_VERB ("seen", FLAG, seen, NULL, N_ ("Tell unfinished runs for the last time")),
  OF_VERB ("limit", COUNT, limit, N_ ("N"), N_ ("At most N revisions, the newest ones")),
  OF_VERB ("directory",
           PATH,
           directory,
           N_ ("DIR"),
           N_ ("Where backups go, here: DIR/DATABASE; the same as --backup-directory")),
  OF_VERB ("list", FLAG, list, NULL, N_ ("List the backups of the database; take none")),
  OF_VERB ("backup",
           CHOICE,
           backup,
           "take|recent|own|none",
           N_ ("How the data is kept safe: take a backup now, use the recent one, "
               "you have your own, or go on with none")),
  OF_VERB ("confirm",
           TEXT,
           confirm,
           N_ ("NAME"),
           N_ ("The name of the database that is about to be changed")),
  OF_VERB ("accept",
           LIST,
           accept,
           N_ ("ID"),
           N_ ("Accepts a risk or a warning by its id; may be repeated")),
  OF_VERB ("class",
           CHOICE,
           target_class,
           "development|staging|production",
           N_ ("How much depends on the database; remembered")),
  OF_VERB ("reason", TEXT, reason, N_ ("TEXT"), N_ ("Why; kept in the record of the run")),

  GLOBAL ("project",
          0,
          PATH,
          project,
          N_ ("DIR"),
          N_ ("The project's directory; else the current directory, and only that")),
  GLOBAL ("config",
          0,
          PATH,
          config,
          N_ ("FILE"),
          N_ ("The Alembic configuration, or the name of a target; else the first one found")),
  GLOBAL ("database-url",
          0,
          TEXT,
          database_url,
          N_ ("URL"),
          N_ ("The database; better in the environment, as LIMBECK_DATABASE_URL")),
  GLOBAL ("interpreter",
          0,
          PATH,
          interpreter,
          N_ ("PATH"),
          N_ ("The project's Python, its virtual environment, or an alembic command")),
  GLOBAL ("backup-directory", 0, PATH, backup_directory, N_ ("DIR"), N_ ("Where backups are kept")),
  GLOBAL ("timeout",
          0,
          COUNT,
          timeout_s,
          N_ ("SECONDS"),
          N_ ("Time limit of every Alembic command; 60 unless another is set in the window")),
  GLOBAL ("json", 0, FLAG, json, NULL, N_ ("Answer with one JSON object on standard output")),
  GLOBAL ("verbose",
          'v',
          FLAG,
          verbose,
          NULL,
          N_ ("Tell more: stages, what checks saw, the output of Alembic")),
  GLOBAL ("help", 'h', FLAG, help, NULL, N_ ("Show help and exit")),
  GLOBAL ("version", 0, FLAG, version, NULL, N_ ("Show the version and exit")),
  { NULL },
};

const LimbeckOption *
limbeck_options (void)
{
  return all_options;
}

const LimbeckOption *
limbeck_option_find (const char *name, gsize length)
{
  for (const LimbeckOption *option = all_options; option->name; option++)
    if (strlen (option->name) == length && memcmp (option->name, name, length) == 0)
      return option;

  return NULL;
}

const LimbeckOption *
limbeck_option_find_letter (char letter)
{
  for (const LimbeckOption *option = all_options; option->name; option++)
    if (letter != 0 && option->letter == letter)
      return option;

  return NULL;
}

gboolean
limbeck_option_is_given (const LimbeckOption *self, gconstpointer values)
{
  switch (self->kind)
    {
    case LIMBECK_OPTION_FLAG:
      return G_STRUCT_MEMBER (gboolean, values, self->offset);
    case LIMBECK_OPTION_COUNT:
      return G_STRUCT_MEMBER (guint, values, self->offset) != 0;
    case LIMBECK_OPTION_TEXT:
    case LIMBECK_OPTION_PATH:
    case LIMBECK_OPTION_CHOICE:
    case LIMBECK_OPTION_LIST:
    case LIMBECK_OPTION_COMMAS:
      return G_STRUCT_MEMBER (gpointer, values, self->offset) != NULL;
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
store_count (const LimbeckOption *self, gpointer values, const char *value, GError **error)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (value, 10, 1, LARGEST_COUNT, &number, NULL))
    {
      g_set_error (
          error,
          LIMBECK_USAGE_ERROR,
          LIMBECK_USAGE_ERROR_BAD_USAGE,
          /* Translators: 1: an option, 2: the greatest number, 3: what was given instead */
          _ ("--%s takes a whole number from 1 to %d, not “%s”."),
          self->name,
          LARGEST_COUNT,
          value);
      return FALSE;
    }
  G_STRUCT_MEMBER (guint, values, self->offset) = (guint) number;

  return TRUE;
}

static gboolean
store_choice (const LimbeckOption *self, gpointer values, const char *value, GError **error)
{
  g_auto (GStrv) choices = g_strsplit (self->placeholder, "|", -1);

  if (!g_strv_contains ((const char *const *) choices, value))
    {
      g_autofree char *list = g_strjoinv (", ", choices);

      g_set_error (
          error,
          LIMBECK_USAGE_ERROR,
          LIMBECK_USAGE_ERROR_BAD_USAGE,
          /* Translators: 1: an option, 2: the words that it takes, 3: what was given instead */
          _ ("--%s takes one of %s, not “%s”."),
          self->name,
          list,
          value);
      return FALSE;
    }
  G_STRUCT_MEMBER (char *, values, self->offset) = g_strdup (value);

  return TRUE;
}

static void
append_to_list (const LimbeckOption *self, gpointer values, const char *value)
{
  GStrv        *list = &G_STRUCT_MEMBER (GStrv, values, self->offset);
  GStrvBuilder *builder = g_strv_builder_new ();
  g_auto (GStrv) old = g_steal_pointer (list);

  if (old)
    g_strv_builder_addv (builder, (const char **) old);
  g_strv_builder_add (builder, value);
  *list = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
}

gboolean
limbeck_option_store (const LimbeckOption *self, gpointer values, const char *value, GError **error)
{
  switch (self->kind)
    {
    case LIMBECK_OPTION_FLAG:
      G_STRUCT_MEMBER (gboolean, values, self->offset) = TRUE;
      return TRUE;
    case LIMBECK_OPTION_TEXT:
    case LIMBECK_OPTION_PATH:
      G_STRUCT_MEMBER (char *, values, self->offset) = g_strdup (value);
      return TRUE;
    case LIMBECK_OPTION_COUNT:
      return store_count (self, values, value, error);
    case LIMBECK_OPTION_CHOICE:
      return store_choice (self, values, value, error);
    case LIMBECK_OPTION_LIST:
      append_to_list (self, values, value);
      return TRUE;
    case LIMBECK_OPTION_COMMAS:
      G_STRUCT_MEMBER (GStrv, values, self->offset) = g_strsplit (value, ",", -1);
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

void
limbeck_option_clear (const LimbeckOption *self, gpointer values)
{
  switch (self->kind)
    {
    case LIMBECK_OPTION_FLAG:
    case LIMBECK_OPTION_COUNT:
      break;
    case LIMBECK_OPTION_TEXT:
    case LIMBECK_OPTION_PATH:
    case LIMBECK_OPTION_CHOICE:
      g_clear_pointer (&G_STRUCT_MEMBER (char *, values, self->offset), g_free);
      break;
    case LIMBECK_OPTION_LIST:
    case LIMBECK_OPTION_COMMAS:
      g_clear_pointer (&G_STRUCT_MEMBER (GStrv, values, self->offset), g_strfreev);
      break;
    default:
      g_return_if_reached ();
    }
}
