#include "core/checks/version-table-name.h"

#include "limbeck-check.h"
#include "scratch.h"

static const struct
{
  const char *text;
  const char *table;
  const char *schema;
  gboolean    is_computed;
} names[] = {
  { "", "alembic_version", NULL, FALSE },
  { "context.configure(connection=c)", "alembic_version", NULL, FALSE },
  { "context.configure(connection=c, version_table='mig')", "mig", NULL, FALSE },
  { "context.configure(\n    connection=c,\n    version_table=\"mig\",\n    version_table_schema=\"ops\",\n)",
    "mig",
    "ops",
    FALSE },
  { "TABLE = 'mig'\ncontext.configure(version_table=TABLE)", "mig", NULL, FALSE },
  { "TABLE: str = 'mig'\ncontext.configure(version_table=TABLE)", "mig", NULL, FALSE },
  { "opts = {'version_table': 'mig'}\ncontext.configure(**opts)", "mig", NULL, FALSE },
  { "version_table = 'mig'\ncontext.configure(version_table=version_table)", "mig", NULL, FALSE },
  { "context.configure(version_table=name())", "alembic_version", NULL, TRUE },
  { "context.configure(version_table='_'.join(parts))", "alembic_version", NULL, TRUE },
  { "a = 'x'\ncontext.configure(version_table=a + 'y')", "alembic_version", NULL, TRUE },
  { "context.configure(version_table=f'{x}_version')", "alembic_version", NULL, TRUE },
  { "context.configure(version_table_schema=settings.schema)", "alembic_version", NULL, TRUE },
  { "context.configure(version_table_schema=None)", "alembic_version", NULL, FALSE },
  { "# context.configure(version_table='mig')", "alembic_version", NULL, FALSE },
  { "if name == 'version_table':\n    pass", "alembic_version", NULL, FALSE },
};

START_TEST (the_name_is_read_from_the_text)
  {
    g_autofree char *table = g_strdup ("alembic_version");
    g_autofree char *schema = NULL;
    gboolean         is_computed = FALSE;

    limbeck_version_table_name_find (names[_i].text, &table, &schema, &is_computed);

    ck_assert_str_eq (table, names[_i].table);
    ck_assert_pstr_eq (schema, names[_i].schema);
    ck_assert_int_eq (is_computed, names[_i].is_computed);
  }
END_TEST

START_TEST (a_missing_file_changes_nothing)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *table = g_strdup ("alembic_version");
    g_autofree char *schema = NULL;
    gboolean         is_computed = TRUE;

    limbeck_version_table_name_read (
        limbeck_scratch_get_directory (scratch), &table, &schema, &is_computed);
    ck_assert_str_eq (table, "alembic_version");
    ck_assert_int_eq (is_computed, FALSE);

    limbeck_scratch_write (scratch, "env.py", "context.configure(version_table='mig')\n");
    limbeck_version_table_name_read (
        limbeck_scratch_get_directory (scratch), &table, &schema, &is_computed);
    ck_assert_str_eq (table, "mig");
  }
END_TEST

static Suite *
version_table_name_suite (void)
{
  Suite *suite = suite_create ("core/checks/version-table-name");
  TCase *tcase = tcase_create ("names");

  tcase_add_loop_test (tcase, the_name_is_read_from_the_text, 0, G_N_ELEMENTS (names));
  tcase_add_test (tcase, a_missing_file_changes_nothing);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (version_table_name_suite ());
}
