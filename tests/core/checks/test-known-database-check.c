#include <glib/gstdio.h>
#include <string.h>

#include "core/database/known-database-file.h"

#include "check-fixture.h"

#define ID "known-database"

static char *
dup_file (LimbeckTestScene *scene)
{
  g_autofree char *path = limbeck_known_database_file_dup_path (scene->target);
  char            *contents = NULL;

  ck_assert (g_file_get_contents (path, &contents, NULL, NULL));

  return contents;
}

static void
accept_database (LimbeckSurvey *survey)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (
      limbeck_survey_accept_database (survey, &error), "%s", error ? error->message : "");
}

START_TEST (a_database_is_remembered_at_first_sight)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("known");
    g_autoptr (LimbeckSurvey) first = look (scene);
    g_autoptr (LimbeckSurvey) second = look (scene);
    g_autofree char *file = dup_file (scene);
    g_autofree char *path = limbeck_known_database_file_dup_path (scene->target);
    GStatBuf         status;

    (void) expect (first, ID, "passed", "first time");
    (void) expect (second, ID, "passed", "Known since");
    ck_assert_ptr_nonnull (strstr (file, "\"system_identifier\""));
    ck_assert_ptr_nonnull (strstr (file, "alembic.ini"));
    ck_assert_ptr_nonnull (strstr (file, "dbname=known"));
    ck_assert_int_eq (g_stat (path, &status), 0);
    ck_assert_uint_eq (status.st_mode & 0777, 0600);
  }
END_TEST

START_TEST (a_database_made_anew_stops_everything_until_it_is_accepted)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("anew");
    g_autoptr (LimbeckSurvey) before = look (scene);
    g_autoptr (LimbeckSurvey) changed = NULL;
    g_autoptr (LimbeckSurvey) still = NULL;
    g_autoptr (LimbeckSurvey) accepted = NULL;
    LimbeckFinding *finding = NULL;

    (void) expect (before, ID, "passed", NULL);
    limbeck_test_cluster_create_database (cluster, "anew");
    changed = look (scene);
    finding = expect (changed, ID, "blocker", "Known from");
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_detail (finding), "The server is the same"));
    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_ACCEPT_DATABASE);
    ck_assert_ptr_nonnull (
        strstr (limbeck_finding_get_command (finding), "--accept known-database --confirm anew"));
    still = look (scene);
    (void) expect (still, ID, "blocker", NULL);

    accept_database (still);
    accepted = look (scene);
    (void) expect (accepted, ID, "passed", NULL);
  }
END_TEST

/* That of all tests of the program, while one has a server of its own. */
static LimbeckTestCluster *shared_cluster;

/* Puts a server of its own in the place of the shared one for the rest of the test, which runs in a process of its own. */
static void
use_own_cluster (void)
{
  shared_cluster = cluster;
  cluster = limbeck_test_cluster_start_fresh ();
}

static void
leave_own_cluster (void)
{
  limbeck_test_cluster_free (cluster);
  cluster = shared_cluster;
}

static char *
dup_path_in (LimbeckTestCluster *self, const char *name)
{
  return g_build_filename (limbeck_test_cluster_get_directory (self), name, NULL);
}

/* The files of @other come to run behind the socket and the port of the cluster. */
static void
swap_servers (LimbeckTestCluster *other)
{
  g_autofree char *own = dup_path_in (cluster, "cluster");
  g_autofree char *aside = dup_path_in (cluster, "aside");
  g_autofree char *others = dup_path_in (other, "cluster");

  limbeck_test_cluster_stop (cluster);
  limbeck_test_cluster_stop (other);
  ck_assert_int_eq (g_rename (own, aside), 0);
  ck_assert_int_eq (g_rename (others, own), 0);
  ck_assert_int_eq (g_rename (aside, others), 0);
  limbeck_test_cluster_restart (cluster);
}

START_TEST (another_server_behind_the_same_url_stops_everything)
  {
    g_autoptr (LimbeckTestCluster) other = limbeck_test_cluster_start_fresh ();
    g_autoptr (LimbeckTestScene) scene = NULL;
    g_autoptr (LimbeckSurvey) before = NULL;
    g_autoptr (LimbeckSurvey) changed = NULL;
    g_autoptr (LimbeckSurvey) back = NULL;
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    LimbeckFinding  *finding = NULL;

    use_own_cluster ();
    scene = make_upgraded_scene ("moved");
    first = limbeck_test_scene_ask (scene, "select system_identifier from pg_control_system()");
    before = look (scene);
    (void) expect (before, ID, "passed", "first time");
    limbeck_test_cluster_create_database (other, "moved");

    swap_servers (other);
    changed = look (scene);
    second = limbeck_test_scene_ask (scene, "select system_identifier from pg_control_system()");
    finding = expect (changed, ID, "blocker", "pg_upgrade");
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_detail (finding), first));
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_detail (finding), second));
    ck_assert_ptr_nonnull (limbeck_survey_get_blocker (changed));

    swap_servers (other);
    back = look (scene);
    (void) expect (back, ID, "passed", "Known since");
    leave_own_cluster ();
  }
END_TEST

static void
promote (void)
{
  g_autofree char *signal = dup_path_in (cluster, "cluster/standby.signal");

  limbeck_test_cluster_stop (cluster);
  ck_assert (g_file_set_contents (signal, "", 0, NULL));
  limbeck_test_cluster_restart (cluster);
  limbeck_test_cluster_run (cluster, "postgres", "select pg_promote()");
}

/* A copy of a server's files has its system identifier and oids; only that it went its own way can be seen. */
START_TEST (a_server_that_was_promoted_is_not_proven_until_it_is_accepted)
  {
    g_autoptr (LimbeckTestScene) scene = NULL;
    g_autoptr (LimbeckSurvey) before = NULL;
    g_autoptr (LimbeckSurvey) promoted = NULL;
    g_autoptr (LimbeckSurvey) accepted = NULL;
    LimbeckFinding *finding = NULL;

    use_own_cluster ();
    scene = make_upgraded_scene ("copied");
    before = look (scene);
    (void) expect (before, ID, "passed", NULL);

    promote ();
    promoted = look (scene);
    finding = expect (promoted, ID, "warning", "not proven");
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_detail (finding), "timeline 1"));
    ck_assert_ptr_nonnull (strstr (limbeck_finding_get_detail (finding), "timeline 2"));
    ck_assert_int_eq (limbeck_finding_get_action (finding), LIMBECK_ACTION_ACCEPT_DATABASE);

    accept_database (promoted);
    accepted = look (scene);
    (void) expect (accepted, ID, "passed", NULL);
    leave_own_cluster ();
  }
END_TEST

/* The role "guest" may not see the system identifier. */
static LimbeckSurvey *
look_as_guest (LimbeckTestScene *scene)
{
  g_autoptr (LimbeckDatabaseUrl) url = NULL;

  limbeck_test_cluster_create_role (cluster, "guest", NULL);
  limbeck_test_cluster_run (cluster,
                            scene->database,
                            "grant select on alembic_version to guest;"
                            "revoke execute on function pg_control_system() from public");
  url = database_url (scene->database, "guest", NULL);

  return look_at (scene, url);
}

START_TEST (a_server_that_keeps_its_identifier_to_itself_is_not_proven)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("withheld");
    g_autoptr (LimbeckSurvey) before = look (scene);
    g_autoptr (LimbeckSurvey) guest = look_as_guest (scene);
    g_autoptr (LimbeckSurvey) after = look (scene);

    (void) expect (before, ID, "passed", "first time");
    (void) expect (guest, ID, "warning", "not proven");
    (void) expect (guest, ID, "warning", "pg_control_system()");
    (void) expect (after, ID, "passed", "Known since");
  }
END_TEST

START_TEST (an_identifier_that_is_told_later_has_to_be_accepted)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("later");
    g_autoptr (LimbeckSurvey) guest = look_as_guest (scene);
    g_autoptr (LimbeckSurvey) told = look (scene);
    g_autoptr (LimbeckSurvey) again = look (scene);
    g_autoptr (LimbeckSurvey) accepted = NULL;

    (void) expect (guest, ID, "warning", "without its server");
    (void) expect (told, ID, "warning", "did not tell its system identifier before");
    (void) expect (again, ID, "warning", "not proven");
    accept_database (again);
    accepted = look (scene);
    (void) expect (accepted, ID, "passed", "Known since");
  }
END_TEST

START_TEST (what_can_not_be_read_is_told_and_kept)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("damaged");
    g_autofree char *path = limbeck_known_database_file_dup_path (scene->target);
    g_autofree char *directory = g_path_get_dirname (path);
    g_autofree char *after = NULL;
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autoptr (GError) error = NULL;

    ck_assert_int_eq (g_mkdir_with_parents (directory, 0700), 0);
    ck_assert (g_file_set_contents (path, "{", -1, NULL));
    survey = look (scene);
    (void) expect (survey, ID, "warning", path);
    ck_assert (!limbeck_survey_accept_database (survey, &error));
    ck_assert_ptr_nonnull (strstr (error->message, path));
    after = dup_file (scene);
    ck_assert_str_eq (after, "{");
  }
END_TEST

START_TEST (a_directory_that_can_not_be_written_is_told)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("nowhere");
    g_autoptr (LimbeckSurvey) survey = NULL;

    g_setenv ("XDG_STATE_HOME", "/proc/nowhere", TRUE);
    survey = look (scene);
    (void) expect (survey, ID, "warning", "can't be remembered");
    (void) expect (survey, ID, "warning", "/proc/nowhere");
  }
END_TEST

START_TEST (without_an_answer_of_the_server_nothing_is_said)
  {
    g_autoptr (LimbeckTestScene) scene = make_upgraded_scene ("offline");
    g_autoptr (LimbeckSurvey)
        survey = limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .offline = TRUE });
    g_autofree char *path = limbeck_known_database_file_dup_path (scene->target);

    expect_absent (survey, ID);
    ck_assert (!g_file_test (path, G_FILE_TEST_EXISTS));
  }
END_TEST

int
main (void)
{
  const TTest *const tests[] = {
    a_database_is_remembered_at_first_sight,
    a_database_made_anew_stops_everything_until_it_is_accepted,
    another_server_behind_the_same_url_stops_everything,
    a_server_that_was_promoted_is_not_proven_until_it_is_accepted,
    a_server_that_keeps_its_identifier_to_itself_is_not_proven,
    an_identifier_that_is_told_later_has_to_be_accepted,
    what_can_not_be_read_is_told_and_kept,
    a_directory_that_can_not_be_written_is_told,
    without_an_answer_of_the_server_nothing_is_said,
  };

  return check_main ("known-database-check", tests, G_N_ELEMENTS (tests));
}
