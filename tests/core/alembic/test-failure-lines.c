#include "core/alembic/failure-lines.h"

#include "limbeck-check.h"

#define TRACEBACK "Traceback (most recent call last):\n"

typedef struct
{
  const char *output;
  int         exit_status;
  const char *lines;
} Row;

static const Row rows[] = {
  { "noise\nFAILED: reason\nmore\n", 255, "FAILED: reason" },
  { "  FAILED: reason\n", 255, "FAILED: reason" },
  { "Generating x ...  FAILED\n" TRACEBACK "  File \"x\", line 1\nE: e\n", 1, "E: e" },
  { TRACEBACK
    "  File \"x\", line 1\nE: first\n\nDuring handling of the above exception, another exception "
    "occurred:\n\n" TRACEBACK "  File \"y\", line 2\n    code\nE: second\nmore\n\n[SQL: s]\n"
    "[parameters: p]\n(Background on this error at: u)\n",
    1,
    "E: second\nmore\n\n[SQL: s]" },
  { TRACEBACK "  File \"x\", line 1\n", 1, "  File \"x\", line 1" },
  { "INFO  [a] b\nlast words\nINFO  [a] c\n\n", 1, "last words" },
  { "FAILED: old\n" TRACEBACK "  x\nE: e\n", 1, "E: e" },
  { "", 1, "" },
  { "\n\n", 1, "" },
};

START_TEST (the_decisive_lines_are_found)
  {
    g_autofree char *lines = limbeck_failure_lines_find (rows[_i].output, rows[_i].exit_status);

    ck_assert_str_eq (lines, rows[_i].lines);
  }
END_TEST

START_TEST (names_of_classes_are_not_for_people)
  {
    g_autofree char *text = limbeck_failure_lines_shorten (
        "sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedTable) no table\n"
        "LINE 1: select x\n               ^\n\n[SQL: select x]");

    ck_assert_str_eq (text, "no table\nLINE 1: select x\n[SQL: select x]");
  }
END_TEST

START_TEST (no_more_than_twelve_lines_of_bearable_length_are_shown)
  {
    g_autoptr (GString) lines = g_string_new (NULL);
    g_autofree char *text = NULL;
    g_auto (GStrv) shown = NULL;

    for (int i = 0; i < 100; i++)
      {
        for (int j = 0; j < 500; j++)
          g_string_append (lines, "\303\244");
        g_string_append_c (lines, '\n');
      }
    text = limbeck_failure_lines_shorten (lines->str);
    shown = g_strsplit (text, "\n", -1);

    ck_assert_uint_eq (g_strv_length (shown), 12);
    ck_assert_int_eq (g_utf8_strlen (shown[0], -1), 401);
    ck_assert (g_str_has_suffix (shown[0], "\303\244…"));
  }
END_TEST

START_TEST (the_place_is_the_last_one_in_the_project)
  {
    g_autofree char *place = limbeck_failure_lines_find_place (
        TRACEBACK "  File \"/p/env.py\", line 3, in <module>\n    x\n"
                  "  File \"/p/versions/b2.py\", line 7, in upgrade\n"
                  "  File \"/p/.venv/lib/python3.11/site-packages/sqlalchemy/x.py\", line 9, in y\n"
                  "  File \"/usr/lib/python3.11/contextlib.py\", line 9, in y\n"
                  "  File \"<frozen os>\", line 679, in z\n"
                  "E: e\n");

    ck_assert_str_eq (place, "File “/p/versions/b2.py”, line 7");
    ck_assert_ptr_null (limbeck_failure_lines_find_place ("nothing"));
  }
END_TEST

START_TEST (the_last_step_is_found)
  {
    g_autoptr (LimbeckAlembicStep) step = limbeck_failure_lines_find_step (
        "INFO Running upgrade  -> a1, one\nINFO Running upgrade a1 -> b2\nend\n");

    ck_assert_str_eq (step->revision, "b2");
    ck_assert (!step->is_first);
    ck_assert_ptr_null (limbeck_failure_lines_find_step (""));
  }
END_TEST

static Suite *
failure_lines_suite (void)
{
  Suite *suite = suite_create ("failure-lines");
  TCase *tcase = tcase_create ("failure-lines");

  tcase_add_loop_test (tcase, the_decisive_lines_are_found, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, names_of_classes_are_not_for_people);
  tcase_add_test (tcase, no_more_than_twelve_lines_of_bearable_length_are_shown);
  tcase_add_test (tcase, the_place_is_the_last_one_in_the_project);
  tcase_add_test (tcase, the_last_step_is_found);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (failure_lines_suite ());
}
