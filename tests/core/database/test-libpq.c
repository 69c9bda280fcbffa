#include <string.h>

#include "core/database/libpq.h"

#include "limbeck-check.h"
#include "test-command.h"

static LimbeckTestProject *project;

static void
setup (void)
{
  static const LimbeckTestRevision revision = { .revision = "a1" };

  project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN,
                                      "postgresql:///shop?host=/nonexistent");
  limbeck_test_project_add_revisions (project, &revision, 1);
}

static void
teardown (void)
{
  g_clear_pointer (&project, limbeck_test_project_free);
}

START_TEST (every_function_is_found)
  {
    g_autoptr (GError) error = NULL;
    void **functions = (void **) &limbeck_libpq;

    ck_assert_msg (limbeck_libpq_load (&error), "%s", error ? error->message : "");
    ck_assert (limbeck_libpq_load (NULL));
    for (gsize i = 0; i < sizeof limbeck_libpq / sizeof (void *); i++)
      ck_assert_ptr_nonnull (functions[i]);
  }
END_TEST

/* A libpq that is none comes before the real one on the path of the dynamic linker. */
static int
run_without_libpq (LimbeckTestCommand *command)
{
  g_autofree char *folder = g_build_filename (
      limbeck_test_project_get_directory (project), "lib", NULL);

  limbeck_test_project_write (project, "lib/libpq.so.5", "not a library\n");
  limbeck_test_command_setenv (command, "LD_LIBRARY_PATH", folder);

  return limbeck_test_command_run (command);
}

START_TEST (what_asks_no_database_needs_no_libpq)
  {
    g_autoptr (LimbeckTestCommand)
        command = limbeck_test_command_new_limbeckctl (project, "heads", "--offline", NULL);

    ck_assert_int_eq (run_without_libpq (command), 0);
    ck_assert_ptr_nonnull (strstr (limbeck_test_command_get_output (command), "a1"));
  }
END_TEST

START_TEST (a_libpq_that_can_not_be_loaded_is_told)
  {
    g_autoptr (LimbeckTestCommand)
        command = limbeck_test_command_new_limbeckctl (project, "status", NULL);

    ck_assert_int_eq (run_without_libpq (command), 7);
    ck_assert_msg (strstr (limbeck_test_command_get_output (command), "libpq5") != NULL,
                   "%s%s",
                   limbeck_test_command_get_output (command),
                   limbeck_test_command_get_errors (command));
  }
END_TEST

static Suite *
libpq_suite (void)
{
  Suite *suite = suite_create ("libpq");
  TCase *tcase = tcase_create ("libpq");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, every_function_is_found);
  tcase_add_test (tcase, what_asks_no_database_needs_no_libpq);
  tcase_add_test (tcase, a_libpq_that_can_not_be_loaded_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (libpq_suite ());
}
