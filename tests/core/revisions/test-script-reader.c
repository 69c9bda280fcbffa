#include <string.h>

#include "core/revisions/script-reader.h"

#include "limbeck-check.h"
#include "script-forms.h"

static const LimbeckScriptStamp stamp = { .inode = 7, .modified_ns = 1 };

static LimbeckScript *
read_named (const char *path, const char *source)
{
  g_autoptr (LimbeckScriptReader) reader = limbeck_script_reader_new ();

  return limbeck_script_reader_read (reader, path, &stamp, source, strlen (source));
}

START_TEST (every_form_says_what_python_makes_of_it)
  {
    const ScriptForm *form = &script_forms[_i];
    gsize             length = script_form_get_length (form);
    g_autoptr (LimbeckScriptReader) reader = limbeck_script_reader_new ();
    g_autofree char *exact = g_malloc0 (length + 1);
    g_autofree char *says = NULL;
    g_autoptr (LimbeckScript) script = NULL;

    memcpy (exact, form->source, length);
    script = limbeck_script_reader_read (reader, "/v/x_y.py", &stamp, exact, length);
    says = script_form_describe (script);

    ck_assert_msg (
        strcmp (says, form->says) == 0, "“%s” says “%s”, not “%s”", form->source, says, form->says);
  }
END_TEST

START_TEST (a_reader_forgets_the_file_before)
  {
    g_autoptr (LimbeckScriptReader) reader = limbeck_script_reader_new ();

    for (guint pass = 0; pass < 2; pass++)
      for (guint i = 0; i < n_script_forms; i++)
        {
          g_autoptr (LimbeckScript)
              script = limbeck_script_reader_read (reader,
                                                   "/v/x_y.py",
                                                   &stamp,
                                                   script_forms[i].source,
                                                   script_form_get_length (&script_forms[i]));
          g_autofree char *says = script_form_describe (script);

          ck_assert_str_eq (says, script_forms[i].says);
        }
  }
END_TEST

START_TEST (a_name_of_hex_digits_is_an_id)
  {
    g_autoptr (LimbeckScript) hex = read_named ("/v/abc123.py", "down_revision = None\n");
    g_autoptr (LimbeckScript) slug = read_named ("/v/abc123_x.py", "down_revision = None\n");
    g_autoptr (LimbeckScript)
        inside = read_named ("/v/abc123.py", "revision = 'r1'\ndown_revision = None\n");

    ck_assert_str_eq (hex->texts[LIMBECK_SCRIPT_ID], "abc123");
    ck_assert_int_eq (slug->problem, LIMBECK_SCRIPT_PROBLEM_NO_REVISION);
    ck_assert_str_eq (inside->texts[LIMBECK_SCRIPT_ID], "r1");
  }
END_TEST

START_TEST (what_could_be_read_of_a_computed_file_is_kept)
  {
    g_autoptr (LimbeckScript)
        script = read_named ("/v/x.py", "'add'\nrevision = 'r1'\ndown_revision = find()\n");

    ck_assert_int_eq (script->state, LIMBECK_SCRIPT_COMPUTED);
    ck_assert_str_eq (script->texts[LIMBECK_SCRIPT_ID], "r1");
    ck_assert_str_eq (script->texts[LIMBECK_SCRIPT_MESSAGE], "add");
    ck_assert_uint_eq (script->line, 3);
  }
END_TEST

START_TEST (a_script_keeps_path_and_stamp)
  {
    g_autoptr (LimbeckScript) script = read_named ("/v/x.py", "revision = 'r1'\n");

    ck_assert_str_eq (script->texts[LIMBECK_SCRIPT_PATH], "/v/x.py");
    ck_assert_str_eq (limbeck_script_get_name (script), "x.py");
    ck_assert_uint_eq (script->stamp.inode, 7);
  }
END_TEST

START_TEST (a_refused_file_says_why)
  {
    g_autoptr (LimbeckScriptReader) reader = limbeck_script_reader_new ();
    g_autoptr (LimbeckScript) script = limbeck_script_reader_refuse (
        reader, "/v/x.py", &stamp, LIMBECK_SCRIPT_UNREADABLE, LIMBECK_SCRIPT_PROBLEM_IO, 13);

    ck_assert_int_eq (script->state, LIMBECK_SCRIPT_UNREADABLE);
    ck_assert_int_eq (script->system_error, 13);
    ck_assert_ptr_null (script->texts[LIMBECK_SCRIPT_ID]);
    ck_assert_ptr_null (script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS][0]);
  }
END_TEST

static Suite *
script_reader_suite (void)
{
  Suite *suite = suite_create ("script-reader");
  TCase *tcase = tcase_create ("reader");

  tcase_add_loop_test (tcase, every_form_says_what_python_makes_of_it, 0, n_script_forms);
  tcase_add_test (tcase, a_reader_forgets_the_file_before);
  tcase_add_test (tcase, a_name_of_hex_digits_is_an_id);
  tcase_add_test (tcase, what_could_be_read_of_a_computed_file_is_kept);
  tcase_add_test (tcase, a_script_keeps_path_and_stamp);
  tcase_add_test (tcase, a_refused_file_says_why);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (script_reader_suite ());
}
