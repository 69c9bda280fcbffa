#include <dirent.h>
#include <errno.h>

#include "core/revisions/script-directory.h"

#include "limbeck-check.h"
#include "scratch.h"

static const struct
{
  const char *name;
  gboolean    counts;
  gboolean    counts_sourceless;
} names[] = {
  { "a.py", TRUE, TRUE },       { "a b-é.py", TRUE, TRUE },      { ".py", TRUE, TRUE },
  { "a.b.py", TRUE, TRUE },     { ".a.py", TRUE, TRUE },         { "a.pyc", FALSE, TRUE },
  { "a.pyo", FALSE, TRUE },     { "__init__.py", FALSE, FALSE }, { "__init__x.py", FALSE, FALSE },
  { ".#a.py", FALSE, FALSE },   { "a.py~", FALSE, FALSE },       { "a.PY", FALSE, FALSE },
  { "a.py.bak", FALSE, FALSE }, { "README", FALSE, FALSE },      { "", FALSE, FALSE },
  { "#a.py#", FALSE, FALSE },   { "a.pyi", FALSE, FALSE },       { "caf\351.py", TRUE, TRUE },
};

START_TEST (a_name_counts_by_alembics_rule)
  {
    ck_assert_int_eq (limbeck_script_name_counts (names[_i].name, FALSE), names[_i].counts);
    ck_assert_int_eq (limbeck_script_name_counts (names[_i].name, TRUE),
                      names[_i].counts_sourceless);
  }
END_TEST

static char *
list (LimbeckScriptDirectory *directory)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < directory->entries->len; i++)
    g_string_append_printf (text,
                            "%s%s",
                            i > 0 ? " " : "",
                            g_array_index (directory->entries, LimbeckScriptEntry, i).name);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

START_TEST (entries_are_sorted_since_1_10)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    const LimbeckScriptPlaces places = { .is_sorted = TRUE };
    g_autoptr (LimbeckScriptDirectory) directory = NULL;
    g_autofree char *text = NULL;

    limbeck_scratch_write (scratch, "b.py", "");
    limbeck_scratch_write (scratch, "B.py", "");
    limbeck_scratch_write (scratch, "a_long_name_of_a_file_1.py", "");
    limbeck_scratch_write (scratch, "a_long_name_of_a_file_.py", "");
    limbeck_scratch_write (scratch, "a.py", "");
    limbeck_scratch_make_directory (scratch, "folder.py");
    directory = limbeck_script_directory_open (limbeck_scratch_get_directory (scratch), &places);
    text = list (directory);

    ck_assert_str_eq (text, "B.py a.py a_long_name_of_a_file_.py a_long_name_of_a_file_1.py b.py");
    ck_assert (!directory->has_links);
    ck_assert_uint_eq (directory->folders->len, 0);
  }
END_TEST

START_TEST (folders_are_listed_where_they_count)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    const LimbeckScriptPlaces places = { .is_sorted = TRUE, .is_recursive = TRUE };
    g_autoptr (LimbeckScriptDirectory) directory = NULL;

    limbeck_scratch_make_directory (scratch, "two");
    limbeck_scratch_make_directory (scratch, "one");
    limbeck_scratch_make_directory (scratch, "__pycache__");
    limbeck_scratch_link (scratch, "one", "three");
    directory = limbeck_script_directory_open (limbeck_scratch_get_directory (scratch), &places);

    ck_assert_uint_eq (directory->folders->len, 2);
    ck_assert_str_eq (g_ptr_array_index (directory->folders, 0), "one");
    ck_assert_str_eq (g_ptr_array_index (directory->folders, 1), "two");
  }
END_TEST

START_TEST (a_link_is_noted)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    const LimbeckScriptPlaces places = { .is_sorted = TRUE };
    g_autoptr (LimbeckScriptDirectory) directory = NULL;

    limbeck_scratch_link (scratch, "gone.py", "a.py");
    directory = limbeck_script_directory_open (limbeck_scratch_get_directory (scratch), &places);

    ck_assert (directory->has_links);
    ck_assert_int_eq (g_array_index (directory->entries, LimbeckScriptEntry, 0).type, DT_LNK);
  }
END_TEST

START_TEST (a_cached_file_counts_where_its_source_is_gone)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    const LimbeckScriptPlaces places = { .is_sourceless = TRUE };
    g_autoptr (LimbeckScriptDirectory) directory = NULL;
    g_autofree char *text = NULL;

    limbeck_scratch_write (scratch, "a.py", "");
    limbeck_scratch_write (scratch, "__pycache__/a.cpython-311.pyc", "");
    limbeck_scratch_write (scratch, "__pycache__/b.cpython-311.pyc", "");
    directory = limbeck_script_directory_open (limbeck_scratch_get_directory (scratch), &places);
    text = list (directory);

    ck_assert_str_eq (text, "a.py __pycache__/b.cpython-311.pyc");
  }
END_TEST

START_TEST (what_is_no_directory_says_why)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    const LimbeckScriptPlaces places = { .is_sorted = TRUE };
    g_autofree char          *file = limbeck_scratch_dup_path (scratch, "a.py");
    g_autofree char          *circle = limbeck_scratch_dup_path (scratch, "circle");

    limbeck_scratch_write (scratch, "a.py", "");
    limbeck_scratch_link (scratch, "circle", "circle");

    ck_assert_ptr_null (limbeck_script_directory_open ("/nonexistent", &places));
    ck_assert_int_eq (errno, ENOENT);
    ck_assert_ptr_null (limbeck_script_directory_open (file, &places));
    ck_assert_int_eq (errno, ENOTDIR);
    ck_assert_ptr_null (limbeck_script_directory_open (circle, &places));
    ck_assert_int_eq (errno, ELOOP);
  }
END_TEST

static Suite *
script_directory_suite (void)
{
  Suite *suite = suite_create ("script-directory");
  TCase *tcase = tcase_create ("script-directory");

  tcase_add_loop_test (tcase, a_name_counts_by_alembics_rule, 0, (int) G_N_ELEMENTS (names));
  tcase_add_test (tcase, entries_are_sorted_since_1_10);
  tcase_add_test (tcase, folders_are_listed_where_they_count);
  tcase_add_test (tcase, a_link_is_noted);
  tcase_add_test (tcase, a_cached_file_counts_where_its_source_is_gone);
  tcase_add_test (tcase, what_is_no_directory_says_why);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (script_directory_suite ());
}
