#include <string.h>
#include <unistd.h>

#include "core/base/finding.h"
#include "core/revisions/graph-question.h"
#include "core/revisions/script.h"

#include "fake-python.h"
#include "limbeck-check.h"
#include "oracle.h"
#include "scratch.h"

#define SKIPPED 77
#define PYTHON "/usr/bin/python3"
#define COMPUTED "'add users'\nrevision = 'a' + '1'\ndown_revision = None\n"

static LimbeckScratch *scratch;
static GPtrArray      *findings;

static void
set_up (void)
{
  scratch = limbeck_scratch_new ();
  findings = g_ptr_array_new_with_free_func (g_object_unref);
  limbeck_scratch_write (scratch, "alembic.ini", "[alembic]\nscript_location = %(here)s/scripts\n");
  limbeck_scratch_write (scratch, "scripts/env.py", "open('env-py-was-run', 'w')\n");
  limbeck_scratch_make_directory (scratch, "scripts/versions");
}

static void
tear_down (void)
{
  g_clear_pointer (&findings, g_ptr_array_unref);
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static GPtrArray *
ask_python (const char *python, GCancellable *cancellable)
{
  const char      *directory = limbeck_scratch_get_directory (scratch);
  g_autofree char *path = limbeck_scratch_dup_path (scratch, "alembic.ini");
  g_autoptr (LimbeckTarget) target = limbeck_target_new (directory, path);
  g_autoptr (LimbeckInterpreter)
      interpreter = python != NULL
                        ? limbeck_interpreter_find (directory, directory, python, NULL, NULL)
                        : NULL;
  g_autoptr (LimbeckConfiguration)
      configuration = limbeck_configuration_load (target, NULL, NULL, NULL);

  ck_assert_ptr_nonnull (configuration);
  ck_assert (python == NULL || interpreter != NULL);

  return limbeck_graph_question_ask (configuration, interpreter, cancellable, findings);
}

static GPtrArray *
ask (void)
{
  return ask_python (PYTHON, NULL);
}

static LimbeckScript *
get (GPtrArray *scripts, guint i)
{
  ck_assert_ptr_nonnull (scripts);
  ck_assert_uint_lt (i, scripts->len);

  return g_ptr_array_index (scripts, i);
}

static void
assert_refused (GPtrArray *scripts, const char *text)
{
  LimbeckFinding *finding;

  ck_assert_ptr_null (scripts);
  ck_assert_uint_eq (findings->len, 1);
  finding = g_ptr_array_index (findings, 0);
  ck_assert_str_eq (limbeck_finding_get_id (finding), "alembic-can-not-tell");
  ck_assert_msg (strstr (limbeck_finding_get_detail (finding), text) != NULL,
                 "%s",
                 limbeck_finding_get_detail (finding));
  ck_assert_ptr_nonnull (limbeck_finding_get_remedy (finding));
}

START_TEST (alembic_says_what_a_file_computes)
  {
    g_autoptr (GPtrArray) scripts = NULL;
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "scripts/versions/x.py");

    limbeck_scratch_write (scratch, "scripts/versions/x.py", COMPUTED);
    scripts = ask ();

    ck_assert_str_eq (get (scripts, 0)->texts[LIMBECK_SCRIPT_ID], "a1");
    ck_assert_str_eq (get (scripts, 0)->texts[LIMBECK_SCRIPT_MESSAGE], "add users");
    ck_assert_str_eq (get (scripts, 0)->texts[LIMBECK_SCRIPT_PATH], path);
    ck_assert_uint_eq (findings->len, 0);
  }
END_TEST

START_TEST (env_py_is_not_run)
  {
    g_autoptr (GPtrArray) scripts = NULL;
    g_autofree char *trace = limbeck_scratch_dup_path (scratch, "env-py-was-run");

    limbeck_scratch_write (scratch, "scripts/versions/x.py", COMPUTED);
    scripts = ask ();

    ck_assert_ptr_nonnull (scripts);
    ck_assert (!g_file_test (trace, G_FILE_TEST_EXISTS));
  }
END_TEST

START_TEST (what_a_file_prints_is_not_the_answer)
  {
    g_autoptr (GPtrArray) scripts = NULL;

    limbeck_scratch_write (scratch,
                           "scripts/versions/x.py",
                           COMPUTED "import os\nprint('{\"revisions\": []}', flush=True)\n"
                                    "os.write(1, b'{')\n");
    scripts = ask ();

    ck_assert_uint_eq (scripts->len, 1);
  }
END_TEST

START_TEST (more_than_a_pipe_holds_is_answered)
  {
    g_autoptr (GPtrArray) scripts = NULL;
    const char *docstring;

    limbeck_scratch_write (scratch, "scripts/versions/x.py", COMPUTED "__doc__ = 'x' * 3000000\n");
    scripts = ask ();
    docstring = get (scripts, 0)->texts[LIMBECK_SCRIPT_DOCSTRING];

    ck_assert_ptr_nonnull (docstring);
    ck_assert_uint_gt (strlen (docstring), 60000);
  }
END_TEST

START_TEST (a_name_that_is_no_utf_8_comes_back_as_it_is)
  {
    g_autoptr (GPtrArray) scripts = NULL;

    limbeck_scratch_write (scratch, "scripts/versions/caf\351.py", COMPUTED);
    scripts = ask ();

    ck_assert (g_str_has_suffix (get (scripts, 0)->texts[LIMBECK_SCRIPT_PATH], "/caf\351.py"));
  }
END_TEST

static const struct
{
  const char *source;
  const char *says;
} refusals[] = {
  { "\nraise ValueError('not today')\n", "x.py, line 2: ValueError: not today" },
  { "revision = 'a1'\ndown_revision = (\n", "x.py, line 2: SyntaxError: " },
  { "import there_is_no_such_module\n", "x.py, line 1: ModuleNotFoundError: " },
  { "import sys\nsys.exit('good bye')\n", "x.py, line 2: SystemExit: good bye" },
  { "revision = 'a1'\n", "AttributeError" },
  { "revision = 3\ndown_revision = None\n", "" },
  { "x = 1\n", "Could not determine revision id from filename x.py" },
  { "import os, sys\nsys.stderr.write('gone away')\nsys.stderr.flush()\nos._exit(0)\n",
    "gone away" },
  { "import os\nos.close(3)\nrevision = 'a1'\ndown_revision = None\n", "" },
};

START_TEST (a_refusal_says_where_and_why)
  {
    limbeck_scratch_write (scratch, "scripts/versions/x.py", refusals[_i].source);

    assert_refused (ask (), refusals[_i].says);
  }
END_TEST

/* As `alembic init alembic` makes them. */
START_TEST (folders_that_are_named_like_alembic_are_named_too)
  {
    limbeck_scratch_write (
        scratch, "alembic.ini", "[alembic]\nscript_location = %(here)s/alembic\n");
    limbeck_scratch_write (scratch, "alembic/versions/x.py", "\nraise ValueError('not today')\n");

    assert_refused (ask (), "alembic/versions/x.py, line 2: ValueError: not today");
  }
END_TEST

START_TEST (what_is_not_installed_is_no_mistake_of_the_file)
  {
    limbeck_scratch_write (scratch, "scripts/versions/x.py", "import there_is_no_such_module\n");

    assert_refused (ask (), "there_is_no_such_module");
    ck_assert_ptr_nonnull (
        strstr (limbeck_finding_get_remedy (g_ptr_array_index (findings, 0)), "Install it"));
  }
END_TEST

START_TEST (a_python_without_alembic_is_told)
  {
    g_autofree char *python = limbeck_fake_python_write (scratch, "venv", "1.13.2");

    limbeck_scratch_write (scratch, "scripts/versions/x.py", COMPUTED);

    assert_refused (ask_python (python, NULL), "alembic");
  }
END_TEST

START_TEST (without_an_interpreter_nobody_is_asked)
  {
    ck_assert_ptr_null (ask_python (NULL, NULL));
    ck_assert_uint_eq (findings->len, 0);
  }
END_TEST

START_TEST (who_cancels_is_told_nothing)
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    g_cancellable_cancel (cancellable);

    ck_assert_ptr_null (ask_python (PYTHON, cancellable));
    ck_assert_uint_eq (findings->len, 0);
  }
END_TEST

static Suite *
graph_question_suite (void)
{
  Suite *suite = suite_create ("graph-question");
  TCase *tcase = tcase_create ("question");

  tcase_set_timeout (tcase, 240);
  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, alembic_says_what_a_file_computes);
  tcase_add_test (tcase, env_py_is_not_run);
  tcase_add_test (tcase, what_a_file_prints_is_not_the_answer);
  tcase_add_test (tcase, more_than_a_pipe_holds_is_answered);
  tcase_add_test (tcase, a_name_that_is_no_utf_8_comes_back_as_it_is);
  tcase_add_loop_test (tcase, a_refusal_says_where_and_why, 0, (int) G_N_ELEMENTS (refusals));
  tcase_add_test (tcase, folders_that_are_named_like_alembic_are_named_too);
  tcase_add_test (tcase, what_is_not_installed_is_no_mistake_of_the_file);
  tcase_add_test (tcase, a_python_without_alembic_is_told);
  tcase_add_test (tcase, without_an_interpreter_nobody_is_asked);
  tcase_add_test (tcase, who_cancels_is_told_nothing);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return oracle_is_possible () ? limbeck_check_main (graph_question_suite ()) : SKIPPED;
}
