#include <string.h>

#include "core/alembic/alembic-commands.h"

#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;

static void
make_scratch (void)
{
  static const char *const names[] = { "PGPASSWORD", "DATABASE_URL", NULL };

  for (gsize i = 0; names[i]; i++)
    g_unsetenv (names[i]);
  scratch = limbeck_scratch_new ();
  limbeck_scratch_write (scratch, "migrations/env.py", "");
  limbeck_scratch_write (scratch, "migrations/versions/x", "");
}

static void
remove_scratch (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static LimbeckConfiguration *
load (const char *url)
{
  g_autofree char *ini = g_strdup_printf (
      "[alembic]\nscript_location = migrations\nsqlalchemy.url = %s\n", url);
  g_autofree char *path = limbeck_scratch_dup_path (scratch, "alembic.ini");
  g_autoptr (LimbeckTarget) target = NULL;
  g_autoptr (GError) error = NULL;
  LimbeckConfiguration *configuration;

  limbeck_scratch_write (scratch, "alembic.ini", ini);
  target = limbeck_target_new (limbeck_scratch_get_directory (scratch), path);
  configuration = limbeck_configuration_load (target, NULL, NULL, &error);
  ck_assert_msg (configuration != NULL, "%s", error ? error->message : "");

  return configuration;
}

START_TEST (passwords_come_from_configuration_variables_and_environment)
  {
    const char *const variables[] = {
      "X=postgresql://u:p%40two@h/d", "PGPASSWORD=three", "PGUSER=u", NULL
    };
    g_autoptr (LimbeckConfiguration) configuration = load ("postgresql://u:one@h/d");
    g_auto (GStrv) secrets = NULL;

    g_setenv ("DATABASE_URL", "postgresql://u@h/d?sslmode=require&password=fo%2Fur&x=y", TRUE);
    secrets = limbeck_alembic_dup_secrets (configuration, variables);

    ck_assert (g_strv_contains ((const char *const *) secrets, "one"));
    ck_assert (g_strv_contains ((const char *const *) secrets, "p@two"));
    ck_assert (g_strv_contains ((const char *const *) secrets, "three"));
    ck_assert (g_strv_contains ((const char *const *) secrets, "fo/ur"));
    ck_assert (!g_strv_contains ((const char *const *) secrets, "u"));
  }
END_TEST

static const char *const harmless[] = {
  "postgresql://u@h:5432/d",
  "postgresql:///d?host=/run/x:y@z",
  "postgresql://u:@h/d",
  "",
};

START_TEST (what_is_no_password_is_no_secret)
  {
    g_autoptr (LimbeckConfiguration) configuration = load (harmless[_i]);
    g_auto (GStrv) secrets = limbeck_alembic_dup_secrets (configuration, NULL);

    ck_assert_ptr_null (secrets[0]);
  }
END_TEST

static Suite *
alembic_secrets_suite (void)
{
  Suite *suite = suite_create ("alembic-secrets");
  TCase *tcase = tcase_create ("alembic-secrets");

  tcase_add_checked_fixture (tcase, make_scratch, remove_scratch);
  tcase_add_test (tcase, passwords_come_from_configuration_variables_and_environment);
  tcase_add_loop_test (tcase, what_is_no_password_is_no_secret, 0, G_N_ELEMENTS (harmless));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (alembic_secrets_suite ());
}
