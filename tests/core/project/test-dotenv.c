#include "core/project/dotenv.h"

#include "limbeck-check.h"

/* Measured with python-dotenv 1.0. */
static const struct
{
  const char *contents;
  const char *value; /* of A */
} values[] = {
  { "A=b", "b" },
  { "A = b ", "b" },
  { "export A=b", "b" },
  { "  A=b\n", "b" },
  { "A=b\r\nB=c", "b" },
  { "A=", "" },
  { "A", NULL },
  { "# A=b", NULL },
  { "A=b # c", "b" },
  { "A=b#c", "b#c" },
  { "A=b c", "b c" },
  { "A='b # c' # d", "b # c" },
  { "A=\"b\\nc\"", "b\nc" },
  { "A='b\\nc'", "b\\nc" },
  { "A=\"b\\\"c\"", "b\"c" },
  { "A='b\\'c'", "b'c" },
  { "A=\"b\nc\"", "b\nc" },
  { "A=\"b\" c", NULL },
  { "A=\"b\nB=c", NULL },
  { "'A'=b", "b" },
  { "A=b\nA=c", "c" },
  { "junk here\nA=b", "b" },
  { "B=c\nA=${B}d", "cd" },
  { "A=${HOST}", "from-environment" },
  { "HOST=x\nA=${HOST}", "from-environment" },
  { "A=${NO:-d}", "d" },
  { "A=${NO}", "" },
  { "A=${NO", "${NO" },
  { "A=postgresql://u:p#w@h/d?x=1", "postgresql://u:p#w@h/d?x=1" },
};

START_TEST (a_value_is_read_as_python_dotenv_reads_it)
  {
    const char *const environment[] = { "HOST=from-environment", NULL };
    g_autoptr (LimbeckDotenv) dotenv = limbeck_dotenv_parse (values[_i].contents, environment);

    ck_assert_pstr_eq (limbeck_dotenv_get (dotenv, "A"), values[_i].value);
  }
END_TEST

START_TEST (without_an_environment_only_the_file_counts)
  {
    g_autoptr (LimbeckDotenv) dotenv = limbeck_dotenv_parse ("PATH=x\nA=${PATH}", NULL);

    ck_assert_str_eq (limbeck_dotenv_get (dotenv, "A"), "x");
  }
END_TEST

START_TEST (values_that_double_each_other_stay_small)
  {
    g_autoptr (GString) contents = g_string_new ("V0=xxxxxxxxxx\n");
    g_autoptr (LimbeckDotenv) dotenv = NULL;

    for (guint i = 1; i < 64; i++)
      g_string_append_printf (contents, "V%u=${V%u}${V%u}\n", i, i - 1, i - 1);
    dotenv = limbeck_dotenv_parse (contents->str, NULL);

    ck_assert_ptr_nonnull (limbeck_dotenv_get (dotenv, "V63"));
  }
END_TEST

static Suite *
dotenv_suite (void)
{
  Suite *suite = suite_create ("core/project/dotenv");
  TCase *tcase = tcase_create ("dotenv");

  tcase_add_loop_test (tcase, a_value_is_read_as_python_dotenv_reads_it, 0, G_N_ELEMENTS (values));
  tcase_add_test (tcase, without_an_environment_only_the_file_counts);
  tcase_add_test (tcase, values_that_double_each_other_stay_small);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (dotenv_suite ());
}
