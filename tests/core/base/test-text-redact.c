#include "core/base/text.h"

#include "limbeck-check.h"

typedef struct
{
  const char *in;
  const char *out;
  const char *secrets[3];
} Row;

static const Row rows[] = {
  { "postgresql://u:pw@h/db", "postgresql://u:***@h/db" },
  { "postgresql+psycopg2://u:p@ss@h:5432/db", "postgresql+psycopg2://u:***@h:5432/db" },
  { "postgresql://u:p/s:s?#@h/db", "postgresql://u:***@h/db" },
  { "postgresql://u@tenant:pw@h", "postgresql://u@tenant:***@h" },
  { "redis://:pw@h", "redis://:***@h" },
  { "no password: postgresql://u@h:5432/db", "no password: postgresql://u@h:5432/db" },
  { "postgresql://h:5432/db", "postgresql://h:5432/db" },
  { "postgresql:///db?user=a:b@c", "postgresql:///db?user=a:b@c" },
  { "see http://h/a:b and a@b.org", "see http://h/a:b and a@b.org" },
  { "'postgresql://u:pw@h/db' is (x@y)", "'postgresql://u:***@h/db' is (x@y)" },
  { "[\"http://h:80/\",\"a@b\"]", "[\"http://h:80/\",\"a@b\"]" },
  { "postgresql://u:pa'ss@h/db", "postgresql://u:***@h/db" },
  { "jdbc:x://a/b,postgresql://u:pw@h", "jdbc:x://a/b,postgresql://u:***@h" },
  { "a://u:1@h b://v:2@i", "a://u:***@h b://v:***@i" },
  { "already postgresql://u:***@h/db", "already postgresql://u:***@h/db" },
  { "postgresql://u:XXXXX@h/db", "postgresql://u:***@h/db" },
  { "postgresql://h/db?password=p@s&user=u", "postgresql://h/db?password=***&user=u" },
  { "postgresql://h:5432/db?user=u&password=p@s", "postgresql://h:5432/db?user=u&password=***" },
  { "host=h password=a&b dbname=d", "host=h password=*** dbname=d" },
  { "host=h password = 'it\\'s me' dbname=d", "host=h password = '***' dbname=d" },
  { "password=a\\ b dbname=d", "password=*** dbname=d" },
  { "\"host=h password=pw\", 1", "\"host=h password=***\", 1" },
  { "connect(password='pw', user=\"u\")", "connect(password='***', user=\"u\")" },
  { "{'password': 'pw', \"password\": \"x\"}", "{'password': '***', \"password\": \"***\"}" },
  { "PGPASSWORD=pw PGUSER=u", "PGPASSWORD=*** PGUSER=u" },
  { "sslpassword=pw&x=y", "sslpassword=***" },
  { "?passwd=pw&x=y", "?passwd=***&x=y" },
  { "Password=PW", "Password=***" },
  { "password= x", "password= ***" },
  { "password=''", "password=''" },
  { "password=", "password=" },
  { "CREATE ROLE r ENCRYPTED PASSWORD 'x y' LOGIN",
    "CREATE ROLE r ENCRYPTED PASSWORD '***' LOGIN" },
  { "the password 'x' is wrong", "the password '***' is wrong" },
  { "password=\nnext", "password=\nnext" },
  { "FATAL:  password authentication failed for user \"u\"",
    "FATAL:  password authentication failed for user \"u\"" },
  { "The password: is wrong", "The password: is wrong" },
  { "say hunter2 twice: hunter2", "say *** twice: ***", { "hunter2" } },
  { "p%40ss p%40SS p@ss", "*** p%40SS ***", { "p@ss" } },
  { "p%2fs p%2Fs p%%2Fs", "*** *** ***", { "p/s" } },
  { "a+b a%20b a b", "*** *** ***", { "a b" } },
  { "100%25 100%", "*** ***", { "100%" } },
  { "'it\\'s' \"a\\\\b\"", "'***' \"***\"", { "it's", "a\\b" } },
  { "secret secretive", "*** ***", { "secret", "secretive" } },
  { "a caf\303\251 caf%C3%A9", "a *** ***", { "caf\303\251" } },
  { "a***b", "a***b", { "*", "**" } },
  { "nothing", "nothing", { "" } },
  { "yabc", "***", { "y", "***abc" } },
  { "", "" },
};

START_TEST (passwords_become_stars)
  {
    const Row       *row = &rows[_i];
    g_autofree char *text = limbeck_text_redact (row->in, row->secrets);

    ck_assert_str_eq (text, row->out);
  }
END_TEST

START_TEST (redacting_twice_changes_nothing)
  {
    const Row       *row = &rows[_i];
    g_autofree char *once = limbeck_text_redact (row->in, row->secrets);
    g_autofree char *twice = limbeck_text_redact (once, row->secrets);

    ck_assert_str_eq (once, twice);
  }
END_TEST

START_TEST (no_secrets_at_all_is_fine)
  {
    g_autofree char *text = limbeck_text_redact ("x://u:pw@h", NULL);

    ck_assert_str_eq (text, "x://u:***@h");
  }
END_TEST

START_TEST (a_secret_that_is_not_utf8_is_found_in_repaired_output)
  {
    const char *const secrets[] = { "p\344ss", NULL };
    g_autofree char  *text = limbeck_text_redact ("say p\357\277\275ss", secrets);

    ck_assert_str_eq (text, "say ***");
  }
END_TEST

static Suite *
text_redact_suite (void)
{
  Suite *suite = suite_create ("text-redact");
  TCase *tcase = tcase_create ("text-redact");

  tcase_add_loop_test (tcase, passwords_become_stars, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tcase, redacting_twice_changes_nothing, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, no_secrets_at_all_is_fine);
  tcase_add_test (tcase, a_secret_that_is_not_utf8_is_found_in_repaired_output);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (text_redact_suite ());
}
