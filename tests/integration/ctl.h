#pragma once

#include <json-glib/json-glib.h>

#include "test-cluster.h"
#include "test-command.h"
#include "test-paths.h"
#include "test-project.h"

/* Three revisions: a1 makes the table customer, b2 adds a column, c3 makes the table invoice. */
extern const LimbeckTestRevision ctl_revisions[3];

/** ctl_new_shop: an empty database @database and a plain project with ctl_revisions for it. */
LimbeckTestProject *ctl_new_shop (LimbeckTestCluster *cluster, const char *database);

/**
 * Ctl:
 *
 * One run of limbeckctl that has ended. Making it asserts what is true of every run: it ended by itself, no message holds a traceback,
 * a critical, a warning of GLib or the word CTL_SECRET, and with `--json` standard output is one object of schema 1.
 */
typedef struct
{
  LimbeckTestCommand *command;
  int                 status;
  const char         *output;
  const char         *errors;
  JsonParser         *parser;
  JsonObject         *answer;
} Ctl;

/** CTL_SECRET: the password that tests use; must never be seen. */
#define CTL_SECRET "Geh3im-Wort"

/** CTL_PROGRAM: the limbeckctl of the build. */
#define CTL_PROGRAM TEST_BUILD_ROOT "/src/cli/limbeckctl"

/** ctl_run: runs limbeckctl on @project; NULL ends the arguments. */
Ctl *ctl_run (LimbeckTestProject *project, const char *argument, ...) G_GNUC_NULL_TERMINATED;

/** ctl_prepare: (transfer full): the command, to be changed or started before ctl_finish(). */
LimbeckTestCommand *
ctl_prepare (LimbeckTestProject *project, const char *argument, ...) G_GNUC_NULL_TERMINATED;

/** ctl_finish: runs @command, or waits for it if @is_started, and looks at what it said. */
Ctl *ctl_finish (LimbeckTestCommand *command, gboolean is_started);

void ctl_free (Ctl *self);

/** ctl_expect: asserts the exit status; shows what was printed if it is another. */
void ctl_expect (Ctl *self, int status);

/** ctl_expect_text: asserts that standard output or standard error holds @text. */
void ctl_expect_text (Ctl *self, const char *text);

/** ctl_expect_error: asserts status, id of the error in the JSON answer, and that it has a title and a remedy or a detail. */
void ctl_expect_error (Ctl *self, int status, const char *id);

/** ctl_get_string: member @name of @object, which has to be a string. */
const char *ctl_get_string (JsonObject *object, const char *name);

/** ctl_join: the strings of the array @name of @object, joined by a blank. */
char *ctl_join (JsonObject *object, const char *name);

/** ctl_find: (nullable): the object of the array @name whose member @key is @value. */
JsonObject *ctl_find (JsonObject *object, const char *name, const char *key, const char *value);

/**
 * ctl_expect_shape:
 * @object: an object of an answer
 * @shape: "name:types name:types …" with every member; types are any of s (string), i (integer), b (boolean), a (array),
 *   o (object), n (null)
 */
void ctl_expect_shape (JsonObject *object, const char *shape);

/** ctl_dup_rows: (transfer full): what the version table of @database holds, asked through libpq, joined by blanks; "no table" without one. */
char *ctl_dup_rows (LimbeckTestCluster *cluster, const char *database);

/** ctl_expect_rows: asserts ctl_dup_rows(). */
void ctl_expect_rows (LimbeckTestCluster *cluster, const char *database, const char *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ctl, ctl_free)
