#include "config.h"

#include "random-source.h"

static const char *const names[] = {
  "revision", "down_revision", "branch_labels", "depends_on", "__doc__", "other",
};

static const char *const values[] = {
  "'a1'",
  "\"b2\"",
  "'''c3'''",
  "u'd4'",
  "r'e\\5'",
  "'f' '6'",
  "('g7')",
  "('h8',)",
  "['i9', 'j1']",
  "{'k2'}",
  "None",
  "()",
  "[]",
  "(None,)",
  "''",
  "('l3' \"m4\",\n  'n5',)",
  "'o\\x36'",
  "'p' + '7'",
  "f'q{8}'",
  "b'r9'",
  "str('s1')",
  "'t2' if 1 else 0",
  "0",
  "False",
  "{}",
  "{'u': 1}",
  "'v\\\n3'",
  "tuple(['w4'])",
  "'x5', 'y6'",
  "(\n 'z7' # c'\n)",
  "'\\u00e9'",
  "revision",
  "('a1', None)",
  "lambda revision='x': 1",
  "'''l\n\nrevision = 'no'\n'''",
  "'a1'.upper()",
  "[x for x in ['a1']]",
  "'a1' 'b2' \\\n  'c3'",
  "(('a1'))",
  "'a1' == 'a1'",
  "not 'a1'",
  "'%s' % 1",
  "*['a1'],",
};

/* %N is a name, %V a value. */
static const char *const statements[] = {
  "%N = %V",
  "%N = %V",
  "%N = %V",
  "%N = %V  # %N = %V",
  "%N: str = %V",
  "%N: 'a = 1' = %V",
  "%N: str",
  "%N = %N = %V",
  "other = %N = %V; %N = %V",
  "if 1: %N = %V",
  "if 1:\n  %N = %V\nelse:\n  %N = %V",
  "if 0:\n  %N = %V",
  "try:\n  %N = %V\nexcept E: pass",
  "for %N in ['a', 'b']: pass",
  "def f():\n  %N = %V\n  return 1",
  "def f():\n  global %N\n  %N = %V\nf()",
  "def f(x=1): %N = %V",
  "def f():\n  x = '''\n%N = %V\n'''\n\n# c\n  y = (\n%N)",
  "class C:\n  %N = %V",
  "class C: %N = %V",
  "def %N(): pass",
  "(%N) = %V",
  "[%N] = ['x']",
  "%N, %N = 'a', 'b'",
  "%N += 'z'",
  "print(%N := %V, file=open('/dev/null', 'w'))",
  "x = (%N := %V)",
  "x = dict(%N=%V)",
  "x = {'%N': %V}",
  "'''\n%N = %V\n'''",
  "# %N = %V",
  "\"%N = 'q'\"",
  "import os as %N",
  "from os import *",
  "from os import path as %N",
  "import os, sys",
  "del %N",
  "vars()['%N'] = %V",
  "exec(\"%N = 'x'\")",
  "with open('/dev/null') as %N: pass",
  "x = [%N for %N in 'ab']",
  "@(lambda f: f)\ndef g():\n  '''\n%N = %V'''",
  "while 0: %N = %V",
  "x = 1; \\\n%N = %V",
  "\f%N = %V",
  "x = '\\'' ; %N = %V",
  "x = \"\"\"a\\\"\"\"\" ; %N = %V",
  "x = r'\\' ; %N = %V'",
  "x = ('(' \")\") ; %N = %V",
  "x = f'{1:>{5}}' ; %N = %V",
  "x = f'{\"a\"}#' ; %N = %V",
  "x = 1 if 1 else 2 ; %N = %V",
  "x = f'{(%N := \"a\")}'",
  "x = f'{%N}'",
  "%N = other = ['a']; other.append('b')",
  "%N = ['a']\nother = %N\nother.append('b')",
  "%N = ['a']\ndef f():\n  %N.append('b')\nf()",
  "def f():\n  vars()\n  f.__globals__['%N'] = 'x'\n@f\ndef g(): pass",
  "def f(n):\n  globals()['g_' + n]()\ndef g_a():\n  global %N\n  %N = 'x'\nf('a')",
  "def f():\n  f.__globals__['%N'] = 'x'\nclass C(f() or object):\n  %N = 1",
  "def f():\n  f.__globals__['%N'] = 'x'\ndef g(y=f()): pass",
  "def f():\n  import sys\n  sys._getframe(1).f_globals['%N'] = 'x'\nf()",
  "class C:\n  global %N\n  %N = 'x'",
  "raise ValueError",
  "if 0:\n  raise ValueError",
  "x: (%N := 'y') = 1",
  "def f():\nx = 1",
  "  x = 1",
  "x = (1]",
  "pass",
};

static const char *
pick (const char *const *from, guint n, GRand *rand)
{
  return from[g_rand_int_range (rand, 0, n)];
}

static void
append_statement (GString *source, GRand *rand)
{
  for (const char *p = pick (statements, G_N_ELEMENTS (statements), rand); *p != '\0'; p++)
    if (p[0] == '%' && p[1] == 'N')
      {
        g_string_append (source, pick (names, G_N_ELEMENTS (names), rand));
        p++;
      }
    else if (p[0] == '%' && p[1] == 'V')
      {
        g_string_append (source, pick (values, G_N_ELEMENTS (values), rand));
        p++;
      }
    else
      g_string_append_c (source, *p);
}

char *
random_source_new (GRand *rand)
{
  static const char *const ends[] = { "\n", "\n", "\n", "\r\n", "\n\n", "\n# c\n" };
  g_autoptr (GString) source = g_string_new (NULL);
  guint n = g_rand_int_range (rand, 0, 6);

  if (g_rand_boolean (rand))
    g_string_append (source, "revision = 'r1'\ndown_revision = None\n");
  for (guint i = 0; i < n; i++)
    {
      append_statement (source, rand);
      g_string_append (source, pick (ends, G_N_ELEMENTS (ends), rand));
    }
  if (g_rand_boolean (rand))
    g_string_append (source, "revision = 'r2'\ndown_revision = 'r1'");

  return g_string_free (g_steal_pointer (&source), FALSE);
}
