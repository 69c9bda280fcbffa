#include <string.h>

#include "cli/verb.h"

#include "limbeck-check.h"

#define MOST 12

static LimbeckCommandLine *
parse (const char *const *arguments, GError **error)
{
  const char *argv[MOST + 2] = { "limbeckctl" };

  for (gsize i = 0; i < MOST && arguments[i]; i++)
    argv[i + 1] = arguments[i];

  return limbeck_command_line_parse (argv, error);
}

static LimbeckCommandLine *
parse_good (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  LimbeckCommandLine *line = parse (arguments, &error);

  ck_assert_msg (line != NULL, "%s", error ? error->message : "no error");
  ck_assert_ptr_null (error);

  return line;
}

#define PARSE(...) parse_good ((const char *const[]){ __VA_ARGS__, NULL })

START_TEST (options_stand_before_and_after_the_verb)
  {
    g_autoptr (LimbeckCommandLine) line = PARSE (
        "--project", "/srv/a b", "--json", "status", "--timeout=5", "-v", "--config", "x.ini");

    ck_assert_str_eq (line->verb->name, "status");
    ck_assert_str_eq (line->project, "/srv/a b");
    ck_assert_str_eq (line->config, "x.ini");
    ck_assert_uint_eq (line->timeout_s, 5);
    ck_assert (line->json);
    ck_assert (line->verbose);
    ck_assert_uint_eq (g_strv_length (line->arguments), 0);
  }
END_TEST

static const char *const relative_targets[] = { "-1", "-12", "+1", "abc-1", "shop@-1", "base" };

START_TEST (negative_number_is_a_target)
  {
    g_autoptr (LimbeckCommandLine) line = PARSE ("downgrade", relative_targets[_i], "--json");

    ck_assert_str_eq (line->arguments[0], relative_targets[_i]);
    ck_assert (line->json);
  }
END_TEST

START_TEST (nothing_is_an_option_after_two_dashes)
  {
    g_autoptr (LimbeckCommandLine) line = PARSE ("downgrade", "--", "--json");

    ck_assert_str_eq (line->arguments[0], "--json");
    ck_assert (!line->json);
  }
END_TEST

START_TEST (every_answer_of_a_gate_is_an_option)
  {
    g_autoptr (LimbeckCommandLine) line = PARSE ("upgrade",
                                                 "--backup=none",
                                                 "--accept",
                                                 "no-backup",
                                                 "--accept=data-loss",
                                                 "--confirm",
                                                 "-odd-name",
                                                 "--reason",
                                                 "a copy is in the safe");

    ck_assert_str_eq (line->backup, "none");
    ck_assert_str_eq (line->accept[0], "no-backup");
    ck_assert_str_eq (line->accept[1], "data-loss");
    ck_assert_ptr_null (line->accept[2]);
    ck_assert_str_eq (line->confirm, "-odd-name");
    ck_assert_str_eq (line->reason, "a copy is in the safe");
  }
END_TEST

START_TEST (start_of_a_plan_is_a_list)
  {
    g_autoptr (LimbeckCommandLine)
        line = PARSE ("plan", "upgrade", "heads", "--offline", "--from", "a1,b2");

    ck_assert_str_eq (line->from[0], "a1");
    ck_assert_str_eq (line->from[1], "b2");
    ck_assert_ptr_null (line->from[2]);
  }
END_TEST

START_TEST (upgrade_needs_no_target)
  {
    g_autoptr (LimbeckCommandLine) line = PARSE ("upgrade");

    ck_assert_ptr_null (line->arguments[0]);
  }
END_TEST

START_TEST (path_may_be_any_bytes)
  {
    g_autoptr (LimbeckCommandLine) line = PARSE ("status", "--project", "/srv/\xff");

    ck_assert_str_eq (line->project, "/srv/\xff");
  }
END_TEST

START_TEST (directory_of_a_backup_has_two_names)
  {
    g_autoptr (LimbeckCommandLine) one = PARSE ("backup", "--directory", "/a");
    g_autoptr (LimbeckCommandLine) other = PARSE ("backup", "--backup-directory", "/b");
    g_autoptr (LimbeckCommandLine) none = PARSE ("backup");

    ck_assert_str_eq (limbeck_command_line_get_backup_directory (one), "/a");
    ck_assert_str_eq (limbeck_command_line_get_backup_directory (other), "/b");
    ck_assert_ptr_null (limbeck_command_line_get_backup_directory (none));
  }
END_TEST

START_TEST (help_is_given_whatever_else_is_wrong)
  {
    g_autoptr (LimbeckCommandLine) program = PARSE ("--help");
    g_autoptr (LimbeckCommandLine) verb = PARSE ("plan", "-h", "--limit", "3");

    ck_assert (program->help);
    ck_assert_ptr_null (program->verb);
    ck_assert (verb->help);
    ck_assert_str_eq (verb->verb->name, "plan");
  }
END_TEST

/* What is wrong, and a part of the sentence that has to say it. */
static const struct
{
  const char *arguments[MOST];
  const char *sentence;
} bad_lines[] = {
  { { NULL }, "limbeckctl status" },
  { { "stauts" }, "no verb “stauts”" },
  { { "status", "--jsno" }, "no option “--jsno”" },
  { { "status", "-x" }, "no option “-x”" },
  { { "status", "--json=yes" }, "--json takes no value" },
  { { "status", "--project" }, "--project needs a value: DIR" },
  { { "status", "--project", "" }, "--project is empty" },
  { { "status", "--project=" }, "--project is empty" },
  { { "status", "--project", "a", "--project", "b" }, "--project is given twice" },
  { { "status", "--timeout", "0" }, "whole number from 1 to 1000000" },
  { { "status", "--timeout", "-5" }, "whole number" },
  { { "status", "--timeout", "1.5" }, "whole number" },
  { { "status", "--timeout", "99999999999999999999" }, "whole number" },
  { { "status", "extra" }, "“status” takes options only" },
  { { "status", "--limit", "3" }, "“status” does not take --limit" },
  { { "check", "--confirm", "shop" }, "“check” does not take --confirm" },
  { { "revisions", "--offline", "--pending" }, "--offline" },
  { { "revisions", "--pending", "--applied" }, "exclude each other" },
  { { "downgrade" }, "“downgrade” needs more: TARGET" },
  { { "downgrade", "" }, "empty" },
  { { "downgrade", "\xff" }, "UTF-8" },
  { { "downgrade", "a", "b" }, "no more than: TARGET" },
  { { "upgrade", "--backup", "maybe" }, "take, recent, own, none, not “maybe”" },
  { { "upgrade", "--reason", "\xff" }, "UTF-8" },
  { { "plan" }, "“plan” needs more" },
  { { "plan", "sideways" }, "“upgrade” or “downgrade”" },
  { { "plan", "downgrade" }, "needs a target" },
  { { "plan", "upgrade", "--offline" }, "--from" },
  { { "plan", "upgrade", "--from", "base" }, "--offline" },
  { { "plan", "upgrade", "--offline", "--from", "a1,,b2" }, "empty" },
  { { "plan", "upgrade", "--offline", "--from", "base,a1" }, "alone" },
};

START_TEST (bad_usage_is_told_in_a_sentence)
  {
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (parse (bad_lines[_i].arguments, &error));
    ck_assert (g_error_matches (error, LIMBECK_USAGE_ERROR, LIMBECK_USAGE_ERROR_BAD_USAGE));
    ck_assert_msg (strstr (error->message, bad_lines[_i].sentence) != NULL, "%s", error->message);
  }
END_TEST

static const char *const lines_with_a_secret[][5] = {
  { "status", "--database-url", "postgresql://u:geheim@h/d", "--nonsense" },
  { "status", "--database-url=postgresql://u:geheim@h/d", "extra" },
  { "status",
    "--database-url",
    "postgresql://u:geheim@h/d",
    "--database-url=postgresql://u:geheim@h/d" },
  { "status", "--database-urll=postgresql://u:geheim@h/d" },
};

START_TEST (no_message_repeats_a_url)
  {
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (parse (lines_with_a_secret[_i], &error));
    ck_assert_ptr_null (strstr (error->message, "geheim"));
  }
END_TEST

START_TEST (url_is_wiped_from_the_memory_that_ps_shows)
  {
    char  program[] = "limbeckctl";
    char  attached[] = "--database-url=postgresql://u:geheim@h/d";
    char  name[] = "--database-url";
    char  value[] = "postgresql://u:geheim@h/d";
    char  last[] = "--database-url";
    char *argv[] = { program, attached, name, value, last, NULL };

    limbeck_command_line_wipe_url (5, argv);

    ck_assert_str_eq (attached, "--database-url=*************************");
    ck_assert_str_eq (name, "--database-url");
    ck_assert_str_eq (value, "*************************");
    ck_assert_str_eq (last, "--database-url");
  }
END_TEST

START_TEST (json_is_wanted_also_where_the_rest_is_wrong)
  {
    ck_assert (limbeck_command_line_wants_json ((const char *const[]){ "l", "x", "--json", NULL }));
    ck_assert (
        !limbeck_command_line_wants_json ((const char *const[]){ "l", "--", "--json", NULL }));
    ck_assert (!limbeck_command_line_wants_json ((const char *const[]){ "l", NULL }));
  }
END_TEST

static Suite *
command_line_suite (void)
{
  Suite *suite = suite_create ("command-line");
  TCase *tcase = tcase_create ("command-line");

  tcase_add_test (tcase, options_stand_before_and_after_the_verb);
  tcase_add_loop_test (tcase, negative_number_is_a_target, 0, G_N_ELEMENTS (relative_targets));
  tcase_add_test (tcase, nothing_is_an_option_after_two_dashes);
  tcase_add_test (tcase, every_answer_of_a_gate_is_an_option);
  tcase_add_test (tcase, start_of_a_plan_is_a_list);
  tcase_add_test (tcase, upgrade_needs_no_target);
  tcase_add_test (tcase, path_may_be_any_bytes);
  tcase_add_test (tcase, directory_of_a_backup_has_two_names);
  tcase_add_test (tcase, help_is_given_whatever_else_is_wrong);
  tcase_add_loop_test (tcase, bad_usage_is_told_in_a_sentence, 0, G_N_ELEMENTS (bad_lines));
  tcase_add_loop_test (tcase, no_message_repeats_a_url, 0, G_N_ELEMENTS (lines_with_a_secret));
  tcase_add_test (tcase, url_is_wiped_from_the_memory_that_ps_shows);
  tcase_add_test (tcase, json_is_wanted_also_where_the_rest_is_wrong);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (command_line_suite ());
}
