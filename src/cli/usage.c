#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/table.h"
#include "cli/usage.h"

#define INDENT "  "

static char *
dup_option_label (const LimbeckOption *option)
{
  g_autoptr (GString) label = g_string_new (NULL);

  if (option->letter)
    g_string_append_printf (label, "-%c, ", option->letter);
  g_string_append_printf (label, "--%s", option->name);
  if (option->placeholder)
    g_string_append_printf (label, " %s", _ (option->placeholder));

  return g_string_free (g_steal_pointer (&label), FALSE);
}

/* @verb is %NULL for the global options. */
static void
append_options (GString *text, const LimbeckVerb *verb)
{
  g_autoptr (LimbeckTable) table = limbeck_table_new (2);
  g_autofree char *lines = NULL;

  for (const LimbeckOption *option = limbeck_options (); option->name; option++)
    if (verb ? !option->is_global && limbeck_verb_takes (verb, option) : option->is_global)
      {
        g_autofree char *label = dup_option_label (option);

        limbeck_table_add_row (table, (const char *[]){ label, _ (option->summary) });
      }

  lines = limbeck_table_to_string (table, INDENT);
  if (*lines)
    g_string_append_printf (
        text, "\n%s\n%s", verb ? _ ("Options of this verb:") : _ ("Options:"), lines);
}

static void
append_verbs (GString *text)
{
  g_autoptr (LimbeckTable) table = limbeck_table_new (2);
  g_autofree char *lines = NULL;

  for (const LimbeckVerb *const *verb = limbeck_verbs (); *verb; verb++)
    {
      g_autofree char *label = g_strjoin (" ", (*verb)->name, _ ((*verb)->arguments), NULL);

      limbeck_table_add_row (table, (const char *[]){ label, _ ((*verb)->summary) });
    }

  lines = limbeck_table_to_string (table, INDENT);
  g_string_append_printf (text, "\n%s\n%s", _ ("Verbs:"), lines);
}

static void
append_statuses (GString *text)
{
  g_autoptr (LimbeckTable) table = limbeck_table_new (2);
  g_autofree char *lines = NULL;
  const char      *meanings[] = {
         [LIMBECK_EXIT_DONE] = _ ("done, or nothing to do"),
         [LIMBECK_EXIT_FAILED] = _ ("failed; the database is as it was before"),
         [LIMBECK_EXIT_USAGE] = _ ("the command line can't be meant as it is"),
         [LIMBECK_EXIT_BLOCKED] = _ ("a check blocks"),
         [LIMBECK_EXIT_UNANSWERED] = _ ("a question is unanswered; nothing was run"),
         [LIMBECK_EXIT_STOPPED] = _ ("the time limit was over, or it was cancelled"),
         [LIMBECK_EXIT_LEFT_BEHIND] = _ ("failed, and something was left behind"),
         [LIMBECK_EXIT_UNREADABLE] = _ ("database, configuration, interpreter or another thing that is "
                                        "needed can't be reached or read"),
         [LIMBECK_EXIT_LOCKED] = _ ("another run holds the lock"),
  };

  for (guint status = 0; status < G_N_ELEMENTS (meanings); status++)
    {
      g_autofree char *number = g_strdup_printf ("%u", status);

      limbeck_table_add_row (table, (const char *[]){ number, meanings[status] });
    }

  lines = limbeck_table_to_string (table, INDENT);
  g_string_append_printf (text, "\n%s\n%s", _ ("Exit status:"), lines);
}

static void
append_indented (GString *text, const char *lines)
{
  g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);

  for (gsize i = 0; parts[i]; i++)
    g_string_append_printf (text, INDENT "%s\n", parts[i]);
}

char *
limbeck_usage_dup_program (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n\n", _ ("Usage: limbeckctl [OPTION…] VERB [ARGUMENT…]"));
  g_string_append_printf (
      text,
      "%s\n",
      _ ("Takes a PostgreSQL database safely through the Alembic revisions of a project:\n"
         "shows where it stands, checks, backs up, upgrades, downgrades, and tells what happened."));
  append_verbs (text);
  append_options (text, NULL);
  append_statuses (text);
  g_string_append_printf (
      text, "\n%s\n", _ ("“limbeckctl VERB --help” explains a verb. See also limbeckctl(1)."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
limbeck_usage_dup_verb (const LimbeckVerb *verb)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *synopsis = NULL;

  g_return_val_if_fail (verb != NULL, NULL);

  synopsis = g_strjoin (" ", verb->name, _ (verb->arguments), NULL);
  /* Translators: the placeholder is a verb with its arguments */
  g_string_append_printf (text, _ ("Usage: limbeckctl [OPTION…] %s"), synopsis);
  g_string_append_printf (text, "\n\n%s\n", _ (verb->description));
  append_options (text, verb);
  append_options (text, NULL);
  g_string_append_printf (text, "\n%s\n", _ ("For example:"));
  append_indented (text, verb->example);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
