#include <string.h>

#include "core/revisions/python-tail.h"

#include "limbeck-check.h"

static const struct
{
  const char *text;
  gboolean    is_plain;
  gboolean    runs;
} tails[] = {
  { "def f():\n  pass\n", TRUE, FALSE },
  { "def f() -> None:\n  pass\n\n\ndef g(a, b=1):\n  pass", TRUE, FALSE },
  { "def f():  # c (\n  pass # )\n", TRUE, FALSE },
  { "async def f():\n  pass\n", TRUE, FALSE },
  { "def f():\n  '''a\n\"b\"\n'''\n", FALSE, FALSE },
  { "def f():\n  op.execute(\n\"\"\"\n  x\n\"\"\"\n)\n", TRUE, FALSE },
  { "def f():\n# c\n  pass\n# c\n", TRUE, FALSE },
  { "def f():\n  x = 'don\\'t' # don't\n", TRUE, FALSE },
  /* this may be run with the module, or is no Python of today */
  { "class C:\n  pass\n", TRUE, TRUE },
  { "@f\ndef g():\n  pass\n", TRUE, TRUE },
  { "def f(a=g()):\n  pass\n", TRUE, TRUE },
  { "def f():\n    raise E\n", TRUE, TRUE },
  { "def f():\n\tprint 'x'\n", TRUE, TRUE },
  { "def f():\n    try:\n        print x\n", TRUE, TRUE },
  { "def f():\n    printer = 1\n    raised = 2\n", TRUE, FALSE },
  { "def f(a) -> g(b):\n  pass\n", TRUE, TRUE },
  /* this may bind something, or is none that Python takes: it has to be cut into tokens */
  { "def f():\n  pass\nx = 1\n", FALSE, FALSE },
  { "def f():\n  pass\nf()\n", FALSE, FALSE },
  { "def revision():\n  pass\n", FALSE, FALSE },
  { "class depends_on:\n  pass\n", FALSE, FALSE },
  { "def f(a=(b := 1)):\n  pass\n", FALSE, FALSE },
  { "def f(a='x'):\n  pass\n", FALSE, FALSE },
  { "def f(\n  a):\n  pass\n", FALSE, FALSE },
  { "def f(): pass\n", FALSE, FALSE },
  { "def f()\n  pass\n", FALSE, FALSE },
  { "def f():\n", FALSE, FALSE },
  { "def f():\n\n  # c\n", FALSE, FALSE },
  { "def f():\ndef g():\n  pass\n", FALSE, FALSE },
  { "def caf\303\251():\n  pass\n", FALSE, FALSE },
  { "def f():\n  x = (1\n", FALSE, FALSE },
  { "def f():\n  x = 1]\n", FALSE, FALSE },
  { "def f():\n  x = \"a\n", FALSE, FALSE },
  { "def f():\n  x = 'a\n", FALSE, FALSE },
  { "def f():\n  x = 1\n\fy = 2\n", FALSE, FALSE },
  { "<<<<<<< HEAD\n", FALSE, FALSE },
};

START_TEST (only_plain_definitions_are_passed_over)
  {
    const char *text = tails[_i].text;
    gboolean    runs = FALSE;

    ck_assert_int_eq (limbeck_python_tail_binds_nothing (text, text + strlen (text), &runs),
                      tails[_i].is_plain);
    if (tails[_i].is_plain)
      ck_assert_int_eq (runs, tails[_i].runs);
  }
END_TEST

/* Brackets are counted in blocks of bytes, of which the last may be short. */
START_TEST (a_bracket_counts_wherever_it_stands)
  {
    for (guint n = 0; n < 40; n++)
      {
        g_autofree char *before = g_strnfill (n, 'a');
        g_autofree char *after = g_strnfill (40 - n, 'a');
        g_autofree char *open = g_strdup_printf ("def f():\n  %s[%s\n", before, after);
        g_autofree char *both = g_strdup_printf ("def f():\n  [%s]%s\n", before, after);
        gboolean         runs;

        ck_assert (!limbeck_python_tail_binds_nothing (open, open + strlen (open), &runs));
        ck_assert (limbeck_python_tail_binds_nothing (both, both + strlen (both), &runs));
      }
  }
END_TEST

START_TEST (a_definition_is_told_by_its_first_word)
  {
    ck_assert (limbeck_python_tail_begins_definition ("def f():"));
    ck_assert (limbeck_python_tail_begins_definition ("class C:"));
    ck_assert (limbeck_python_tail_begins_definition ("async def f():"));
    ck_assert (limbeck_python_tail_begins_definition ("@f"));
    ck_assert (!limbeck_python_tail_begins_definition ("define = 1"));
    ck_assert (!limbeck_python_tail_begins_definition ("default = 1"));
    ck_assert (!limbeck_python_tail_begins_definition (""));
  }
END_TEST

START_TEST (a_word_is_found_wherever_it_stands)
  {
    const char text[] = "glob bal global";
    const char bare[] = "glob bal lobal globa globals () global2";

    ck_assert (limbeck_python_tail_has_word (text, text + strlen (text), "global"));
    ck_assert (!limbeck_python_tail_has_word (bare, bare + strlen (bare), "global"));
    ck_assert (!limbeck_python_tail_has_word (text, text + strlen (text) - 1, "global"));
    ck_assert (!limbeck_python_tail_has_word (bare, bare, "global"));
  }
END_TEST

static Suite *
python_tail_suite (void)
{
  Suite *suite = suite_create ("python-tail");
  TCase *tcase = tcase_create ("python-tail");

  tcase_add_loop_test (
      tcase, only_plain_definitions_are_passed_over, 0, (int) G_N_ELEMENTS (tails));
  tcase_add_test (tcase, a_bracket_counts_wherever_it_stands);
  tcase_add_test (tcase, a_definition_is_told_by_its_first_word);
  tcase_add_test (tcase, a_word_is_found_wherever_it_stands);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_tail_suite ());
}
