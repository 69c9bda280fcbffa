/* The verbs that only read, through the real program: their answers, and every member of their JSON. */

#include <string.h>

#include "ctl-shop.h"
#include "limbeck-check.h"

#define REVISION_SHAPE                                                                             \
  "revision:s down_revisions:a depends_on:a branch_labels:a message:s create_date:sn path:s "      \
  "is_head:b is_base:b is_branch_point:b is_merge_point:b state:s"

static void
assert_each (JsonObject *answer, const char *name, const char *shape)
{
  JsonArray *array = json_object_get_array_member (answer, name);

  ck_assert_ptr_nonnull (array);
  for (guint i = 0; i < json_array_get_length (array); i++)
    ctl_expect_shape (json_array_get_object_element (array, i), shape);
}

START_TEST (status_tells_where_the_database_stands)
  {
    g_autoptr (Ctl) text = ctl_run (shop, "status", NULL);
    g_autoptr (Ctl) json = ctl_run (shop, "--json", "status", NULL);
    g_autofree char *current = NULL;
    g_autofree char *heads = NULL;

    ctl_expect (text, 0);
    ctl_expect_text (
        text, "stands at b2 “add customer age”. 1 update is pending.\n  c3  create invoice\n");
    ck_assert_str_eq (text->errors, "");

    ctl_expect (json, 0);
    ctl_expect_shape (
        json->answer,
        "schema:i target:o current:a heads:a pending:i state:s unfinished_runs:a findings:a");
    ctl_expect_shape (json_object_get_object_member (json->answer, "target"),
                      "name:s config:s database:s class:s class_set:b");
    assert_each (json->answer,
                 "findings",
                 "id:s severity:s title:s detail:sn remedy:sn action:sn command:sn");
    current = ctl_join (json->answer, "current");
    heads = ctl_join (json->answer, "heads");
    ck_assert_str_eq (current, "b2");
    ck_assert_str_eq (heads, "c3");
    ck_assert_int_eq (json_object_get_int_member (json->answer, "pending"), 1);
    ck_assert_str_eq (ctl_get_string (json->answer, "state"), "pending");
  }
END_TEST

START_TEST (status_of_an_empty_database_is_its_base)
  {
    g_autoptr (Ctl) json = NULL;
    g_autofree char *current = NULL;

    limbeck_test_cluster_create_database (cluster, "shop");
    json = ctl_run (shop, "status", "--json", NULL);

    ctl_expect (json, 0);
    current = ctl_join (json->answer, "current");
    ck_assert_str_eq (current, "");
    ck_assert_int_eq (json_object_get_int_member (json->answer, "pending"), 3);
    ck_assert_str_eq (ctl_get_string (json->answer, "state"), "pending");
    ctl_expect_rows (cluster, "shop", "no table");
  }
END_TEST

START_TEST (status_of_a_database_at_its_head)
  {
    g_autoptr (Ctl) text = NULL;

    limbeck_test_project_run_alembic (shop, "upgrade", "head", NULL);
    text = ctl_run (shop, "status", NULL);

    ctl_expect (text, 0);
    ctl_expect_text (text, "stands at c3 “create invoice”. No update is pending.");
  }
END_TEST

START_TEST (revisions_are_listed_newest_first_with_their_state)
  {
    g_autoptr (Ctl) text = ctl_run (shop, "revisions", NULL);
    g_autoptr (Ctl) json = ctl_run (shop, "revisions", "--json", NULL);
    g_autofree char *heads = NULL;
    g_autofree char *bases = NULL;
    JsonArray       *revisions;

    ctl_expect (text, 0);
    ck_assert_str_eq (text->output,
                      "  pending  c3  head     create invoice\n"
                      "  applied  b2  current  add customer age\n"
                      "  applied  a1  base     create customer\n");

    ctl_expect (json, 0);
    ctl_expect_shape (json->answer, "schema:i heads:a bases:a revisions:a findings:a");
    assert_each (json->answer, "revisions", REVISION_SHAPE);
    heads = ctl_join (json->answer, "heads");
    bases = ctl_join (json->answer, "bases");
    ck_assert_str_eq (heads, "c3");
    ck_assert_str_eq (bases, "a1");
    revisions = json_object_get_array_member (json->answer, "revisions");
    ck_assert_uint_eq (json_array_get_length (revisions), 3);
    ck_assert_str_eq (ctl_get_string (json_array_get_object_element (revisions, 0), "state"),
                      "pending");
    ck_assert_str_eq (ctl_get_string (json_array_get_object_element (revisions, 2), "state"),
                      "applied");
  }
END_TEST

START_TEST (revisions_that_alembic_was_asked_for_say_so)
  {
    g_autoptr (LimbeckTestProject) asked = ctl_new_shop (cluster, "asked");
    g_autoptr (Ctl) ctl = NULL;

    limbeck_test_project_write (asked,
                                "migrations/versions/d4_computed.py",
                                "\"\"\"from elsewhere\"\"\"\nrevision = 'D4'.lower()\n"
                                "down_revision = 'c3'\n"
                                "def upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n");
    ctl = ctl_run (asked, "revisions", "--offline", "--limit=1", NULL);
    ctl_expect (ctl, 0);
    ck_assert_str_eq (
        ctl->output,
        "  d4  head  from elsewhere\n"
        "Alembic was asked for these revisions. A revision file computes what it says: "
        "d4_computed.py, line 2: revision\n");
  }
END_TEST

static const struct
{
  const char *option;
  const char *ids;
} filters[] = {
  { "--pending", "c3" },
  { "--applied", "b2 a1" },
  { "--limit=2", "c3 b2" },
};

START_TEST (revisions_are_filtered)
  {
    g_autoptr (Ctl) json = ctl_run (shop, "revisions", "--json", filters[_i].option, NULL);
    JsonArray *revisions = NULL;
    g_autoptr (GString) ids = g_string_new (NULL);

    ctl_expect (json, 0);
    revisions = json_object_get_array_member (json->answer, "revisions");
    for (guint i = 0; i < json_array_get_length (revisions); i++)
      g_string_append_printf (
          ids,
          "%s%s",
          i > 0 ? " " : "",
          ctl_get_string (json_array_get_object_element (revisions, i), "revision"));
    ck_assert_str_eq (ids->str, filters[_i].ids);
  }
END_TEST

/* No URL that could be used, no Python, no server: nothing of that is needed. */
static LimbeckTestCommand *
prepare_alone (const char *verb)
{
  LimbeckTestCommand *command = ctl_prepare (shop, verb, NULL);

  limbeck_test_project_write (shop,
                              "alembic.ini",
                              "[alembic]\nscript_location = migrations\n"
                              "sqlalchemy.url = nonsense://\n");
  limbeck_test_command_setenv (command, "PATH", limbeck_test_project_get_scratch (shop));

  return command;
}

START_TEST (revisions_offline_need_neither_python_nor_database)
  {
    LimbeckTestCommand *command = prepare_alone ("revisions");
    g_autoptr (Ctl) text = NULL;

    limbeck_test_command_append (command, "--offline");
    text = ctl_finish (command, FALSE);

    ctl_expect (text, 0);
    ck_assert_str_eq (text->errors, "");
    ck_assert_str_eq (text->output,
                      "  c3  head  create invoice\n"
                      "  b2        add customer age\n"
                      "  a1  base  create customer\n");
  }
END_TEST

START_TEST (state_of_revisions_offline_is_unknown)
  {
    g_autoptr (Ctl) json = ctl_run (shop, "revisions", "--offline", "--json", NULL);

    ctl_expect (json, 0);
    assert_each (json->answer, "revisions", REVISION_SHAPE);
    ck_assert_ptr_nonnull (ctl_find (json->answer, "revisions", "state", "unknown"));
    ck_assert_ptr_null (ctl_find (json->answer, "revisions", "state", "pending"));
  }
END_TEST

START_TEST (revisions_of_an_unknown_database_are_listed_all_the_same)
  {
    g_autoptr (Ctl) all = NULL;
    g_autoptr (Ctl) json = NULL;
    g_autoptr (Ctl) pending = NULL;

    limbeck_test_cluster_stop (cluster);
    all = ctl_run (shop, "revisions", NULL);
    json = ctl_run (shop, "heads", "--json", NULL);
    pending = ctl_run (shop, "revisions", "--pending", "--json", NULL);
    limbeck_test_cluster_restart (cluster);

    ctl_expect (all, 7);
    ctl_expect_text (all, "c3  head  create invoice\n");
    ctl_expect_text (all, "can't be reached");
    ctl_expect (json, 7);
    ck_assert_ptr_nonnull (ctl_find (json->answer, "revisions", "state", "unknown"));
    ctl_expect_error (pending, 7, "database-reachable");
  }
END_TEST

START_TEST (heads_are_listed)
  {
    g_autoptr (Ctl) text = ctl_run (shop, "heads", NULL);
    g_autoptr (Ctl) json = ctl_run (shop, "heads", "--offline", "--json", NULL);

    ctl_expect (text, 0);
    ck_assert_str_eq (text->output, "  pending  c3  head  create invoice\n");
    ctl_expect (json, 0);
    ctl_expect_shape (json->answer, "schema:i heads:a revisions:a findings:a");
    assert_each (json->answer, "revisions", REVISION_SHAPE);
  }
END_TEST

#define PLAN_SHAPE                                                                                 \
  "schema:i direction:s target:s from:a to:a steps:a risks:a findings:a gates:an token:s class:sn"
#define STEP_SHAPE "revision:s down_revisions:a message:s path:s"

START_TEST (plan_lists_steps_risks_and_gates)
  {
    g_autoptr (Ctl) json = ctl_run (shop, "plan", "downgrade", "-1", "--json", NULL);
    g_autofree char *from = NULL;
    g_autofree char *to = NULL;

    ctl_expect (json, 0);
    ctl_expect_shape (json->answer, PLAN_SHAPE);
    assert_each (json->answer, "steps", STEP_SHAPE);
    assert_each (json->answer, "risks", "id:s revision:sn text:s excerpt:sn");
    assert_each (json->answer, "gates", "id:s kind:s title:s detail:sn option:s answered:b");
    ck_assert_str_eq (ctl_get_string (json->answer, "direction"), "downgrade");
    ck_assert_str_eq (ctl_get_string (json->answer, "target"), "-1");
    from = ctl_join (json->answer, "from");
    to = ctl_join (json->answer, "to");
    ck_assert_str_eq (from, "b2");
    ck_assert_str_eq (to, "a1");
    ck_assert_ptr_nonnull (ctl_find (json->answer, "risks", "id", "data-loss"));
    ck_assert_str_eq (ctl_get_string (ctl_find (json->answer, "gates", "id", "confirm"), "option"),
                      "--confirm shop");
    ck_assert_ptr_nonnull (ctl_find (json->answer, "gates", "id", "backup"));
    ctl_expect_rows (cluster, "shop", "b2");
  }
END_TEST

START_TEST (plan_for_people_names_what_has_to_be_answered)
  {
    g_autoptr (Ctl) text = ctl_run (shop, "plan", "upgrade", NULL);

    ctl_expect (text, 0);
    ctl_expect_text (text, "1 revision would be applied to shop on ");
    ctl_expect_text (text, "  1.  c3  create invoice\n");
    ctl_expect_text (text, "--confirm shop");
    ctl_expect_text (text, "--backup take|recent|own|none");
  }
END_TEST

START_TEST (plan_without_steps_says_so)
  {
    g_autoptr (Ctl) text = ctl_run (shop, "plan", "upgrade", "b2", NULL);

    ctl_expect (text, 0);
    ck_assert_str_eq (text->output, "There is nothing to do.\n");
  }
END_TEST

START_TEST (plan_offline_starts_where_it_is_told)
  {
    LimbeckTestCommand *command = prepare_alone ("plan");
    g_autoptr (Ctl) json = NULL;

    limbeck_test_command_append (command, "upgrade");
    limbeck_test_command_append (command, "heads");
    limbeck_test_command_append (command, "--offline");
    limbeck_test_command_append (command, "--from=base");
    limbeck_test_command_append (command, "--json");
    json = ctl_finish (command, FALSE);

    ctl_expect (json, 0);
    ctl_expect_shape (json->answer, PLAN_SHAPE);
    assert_each (json->answer, "steps", STEP_SHAPE);
    ck_assert (json_object_get_null_member (json->answer, "gates"));
    ck_assert_uint_eq (json_array_get_length (json_object_get_array_member (json->answer, "steps")),
                       3);
  }
END_TEST

START_TEST (target_that_does_not_exist_is_bad_usage)
  {
    g_autoptr (Ctl) json = ctl_run (shop, "plan", "upgrade", "zz", "--json", NULL);

    ctl_expect_error (json, 2, "no-such-revision");
  }
END_TEST

START_TEST (check_lists_what_passed)
  {
    g_autoptr (Ctl) text = ctl_run (shop, "check", NULL);
    g_autoptr (Ctl) json = ctl_run (shop, "check", "--json", NULL);

    ctl_expect (text, 0);
    ctl_expect_text (text, "passed: ");
    ctl_expect_text (text, "Every check passed.");
    ctl_expect (json, 0);
    ctl_expect_shape (json->answer, "schema:i target:o severity:s findings:a");
    assert_each (json->answer,
                 "findings",
                 "id:s severity:s title:s detail:sn remedy:sn action:sn command:sn");
    ck_assert_ptr_null (ctl_find (json->answer, "findings", "severity", "blocker"));
    ctl_expect_rows (cluster, "shop", "b2");
  }
END_TEST

START_TEST (help_and_version_need_no_project)
  {
    g_autoptr (LimbeckTestProject)
        nothing = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, "postgresql:///none");
    g_autoptr (Ctl) help = ctl_run (nothing, "status", "--help", NULL);
    g_autoptr (Ctl) version = ctl_run (nothing, "--version", NULL);
    g_autoptr (Ctl) usage = ctl_run (nothing, "stauts", "--json", NULL);

    ctl_expect (help, 0);
    ctl_expect_text (help, "Usage: limbeckctl");
    ctl_expect (version, 0);
    ctl_expect_text (version, "limbeckctl ");
    ctl_expect_error (usage, 2, "bad-usage");
  }
END_TEST

START_TEST (answer_that_can_not_be_written_is_told)
  {
    g_autofree char *line = g_strdup_printf (
        "exec '%s' --project '%s' revisions --offline >/dev/full",
        CTL_PROGRAM,
        limbeck_test_project_get_directory (shop));
    LimbeckTestCommand *command = limbeck_test_command_new ("/bin/sh", "-c", line, NULL);
    g_autoptr (Ctl) ctl = ctl_finish (command, FALSE);

    ctl_expect (ctl, 7);
    ctl_expect_text (ctl, "could not be written to standard output");
  }
END_TEST

/* The way back that a file refuses is known before anybody is asked anything. */
START_TEST (plan_that_a_file_refuses_is_blocked)
  {
    static const LimbeckTestRevision one_way = {
      .revision = "d4",
      .down = "c3",
      .message = "one way",
      .upgrade = "pass",
      .downgrade = "raise NotImplementedError('no way back')",
    };
    g_autoptr (Ctl) text = NULL;
    g_autoptr (Ctl) json = NULL;
    g_autoptr (Ctl) offline = NULL;
    g_autoptr (Ctl) change = NULL;

    limbeck_test_project_add_revisions (shop, &one_way, 1);
    limbeck_test_project_run_alembic (shop, "upgrade", "d4", NULL);
    text = ctl_run (shop, "plan", "downgrade", "-1", NULL);
    json = ctl_run (shop, "plan", "downgrade", "-1", "--json", NULL);
    offline = ctl_run (shop, "plan", "downgrade", "-1", "--offline", "--from", "d4", NULL);
    change = ctl_run (shop, "downgrade", "-1", "--confirm=shop", "--json", NULL);

    ctl_expect (text, 3);
    ctl_expect_text (text, "d4");
    ctl_expect (json, 3);
    ctl_expect_shape (json->answer, PLAN_SHAPE);
    ck_assert_uint_eq (
        json_array_get_length (json_object_get_array_member (json->answer, "findings")), 1);
    ctl_expect (offline, 3);
    ctl_expect_error (
        change,
        3,
        ctl_get_string (json_array_get_object_element (
                            json_object_get_array_member (json->answer, "findings"), 0),
                        "id"));
    ctl_expect_rows (cluster, "shop", "d4");
  }
END_TEST

static Suite *
read_suite (void)
{
  Suite *suite = suite_create ("ctl-read");
  TCase *tcase = tcase_create ("ctl-read");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, open_used_shop, close_shop);
  tcase_add_test (tcase, status_tells_where_the_database_stands);
  tcase_add_test (tcase, status_of_an_empty_database_is_its_base);
  tcase_add_test (tcase, status_of_a_database_at_its_head);
  tcase_add_test (tcase, revisions_are_listed_newest_first_with_their_state);
  tcase_add_test (tcase, revisions_that_alembic_was_asked_for_say_so);
  tcase_add_loop_test (tcase, revisions_are_filtered, 0, G_N_ELEMENTS (filters));
  tcase_add_test (tcase, revisions_offline_need_neither_python_nor_database);
  tcase_add_test (tcase, state_of_revisions_offline_is_unknown);
  tcase_add_test (tcase, revisions_of_an_unknown_database_are_listed_all_the_same);
  tcase_add_test (tcase, heads_are_listed);
  tcase_add_test (tcase, plan_lists_steps_risks_and_gates);
  tcase_add_test (tcase, plan_that_a_file_refuses_is_blocked);
  tcase_add_test (tcase, plan_for_people_names_what_has_to_be_answered);
  tcase_add_test (tcase, plan_without_steps_says_so);
  tcase_add_test (tcase, plan_offline_starts_where_it_is_told);
  tcase_add_test (tcase, target_that_does_not_exist_is_bad_usage);
  tcase_add_test (tcase, check_lists_what_passed);
  tcase_add_test (tcase, help_and_version_need_no_project);
  tcase_add_test (tcase, answer_that_can_not_be_written_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (read_suite ());
}
