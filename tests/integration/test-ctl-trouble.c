/* What limbeckctl has to withstand: each trouble ends in the right exit status and a message that names the thing and what to do, and
 * the database is as the message says. */

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "ctl-shop.h"
#include "limbeck-check.h"

/* The same trouble, met by three verbs. */
typedef struct
{
  int         check;
  int         status;
  int         upgrade;
  const char *text;
} Trouble;

static void
set_path (LimbeckTestCommand *command, const char *path)
{
  if (path)
    limbeck_test_command_setenv (command, "PATH", path);
}

static void
expect_remedy (Ctl *ctl)
{
  JsonObject *error = json_object_get_object_member (ctl->answer, "error");

  ck_assert_ptr_nonnull (error);
  ck_assert_msg (!json_object_get_null_member (error, "remedy") ||
                     strlen (ctl_get_string (error, "detail")) > 0,
                 "no remedy:\n%s",
                 ctl->output);
}

static void
expect_trouble_with_path (Trouble trouble, const char *path)
{
  const char *const verbs[] = { "check", "status", "upgrade" };
  const int         statuses[] = { trouble.check, trouble.status, trouble.upgrade };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      LimbeckTestCommand *for_programs = ctl_prepare (shop, "--json", verbs[i], NULL);
      LimbeckTestCommand *for_people = ctl_prepare (shop, verbs[i], NULL);
      g_autoptr (Ctl) json = NULL;
      g_autoptr (Ctl) text = NULL;

      set_path (for_programs, path);
      set_path (for_people, path);
      json = ctl_finish (for_programs, FALSE);
      text = ctl_finish (for_people, FALSE);
      ctl_expect (json, statuses[i]);
      ctl_expect (text, statuses[i]);
      ck_assert_ptr_nonnull (json->answer);
      if (i != 1 || trouble.status != 0)
        {
          ctl_expect_text (text, trouble.text);
          ctl_expect_text (json, trouble.text);
        }
      if (i == 2 && trouble.upgrade != 0)
        expect_remedy (json);
    }
}

static void
expect_trouble (Trouble trouble)
{
  expect_trouble_with_path (trouble, NULL);
}

static void
expect_state (const char *state)
{
  g_autoptr (Ctl) status = ctl_run (shop, "status", "--json", NULL);

  ck_assert_ptr_nonnull (status->answer);
  ck_assert_msg (
      g_str_equal (ctl_get_string (status->answer, "state"), state), "%s", status->output);
}

START_TEST (no_configuration)
  {
    limbeck_test_project_remove (shop, "alembic.ini");

    expect_trouble ((Trouble){ 7, 7, 7, "--project DIR" });
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

START_TEST (no_project)
  {
    g_autoptr (Ctl)
        ctl = ctl_run (shop, "status", "--json", "--config", "/nowhere/alembic.ini", NULL);

    ctl_expect_error (ctl, 7, "no-target");
    ctl_expect_text (ctl, "/nowhere/alembic.ini");
  }
END_TEST

static const char *const broken_configurations[] = {
  "[alembic\nscript_location = migrations\n",
  "script_location = migrations\n",
  "[alembic]\nscript_location migrations\n",
  "[alembic]\nscript_location = migrations\nscript_location = other\n",
};

START_TEST (configuration_with_a_typo)
  {
    limbeck_test_project_write (shop, "alembic.ini", broken_configurations[_i]);

    expect_trouble ((Trouble){ 7, 7, 7, "alembic.ini" });
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

START_TEST (configuration_without_a_script_directory)
  {
    limbeck_test_project_write (shop, "alembic.ini", "[alembic]\nscript_location = nowhere\n");

    expect_trouble ((Trouble){ 7, 7, 7, "nowhere" });
  }
END_TEST

START_TEST (no_interpreter)
  {
    expect_trouble_with_path ((Trouble){ 7, 0, 7, "python3" }, "/nonexistent");
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

START_TEST (interpreter_that_is_named_does_not_exist)
  {
    g_autoptr (Ctl) ctl = ctl_run (shop, "check", "--interpreter", "/nowhere/bin/python", NULL);

    ctl_expect (ctl, 7);
    ctl_expect_text (ctl, "/nowhere/bin/python");
  }
END_TEST

START_TEST (alembic_is_not_installed)
  {
    g_autofree char *venv = g_build_filename (
        limbeck_test_project_get_directory (shop), ".venv", NULL);
    g_autoptr (LimbeckTestCommand) make = limbeck_test_command_new (
        "/usr/bin/python3", "-m", "venv", "--without-pip", venv, NULL);

    ck_assert_int_eq (limbeck_test_command_run (make), 0);

    expect_trouble ((Trouble){ 7, 0, 7, "pip install alembic" });
    expect_trouble ((Trouble){ 7, 0, 7, ".venv/bin/python" });
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

START_TEST (project_package_called_alembic)
  {
    g_autoptr (Ctl) check = NULL;
    g_autoptr (Ctl) upgrade = NULL;

    limbeck_test_project_write (
        shop, "alembic/__init__.py", "raise RuntimeError('not this one')\n");
    check = ctl_run (shop, "check", NULL);
    upgrade = ctl_run (shop, "upgrade", WITHOUT_BACKUP, NULL);

    ctl_expect (check, 0);
    ctl_expect (upgrade, 0);
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

START_TEST (server_is_stopped)
  {
    limbeck_test_cluster_stop (cluster);
    expect_trouble ((Trouble){ 7, 7, 7, limbeck_test_cluster_get_host (cluster) });
    expect_state ("unknown");
    limbeck_test_cluster_restart (cluster);
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

static void
use_role (const char *password)
{
  g_autofree char *url = NULL;

  limbeck_test_cluster_create_role (cluster, "clerk", CTL_SECRET);
  url = limbeck_test_cluster_dup_url_for (cluster, "shop", "clerk", password);
  close_shop ();
  shop = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, url);
  limbeck_test_project_add_revisions (shop, ctl_revisions, G_N_ELEMENTS (ctl_revisions));
}

START_TEST (password_is_wrong)
  {
    use_role ("something-else");

    expect_trouble ((Trouble){ 7, 7, 7, "password" });
    expect_state ("unknown");
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

START_TEST (password_is_missing)
  {
    use_role (NULL);

    expect_trouble ((Trouble){ 7, 7, 7, "password" });
  }
END_TEST

START_TEST (database_is_missing)
  {
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "nowhere");

    close_shop ();
    shop = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, url);
    limbeck_test_project_add_revisions (shop, ctl_revisions, G_N_ELEMENTS (ctl_revisions));

    expect_trouble ((Trouble){ 7, 7, 7, "“nowhere”" });
  }
END_TEST

START_TEST (database_of_another_kind)
  {
    close_shop ();
    shop = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "sqlite:///shop.db");
    limbeck_test_project_add_revisions (shop, ctl_revisions, G_N_ELEMENTS (ctl_revisions));

    expect_trouble ((Trouble){ 7, 7, 7, "PostgreSQL" });
  }
END_TEST

START_TEST (version_table_is_missing)
  {
    limbeck_test_cluster_run (cluster, "shop", "create table customer (id int)");

    expect_trouble ((Trouble){ 3, 0, 3, "Mark as Present State" });
    expect_state ("unversioned");
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

START_TEST (version_table_that_is_missing_can_be_written)
  {
    g_autoptr (Ctl) open = NULL;
    g_autoptr (Ctl) stamp = NULL;
    g_autoptr (Ctl) again = NULL;

    limbeck_test_cluster_run (cluster, "shop", "create table customer (id int)");
    open = ctl_run (shop, "stamp", "b2", "--json", NULL);
    stamp = ctl_run (shop, "stamp", "b2", "--confirm", "shop", "--json", NULL);
    again = ctl_run (shop, "stamp", "c3", "--confirm", "shop", "--json", NULL);

    ctl_expect_error (open, 4, "unanswered");
    ctl_expect (stamp, 0);
    ctl_expect_shape (stamp->answer, "schema:i current:a");
    ctl_expect_error (again, 3, "blocked");
    ctl_expect_rows (cluster, "shop", "b2");
  }
END_TEST

START_TEST (version_table_is_empty)
  {
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_project_run_alembic (shop, "upgrade", "a1", NULL);
    limbeck_test_cluster_run (cluster, "shop", "delete from alembic_version");
    ctl = ctl_run (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);

    ctl_expect_error (ctl, 4, "unanswered");
    ck_assert_ptr_nonnull (ctl_find (ctl->answer, "gates", "id", "version-table-empty"));
    expect_trouble ((Trouble){ 0, 0, 4, "version-table-empty" });
    ctl_expect_rows (cluster, "shop", "");
  }
END_TEST

START_TEST (database_names_an_unknown_revision)
  {
    limbeck_test_project_run_alembic (shop, "upgrade", "a1", NULL);
    limbeck_test_cluster_run (cluster, "shop", "update alembic_version set version_num = 'zz9'");

    expect_trouble ((Trouble){ 3, 0, 3, "zz9" });
    expect_state ("ahead");
    ctl_expect_rows (cluster, "shop", "zz9");
  }
END_TEST

static void
add_second_head (void)
{
  const LimbeckTestRevision other = { .revision = "x3", .down = "b2", .message = "other head" };

  limbeck_test_project_add_revisions (shop, &other, 1);
}

START_TEST (several_heads)
  {
    g_autoptr (Ctl) check = NULL;
    g_autoptr (Ctl) head = NULL;
    g_autoptr (Ctl) heads = NULL;

    add_second_head ();
    check = ctl_run (shop, "check", "--json", NULL);
    head = ctl_run (shop, "upgrade", "head", WITHOUT_BACKUP, "--json", NULL);
    ctl_expect_rows (cluster, "shop", "no table");
    heads = ctl_run (shop, "upgrade", "heads", WITHOUT_BACKUP, "--json", NULL);

    ctl_expect (check, 0);
    ck_assert_str_eq (
        ctl_get_string (ctl_find (check->answer, "findings", "id", "several-heads"), "severity"),
        "warning");
    ctl_expect_error (head, 3, "several-heads");
    ctl_expect_text (head, "limbeckctl heads");
    ctl_expect (heads, 0);
    ctl_expect_rows (cluster, "shop", "c3 x3");
  }
END_TEST

START_TEST (environment_that_raises)
  {
    g_autofree char *url = limbeck_test_cluster_dup_url (cluster, "shop");
    g_autoptr (Ctl) check = NULL;
    g_autoptr (Ctl) upgrade = NULL;

    close_shop ();
    shop = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_RAISES, url);
    limbeck_test_project_add_revisions (shop, ctl_revisions, G_N_ELEMENTS (ctl_revisions));
    check = ctl_run (shop, "check", NULL);
    upgrade = ctl_run (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);

    ctl_expect (check, 3);
    ctl_expect_text (check, "settings are incomplete");
    ctl_expect (upgrade, 3);
    ctl_expect_text (upgrade, "settings are incomplete");
    expect_remedy (upgrade);
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

START_TEST (environment_that_raises_and_alone_knows_the_database)
  {
    limbeck_test_project_write (shop, "alembic.ini", "[alembic]\nscript_location = migrations\n");
    limbeck_test_project_write (
        shop, "migrations/env.py", "raise RuntimeError('settings are incomplete')\n");

    expect_trouble ((Trouble){ 7, 7, 7, "settings are incomplete" });
    expect_state ("unknown");
  }
END_TEST

START_TEST (revision_with_a_syntax_error)
  {
    g_autoptr (Ctl) offline = NULL;

    limbeck_test_project_write (shop,
                                "migrations/versions/d4_broken.py",
                                "\"\"\"broken\"\"\"\nrevision = 'd4'\ndown_revision = 'c3'\n"
                                "def upgrade(:\n    pass\n");
    offline = ctl_run (shop, "revisions", "--offline", NULL);

    ctl_expect_text (offline, "d4_broken.py");
    expect_trouble ((Trouble){ 3, 7, 3, "d4_broken.py" });
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

START_TEST (revision_whose_parent_is_missing)
  {
    g_autoptr (Ctl) offline = NULL;
    const LimbeckTestRevision orphan = { .revision = "o5", .down = "lost", .message = "orphan" };

    limbeck_test_project_add_revisions (shop, &orphan, 1);
    offline = ctl_run (shop, "revisions", "--offline", "--json", NULL);

    ctl_expect (offline, 3);
    ctl_expect_text (offline, "lost");
  }
END_TEST

START_TEST (server_that_does_not_answer_is_given_up)
  {
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_cluster_freeze (cluster);
    ctl = ctl_run (shop, "status", "--json", NULL);
    limbeck_test_cluster_thaw (cluster);

    ctl_expect (ctl, 7);
    ck_assert (limbeck_test_command_get_seconds (ctl->command) < 40);
    ck_assert_str_eq (ctl_get_string (ctl->answer, "state"), "unknown");
  }
END_TEST

START_TEST (environment_that_never_ends_is_given_up)
  {
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_project_write (shop, "migrations/env.py", "import time\ntime.sleep(300)\n");
    ctl = ctl_run (shop, "check", "--timeout", "3", "--json", NULL);

    ctl_expect (ctl, 5);
    ck_assert (limbeck_test_command_get_seconds (ctl->command) < 40);
  }
END_TEST

static const int ending_signals[] = { SIGINT, SIGTERM };

START_TEST (check_is_cancelled)
  {
    LimbeckTestCommand *command = ctl_prepare (shop, "check", "--json", "--verbose", NULL);
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_project_write (shop, "migrations/env.py", "import time\ntime.sleep(300)\n");
    limbeck_test_command_start (command);
    limbeck_test_command_wait_for_output (command, "Asking Alembic");
    limbeck_test_command_signal (command, ending_signals[_i]);
    ctl = ctl_finish (command, TRUE);

    ctl_expect_error (ctl, 5, "cancelled");
    ck_assert (limbeck_test_command_get_seconds (ctl->command) < 40);
  }
END_TEST

static Suite *
trouble_suite (void)
{
  Suite *suite = suite_create ("ctl-trouble");
  TCase *tcase = tcase_create ("ctl-trouble");

  tcase_set_timeout (tcase, 240);
  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, open_shop, close_shop);
  tcase_add_test (tcase, no_configuration);
  tcase_add_test (tcase, no_project);
  tcase_add_loop_test (tcase, configuration_with_a_typo, 0, G_N_ELEMENTS (broken_configurations));
  tcase_add_test (tcase, configuration_without_a_script_directory);
  tcase_add_test (tcase, no_interpreter);
  tcase_add_test (tcase, interpreter_that_is_named_does_not_exist);
  tcase_add_test (tcase, alembic_is_not_installed);
  tcase_add_test (tcase, project_package_called_alembic);
  tcase_add_test (tcase, server_is_stopped);
  tcase_add_test (tcase, password_is_wrong);
  tcase_add_test (tcase, password_is_missing);
  tcase_add_test (tcase, database_is_missing);
  tcase_add_test (tcase, database_of_another_kind);
  tcase_add_test (tcase, version_table_is_missing);
  tcase_add_test (tcase, version_table_that_is_missing_can_be_written);
  tcase_add_test (tcase, version_table_is_empty);
  tcase_add_test (tcase, database_names_an_unknown_revision);
  tcase_add_test (tcase, several_heads);
  tcase_add_test (tcase, environment_that_raises);
  tcase_add_test (tcase, environment_that_raises_and_alone_knows_the_database);
  tcase_add_test (tcase, revision_with_a_syntax_error);
  tcase_add_test (tcase, revision_whose_parent_is_missing);
  tcase_add_test (tcase, server_that_does_not_answer_is_given_up);
  tcase_add_test (tcase, environment_that_never_ends_is_given_up);
  tcase_add_loop_test (tcase, check_is_cancelled, 0, G_N_ELEMENTS (ending_signals));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (trouble_suite ());
}
