#include <gio/gio.h>
#include <string.h>

#include "core/backup/postgres-tools.h"
#include "core/base/command.h"
#include "core/checks/survey.h"
#include "core/database/run-lock.h"
#include "core/project/project.h"
#include "core/run/executor.h"

#include "cli/command-line.h"
#include "cli/failure.h"

#include "limbeck-check.h"

static const struct
{
  GQuark (*domain) (void);
  int               code;
  const char       *id;
  LimbeckExitStatus status;
} rows[] = {
  { limbeck_usage_error_quark, LIMBECK_USAGE_ERROR_BAD_USAGE, "bad-usage", LIMBECK_EXIT_USAGE },
  { limbeck_project_error_quark,
    LIMBECK_PROJECT_ERROR_NO_CONFIGURATION,
    "no-configuration",
    LIMBECK_EXIT_UNREADABLE },
  { limbeck_project_error_quark,
    LIMBECK_PROJECT_ERROR_NO_ALEMBIC,
    "no-alembic",
    LIMBECK_EXIT_UNREADABLE },
  { limbeck_project_error_quark,
    LIMBECK_PROJECT_ERROR_UNREADABLE,
    "unreadable-project",
    LIMBECK_EXIT_UNREADABLE },
  { limbeck_revision_error_quark,
    LIMBECK_REVISION_ERROR_NO_SUCH_REVISION,
    "no-such-revision",
    LIMBECK_EXIT_USAGE },
  { limbeck_revision_error_quark,
    LIMBECK_REVISION_ERROR_SEVERAL_HEADS,
    "several-heads",
    LIMBECK_EXIT_BLOCKED },
  { limbeck_revision_error_quark,
    LIMBECK_REVISION_ERROR_BROKEN,
    "broken-revisions",
    LIMBECK_EXIT_BLOCKED },
  { limbeck_database_error_quark,
    LIMBECK_DATABASE_ERROR_UNREACHABLE,
    "unreachable",
    LIMBECK_EXIT_UNREADABLE },
  { limbeck_database_error_quark,
    LIMBECK_DATABASE_ERROR_LOST,
    "database",
    LIMBECK_EXIT_UNREADABLE },
  { limbeck_command_error_quark,
    LIMBECK_COMMAND_ERROR_TIMED_OUT,
    "timed-out",
    LIMBECK_EXIT_STOPPED },
  { limbeck_backup_error_quark, LIMBECK_BACKUP_ERROR_NO_SPACE, "no-space", LIMBECK_EXIT_FAILED },
  { limbeck_backup_error_quark,
    LIMBECK_BACKUP_ERROR_DIRECTORY,
    "backup-directory",
    LIMBECK_EXIT_UNREADABLE },
  { limbeck_run_error_quark, LIMBECK_RUN_ERROR_GATES, "unanswered", LIMBECK_EXIT_UNANSWERED },
  { limbeck_run_error_quark, LIMBECK_RUN_ERROR_LOCKED, "locked", LIMBECK_EXIT_LOCKED },
  { limbeck_run_error_quark, LIMBECK_RUN_ERROR_CHANGED, "changed", LIMBECK_EXIT_BLOCKED },
  { limbeck_run_lock_error_quark, LIMBECK_RUN_LOCK_ERROR_HELD, "locked", LIMBECK_EXIT_LOCKED },
  { g_io_error_quark, G_IO_ERROR_CANCELLED, "cancelled", LIMBECK_EXIT_STOPPED },
  { g_io_error_quark, G_IO_ERROR_NOT_FOUND, "failed", LIMBECK_EXIT_UNREADABLE },
};

START_TEST (every_error_has_an_id_and_a_status)
  {
    g_autoptr (GError) error = g_error_new_literal (rows[_i].domain (), rows[_i].code, "Title.");
    g_autoptr (LimbeckFailure) failure = limbeck_failure_new_from_error (error);

    ck_assert_str_eq (failure->id, rows[_i].id);
    ck_assert_int_eq (failure->status, rows[_i].status);
    ck_assert_str_eq (failure->title, "Title.");
    ck_assert_ptr_null (failure->detail);
  }
END_TEST

static const struct
{
  const char *message;
  const char *title;
  const char *detail;
  const char *remedy;
} messages[] = {
  { "Only this.", "Only this.", NULL, NULL },
  { "It is full: no space. Make room.", "It is full: no space.", NULL, "Make room." },
  { "“a. B” is gone. “c” is not.", "“a. B” is gone.", NULL, "“c” is not." },
  { "Version 1.8.1 is old", "Version 1.8.1 is old", NULL, NULL },
  { "Title.\n\nOne.\nTwo.\n", "Title.", "One.\nTwo.", NULL },
  { "Title. Do it. At once.\nOne.", "Title.", "One.", "Do it. At once." },
};

START_TEST (message_is_taken_apart)
  {
    g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, 0, messages[_i].message);
    g_autoptr (LimbeckFailure) failure = limbeck_failure_new_from_error (error);

    ck_assert_str_eq (failure->title, messages[_i].title);
    ck_assert_pstr_eq (failure->detail, messages[_i].detail);
    ck_assert_pstr_eq (failure->remedy, messages[_i].remedy);
  }
END_TEST

START_TEST (missing_configuration_says_where_was_looked)
  {
    g_autoptr (GError) error = g_error_new_literal (
        LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_NO_CONFIGURATION, "None.");
    g_autoptr (LimbeckFailure) failure = limbeck_failure_new_from_error (error);

    ck_assert_ptr_nonnull (strstr (failure->remedy, "current directory only"));
  }
END_TEST

static Suite *
failure_suite (void)
{
  Suite *suite = suite_create ("failure");
  TCase *tcase = tcase_create ("failure");

  tcase_add_loop_test (tcase, every_error_has_an_id_and_a_status, 0, G_N_ELEMENTS (rows));
  tcase_add_loop_test (tcase, message_is_taken_apart, 0, G_N_ELEMENTS (messages));
  tcase_add_test (tcase, missing_configuration_says_where_was_looked);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (failure_suite ());
}
