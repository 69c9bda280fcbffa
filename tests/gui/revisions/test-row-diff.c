#include "config.h"

#include "gui/revisions/row-diff.h"
#include "limbeck-check.h"

#define NEW LIMBECK_ROW_NOWHERE

static char *
describe (const guint *places, guint n_new, guint n_old, guint max_gaps)
{
  g_autoptr (GArray) gaps = limbeck_row_diff (places, n_new, n_old, max_gaps);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < gaps->len; i++)
    {
      LimbeckRowGap *gap = &g_array_index (gaps, LimbeckRowGap, i);

      g_string_append_printf (text,
                              "%s%u-%u %u+%u",
                              i > 0 ? ", " : "",
                              gap->old_start,
                              gap->n_removed,
                              gap->new_start,
                              gap->n_added);
    }

  return g_strdup (text->str);
}

static const struct
{
  guint       n_new;
  guint       places[8];
  guint       n_old;
  guint       max_gaps;
  const char *gaps;
} changes[] = {
  { 0, { 0 }, 0, 9, "" },
  { 3, { 0, 1, 2 }, 3, 9, "" },
  { 2, { NEW, NEW }, 0, 9, "0-0 0+2" },
  { 0, { 0 }, 3, 9, "0-3 0+0" },
  { 4, { NEW, 0, 1, 2 }, 3, 9, "0-0 0+1" },
  { 2, { 1, 2 }, 3, 9, "0-1 0+0" },
  { 5, { NEW, 0, NEW, 2, NEW }, 3, 9, "0-0 0+1, 1-1 2+1, 3-0 4+1" },
  { 5, { NEW, 0, NEW, 2, NEW }, 3, 2, "0-3 0+5" },
  /* One row has moved: it goes and comes, the others stay. */
  { 4, { 3, 0, 1, 2 }, 4, 9, "0-0 0+1, 3-1 4+0" },
  { 4, { 1, 2, 3, 0 }, 4, 9, "0-1 0+0, 4-0 3+1" },
  { 3, { 2, 1, 0 }, 3, 9, "0-0 0+2, 1-2 3+0" },
};

START_TEST (as_few_rows_as_possible_go_and_come)
  {
    g_autofree char *gaps = describe (
        changes[_i].places, changes[_i].n_new, changes[_i].n_old, changes[_i].max_gaps);

    ck_assert_str_eq (gaps, changes[_i].gaps);
  }
END_TEST

static Suite *
row_diff_suite (void)
{
  Suite *suite = suite_create ("row-diff");
  TCase *tcase = tcase_create ("row-diff");

  tcase_add_loop_test (tcase, as_few_rows_as_possible_go_and_come, 0, G_N_ELEMENTS (changes));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (row_diff_suite ());
}
