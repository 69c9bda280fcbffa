#include <string.h>

#include "core/revisions/python-literal.h"

#include "limbeck-check.h"

#define MAX_TOKENS 512

/* "None", "'a'" or "('a', None)", with "set" or "list" before what can be changed; NULL for what has to be run. */
static char *
read_literal (const char *source)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gssize));
  LimbeckPythonLiteral literal = { .places = places };
  LimbeckPythonToken   tokens[MAX_TOKENS];
  LimbeckPythonLexer   lexer;
  guint                n = 0;

  limbeck_python_lexer_init (&lexer, source, strlen (source));
  while (limbeck_python_lexer_next (&lexer, &tokens[n]) < LIMBECK_PYTHON_NEWLINE)
    n++;
  if (!limbeck_python_literal_read (&literal, tokens, n, bytes))
    return NULL;

  g_string_append (text, literal.is_set ? "set " : literal.is_mutable ? "list " : "");
  g_string_append (text, literal.kind == LIMBECK_PYTHON_LITERAL_SEQUENCE ? "(" : "");
  for (guint i = 0; i < places->len; i++)
    {
      gssize place = g_array_index (places, gssize, i);

      g_string_append (text, i > 0 ? ", " : "");
      if (place < 0)
        g_string_append (text, "None");
      else
        g_string_append_printf (text, "'%s'", bytes->str + place);
    }
  g_string_append (text, literal.kind == LIMBECK_PYTHON_LITERAL_SEQUENCE ? ")" : "");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct
{
  const char *source;
  const char *value;
} literals[] = {
  { "None", "None" },
  { "(None)", "None" },
  { "'a'", "'a'" },
  { "'a' \"b\" '''c'''", "'abc'" },
  { "(('a'))", "'a'" },
  { "r'a\\n'", "'a\\n'" },
  { "'\\x41\\u00e9\\U0001F40D\\101'", "'A\303\251\360\237\220\215A'" },
  { "'a\\\nb'", "'ab'" },
  { "'a\\qb'", "'a\\qb'" },
  { "'''a\r\nb\rc'''", "'a\nb\nc'" },
  { "()", "()" },
  { "('a',)", "('a')" },
  { "'a',", "('a')" },
  { "'a', 'b'", "('a', 'b')" },
  { "('a', None, 'b',)", "('a', None, 'b')" },
  { "('a' 'b', 'c')", "('ab', 'c')" },
  { "[]", "list ()" },
  { "['a', 'b']", "list ('a', 'b')" },
  { "(['a'])", "list ('a')" },
  { "{'a', 'b'}", "set ('a', 'b')" },
  /* everything else has to be run */
  { "", NULL },
  { "{}", NULL },
  { "{'a': 'b'}", NULL },
  { "('a', ['b'])", NULL },
  { "('a' 'b'", NULL },
  { "'a' + 'b'", NULL },
  { "'a'.upper()", NULL },
  { "b'a'", NULL },
  { "f'a'", NULL },
  { "'a' f'b'", NULL },
  { "*['a']", NULL },
  { "a", NULL },
  { "1", NULL },
  { "True", NULL },
  { "'a' if b else 'c'", NULL },
  { "'a',, 'b'", NULL },
  { ",", NULL },
  { "'\\N{BULLET}'", NULL },
  { "'\\ud800'", NULL },
  { "'\\U00110000'", NULL },
  { "'\\x4'", NULL },
  { "'\\0'", NULL },
};

START_TEST (what_is_literal_is_read_and_nothing_else)
  {
    g_autofree char *value = read_literal (literals[_i].source);

    ck_assert_pstr_eq (value, literals[_i].value);
  }
END_TEST

START_TEST (brackets_inside_each_other_come_to_an_end)
  {
    g_autofree char *open = g_strnfill (190, '(');
    g_autofree char *close = g_strnfill (190, ')');
    g_autofree char *source = g_strconcat (open, "'a'", close, NULL);
    g_autofree char *value = read_literal (source);

    ck_assert_ptr_null (value);
  }
END_TEST

static Suite *
python_literal_suite (void)
{
  Suite *suite = suite_create ("python-literal");
  TCase *tcase = tcase_create ("python-literal");

  tcase_add_loop_test (
      tcase, what_is_literal_is_read_and_nothing_else, 0, (int) G_N_ELEMENTS (literals));
  tcase_add_test (tcase, brackets_inside_each_other_come_to_an_end);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_literal_suite ());
}
