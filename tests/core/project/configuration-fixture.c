#include "config.h"

#include <string.h>

#include "core/base/finding.h"

#include "configuration-fixture.h"
#include "fake-python.h"
#include "limbeck-check.h"

LimbeckScratch *scratch;

void
set_up_configuration (void)
{
  scratch = limbeck_scratch_new ();
  g_unsetenv ("PYTHONPATH");
  g_unsetenv ("PYTHONHOME");
}

void
tear_down_configuration (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

LimbeckInterpreter *
make_interpreter (const char *alembic)
{
  static guint        n;
  g_autofree char    *folder = g_strdup_printf ("python-%u", n++);
  g_autofree char    *python = limbeck_fake_python_write (scratch, folder, alembic);
  LimbeckInterpreter *interpreter;

  interpreter = limbeck_interpreter_find ("/", "/", python, NULL, NULL);
  ck_assert_ptr_nonnull (interpreter);

  return interpreter;
}

LimbeckConfiguration *
try_load (const char *config, const char *alembic, GError **error)
{
  g_autofree char *project = limbeck_scratch_dup_path (scratch, "p");
  g_autofree char *path = limbeck_scratch_dup_path (scratch, config);
  g_autoptr (LimbeckTarget) target = limbeck_target_new (project, path);
  g_autoptr (LimbeckInterpreter) interpreter = alembic != NULL ? make_interpreter (alembic) : NULL;

  return limbeck_configuration_load (target, interpreter, NULL, error);
}

LimbeckConfiguration *
load (const char *config, const char *alembic)
{
  g_autoptr (GError) error = NULL;
  LimbeckConfiguration *configuration = try_load (config, alembic, &error);

  ck_assert_msg (configuration != NULL, "%s", error != NULL ? error->message : "");

  return configuration;
}

void
assert_fails (const char *config, const char *alembic, LimbeckProjectError code, const char *text)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (try_load (config, alembic, &error));
  ck_assert_msg (g_error_matches (error, LIMBECK_PROJECT_ERROR, (int) code), "%s", error->message);
  ck_assert_msg (strstr (error->message, text) != NULL, "%s", error->message);
}

char *
list_locations (LimbeckConfiguration *configuration)
{
  const char *const *locations = limbeck_configuration_get_version_locations (configuration);
  g_autoptr (GString) list = g_string_new (NULL);
  gsize length = strlen (limbeck_scratch_get_directory (scratch));

  for (gsize i = 0; locations[i] != NULL; i++)
    {
      ck_assert (g_str_has_prefix (locations[i], limbeck_scratch_get_directory (scratch)));
      g_string_append_printf (list, "%s%s", i > 0 ? "|" : "", locations[i] + length + 1);
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

LimbeckFinding *
find_finding (LimbeckConfiguration *configuration, const char *id)
{
  GPtrArray *findings = limbeck_configuration_get_findings (configuration);

  for (guint i = 0; i < findings->len; i++)
    if (strcmp (limbeck_finding_get_id (findings->pdata[i]), id) == 0)
      return findings->pdata[i];

  return NULL;
}
