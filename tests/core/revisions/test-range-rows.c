#include "core/revisions/range-rows.h"

#include "graph-of.h"
#include "limbeck-check.h"

static char *
dup_joined (LimbeckRangeRows *rows)
{
  g_auto (GStrv) ids = limbeck_range_rows_dup (rows);

  return g_strjoinv (" ", ids);
}

static const struct
{
  const char *rows;
  gboolean    is_upgrade;
  const char *step;
  const char *after;
} steps[] = {
  { "", TRUE, "a", "a" },     { "a", TRUE, "b", "b" },          { "b", TRUE, "c", "b c" },
  { "b c", TRUE, "d", "d" },  { "b", TRUE, "x", "b x" },        { "gone b", TRUE, "x", "b gone x" },
  { "d", FALSE, "d", "b c" }, { "b c", FALSE, "c", "b" },       { "b", FALSE, "b", "a" },
  { "a", FALSE, "a", "" },    { "gone x", FALSE, "x", "gone" },
};

START_TEST (a_step_changes_the_rows_as_alembic_does)
  {
    g_autoptr (GPtrArray) scripts = scripts_of ("a", "b < a", "c < a", "d < b c", "x", NULL);
    g_autoptr (LimbeckRevisionMap) map = limbeck_revision_map_new (scripts);
    g_auto (GStrv) before = *steps[_i].rows != '\0' ? g_strsplit (steps[_i].rows, " ", -1)
                                                    : g_new0 (char *, 1);
    g_autoptr (LimbeckRangeRows) rows = limbeck_range_rows_new (map, (const char *const *) before);
    guint            number = limbeck_revision_map_find_id (map, steps[_i].step);
    g_autofree char *after = NULL;

    if (steps[_i].is_upgrade)
      limbeck_range_rows_upgrade (rows, number);
    else
      limbeck_range_rows_downgrade (rows, number);
    after = dup_joined (rows);

    ck_assert_str_eq (after, steps[_i].after);
  }
END_TEST

static Suite *
range_rows_suite (void)
{
  Suite *suite = suite_create ("range-rows");
  TCase *tcase = tcase_create ("range-rows");

  tcase_add_loop_test (
      tcase, a_step_changes_the_rows_as_alembic_does, 0, (int) G_N_ELEMENTS (steps));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (range_rows_suite ());
}
