#include "core/project/python-tokens.h"

#include "limbeck-check.h"

/* Names as they are, strings in brackets, what is opaque in braces, a newline as "/". */
static const struct
{
  const char *source;
  const char *tokens; /* NULL if it does not end */
} readings[] = {
  { "", "" },
  { "# only a comment", "" },
  { "a = 1", "a = {1} /" },
  { "a\nb", "a / b /" },
  { "a; b", "a / b /" },
  { "f(a,\n  b)\n", "f ( a , b ) /" },
  { "a = \\\n  b", "a = b /" },
  { "'doc'\nx", "x /" },
  { "\"\"\"long\ndoc\"\"\"\nx = 'y'", "x = [y] /" },
  { "x = 'a' \"b\"", "x = [ab] /" },
  { "x = ('a'\n     'b')", "x = ( [ab] ) /" },
  { "x = r'a\\b'", "x = [a\\b] /" },
  { "x = 'a\\b'", "x = {a\\b} /" },
  { "x = f'a'", "x = {a} /" },
  { "x = b'a'", "x = {a} /" },
  { "x = u'a'", "x = [a] /" },
  { "x = ''", "x = [] /" },
  { "x = 'it\\'s'", "x = {it\\'s} /" },
  { "a == b := c -> d ** e", "a == b := c -> d ** e /" },
  { "ä = 1", "ä = {1} /" },
  { "a\r\nb\rc", "a / b / c /" },
  { "\xef\xbb\xbf"
    "a",
    "a /" },
  { "x = '", NULL },
  { "x = 'a\nb'", NULL },
  { "x = '''a", NULL },
  { "f(", NULL },
  { ")", NULL },
};

START_TEST (source_is_taken_apart)
  {
    g_autoptr (GArray) tokens = limbeck_python_tokens_read (readings[_i].source);
    g_autoptr (GString) text = g_string_new (NULL);

    if (readings[_i].tokens == NULL)
      {
        ck_assert_ptr_null (tokens);
        return;
      }

    ck_assert_ptr_nonnull (tokens);
    for (guint i = 0; i < tokens->len; i++)
      {
        const LimbeckPythonToken *token = &g_array_index (tokens, LimbeckPythonToken, i);

        if (i > 0)
          g_string_append_c (text, ' ');
        switch (token->kind)
          {
          case LIMBECK_PYTHON_TOKEN_STRING:
            g_string_append_printf (text, "[%s]", token->text);
            break;

          case LIMBECK_PYTHON_TOKEN_OPAQUE:
            g_string_append_printf (text, "{%s}", token->text);
            break;

          case LIMBECK_PYTHON_TOKEN_NEWLINE:
            g_string_append_c (text, '/');
            break;

          case LIMBECK_PYTHON_TOKEN_NAME:
          case LIMBECK_PYTHON_TOKEN_OPERATOR:
          default:
            g_string_append (text, token->text);
            break;
          }
      }

    ck_assert_str_eq (text->str, readings[_i].tokens);
  }
END_TEST

START_TEST (tokens_know_how_deep_they_are)
  {
    g_autoptr (GArray) tokens = limbeck_python_tokens_read ("if a:\n    f(b[c])\n");
    const LimbeckPythonToken *a = &g_array_index (tokens, LimbeckPythonToken, 1);
    const LimbeckPythonToken *f = &g_array_index (tokens, LimbeckPythonToken, 4);
    const LimbeckPythonToken *c = &g_array_index (tokens, LimbeckPythonToken, 8);

    ck_assert_str_eq (f->text, "f");
    ck_assert_str_eq (c->text, "c");
    ck_assert_uint_eq (a->indent, 0);
    ck_assert_uint_eq (f->indent, 4);
    ck_assert_uint_eq (f->depth, 0);
    ck_assert_uint_eq (c->depth, 2);
  }
END_TEST

static Suite *
python_tokens_suite (void)
{
  Suite *suite = suite_create ("core/project/python-tokens");
  TCase *tcase = tcase_create ("python-tokens");

  tcase_add_loop_test (tcase, source_is_taken_apart, 0, G_N_ELEMENTS (readings));
  tcase_add_test (tcase, tokens_know_how_deep_they_are);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_tokens_suite ());
}
