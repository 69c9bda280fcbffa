#include "core/plan/step-source.h"

#include "scratch.h"

#include "limbeck-check.h"

static const struct
{
  const char         *text;
  LimbeckStepFunction function;
} functions[] = {
  { "", LIMBECK_STEP_FUNCTION_MISSING },
  { "def upgrade():\n    pass\n", LIMBECK_STEP_FUNCTION_MISSING },
  { "# def downgrade(): x()\n", LIMBECK_STEP_FUNCTION_MISSING },
  { "'''\ndef downgrade():\n    x()\n'''\n", LIMBECK_STEP_FUNCTION_MISSING },
  { "def downgrade():\n    pass\n", LIMBECK_STEP_FUNCTION_EMPTY },
  { "def downgrade() -> None: pass", LIMBECK_STEP_FUNCTION_EMPTY },
  { "def downgrade(): ...\n", LIMBECK_STEP_FUNCTION_EMPTY },
  { "def downgrade():\n    '''Says something.'''\n    return\n", LIMBECK_STEP_FUNCTION_EMPTY },
  { "def downgrade():\n    raise NotImplementedError()\n", LIMBECK_STEP_FUNCTION_RAISES },
  { "def downgrade():\n    '''No.'''\n    raise\n", LIMBECK_STEP_FUNCTION_RAISES },
  { "def downgrade(): raise X", LIMBECK_STEP_FUNCTION_RAISES },
  { "def downgrade():\n    raised()\n", LIMBECK_STEP_FUNCTION_WRITTEN },
  { "def downgrade():\n    if a:\n        raise X\n", LIMBECK_STEP_FUNCTION_WRITTEN },
  { "def downgrade():\n    op.drop_table('a')\n", LIMBECK_STEP_FUNCTION_WRITTEN },
  { "def downgrade():\n    pass\n\ndef downgrade():\n    x()\n", LIMBECK_STEP_FUNCTION_WRITTEN },
  { "downgrade = upgrade\n", LIMBECK_STEP_FUNCTION_WRITTEN },
  { "from a import downgrade\n", LIMBECK_STEP_FUNCTION_WRITTEN },
  { "from a import *\n", LIMBECK_STEP_FUNCTION_WRITTEN },
  { "if x:\n    def downgrade():\n        pass\n", LIMBECK_STEP_FUNCTION_WRITTEN },
};

START_TEST (a_function_is_judged_without_running_it)
  {
    g_autoptr (LimbeckStepSource) source = limbeck_step_source_new (functions[_i].text);

    ck_assert_int_eq (limbeck_step_source_judge (source, "downgrade"), functions[_i].function);
  }
END_TEST

static char *
join_statements (LimbeckStepSource *source, const char *name)
{
  g_autoptr (GPtrArray) statements = limbeck_step_source_list_statements (source, name);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < statements->len; i++)
    g_string_append_printf (
        joined, "%s|", ((LimbeckStatement *) g_ptr_array_index (statements, i))->text);

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static const struct
{
  const char *text;
  const char *statements;
} reaches[] = {
  { "def upgrade():\n    a()\ndef downgrade():\n    b()\n", "def upgrade():|a()|" },
  { "def upgrade():\n    'doc'\n    a()\n", "def upgrade():|a()|" },
  { "SQL = 'x'\nOTHER = 'y'\ndef upgrade():\n    run(SQL)\n",
    "SQL = 'x'|def upgrade():|run(SQL)|" },
  { "def upgrade():\n    f()\ndef g():\n    h\ndef f():\n    g()\n",
    "def upgrade():|f()|def g():|h|def f():|g()|" },
  { "def upgrade(e):\n    globals()['upgrade_%s' % e]()\ndef upgrade_one():\n    a\ndef downgrade_one():\n    b\n",
    "def upgrade(e):|globals()['upgrade_%s' % e]()|def upgrade_one():|a|" },
  { "if x:\n    def upgrade():\n        a\n", "if x:|def upgrade():|a|" },
};

START_TEST (what_a_function_leads_to_is_followed_by_name)
  {
    g_autoptr (LimbeckStepSource) source = limbeck_step_source_new (reaches[_i].text);
    g_autofree char *joined = join_statements (source, "upgrade");

    ck_assert_str_eq (joined, reaches[_i].statements);
  }
END_TEST

START_TEST (a_file_is_read_and_hashed)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "ü b.py");
    g_autoptr (LimbeckStepSource) first = NULL;
    g_autoptr (LimbeckStepSource) second = NULL;

    limbeck_scratch_write (scratch, "ü b.py", "def upgrade():\n    pass\n");
    first = limbeck_step_source_read (path, NULL);
    limbeck_scratch_write (scratch, "ü b.py", "def upgrade():\n    pass \n");
    second = limbeck_step_source_read (path, NULL);

    ck_assert_uint_eq (strlen (limbeck_step_source_get_sha256 (first)), 64);
    ck_assert_str_ne (limbeck_step_source_get_sha256 (first),
                      limbeck_step_source_get_sha256 (second));
  }
END_TEST

START_TEST (what_is_no_file_is_an_error)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (GError) absent = NULL;
    g_autoptr (GError) directory = NULL;

    ck_assert_ptr_null (limbeck_step_source_read (NULL, &absent));
    ck_assert_ptr_nonnull (absent);
    ck_assert_ptr_null (
        limbeck_step_source_read (limbeck_scratch_get_directory (scratch), &directory));
    ck_assert_ptr_nonnull (directory);
  }
END_TEST

static Suite *
step_source_suite (void)
{
  Suite *suite = suite_create ("core/plan/step-source");
  TCase *tcase = tcase_create ("sources");

  tcase_add_loop_test (tcase, a_function_is_judged_without_running_it, 0, G_N_ELEMENTS (functions));
  tcase_add_loop_test (
      tcase, what_a_function_leads_to_is_followed_by_name, 0, G_N_ELEMENTS (reaches));
  tcase_add_test (tcase, a_file_is_read_and_hashed);
  tcase_add_test (tcase, what_is_no_file_is_an_error);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (step_source_suite ());
}
