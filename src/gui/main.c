#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "gui/application/application.h"

/*
 * Cairo draws this window in 2 to 9 ms a frame, and spares starting GL: half of the start-up time and two thirds of the
 * memory (measured with GTK 4.8 and Mesa). GSK_RENDERER set by the person comes first.
 */
static void
prefer_cairo (void)
{
  if (g_getenv ("GSK_RENDERER") != NULL)
    return;

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  /* GDK opens GL for its choice of a visual even then; the variable that stops it has changed its name. */
  if (gtk_get_minor_version () < 16)
    g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  else
    g_setenv ("GDK_DISABLE", "gl,vulkan", FALSE);
}

static void
init_translations (void)
{
  const char *directory = g_getenv ("LIMBECK_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, directory != NULL ? directory : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* GSettings aborts the process where a schema is missing. */
static gboolean
has_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);

  return schema != NULL;
}

/* Runs after --help and before anything of GTK is started. */
static int
options_parsed_cb (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("limbeck %s\n", PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }
  if (!has_schema ())
    {
      g_printerr (_ ("The settings schema “%s” is not installed, so Limbeck cannot start.\n"
                     "Install Limbeck with “meson install”, or start it from its build directory "
                     "with “meson devenv”.\n"),
                  APP_ID);
      return EXIT_FAILURE;
    }

  return -1;
}

int
main (int argc, char *argv[])
{
  const GOptionEntry options[] = {
    { .long_name = "version", .arg = G_OPTION_ARG_NONE, .description = N_ ("Show the version") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LimbeckApplication) application = NULL;

  init_translations ();
  prefer_cairo ();

  application = limbeck_application_new ();
  g_application_add_main_option_entries (G_APPLICATION (application), options);
  g_signal_connect (application, "handle-local-options", G_CALLBACK (options_parsed_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
