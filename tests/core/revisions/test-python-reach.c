#include <string.h>

#include "core/revisions/python-reach.h"

#include "limbeck-check.h"

/* The places that a reach points at are in the source. */
static LimbeckPythonReach
reach_of (const char *source)
{
  LimbeckPythonLexer lexer;
  LimbeckPythonReach reach;

  limbeck_python_lexer_init (&lexer, source, strlen (source));
  limbeck_python_reach_find (&reach, &lexer);

  return reach;
}

START_TEST (mentions_are_counted_in_definitions_too)
  {
    LimbeckPythonReach reach = reach_of ("revision = 'a'\ndef f():\n  return revision\n");

    ck_assert_uint_eq (reach.n_mentions[LIMBECK_PYTHON_REVISION], 2);
    ck_assert_uint_eq (reach.n_mentions[LIMBECK_PYTHON_DEPENDS_ON], 0);
    ck_assert_ptr_null (reach.bound_at[LIMBECK_PYTHON_REVISION]);
    ck_assert_ptr_null (reach.dynamic_at);
  }
END_TEST

START_TEST (an_attribute_is_no_mention)
  {
    LimbeckPythonReach reach = reach_of ("op.revision = x.revision\n");

    ck_assert_uint_eq (reach.n_mentions[LIMBECK_PYTHON_REVISION], 0);
  }
END_TEST

START_TEST (a_comment_or_a_string_is_no_mention)
  {
    LimbeckPythonReach reach = reach_of ("# revision\nx = 'revision'\n");

    ck_assert_uint_eq (reach.n_mentions[LIMBECK_PYTHON_REVISION], 0);
  }
END_TEST

START_TEST (the_braces_of_an_f_string_are_mentions)
  {
    LimbeckPythonReach reach = reach_of ("x = f'{revision} {revision}'\n");

    ck_assert_uint_eq (reach.n_mentions[LIMBECK_PYTHON_REVISION], 2);
    ck_assert_ptr_null (reach.bound_at[LIMBECK_PYTHON_REVISION]);
  }
END_TEST

START_TEST (an_f_string_without_braces_runs_nothing)
  {
    LimbeckPythonReach reach = reach_of ("x = f'revision := exec'\n");

    ck_assert_uint_eq (reach.n_mentions[LIMBECK_PYTHON_REVISION], 0);
    ck_assert_ptr_null (reach.dynamic_at);
  }
END_TEST

START_TEST (a_global_binds_up_to_its_end)
  {
    const char *source = "def f():\n  global revision; depends_on = 1\n  branch_labels = 2\n";
    LimbeckPythonReach reach = reach_of (source);

    ck_assert_ptr_eq (reach.bound_at[LIMBECK_PYTHON_REVISION], strstr (source, "revision"));
    ck_assert_ptr_null (reach.bound_at[LIMBECK_PYTHON_DEPENDS_ON]);
    ck_assert_ptr_null (reach.bound_at[LIMBECK_PYTHON_BRANCH_LABELS]);
  }
END_TEST

static const struct
{
  const char *source;
  const char *at;
} dynamics[] = {
  { "def f():\n  globals()['x'] = 1\n", "globals" },
  { "def f():\n  globals()['f_%s' % x]()\n", NULL },
  { "def f():\n  globals()['f'](x[0], (1))\n", NULL },
  { "def f():\n  globals()['f']\n", "globals" },
  { "def f():\n  globals()['f']().x = 1\n", "globals" },
  { "def f():\n  globals()['f']()['x'] = 1\n", "globals" },
  { "def f():\n  globals().update()\n", "globals" },
  { "def f():\n  x = globals()['f']()\n", "globals" },
  { "def f():\n  globals()[vars()]()\n", "vars" },
  { "def f():\n  globals()['f'](", "globals" },
  { "def f():\n  exec('x = 1')\n", "exec" },
  { "def f():\n  session.exec('x = 1')\n", NULL },
  { "def f():\n  frame.eval('x = 1')\n", NULL },
  { "def f():\n  f.__globals__['x'] = 1\n", "__globals__" },
  { "def f():\n  sys._getframe(1).f_locals['x'] = 1\n", "f_locals" },
  { "def f():\n  inspect.currentframe()\n", "currentframe" },
  { "def f():\n  sys.modules[__name__].x = 1\n", "modules" },
  { "def f():\n  app.modules.x = 1\n", NULL },
  { "def f():\n  sys.path\n  app.modules.x = 1\n", NULL },
  { "x = f'{vars()}'\n", "vars" },
  { "x = 'vars()'\n", NULL },
};

START_TEST (code_that_may_bind_anything_is_found)
  {
    LimbeckPythonReach reach = reach_of (dynamics[_i].source);

    if (dynamics[_i].at == NULL)
      ck_assert_ptr_null (reach.dynamic_at);
    else
      ck_assert_ptr_eq (reach.dynamic_at, strstr (dynamics[_i].source, dynamics[_i].at));
  }
END_TEST

START_TEST (what_is_no_python_says_where)
  {
    const char        *source = "def f():\n  x = (1]\nrevision = 'a'\n";
    LimbeckPythonReach reach = reach_of (source);

    ck_assert_ptr_eq (reach.error_at, strchr (source, ']'));
  }
END_TEST

static const struct
{
  const char *source;
  gboolean    is_old;
} statements[] = {
  { "print 'x'\n", TRUE },
  { "print x\n", TRUE },
  { "print 1\n", TRUE },
  { "print ('x')\n", FALSE },
  { "print = 1\n", FALSE },
  { "print is None\n", FALSE },
  { "print\n'x'\n", FALSE },
  { "x.print\n", FALSE },
  { "raise E, 'x'\n", TRUE },
  { "raise E('x', 'y')\n", FALSE },
  { "raise E; x, y\n", FALSE },
  { "try: x\nexcept E, e: y\n", TRUE },
  { "try: x\nexcept (E, F): y, z\n", FALSE },
  { "return x, y\n", FALSE },
};

START_TEST (statements_of_python_2_are_found)
  {
    LimbeckPythonReach reach = reach_of (statements[_i].source);

    ck_assert_int_eq (reach.error_at != NULL, statements[_i].is_old);
  }
END_TEST

static Suite *
python_reach_suite (void)
{
  Suite *suite = suite_create ("python-reach");
  TCase *tcase = tcase_create ("reach");

  tcase_add_test (tcase, mentions_are_counted_in_definitions_too);
  tcase_add_test (tcase, an_attribute_is_no_mention);
  tcase_add_test (tcase, a_comment_or_a_string_is_no_mention);
  tcase_add_test (tcase, the_braces_of_an_f_string_are_mentions);
  tcase_add_test (tcase, an_f_string_without_braces_runs_nothing);
  tcase_add_test (tcase, a_global_binds_up_to_its_end);
  tcase_add_loop_test (
      tcase, code_that_may_bind_anything_is_found, 0, (int) G_N_ELEMENTS (dynamics));
  tcase_add_test (tcase, what_is_no_python_says_where);
  tcase_add_loop_test (tcase, statements_of_python_2_are_found, 0, (int) G_N_ELEMENTS (statements));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_reach_suite ());
}
