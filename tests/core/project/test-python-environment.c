#include "core/project/python-environment.h"

#include "limbeck-check.h"

START_TEST (nothing_that_makes_python_colourful_or_interactive_is_inherited)
  {
    g_autoptr (LimbeckCommand) command = limbeck_command_new ("/bin/true");
    g_auto (GStrv) environment = NULL;

    g_setenv ("PYTHON_COLORS", "1", TRUE);
    g_setenv ("PYTHONINSPECT", "1", TRUE);
    g_setenv ("DATABASE_URL", "kept", TRUE);
    limbeck_python_environment_apply (command);
    environment = limbeck_command_dup_environment (command);

    ck_assert_ptr_null (g_environ_getenv (environment, "PYTHON_COLORS"));
    ck_assert_ptr_null (g_environ_getenv (environment, "PYTHONINSPECT"));
    ck_assert_str_eq (g_environ_getenv (environment, "NO_COLOR"), "1");
    ck_assert_str_eq (g_environ_getenv (environment, "DATABASE_URL"), "kept");
  }
END_TEST

static const struct
{
  const char *output;
  const char *last;
} outputs[] = {
  { "", "" },
  { "a", "a" },
  { "a\n", "a" },
  { "Traceback\n  File\nKeyError: 'x'\n\n", "KeyError: 'x'" },
};

START_TEST (the_last_line_says_what_went_wrong)
  {
    g_autofree char *output = g_strdup (outputs[_i].output);

    ck_assert_str_eq (limbeck_python_environment_last_line (output), outputs[_i].last);
  }
END_TEST

static Suite *
python_environment_suite (void)
{
  Suite *suite = suite_create ("core/project/python-environment");
  TCase *tcase = tcase_create ("python-environment");

  tcase_add_test (tcase, nothing_that_makes_python_colourful_or_interactive_is_inherited);
  tcase_add_loop_test (tcase, the_last_line_says_what_went_wrong, 0, G_N_ELEMENTS (outputs));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_environment_suite ());
}
