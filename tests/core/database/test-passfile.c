#include <string.h>
#include <sys/stat.h>

#include "core/database/passfile.h"

#include "limbeck-check.h"
#include "scratch.h"

static LimbeckScratch *scratch;

static void
make_home (void)
{
  scratch = limbeck_scratch_new ();
  g_setenv ("HOME", limbeck_scratch_get_directory (scratch), TRUE);
  g_unsetenv ("PGPASSFILE");
  g_setenv ("PGPASSWORD", "of somebody else", TRUE);
}

static void
remove_home (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

/* What a child with @script sees when it has been given the password of @text. */
static char *
run_script (const char *text, const char *script)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckDatabaseUrl) url = limbeck_database_url_parse (text, &error);
  g_autoptr (LimbeckCommand) command = limbeck_command_new ("sh");
  g_autoptr (LimbeckCommandOutput) output = NULL;

  ck_assert_ptr_nonnull (url);
  limbeck_command_append (command, "-c");
  limbeck_command_append (command, script);
  limbeck_passfile_add (command, url);
  output = limbeck_command_run (command, 10000, NULL, &error);
  ck_assert_ptr_nonnull (output);

  return g_strdup (output->standard_output);
}

START_TEST (the_child_finds_a_passfile_that_libpq_accepts)
  {
    g_autofree char *output = run_script (
        "postgresql://shop:se%3Acr%5Cet@db/shop",
        "stat -L -c '%a %F' $PGPASSFILE; cut -d: -f1-4 $PGPASSFILE; wc -c < $PGPASSFILE; "
        "echo ${PGPASSWORD-unset}");

    /* "*:*:*:shop:se\:cr\\et\n" */
    ck_assert_str_eq (output, "600 regular file\n*:*:*:shop\n22\nunset\n");
  }
END_TEST

START_TEST (the_password_is_a_secret_of_the_command)
  {
    g_autofree char *output = run_script ("postgresql://shop:geheimnis@db/shop",
                                          "cat $PGPASSFILE; tr '\\0' ' ' < /proc/$$/cmdline");

    ck_assert_ptr_null (strstr (output, "geheimnis"));
    ck_assert_ptr_nonnull (strstr (output, "*:*:*:shop:***"));
  }
END_TEST

START_TEST (every_user_of_the_file_reads_it_from_its_start)
  {
    g_autofree char *output = run_script ("postgresql://shop:pw12345@db/shop",
                                          "wc -l < $PGPASSFILE; wc -l < $PGPASSFILE");

    ck_assert_str_eq (output, "1\n1\n");
  }
END_TEST

START_TEST (ones_own_passfile_is_taken_along)
  {
    g_autofree char *path = limbeck_scratch_dup_path (scratch, ".pgpass");
    g_autofree char *output = NULL;
    g_autofree char *without = NULL;

    limbeck_scratch_write (scratch, ".pgpass", "other:5432:*:me:mine\n");
    ck_assert_int_eq (chmod (path, 0600), 0);
    output = run_script ("postgresql://shop:pw12345@db/shop", "tail -n +2 $PGPASSFILE");
    ck_assert_str_eq (output, "other:5432:*:me:mine\n");

    ck_assert_int_eq (chmod (path, 0644), 0);
    without = run_script ("postgresql://shop:pw12345@db/shop", "tail -n +2 $PGPASSFILE");
    ck_assert_str_eq (without, "");
  }
END_TEST

START_TEST (what_a_passfile_can_not_hold_goes_into_the_environment)
  {
    g_autofree char *line_feed = run_script (
        "postgresql://shop:a%0Ab@db/shop",
        "echo ${PGPASSFILE-unset}; printf %s \"$PGPASSWORD\" | wc -c");
    g_autofree char *asyncpg = run_script (
        "postgresql+asyncpg://shop:a%3Ab@db/shop",
        "echo ${PGPASSFILE-unset}; printf %s \"$PGPASSWORD\" | wc -c");

    ck_assert_str_eq (line_feed, "unset\n3\n");
    ck_assert_str_eq (asyncpg, "unset\n3\n");
  }
END_TEST

START_TEST (without_a_password_nothing_changes)
  {
    g_autofree char *output = run_script ("postgresql://shop@db/shop",
                                          "echo ${PGPASSFILE-unset} $PGPASSWORD");

    ck_assert_str_eq (output, "unset of somebody else\n");
  }
END_TEST

static Suite *
passfile_suite (void)
{
  Suite *suite = suite_create ("passfile");
  TCase *tcase = tcase_create ("passfile");

  tcase_add_checked_fixture (tcase, make_home, remove_home);
  tcase_add_test (tcase, the_child_finds_a_passfile_that_libpq_accepts);
  tcase_add_test (tcase, the_password_is_a_secret_of_the_command);
  tcase_add_test (tcase, every_user_of_the_file_reads_it_from_its_start);
  tcase_add_test (tcase, ones_own_passfile_is_taken_along);
  tcase_add_test (tcase, what_a_passfile_can_not_hold_goes_into_the_environment);
  tcase_add_test (tcase, without_a_password_nothing_changes);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (passfile_suite ());
}
