#include <string.h>

#include "limbeck-check.h"

#include "ctl-shop.h"

#define LOWERED "--class", "development"
#define ACCEPTED "--accept", "known-database"

static const char *
get_class (Ctl *ctl)
{
  return ctl_get_string (json_object_get_object_member (ctl->answer, "target"), "class");
}

static void
expect_class (const char *target_class)
{
  g_autoptr (Ctl) ctl = ctl_run (shop, "target", "--json", NULL);

  ctl_expect (ctl, 0);
  ck_assert_str_eq (get_class (ctl), target_class);
}

static void
set_class (const char *target_class)
{
  g_autoptr (Ctl) ctl = ctl_run (shop, "target", "--class", target_class, NULL);

  ctl_expect (ctl, 0);
}

START_TEST (target_tells_class_and_identity)
  {
    g_autoptr (Ctl) first = ctl_run (shop, "target", NULL);
    g_autoptr (Ctl) text = ctl_run (shop, "target", NULL);
    g_autoptr (Ctl) json = ctl_run (shop, "target", "--json", NULL);

    ctl_expect (first, 0);
    ctl_expect_text (first, "is taken for a development database.");
    ctl_expect_text (first, "for the first time");
    ctl_expect (text, 0);
    ctl_expect_text (text, "the same database as before");
    ctl_expect (json, 0);
    ctl_expect_shape (json->answer, "schema:i target:o identity:o findings:a");
    ctl_expect_shape (json_object_get_object_member (json->answer, "target"),
                      "name:s config:s database:s class:s class_set:b");
    ctl_expect_shape (json_object_get_object_member (json->answer, "identity"),
                      "database:s database_oid:i system_identifier:s timeline:i");
    ck_assert_uint_eq (
        json_array_get_length (json_object_get_array_member (json->answer, "findings")), 1);
    ck_assert_str_eq (get_class (json), "development");
  }
END_TEST

START_TEST (a_higher_class_is_set_at_once_and_shown_everywhere)
  {
    static const char *const verbs[] = { "status", "check", "target" };
    g_autoptr (Ctl) plan = NULL;

    set_class ("production");
    for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
      {
        g_autoptr (Ctl) ctl = ctl_run (shop, verbs[i], NULL);

        ctl_expect (ctl, 0);
        ctl_expect_text (ctl, "is a PRODUCTION database.");
      }
    plan = ctl_run (shop, "plan", "upgrade", "heads", NULL);
    ctl_expect_text (plan, "is a PRODUCTION database.");
    expect_class ("production");
  }
END_TEST

START_TEST (a_lower_class_needs_the_name_of_the_database)
  {
    g_autoptr (Ctl) without = NULL;
    g_autoptr (Ctl) wrong = NULL;
    g_autoptr (Ctl) right = NULL;

    set_class ("production");
    without = ctl_run (shop, "target", LOWERED, "--json", NULL);
    ctl_expect_error (without, 4, "unanswered");
    ctl_expect_text (without, "--confirm 'shop'");
    wrong = ctl_run (shop, "target", LOWERED, "--confirm", "Shop", NULL);
    ctl_expect (wrong, 4);
    expect_class ("production");

    right = ctl_run (shop, "target", LOWERED, "--confirm", "shop", NULL);
    ctl_expect (right, 0);
    expect_class ("development");
  }
END_TEST

START_TEST (a_database_made_anew_runs_nothing_until_it_is_accepted)
  {
    g_autoptr (Ctl) before = ctl_run (shop, "check", NULL);
    g_autoptr (Ctl) check = NULL;
    g_autoptr (Ctl) upgrade = NULL;
    g_autoptr (Ctl) unconfirmed = NULL;
    g_autoptr (Ctl) accepted = NULL;
    g_autoptr (Ctl) again = NULL;

    ctl_expect (before, 0);
    limbeck_test_cluster_create_database (cluster, "shop");
    check = ctl_run (shop, "check", "--json", NULL);
    ctl_expect (check, 3);
    ctl_expect_text (check, "known-database");
    upgrade = ctl_run (shop, "upgrade", WITHOUT_BACKUP, NULL);
    ctl_expect (upgrade, 3);
    ctl_expect_text (upgrade, "another database than before");
    ctl_expect_rows (cluster, "shop", "no table");

    unconfirmed = ctl_run (shop, "target", ACCEPTED, NULL);
    ctl_expect (unconfirmed, 4);
    accepted = ctl_run (shop, "target", ACCEPTED, "--confirm", "shop", NULL);
    ctl_expect (accepted, 0);
    ctl_expect_text (accepted, "the same database as before");
    again = ctl_run (shop, "upgrade", WITHOUT_BACKUP, NULL);
    ctl_expect (again, 0);
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

START_TEST (production_is_not_changed_without_a_backup)
  {
    g_autoptr (Ctl) none = NULL;
    g_autoptr (Ctl) unstated = NULL;
    g_autoptr (Ctl) stated = NULL;

    set_class ("production");
    none = ctl_run (shop, "upgrade", WITHOUT_BACKUP, "--reason", "It will be all right.", NULL);
    ctl_expect (none, 4);
    ctl_expect_text (none, "--backup take|recent|own)");
    unstated = ctl_run (shop, "upgrade", "--backup", "own", "--confirm", "shop", NULL);
    ctl_expect (unstated, 4);
    ctl_expect_text (unstated, "--reason TEXT");
    ctl_expect_rows (cluster, "shop", "b2");

    stated = ctl_run (shop,
                      "upgrade",
                      "--backup",
                      "own",
                      "--confirm",
                      "shop",
                      "--reason",
                      "A snapshot was taken at noon.",
                      NULL);
    ctl_expect (stated, 0);
    ctl_expect_rows (cluster, "shop", "c3");
  }
END_TEST

static const struct
{
  const char *option;
  const char *value;
} mistakes[] = {
  { "--class", "prod" },
  { "--class", "" },
  { "--accept", "no-backup" },
  { "--backup", "none" },
};

START_TEST (what_it_does_not_take_is_bad_usage)
  {
    g_autoptr (Ctl) ctl = ctl_run (shop, "target", mistakes[_i].option, mistakes[_i].value, NULL);

    ctl_expect (ctl, 2);
  }
END_TEST

START_TEST (a_damaged_memory_is_told_and_kept)
  {
    g_autofree char *directory = NULL;
    g_autofree char *path = NULL;
    g_autofree char *after = NULL;
    g_autoptr (Ctl) first = ctl_run (shop, "target", NULL);
    g_autoptr (Ctl) damaged = NULL;
    g_autoptr (Ctl) set = NULL;
    g_autoptr (GDir) folder = NULL;

    directory = g_build_filename (
        limbeck_test_project_get_scratch (shop), "home/.local/state/limbeck/known-databases", NULL);
    folder = g_dir_open (directory, 0, NULL);
    ck_assert_ptr_nonnull (folder);
    path = g_build_filename (directory, g_dir_read_name (folder), NULL);
    ck_assert (g_file_set_contents (path, "{\"schema\": 2}", -1, NULL));
    damaged = ctl_run (shop, "target", NULL);
    ctl_expect (damaged, 0);
    ctl_expect_text (damaged, "another version");
    ctl_expect_text (damaged, "PRODUCTION");
    set = ctl_run (shop, "target", "--class", "production", NULL);
    ctl_expect (set, 7);
    ctl_expect_text (set, path);
    ck_assert (g_file_get_contents (path, &after, NULL, NULL));
    ck_assert_str_eq (after, "{\"schema\": 2}");
  }
END_TEST

START_TEST (what_can_not_be_reached_is_not_accepted_and_keeps_its_care)
  {
    g_autoptr (Ctl) accept = NULL;
    g_autoptr (Ctl) lower = NULL;

    set_class ("production");
    limbeck_test_cluster_stop (cluster);
    accept = ctl_run (shop, "target", ACCEPTED, "--confirm", "shop", NULL);
    lower = ctl_run (shop, "target", LOWERED, "--confirm", "shop", NULL);
    limbeck_test_cluster_restart (cluster);
    ctl_expect (accept, 7);
    ctl_expect (lower, 4);
    ctl_expect_text (lower, "can't be seen now");
    expect_class ("production");
  }
END_TEST

static Suite *
the_suite (void)
{
  Suite *suite = suite_create ("ctl-target");
  TCase *tcase = tcase_create ("ctl-target");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, open_used_shop, close_shop);
  tcase_add_test (tcase, target_tells_class_and_identity);
  tcase_add_test (tcase, a_higher_class_is_set_at_once_and_shown_everywhere);
  tcase_add_test (tcase, a_lower_class_needs_the_name_of_the_database);
  tcase_add_test (tcase, a_database_made_anew_runs_nothing_until_it_is_accepted);
  tcase_add_test (tcase, production_is_not_changed_without_a_backup);
  tcase_add_loop_test (tcase, what_it_does_not_take_is_bad_usage, 0, G_N_ELEMENTS (mistakes));
  tcase_add_test (tcase, a_damaged_memory_is_told_and_kept);
  tcase_add_test (tcase, what_can_not_be_reached_is_not_accepted_and_keeps_its_care);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (the_suite ());
}
