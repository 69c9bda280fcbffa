#include "core/checks/check-list.h"

#include "check-fixture.h"

static LimbeckFacts *
learn_as (LimbeckTestScene *scene, const char *role)
{
  g_autofree char *url = limbeck_test_cluster_dup_url_for (cluster, scene->database, role, NULL);
  const LimbeckSurveyOptions options = { .interpreter = "/usr/bin/python3", .database_url = url };
  g_autoptr (GError) error = NULL;
  LimbeckFacts *facts = limbeck_facts_learn (scene->target, &options, NULL, NULL, NULL, &error);

  ck_assert_msg (facts != NULL, "%s", error ? error->message : "");

  return facts;
}

static LimbeckFinding *
find (GPtrArray *findings, const char *id)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (limbeck_finding_get_id (g_ptr_array_index (findings, i)), id))
      return g_ptr_array_index (findings, i);

  return NULL;
}

static void
assert_every_question_is_answered (const LimbeckFacts *facts)
{
  for (const LimbeckCheck *check = limbeck_check_list; check->func != NULL; check++)
    {
      const GError *error = limbeck_facts_get_answer_error (facts, check->id);

      if (check->sql == NULL)
        continue;
      ck_assert_msg (limbeck_facts_get_rows (facts, check->id) != NULL,
                     "%s: %s",
                     check->id,
                     error ? error->message : "");
      ck_assert_ptr_nonnull (check->unknown);
    }
}

START_TEST (every_question_is_answered_to_the_owner)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("owned");
    g_autoptr (LimbeckFacts) facts = learn_as (scene, "postgres");

    assert_every_question_is_answered (facts);
  }
END_TEST

START_TEST (every_question_is_answered_to_a_role_without_any_rights)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("shut");
    g_autoptr (LimbeckFacts) facts = NULL;

    limbeck_test_cluster_create_role (cluster, "stranger", NULL);
    limbeck_test_cluster_run (cluster,
                              "shut",
                              "revoke all on schema public from public;"
                              "revoke all on all tables in schema public from public;"
                              "revoke temporary on database shut from public");
    facts = learn_as (scene, "stranger");

    assert_every_question_is_answered (facts);
  }
END_TEST

START_TEST (every_question_is_answered_without_a_version_table_and_with_an_odd_name)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("odd");
    g_autoptr (LimbeckFacts) facts = NULL;

    limbeck_test_project_write (
        scene->project,
        "migrations/env.py",
        "from alembic import context\n"
        "context.configure(version_table='it''s \"odd\"', version_table_schema='{table} $1')\n");
    facts = learn_as (scene, "postgres");

    assert_every_question_is_answered (facts);
  }
END_TEST

/* What the server no longer tells this role, and a check that can't be run then. */
static const struct
{
  const char *revoke;
  const char *id;
} withheld[] = {
  { "select on pg_catalog.pg_locks", "locks" },
  { "select on pg_catalog.pg_locks", "other-run" },
  { "select on pg_catalog.pg_locks", "prepared-transactions" },
  { "select on pg_catalog.pg_class from public; do $$ begin execute (select format('grant select (%s) on pg_catalog.pg_class"
    " to public', string_agg(quote_ident(attname), ',')) from pg_attribute where attrelid = 'pg_class'::regclass"
    " and attnum > 0 and attname <> 'relpages'); end $$; revoke select (relpages) on pg_catalog.pg_class",
    "backup-directory" },
  { "select on pg_catalog.pg_prepared_xacts", "prepared-transactions" },
  { "select on pg_catalog.pg_constraint", "leftovers" },
  { "execute on function pg_catalog.pg_get_userbyid(oid)", "privileges" },
  { "execute on function pg_catalog.current_schemas(boolean)", "version-table-elsewhere" },
  { "select on pg_catalog.pg_publication", "replication" },
  { "select on pg_catalog.pg_roles", "connection-slots" },
  { "select on pg_catalog.pg_settings", "disk-space" },
};

START_TEST (what_the_server_withholds_is_unknown_and_not_passed)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("withheld");
    g_autofree char *revoke = g_strdup_printf ("revoke %s from public", withheld[_i].revoke);
    g_autoptr (LimbeckFacts) facts = NULL;
    g_autoptr (GPtrArray) findings = NULL;
    LimbeckFinding *finding = NULL;

    limbeck_test_cluster_create_role (cluster, "clerk", NULL);
    limbeck_test_cluster_run (cluster, "withheld", "grant select on alembic_version to clerk");
    limbeck_test_cluster_run (cluster, "withheld", revoke);
    facts = learn_as (scene, "clerk");
    findings = limbeck_checks_run (facts, NULL);
    finding = find (findings, withheld[_i].id);

    ck_assert_msg (finding != NULL, "there is no finding %s", withheld[_i].id);
    ck_assert_int_eq (limbeck_finding_get_severity (finding), LIMBECK_SEVERITY_UNKNOWN);
    ck_assert_ptr_nonnull (limbeck_finding_get_detail (finding));
    /* One question that fails costs no other its answer. */
    ck_assert_int_eq (limbeck_finding_get_severity (find (findings, "version-table")),
                      LIMBECK_SEVERITY_PASSED);
  }
END_TEST

START_TEST (every_question_of_the_list_is_withheld_once)
  {
    for (const LimbeckCheck *check = limbeck_check_list; check->func != NULL; check++)
      {
        gboolean is_there = FALSE;

        for (gsize i = 0; i < G_N_ELEMENTS (withheld); i++)
          is_there |= g_str_equal (withheld[i].id, check->id);
        ck_assert_msg (check->sql == NULL || is_there, "%s", check->id);
      }
  }
END_TEST

START_TEST (an_answer_that_takes_too_long_is_unknown)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("slow");
    g_autoptr (LimbeckConnection) session = open_session ("slow", NULL, "psql");
    const gint64 begin = g_get_monotonic_time ();
    g_autoptr (LimbeckFacts) facts = NULL;
    g_autoptr (GPtrArray) findings = NULL;

    run (session, "begin");
    run (session, "lock table pg_catalog.pg_publication in access exclusive mode");
    facts = learn_as (scene, "postgres");
    findings = limbeck_checks_run (facts, NULL);

    ck_assert_int_lt (g_get_monotonic_time () - begin, 50 * G_USEC_PER_SEC);
    ck_assert_int_eq (limbeck_finding_get_severity (find (findings, "replication")),
                      LIMBECK_SEVERITY_UNKNOWN);
    ck_assert_int_eq (limbeck_finding_get_severity (find (findings, "privileges")),
                      LIMBECK_SEVERITY_PASSED);
  }
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("core/checks/facts-server");
  TCase *tcase = tcase_create ("facts-server");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, every_question_is_answered_to_the_owner);
  tcase_add_test (tcase, every_question_is_answered_to_a_role_without_any_rights);
  tcase_add_test (tcase, every_question_is_answered_without_a_version_table_and_with_an_odd_name);
  tcase_add_loop_test (
      tcase, what_the_server_withholds_is_unknown_and_not_passed, 0, G_N_ELEMENTS (withheld));
  tcase_add_test (tcase, every_question_of_the_list_is_withheld_once);
  tcase_add_test (tcase, an_answer_that_takes_too_long_is_unknown);
  suite_add_tcase (suite, tcase);

  return limbeck_check_main (suite);
}
