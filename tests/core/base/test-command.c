#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/base/command.h"

#include "limbeck-check.h"

static LimbeckCommand *
command_of (const char *program, ...)
{
  LimbeckCommand *command = limbeck_command_new (program);
  const char     *argument;
  va_list         args;

  va_start (args, program);
  while ((argument = va_arg (args, const char *)))
    limbeck_command_append (command, argument);
  va_end (args);

  return command;
}

static gboolean
is_open (int fd)
{
  return fcntl (fd, F_GETFD) >= 0;
}

START_TEST (arguments_keep_their_order)
  {
    g_autoptr (LimbeckCommand) command = command_of ("program", "-c", "a file", NULL);
    const char *const *argv;

    limbeck_command_append_printf (command, "--message=%s %d", "x", 3);
    argv = limbeck_command_get_argv (command);

    ck_assert_str_eq (argv[0], "program");
    ck_assert_str_eq (argv[1], "-c");
    ck_assert_str_eq (argv[2], "a file");
    ck_assert_str_eq (argv[3], "--message=x 3");
    ck_assert_ptr_null (argv[4]);
  }
END_TEST

typedef struct
{
  const char *argument;
  const char *shown;
} Row;

static const Row rows[] = {
  { "plain-word_1.0", "plain-word_1.0" },
  { "", "''" },
  { "two words", "'two words'" },
  { "it's", "'it'\\''s'" },
  { "$HOME;rm *", "'$HOME;rm *'" },
  { "caf\303\251", "'caf\303\251'" },
  { "caf\351 1", "$'caf\\351 1'" },
  { "a\nb'c\\", "$'a\\012b\\'c\\\\'" },
  { "~", "'~'" },
  { "hunter2", "'***'" },
  { "postgresql://u:x@h/db", "'postgresql://u:***@h/db'" },
};

START_TEST (it_is_shown_as_a_shell_would_read_it)
  {
    g_autoptr (LimbeckCommand) command = command_of ("program", rows[_i].argument, NULL);
    g_autofree char *expected = g_strdup_printf ("program %s", rows[_i].shown);
    g_autofree char *shown = NULL;

    limbeck_command_add_secret (command, "hunter2");
    shown = limbeck_command_to_string (command);

    ck_assert_str_eq (shown, expected);
  }
END_TEST

START_TEST (variables_come_on_top_of_what_is_inherited)
  {
    g_autoptr (LimbeckCommand) command = command_of ("program", NULL);
    g_auto (GStrv) environment = NULL;

    g_setenv ("LIMBECK_INHERITED", "yes", TRUE);
    g_setenv ("LIMBECK_UNSET", "yes", TRUE);
    limbeck_command_setenv (command, "LIMBECK_SET", "1");
    limbeck_command_setenv (command, "LIMBECK_SET", "2");
    limbeck_command_setenv (command, "LIMBECK_UNSET", NULL);
    environment = limbeck_command_dup_environment (command);

    ck_assert_str_eq (g_environ_getenv (environment, "LIMBECK_INHERITED"), "yes");
    ck_assert_str_eq (g_environ_getenv (environment, "LIMBECK_SET"), "2");
    ck_assert_ptr_null (g_environ_getenv (environment, "LIMBECK_UNSET"));
  }
END_TEST

START_TEST (variables_come_on_top_of_an_environment_of_its_own)
  {
    const char *const own[] = { "A=1", "B=2", NULL };
    g_autoptr (LimbeckCommand) command = command_of ("program", NULL);
    g_auto (GStrv) environment = NULL;
    g_auto (GStrv) inherited = NULL;

    limbeck_command_setenv (command, "B", "3");
    limbeck_command_set_environment (command, own);
    environment = limbeck_command_dup_environment (command);
    limbeck_command_set_environment (command, NULL);
    inherited = limbeck_command_dup_environment (command);

    ck_assert_uint_eq (g_strv_length (environment), 2);
    ck_assert_str_eq (g_environ_getenv (environment, "A"), "1");
    ck_assert_str_eq (g_environ_getenv (environment, "B"), "3");
    ck_assert_ptr_nonnull (g_environ_getenv (inherited, "PATH"));
  }
END_TEST

START_TEST (a_copy_has_everything_and_lives_alone)
  {
    LimbeckCommand *original = command_of ("program", "argument", NULL);
    g_autoptr (LimbeckCommand) copy = NULL;
    g_auto (GStrv) environment = NULL;
    int fds[2];

    ck_assert_int_eq (pipe (fds), 0);
    limbeck_command_set_directory (original, "/tmp");
    limbeck_command_setenv (original, "A", "1");
    limbeck_command_add_secret (original, "s");
    limbeck_command_add_secret (original, NULL);
    limbeck_command_add_secret (original, "");
    limbeck_command_take_fd (original, fds[0], 7);
    copy = limbeck_command_copy (original);
    limbeck_command_append (original, "more");
    limbeck_command_free (original);

    environment = limbeck_command_dup_environment (copy);
    ck_assert_str_eq (limbeck_command_get_argv (copy)[1], "argument");
    ck_assert_ptr_null (limbeck_command_get_argv (copy)[2]);
    ck_assert_str_eq (limbeck_command_get_directory (copy), "/tmp");
    ck_assert_str_eq (g_environ_getenv (environment, "A"), "1");
    ck_assert_str_eq (limbeck_command_get_secrets (copy)[0], "s");
    ck_assert_ptr_null (limbeck_command_get_secrets (copy)[1]);
    ck_assert (is_open (fds[0]));

    g_clear_pointer (&copy, limbeck_command_free);
    ck_assert (!is_open (fds[0]));
    close (fds[1]);
  }
END_TEST

static Suite *
command_suite (void)
{
  Suite *suite = suite_create ("command");
  TCase *tcase = tcase_create ("command");

  tcase_add_test (tcase, arguments_keep_their_order);
  tcase_add_loop_test (tcase, it_is_shown_as_a_shell_would_read_it, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, variables_come_on_top_of_what_is_inherited);
  tcase_add_test (tcase, variables_come_on_top_of_an_environment_of_its_own);
  tcase_add_test (tcase, a_copy_has_everything_and_lives_alone);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (command_suite ());
}
