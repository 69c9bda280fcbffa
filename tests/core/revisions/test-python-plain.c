#include <string.h>

#include "core/revisions/python-plain.h"

#include "limbeck-check.h"

#define NONE "(none)"

static const struct
{
  const char       *line;
  LimbeckPythonWord name;
  const char       *value;
} assignments[] = {
  { "revision = 'a1'\n", LIMBECK_PYTHON_REVISION, "a1" },
  { "revision=\"a'1\"\n", LIMBECK_PYTHON_REVISION, "a'1" },
  { "revision = ''\n", LIMBECK_PYTHON_REVISION, "" },
  { "revision: str = 'ä'\n", LIMBECK_PYTHON_REVISION, "ä" },
  { "down_revision = None\n", LIMBECK_PYTHON_DOWN_REVISION, NONE },
  { "down_revision: Union[str, None] = 'a1'\n", LIMBECK_PYTHON_DOWN_REVISION, "a1" },
  { "branch_labels: t.Union[str, Sequence[str], None] = None\n",
    LIMBECK_PYTHON_BRANCH_LABELS,
    NONE },
  { "depends_on : str | None =\tNone\n", LIMBECK_PYTHON_DEPENDS_ON, NONE },
  /* everything else has to be cut into tokens */
  { "revision = 'a1'", 0, NULL },
  { "revision = 'a1' # comment\n", 0, NULL },
  { "revision = 'a1' 'b2'\n", 0, NULL },
  { "revision = 'a1'\r\n", 0, NULL },
  { "revision = 'a\\x31'\n", 0, NULL },
  { "revision = 'a1\n", 0, NULL },
  { "revision = '''a1'''\n", 0, NULL },
  { "revision = u'a1'\n", 0, NULL },
  { "revision = Nonesuch\n", 0, NULL },
  { "revision == None\n", 0, NULL },
  { "revision += 'a1'\n", 0, NULL },
  { "revision := 'a1'\n", 0, NULL },
  { "revision: str\n", 0, NULL },
  { "revision: str == 'a1'\n", 0, NULL },
  { "revision: List[ = 'a1'\n", 0, NULL },
  { "revision: List][ = 'a1'\n", 0, NULL },
  { "revision: globals = 'a1'\n", 0, NULL },
  { "revision: f(x) = 'a1'\n", 0, NULL },
  { "revisions = 'a1'\n", 0, NULL },
  { "__doc__ = 'a1'\n", 0, NULL },
  { "ｒevision = 'a1'\n", 0, NULL },
};

START_TEST (an_assignment_as_the_template_writes_it_is_read)
  {
    LimbeckPythonAssignment assignment;
    const char             *expected = assignments[_i].value;
    gsize length = limbeck_python_plain_read_assignment (assignments[_i].line, &assignment);

    ck_assert_uint_eq (length, expected != NULL ? strlen (assignments[_i].line) : 0);
    if (expected == NULL)
      return;

    ck_assert_int_eq (assignment.name, assignments[_i].name);
    if (strcmp (expected, NONE) == 0)
      ck_assert_ptr_null (assignment.value);
    else
      {
        g_autofree char *value = g_strndup (assignment.value, assignment.value_length);

        ck_assert_str_eq (value, expected);
      }
  }
END_TEST

static const struct
{
  const char *line;
  gboolean    is_plain;
} imports[] = {
  { "from alembic import op\n", TRUE },
  { "import sqlalchemy as sa\n", TRUE },
  { "from typing import Sequence, Union\n", TRUE },
  { "import sys\n", TRUE },
  { "from sys import modules\n", FALSE },
  { "from ids import revision\n", FALSE },
  { "from ids import *\n", FALSE },
  { "import a; revision = 1\n", FALSE },
  { "from a import (b,\n", FALSE },
  { "import a", FALSE },
  { "importer = 1\n", FALSE },
};

START_TEST (an_import_that_binds_nothing_of_interest_is_passed_over)
  {
    ck_assert_uint_eq (limbeck_python_plain_measure_import (imports[_i].line),
                       imports[_i].is_plain ? strlen (imports[_i].line) : 0);
  }
END_TEST

static const struct
{
  const char *source;
  const char *docstring;
} docstrings[] = {
  { "\"\"\"message\n\nRevision ID: a1\n\"\"\"\nx = 1\n", "message\n\nRevision ID: a1\n" },
  { "\"\"\"\"\"\"\n", "" },
  { "\"\"\"a \"b\" and \"\"c\n\"\"\"\n", "a \"b\" and \"\"c\n" },
  { "\"\"\"a\"\"\" \"b\"\n", NULL },
  { "\"\"\"a\"\"\"", NULL },
  { "\"\"\"a\"\"\"\"b\"\n", NULL },
  { "\"\"\"a\\\"\"\" b\"\"\"\n", NULL },
  { "\"\"\"never ends\n", NULL },
  { "\"a\"\n", NULL },
  { "r\"\"\"a\"\"\"\n", NULL },
};

START_TEST (a_docstring_that_stands_alone_is_read)
  {
    const char *source = docstrings[_i].source;
    const char *docstring = NULL;
    gsize       length = 0;
    gsize       n = limbeck_python_plain_read_docstring (
        source, source + strlen (source), &docstring, &length);

    if (docstrings[_i].docstring == NULL)
      ck_assert_uint_eq (n, 0);
    else
      {
        g_autofree char *text = g_strndup (docstring, length);

        ck_assert_str_eq (text, docstrings[_i].docstring);
        ck_assert_uint_eq (n, length + strlen ("\"\"\"\"\"\"\n"));
      }
  }
END_TEST

static Suite *
python_plain_suite (void)
{
  Suite *suite = suite_create ("python-plain");
  TCase *tcase = tcase_create ("lines");

  tcase_add_loop_test (
      tcase, an_assignment_as_the_template_writes_it_is_read, 0, G_N_ELEMENTS (assignments));
  tcase_add_loop_test (
      tcase, an_import_that_binds_nothing_of_interest_is_passed_over, 0, G_N_ELEMENTS (imports));
  tcase_add_loop_test (tcase, a_docstring_that_stands_alone_is_read, 0, G_N_ELEMENTS (docstrings));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_plain_suite ());
}
