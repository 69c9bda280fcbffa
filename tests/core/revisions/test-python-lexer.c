#include <string.h>

#include "core/revisions/python-lexer.h"

#include "limbeck-check.h"

/* The tokens with blanks between them; "¶" for the end of a line, "!" where it goes wrong. */
static char *
cut (const char *source)
{
  g_autoptr (GString) text = g_string_new (NULL);
  LimbeckPythonLexer lexer;
  LimbeckPythonToken token;
  LimbeckPythonKind  kind;

  limbeck_python_lexer_init (&lexer, source, strlen (source));
  while ((kind = limbeck_python_lexer_next (&lexer, &token)) != LIMBECK_PYTHON_END)
    {
      g_string_append (text, text->len > 0 ? " " : "");
      if (kind == LIMBECK_PYTHON_ERROR)
        {
          g_string_append_c (text, '!');
          break;
        }
      if (kind == LIMBECK_PYTHON_NEWLINE)
        g_string_append (text, "¶");
      else
        g_string_append_len (text, token.start, token.length);
    }
  if (lexer.is_odd)
    g_string_append (text, " (odd)");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct
{
  const char *source;
  const char *tokens;
} sources[] = {
  { "", "" },
  { "x=1\n", "x = 1 ¶" },
  { "x=1", "x = 1" },
  { "x == y != z\n", "x == y != z ¶" },
  { "x += 1; y //= 2; z **= 3\n", "x += 1 ; y //= 2 ; z **= 3 ¶" },
  { "x := 1\n", "x := 1 ¶" },
  { "x: int = 1\n", "x : int = 1 ¶" },
  { "a[1:]\n", "a [ 1 : ] ¶" },
  { "f(a,\n  b)\n", "f ( a , b ) ¶" },
  { "x = \\\n 1\n", "x = 1 ¶" },
  { "\n\n  # c\nx\n", "x ¶" },
  { "x # c\ny\n", "x ¶ y ¶" },
  { "x\r\ny\rz", "x ¶ y ¶ z" },
  { "'a' \"b\"\n", "'a' \"b\" ¶" },
  { "'''a\n'b'''\n", "'''a\n'b''' ¶" },
  { "'a\\'b' rb'c' F'd'\n", "'a\\'b' rb'c' F'd' ¶" },
  { "xyz'a'\n", "xyz 'a' ¶" },
  { "1.5e3 0x1f 1_000j\n", "1.5e3 0x1f 1_000j ¶" },
  { "0 00 07.5 01e5 0x0F 1_0\n", "0 00 07.5 01e5 0x0F 1_0 ¶" },
  { "0777\n", "!" },
  { "10L\n", "!" },
  { "caf\303\251 = 1\n", "caf\303\251 = 1 ¶" },
  { "f'{a}'\n", "f'{a}' ¶" },
  { "f'{a'\n", "f'{a' ¶ (odd)" },
  { "'{a'\n", "'{a' ¶" },
  { "x @ y -> z\n", "x @ y - > z ¶" },
  /* what Python can't cut either */
  { "x = 'a\n", "x = !" },
  { "'''a", "!" },
  { "x = (1\n", "x = ( 1 !" },
  { "x)\n", "x !" },
  { "(]\n", "( !" },
  { "([)]\n", "( [ !" },
  { "{]\n", "{ !" },
  { "a $ b\n", "a !" },
  { "a ? b\n", "a !" },
  { "`a`\n", "!" },
  { "!a\n", "!" },
  { "a \\ b\n", "a !" },
  { "a \001\n", "a !" },
  { "a\302\240b\n", "!" },
  { "\342\200\234a\342\200\235\n", "!" },
  { "x\302\262\n", "!" },
  { "'a\\", "!" },
};

START_TEST (a_source_is_cut_as_python_cuts_it)
  {
    g_autofree char *tokens = cut (sources[_i].source);

    ck_assert_str_eq (tokens, sources[_i].tokens);
  }
END_TEST

START_TEST (brackets_go_as_deep_as_in_python)
  {
    g_autofree char *open = g_strnfill (LIMBECK_PYTHON_MAX_DEPTH, '[');
    g_autofree char *close = g_strnfill (LIMBECK_PYTHON_MAX_DEPTH, ']');
    g_autofree char *fits = g_strconcat (open, close, "\n", NULL);
    g_autofree char *too_deep = g_strconcat ("(", open, close, ")\n", NULL);
    g_autofree char *one = cut (fits);
    g_autofree char *other = cut (too_deep);

    ck_assert (g_str_has_suffix (one, "¶"));
    ck_assert (g_str_has_suffix (other, "!"));
  }
END_TEST

START_TEST (lines_are_counted_by_every_line_end)
  {
    const char         source[] = "a\nb\r\nc\rd";
    LimbeckPythonLexer lexer;

    limbeck_python_lexer_init (&lexer, source, strlen (source));

    ck_assert_uint_eq (limbeck_python_lexer_find_line (&lexer, source), 1);
    ck_assert_uint_eq (limbeck_python_lexer_find_line (&lexer, strchr (source, 'b')), 2);
    ck_assert_uint_eq (limbeck_python_lexer_find_line (&lexer, strchr (source, 'c')), 3);
    ck_assert_uint_eq (limbeck_python_lexer_find_line (&lexer, strchr (source, 'd')), 4);
  }
END_TEST

static const struct
{
  const char *source;
  gboolean    has_suite;
  const char *rest; /* NULL: it does not end */
} suites[] = {
  { "  a\n  b\nc\n", TRUE, "c\n" },
  { "\n# c\n\n  a\n\nb\n", TRUE, "b\n" },
  { "  '''\nb\n'''\nc\n", TRUE, "c\n" },
  { "  (\nb\n)\nc\n", TRUE, "c\n" },
  { "  a \\\nb\nc\n", TRUE, "c\n" },
  { "\ta", TRUE, "" },
  { "a\n", FALSE, "a\n" },
  { "\fa\n", FALSE, "a\n" },
  { "", FALSE, "" },
  { "   ", FALSE, "" },
  { "  # c", FALSE, "" },
  { "  '''a\n", TRUE, NULL },
  { "  (a\n", TRUE, NULL },
  { "  a)\n", TRUE, NULL },
};

START_TEST (a_suite_is_what_is_indented)
  {
    LimbeckPythonLexer lexer;

    limbeck_python_lexer_init (&lexer, suites[_i].source, strlen (suites[_i].source));

    ck_assert_int_eq (limbeck_python_lexer_has_suite (&lexer), suites[_i].has_suite);
    ck_assert_ptr_eq (lexer.p, suites[_i].source);
    ck_assert_int_eq (limbeck_python_lexer_skip_suite (&lexer), suites[_i].rest != NULL);
    if (suites[_i].rest != NULL)
      ck_assert_str_eq (lexer.p, suites[_i].rest);
  }
END_TEST

START_TEST (a_prefix_is_looked_for_before_the_quote_only)
  {
    const LimbeckPythonToken raw = { .kind = LIMBECK_PYTHON_STRING, .start = "r'f'", .length = 4 };
    const LimbeckPythonToken both = { .kind = LIMBECK_PYTHON_STRING,
                                      .start = "rF'a'",
                                      .length = 5 };

    ck_assert (!limbeck_python_token_is_formatted (&raw));
    ck_assert (limbeck_python_token_is_formatted (&both));
    ck_assert (limbeck_python_token_has_prefix (&raw, "rR"));
    ck_assert (!limbeck_python_token_has_prefix (&raw, "bB"));
  }
END_TEST

static Suite *
python_lexer_suite (void)
{
  Suite *suite = suite_create ("python-lexer");
  TCase *tcase = tcase_create ("python-lexer");

  tcase_add_loop_test (tcase, a_source_is_cut_as_python_cuts_it, 0, (int) G_N_ELEMENTS (sources));
  tcase_add_test (tcase, brackets_go_as_deep_as_in_python);
  tcase_add_test (tcase, lines_are_counted_by_every_line_end);
  tcase_add_loop_test (tcase, a_suite_is_what_is_indented, 0, (int) G_N_ELEMENTS (suites));
  tcase_add_test (tcase, a_prefix_is_looked_for_before_the_quote_only);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_lexer_suite ());
}
