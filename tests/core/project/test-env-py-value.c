#include "core/project/env-py-value.h"

#include "limbeck-check.h"

static const struct
{
  const char *source;
  guint       end; /* 0 if it is not understood */
  const char *variable;
  const char *fallback;
  gboolean    uses_ini;
  gboolean    is_escaped;
} values[] = {
  { "os.environ['X']", 6, "X", NULL, FALSE, FALSE },
  { "environ['X']", 4, "X", NULL, FALSE, FALSE },
  { "os.environ.get('X')", 8, "X", NULL, FALSE, FALSE },
  { "os.getenv('X')", 6, "X", NULL, FALSE, FALSE },
  { "getenv('X', 'y')", 6, "X", "y", FALSE, FALSE },
  { "getenv('X', None)", 6, "X", NULL, FALSE, FALSE },
  { "getenv('X', 'y',)", 7, "X", "y", FALSE, FALSE },
  { "getenv('X',)", 5, "X", NULL, FALSE, FALSE },
  { "getenv('X') or 'y'", 6, "X", "y", FALSE, FALSE },
  { "getenv('X') or config.get_main_option('sqlalchemy.url')", 11, "X", NULL, TRUE, FALSE },
  { "str(getenv('X').replace('%', '%%'))", 14, "X", NULL, FALSE, TRUE },
  { "known", 1, "K", NULL, FALSE, FALSE },
  { "function()", 3, "F", NULL, FALSE, FALSE },
  { "known()", 0, NULL, NULL, FALSE, FALSE },
  { "function", 0, NULL, NULL, FALSE, FALSE },
  { "unknown", 0, NULL, NULL, FALSE, FALSE },
  { "getenv(x)", 0, NULL, NULL, FALSE, FALSE },
  { "getenv(f'X')", 0, NULL, NULL, FALSE, FALSE },
  { "getenv('X', y)", 0, NULL, NULL, FALSE, FALSE },
  { "str(unknown)", 0, NULL, NULL, FALSE, FALSE },
  { "'literal'", 0, NULL, NULL, FALSE, FALSE },
};

START_TEST (an_expression_is_understood_or_not)
  {
    g_autoptr (GArray) tokens = limbeck_python_tokens_read (values[_i].source);
    g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
    char              k[] = "K";
    char              f[] = "F";
    LimbeckEnvPyValue known = { k, NULL, FALSE, FALSE };
    LimbeckEnvPyValue function = { f, NULL, FALSE, FALSE };
    g_auto (LimbeckEnvPyValue) value = { 0 };

    g_hash_table_insert (names, (gpointer) "known", &known);
    g_hash_table_insert (names, (gpointer) "function()", &function);

    ck_assert_uint_eq (limbeck_env_py_value_read (tokens, 0, names, &value), values[_i].end);
    ck_assert_pstr_eq (value.variable, values[_i].variable);
    ck_assert_pstr_eq (value.fallback, values[_i].fallback);
    ck_assert_int_eq (value.uses_ini, values[_i].uses_ini);
    ck_assert_int_eq (value.is_escaped, values[_i].is_escaped);
  }
END_TEST

START_TEST (a_copy_is_independent)
  {
    char               x[] = "X";
    char               y[] = "y";
    LimbeckEnvPyValue  value = { x, y, TRUE, TRUE };
    LimbeckEnvPyValue *copy = limbeck_env_py_value_copy (&value);

    ck_assert_str_eq (copy->variable, "X");
    ck_assert_str_eq (copy->fallback, "y");
    ck_assert (copy->uses_ini && copy->is_escaped);
    limbeck_env_py_value_free (copy);
  }
END_TEST

static Suite *
env_py_value_suite (void)
{
  Suite *suite = suite_create ("core/project/env-py-value");
  TCase *tcase = tcase_create ("env-py-value");

  tcase_add_loop_test (tcase, an_expression_is_understood_or_not, 0, G_N_ELEMENTS (values));
  tcase_add_test (tcase, a_copy_is_independent);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (env_py_value_suite ());
}
