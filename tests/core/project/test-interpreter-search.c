#include "core/project/interpreter-search.h"

#include "fake-python.h"
#include "limbeck-check.h"
#include "scratch.h"

/* The first lines that installers write; %s is the Python. */
static const struct
{
  const char *text;
  gboolean    is_understood;
} scripts[] = {
  { "#!%s\n# -*- coding: utf-8 -*-\nimport re\n", TRUE },
  { "#! %s\n", TRUE },
  { "#!/usr/bin/env %s\n", TRUE },
  { "#!/bin/sh\n'''exec' %s \"$0\" \"$@\"\n' '''\n", TRUE },
  { "#!/bin/sh\n'''exec' \"%s\" \"$0\" \"$@\"\n' '''\n", TRUE },
  { "#!/bin/sh\n'''exec' '%s' \"$0\" \"$@\"\n' '''\n", TRUE },
  { "#!/bin/sh\nexec something else # %s\n", FALSE },
  { "\x7f"
    "ELF%s",
    FALSE },
};

START_TEST (the_python_of_an_alembic_command_is_in_its_first_line)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *python = limbeck_fake_python_write (scratch, "venv", "1.12.0");
    g_autofree char *script = limbeck_scratch_dup_path (scratch, "bin/alembic");
    g_auto (GStrv) pieces = g_strsplit (scripts[_i].text, "%s", 2);
    g_autofree char *text = g_strjoin (python, pieces[0], pieces[1], NULL);
    g_autoptr (LimbeckFoundInterpreter) found = NULL;

    limbeck_scratch_write_program (scratch, "bin/alembic", text);
    found = limbeck_interpreter_search ("/", "/", script, NULL, NULL);

    ck_assert_ptr_nonnull (found);
    ck_assert_str_eq (found->script, script);
    ck_assert_pstr_eq (found->python, scripts[_i].is_understood ? python : NULL);
    ck_assert_pstr_eq (found->alembic_version, scripts[_i].is_understood ? "1.12.0" : NULL);
  }
END_TEST

static Suite *
interpreter_search_suite (void)
{
  Suite *suite = suite_create ("core/project/interpreter-search");
  TCase *tcase = tcase_create ("interpreter-search");

  tcase_add_loop_test (
      tcase, the_python_of_an_alembic_command_is_in_its_first_line, 0, G_N_ELEMENTS (scripts));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (interpreter_search_suite ());
}
