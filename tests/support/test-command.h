#pragma once

#include "test-project.h"

/**
 * LimbeckTestCommand:
 *
 * A program that a test runs, in a process group of its own, with what it printed and how it ended. It
 * gets the test's environment without DATABASE_URL, VIRTUAL_ENV, CONDA_PREFIX and PG…; its standard input
 * is empty. One that still runs when it is freed is killed.
 *
 *     g_autoptr (LimbeckTestCommand) status = limbeck_test_command_new_limbeckctl (project, "status", "--json", NULL);
 *
 *     ck_assert_int_eq (limbeck_test_command_run (status), 0);
 *     ck_assert_str_eq (limbeck_test_command_get_errors (status), "");
 */
typedef struct _LimbeckTestCommand LimbeckTestCommand;

/** limbeck_test_command_new: @program is a path or found on PATH; NULL ends the arguments. */
LimbeckTestCommand *limbeck_test_command_new (const char *program, ...) G_GNUC_NULL_TERMINATED;

/**
 * limbeck_test_command_new_limbeckctl:
 * @project: whose directory becomes `--project`; its scratch directory holds HOME and the XDG directories, so
 *   that journals and backups of several commands of one test meet
 * @argument: (nullable): first argument
 * @...: more; %NULL ends them
 *
 * The limbeckctl of the build.
 */
LimbeckTestCommand *limbeck_test_command_new_limbeckctl (LimbeckTestProject *project,
                                                         const char         *argument,
                                                         ...) G_GNUC_NULL_TERMINATED;

void limbeck_test_command_free (LimbeckTestCommand *self);

void limbeck_test_command_append (LimbeckTestCommand *self, const char *argument);

/** limbeck_test_command_wrap: lets @program with @arguments (NULL-terminated) start it: `unshare -m …`. */
void limbeck_test_command_wrap (LimbeckTestCommand *self,
                                const char         *program,
                                const char *const  *arguments);
void limbeck_test_command_set_directory (LimbeckTestCommand *self, const char *directory);

/** limbeck_test_command_setenv: %NULL as @value unsets @name. */
void limbeck_test_command_setenv (LimbeckTestCommand *self, const char *name, const char *value);

/** limbeck_test_command_set_deadline: after so many seconds (120 unless set) the group is killed and the test fails. */
void limbeck_test_command_set_deadline (LimbeckTestCommand *self, guint seconds);

/** limbeck_test_command_start: starts it and returns at once. */
void limbeck_test_command_start (LimbeckTestCommand *self);

/** limbeck_test_command_wait: waits for its end. Returns: the exit status, or minus the signal that ended it. */
int limbeck_test_command_wait (LimbeckTestCommand *self);

/** limbeck_test_command_run: start and wait. */
int limbeck_test_command_run (LimbeckTestCommand *self);

/** limbeck_test_command_wait_for_output: waits until it has printed @text, on either output; its end before that fails the test. */
void limbeck_test_command_wait_for_output (LimbeckTestCommand *self, const char *text);

/** limbeck_test_command_signal: sends @signal_number to it alone, as `kill` does. */
void limbeck_test_command_signal (LimbeckTestCommand *self, int signal_number);

int limbeck_test_command_get_pid (LimbeckTestCommand *self);

/** limbeck_test_command_get_output: all of standard output, after the end. */
const char *limbeck_test_command_get_output (LimbeckTestCommand *self);

/** limbeck_test_command_get_errors: all of standard error, after the end. */
const char *limbeck_test_command_get_errors (LimbeckTestCommand *self);

/** limbeck_test_command_get_seconds: how long it ran. */
double limbeck_test_command_get_seconds (LimbeckTestCommand *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckTestCommand, limbeck_test_command_free)
