#include <string.h>

#include "core/revisions/python-statement.h"

#include "limbeck-check.h"

static LimbeckPythonStatement statement;
static LimbeckPythonLexer     lexer;

static void
set_up (void)
{
  limbeck_python_statement_init (&statement);
}

static void
tear_down (void)
{
  limbeck_python_statement_clear (&statement);
}

static LimbeckPythonKind
collect (const char *source)
{
  limbeck_python_lexer_init (&lexer, source, strlen (source));

  return limbeck_python_statement_collect (&statement, &lexer);
}

START_TEST (a_statement_ends_at_its_semicolon_or_line)
  {
    ck_assert_int_eq (collect ("a = 1; revision = 2\nb = 3\n"), LIMBECK_PYTHON_OPERATOR);
    ck_assert_uint_eq (statement.n_tokens, 3);
    ck_assert (!statement.has_name);

    ck_assert_int_eq (limbeck_python_statement_collect (&statement, &lexer),
                      LIMBECK_PYTHON_NEWLINE);
    ck_assert_uint_eq (statement.n_tokens, 3);
    ck_assert (statement.has_name);
  }
END_TEST

START_TEST (a_block_on_one_line_is_taken_whole)
  {
    ck_assert_int_eq (collect ("if a: b; revision = 1\nc\n"), LIMBECK_PYTHON_NEWLINE);
    ck_assert (statement.has_name);
    ck_assert (limbeck_python_statement_is_block (&statement));
  }
END_TEST

START_TEST (what_is_left_of_a_line_is_added)
  {
    ck_assert_int_eq (collect ("def f(): a; b; c\n"), LIMBECK_PYTHON_OPERATOR);
    ck_assert_int_eq (limbeck_python_statement_collect_line (&statement, &lexer),
                      LIMBECK_PYTHON_NEWLINE);
    ck_assert_uint_eq (statement.n_tokens, 9);
  }
END_TEST

START_TEST (more_tokens_than_there_is_room_for_are_kept)
  {
    g_autofree char *names = g_strnfill (5000, ',');
    g_autofree char *source = g_strdup_printf ("(%s)\n", names);

    ck_assert_int_eq (collect (source), LIMBECK_PYTHON_NEWLINE);
    ck_assert_uint_eq (statement.n_tokens, 5002);
    ck_assert (limbeck_python_token_is (&statement.tokens[5001], ")"));
  }
END_TEST

START_TEST (it_says_what_it_holds)
  {
    collect ("f(g(x), f'{1}')\n");
    ck_assert_uint_eq (statement.n_rounds, 2);
    ck_assert (statement.has_format);
    ck_assert_ptr_null (statement.dynamic_at);

    collect ("sys.modules\n");
    ck_assert_ptr_nonnull (statement.dynamic_at);
    ck_assert_uint_eq (statement.n_rounds, 0);
    ck_assert (!statement.has_format);

    collect ("(]\n");
    ck_assert_str_eq (statement.error_at, "]\n");
  }
END_TEST

START_TEST (an_attribute_is_no_name_of_the_module)
  {
    collect ("revision.revision\n");

    ck_assert_int_eq (limbeck_python_statement_find_name (&statement, 0), LIMBECK_PYTHON_REVISION);
    ck_assert_int_eq (limbeck_python_statement_find_name (&statement, 2), LIMBECK_PYTHON_OTHER);
  }
END_TEST

static const struct
{
  const char *source;
  const char *says;
} sources[] = {
  { "def f(): pass\n", "definition" },
  { "async def f():\n", "definition opening" },
  { "class C:\n", "definition opening" },
  { "async with x:\n", "block opening" },
  { "if x:\n", "block opening" },
  { "else: x\n", "block" },
  { "for x in {1: 2}\n", "block broken" },
  { "def f()\n", "definition broken" },
  { "import os\n", "block" },
  { "from os import *\n", "block star" },
  { "from os import (a, b)\n", "block" },
  { "raise\n", "leaving" },
  { "return 1\n", "leaving" },
  { "x = [1:]\n", "" },
  { "=======\n", "broken" },
  { "<<<<<<< HEAD\n", "broken" },
  { "...\n", "" },
  { "-x\n", "" },
  { "x.raise_()\n", "" },
};

START_TEST (a_statement_is_told_by_its_words)
  {
    g_autoptr (GString) says = g_string_new (NULL);

    collect (sources[_i].source);
    if (limbeck_python_statement_find_definition (&statement) != LIMBECK_PYTHON_OTHER)
      g_string_append (says, " definition");
    else if (limbeck_python_statement_is_block (&statement))
      g_string_append (says, " block");
    if (limbeck_python_statement_is_star_import (&statement))
      g_string_append (says, " star");
    if (limbeck_python_statement_ends_module (&statement))
      g_string_append (says, " leaving");
    if (limbeck_python_statement_opens_block (&statement))
      g_string_append (says, " opening");
    if (limbeck_python_statement_is_broken (&statement))
      g_string_append (says, " broken");

    ck_assert_str_eq (g_strchug (says->str), sources[_i].says);
  }
END_TEST

static const struct
{
  const char *source;
  gboolean    is_assignment;
  gboolean    is_augmented;
} operators[] = {
  { "x = 1\n", TRUE, FALSE },   { "x += 1\n", FALSE, TRUE },  { "x |= 1\n", FALSE, TRUE },
  { "x //= 1\n", FALSE, TRUE }, { "x == 1\n", FALSE, FALSE }, { "x <= 1\n", FALSE, FALSE },
  { "x != 1\n", FALSE, FALSE }, { "x := 1\n", FALSE, FALSE }, { "x >>= 1\n", FALSE, TRUE },
};

START_TEST (assignments_are_told_from_comparisons)
  {
    collect (operators[_i].source);

    ck_assert_int_eq (limbeck_python_statement_is_assignment_at (&statement, 1),
                      operators[_i].is_assignment);
    ck_assert_int_eq (limbeck_python_statement_is_augmented_at (&statement, 1),
                      operators[_i].is_augmented);
  }
END_TEST

START_TEST (an_argument_is_no_assignment)
  {
    collect ("f(x=1)\n");

    ck_assert (!limbeck_python_statement_is_assignment_at (&statement, 3));
  }
END_TEST

static Suite *
python_statement_suite (void)
{
  Suite *suite = suite_create ("python-statement");
  TCase *tcase = tcase_create ("statement");

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, a_statement_ends_at_its_semicolon_or_line);
  tcase_add_test (tcase, a_block_on_one_line_is_taken_whole);
  tcase_add_test (tcase, what_is_left_of_a_line_is_added);
  tcase_add_test (tcase, more_tokens_than_there_is_room_for_are_kept);
  tcase_add_test (tcase, it_says_what_it_holds);
  tcase_add_test (tcase, an_attribute_is_no_name_of_the_module);
  tcase_add_loop_test (tcase, a_statement_is_told_by_its_words, 0, (int) G_N_ELEMENTS (sources));
  tcase_add_loop_test (
      tcase, assignments_are_told_from_comparisons, 0, (int) G_N_ELEMENTS (operators));
  tcase_add_test (tcase, an_argument_is_no_assignment);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_statement_suite ());
}
