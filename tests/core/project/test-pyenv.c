#include "core/project/pyenv.h"

#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;

static void
setup (void)
{
  scratch = limbeck_scratch_new ();
  limbeck_scratch_write_program (scratch, "pyenv/shims/python3", "#!/bin/sh\nexec pyenv exec\n");
  limbeck_scratch_write_program (scratch, "pyenv/versions/3.11.7/bin/python3", "");
  limbeck_scratch_write_program (scratch, "pyenv/versions/3.9.1/bin/python3", "");
  limbeck_scratch_write (scratch, "pyenv/version", "3.11.7\n");
  limbeck_scratch_make_directory (scratch, "p/sub");
  g_unsetenv ("PYENV_VERSION");
}

static void
teardown (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static void
assert_resolved (const char *path, const char *expected)
{
  g_autofree char *full = limbeck_scratch_dup_path (scratch, path);
  g_autofree char *directory = limbeck_scratch_dup_path (scratch, "p/sub");
  g_autofree char *wanted = expected != NULL ? limbeck_scratch_dup_path (scratch, expected) : NULL;
  g_autofree char *resolved = limbeck_pyenv_resolve (full, directory);

  ck_assert_pstr_eq (resolved, wanted);
}

START_TEST (the_global_version_is_used)
  {
    assert_resolved ("pyenv/shims/python3", "pyenv/versions/3.11.7/bin/python3");
  }
END_TEST

START_TEST (a_file_further_up_comes_before_it)
  {
    limbeck_scratch_write (scratch, "p/.python-version", "3.9.1\n3.11.7\n");

    assert_resolved ("pyenv/shims/python3", "pyenv/versions/3.9.1/bin/python3");
  }
END_TEST

START_TEST (the_variable_comes_first)
  {
    limbeck_scratch_write (scratch, "p/.python-version", "3.11.7\n");
    g_setenv ("PYENV_VERSION", "3.9.1:3.11.7", TRUE);

    assert_resolved ("pyenv/shims/python3", "pyenv/versions/3.9.1/bin/python3");
  }
END_TEST

static const char *const unclear[] = { "system", "3.11", "", "# x", "../../etc" };

START_TEST (what_only_pyenv_knows_is_left_to_it)
  {
    limbeck_scratch_write (scratch, "p/.python-version", unclear[_i]);

    assert_resolved ("pyenv/shims/python3", NULL);
  }
END_TEST

START_TEST (other_programs_are_none_of_its_business)
  {
    limbeck_scratch_write_program (scratch, "asdf/shims/python3", "#!/bin/sh\nexec asdf exec\n");
    limbeck_scratch_write_program (scratch, "bin/python3", "#!/bin/sh\nexec pyenv\n");

    assert_resolved ("asdf/shims/python3", NULL);
    assert_resolved ("bin/python3", NULL);
  }
END_TEST

static Suite *
pyenv_suite (void)
{
  Suite *suite = suite_create ("core/project/pyenv");
  TCase *tcase = tcase_create ("pyenv");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, the_global_version_is_used);
  tcase_add_test (tcase, a_file_further_up_comes_before_it);
  tcase_add_test (tcase, the_variable_comes_first);
  tcase_add_loop_test (tcase, what_only_pyenv_knows_is_left_to_it, 0, G_N_ELEMENTS (unclear));
  tcase_add_test (tcase, other_programs_are_none_of_its_business);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (pyenv_suite ());
}
