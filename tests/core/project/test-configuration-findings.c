#include "core/base/finding.h"
#include "core/project/configuration-findings.h"

#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;

static void
setup (void)
{
  scratch = limbeck_scratch_new ();
}

static void
teardown (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

START_TEST (every_finding_says_what_to_do)
  {
    const char       *directory = limbeck_scratch_get_directory (scratch);
    g_autofree char  *path = limbeck_scratch_dup_path (scratch, "alembic.ini");
    const char *const locations[] = { "/no/such/folder", directory, NULL };
    g_autoptr (LimbeckTarget) target = limbeck_target_new (directory, path);
    g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
    g_autoptr (LimbeckAlembicOptions) options = NULL;

    limbeck_scratch_write (
        scratch,
        "alembic.ini",
        "[alembic]\nscript_location = m\nsourceless = TRUE\nx = 50%\ndatabases = a, b\n");
    options = limbeck_alembic_options_load (target, NULL, directory, NULL, NULL);
    limbeck_configuration_findings_add (findings, options, locations);

    ck_assert_uint_eq (findings->len, 4);
    for (guint i = 0; i < findings->len; i++)
      {
        LimbeckFinding *finding = findings->pdata[i];

        ck_assert_int_eq (limbeck_finding_get_severity (finding), LIMBECK_SEVERITY_WARNING);
        ck_assert_ptr_nonnull (limbeck_finding_get_detail (finding));
        ck_assert_ptr_nonnull (limbeck_finding_get_remedy (finding));
      }
  }
END_TEST

START_TEST (flask_migrate_is_known_by_its_env_py)
  {
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "alembic.ini");

    ck_assert (!limbeck_configuration_findings_is_flask_migrate (path));
    limbeck_scratch_write (scratch, "env.py", "from alembic import context\n");
    ck_assert (!limbeck_configuration_findings_is_flask_migrate (path));
    limbeck_scratch_write (scratch, "env.py", "from flask import current_app\n");
    ck_assert (limbeck_configuration_findings_is_flask_migrate (path));
  }
END_TEST

static Suite *
configuration_findings_suite (void)
{
  Suite *suite = suite_create ("core/project/configuration-findings");
  TCase *tcase = tcase_create ("configuration-findings");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, every_finding_says_what_to_do);
  tcase_add_test (tcase, flask_migrate_is_known_by_its_env_py);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (configuration_findings_suite ());
}
