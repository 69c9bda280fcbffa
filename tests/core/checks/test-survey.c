#include <string.h>
#include <utime.h>

#include "core/checks/survey.h"

#include "limbeck-check.h"
#include "test-scene.h"

static LimbeckTestCluster *cluster;

static void
start_cluster (void)
{
  cluster = limbeck_test_cluster_start ();
}

static void
stop_cluster (void)
{
  g_clear_pointer (&cluster, limbeck_test_cluster_free);
}

static const LimbeckTestRevision revisions[] = {
  { .revision = "a1", .upgrade = "op.execute('create table one (id int)')" },
  { .revision = "b2", .down = "a1" },
};

static LimbeckTestScene *
make_scene (const char *database, LimbeckTestEnvironment environment)
{
  return limbeck_test_scene_new (
      cluster, database, environment, revisions, G_N_ELEMENTS (revisions));
}

static const LimbeckSurveyOptions quick = { 0 };
static const LimbeckSurveyOptions thorough = { .ask_alembic = TRUE, .is_thorough = TRUE };

static const char *
get_severity (LimbeckSurvey *survey, const char *id)
{
  LimbeckFinding *finding = limbeck_test_scene_find (survey, id);

  return finding ? limbeck_severity_to_string (limbeck_finding_get_severity (finding)) : "absent";
}

static void
assert_severity (LimbeckSurvey *survey, const char *id, const char *severity)
{
  LimbeckFinding *finding = limbeck_test_scene_find (survey, id);

  ck_assert_msg (g_str_equal (get_severity (survey, id), severity),
                 "%s is %s: %s %s",
                 id,
                 get_severity (survey, id),
                 finding ? limbeck_finding_get_title (finding) : "",
                 finding ? limbeck_finding_get_detail (finding) : "");
}

/* What has been written this very moment is read again next time. */
static void
make_old (LimbeckTestScene *scene)
{
  g_autofree char *path = g_build_filename (
      limbeck_test_project_get_directory (scene->project), "migrations", "versions", NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const struct utimbuf long_ago = { 1700000000, 1700000001 };
  const char          *name;

  ck_assert_ptr_nonnull (directory);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      ck_assert_int_eq (utime (file, &long_ago), 0);
    }
}

START_TEST (a_thorough_survey_keeps_the_graph_of_the_fast_one)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("keeps", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (LimbeckSurvey) fast = NULL;
    g_autoptr (LimbeckSurvey) slow = NULL;

    make_old (scene);
    fast = limbeck_test_scene_survey (scene, FALSE);
    slow = limbeck_survey_take (scene->target,
                                &(LimbeckSurveyOptions){ .interpreter = "/usr/bin/python3",
                                                         .ask_alembic = TRUE,
                                                         .is_thorough = TRUE },
                                fast,
                                NULL,
                                NULL,
                                NULL);

    ck_assert_ptr_nonnull (slow);
    ck_assert_ptr_eq (limbeck_survey_get_graph (slow), limbeck_survey_get_graph (fast));
  }
END_TEST

static const char *const all_checks[] = {
  "configuration",
  "interpreter",
  "revision-tree",
  "several-heads",
  "database-url",
  "database-reachable",
  "server-version",
  "read-only",
  "privileges",
  "same-database",
  "known-database",
  "environment",
  "version-table",
  "version-table-elsewhere",
  "version-rows",
  "unknown-revision",
  "version-width",
  "heads-agree",
  "current-agrees",
  "pooler",
  "guard-rails",
  "run-lock",
  "other-run",
  "locks",
  "prepared-transactions",
  "invalid-indexes",
  "unvalidated-constraints",
  "replication",
  "connection-slots",
  "disk-space",
  "pg-dump",
  "backup-directory",
};

START_TEST (a_sound_project_passes_every_check)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("sound", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (LimbeckSurvey) survey = NULL;

    limbeck_test_project_run_alembic (scene->project, "upgrade", "a1", NULL);
    survey = limbeck_test_scene_survey_with (scene, thorough);

    for (gsize i = 0; i < G_N_ELEMENTS (all_checks); i++)
      assert_severity (survey, all_checks[i], "passed");
    ck_assert_uint_eq (limbeck_survey_get_findings (survey)->len, G_N_ELEMENTS (all_checks));
    ck_assert_int_eq (limbeck_survey_get_worst (survey), LIMBECK_SEVERITY_PASSED);
    ck_assert_ptr_null (limbeck_survey_get_blocker (survey));
    ck_assert (!limbeck_survey_needs_password (survey));
    ck_assert_int_eq (limbeck_standing_get_kind (limbeck_survey_get_standing (survey)),
                      LIMBECK_STANDING_PENDING);
    ck_assert_str_eq (limbeck_survey_get_version_table (survey), "alembic_version");
    ck_assert_ptr_null (limbeck_survey_get_version_schema (survey));
  }
END_TEST

START_TEST (blockers_come_first)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("order", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (LimbeckSurvey) survey = NULL;
    GPtrArray      *findings = NULL;
    LimbeckSeverity last = LIMBECK_SEVERITY_BLOCKER;

    limbeck_test_cluster_run (cluster, "order", "create table one (id int)");
    limbeck_test_project_add_revisions (
        scene->project, &(const LimbeckTestRevision){ .revision = "x9" }, 1);
    survey = limbeck_test_scene_survey_with (scene, quick);
    findings = limbeck_survey_get_findings (survey);

    assert_severity (survey, "several-heads", "warning");
    for (guint i = 0; i < findings->len; i++)
      {
        LimbeckSeverity severity = limbeck_finding_get_severity (g_ptr_array_index (findings, i));

        ck_assert_int_le (severity, last);
        last = severity;
      }
    ck_assert_str_eq (limbeck_finding_get_id (limbeck_survey_get_blocker (survey)), "unversioned");
  }
END_TEST

START_TEST (a_missing_database_is_unknown)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("gone", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (LimbeckPlan) plan = NULL;
    g_autoptr (GError) error = NULL;

    limbeck_test_cluster_run (cluster, "postgres", "drop database gone");
    survey = limbeck_test_scene_survey_with (scene, quick);
    plan = limbeck_survey_plan (survey, LIMBECK_DIRECTION_UPGRADE, "heads", &error);

    assert_severity (survey, "database-reachable", "blocker");
    ck_assert_ptr_null (limbeck_survey_get_state (survey));
    ck_assert_int_eq (limbeck_standing_get_kind (limbeck_survey_get_standing (survey)),
                      LIMBECK_STANDING_UNKNOWN);
    ck_assert_ptr_null (plan);
    ck_assert (g_error_matches (error, LIMBECK_SURVEY_ERROR, LIMBECK_SURVEY_ERROR_UNKNOWN));
  }
END_TEST

START_TEST (an_offline_survey_asks_no_database)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("offline", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (LimbeckSurvey)
        survey = limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .offline = TRUE });

    assert_severity (survey, "database-reachable", "absent");
    assert_severity (survey, "database-url", "absent");
    assert_severity (survey, "revision-tree", "passed");
    ck_assert_ptr_nonnull (limbeck_survey_get_graph (survey));
    ck_assert_ptr_null (limbeck_survey_get_state (survey));
  }
END_TEST

START_TEST (an_environment_that_raises_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("raising", LIMBECK_TEST_ENVIRONMENT_RAISES);
    g_autofree char     *url = limbeck_test_cluster_dup_url (cluster, "raising");
    LimbeckSurveyOptions options = thorough;
    g_autoptr (LimbeckSurvey) survey = NULL;
    LimbeckFinding *blocker = NULL;

    options.database_url = url;
    survey = limbeck_test_scene_survey_with (scene, options);
    blocker = limbeck_survey_get_blocker (survey);

    ck_assert_ptr_nonnull (blocker);
    ck_assert_ptr_nonnull (
        strstr (limbeck_finding_get_detail (blocker), "settings are incomplete"));
    assert_severity (survey, "same-database", "warning");
    assert_severity (survey, "environment", "absent");
  }
END_TEST

START_TEST (another_database_in_env_py_blocks)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("theirs", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autofree char     *url = NULL;
    LimbeckSurveyOptions options = thorough;
    g_autoptr (LimbeckSurvey) survey = NULL;
    LimbeckFinding *finding = NULL;

    limbeck_test_cluster_create_database (cluster, "ours");
    url = limbeck_test_cluster_dup_url (cluster, "ours");
    options.database_url = url;
    survey = limbeck_test_scene_survey_with (scene, options);

    assert_severity (survey, "same-database", "blocker");
    finding = limbeck_test_scene_find (survey, "same-database");
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_detail (finding), "ours"));
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_detail (finding), "theirs"));
  }
END_TEST

START_TEST (an_explicit_url_reaches_alembic)
  {
    g_autoptr (LimbeckTestScene)
        scene = make_scene ("explicit", LIMBECK_TEST_ENVIRONMENT_DATABASE_URL);
    g_autofree char     *url = limbeck_test_cluster_dup_url (cluster, "explicit");
    LimbeckSurveyOptions options = thorough;
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_auto (GStrv) environment = NULL;

    g_unsetenv ("DATABASE_URL");
    options.database_url = url;
    survey = limbeck_test_scene_survey_with (scene, options);
    environment = limbeck_survey_dup_child_environment (survey);

    assert_severity (survey, "same-database", "passed");
    assert_severity (survey, "environment", "passed");
    ck_assert_str_eq (g_environ_getenv (environment, "DATABASE_URL"), url);
  }
END_TEST

START_TEST (a_computed_url_is_asked_for)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("computed", LIMBECK_TEST_ENVIRONMENT_COMPUTED);
    LimbeckSurveyOptions options = { .ask_alembic = TRUE };
    g_autoptr (LimbeckSurvey) unasked = limbeck_test_scene_survey_with (scene, quick);
    g_autoptr (LimbeckSurvey) asked = limbeck_test_scene_survey_with (scene, options);
    g_autoptr (LimbeckSurvey) again = NULL;

    ck_assert_ptr_null (limbeck_survey_get_state (unasked));
    ck_assert_ptr_nonnull (limbeck_survey_get_blocker (unasked));
    assert_severity (asked, "database-reachable", "passed");
    assert_severity (asked, "same-database", "passed");
    ck_assert_str_eq (limbeck_database_url_get_parameter (limbeck_survey_get_url (asked), "dbname"),
                      "computed");

    /* What Alembic has said is remembered by the next survey, but not taken for proven. */
    again = limbeck_survey_take (scene->target,
                                 &(LimbeckSurveyOptions){ .interpreter = "/usr/bin/python3" },
                                 asked,
                                 NULL,
                                 NULL,
                                 NULL);
    assert_severity (again, "database-reachable", "passed");
    assert_severity (again, "same-database", "warning");
  }
END_TEST

/* From now on env.py refuses to run where its environment holds @secret. */
static void
forbid_in_environment (LimbeckTestProject *project, const char *secret)
{
  g_autofree char *path = g_build_filename (
      limbeck_test_project_get_directory (project), "migrations", "env.py", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *strict = NULL;

  ck_assert (g_file_get_contents (path, &contents, NULL, NULL));
  strict = g_strdup_printf ("import os\n"
                            "if '%s' in ' '.join(os.environ.values()):\n"
                            "    raise RuntimeError('the environment holds it')\n"
                            "%s",
                            secret,
                            contents);
  limbeck_test_project_write (project, "migrations/env.py", strict);
}

START_TEST (a_missing_password_is_asked_for)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("door", LIMBECK_TEST_ENVIRONMENT_DATABASE_URL);
    g_autofree char     *url = NULL;
    g_autofree char     *shown = NULL;
    LimbeckSurveyOptions options = thorough;
    g_autoptr (LimbeckSurvey) closed = NULL;
    g_autoptr (LimbeckSurvey) wrong = NULL;
    g_autoptr (LimbeckSurvey) open = NULL;

    forbid_in_environment (scene->project, "marker-pw");
    limbeck_test_cluster_create_role (cluster, "porter", "marker-pw");
    url = limbeck_test_cluster_dup_url_for (cluster, "door", "porter", NULL);
    options.database_url = url;
    closed = limbeck_test_scene_survey_with (scene, options);
    options.password = "wrong";
    wrong = limbeck_test_scene_survey_with (scene, options);
    options.password = "marker-pw";
    open = limbeck_test_scene_survey_with (scene, options);

    ck_assert (limbeck_survey_needs_password (closed));
    ck_assert (limbeck_survey_needs_password (wrong));
    ck_assert (!limbeck_survey_needs_password (open));
    assert_severity (open, "database-reachable", "passed");
    assert_severity (open, "environment", "passed");
    assert_severity (open, "same-database", "passed");
    for (guint i = 0; i < limbeck_survey_get_findings (open)->len; i++)
      {
        LimbeckFinding *finding = g_ptr_array_index (limbeck_survey_get_findings (open), i);

        shown = g_strdup_printf (
            "%s %s", limbeck_finding_get_title (finding), limbeck_finding_get_detail (finding));
        ck_assert_ptr_null (strstr (shown, "marker-pw"));
        g_clear_pointer (&shown, g_free);
      }
  }
END_TEST

START_TEST (a_survey_can_be_cancelled)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("stop", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    const LimbeckSurveyOptions options = { .interpreter = "/usr/bin/python3",
                                           .ask_alembic = TRUE,
                                           .is_thorough = TRUE };

    g_cancellable_cancel (cancellable);
    ck_assert_ptr_null (
        limbeck_survey_take (scene->target, &options, NULL, NULL, cancellable, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  }
END_TEST

START_TEST (the_options_come_back_as_they_were)
  {
    g_autoptr (LimbeckTestScene) scene = make_scene ("options", LIMBECK_TEST_ENVIRONMENT_PLAIN);
    g_autoptr (LimbeckSurvey) survey = limbeck_test_scene_survey_with (
        scene,
        (LimbeckSurveyOptions){ .offline = TRUE, .password = "p", .backup_directory = "/b" });
    LimbeckSurveyOptions *options = limbeck_survey_dup_options (survey);

    ck_assert (options->offline);
    ck_assert_str_eq (options->password, "p");
    ck_assert_str_eq (options->backup_directory, "/b");
    ck_assert_ptr_null (options->database_url);
    limbeck_survey_options_free (options);
  }
END_TEST

static Suite *
survey_suite (void)
{
  Suite *suite = suite_create ("core/checks/survey");
  TCase *tcase = tcase_create ("surveys");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_test (tcase, a_sound_project_passes_every_check);
  tcase_add_test (tcase, blockers_come_first);
  tcase_add_test (tcase, a_missing_database_is_unknown);
  tcase_add_test (tcase, an_offline_survey_asks_no_database);
  tcase_add_test (tcase, an_environment_that_raises_blocks);
  tcase_add_test (tcase, another_database_in_env_py_blocks);
  tcase_add_test (tcase, an_explicit_url_reaches_alembic);
  tcase_add_test (tcase, a_computed_url_is_asked_for);
  tcase_add_test (tcase, a_thorough_survey_keeps_the_graph_of_the_fast_one);
  tcase_add_test (tcase, a_missing_password_is_asked_for);
  tcase_add_test (tcase, a_survey_can_be_cancelled);
  tcase_add_test (tcase, the_options_come_back_as_they_were);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (survey_suite ());
}
