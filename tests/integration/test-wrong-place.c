/* The server leads elsewhere: search paths, poolers; and an env.py that changes its mind after every check. */

#include <string.h>

#include "limbeck-check.h"
#include "wrong-database.h"

static const WrongWay ways[] = {
  { "a search path in env.py", "sql = 'set search_path = other'\n", NULL },
  { "a search path in the options of the driver",
    "options = {'connect_args': {'options': '-csearch_path=other'}}\n",
    NULL },
  { "a search path of the role", "url = given.replace('postgres@', 'mover@')\n", NULL },
  { "a pooler that knows another database by this name", "url = pooled\n", NULL },
};

START_TEST (what_leads_elsewhere_is_refused)
  {
    wrong_expect_refusal (&ways[_i]);
  }
END_TEST

/* Honest when it is asked for its revisions; then the change itself goes elsewhere, and is stopped in its first step. */
START_TEST (env_py_that_changes_its_mind_is_stopped)
  {
    const WrongWay way = {
      "by who has called it",

      "import inspect\n"
      "if any(frame.function == 'current' for frame in inspect.stack()):\n"
      "    pass\n"
      "elif any(frame.function == 'upgrade' for frame in inspect.stack()):\n"
      "    url = other\n",
      NULL,
    };
    const LimbeckTestRevision slow = {
      .revision = "c3",
      .down = "b2",
      .message = "create invoice",
      .upgrade = "op.execute('create table invoice (id int)')\nop.execute('select pg_sleep(5)')",
    };
    g_autoptr (LimbeckTestProject) project = wrong_new_project (&way);
    g_autoptr (Ctl) ctl = NULL;
    JsonObject *verdict = NULL;

    limbeck_test_project_add_revisions (project, &slow, 1);
    ctl = ctl_finish (wrong_prepare (project, &way), FALSE);

    ctl_expect_error (ctl, 6, "rolled-back");
    verdict = json_object_get_object_member (ctl->answer, "verdict");
    ck_assert_str_eq (ctl_get_string (verdict, "ending"), "unseen");
    ck_assert_ptr_nonnull (strstr (ctl_get_string (verdict, "title"), "another database"));
    wrong_expect_nothing_changed ();
  }
END_TEST

static Suite *
wrong_place_suite (void)
{
  Suite *suite = suite_create ("integration/wrong-place");
  TCase *tcase = tcase_create ("integration/wrong-place");

  tcase_add_unchecked_fixture (tcase, wrong_start, wrong_stop);
  tcase_set_timeout (tcase, 240);
  tcase_add_loop_test (tcase, what_leads_elsewhere_is_refused, 0, G_N_ELEMENTS (ways));
  tcase_add_test (tcase, env_py_that_changes_its_mind_is_stopped);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (wrong_place_suite ());
}
