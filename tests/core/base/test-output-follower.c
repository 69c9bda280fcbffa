#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/output-follower.h"

#include "limbeck-check.h"

static char      *scratch;
static char      *path;
static GPtrArray *lines;

static void
make_scratch (void)
{
  scratch = g_dir_make_tmp ("limbeck-follower-XXXXXX", NULL);
  path = g_build_filename (scratch, "output.log", NULL);
  lines = g_ptr_array_new_with_free_func (g_free);
}

static void
remove_scratch (void)
{
  g_remove (path);
  g_rmdir (scratch);
  g_clear_pointer (&lines, g_ptr_array_unref);
  g_clear_pointer (&path, g_free);
  g_clear_pointer (&scratch, g_free);
}

static void
append (const char *text)
{
  FILE *file = g_fopen (path, "a");

  ck_assert_ptr_nonnull (file);
  ck_assert_int_ge (fputs (text, file), 0);
  ck_assert_int_eq (fclose (file), 0);
}

static void
add_line (const char *line, gpointer data)
{
  g_ptr_array_add (lines, g_strdup (line));
}

/* The new lines, joined by "|". */
static char *
read_lines (LimbeckOutputFollower *follower, gboolean at_end)
{
  g_ptr_array_set_size (lines, 0);
  ck_assert (!limbeck_output_follower_read (follower, at_end, add_line, NULL));
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("|", (char **) lines->pdata);
}

static void
assert_lines (LimbeckOutputFollower *follower, gboolean at_end, const char *expected)
{
  g_autofree char *text = read_lines (follower, at_end);

  ck_assert_str_eq (text, expected);
}

START_TEST (lines_come_when_they_are_complete)
  {
    g_autoptr (LimbeckOutputFollower) follower = limbeck_output_follower_new (path, NULL);

    assert_lines (follower, FALSE, "");
    append ("one\ntw");
    assert_lines (follower, FALSE, "one");
    assert_lines (follower, FALSE, "");
    append ("o\n\nthree");
    assert_lines (follower, FALSE, "two|");
    assert_lines (follower, TRUE, "three");
    assert_lines (follower, TRUE, "");
  }
END_TEST

START_TEST (a_file_that_never_comes_has_no_lines)
  {
    g_autoptr (LimbeckOutputFollower) follower = limbeck_output_follower_new (path, NULL);

    assert_lines (follower, TRUE, "");
  }
END_TEST

START_TEST (a_fifo_does_not_block)
  {
    g_autoptr (LimbeckOutputFollower) follower = limbeck_output_follower_new (path, NULL);

    ck_assert_int_eq (mkfifo (path, 0600), 0);
    assert_lines (follower, TRUE, "");
  }
END_TEST

START_TEST (a_character_may_be_split_between_two_reads)
  {
    g_autoptr (LimbeckOutputFollower) follower = limbeck_output_follower_new (path, NULL);

    append ("caf\303");
    assert_lines (follower, FALSE, "");
    append ("\251\r\n\033[1mbold\033[0m\n");
    assert_lines (follower, FALSE, "caf\303\251|bold");
  }
END_TEST

START_TEST (secrets_are_hidden_even_when_they_come_in_pieces)
  {
    const char *const secrets[] = { "hunter2", NULL };
    g_autoptr (LimbeckOutputFollower) follower = limbeck_output_follower_new (path, secrets);

    append ("say hun");
    assert_lines (follower, FALSE, "");
    append ("ter2 x://u:pw@h\n");
    assert_lines (follower, FALSE, "say *** x://u:***@h");
  }
END_TEST

START_TEST (it_is_known_whether_something_was_hidden)
  {
    static const char *const secrets[] = { "p@ss", NULL };
    g_autoptr (LimbeckOutputFollower) follower = limbeck_output_follower_new (path, secrets);

    append ("one \033[1mbold\033[0m \xff\n");
    assert_lines (follower, FALSE, "one bold \357\277\275");
    ck_assert (!limbeck_output_follower_has_redacted (follower));
    append ("p%40s");
    assert_lines (follower, FALSE, "");
    ck_assert (!limbeck_output_follower_has_redacted (follower));
    append ("s\n");
    assert_lines (follower, FALSE, "***");
    ck_assert (limbeck_output_follower_has_redacted (follower));
    append ("three\n");
    assert_lines (follower, TRUE, "three");
    ck_assert (limbeck_output_follower_has_redacted (follower));
  }
END_TEST

START_TEST (a_long_line_is_cut_between_characters)
  {
    g_autoptr (LimbeckOutputFollower) follower = limbeck_output_follower_new (path, NULL);
    g_autoptr (GString) text = g_string_new ("x");
    const char *line;

    while (text->len < 200000)
      g_string_append (text, "\303\244");
    g_string_append (text, "\nnext\n");
    append (text->str);
    g_free (read_lines (follower, FALSE));

    ck_assert_uint_eq (lines->len, 3);
    line = g_ptr_array_index (lines, 0);
    ck_assert (g_utf8_validate (line, -1, NULL));
    ck_assert (g_str_has_suffix (line, "\303\244…"));
    ck_assert_uint_le (strlen (line), 16 * 1024 + strlen ("…"));
    ck_assert_uint_ge (strlen (line), 16 * 1024);
    ck_assert_str_eq (g_ptr_array_index (lines, 1), "next");
  }
END_TEST

START_TEST (no_part_of_a_secret_shows_where_a_line_is_cut)
  {
    const char *const secrets[] = { "abcdefghijklmnopqrstuvwxyz", NULL };
    g_autoptr (LimbeckOutputFollower) follower = limbeck_output_follower_new (path, secrets);
    g_autoptr (GString) text = g_string_new (NULL);

    /* So many that hiding them makes the line shorter than what is shown of it. */
    while (text->len < 100000)
      g_string_append (text, secrets[0]);
    append (text->str);
    g_free (read_lines (follower, TRUE));

    ck_assert_uint_eq (lines->len, 2);
    ck_assert_ptr_null (strchr (g_ptr_array_index (lines, 0), 'a'));
  }
END_TEST

static void
count_line (const char *line, gpointer data)
{
  *(guint *) data += 1;
}

START_TEST (much_output_is_read_in_portions)
  {
    g_autoptr (LimbeckOutputFollower) follower = limbeck_output_follower_new (path, NULL);
    g_autofree char *line = g_strnfill (99, 'x');
    FILE            *file = g_fopen (path, "w");
    guint            n_lines = 0;
    guint            n_calls = 1;

    for (int i = 0; i < 500000; i++)
      fprintf (file, "%s\n", line);
    ck_assert_int_eq (fclose (file), 0);

    while (limbeck_output_follower_read (follower, TRUE, count_line, &n_lines))
      n_calls++;

    ck_assert_uint_eq (n_lines, 500000);
    ck_assert_uint_ge (n_calls, 50000000 / (4 * 1024 * 1024));
  }
END_TEST

static Suite *
output_follower_suite (void)
{
  Suite *suite = suite_create ("output-follower");
  TCase *tcase = tcase_create ("output-follower");

  tcase_add_checked_fixture (tcase, make_scratch, remove_scratch);
  tcase_add_test (tcase, lines_come_when_they_are_complete);
  tcase_add_test (tcase, a_file_that_never_comes_has_no_lines);
  tcase_add_test (tcase, a_fifo_does_not_block);
  tcase_add_test (tcase, a_character_may_be_split_between_two_reads);
  tcase_add_test (tcase, secrets_are_hidden_even_when_they_come_in_pieces);
  tcase_add_test (tcase, it_is_known_whether_something_was_hidden);
  tcase_add_test (tcase, a_long_line_is_cut_between_characters);
  tcase_add_test (tcase, no_part_of_a_secret_shows_where_a_line_is_cut);
  tcase_add_test (tcase, much_output_is_read_in_portions);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (output_follower_suite ());
}
