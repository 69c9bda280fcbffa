/* `limbeckctl upgrade` and `downgrade` through the real program, a real server and the real Alembic: what is answered, what runs,
 * what is told, and what the database is like afterwards. */

#include <signal.h>
#include <string.h>

#include "change-fixture.h"
#include "limbeck-check.h"

#define GATE_SHAPE "id:s kind:s title:s detail:sn option:s answered:b"

#define WITHOUT_BACKUP_DOWN                                                                        \
  WITHOUT_BACKUP, "--accept", "data-loss", "--reason", "a copy is in the safe", "--json"

START_TEST (upgrade_applies_what_is_pending)
  {
    g_autoptr (Ctl) ctl = ctl_run (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);
    JsonObject      *verdict = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    ctl_expect (ctl, 0);
    verdict = get_verdict (ctl, "succeeded");
    before = ctl_join (verdict, "before");
    after = ctl_join (verdict, "after");
    ck_assert_str_eq (before, "");
    ck_assert_str_eq (after, "c3");
    ck_assert (json_object_get_null_member (ctl->answer, "error"));
    ck_assert (json_object_get_null_member (ctl->answer, "backup"));
    ctl_expect_rows (cluster, "shop", "c3");
    assert_no_session ();
  }
END_TEST

START_TEST (upgrade_tells_each_step)
  {
    g_autoptr (Ctl) ctl = ctl_run (shop, "upgrade", "b2", WITHOUT_BACKUP, NULL);

    ctl_expect (ctl, 0);
    ctl_expect_text (ctl, "2 revisions would be applied to shop on ");
    ctl_expect_text (ctl, "  1/2  a1  create customer  (");
    ctl_expect_text (ctl, "  2/2  b2  add customer age  (");
    ctl_expect_text (ctl, "2 revisions were applied to “shop”.");
    ctl_expect_rows (cluster, "shop", "b2");
  }
END_TEST

START_TEST (upgrade_of_a_database_at_its_head_has_nothing_to_do)
  {
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_project_run_alembic (shop, "upgrade", "head", NULL);
    ctl = ctl_run (shop, "upgrade", "--json", NULL);

    ctl_expect (ctl, 0);
    get_verdict (ctl, "nothing-to-do");
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

START_TEST (unanswered_questions_are_listed_and_nothing_runs)
  {
    g_autoptr (Ctl) text = ctl_run (shop, "upgrade", NULL);
    g_autoptr (Ctl) json = ctl_run (shop, "upgrade", "--json", NULL);
    JsonObject *confirm = NULL;

    ctl_expect (text, 4);
    ctl_expect_text (text, "--confirm shop");
    ctl_expect_text (text, "--backup take|recent|own|none");

    ctl_expect_error (json, 4, "unanswered");
    ctl_expect_shape (json->answer, CHANGE_SHAPE);
    ck_assert (json_object_get_null_member (json->answer, "verdict"));
    confirm = ctl_find (json->answer, "gates", "id", "confirm");
    ctl_expect_shape (confirm, GATE_SHAPE);
    ck_assert (!json_object_get_boolean_member (confirm, "answered"));
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

static const struct
{
  const char *arguments[8];
  const char *option;
} unanswered[] = {
  { { "--backup=none", "--confirm=shop" }, "--accept no-backup" },
  { { "--backup=none", "--accept=no-backup", "--confirm=Shop" }, "--confirm shop" },
  { { "--backup=own", "--confirm=shop2" }, "--confirm shop" },
  { { "--backup=take" }, "--confirm shop" },
  { { "--backup=recent", "--confirm=shop" }, "--backup take" },
  { { "--confirm=shop", "--accept=no-backup" }, "--backup take|recent|own|none" },
};

START_TEST (a_missing_or_wrong_answer_lets_nothing_run)
  {
    LimbeckTestCommand *command = ctl_prepare (shop, "upgrade", NULL);
    g_autoptr (Ctl) ctl = NULL;
    g_autofree char *backups = g_build_filename (
        limbeck_test_project_get_scratch (shop), "home/.local/share/limbeck", NULL);

    for (gsize i = 0; unanswered[_i].arguments[i]; i++)
      limbeck_test_command_append (command, unanswered[_i].arguments[i]);
    ctl = ctl_finish (command, FALSE);

    ctl_expect (ctl, 4);
    ctl_expect_text (ctl, unanswered[_i].option);
    ctl_expect_rows (cluster, "shop", "no table");
    ck_assert_msg (!g_file_test (backups, G_FILE_TEST_EXISTS), "a needless backup was taken");
  }
END_TEST

START_TEST (own_backup_is_enough_for_an_upgrade)
  {
    g_autoptr (Ctl) ctl = ctl_run (shop, "upgrade", "--backup=own", "--confirm=shop", NULL);

    ctl_expect (ctl, 0);
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

START_TEST (backup_is_taken_before_the_run)
  {
    g_autoptr (Ctl) ctl = NULL;
    const char *path = NULL;

    limbeck_test_project_run_alembic (shop, "upgrade", "b2", NULL);
    ctl = ctl_run (shop, "upgrade", "--backup=take", "--confirm=shop", "--json", NULL);

    ctl_expect (ctl, 0);
    path = ctl_get_string (ctl->answer, "backup");
    ck_assert (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

START_TEST (recent_backup_counts_while_the_revisions_are_the_same)
  {
    g_autoptr (Ctl) backup = NULL;
    g_autoptr (Ctl) run = NULL;
    g_autoptr (Ctl) again = NULL;

    limbeck_test_project_run_alembic (shop, "upgrade", "a1", NULL);
    backup = ctl_run (shop, "backup", NULL);
    ctl_expect (backup, 0);
    run = ctl_run (shop, "upgrade", "b2", "--backup=recent", "--confirm=shop", NULL);
    again = ctl_run (shop, "upgrade", "c3", "--backup=recent", "--confirm=shop", NULL);

    ctl_expect (run, 0);
    ctl_expect (again, 4);
    ctl_expect_rows (cluster, "shop", "b2");
  }
END_TEST

START_TEST (downgrade_undoes_a_revision)
  {
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_project_run_alembic (shop, "upgrade", "head", NULL);
    ctl = ctl_run (shop,
                   "downgrade",
                   "-2",
                   "--backup=take",
                   "--confirm=shop",
                   "--accept=data-loss",
                   "--json",
                   NULL);

    ctl_expect (ctl, 0);
    get_verdict (ctl, "succeeded");
    ctl_expect_rows (cluster, "shop", "a1");
  }
END_TEST

START_TEST (downgrade_without_a_backup_needs_a_statement)
  {
    g_autoptr (Ctl) without = NULL;
    g_autoptr (Ctl) with = NULL;

    limbeck_test_project_run_alembic (shop, "upgrade", "head", NULL);
    without = ctl_run (
        shop, "downgrade", "base", WITHOUT_BACKUP, "--accept", "data-loss", "--json", NULL);
    with = ctl_run (shop, "downgrade", "base", WITHOUT_BACKUP_DOWN, NULL);

    ctl_expect_error (without, 4, "unanswered");
    ck_assert_ptr_nonnull (ctl_find (without->answer, "gates", "id", "statement"));
    ctl_expect (with, 0);
    get_verdict (with, "succeeded");
    ctl_expect_rows (cluster, "shop", "");
  }
END_TEST

START_TEST (downgrade_does_not_go_up)
  {
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_project_run_alembic (shop, "upgrade", "a1", NULL);
    ctl = ctl_run (shop, "downgrade", "c3", WITHOUT_BACKUP_DOWN, NULL);

    ctl_expect_error (ctl, 2, "not-below");
    ctl_expect_shape (ctl->answer, CHANGE_SHAPE);
    ctl_expect_rows (cluster, "shop", "a1");
  }
END_TEST

START_TEST (failing_revision_leaves_everything_as_it_was)
  {
    g_autoptr (Ctl) ctl = NULL;
    JsonObject *verdict = NULL;

    add_revision ("op.execute('create table half (id int)')\nop.execute('select 1/0')");
    ctl = ctl_run (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);

    ctl_expect_error (ctl, 1, "rolled-back");
    verdict = get_verdict (ctl, "rolled-back");
    ck_assert_ptr_nonnull (strstr (ctl_get_string (verdict, "detail"), "division by zero"));
    ctl_expect_text (ctl, "is as it was before");
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

START_TEST (what_a_failure_leaves_behind_is_named)
  {
    g_autoptr (Ctl) ctl = NULL;
    JsonObject      *verdict = NULL;
    g_autofree char *left_behind = NULL;

    add_revision ("with op.get_context().autocommit_block():\n"
                  "    op.execute('create table left_over (id int)')\n"
                  "op.execute('select 1/0')");
    ctl = ctl_run (shop, "upgrade", WITHOUT_BACKUP, "--accept", "early-commit", "--json", NULL);

    ctl_expect_error (ctl, 6, "partial-untracked");
    verdict = get_verdict (ctl, "partial-untracked");
    left_behind = ctl_join (verdict, "left_behind");
    ck_assert_ptr_nonnull (strstr (left_behind, "left_over"));
    ctl_expect_text (ctl, "left_over");
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

START_TEST (exit_status_of_alembic_is_not_believed)
  {
    g_autoptr (Ctl) ctl = NULL;

    add_revision ("sys.exit(0)");
    ctl = ctl_run (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);

    ctl_expect_error (ctl, 1, "rolled-back");
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

START_TEST (fifty_megabytes_of_output_are_borne)
  {
    g_autoptr (Ctl) ctl = NULL;
    const char *path = NULL;
    g_autoptr (GFile) file = NULL;
    g_autoptr (GFileInfo) facts = NULL;

    add_revision ("line = 'x' * 99\n"
                  "for i in range(500000):\n"
                  "    print(line)\n"
                  "sys.stdout.flush()");
    ctl = ctl_run (shop, "upgrade", WITHOUT_BACKUP, "--json", NULL);

    ctl_expect (ctl, 0);
    path = ctl_get_string (get_verdict (ctl, "succeeded"), "output");
    file = g_file_new_for_path (path);
    facts = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);
    ck_assert_ptr_nonnull (facts);
    ck_assert_int_ge (g_file_info_get_size (facts), 50 * 1000 * 1000);
    ctl_expect_rows (cluster, "shop", "d4");
  }
END_TEST

START_TEST (output_is_shown_when_it_is_asked_for)
  {
    g_autoptr (Ctl) ctl = NULL;

    add_revision ("print('four hundred rows were mended')");
    ctl = ctl_run (shop, "upgrade", "--verbose", WITHOUT_BACKUP, NULL);

    ctl_expect (ctl, 0);
    ctl_expect_text (ctl, "    | four hundred rows were mended\n");
  }
END_TEST

static Suite *
change_suite (void)
{
  Suite *suite = suite_create ("ctl-change");
  TCase *tcase = tcase_create ("ctl-change");

  tcase_set_timeout (tcase, 240);
  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, open_shop, close_shop);
  tcase_add_test (tcase, upgrade_applies_what_is_pending);
  tcase_add_test (tcase, upgrade_tells_each_step);
  tcase_add_test (tcase, upgrade_of_a_database_at_its_head_has_nothing_to_do);
  tcase_add_test (tcase, unanswered_questions_are_listed_and_nothing_runs);
  tcase_add_loop_test (
      tcase, a_missing_or_wrong_answer_lets_nothing_run, 0, G_N_ELEMENTS (unanswered));
  tcase_add_test (tcase, own_backup_is_enough_for_an_upgrade);
  tcase_add_test (tcase, backup_is_taken_before_the_run);
  tcase_add_test (tcase, recent_backup_counts_while_the_revisions_are_the_same);
  tcase_add_test (tcase, downgrade_undoes_a_revision);
  tcase_add_test (tcase, downgrade_without_a_backup_needs_a_statement);
  tcase_add_test (tcase, downgrade_does_not_go_up);
  tcase_add_test (tcase, failing_revision_leaves_everything_as_it_was);
  tcase_add_test (tcase, what_a_failure_leaves_behind_is_named);
  tcase_add_test (tcase, exit_status_of_alembic_is_not_believed);
  tcase_add_test (tcase, fifty_megabytes_of_output_are_borne);
  tcase_add_test (tcase, output_is_shown_when_it_is_asked_for);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (change_suite ());
}
