#include "core/plan/statement.h"

#include "limbeck-check.h"

static const struct
{
  const char *text;
  const char *statements;
} splits[] = {
  { "", "" },
  { "   \n\n\t", "" },
  { "a = 1\nb = 2", "1:0:a = 1|2:0:b = 2" },
  { "a = 1\r\nb = 2\r\n", "1:0:a = 1|2:0:b = 2" },
  { "a = 1  # drop_table\n", "1:0:a = 1" },
  { "s = 'it # stays'\n", "1:0:s = 'it # stays'" },
  { "f(1,\n  2)\ng()", "1:0:f(1,\n  2)|3:0:g()" },
  { "def f():\n    a\n\tb\n", "1:0:def f():|2:4:a|3:8:b" },
  { "a; b\nc", "1:0:a|1:0:b|2:0:c" },
  { "x = \"\"\"one\ntwo ) # three\n\"\"\"\ny", "1:0:x = \"\"\"one\ntwo ) # three\n\"\"\"|4:0:y" },
  { "a = \\\n  1\nb", "1:0:a = \n  1|3:0:b" },
  { "s = 'open\nt", "1:0:s = 'open|2:0:t" },
  { "s = '\\'#'\nt", "1:0:s = '\\'#'|2:0:t" },
  { "f(1, # two\n 3)\n", "1:0:f(1, \n 3)" },
  { "x = \"\"\"never ends", "1:0:x = \"\"\"never ends" },
  { ")\na", "1:0:)|2:0:a" },
};

START_TEST (text_is_split_into_logical_lines)
  {
    g_autoptr (GPtrArray) statements = limbeck_statements_split (splits[_i].text);
    g_autoptr (GString) joined = g_string_new (NULL);

    for (guint i = 0; i < statements->len; i++)
      {
        const LimbeckStatement *statement = g_ptr_array_index (statements, i);

        g_string_append_printf (joined,
                                "%s%u:%u:%s",
                                i > 0 ? "|" : "",
                                statement->line,
                                statement->indent,
                                statement->text);
      }
    ck_assert_str_eq (joined->str, splits[_i].statements);
  }
END_TEST

START_TEST (a_docstring_is_a_bare_string)
  {
    ck_assert (limbeck_statement_is_bare_string ("'doc'"));
    ck_assert (limbeck_statement_is_bare_string ("r\"\"\"doc\n'\"\"\""));
    ck_assert (!limbeck_statement_is_bare_string ("'%s' % x"));
    ck_assert (!limbeck_statement_is_bare_string ("pass"));
  }
END_TEST

START_TEST (the_body_of_a_definition_follows_its_own_colon)
  {
    ck_assert_str_eq (limbeck_statement_get_body ("def f(a: int = {1: 2}) -> None: pass"), "pass");
    ck_assert_str_eq (limbeck_statement_get_body ("def f(a=':') -> ':':"), "");
    ck_assert_str_eq (limbeck_statement_get_body ("a = 1"), "");
  }
END_TEST

START_TEST (a_word_stands_for_itself)
  {
    ck_assert (limbeck_statement_has_word ("op.execute(SQL)", "SQL"));
    ck_assert (limbeck_statement_has_word ("SQLS + SQL", "SQL"));
    ck_assert (!limbeck_statement_has_word ("op.execute(SQL_2)", "SQL"));
    ck_assert (!limbeck_statement_has_word ("MYSQL", "SQL"));
  }
END_TEST

static Suite *
statement_suite (void)
{
  Suite *suite = suite_create ("core/plan/statement");
  TCase *tcase = tcase_create ("statements");

  tcase_add_loop_test (tcase, text_is_split_into_logical_lines, 0, G_N_ELEMENTS (splits));
  tcase_add_test (tcase, a_docstring_is_a_bare_string);
  tcase_add_test (tcase, the_body_of_a_definition_follows_its_own_colon);
  tcase_add_test (tcase, a_word_stands_for_itself);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (statement_suite ());
}
