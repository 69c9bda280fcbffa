#include "core/alembic/alembic-output.h"

#include "limbeck-check.h"

typedef struct
{
  const char *output;
  const char *result;
} Row;

static const Row version_rows[] = {
  { "alembic 1.8.1\n", "1.8.1" },
  { "noise\nalembic 1.16.0.dev0\n", "1.16.0.dev0" },
  { "alembic is great\n", NULL },
  { "alembic 1 of 2\n", NULL },
  { "", NULL },
};

START_TEST (the_version_is_read)
  {
    g_autofree char *version = limbeck_alembic_output_parse_version (version_rows[_i].output);

    ck_assert_pstr_eq (version, version_rows[_i].result);
  }
END_TEST

static const Row heads_rows[] = {
  { "c1 (feature) (head)\nd1 (head)\nz2 (a, b) (effective head)\n", "c1 d1 z2" },
  { "Loading settings…\nae1027a6acf (head)\r\ndone (head of the line)\n", "ae1027a6acf" },
  { "an odd line (head)\n(head)\n (head)\nx\n", "" },
  { "", "" },
};

START_TEST (heads_are_read_and_noise_is_not)
  {
    g_auto (GStrv) heads = limbeck_alembic_output_parse_heads (heads_rows[_i].output);
    g_autofree char *joined = g_strjoinv (" ", heads);

    ck_assert_str_eq (joined, heads_rows[_i].result);
  }
END_TEST

START_TEST (current_tells_url_and_revisions)
  {
    g_autoptr (LimbeckAlembicCurrent) current = limbeck_alembic_output_parse_current (
        "hello from env.py\n"
        "Current revision(s) for postgresql://appu:***@127.0.0.1:5471/app:\n"
        "Rev: z2 (head)\nParent: z1\nAlso depends on: a3\nBranch names: zed\nPath: /p/z2_x.py\n\n"
        "    zed two\n    \n    Rev: not this\n\n"
        "Rev: m1 (branchpoint) (mergepoint)\nMerges: a3, b1\n");
    g_autofree char *joined = g_strjoinv (" ", current->revisions);

    ck_assert_str_eq (current->url, "postgresql://appu:***@127.0.0.1:5471/app");
    ck_assert_str_eq (joined, "z2 m1");
    ck_assert_uint_eq (current->n_databases, 1);
  }
END_TEST

START_TEST (nothing_applied_is_known_to_be_nothing)
  {
    g_autoptr (LimbeckAlembicCurrent) current = limbeck_alembic_output_parse_current (
        "Current revision(s) for postgresql:///app:\n");

    ck_assert_ptr_null (current->revisions[0]);
  }
END_TEST

START_TEST (without_a_database_there_is_no_answer)
  {
    ck_assert_ptr_null (limbeck_alembic_output_parse_current ("Rev: a1 (head)\n"));
    ck_assert_ptr_null (limbeck_alembic_output_parse_current (""));
  }
END_TEST

START_TEST (several_databases_are_counted)
  {
    g_autoptr (LimbeckAlembicCurrent) current = limbeck_alembic_output_parse_current (
        "Current revision(s) for postgresql:///one:\nRev: a1\n"
        "Current revision(s) for postgresql:///two:\nRev: b2\n");

    ck_assert_str_eq (current->url, "postgresql:///one");
    ck_assert_uint_eq (g_strv_length (current->revisions), 1);
    ck_assert_uint_eq (current->n_databases, 2);
  }
END_TEST

static const struct
{
  const char *line;
  const char *table;
  const char *schema;
} tables[] = {
  { "", NULL, NULL },
  { LIMBECK_ALEMBIC_TABLE_PREFIX "61 \n", "a", NULL },
  { LIMBECK_ALEMBIC_TABLE_PREFIX "c3bc20622a2f 6F7073\n", "ü b*/", "ops" },
  { LIMBECK_ALEMBIC_TABLE_PREFIX "61 62\n" LIMBECK_ALEMBIC_TABLE_PREFIX "63 64\n", "a", "b" },
  { LIMBECK_ALEMBIC_TABLE_PREFIX "\n", NULL, NULL },
  { LIMBECK_ALEMBIC_TABLE_PREFIX "6 62\n", NULL, NULL },
  { LIMBECK_ALEMBIC_TABLE_PREFIX "ff 62\n", NULL, NULL },
  { LIMBECK_ALEMBIC_TABLE_PREFIX "6100 62\n", NULL, NULL },
};

START_TEST (the_version_table_is_told_in_hexadecimal_digits)
  {
    g_autofree char *text = g_strdup_printf (
        "%sCurrent revision(s) for postgresql:///app:\nRev: a1\n", tables[_i].line);
    g_autoptr (LimbeckAlembicCurrent) current = limbeck_alembic_output_parse_current (text);

    ck_assert_pstr_eq (current->version_table, tables[_i].table);
    ck_assert_pstr_eq (current->version_schema, tables[_i].schema);
    ck_assert_str_eq (current->revisions[0], "a1");
  }
END_TEST

typedef struct
{
  const char             *line;
  LimbeckAlembicDirection direction;
  gboolean                is_first;
  const char             *revision;
  const char             *message;
} StepRow;

static const StepRow step_rows[] = {
  { "INFO  [alembic.runtime.migration] Running upgrade a3, b1 -> m1, merge heads",
    LIMBECK_ALEMBIC_UPGRADE,
    FALSE,
    "m1",
    "merge heads" },
  { "Running upgrade  -> a1, create a, b -> c",
    LIMBECK_ALEMBIC_UPGRADE,
    TRUE,
    "a1",
    "create a, b -> c" },
  { "Running upgrade a1 -> b2", LIMBECK_ALEMBIC_UPGRADE, FALSE, "b2", NULL },
  { "Running downgrade m1 -> a3, b1, merge heads",
    LIMBECK_ALEMBIC_DOWNGRADE,
    FALSE,
    "m1",
    "b1, merge heads" },
  { "Running downgrade a1 -> , create users",
    LIMBECK_ALEMBIC_DOWNGRADE,
    FALSE,
    "a1",
    "create users" },
  { "Running stamp_revision  -> a1", LIMBECK_ALEMBIC_STAMP, TRUE, "a1", NULL },
  { "Running stamp_revision a1 -> ", LIMBECK_ALEMBIC_STAMP, FALSE, "a1", NULL },
  { "{\"event\": \"Running upgrade a1 -> b2, doc, more\", \"level\": \"info\"}",
    LIMBECK_ALEMBIC_UPGRADE,
    FALSE,
    "b2",
    "doc, more" },
  { "{\"event\": \"Running upgrade a1 -> b2\", \"level\": \"info\"}",
    LIMBECK_ALEMBIC_UPGRADE,
    FALSE,
    "b2",
    NULL },
  { "event='Running upgrade a1 -> b2, doc' level=info",
    LIMBECK_ALEMBIC_UPGRADE,
    FALSE,
    "b2",
    "doc" },
  { "-- Running upgrade a1 -> b2", LIMBECK_ALEMBIC_UPGRADE, FALSE, "b2", NULL },
};

START_TEST (a_step_is_told_by_a_log_line)
  {
    const StepRow *row = &step_rows[_i];
    g_autoptr (LimbeckAlembicStep) step = limbeck_alembic_output_parse_step (row->line);

    ck_assert_ptr_nonnull (step);
    ck_assert_int_eq (step->direction, row->direction);
    ck_assert_int_eq (step->is_first, row->is_first);
    ck_assert_str_eq (step->revision, row->revision);
    ck_assert_pstr_eq (step->message, row->message);
  }
END_TEST

static const char *const no_steps[] = {
  "",
  "INFO  [alembic.runtime.migration] Context impl PostgresqlImpl.",
  "Running upgrade",
  "Running upgrade of the shop -> done",
  "Running upgrade  -> ",
  "Running tests a -> b",
};

START_TEST (other_lines_are_no_steps)
  {
    ck_assert_ptr_null (limbeck_alembic_output_parse_step (no_steps[_i]));
  }
END_TEST

static Suite *
alembic_output_suite (void)
{
  Suite *suite = suite_create ("alembic-output");
  TCase *tcase = tcase_create ("alembic-output");

  tcase_add_loop_test (tcase, the_version_is_read, 0, G_N_ELEMENTS (version_rows));
  tcase_add_loop_test (tcase, heads_are_read_and_noise_is_not, 0, G_N_ELEMENTS (heads_rows));
  tcase_add_test (tcase, current_tells_url_and_revisions);
  tcase_add_test (tcase, nothing_applied_is_known_to_be_nothing);
  tcase_add_test (tcase, without_a_database_there_is_no_answer);
  tcase_add_test (tcase, several_databases_are_counted);
  tcase_add_loop_test (
      tcase, the_version_table_is_told_in_hexadecimal_digits, 0, G_N_ELEMENTS (tables));
  tcase_add_loop_test (tcase, a_step_is_told_by_a_log_line, 0, G_N_ELEMENTS (step_rows));
  tcase_add_loop_test (tcase, other_lines_are_no_steps, 0, G_N_ELEMENTS (no_steps));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (alembic_output_suite ());
}
