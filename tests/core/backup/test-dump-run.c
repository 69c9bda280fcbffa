#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "core/backup/dump-private.h"

#include "dump-fixture.h"
#include "limbeck-check.h"

static const struct
{
  const char *printed;
  const char *cause;
} causes[] = {
  { "pg_dump: error: query failed: ERROR:  permission denied for table t\n"
    "pg_dump: detail: Query was: LOCK TABLE public.t IN ACCESS SHARE MODE\n",
    "query failed: ERROR:  permission denied for table t" },
  { "pg_dump: warning: there are circular foreign-key constraints\n"
    "pg_dump: error: could not write to output file: No space left on device\n",
    "could not write to output file: No space left on device" },
  { "something else\nthe last words\n\n", "the last words" },
  { "", "it said nothing" },
};

START_TEST (the_decisive_line_is_found)
  {
    g_autofree char *cause = limbeck_dump_find_cause (causes[_i].printed);

    ck_assert_str_eq (cause, causes[_i].cause);
  }
END_TEST

/* One run of @program on “shop”. */
typedef struct
{
  LimbeckDatabaseUrl *url;
  LimbeckConnection  *watch;
  LimbeckTableSizes  *sizes;
  char               *path;
} Ground;

static void
ground_init (Ground *self)
{
  int fd;

  self->url = database_url ("shop", NULL, NULL);
  self->watch = connect_to ("shop");
  self->sizes = limbeck_table_sizes_read (self->watch, NULL, NULL);
  self->path = g_build_filename (directory, "d.dump.part", NULL);
  ck_assert_ptr_nonnull (self->sizes);
  ck_assert_int_eq (g_mkdir_with_parents (directory, 0700), 0);
  fd = open (self->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  ck_assert_int_ge (fd, 0);
  close (fd);
}

static void
ground_clear (Ground *self)
{
  g_clear_object (&self->url);
  g_clear_object (&self->watch);
  g_clear_pointer (&self->sizes, limbeck_table_sizes_free);
  g_clear_pointer (&self->path, g_free);
}

static gboolean
run (Ground *ground, const char *program, const LimbeckEventSink *sink, GError **error)
{
  LimbeckDumpRun dump = { ground->url, ground->watch, ground->sizes, program, ground->path, sink };

  return limbeck_dump_run (&dump, NULL, error);
}

static void
count_progress (LimbeckEvent *event, gpointer data)
{
  if (limbeck_event_get_kind (event) == LIMBECK_EVENT_PROGRESS &&
      limbeck_event_get_fraction (event) > 0 && limbeck_event_get_fraction (event) < 1)
    g_atomic_int_inc ((int *) data);
}

static gboolean
is_copying (void)
{
  g_autofree char *answer = limbeck_test_cluster_ask (
      cluster, "shop", "select count(*) from pg_stat_progress_copy where tuples_processed > 0");

  return g_str_equal (answer, "1");
}

/* Lets pg_dump go on in small steps until it is in the middle of the table, and halts it there until that has been told. */
static gpointer
halt_in_the_middle (gpointer data)
{
  int pid = 0;

  while (pid == 0 && g_atomic_int_get ((int *) data) == 0)
    pid = find_child ("pg_dump");
  while (g_atomic_int_get ((int *) data) == 0 && find_child ("pg_dump") == pid)
    {
      kill (pid, SIGSTOP);
      while (g_atomic_int_get ((int *) data) == 0 && is_copying ())
        g_usleep (20 * 1000);
      kill (pid, SIGCONT);
      g_usleep (1000);
    }

  return NULL;
}

START_TEST (progress_is_told_inside_a_table)
  {
    Ground           ground;
    int              n_told = 0;
    LimbeckEventSink sink = { count_progress, &n_told };
    g_autofree char *program = find_tool ("pg_dump");
    g_autoptr (GError) error = NULL;
    GThread *thread;

    fill_table (20000);
    ground_init (&ground);
    thread = g_thread_new ("halt", halt_in_the_middle, &n_told);
    ck_assert_msg (run (&ground, program, &sink, &error), "%s", error ? error->message : "");
    ck_assert_int_gt (g_atomic_int_get (&n_told), 0);
    g_thread_join (thread);
    ground_clear (&ground);
  }
END_TEST

START_TEST (what_the_program_is_told)
  {
    Ground           ground;
    g_autofree char *program = limbeck_scratch_dup_path (scratch, "pg dump");
    g_autofree char *seen = limbeck_scratch_dup_path (scratch, "seen");
    g_autofree char *script = g_strdup_printf (
        "#!/bin/sh\n{ printf '%%s\\n' \"$@\"; readlink /proc/self/fd/0; echo \"$LC_MESSAGES\"; } > '%s'\n",
        seen);
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_scratch_write_program (scratch, "pg dump", script);
    ground_init (&ground);
    ck_assert_msg (run (&ground, program, NULL, &error), "%s", error ? error->message : "");
    ck_assert (g_file_get_contents (seen, &text, NULL, NULL));
    ck_assert_ptr_nonnull (strstr (text, "--format=custom\n--compress=1\n--no-password\n"));
    ck_assert_ptr_nonnull (strstr (text, "--lock-wait-timeout="));
    ck_assert_ptr_nonnull (strstr (text, "application_name='limbeck-backup-"));
    ck_assert_ptr_nonnull (strstr (text, "/dev/null\nC\n"));
    ground_clear (&ground);
  }
END_TEST

START_TEST (a_program_that_can_not_run_is_told)
  {
    Ground ground;
    g_autoptr (GError) error = NULL;

    ground_init (&ground);
    ck_assert (!run (&ground, "/nonexistent/pg_dump", NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_FAILED));
    ck_assert_ptr_nonnull (strstr (error->message, "/nonexistent/pg_dump"));
    ground_clear (&ground);
  }
END_TEST

static Suite *
dump_run_suite (void)
{
  Suite *suite = suite_create ("dump-run");
  TCase *tcase = tcase_create ("dump-run");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, set_up_dump, tear_down_dump);
  tcase_add_loop_test (tcase, the_decisive_line_is_found, 0, G_N_ELEMENTS (causes));
  tcase_add_test (tcase, progress_is_told_inside_a_table);
  tcase_add_test (tcase, what_the_program_is_told);
  tcase_add_test (tcase, a_program_that_can_not_run_is_told);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (dump_run_suite ());
}
