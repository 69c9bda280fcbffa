#include "check-fixture.h"

static void
look_at_rows (const char *database, const char *rows, const char *severity, const char *part)
{
  g_autoptr (LimbeckTestScene) scene = make_scene (database);
  g_autofree char *sql = g_strdup_printf (
      "create table alembic_version (version_num varchar(32)); insert into alembic_version values %s",
      rows);
  g_autoptr (LimbeckSurvey) survey = NULL;

  limbeck_test_cluster_run (cluster, database, sql);
  survey = look (scene);

  expect (survey, "version-rows", severity, part);
}

START_TEST (sound_rows_pass)
  {
    look_at_rows ("sound", "('a1')", "passed", NULL);
  }
END_TEST

START_TEST (two_branches_pass)
  {
    look_at_rows ("branches", "('a1'), ('b2')", "passed", NULL);
  }
END_TEST

START_TEST (an_empty_row_blocks)
  {
    look_at_rows ("empty", "('')", "blocker", "a row is empty");
  }
END_TEST

START_TEST (a_null_row_blocks)
  {
    look_at_rows ("null", "('a1'), (NULL)", "blocker", "a row is NULL");
  }
END_TEST

START_TEST (a_trailing_blank_blocks)
  {
    look_at_rows ("blank", "('a1 ')", "blocker", "“a1 ” begins or ends with a blank");
  }
END_TEST

START_TEST (a_duplicate_blocks)
  {
    look_at_rows ("double", "('a1'), ('a1')", "blocker", "“a1” is there more than once");
  }
END_TEST

START_TEST (no_version_table_has_no_rows)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("bare");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect_absent (survey, "version-rows");
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    sound_rows_pass,         two_branches_pass,  an_empty_row_blocks,          a_null_row_blocks,
    a_trailing_blank_blocks, a_duplicate_blocks, no_version_table_has_no_rows,
  };

  return check_main ("version-rows-check", tests, G_N_ELEMENTS (tests));
}
