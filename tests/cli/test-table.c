#include "limbeck-check.h"

#include "cli/table.h"

static const struct
{
  const char *text;
  guint       width;
} widths[] = {
  { "", 0 },          { "shop", 4 }, { "übergröße", 9 },
  { "u\xcc\x88", 1 }, { "在庫", 4 }, { "a\xe2\x80\x8b", 1 },
};

START_TEST (width_is_counted_in_cells)
  {
    ck_assert_uint_eq (limbeck_table_text_width (widths[_i].text), widths[_i].width);
  }
END_TEST

static char *
table_of (const char *const *cells, guint n_columns)
{
  g_autoptr (LimbeckTable) table = limbeck_table_new (n_columns);

  for (; *cells; cells += n_columns)
    limbeck_table_add_row (table, cells);

  return limbeck_table_to_string (table, "  ");
}

START_TEST (columns_are_aligned)
  {
    g_autofree char *text = table_of (
        (const char *[]){ "a", "one", "在庫", "two", "bcd", "three", NULL }, 2);

    ck_assert_str_eq (text, "  a     one\n  在庫  two\n  bcd   three\n");
  }
END_TEST

START_TEST (empty_column_takes_no_room)
  {
    g_autofree char *text = table_of ((const char *[]){ "a", "", "x", "b", "", "y", NULL }, 3);

    ck_assert_str_eq (text, "  a  x\n  b  y\n");
  }
END_TEST

START_TEST (control_sequences_and_line_breaks_do_not_get_through)
  {
    g_autofree char *text = table_of ((const char *[]){ "a\033[31m\nb\tc\r", "x", NULL }, 2);

    ck_assert_str_eq (text, "  a b c  x\n");
  }
END_TEST

START_TEST (missing_cell_is_empty)
  {
    g_autoptr (LimbeckTable) table = limbeck_table_new (2);
    g_autofree char *text = NULL;

    limbeck_table_add_row (table, (const char *[]){ "a", NULL });
    text = limbeck_table_to_string (table, "");

    ck_assert_str_eq (text, "a\n");
  }
END_TEST

START_TEST (bytes_that_are_no_text_are_marked)
  {
    g_autofree char *text = table_of ((const char *[]){ "a\xff", "x", NULL }, 2);

    ck_assert_str_eq (text, "  a\xef\xbf\xbd  x\n");
  }
END_TEST

static Suite *
table_suite (void)
{
  Suite *suite = suite_create ("table");
  TCase *tcase = tcase_create ("table");

  tcase_add_loop_test (tcase, width_is_counted_in_cells, 0, G_N_ELEMENTS (widths));
  tcase_add_test (tcase, columns_are_aligned);
  tcase_add_test (tcase, empty_column_takes_no_room);
  tcase_add_test (tcase, control_sequences_and_line_breaks_do_not_get_through);
  tcase_add_test (tcase, missing_cell_is_empty);
  tcase_add_test (tcase, bytes_that_are_no_text_are_marked);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (table_suite ());
}
