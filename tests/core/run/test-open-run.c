#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/run/journal-files.h"
#include "core/run/open-run.h"

#include "limbeck-check.h"
#include "scratch.h"

#define VERDICT "{\"kind\":\"verdict\",\"text\":\"done\"}\n"
#define STAGE "{\"kind\":\"stage\",\"text\":\"at work\"}\n"
#define PLAN                                                                                       \
  "{\"project\":\"/home/me/shop\",\"config\":\"/home/me/shop/alembic.ini\",\"database\":\"shop\"," \
  "\"started\":\"2019-11-03T14:05:00Z\",\"application_name\":\"limbeck-00ff00ff00ff\",\"plan\":"   \
  "{\"from\":[\"a1\",\"z1\"],\"steps\":[{\"rows_after\":[\"b2\",\"z1\"]},"                         \
  "{\"rows_after\":[\"m3\"]}]}}"

static LimbeckScratch *scratch;

static void
make_scratch (void)
{
  scratch = limbeck_scratch_new ();
  g_setenv ("XDG_STATE_HOME", limbeck_scratch_get_directory (scratch), TRUE);
}

static void
drop_scratch (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static void
write_file (const char *run, const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename ("limbeck/runs", run, name, NULL);

  limbeck_scratch_write (scratch, path, contents);
}

static char *
dup_path (const char *run, const char *name)
{
  g_autofree char *runs = limbeck_journal_dup_runs_directory ();

  return g_build_filename (runs, run, name, NULL);
}

static void
write_run (const char *run, const char *plan, const char *events)
{
  write_file (run, LIMBECK_JOURNAL_PLAN, plan);
  write_file (run, LIMBECK_JOURNAL_EVENTS, events);
}

static void
assert_open (guint n)
{
  g_autoptr (GPtrArray) open = limbeck_open_runs_list (NULL);

  ck_assert_uint_eq (open->len, n);
}

START_TEST (without_a_record_no_run_is_open)
  {
    assert_open (0);
  }
END_TEST

static const struct
{
  const char *plan;
  const char *events;
  guint       n;
} records[] = {
  { PLAN, "", 1 },
  { PLAN, STAGE, 1 },
  { PLAN, STAGE VERDICT, 0 },
  { PLAN, VERDICT, 0 },
  /* A launcher that was killed in the middle of a line, or a machine that went down. */
  { PLAN, STAGE "{\"kind\":\"sta", 1 },
  { PLAN, STAGE VERDICT "\n\n", 0 },
  { PLAN, "\n\n", 1 },
  /* What a revision is called does not make it a verdict. */
  { PLAN, "{\"kind\":\"stage\",\"text\":\"\\\"kind\\\":\\\"verdict\\\"\"}\n", 1 },
  { "[1]", STAGE, 0 },
  { "{", STAGE, 0 },
  { "", STAGE, 0 },
  { "{}", STAGE, 1 },
};

START_TEST (a_run_without_a_verdict_is_open)
  {
    write_run ("20191103-140500-abcdef", records[_i].plan, records[_i].events);
    assert_open (records[_i].n);
  }
END_TEST

START_TEST (a_run_whose_launcher_lives_is_not_open)
  {
    g_autofree char *path = dup_path ("one", LIMBECK_JOURNAL_EVENTS);
    int              fd = -1;

    write_run ("one", PLAN, STAGE);
    fd = g_open (path, O_RDWR, 0);
    ck_assert_int_eq (flock (fd, LOCK_EX), 0);
    assert_open (0);
    close (fd);
    assert_open (1);
  }
END_TEST

START_TEST (odd_files_are_passed_over)
  {
    g_autofree char *fifo = NULL;
    g_autofree char *plan = NULL;

    write_file ("no-events", LIMBECK_JOURNAL_PLAN, PLAN);
    write_file ("no-plan", LIMBECK_JOURNAL_EVENTS, STAGE);
    write_file ("events-fifo", LIMBECK_JOURNAL_PLAN, PLAN);
    fifo = dup_path ("events-fifo", LIMBECK_JOURNAL_EVENTS);
    ck_assert_int_eq (mkfifo (fifo, 0600), 0);
    write_file ("plan-fifo", LIMBECK_JOURNAL_EVENTS, STAGE);
    plan = dup_path ("plan-fifo", LIMBECK_JOURNAL_PLAN);
    ck_assert_int_eq (mkfifo (plan, 0600), 0);
    limbeck_scratch_make_directory (scratch, "limbeck/runs/events-folder/journal.jsonl");
    limbeck_scratch_write (scratch, "limbeck/runs/file", "no folder");
    write_file ("target", LIMBECK_JOURNAL_EVENTS, STAGE VERDICT);
    write_file ("linked", LIMBECK_JOURNAL_PLAN, PLAN);
    limbeck_scratch_link (scratch, "../target/journal.jsonl", "limbeck/runs/linked/journal.jsonl");

    assert_open (0);
  }
END_TEST

START_TEST (open_runs_come_oldest_first_and_of_one_configuration)
  {
    g_autoptr (GPtrArray) all = NULL;
    g_autoptr (GPtrArray) shop = NULL;

    write_run ("20200101-000000-000001", "{\"config\":\"/other.ini\"}", STAGE);
    write_run ("20191231-235959-ffffff", PLAN, STAGE);
    write_run ("20200102-000000-000000", PLAN, STAGE);
    all = limbeck_open_runs_list (NULL);
    shop = limbeck_open_runs_list ("/home/me/shop/alembic.ini");

    ck_assert_uint_eq (all->len, 3);
    ck_assert_str_eq (limbeck_open_run_get_id (g_ptr_array_index (all, 0)),
                      "20191231-235959-ffffff");
    ck_assert_str_eq (limbeck_open_run_get_id (g_ptr_array_index (all, 2)),
                      "20200102-000000-000000");
    ck_assert_uint_eq (shop->len, 2);
  }
END_TEST

START_TEST (what_the_record_says_is_told)
  {
    g_autoptr (GPtrArray) open = NULL;
    g_autofree char *directory = dup_path ("one", NULL);
    LimbeckOpenRun  *run = NULL;

    write_run ("one", PLAN, STAGE);
    open = limbeck_open_runs_list (NULL);
    run = g_ptr_array_index (open, 0);

    ck_assert_str_eq (limbeck_open_run_get_directory (run), directory);
    ck_assert_str_eq (limbeck_open_run_get_project (run), "/home/me/shop");
    ck_assert_str_eq (limbeck_open_run_get_config (run), "/home/me/shop/alembic.ini");
    ck_assert_str_eq (limbeck_open_run_get_database (run), "shop");
    ck_assert_str_eq (limbeck_open_run_get_started (run), "2019-11-03T14:05:00Z");
    ck_assert_str_eq (limbeck_open_run_get_application_name (run), "limbeck-00ff00ff00ff");
  }
END_TEST

START_TEST (what_the_record_does_not_say_is_unknown)
  {
    static const char *const plans[] = {
      "{}",
      "{\"project\":1,\"config\":null,\"database\":[],\"started\":{},\"application_name\":true,\"plan\":7}",
    };
    const char *const none[] = { NULL };
    g_autoptr (GPtrArray) open = NULL;
    LimbeckOpenRun  *run = NULL;
    g_autofree char *text = NULL;

    write_run ("one", plans[_i], STAGE);
    open = limbeck_open_runs_list (NULL);
    run = g_ptr_array_index (open, 0);
    text = limbeck_open_run_dup_text (run, none);

    ck_assert_ptr_null (limbeck_open_run_get_project (run));
    ck_assert_ptr_null (limbeck_open_run_get_config (run));
    ck_assert_ptr_null (limbeck_open_run_get_database (run));
    ck_assert_ptr_null (limbeck_open_run_get_started (run));
    ck_assert_ptr_null (limbeck_open_run_get_application_name (run));
    ck_assert (g_str_has_prefix (text, "A run was not followed to its end"));
  }
END_TEST

static const struct
{
  const char *rows;
  const char *part;
} outcomes[] = {
  { NULL, "is not known" },
  { "a1 z1", "as it was before" },
  { "z1 a1", "as it was before" },
  { "z1 b2", "after 1 of 2 revisions" },
  { "m3", "arrived" },
  { "", "something else" },
  { "a1", "something else" },
  { "m3 z1", "something else" },
  /* A version table without a primary key may hold a row twice. */
  { "z1 z1", "something else" },
};

START_TEST (the_rows_tell_what_became_of_it)
  {
    g_auto (GStrv) rows = outcomes[_i].rows ? g_strsplit (outcomes[_i].rows, " ", -1) : NULL;
    g_autoptr (GPtrArray) open = NULL;
    g_autofree char *outcome = NULL;
    g_autofree char *text = NULL;

    write_run ("one", PLAN, STAGE);
    open = limbeck_open_runs_list (NULL);
    outcome = limbeck_open_run_dup_outcome (g_ptr_array_index (open, 0),
                                            (const char *const *) rows);
    text = limbeck_open_run_dup_text (g_ptr_array_index (open, 0), (const char *const *) rows);

    ck_assert_msg (strstr (outcome, outcomes[_i].part) != NULL, "%s", outcome);
    ck_assert_ptr_nonnull (strstr (outcome, "“shop”"));
    ck_assert (g_str_has_suffix (text, outcome));
    ck_assert_ptr_nonnull (strstr (text, "November 2019"));
  }
END_TEST

START_TEST (odd_steps_lead_nowhere)
  {
    static const char *const plans[] = {
      "{\"plan\":{\"from\":7,\"steps\":7}}",
      "{\"plan\":{\"from\":[7],\"steps\":[7,null,{},{\"rows_after\":[null]},{\"rows_after\":[[]]}]}}",
      "{\"plan\":{}}",
    };
    const char *const rows[] = { "a1", NULL };
    g_autoptr (GPtrArray) open = NULL;
    g_autofree char *outcome = NULL;

    write_run ("one", plans[_i], STAGE);
    open = limbeck_open_runs_list (NULL);
    outcome = limbeck_open_run_dup_outcome (g_ptr_array_index (open, 0), rows);

    ck_assert_ptr_nonnull (strstr (outcome, "something else"));
  }
END_TEST

START_TEST (a_settled_run_is_not_open_and_says_what_was_told)
  {
    g_autoptr (GPtrArray) open = NULL;
    g_autofree char *path = dup_path ("one", LIMBECK_JOURNAL_EVENTS);
    g_autofree char *events = NULL;

    write_run ("one", PLAN, STAGE "{\"kind\":\"sta");
    open = limbeck_open_runs_list (NULL);
    limbeck_open_run_settle (g_ptr_array_index (open, 0), "It arrived.");
    assert_open (0);
    ck_assert (g_file_get_contents (path, &events, NULL, NULL));
    ck_assert (g_str_has_prefix (events, STAGE "{\"kind\":\"sta"));
    ck_assert_ptr_nonnull (strstr (events, "\n{\"time_us\""));
    ck_assert_ptr_nonnull (strstr (events, "It arrived."));
  }
END_TEST

START_TEST (a_record_that_is_gone_can_not_be_settled)
  {
    g_autoptr (GPtrArray) open = NULL;
    g_autofree char *path = dup_path ("one", LIMBECK_JOURNAL_EVENTS);

    write_run ("one", PLAN, STAGE);
    open = limbeck_open_runs_list (NULL);
    ck_assert_int_eq (g_unlink (path), 0);
    limbeck_open_run_settle (g_ptr_array_index (open, 0), "It arrived.");

    ck_assert (!g_file_test (path, G_FILE_TEST_EXISTS));
  }
END_TEST

static Suite *
open_run_suite (void)
{
  Suite *suite = suite_create ("core/run/open-run");
  TCase *tcase = tcase_create ("open-run");

  tcase_add_checked_fixture (tcase, make_scratch, drop_scratch);
  tcase_add_test (tcase, without_a_record_no_run_is_open);
  tcase_add_loop_test (tcase, a_run_without_a_verdict_is_open, 0, G_N_ELEMENTS (records));
  tcase_add_test (tcase, a_run_whose_launcher_lives_is_not_open);
  tcase_add_test (tcase, odd_files_are_passed_over);
  tcase_add_test (tcase, open_runs_come_oldest_first_and_of_one_configuration);
  tcase_add_test (tcase, what_the_record_says_is_told);
  tcase_add_loop_test (tcase, what_the_record_does_not_say_is_unknown, 0, 2);
  tcase_add_loop_test (tcase, the_rows_tell_what_became_of_it, 0, G_N_ELEMENTS (outcomes));
  tcase_add_loop_test (tcase, odd_steps_lead_nowhere, 0, 3);
  tcase_add_test (tcase, a_settled_run_is_not_open_and_says_what_was_told);
  tcase_add_test (tcase, a_record_that_is_gone_can_not_be_settled);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (open_run_suite ());
}
