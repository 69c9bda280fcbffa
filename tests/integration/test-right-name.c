/* Honest projects whose databases have odd names: none of their runs may be refused. */

#include "limbeck-check.h"
#include "right-database.h"

static const RightWay ways[] = {
  { "blanks and quotes",
    "my 'shop'",
    "postgresql://postgres@/my 'shop'?host=%s",
    NULL,
    RIGHT_PLAIN },
  { "letters beyond ASCII", "Bücher", "postgresql://postgres@/Bücher?host=%s", NULL, RIGHT_PLAIN },
};

START_TEST (no_honest_run_is_refused)
  {
    right_expect_runs (&ways[_i]);
  }
END_TEST

static Suite *
right_name_suite (void)
{
  Suite *suite = suite_create ("integration/right-name");
  TCase *tcase = tcase_create ("integration/right-name");

  tcase_add_unchecked_fixture (tcase, right_start, right_stop);
  tcase_set_timeout (tcase, 240);
  tcase_add_loop_test (tcase, no_honest_run_is_refused, 0, G_N_ELEMENTS (ways));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (right_name_suite ());
}
