#include <string.h>

#include "check-fixture.h"

#define FILE_OF_C3 "migrations/versions/c3 naïve.py"

static void
git (LimbeckTestScene *scene, const char *script)
{
  g_autoptr (LimbeckTestCommand)
      command = limbeck_test_command_new ("/bin/sh", "-e", "-c", script, NULL);

  limbeck_test_command_setenv (command, "HOME", limbeck_test_project_get_scratch (scene->project));
  limbeck_test_command_setenv (command, "GIT_CONFIG_NOSYSTEM", "1");
  limbeck_test_command_set_directory (command, limbeck_test_project_get_directory (scene->project));
  ck_assert_msg (
      limbeck_test_command_run (command) == 0, "%s", limbeck_test_command_get_errors (command));
}

/* A repository whose branch "main" lacks c3, at which the database stands. */
static LimbeckTestScene *
make_repository (const char *database)
{
  LimbeckTestScene *scene = make_upgraded_scene (database);

  limbeck_test_cluster_run (cluster, database, "update alembic_version set version_num = 'c3'");
  git (scene,
       "git init -q -b main .; git config user.name Tester; git config user.email tester@localhost;"
       "git add -A; git commit -qm start");

  return scene;
}

static const char *const add_c3 =
    "printf 'revision: str = \"c3\"\\ndown_revision = \"b2\"\\n' > '" FILE_OF_C3 "';"
    "git add -A; git commit -qm 'add c3'";

START_TEST (a_file_in_another_branch_is_found)
  {
    g_autoptr (LimbeckTestScene) scene = make_repository ("branch");
    g_autofree char *script = g_strconcat (
        "git switch -qc 'feature/new;one';", add_c3, "; git switch -q main", NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;
    LimbeckFinding *finding = NULL;

    git (scene, script);
    survey = look (scene);

    expect (survey, "unknown-revision", "blocker", "c3");
    finding = expect (
        survey, "unknown-revision-origin", "warning", "in the branch “feature/new;one”");
    ck_assert_str_eq (limbeck_finding_get_detail (finding), FILE_OF_C3);
    ck_assert_str_eq (limbeck_finding_get_command (finding), "git switch 'feature/new;one'");
    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_COPY_COMMAND);
  }
END_TEST

START_TEST (a_file_in_a_remote_branch_is_found)
  {
    g_autoptr (LimbeckTestScene) scene = make_repository ("remote");
    g_autofree char *script = g_strconcat (
        "git switch -qc theirs;",
        add_c3,
        "; git switch -q main; git update-ref refs/remotes/origin/theirs theirs; git branch -qD theirs",
        NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;

    git (scene, script);
    survey = look (scene);

    expect (survey, "unknown-revision-origin", "warning", "in the branch “origin/theirs”");
    expect (survey, "unknown-revision-origin", "warning", "git switch theirs");
  }
END_TEST

START_TEST (a_file_that_only_the_directory_lacks_is_found)
  {
    g_autoptr (LimbeckTestScene) scene = make_repository ("lost");
    g_autofree char *script = g_strconcat (add_c3, "; rm '" FILE_OF_C3 "'", NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;

    git (scene, script);
    survey = look (scene);

    expect (survey, "unknown-revision-origin", "warning", "missing from the directory");
    expect (survey, "unknown-revision-origin", "warning", "git restore ':/");
  }
END_TEST

START_TEST (a_file_in_history_is_found)
  {
    g_autoptr (LimbeckTestScene) scene = make_repository ("history");
    g_autofree char *script = g_strconcat (
        add_c3, "; git rm -q '" FILE_OF_C3 "'; git commit -qm 'drop c3'", NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;

    git (scene, script);
    survey = look (scene);

    expect (survey, "unknown-revision-origin", "warning", "in no branch any more");
    expect (survey, "unknown-revision-origin", "warning", FILE_OF_C3 "\ndrop c3");
  }
END_TEST

START_TEST (a_file_that_was_put_aside_is_found)
  {
    g_autoptr (LimbeckTestScene) scene = make_repository ("aside");
    g_autofree char *script = g_strconcat (add_c3,
                                           "; git reset -q --soft HEAD~1; git stash -q"
                                           "; git reflog expire --expire=now HEAD refs/heads/main",
                                           NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;

    git (scene, script);
    survey = look (scene);

    expect (survey, "unknown-revision-origin", "warning", "put aside in “stash@{0}”");
    expect (survey, "unknown-revision-origin", "warning", "git stash apply");
  }
END_TEST

START_TEST (a_file_of_a_dropped_branch_is_found)
  {
    g_autoptr (LimbeckTestScene) scene = make_repository ("dropped");
    g_autofree char *script = g_strconcat (
        "git switch -qc short;", add_c3, "; git switch -q main; git branch -qD short", NULL);
    g_autoptr (LimbeckSurvey) survey = NULL;

    git (scene, script);
    survey = look (scene);

    expect (survey, "unknown-revision-origin", "warning", "\nadd c3");
  }
END_TEST

START_TEST (a_revision_that_git_never_saw_is_unknown)
  {
    g_autoptr (LimbeckTestScene) scene = make_repository ("never");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "unknown-revision-origin", "unknown", "git knows no file of it");
  }
END_TEST

START_TEST (a_directory_without_git_is_unknown)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("plain");
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_cluster_run (cluster, "plain", "update alembic_version set version_num = 'c3'");
    survey = look (scene);

    expect (survey, "unknown-revision-origin", "unknown", "not a git repository");
  }
END_TEST

START_TEST (a_machine_without_git_says_so)
  {
    g_autoptr (LimbeckTestScene) scene = make_repository ("gitless");
    g_autoptr (LimbeckSurvey) survey = NULL;

    g_setenv ("PATH", "/nowhere", TRUE);
    survey = look (scene);

    expect (survey, "unknown-revision-origin", "unknown", "“git” was not found");
    expect (survey, "unknown-revision", "blocker", "c3");
  }
END_TEST

START_TEST (a_known_revision_needs_no_git)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("known");
    g_autoptr (LimbeckSurvey) survey = look (scene);

    expect (survey, "unknown-revision", "passed", NULL);
    expect_absent (survey, "unknown-revision-origin");
  }
END_TEST

START_TEST (nothing_in_the_repository_is_touched)
  {
    g_autoptr (LimbeckTestScene) scene = make_repository ("untouched");
    g_autoptr (LimbeckSurvey) survey = NULL;

    git (
        scene,
        "git config core.fsmonitor \"touch $PWD/ran; false\"; find .git -type f | sort | xargs sha256sum > ../before");
    survey = look (scene);
    git (scene, "find .git -type f | sort | xargs sha256sum | cmp - ../before; test ! -e ran");
    expect (survey, "unknown-revision-origin", "unknown", NULL);
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    a_file_in_another_branch_is_found,
    a_file_in_a_remote_branch_is_found,
    a_file_that_only_the_directory_lacks_is_found,
    a_file_in_history_is_found,
    a_file_that_was_put_aside_is_found,
    a_file_of_a_dropped_branch_is_found,
    a_revision_that_git_never_saw_is_unknown,
    a_directory_without_git_is_unknown,
    a_machine_without_git_says_so,
    a_known_revision_needs_no_git,
    nothing_in_the_repository_is_touched,
  };

  return check_main ("revision-origin-check", tests, G_N_ELEMENTS (tests));
}
