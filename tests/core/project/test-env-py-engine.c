#include "core/project/env-py-engine.h"

#include "limbeck-check.h"

static const struct
{
  const char *source;
  guint       n;
} bindings[] = {
  { "url = 1", 1 },
  { "url = 1\nurl = 2", 2 },
  { "f(url=url)", 0 },
  { "x.url = 1", 0 },
  { "url == 1", 0 },
  { "url: str = 1", 1 },
  { "url += 1", 1 },
  { "if (url := f()): pass", 1 },
  { "for url in x: pass", 1 },
  { "with x as url: pass", 1 },
  { "def url(): pass", 1 },
  { "from x import url", 1 },
  { "import url", 1 },
  { "url, other = x", 1 },
  { "def f():\n    url = config.get_main_option('sqlalchemy.url')\n", 0 },
  { "url = config.get_main_option('sqlalchemy.url')\n", 1 },
  { "print(url)", 0 },
};

START_TEST (bindings_of_a_name_are_counted)
  {
    g_autoptr (GArray) tokens = limbeck_python_tokens_read (bindings[_i].source);

    ck_assert_uint_eq (limbeck_env_py_engine_count_bindings (tokens, "url"), bindings[_i].n);
  }
END_TEST

static const struct
{
  const char *source;
  gboolean    matches;
} sections[] = {
  { "config.get_section(config.config_ini_section)", TRUE },
  { "config.get_section(config.config_ini_section, {})", TRUE },
  { "config.get_section(config.config_ini_section, default={})", TRUE },
  { "config.get_section(\n    config.config_ini_section,\n)", TRUE },
  { "config.get_section('other')", FALSE },
  { "config.get_section(config.config_ini_section, x)", FALSE },
  { "other.get_section(config.config_ini_section)", FALSE },
};

START_TEST (the_section_of_the_ini_is_recognised)
  {
    g_autoptr (GArray) tokens = limbeck_python_tokens_read (sections[_i].source);

    ck_assert_int_eq (limbeck_env_py_engine_match_section (tokens, 0) > 0, sections[_i].matches);
  }
END_TEST

static Suite *
env_py_engine_suite (void)
{
  Suite *suite = suite_create ("core/project/env-py-engine");
  TCase *tcase = tcase_create ("env-py-engine");

  tcase_add_loop_test (tcase, bindings_of_a_name_are_counted, 0, G_N_ELEMENTS (bindings));
  tcase_add_loop_test (tcase, the_section_of_the_ini_is_recognised, 0, G_N_ELEMENTS (sections));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (env_py_engine_suite ());
}
