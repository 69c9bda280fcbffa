#include "core/project/python-pattern.h"

#include "limbeck-check.h"

static const struct
{
  const char *source;
  const char *pattern;
  guint       end;
} matches[] = {
  { "a.b('c')", "a . b ( 'c' )", 6 },
  { "a.b('c')", "$N . $N ( $S ) $E", 7 },
  { "a.b('c')", "a . b ( 'd' )", 0 },
  { "a.b('c')", "a . b ( 'cc' )", 0 },
  { "a.b(c)", "a . b ( 'c' )", 0 },
  { "a", "a b", 0 },
  { "ab", "a", 0 },
  { "f'x'", "$S", 0 },
  { "a == b", "a = b", 0 },
};

START_TEST (a_pattern_matches_from_where_it_is_put)
  {
    g_autoptr (GArray) tokens = limbeck_python_tokens_read (matches[_i].source);

    ck_assert_uint_eq (limbeck_python_pattern_match (tokens, 0, matches[_i].pattern),
                       matches[_i].end);
  }
END_TEST

START_TEST (places_are_counted)
  {
    g_autoptr (GArray) tokens = limbeck_python_tokens_read ("a.b\na.c\nx.b\n");

    ck_assert_uint_eq (limbeck_python_pattern_count (tokens, "a . $N"), 2);
    ck_assert_uint_eq (limbeck_python_pattern_count (tokens, ". b"), 2);
    ck_assert_uint_eq (limbeck_python_pattern_count (tokens, "y"), 0);
  }
END_TEST

START_TEST (behind_the_end_there_is_nothing)
  {
    g_autoptr (GArray) tokens = limbeck_python_tokens_read ("a");

    ck_assert_ptr_null (limbeck_python_pattern_get (tokens, 2));
    ck_assert_uint_eq (limbeck_python_pattern_match (tokens, 5, "a"), 0);
  }
END_TEST

static Suite *
python_pattern_suite (void)
{
  Suite *suite = suite_create ("core/project/python-pattern");
  TCase *tcase = tcase_create ("python-pattern");

  tcase_add_loop_test (tcase, a_pattern_matches_from_where_it_is_put, 0, G_N_ELEMENTS (matches));
  tcase_add_test (tcase, places_are_counted);
  tcase_add_test (tcase, behind_the_end_there_is_nothing);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (python_pattern_suite ());
}
