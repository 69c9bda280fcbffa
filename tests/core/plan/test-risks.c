#include "core/plan/risks.h"

#include "limbeck-check.h"

/* Collects the risks of `def upgrade(): STATEMENTS` as "id:text|…", without what its missing downgrade() adds. */
static char *
risks_of (const char *statements)
{
  g_autofree char *text = g_strdup_printf (
      "def upgrade():\n    %s\n\ndef downgrade():\n    undo()\n", statements);
  g_autoptr (LimbeckStepSource) source = limbeck_step_source_new (text);
  g_autoptr (GPtrArray) risks = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_risk_free);
  g_autoptr (GString) joined = g_string_new (NULL);

  limbeck_risks_collect ("a1", source, LIMBECK_DIRECTION_UPGRADE, risks);
  for (guint i = 0; i < risks->len; i++)
    {
      const LimbeckRisk *risk = g_ptr_array_index (risks, i);

      ck_assert_str_eq (risk->revision, "a1");
      g_string_append_printf (joined, "%s%s: %s", i > 0 ? "|" : "", risk->id, risk->text);
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

#define TABLE "data-loss: Table “orders” is dropped with everything in it."
#define COLUMN "data-loss: Column “users.age” is dropped with all its values."

static const struct
{
  const char *statements;
  const char *risks;
} losses[] = {
  { "op.create_table('orders')", "" },
  { "op.drop_index('ix', 'orders')", "" },
  { "op.drop_table_comment('orders')", "" },
  { "op.drop_constraint('c', 'orders')", "" },
  { "# op.drop_table('orders')\n    x()", "" },
  { "'''op.drop_table('orders')'''", "" },
  { "op.drop_table('orders')", TABLE },
  { "op.drop_table(\n        \"orders\",\n        schema='s')", TABLE },
  { "op.drop_table(table_name='orders')", TABLE },
  { "op.drop_table(name)", "data-loss: A table is dropped with everything in it." },
  { "op.execute('drop table if exists \"orders\" cascade')", TABLE },
  { "op.execute('DROP TABLE ' + name)", "data-loss: A table is dropped with everything in it." },
  { "op.drop_column('users', 'age')", COLUMN },
  { "with op.batch_alter_table('users') as batch:\n        batch.drop_column('age')", COLUMN },
  { "op.execute('ALTER TABLE users DROP COLUMN age')", COLUMN },
  { "op.execute('ALTER TABLE users DROP age')", COLUMN },
  { "op.execute('ALTER TABLE users ALTER COLUMN age DROP NOT NULL')", "" },
  { "op.execute('ALTER TABLE users DROP CONSTRAINT age')", "" },
  { "op.execute('DROP SCHEMA old CASCADE')", "data-loss: Schema “old” is dropped." },
  { "op.execute('TRUNCATE TABLE users')", "data-loss: Table “users” is emptied." },
  { "op.execute('GRANT TRUNCATE ON users TO x')", "" },
  { "f(truncate=True)", "" },
  { "op.execute('DELETE FROM users WHERE id = 1')", "data-loss: Rows are deleted from “users”." },
  { "op.execute(users.delete())", "data-loss: Rows are deleted." },
  { "sa.ForeignKey('a.id', ondelete='CASCADE')", "" },
  { "op.alter_column('users', 'age', existing_type=sa.BigInteger(), type_=sa.Integer())",
    "data-loss: A column gets a type that holds less: what does not fit is cut off or stops the step." },
  { "op.alter_column('u', 'n', existing_type=sa.String(length=80), type_=sa.String(20))",
    "data-loss: A column gets a type that holds less: what does not fit is cut off or stops the step." },
  { "op.alter_column('u', 'n', existing_type=sa.String(20), type_=sa.String(80))", "" },
  { "op.alter_column('u', 'n', existing_type=sa.Text(), type_=sa.Integer())", "" },
};

START_TEST (what_loses_values_is_seen_and_named)
  {
    g_autofree char *risks = risks_of (losses[_i].statements);

    ck_assert_str_eq (risks, losses[_i].risks);
  }
END_TEST

static const struct
{
  const char *statements;
  gboolean    commits;
} commits[] = {
  { "op.execute('CREATE INDEX CONCURRENTLY ix ON t (a)')", TRUE },
  { "op.create_index('ix', 't', ['a'], postgresql_concurrently=True)", TRUE },
  { "op.create_index('ix', 't', ['a'], postgresql_concurrently=False)", FALSE },
  { "with op.get_context().autocommit_block():\n        x()", TRUE },
  { "op.execute('COMMIT')", TRUE },
  { "op.execute('commit;')", TRUE },
  { "op.get_bind().connection.commit()", TRUE },
  { "op.get_bind().execution_options(isolation_level='AUTOCOMMIT')", TRUE },
  { "op.execute('CREATE TEMP TABLE t () ON COMMIT DROP')", FALSE },
  { "op.execute(\"COMMENT ON TABLE t IS 'commit hash'\")", FALSE },
};

START_TEST (what_commits_early_is_seen)
  {
    g_autofree char *risks = risks_of (commits[_i].statements);

    ck_assert_int_eq (g_str_has_prefix (risks, "early-commit: "), commits[_i].commits);
  }
END_TEST

START_TEST (the_excerpt_is_the_line_without_a_password)
  {
    g_autoptr (LimbeckStepSource) source = limbeck_step_source_new (
        "def upgrade():\n    run('postgresql://u:hunter2@h/d',\n        'DROP TABLE a')\n"
        "    go('postgresql://u:hunter2@h/d DROP TABLE b')\ndef downgrade():\n    x()\n");
    g_autoptr (GPtrArray)
        risks = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_risk_free);

    limbeck_risks_collect ("a1", source, LIMBECK_DIRECTION_UPGRADE, risks);

    ck_assert_uint_eq (risks->len, 2);
    ck_assert_str_eq (((LimbeckRisk *) g_ptr_array_index (risks, 0))->excerpt, "'DROP TABLE a')");
    ck_assert_ptr_null (
        strstr (((LimbeckRisk *) g_ptr_array_index (risks, 1))->excerpt, "hunter2"));
  }
END_TEST

static const struct
{
  const char *text;
  const char *risk;
} downgrades[] = {
  { "def upgrade():\n    x()\n", "It can't be undone: its file has no downgrade()." },
  { "def upgrade():\n    x()\ndef downgrade():\n    raise X\n",
    "It can't be undone: its downgrade() refuses to." },
  { "def upgrade():\n    x()\ndef downgrade():\n    pass\n",
    "Undoing it changes nothing in the database: its downgrade() is empty." },
  { "def upgrade():\n    pass\ndef downgrade():\n    pass\n", NULL },
  { "def upgrade():\n    x()\ndef downgrade():\n    y()\n", NULL },
};

START_TEST (what_can_not_be_undone_is_seen)
  {
    g_autoptr (LimbeckStepSource) source = limbeck_step_source_new (downgrades[_i].text);
    g_autoptr (GPtrArray)
        risks = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_risk_free);

    limbeck_risks_collect ("a1", source, LIMBECK_DIRECTION_UPGRADE, risks);

    ck_assert_uint_eq (risks->len, downgrades[_i].risk != NULL);
    if (risks->len > 0)
      {
        const LimbeckRisk *risk = g_ptr_array_index (risks, 0);

        ck_assert_str_eq (risk->id, "irreversible");
        ck_assert_str_eq (risk->text, downgrades[_i].risk);
      }
  }
END_TEST

START_TEST (only_the_function_that_runs_counts)
  {
    g_autoptr (LimbeckStepSource) source = limbeck_step_source_new (
        "def upgrade():\n    op.create_table('a')\ndef downgrade():\n    op.drop_table('a')\n");
    g_autoptr (GPtrArray) up = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_risk_free);
    g_autoptr (GPtrArray)
        down = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_risk_free);

    limbeck_risks_collect ("a1", source, LIMBECK_DIRECTION_UPGRADE, up);
    limbeck_risks_collect ("a1", source, LIMBECK_DIRECTION_DOWNGRADE, down);

    ck_assert_uint_eq (up->len, 0);
    ck_assert_uint_eq (down->len, 1);
  }
END_TEST

START_TEST (a_file_that_can_not_be_read_is_a_risk)
  {
    g_autoptr (GPtrArray)
        risks = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_risk_free);

    limbeck_risks_collect ("a1", NULL, LIMBECK_DIRECTION_UPGRADE, risks);

    ck_assert_uint_eq (risks->len, 1);
    ck_assert_str_eq (((LimbeckRisk *) g_ptr_array_index (risks, 0))->id, "unread");
  }
END_TEST

static Suite *
risks_suite (void)
{
  Suite *suite = suite_create ("core/plan/risks");
  TCase *tcase = tcase_create ("risks");

  tcase_add_loop_test (tcase, what_loses_values_is_seen_and_named, 0, G_N_ELEMENTS (losses));
  tcase_add_loop_test (tcase, what_commits_early_is_seen, 0, G_N_ELEMENTS (commits));
  tcase_add_test (tcase, the_excerpt_is_the_line_without_a_password);
  tcase_add_loop_test (tcase, what_can_not_be_undone_is_seen, 0, G_N_ELEMENTS (downgrades));
  tcase_add_test (tcase, only_the_function_that_runs_counts);
  tcase_add_test (tcase, a_file_that_can_not_be_read_is_a_risk);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (risks_suite ());
}
