#include <string.h>

#include "core/project/project.h"
#include "core/project/url-question.h"

#include "accepted-urls.h"
#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch     *scratch;
static LimbeckInterpreter *interpreter;

static void
setup (void)
{
  scratch = limbeck_scratch_new ();
  interpreter = limbeck_interpreter_find ("/", "/", "/usr/bin/python3", NULL, NULL);
  ck_assert_ptr_nonnull (interpreter);
}

static void
teardown (void)
{
  g_clear_object (&interpreter);
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static LimbeckDatabaseUrl *
ask (const char *text)
{
  g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, NULL);

  ck_assert_ptr_nonnull (url);

  return limbeck_url_question_ask (interpreter, url, NULL);
}

/* Python runs it before anything else. */
static void
write_sitecustomize (const char *contents)
{
  g_autofree char *folder = limbeck_scratch_dup_path (scratch, "site");

  limbeck_scratch_write (scratch, "site/sitecustomize.py", contents);
  g_setenv ("PYTHONPATH", folder, TRUE);
}

/* What a version of SQLAlchemy understands in its own way; 1.4 has no dialect for psycopg 3 either. */
static gboolean
depends_on_version (const char *url)
{
  return strstr (url, "my%20db") != NULL || strstr (url, "?host=h1:5433") != NULL;
}

START_TEST (sqlalchemy_itself_says_what_our_rules_say)
  {
    g_autoptr (LimbeckDatabaseUrl) answer = ask (accepted_urls[_i].url);
    g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (accepted_urls[_i].url, NULL);
    g_autofree char *parameters = NULL;

    if (answer == NULL && strstr (accepted_urls[_i].url, "+psycopg") != NULL)
      return;
    ck_assert_ptr_nonnull (answer);
    parameters = dup_parameters (answer);
    if (depends_on_version (accepted_urls[_i].url))
      ck_assert (!limbeck_database_url_is_plain (url));
    else
      ck_assert_str_eq (parameters, accepted_urls[_i].parameters);
  }
END_TEST

START_TEST (what_sqlalchemy_says_counts)
  {
    g_autoptr (LimbeckDatabaseUrl) answer = NULL;

    write_sitecustomize ("from urllib.parse import unquote\n"
                         "import sqlalchemy.engine.url as module\n"
                         "made = module.make_url\n"
                         "module.make_url = lambda text: (lambda url: "
                         "url.set(database=unquote(url.database)))(made(text))\n"
                         "print('a library that prints')\n");
    answer = ask ("postgresql://u:SECRET%40@h/my%20db");

    ck_assert_ptr_nonnull (answer);
    ck_assert_str_eq (limbeck_database_url_get_parameter (answer, "dbname"), "my db");
    ck_assert_str_eq (limbeck_database_url_get_parameter (answer, "password"), "SECRET@");
  }
END_TEST

START_TEST (where_sqlalchemy_does_not_answer_there_is_no_answer)
  {
    static const char *const troubles[] = {
      "import sys\nsys.modules['sqlalchemy.engine.url'] = None\n",
      "import os\nprint('limbeck|[1]', flush=True)\nos._exit(0)\n",
      "import os\nprint('limbeck|{', flush=True)\nos._exit(0)\n",
      "import os\nos.kill(os.getpid(), 9)\n",
    };

    write_sitecustomize (troubles[_i]);

    ck_assert_ptr_null (ask ("postgresql://h/my%20db"));
  }
END_TEST

START_TEST (a_cancel_ends_the_question)
  {
    g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse ("postgresql://h/d", NULL);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();

    g_cancellable_cancel (cancellable);

    ck_assert_ptr_null (limbeck_url_question_ask (interpreter, url, cancellable));
  }
END_TEST

static Suite *
url_question_suite (void)
{
  Suite *suite = suite_create ("url-question");
  TCase *tcase = tcase_create ("url-question");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_set_timeout (tcase, 240);
  tcase_add_loop_test (
      tcase, sqlalchemy_itself_says_what_our_rules_say, 0, G_N_ELEMENTS (accepted_urls));
  tcase_add_test (tcase, what_sqlalchemy_says_counts);
  tcase_add_loop_test (tcase, where_sqlalchemy_does_not_answer_there_is_no_answer, 0, 4);
  tcase_add_test (tcase, a_cancel_ends_the_question);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (url_question_suite ());
}
