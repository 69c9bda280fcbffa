#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/base/finding.h"
#include "core/project/small-file.h"

#include "core/project/configuration-findings.h"

static void
warn (GPtrArray  *findings,
      const char *id,
      const char *title,
      const char *detail,
      const char *remedy)
{
  g_ptr_array_add (findings,
                   limbeck_finding_new (id, LIMBECK_SEVERITY_WARNING, title, detail, remedy));
}

/* env.py's get_section() interpolates every option, so one bad percent sign anywhere stops all that connects. */
static void
check_percent_signs (GPtrArray *findings, const LimbeckAlembicOptions *options)
{
  const LimbeckIniFile   *ini = limbeck_alembic_options_get_ini (options);
  const char             *section = limbeck_alembic_options_get_section (options);
  g_autofree const char **names = NULL;

  if (section == NULL)
    return;

  names = limbeck_ini_file_list_options (ini, section);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *title = NULL;
      g_autoptr (GError) error = NULL;

      /* The folder's own percent sign is told by whoever refers to it. */
      if (strcmp (names[i], "here") == 0 ||
          limbeck_ini_file_read (ini, section, names[i], &value, &error))
        continue;

      /* Translators: the name of an option. */
      title = g_strdup_printf (_ ("A percent sign in “%s” will stop most commands of Alembic"),
                               names[i]);
      warn (findings,
            "bad-percent-sign",
            title,
            error->message,
            _ ("Write “%%” for each percent sign in it."));
    }
}

static void
check_booleans (GPtrArray *findings, const LimbeckAlembicOptions *options)
{
  static const char *const keys[] = { "sourceless", "recursive_version_locations" };
  const LimbeckIniFile    *ini = limbeck_alembic_options_get_ini (options);
  const char              *section = limbeck_alembic_options_get_section (options);

  for (gsize i = 0; section != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *raw = limbeck_ini_file_dup_raw (ini, section, keys[i]);
      g_autofree char *place = limbeck_alembic_options_dup_place (options, keys[i]);
      g_autofree char *title = NULL;

      if (raw == NULL || strcmp (raw, "true") == 0 || g_ascii_strncasecmp (raw, "true", 4) != 0)
        continue;

      /* Translators: the name of an option, and its value. */
      title = g_strdup_printf (_ ("“%s = %s” counts as false"), keys[i], raw);
      warn (findings,
            "boolean-not-true",
            title,
            place,
            _ ("Write exactly “true”, in lower case and with nothing behind it."));
    }
}

static void
check_ignored (GPtrArray                   *findings,
               const LimbeckAlembicOptions *options,
               const char                  *key,
               guint                        minor)
{
  const LimbeckIniFile *ini = limbeck_alembic_options_get_ini (options);
  const char           *section = limbeck_alembic_options_get_section (options);
  g_autofree char      *raw = NULL;
  g_autofree char      *place = NULL;
  g_autofree char      *title = NULL;

  if (section == NULL || limbeck_alembic_options_is_since (options, 1, minor, 0))
    return;

  raw = limbeck_ini_file_dup_raw (ini, section, key);
  if (raw == NULL)
    return;

  place = limbeck_alembic_options_dup_place (options, key);
  /* Translators: the name of an option, and the second number of a version: 1.16. */
  title = g_strdup_printf (
      _ ("This project's Alembic ignores “%s”, which exists since 1.%u"), key, minor);
  warn (findings, "option-ignored", title, place, _ ("Upgrade Alembic, or do without the option."));
}

/* Without version_locations the separator makes no difference. */
static void
check_separator (GPtrArray *findings, const LimbeckAlembicOptions *options)
{
  const LimbeckIniFile *ini = limbeck_alembic_options_get_ini (options);
  const char           *section = limbeck_alembic_options_get_section (options);
  g_autofree char      *locations = NULL;

  if (section != NULL)
    locations = limbeck_ini_file_dup_raw (ini, section, "version_locations");

  if (locations != NULL && *locations != '\0')
    check_ignored (findings, options, "path_separator", 16);
}

static void
check_folders (GPtrArray *findings, const char *const *version_locations)
{
  for (gsize i = 0; version_locations[i] != NULL; i++)
    {
      g_autofree char *shown = g_filename_display_name (version_locations[i]);
      g_autofree char *title = NULL;

      if (g_file_test (version_locations[i], G_FILE_TEST_IS_DIR))
        continue;

      /* Translators: a folder. */
      title = g_strdup_printf (_ ("The version location “%s” does not exist"), shown);
      warn (findings,
            "version-location-missing",
            title,
            _ ("Alembic finds no revisions there, and since 1.10 it does not complain about that."),
            _ ("Mend “version_locations”, or make the folder."));
    }
}

static void
check_databases (GPtrArray *findings, const LimbeckAlembicOptions *options)
{
  const LimbeckIniFile *ini = limbeck_alembic_options_get_ini (options);
  const char           *section = limbeck_alembic_options_get_section (options);
  g_autofree char      *databases = NULL;

  if (section != NULL)
    databases = limbeck_ini_file_dup_raw (ini, section, "databases");

  if (databases != NULL && *databases != '\0')
    warn (
        findings,
        "several-databases",
        _ ("This configuration runs its revisions on several databases at once"),
        databases,
        _ ("Limbeck watches one database of a configuration. Name it with its URL, and use Alembic itself for "
           "changes that concern the others."));
}

void
limbeck_configuration_findings_add (GPtrArray                   *findings,
                                    const LimbeckAlembicOptions *options,
                                    const char *const           *version_locations)
{
  g_return_if_fail (findings != NULL);
  g_return_if_fail (options != NULL);
  g_return_if_fail (version_locations != NULL);

  check_percent_signs (findings, options);
  check_booleans (findings, options);
  check_separator (findings, options);
  check_ignored (findings, options, "recursive_version_locations", 10);
  check_folders (findings, version_locations);
  check_databases (findings, options);

  if (limbeck_alembic_options_misses_toml (options))
    warn (
        findings,
        "toml-not-read",
        _ ("The [tool.alembic] table of “pyproject.toml” was not read"),
        _ ("Alembic takes from it what the ini does not set. Reading it needs the project's Python."),
        _ ("Choose an interpreter for this project."));
}

gboolean
limbeck_configuration_findings_is_flask_migrate (const char *config_path)
{
  g_autofree char *folder = g_path_get_dirname (config_path);
  g_autofree char *path = g_build_filename (folder, "env.py", NULL);
  g_autofree char *contents = NULL;

  if (!limbeck_small_file_is_present (path))
    return FALSE;

  contents = limbeck_small_file_read (path, NULL, NULL);

  return contents != NULL && strstr (contents, "current_app") != NULL;
}
