#include <string.h>

#include "core/project/project.h"
#include "core/project/pyproject.h"

#include "fake-python.h"
#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch     *scratch;
static LimbeckInterpreter *interpreter;

static void
setup (void)
{
  g_autofree char *python = NULL;

  scratch = limbeck_scratch_new ();
  python = limbeck_fake_python_write (scratch, "venv", "1.16.4");
  interpreter = limbeck_interpreter_find ("/", "/", python, NULL, NULL);
  ck_assert_ptr_nonnull (interpreter);
}

static void
teardown (void)
{
  g_clear_object (&interpreter);
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static LimbeckPyproject *
read_toml (const char *folder, const char *contents, GError **error)
{
  g_autofree char *relative = g_build_filename (folder, "pyproject.toml", NULL);
  g_autofree char *path = limbeck_scratch_dup_path (scratch, relative);

  limbeck_scratch_write (scratch, relative, contents);

  return limbeck_pyproject_read (path, interpreter, NULL, error);
}

START_TEST (texts_and_lists_are_read_and_filled_in)
  {
    g_autoptr (LimbeckPyproject) toml = NULL;
    g_autofree char *expected = limbeck_scratch_dup_path (scratch, "p ä/m");
    g_autofree char *text = NULL;
    g_autofree char *nothing = NULL;
    g_auto (GStrv) list = NULL;
    g_auto (GStrv) empty = NULL;

    toml = read_toml (
        "p ä",
        "[tool.alembic]\ntext = \"%(here)s/m\"\nlist = ['a%%', '''%(here)s/m''']\nempty = []\n",
        NULL);

    ck_assert (limbeck_pyproject_has (toml, "text"));
    ck_assert (!limbeck_pyproject_has (toml, "nothing"));
    ck_assert (limbeck_pyproject_read_text (toml, "text", &text, NULL));
    ck_assert_str_eq (text, expected);
    ck_assert (limbeck_pyproject_read_text (toml, "nothing", &nothing, NULL));
    ck_assert_ptr_null (nothing);
    ck_assert (limbeck_pyproject_read_list (toml, "list", &list, NULL));
    ck_assert_str_eq (list[0], "a%");
    ck_assert_str_eq (list[1], expected);
    ck_assert_ptr_null (list[2]);
    ck_assert (limbeck_pyproject_read_list (toml, "empty", &empty, NULL));
    ck_assert_ptr_null (empty);
  }
END_TEST

START_TEST (a_folder_whose_name_is_no_utf8_is_read_too)
  {
    g_autoptr (LimbeckPyproject) toml = NULL;

    toml = read_toml ("\xff", "[tool.alembic]\ntext = \"x\"\n", NULL);

    ck_assert_ptr_nonnull (toml);
    ck_assert (limbeck_pyproject_has (toml, "text"));
  }
END_TEST

START_TEST (a_bad_value_is_told_only_when_it_is_asked_for)
  {
    g_autoptr (LimbeckPyproject) toml = NULL;
    g_autofree char *good = NULL;
    g_autofree char *bad = NULL;
    g_autoptr (GError) error = NULL;

    toml = read_toml (
        "p", "[tool.alembic]\ngood = \"x\"\nbad = \"100% x\"\ndate = 2024-01-01\n", NULL);

    ck_assert (limbeck_pyproject_read_text (toml, "good", &good, NULL));
    ck_assert (!limbeck_pyproject_read_text (toml, "bad", &bad, &error));
    ck_assert (
        g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION));
    ck_assert_ptr_nonnull (strstr (error->message, "“%%”"));
  }
END_TEST

static const struct
{
  const char *value;
  gboolean    knows_booleans;
  int         result; /* -1 for a refusal */
} booleans[] = {
  { "true", TRUE, 1 },      { "false", TRUE, 0 },      { "\"true\"", TRUE, -1 },
  { "1", TRUE, -1 },        { "true", FALSE, -1 },     { "\"true\"", FALSE, 1 },
  { "\"True\"", FALSE, 0 }, { "\"false\"", FALSE, 0 },
};

START_TEST (booleans_depend_on_the_version)
  {
    g_autofree char *contents = g_strdup_printf ("[tool.alembic]\nx = %s\n", booleans[_i].value);
    g_autoptr (LimbeckPyproject) toml = read_toml ("p", contents, NULL);
    gboolean value = TRUE;
    gboolean is_read = limbeck_pyproject_read_boolean (
        toml, "x", booleans[_i].knows_booleans, &value, NULL);

    ck_assert_int_eq (is_read ? value : -1, booleans[_i].result);
  }
END_TEST

START_TEST (a_file_without_the_table_has_nothing)
  {
    g_autoptr (LimbeckPyproject) toml = read_toml ("p", "[project]\nname = 'x'\n", NULL);

    ck_assert_ptr_nonnull (toml);
    ck_assert (!limbeck_pyproject_has (toml, "name"));
  }
END_TEST

START_TEST (what_is_no_toml_is_told_with_its_line)
  {
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (read_toml ("p", "[tool.alembic]\nx = \n", &error));
    ck_assert (
        g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_BAD_CONFIGURATION));
    ck_assert_ptr_nonnull (strstr (error->message, "line 2"));
  }
END_TEST

static Suite *
pyproject_suite (void)
{
  Suite *suite = suite_create ("core/project/pyproject");
  TCase *tcase = tcase_create ("pyproject");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, texts_and_lists_are_read_and_filled_in);
  tcase_add_test (tcase, a_folder_whose_name_is_no_utf8_is_read_too);
  tcase_add_test (tcase, a_bad_value_is_told_only_when_it_is_asked_for);
  tcase_add_loop_test (tcase, booleans_depend_on_the_version, 0, G_N_ELEMENTS (booleans));
  tcase_add_test (tcase, a_file_without_the_table_has_nothing);
  tcase_add_test (tcase, what_is_no_toml_is_told_with_its_line);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (pyproject_suite ());
}
