#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "cli/interrupt.h"
#include "cli/usage.h"
#include "cli/verb.h"

static void
choose_language (void)
{
  const char *directory = g_getenv ("LIMBECK_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, directory ? directory : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* Children get the URL where they need it and under the name that they know, not by inheritance. */
static void
take_url_from_environment (LimbeckCommandLine *line)
{
  const char *url = g_getenv ("LIMBECK_DATABASE_URL");

  if (!line->database_url && url && *url)
    line->database_url = g_strdup (url);
  g_unsetenv ("LIMBECK_DATABASE_URL");
}

static void
show_help (LimbeckPrinter *printer, const LimbeckCommandLine *line)
{
  g_autofree char *text = NULL;

  if (line->version)
    text = g_strdup_printf ("limbeckctl %s\n", PACKAGE_VERSION);
  else if (line->verb)
    text = limbeck_usage_dup_verb (line->verb);
  else
    text = limbeck_usage_dup_program ();
  text[strlen (text) - 1] = '\0';
  limbeck_printer_say (printer, "%s", text);
}

static LimbeckExitStatus
fail (LimbeckPrinter *printer, const GError *error)
{
  g_autoptr (LimbeckFailure) failure = limbeck_failure_new_from_error (error);

  limbeck_printer_fail (printer, failure);

  return failure->status;
}

static LimbeckExitStatus
run_verb (LimbeckPrinter *printer, const LimbeckCommandLine *line)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  LimbeckCall       call = { line, printer, cancellable };
  LimbeckExitStatus status;

  limbeck_interrupt_watch (cancellable, printer, !line->offline);
  status = line->verb->run (&call, &error);
  limbeck_interrupt_finish ();

  return error ? fail (printer, error) : status;
}

/* Help is for people, also where --json stands beside it. */
static LimbeckExitStatus
dispatch (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckCommandLine) line = limbeck_command_line_parse (argv, &error);
  gboolean is_json = limbeck_command_line_wants_json (argv);
  gboolean is_help = line && (line->help || line->version);
  g_autoptr (LimbeckPrinter) printer = limbeck_printer_new (is_json && !is_help);
  LimbeckExitStatus status = LIMBECK_EXIT_DONE;

  if (!line)
    {
      status = fail (printer, error);
    }
  else if (is_help)
    {
      show_help (printer, line);
    }
  else
    {
      take_url_from_environment (line);
      status = run_verb (printer, line);
    }

  if (!limbeck_printer_finish (printer, &error) && status == LIMBECK_EXIT_DONE)
    status = fail (printer, error);

  return status;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) arguments = g_strdupv (argv);

  limbeck_command_line_wipe_url (argc, argv);
  choose_language ();

  return dispatch ((const char *const *) arguments);
}
