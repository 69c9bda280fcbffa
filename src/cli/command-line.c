#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/verb.h"
#include "cli/command-line.h"

#define URL_OPTION "database-url"

/**
 * Parser:
 * @rest: arguments that have not been looked at yet
 * @words: those that are no options, so far
 * @options_are_over: "--" has been seen
 */
typedef struct
{
  const char *const  *rest;
  GPtrArray          *words;
  gboolean            options_are_over;
  LimbeckCommandLine *line;
} Parser;

G_DEFINE_QUARK (limbeck - usage - error - quark, limbeck_usage_error)

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  va_list          arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, LIMBECK_USAGE_ERROR, LIMBECK_USAGE_ERROR_BAD_USAGE, message);

  return FALSE;
}

static gboolean
value_is_sound (const LimbeckOption *option, const char *value, GError **error)
{
  if (*value == '\0')
    /* Translators: the placeholder is an option */
    return refuse (error, _ ("The value of --%s is empty."), option->name);
  if (option->kind != LIMBECK_OPTION_PATH && !g_utf8_validate (value, -1, NULL))
    /* Translators: the placeholder is an option */
    return refuse (error, _ ("The value of --%s is not valid UTF-8."), option->name);

  return TRUE;
}

/* @attached is what follows "=" in the same argument. */
static gboolean
take_option (Parser *parser, const LimbeckOption *option, const char *attached, GError **error)
{
  const char *value = attached;

  if (option->kind == LIMBECK_OPTION_FLAG)
    {
      if (attached)
        /* Translators: the placeholder is an option */
        return refuse (error, _ ("--%s takes no value."), option->name);
      return limbeck_option_store (option, parser->line, NULL, error);
    }

  if (!value && *parser->rest)
    value = *parser->rest++;
  if (!value)
    /* Translators: 1: an option, 2: what kind of value it takes */
    return refuse (error, _ ("--%s needs a value: %s."), option->name, _ (option->placeholder));
  if (option->kind != LIMBECK_OPTION_LIST && limbeck_option_is_given (option, parser->line))
    /* Translators: the placeholder is an option */
    return refuse (error, _ ("--%s is given twice."), option->name);

  return value_is_sound (option, value, error) &&
         limbeck_option_store (option, parser->line, value, error);
}

static gboolean
take_long_option (Parser *parser, const char *argument, GError **error)
{
  const char          *name = argument + 2;
  gsize                length = strcspn (name, "=");
  const LimbeckOption *option = limbeck_option_find (name, length);

  if (!option)
    {
      g_autofree char *shown = g_utf8_make_valid (argument, (gssize) length + 2);

      /* Translators: the placeholder is what was typed, with its dashes */
      return refuse (error, _ ("There is no option “%s”."), shown);
    }

  return take_option (parser, option, name[length] == '=' ? name + length + 1 : NULL, error);
}

static gboolean
take_short_options (Parser *parser, const char *argument, GError **error)
{
  for (const char *letter = argument + 1; *letter; letter++)
    {
      const LimbeckOption *option = limbeck_option_find_letter (*letter);

      if (!option)
        {
          g_autofree char *shown = g_utf8_make_valid (argument, -1);

          return refuse (error, _ ("There is no option “%s”."), shown);
        }
      if (!take_option (parser, option, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_word (Parser *parser, const char *argument, GError **error)
{
  if (*argument == '\0')
    return refuse (error, _ ("One of the arguments is empty."));
  if (!g_utf8_validate (argument, -1, NULL))
    return refuse (error, _ ("One of the arguments is not valid UTF-8."));
  g_ptr_array_add (parser->words, g_strdup (argument));

  return TRUE;
}

static gboolean
looks_like_option (const char *argument)
{
  return argument[0] == '-' && argument[1] != '\0' && !g_ascii_isdigit (argument[1]);
}

static gboolean
take_argument (Parser *parser, const char *argument, GError **error)
{
  if (parser->options_are_over || !looks_like_option (argument))
    return take_word (parser, argument, error);
  if (strcmp (argument, "--") == 0)
    {
      parser->options_are_over = TRUE;
      return TRUE;
    }
  if (argument[1] == '-')
    return take_long_option (parser, argument, error);

  return take_short_options (parser, argument, error);
}

static gboolean
count_fits (const LimbeckVerb *verb, guint n_arguments, GError **error)
{
  if (n_arguments < verb->min_arguments)
    /* Translators: 1: a verb, 2: what follows it, for example TARGET */
    return refuse (error, _ ("“%s” needs more: %s."), verb->name, _ (verb->arguments));
  if (n_arguments > verb->max_arguments && verb->max_arguments == 0)
    /* Translators: the placeholder is a verb */
    return refuse (error, _ ("“%s” takes options only."), verb->name);
  if (n_arguments > verb->max_arguments)
    /* Translators: 1: a verb, 2: what follows it, for example TARGET */
    return refuse (error, _ ("“%s” takes no more than: %s."), verb->name, _ (verb->arguments));

  return TRUE;
}

static gboolean
options_fit (const LimbeckVerb *verb, const LimbeckCommandLine *line, GError **error)
{
  for (const LimbeckOption *option = limbeck_options (); option->name; option++)
    if (limbeck_option_is_given (option, line) && !limbeck_verb_takes (verb, option))
      /* Translators: 1: a verb, 2: an option */
      return refuse (error, _ ("“%s” does not take --%s."), verb->name, option->name);

  return TRUE;
}

static gboolean
find_verb (LimbeckCommandLine *line, const char *name, GError **error)
{
  g_autoptr (GString) names = NULL;

  line->verb = limbeck_verb_find (name);
  if (line->verb)
    return TRUE;

  names = g_string_new (NULL);
  for (const LimbeckVerb *const *verb = limbeck_verbs (); *verb; verb++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (*verb)->name);

  /* Translators: 1: what was typed, 2: all verbs there are */
  return refuse (error, _ ("There is no verb “%s”; there are %s."), name, names->str);
}

/* Help is given for what can be told, however wrong the rest is. */
static gboolean
make_sense (LimbeckCommandLine *line, GPtrArray *words, GError **error)
{
  if (words->len > 0 && !find_verb (line, g_ptr_array_index (words, 0), error))
    return FALSE;
  if (words->len > 0)
    g_ptr_array_remove_index (words, 0);
  g_ptr_array_add (words, NULL);
  line->arguments = g_strdupv ((GStrv) words->pdata);
  if (line->help || line->version)
    return TRUE;

  if (!line->verb)
    return refuse (error, _ ("Say what to do, for example “limbeckctl status”."));

  return options_fit (line->verb, line, error) && count_fits (line->verb, words->len - 1, error) &&
         (!line->verb->examine || line->verb->examine (line, error));
}

LimbeckCommandLine *
limbeck_command_line_parse (const char *const *argv, GError **error)
{
  g_autoptr (LimbeckCommandLine) line = g_new0 (LimbeckCommandLine, 1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  Parser parser = { NULL, words, FALSE, line };

  g_return_val_if_fail (argv != NULL && argv[0] != NULL, NULL);

  parser.rest = argv + 1;
  while (*parser.rest)
    {
      const char *argument = *parser.rest++;

      if (!take_argument (&parser, argument, error))
        return NULL;
    }

  return make_sense (line, words, error) ? g_steal_pointer (&line) : NULL;
}

const char *
limbeck_command_line_get_backup_directory (const LimbeckCommandLine *self)
{
  return self->directory ? self->directory : self->backup_directory;
}

gboolean
limbeck_command_line_wants_json (const char *const *argv)
{
  for (gsize i = 1; argv[0] && argv[i] && strcmp (argv[i], "--") != 0; i++)
    if (strcmp (argv[i], "--json") == 0)
      return TRUE;

  return FALSE;
}

void
limbeck_command_line_wipe_url (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_has_prefix (argv[i], "--" URL_OPTION "="))
        {
          char *value = argv[i] + strlen ("--" URL_OPTION "=");

          memset (value, '*', strlen (value));
        }
      else if (strcmp (argv[i], "--" URL_OPTION) == 0 && i + 1 < argc)
        {
          i++;
          memset (argv[i], '*', strlen (argv[i]));
        }
    }
}

void
limbeck_command_line_free (LimbeckCommandLine *self)
{
  if (!self)
    return;
  for (const LimbeckOption *option = limbeck_options (); option->name; option++)
    limbeck_option_clear (option, self);
  g_clear_pointer (&self->arguments, g_strfreev);
  g_free (self);
}
