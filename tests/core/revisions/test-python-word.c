#include <string.h>

#include "core/revisions/python-word.h"

#include "limbeck-check.h"

static const struct
{
  const char       *text;
  LimbeckPythonWord word;
} words[] = {
  { "revision", LIMBECK_PYTHON_REVISION },
  { "down_revision", LIMBECK_PYTHON_DOWN_REVISION },
  { "branch_labels", LIMBECK_PYTHON_BRANCH_LABELS },
  { "depends_on", LIMBECK_PYTHON_DEPENDS_ON },
  { "__doc__", LIMBECK_PYTHON_DOC },
  { "__getattr__", LIMBECK_PYTHON_GETATTR },
  { "__globals__", LIMBECK_PYTHON_DYNAMIC },
  { "__import__", LIMBECK_PYTHON_DYNAMIC },
  { "__builtins__", LIMBECK_PYTHON_DYNAMIC },
  { "currentframe", LIMBECK_PYTHON_DYNAMIC },
  { "_getframe", LIMBECK_PYTHON_DYNAMIC },
  { "f_locals", LIMBECK_PYTHON_DYNAMIC },
  { "f_globals", LIMBECK_PYTHON_DYNAMIC },
  { "__dict__", LIMBECK_PYTHON_DYNAMIC },
  { "globals", LIMBECK_PYTHON_DYNAMIC },
  { "setattr", LIMBECK_PYTHON_DYNAMIC },
  { "locals", LIMBECK_PYTHON_DYNAMIC },
  { "vars", LIMBECK_PYTHON_DYNAMIC },
  { "exec", LIMBECK_PYTHON_DYNAMIC },
  { "eval", LIMBECK_PYTHON_DYNAMIC },
  { "modules", LIMBECK_PYTHON_MODULES },
  { "sys", LIMBECK_PYTHON_SYS },
  { "if", LIMBECK_PYTHON_BLOCK },
  { "for", LIMBECK_PYTHON_BLOCK },
  { "try", LIMBECK_PYTHON_BLOCK },
  { "else", LIMBECK_PYTHON_BLOCK },
  { "elif", LIMBECK_PYTHON_BLOCK },
  { "with", LIMBECK_PYTHON_BLOCK },
  { "while", LIMBECK_PYTHON_BLOCK },
  { "except", LIMBECK_PYTHON_BLOCK },
  { "finally", LIMBECK_PYTHON_BLOCK },
  { "def", LIMBECK_PYTHON_DEF },
  { "class", LIMBECK_PYTHON_CLASS },
  { "async", LIMBECK_PYTHON_ASYNC },
  { "del", LIMBECK_PYTHON_DEL },
  { "from", LIMBECK_PYTHON_FROM },
  { "import", LIMBECK_PYTHON_FROM },
  { "global", LIMBECK_PYTHON_GLOBAL },
  { "print", LIMBECK_PYTHON_PRINT },
  { "raise", LIMBECK_PYTHON_LEAVE },
  { "return", LIMBECK_PYTHON_LEAVE },
  { "None", LIMBECK_PYTHON_NONE },
  { "", LIMBECK_PYTHON_OTHER },
  { "x", LIMBECK_PYTHON_OTHER },
  { "Revision", LIMBECK_PYTHON_OTHER },
  { "revisions", LIMBECK_PYTHON_OTHER },
  { "revisio", LIMBECK_PYTHON_OTHER },
  { "down_revisions", LIMBECK_PYTHON_OTHER },
  { "none", LIMBECK_PYTHON_OTHER },
  { "r\303\251vision", LIMBECK_PYTHON_OTHER },
};

START_TEST (a_word_is_found_by_its_letters)
  {
    const char *text = words[_i].text;

    ck_assert_int_eq (limbeck_python_word_find (text, strlen (text)), words[_i].word);
    ck_assert_int_eq (limbeck_python_word_find_ascii (text, strlen (text)), words[_i].word);
  }
END_TEST

/* PEP 3131 has identifiers normalised, so that the full width letters are the same ones. */
START_TEST (letters_of_another_form_are_the_same)
  {
    const char wide[] = "\357\275\222evision";

    ck_assert_int_eq (limbeck_python_word_find (wide, strlen (wide)), LIMBECK_PYTHON_REVISION);
    ck_assert_int_eq (limbeck_python_word_find_ascii (wide, strlen (wide)), LIMBECK_PYTHON_OTHER);
  }
END_TEST

START_TEST (only_its_length_is_looked_at)
  {
    ck_assert_int_eq (limbeck_python_word_find ("revision = 1", 8), LIMBECK_PYTHON_REVISION);
    ck_assert_int_eq (limbeck_python_word_find ("define", 3), LIMBECK_PYTHON_DEF);
  }
END_TEST

static Suite *
python_word_suite (void)
{
  Suite *suite = suite_create ("python-word");
  TCase *tcase = tcase_create ("python-word");

  tcase_add_loop_test (tcase, a_word_is_found_by_its_letters, 0, (int) G_N_ELEMENTS (words));
  tcase_add_test (tcase, letters_of_another_form_are_the_same);
  tcase_add_test (tcase, only_its_length_is_looked_at);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_word_suite ());
}
