#include <string.h>

#include "core/project/git-search.h"

#include "limbeck-check.h"
#include "scratch.h"
#include "test-command.h"

#define TIMEOUT_MS 20000

static LimbeckScratch *scratch;

static void
set_up (void)
{
  scratch = limbeck_scratch_new ();
  g_setenv ("HOME", limbeck_scratch_get_directory (scratch), TRUE);
  g_setenv ("GIT_CONFIG_NOSYSTEM", "1", TRUE);
}

static void
tear_down (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static void
git (const char *script)
{
  g_autoptr (LimbeckTestCommand)
      command = limbeck_test_command_new ("/bin/sh", "-e", "-c", script, NULL);

  limbeck_test_command_set_directory (command, limbeck_scratch_get_directory (scratch));
  ck_assert_msg (
      limbeck_test_command_run (command) == 0, "%s", limbeck_test_command_get_errors (command));
}

static void
make_repository (void)
{
  git ("git init -q -b main .; git config user.name Tester; git config user.email tester@localhost;"
       "echo one >README; git add -A; git commit -qm start");
}

#define ADD(revision, path)                                                                        \
  "printf 'revision = \"" revision "\"\\n' >'" path "'; git add -A; git commit -qm 'add " revision \
  "';"

static LimbeckGitSighting *
search (const char *revision)
{
  g_autoptr (GError) error = NULL;
  LimbeckGitSighting *sighting = limbeck_git_search (
      limbeck_scratch_get_directory (scratch), revision, TIMEOUT_MS, NULL, &error);

  ck_assert_msg (error == NULL, "%s", error ? error->message : "");

  return sighting;
}

START_TEST (the_branch_that_has_the_file_is_told)
  {
    g_autoptr (LimbeckGitSighting) sighting = NULL;

    make_repository ();
    git ("git switch -qc side;" ADD ("c3", "c3.py") "git switch -q main");
    sighting = search ("c3");

    ck_assert_str_eq (sighting->branch, "side");
    ck_assert_str_eq (sighting->path, "c3.py");
    ck_assert (!sighting->is_remote && !sighting->is_present);
    ck_assert_ptr_null (sighting->commit);
  }
END_TEST

START_TEST (history_is_asked_where_no_branch_has_it)
  {
    g_autoptr (LimbeckGitSighting) sighting = NULL;

    make_repository ();
    git (ADD ("c3", "c3.py") "git rm -q c3.py; git commit -qm 'renumber everything'");
    sighting = search ("c3");

    ck_assert_ptr_null (sighting->branch);
    ck_assert_str_eq (sighting->subject, "renumber everything");
    ck_assert_ptr_nonnull (sighting->commit);
    ck_assert_str_eq (sighting->path, "c3.py");
  }
END_TEST

/* Ids that would mean something to a regular expression, to git or to a shell, and none of them is there. */
static const char *const odd_ids[] = { "c.",    "c3|x",       "c[0-9]", ".*",
                                       "--all", "$(touch x)", "c3\n",   "'" };

static const struct
{
  const char *script;
  const char *stash;
} stashes[] = {
  { "git add -A; git stash -q;", "stash@{0}" },
  { "git stash -q --include-untracked;", "stash@{0}" },
  { "git add -A; git stash -q; echo two >README; git stash -q;", "stash@{1}" },
  { "git add -A; git stash -q; git stash drop -q;", NULL },
  { "git add -A; git commit -qm c3; echo two >README; git stash -q; git reset -q --hard HEAD~1;",
    NULL },
};

START_TEST (a_file_that_was_put_aside_is_told)
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckGitSighting) sighting = NULL;

    make_repository ();
    git ("printf 'revision = \"c3\"\\n' >c3.py");
    git (stashes[_i].script);
    sighting = limbeck_git_search (
        limbeck_scratch_get_directory (scratch), "c3", TIMEOUT_MS, NULL, &error);

    ck_assert_ptr_null (error);
    ck_assert_pstr_eq (sighting ? sighting->stash : NULL, stashes[_i].stash);
  }
END_TEST

START_TEST (a_clone_without_its_history_is_told)
  {
    g_autoptr (GError) error = NULL;
    g_autofree char *clone = limbeck_scratch_dup_path (scratch, "clone");

    make_repository ();
    git (ADD ("c3", "c3.py") "git rm -q c3.py; git commit -qm away;"
                             "git clone -q --depth 1 \"file://$PWD\" clone");

    ck_assert_ptr_null (limbeck_git_search (clone, "c3", TIMEOUT_MS, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_GIT_ERROR, LIMBECK_GIT_ERROR_INCOMPLETE));
  }
END_TEST

START_TEST (an_id_is_taken_literally)
  {
    g_autoptr (LimbeckGitSighting) sighting = NULL;

    make_repository ();
    git (ADD ("c3", "c3.py"));
    sighting = search (odd_ids[_i]);

    ck_assert_ptr_null (sighting);
  }
END_TEST

START_TEST (a_file_that_only_mentions_it_does_not_count)
  {
    g_autoptr (LimbeckGitSighting) sighting = NULL;

    make_repository ();
    git (
        "printf 'down_revision = \"c3\"\\n# revision = \"c3\"\\n' >d4.py; git add -A; git commit -qm d4;"
        "printf 'revision = \"c3\"\\n' >c3.txt; git add -A; git commit -qm text");
    sighting = search ("c3");

    ck_assert_ptr_null (sighting);
  }
END_TEST

START_TEST (a_directory_outside_of_git_is_told)
  {
    g_autoptr (GError) error = NULL;

    g_setenv ("GIT_CEILING_DIRECTORIES", limbeck_scratch_get_directory (scratch), TRUE);
    ck_assert_ptr_null (limbeck_git_search (
        limbeck_scratch_get_directory (scratch), "c3", TIMEOUT_MS, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_GIT_ERROR, LIMBECK_GIT_ERROR_NO_REPOSITORY));
  }
END_TEST

START_TEST (a_machine_without_git_is_told)
  {
    g_autoptr (GError) error = NULL;

    g_setenv ("PATH", limbeck_scratch_get_directory (scratch), TRUE);
    ck_assert_ptr_null (limbeck_git_search (
        limbeck_scratch_get_directory (scratch), "c3", TIMEOUT_MS, NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_GIT_ERROR, LIMBECK_GIT_ERROR_NOT_INSTALLED));
  }
END_TEST

START_TEST (a_git_that_hangs_is_given_up)
  {
    const gint64     begin = g_get_monotonic_time ();
    g_autofree char *path = g_strconcat (
        limbeck_scratch_get_directory (scratch), ":", g_getenv ("PATH"), NULL);
    g_autoptr (GError) error = NULL;

    limbeck_scratch_write_program (scratch, "git", "#!/bin/sh\nexec sleep 600\n");
    g_setenv ("PATH", path, TRUE);
    ck_assert_ptr_null (
        limbeck_git_search (limbeck_scratch_get_directory (scratch), "c3", 300, NULL, &error));

    ck_assert (g_error_matches (error, LIMBECK_GIT_ERROR, LIMBECK_GIT_ERROR_FAILED));
    ck_assert_int_lt (g_get_monotonic_time () - begin, 20 * G_USEC_PER_SEC);
  }
END_TEST

START_TEST (programs_that_the_repository_names_are_not_started)
  {
    g_autoptr (LimbeckGitSighting) sighting = NULL;
    g_autofree char *mark = limbeck_scratch_dup_path (scratch, "started");

    limbeck_scratch_write_program (
        scratch, "trap.sh", "#!/bin/sh\ntouch \"$HOME/started\"\ncat \"$1\"\n");
    make_repository ();
    git (ADD (
        "c3",
        "c3.py") "git rm -q c3.py; git commit -qm gone; printf '*.py diff=trap\\n' >.git/info/attributes;"
                 "git config core.fsmonitor \"$PWD/trap.sh\"; git config diff.trap.textconv \"$PWD/trap.sh\";"
                 "git config diff.trap.command \"$PWD/trap.sh\"; git config diff.external \"$PWD/trap.sh\";"
                 "git config core.pager \"$PWD/trap.sh\"; rm -f started");
    sighting = search ("c3");

    ck_assert_ptr_nonnull (sighting);
    ck_assert (!g_file_test (mark, G_FILE_TEST_EXISTS));
  }
END_TEST

START_TEST (a_search_can_be_cancelled)
  {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;

    make_repository ();
    g_cancellable_cancel (cancellable);
    ck_assert_ptr_null (limbeck_git_search (
        limbeck_scratch_get_directory (scratch), "c3", TIMEOUT_MS, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

static Suite *
git_search_suite (void)
{
  Suite *suite = suite_create ("core/project/git-search");
  TCase *tcase = tcase_create ("git-search");

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, the_branch_that_has_the_file_is_told);
  tcase_add_test (tcase, history_is_asked_where_no_branch_has_it);
  tcase_add_loop_test (tcase, a_file_that_was_put_aside_is_told, 0, G_N_ELEMENTS (stashes));
  tcase_add_test (tcase, a_clone_without_its_history_is_told);
  tcase_add_loop_test (tcase, an_id_is_taken_literally, 0, G_N_ELEMENTS (odd_ids));
  tcase_add_test (tcase, a_file_that_only_mentions_it_does_not_count);
  tcase_add_test (tcase, a_directory_outside_of_git_is_told);
  tcase_add_test (tcase, a_machine_without_git_is_told);
  tcase_add_test (tcase, a_git_that_hangs_is_given_up);
  tcase_add_test (tcase, programs_that_the_repository_names_are_not_started);
  tcase_add_test (tcase, a_search_can_be_cancelled);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (git_search_suite ());
}
