#include <string.h>

#include "core/revisions/python-module.h"

#include "limbeck-check.h"

static LimbeckPythonModule *module;
static GString             *bytes;

static void
set_up (void)
{
  module = limbeck_python_module_new ();
  bytes = g_string_new (NULL);
}

static void
tear_down (void)
{
  g_clear_pointer (&module, limbeck_python_module_free);
  g_string_free (bytes, TRUE);
}

static void
scan (const char *source)
{
  g_string_truncate (bytes, 0);
  limbeck_python_module_scan (module, source, strlen (source), bytes);
}

START_TEST (a_name_is_unbound_literal_or_computed)
  {
    scan ("revision = 'a'\ndown_revision = f()\n");

    ck_assert_int_eq (module->bindings[LIMBECK_PYTHON_REVISION].state, LIMBECK_PYTHON_LITERAL);
    ck_assert_int_eq (module->bindings[LIMBECK_PYTHON_DOWN_REVISION].state,
                      LIMBECK_PYTHON_COMPUTED);
    ck_assert_int_eq (module->bindings[LIMBECK_PYTHON_DEPENDS_ON].state, LIMBECK_PYTHON_UNBOUND);
    ck_assert_uint_eq (module->syntax_line, 0);
    ck_assert_uint_eq (module->dynamic_line, 0);
  }
END_TEST

START_TEST (the_last_binding_counts)
  {
    const char source[] = "revision = 'a'\nrevision = f()\nrevision = 'b'\n";

    scan (source);

    ck_assert_int_eq (module->bindings[LIMBECK_PYTHON_REVISION].state, LIMBECK_PYTHON_LITERAL);
    ck_assert_uint_eq (
        limbeck_python_module_find_line (module, module->bindings[LIMBECK_PYTHON_REVISION].at), 3);
    ck_assert_str_eq (
        bytes->str +
            g_array_index (module->bindings[LIMBECK_PYTHON_REVISION].literal.places, gssize, 0),
        "b");
  }
END_TEST

START_TEST (nothing_is_left_of_the_module_before)
  {
    scan ("'doc'\nrevision = 'a'\ndepends_on = ['b']\nx = f'{y}'\nexec(z)\nx = (\n");
    ck_assert_uint_gt (module->syntax_line, 0);
    scan ("down_revision = None\n");

    ck_assert_int_eq (module->bindings[LIMBECK_PYTHON_REVISION].state, LIMBECK_PYTHON_UNBOUND);
    ck_assert_int_eq (module->bindings[LIMBECK_PYTHON_DEPENDS_ON].state, LIMBECK_PYTHON_UNBOUND);
    ck_assert (!module->has_docstring);
    ck_assert_uint_eq (module->syntax_line, 0);
    ck_assert_uint_eq (module->dynamic_line, 0);
  }
END_TEST

START_TEST (the_docstring_is_the_first_statement)
  {
    scan ("# c\n\n'''add\nusers'''\nrevision = 'a'\n");

    ck_assert (module->has_docstring);
    ck_assert_uint_eq (module->docstring_length, strlen ("add\nusers"));
    ck_assert (strncmp (module->docstring, "add\nusers", module->docstring_length) == 0);

    scan ("revision = 'a'\n'''add'''\n");
    ck_assert (!module->has_docstring);
  }
END_TEST

static const struct
{
  const char *source;
  guint       syntax_line;
  guint       dynamic_line;
} lines[] = {
  { "x = 1\n", 0, 0 },
  { "x = 1\ny = (\n", 3, 0 },
  { "def f():\n  pass\n>>>>>>> x\n", 3, 0 },
  { "x = 1\n y = 2\n", 2, 0 },
  { "if x:\n", 2, 0 },
  { "x = 1\nvars()\n", 0, 2 },
  { "x = 1\nraise E\n", 0, 2 },
  { "def f():\n  pass\n", 0, 0 },
};

START_TEST (the_line_that_stands_in_the_way_is_told)
  {
    scan (lines[_i].source);

    ck_assert_uint_eq (module->syntax_line, lines[_i].syntax_line);
    ck_assert_uint_eq (module->dynamic_line, lines[_i].dynamic_line);
  }
END_TEST

static Suite *
python_module_suite (void)
{
  Suite *suite = suite_create ("python-module");
  TCase *tcase = tcase_create ("python-module");

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, a_name_is_unbound_literal_or_computed);
  tcase_add_test (tcase, the_last_binding_counts);
  tcase_add_test (tcase, nothing_is_left_of_the_module_before);
  tcase_add_test (tcase, the_docstring_is_the_first_statement);
  tcase_add_loop_test (
      tcase, the_line_that_stands_in_the_way_is_told, 0, (int) G_N_ELEMENTS (lines));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_module_suite ());
}
