#include "core/project/pyproject.h"

#include "limbeck-check.h"

static const struct
{
  const char *contents;
  gboolean    mentions;
} looks[] = {
  { "", FALSE },
  { "[project]\nname = \"x\"\ndependencies = [\"alembic\"]\n", FALSE },
  { "[tool.alembic]\nscript_location = \"x\"\n", TRUE },
  { "  [ tool . alembic ]  # here\n", TRUE },
  { "[tool.\"alembic\"]\r\n", TRUE },
  { "[[tool.alembic.post_write_hooks]]\n", TRUE },
  { "[tool.alembic.sub]", TRUE },
  { "[tool]\nalembic.script_location = \"x\"\n", TRUE },
  { "[tool] # all\nalembic = {script_location = \"x\"}\n", TRUE },
  { "tool.alembic.script_location = \"x\"\n", TRUE },
  { "tool = {alembic = {}}\n", TRUE },
  { "[tool.alembics]\n", FALSE },
  { "[tool.alembic_utils]\n", FALSE },
  { "[tool.mypy]\nalembic = 1\n", FALSE },
  { "[project]\ntool.alembic.x = 1\n", FALSE },
  { "# [tool.alembic]\n", FALSE },
};

START_TEST (a_table_is_seen_without_a_toml_reader)
  {
    ck_assert_int_eq (limbeck_pyproject_mentions_alembic (looks[_i].contents), looks[_i].mentions);
  }
END_TEST

static Suite *
pyproject_scan_suite (void)
{
  Suite *suite = suite_create ("core/project/pyproject-scan");
  TCase *tcase = tcase_create ("pyproject-scan");

  tcase_add_loop_test (tcase, a_table_is_seen_without_a_toml_reader, 0, G_N_ELEMENTS (looks));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (pyproject_scan_suite ());
}
