#include <string.h>

#include "core/project/python-text.h"

#include "limbeck-check.h"

START_TEST (white_space_is_what_python_takes_for_it)
  {
    ck_assert (limbeck_python_is_space (' '));
    ck_assert (limbeck_python_is_space (0x1c));
    ck_assert (limbeck_python_is_space (0x85));
    ck_assert (limbeck_python_is_space (0x3000));
    ck_assert (!limbeck_python_is_space (0x180e));
    ck_assert (!limbeck_python_is_space (0x200b));
    ck_assert (!limbeck_python_is_space (0xfeff));
    ck_assert (!limbeck_python_is_space ('x'));
  }
END_TEST

START_TEST (lower_case_does_not_depend_on_the_locale)
  {
    g_autofree char *lower = limbeck_python_lower ("SCRIPT_İÄ");

    ck_assert_str_eq (lower, "script_i\xcc\x87ä");
  }
END_TEST

START_TEST (both_ends_are_stripped)
  {
    const char *text = "\xc2\xa0\t x y \x1f";
    const char *start = text;
    const char *end = text + strlen (text);

    limbeck_python_strip (&start, &end);

    ck_assert_mem_eq (start, "x y", 3);
    ck_assert_int_eq (end - start, 3);
  }
END_TEST

START_TEST (nothing_but_white_space_becomes_empty)
  {
    const char *text = " \n";
    const char *start = text;
    const char *end = text + strlen (text);

    limbeck_python_strip (&start, &end);

    ck_assert_ptr_eq (start, end);
  }
END_TEST

static Suite *
python_text_suite (void)
{
  Suite *suite = suite_create ("core/project/python-text");
  TCase *tcase = tcase_create ("python-text");

  tcase_add_test (tcase, white_space_is_what_python_takes_for_it);
  tcase_add_test (tcase, lower_case_does_not_depend_on_the_locale);
  tcase_add_test (tcase, both_ends_are_stripped);
  tcase_add_test (tcase, nothing_but_white_space_becomes_empty);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_text_suite ());
}
