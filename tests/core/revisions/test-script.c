#include <string.h>

#include "core/revisions/script.h"

#include "limbeck-check.h"

static LimbeckScriptDraft *draft;

static void
set_up (void)
{
  draft = limbeck_script_draft_new ();
}

static void
tear_down (void)
{
  g_clear_pointer (&draft, limbeck_script_draft_free);
}

static gsize
add (const char *text)
{
  return limbeck_script_draft_add_bytes (draft, text, strlen (text));
}

static const struct
{
  const char *docstring;
  const char *message; /* NULL: there is none */
  const char *date;
} docstrings[] = {
  { "add users", "add users", NULL },
  { "  add\nusers\n\nmore", "add users", NULL },
  { "add\n  \nusers", "add users", NULL },
  { "\n\nadd users\n\n", "add users", NULL },
  { "add  \t users", "add users", NULL },
  { "empty message", "", NULL },
  { "empty message\n\nRevision ID: a", "", NULL },
  { "x\n\nCreate Date: 2024-01-01 10:00\n", "x", "2024-01-01 10:00" },
  { "x\n\nCreate Date:\n", "x", "" },
  { "x\n\nRevises:\nCreate Date: today\nmore", "x", "today" },
  { "\302\240add\302\240", "add", NULL },
};

START_TEST (a_docstring_has_a_message_and_a_date)
  {
    g_autoptr (LimbeckScript) script = NULL;
    const char *text = docstrings[_i].docstring;
    const char *date;

    limbeck_script_draft_set_docstring (draft, text, strlen (text));
    script = limbeck_script_draft_finish (draft);
    date = script->texts[LIMBECK_SCRIPT_CREATE_DATE];

    ck_assert_str_eq (
        script->texts[LIMBECK_SCRIPT_MESSAGE] != NULL ? script->texts[LIMBECK_SCRIPT_MESSAGE] : "",
        docstrings[_i].message);
    ck_assert_str_eq (date != NULL ? date : "",
                      docstrings[_i].date != NULL ? docstrings[_i].date : "");
  }
END_TEST

START_TEST (a_script_keeps_what_its_draft_said)
  {
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_script_draft_set_text (draft, LIMBECK_SCRIPT_PATH, add ("/v/x.py"));
    limbeck_script_draft_set_text (draft, LIMBECK_SCRIPT_ID, add ("a"));
    limbeck_script_draft_append (draft, LIMBECK_SCRIPT_DOWN_REVISIONS, add ("b"));
    limbeck_script_draft_append (draft, LIMBECK_SCRIPT_DOWN_REVISIONS, add ("c"));
    script = limbeck_script_draft_finish (draft);
    limbeck_script_draft_reset (draft);
    limbeck_script_draft_set_text (draft, LIMBECK_SCRIPT_ID, add ("other"));

    ck_assert_str_eq (limbeck_script_get_name (script), "x.py");
    ck_assert_str_eq (script->texts[LIMBECK_SCRIPT_ID], "a");
    ck_assert_ptr_null (script->texts[LIMBECK_SCRIPT_MESSAGE]);
    ck_assert_str_eq (script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS][0], "b");
    ck_assert_str_eq (script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS][1], "c");
    ck_assert_ptr_null (script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS][2]);
    ck_assert_ptr_null (script->lists[LIMBECK_SCRIPT_DEPENDS_ON][0]);
  }
END_TEST

START_TEST (a_draft_begins_again)
  {
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_script_draft_set_text (draft, LIMBECK_SCRIPT_ID, add ("a"));
    limbeck_script_draft_append (draft, LIMBECK_SCRIPT_BRANCH_LABELS, add ("b"));
    limbeck_script_draft_refuse (
        draft, LIMBECK_SCRIPT_COMPUTED, LIMBECK_SCRIPT_PROBLEM_NOT_LITERAL, "revision", 3);
    limbeck_script_draft_reset (draft);
    limbeck_script_draft_set_text (draft, LIMBECK_SCRIPT_PATH, add ("/v/x.py"));
    script = limbeck_script_draft_finish (draft);

    ck_assert_int_eq (script->state, LIMBECK_SCRIPT_READ);
    ck_assert_int_eq (script->problem, LIMBECK_SCRIPT_PROBLEM_NONE);
    ck_assert_uint_eq (script->line, 0);
    ck_assert_ptr_null (script->texts[LIMBECK_SCRIPT_ID]);
    ck_assert_ptr_null (script->lists[LIMBECK_SCRIPT_BRANCH_LABELS][0]);
  }
END_TEST

START_TEST (a_refusal_says_what_and_where)
  {
    g_autoptr (LimbeckScript) script = NULL;

    limbeck_script_draft_refuse (
        draft, LIMBECK_SCRIPT_COMPUTED, LIMBECK_SCRIPT_PROBLEM_NOT_LITERAL, "revision", 3);
    script = limbeck_script_draft_finish (draft);

    ck_assert_int_eq (script->state, LIMBECK_SCRIPT_COMPUTED);
    ck_assert_int_eq (script->problem, LIMBECK_SCRIPT_PROBLEM_NOT_LITERAL);
    ck_assert_str_eq (script->subject, "revision");
    ck_assert_uint_eq (script->line, 3);
  }
END_TEST

START_TEST (who_refers_to_a_script_keeps_it)
  {
    LimbeckScript *script;

    limbeck_script_draft_set_text (draft, LIMBECK_SCRIPT_ID, add ("a"));
    script = limbeck_script_draft_finish (draft);
    ck_assert_ptr_eq (limbeck_script_ref (script), script);
    limbeck_script_unref (script);
    ck_assert_str_eq (script->texts[LIMBECK_SCRIPT_ID], "a");
    limbeck_script_unref (script);
  }
END_TEST

static Suite *
script_suite (void)
{
  Suite *suite = suite_create ("script");
  TCase *tcase = tcase_create ("script");

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_loop_test (
      tcase, a_docstring_has_a_message_and_a_date, 0, (int) G_N_ELEMENTS (docstrings));
  tcase_add_test (tcase, a_script_keeps_what_its_draft_said);
  tcase_add_test (tcase, a_draft_begins_again);
  tcase_add_test (tcase, a_refusal_says_what_and_where);
  tcase_add_test (tcase, who_refers_to_a_script_keeps_it);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (script_suite ());
}
