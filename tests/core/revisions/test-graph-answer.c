#include <string.h>

#include "core/revisions/graph-answer.h"
#include "core/revisions/script.h"

#include "limbeck-check.h"

#define REVISION(lists)                                                                            \
  "{\"id\": \"a1\", \"path\": \"/v/a1.py\", \"doc\": \"add users\\n\\nMore.\", " lists "}"
#define NO_LISTS "\"down\": [], \"depends\": [], \"labels\": []"

static GPtrArray *
read_answer (const char *json, char **problem)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return limbeck_graph_answer_read (bytes, problem);
}

START_TEST (every_field_is_taken)
  {
    g_autofree char *problem = NULL;
    g_autoptr (GPtrArray) scripts = read_answer (
        "{\"revisions\": [" REVISION (
            "\"down\": [\"b\", \"c\"], \"depends\": [\"d\"], \"labels\": [\"main\"]") "]}",
        &problem);
    LimbeckScript   *script;
    g_autofree char *down = NULL;

    ck_assert_ptr_null (problem);
    ck_assert_uint_eq (scripts->len, 1);
    script = g_ptr_array_index (scripts, 0);
    down = g_strjoinv (" ", (char **) script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS]);

    ck_assert_int_eq (script->state, LIMBECK_SCRIPT_READ);
    ck_assert_str_eq (script->texts[LIMBECK_SCRIPT_ID], "a1");
    ck_assert_str_eq (script->texts[LIMBECK_SCRIPT_PATH], "/v/a1.py");
    ck_assert_str_eq (script->texts[LIMBECK_SCRIPT_MESSAGE], "add users");
    ck_assert_str_eq (down, "b c");
    ck_assert_str_eq (script->lists[LIMBECK_SCRIPT_DEPENDS_ON][0], "d");
    ck_assert_str_eq (script->lists[LIMBECK_SCRIPT_BRANCH_LABELS][0], "main");
  }
END_TEST

START_TEST (the_order_is_kept)
  {
    g_autofree char *problem = NULL;
    g_autoptr (GPtrArray) scripts = read_answer (
        "{\"revisions\": [{\"id\": \"z\", \"path\": \"/z\", \"doc\": \"\", " NO_LISTS "}, "
        "{\"id\": \"a\", \"path\": \"/a\", \"doc\": \"\", " NO_LISTS "}]}",
        &problem);

    ck_assert_str_eq (((LimbeckScript *) scripts->pdata[0])->texts[LIMBECK_SCRIPT_ID], "z");
    ck_assert_str_eq (((LimbeckScript *) scripts->pdata[1])->texts[LIMBECK_SCRIPT_ID], "a");
  }
END_TEST

START_TEST (a_path_is_bytes)
  {
    g_autofree char *problem = NULL;
    g_autoptr (GPtrArray) scripts = read_answer (
        "{\"revisions\": [{\"id\": \"a\", \"path\": \"/v/\\u00c3\\u00a9\\u00ff.py\", "
        "\"doc\": \"\", " NO_LISTS "}]}",
        &problem);

    ck_assert_str_eq (((LimbeckScript *) scripts->pdata[0])->texts[LIMBECK_SCRIPT_PATH],
                      "/v/\303\251\377.py");
  }
END_TEST

START_TEST (a_tree_without_revisions_is_an_answer)
  {
    g_autofree char *problem = NULL;
    g_autoptr (GPtrArray) scripts = read_answer ("{\"revisions\": []}", &problem);

    ck_assert_ptr_nonnull (scripts);
    ck_assert_uint_eq (scripts->len, 0);
  }
END_TEST

static const struct
{
  const char *json;
  const char *problem;
} errors[] = {
  { "{\"error\": {\"type\": \"KeyError\", \"text\": \"'x'\", \"path\": \"/v/a.py\", \"line\": 3}, "
    "\"revisions\": []}",
    "/v/a.py, line 3: KeyError: 'x'" },
  { "{\"error\": {\"type\": \"CommandError\", \"text\": \"No\", \"path\": null, \"line\": 0}}",
    "CommandError: No" },
  { "{\"error\": {}}", ": " },
};

START_TEST (an_error_says_where_and_what)
  {
    g_autofree char *problem = NULL;

    ck_assert_ptr_null (read_answer (errors[_i].json, &problem));
    ck_assert_str_eq (problem, errors[_i].problem);
  }
END_TEST

static const char *const nonsense[] = {
  "",
  "x",
  "[]",
  "{}",
  "null",
  "{\"revisions\": 3}",
  "{\"revisions\": [3]}",
  "{\"revisions\": [{}]}",
  "{\"revisions\": [",
  "{\"revisions\": [{\"id\": 3, \"path\": \"/v\", \"doc\": \"\", " NO_LISTS "}]}",
  "{\"revisions\": [{\"id\": \"a\", \"doc\": \"\", " NO_LISTS "}]}",
  "{\"revisions\": [" REVISION ("\"down\": \"b\", \"depends\": [], \"labels\": []") "]}",
  "{\"revisions\": [" REVISION ("\"down\": [null], \"depends\": [], \"labels\": []") "]}",
  "{\"revisions\": [" REVISION ("\"down\": [], \"labels\": []") "]}",
  "{\"revisions\": [" REVISION (NO_LISTS) ", 3]}",
};

START_TEST (what_is_no_answer_is_none)
  {
    g_autofree char *problem = NULL;

    ck_assert_ptr_null (read_answer (nonsense[_i], &problem));
    ck_assert_ptr_null (problem);
  }
END_TEST

static Suite *
graph_answer_suite (void)
{
  Suite *suite = suite_create ("graph-answer");
  TCase *tcase = tcase_create ("answer");

  tcase_add_test (tcase, every_field_is_taken);
  tcase_add_test (tcase, the_order_is_kept);
  tcase_add_test (tcase, a_path_is_bytes);
  tcase_add_test (tcase, a_tree_without_revisions_is_an_answer);
  tcase_add_loop_test (tcase, an_error_says_where_and_what, 0, (int) G_N_ELEMENTS (errors));
  tcase_add_loop_test (tcase, what_is_no_answer_is_none, 0, (int) G_N_ELEMENTS (nonsense));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (graph_answer_suite ());
}
