#include "core/plan/standing.h"

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
  { .revision = "a1" },
  { .revision = "b2", .down = "a1" },
  { .revision = "x1", .labels = "other" },
};

#define VERSIONS(rows)                                                                             \
  "create table alembic_version (version_num varchar(32) primary key);"                            \
  "insert into alembic_version select * from (values " rows ") v (r) where r is not null"

/* States of a1, b2, x1: a(pplied), p(ending), u(nknown). */
static const struct
{
  const char         *sql;
  LimbeckStandingKind kind;
  guint               n_pending;
  const char         *states;
  const char         *unknown;
} standings[] = {
  { "select 1", LIMBECK_STANDING_PENDING, 3, "ppp", "" },
  { VERSIONS ("(null)"), LIMBECK_STANDING_PENDING, 3, "ppp", "" },
  { VERSIONS ("('a1')"), LIMBECK_STANDING_PENDING, 2, "app", "" },
  { VERSIONS ("('b2')"), LIMBECK_STANDING_PENDING, 1, "aap", "" },
  { VERSIONS ("('b2'), ('x1')"), LIMBECK_STANDING_UP_TO_DATE, 0, "aaa", "" },
  { VERSIONS ("('zz')"), LIMBECK_STANDING_AHEAD, 0, "uuu", "zz" },
  { VERSIONS ("('a1'), ('zz')"), LIMBECK_STANDING_DIVERGED, 0, "auu", "zz" },
  { "create table t (id int)", LIMBECK_STANDING_UNVERSIONED, 0, "uuu", "" },
};

static const char state_letters[] = { 'u', 'p', 'a' };

START_TEST (a_database_stands_where_its_rows_say)
  {
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        cluster, "stand", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
    g_autoptr (LimbeckSurvey) survey = NULL;
    g_autofree char *unknown = NULL;
    LimbeckStanding *standing = NULL;

    limbeck_test_cluster_run (cluster, "stand", standings[_i].sql);
    survey = limbeck_test_scene_survey (scene, FALSE);
    standing = limbeck_survey_get_standing (survey);

    ck_assert_str_eq (limbeck_standing_kind_to_string (limbeck_standing_get_kind (standing)),
                      limbeck_standing_kind_to_string (standings[_i].kind));
    ck_assert_uint_eq (limbeck_standing_get_n_pending (standing), standings[_i].n_pending);
    for (gsize i = 0; i < G_N_ELEMENTS (revisions); i++)
      {
        LimbeckRevision *revision = limbeck_revision_graph_lookup (
            limbeck_survey_get_graph (survey), revisions[i].revision);

        ck_assert_int_eq (state_letters[limbeck_standing_get_revision_state (standing, revision)],
                          standings[_i].states[i]);
      }
    unknown = g_strjoinv (" ", (char **) limbeck_standing_get_unknown_rows (standing));
    ck_assert_str_eq (unknown, standings[_i].unknown);
  }
END_TEST

START_TEST (a_database_that_can_not_be_read_stands_nowhere)
  {
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        cluster, "dark", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
    g_autoptr (LimbeckSurvey)
        survey = limbeck_test_scene_survey_with (scene, (LimbeckSurveyOptions){ .offline = TRUE });
    LimbeckStanding *standing = limbeck_survey_get_standing (survey);
    LimbeckRevision *first = limbeck_revision_graph_get_nth (limbeck_survey_get_graph (survey), 0);

    ck_assert_int_eq (limbeck_standing_get_kind (standing), LIMBECK_STANDING_UNKNOWN);
    ck_assert_int_eq (limbeck_standing_get_revision_state (standing, first),
                      LIMBECK_REVISION_STATE_UNKNOWN);
    ck_assert (!limbeck_standing_is_current (standing, first));
    ck_assert_ptr_null (limbeck_standing_get_rows (standing)[0]);
  }
END_TEST

START_TEST (the_rows_are_current)
  {
    g_autoptr (LimbeckTestScene) scene = limbeck_test_scene_new (
        cluster, "current", LIMBECK_TEST_ENVIRONMENT_PLAIN, revisions, G_N_ELEMENTS (revisions));
    g_autoptr (LimbeckSurvey) survey = NULL;
    LimbeckRevisionGraph *graph = NULL;
    LimbeckStanding      *standing = NULL;

    limbeck_test_cluster_run (cluster, "current", VERSIONS ("('b2')"));
    survey = limbeck_test_scene_survey (scene, FALSE);
    graph = limbeck_survey_get_graph (survey);
    standing = limbeck_survey_get_standing (survey);

    ck_assert (limbeck_standing_is_current (standing, limbeck_revision_graph_lookup (graph, "b2")));
    ck_assert (
        !limbeck_standing_is_current (standing, limbeck_revision_graph_lookup (graph, "a1")));
  }
END_TEST

static Suite *
standing_suite (void)
{
  Suite *suite = suite_create ("core/plan/standing");
  TCase *tcase = tcase_create ("standings");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_loop_test (tcase, a_database_stands_where_its_rows_say, 0, G_N_ELEMENTS (standings));
  tcase_add_test (tcase, a_database_that_can_not_be_read_stands_nowhere);
  tcase_add_test (tcase, the_rows_are_current);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (standing_suite ());
}
