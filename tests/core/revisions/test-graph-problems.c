#include <string.h>

#include "core/base/finding.h"
#include "core/revisions/revision-range.h"

#include "graph-of.h"
#include "limbeck-check.h"

static LimbeckFinding *
get_finding (LimbeckRevisionGraph *graph, const char *id)
{
  GPtrArray *findings = limbeck_revision_graph_get_findings (graph);

  for (guint i = 0; i < findings->len; i++)
    if (strcmp (limbeck_finding_get_id (g_ptr_array_index (findings, i)), id) == 0)
      return g_ptr_array_index (findings, i);

  return NULL;
}

static const struct
{
  const char     *first;
  const char     *second;
  const char     *third;
  const char     *id;
  LimbeckSeverity severity;
  const char     *detail;
} rows[] = {
  { "a1 < gone", "b2", NULL, "missing-parent", LIMBECK_SEVERITY_BLOCKER, "a1.py names “gone”" },
  { "a1 : main",
    "b2 < main",
    NULL,
    "missing-parent",
    LIMBECK_SEVERITY_BLOCKER,
    "b2.py names “main”, the label of a1.py" },
  { "a1 ~ gone", NULL, NULL, "missing-dependency", LIMBECK_SEVERITY_BLOCKER, "a1.py names “gone”" },
  { "a1", "a1", NULL, "duplicate-revision", LIMBECK_SEVERITY_BLOCKER, "“a1” in a1.py and a1.py" },
  { "a1 < a1", NULL, NULL, "revision-cycle", LIMBECK_SEVERITY_BLOCKER, "“a1” in a1.py" },
  { "a1 < b2",
    "b2 < a1",
    NULL,
    "revision-cycle",
    LIMBECK_SEVERITY_BLOCKER,
    "a1 → b2 → a1, beginning with a1.py" },
  /* between a base and a head, where Alembic does not notice */
  { "r1 < r2 r0",
    "r2 < r1",
    "r0",
    "revision-cycle",
    LIMBECK_SEVERITY_BLOCKER,
    "r1 → r2 → r1, beginning with r1.py" },
  { "a1 : x",
    "b2 : x",
    NULL,
    "label-clash",
    LIMBECK_SEVERITY_BLOCKER,
    "“x” in b2.py, already used by a1.py" },
  { "a1 : b2",
    "b2",
    NULL,
    "label-clash",
    LIMBECK_SEVERITY_BLOCKER,
    "“b2” in a1.py, already used by b2.py" },
  { "a-1", NULL, NULL, "illegal-revision-id", LIMBECK_SEVERITY_BLOCKER, "“a-1” in a-1.py" },
  { "head", NULL, NULL, "reserved-revision-id", LIMBECK_SEVERITY_WARNING, "“head” in head.py" },
  { "a23456789012345678901234567890123",
    NULL,
    NULL,
    "long-revision-id",
    LIMBECK_SEVERITY_WARNING,
    "“a23456789012345678901234567890123” in a23456789012345678901234567890123.py" },
};

START_TEST (each_trouble_is_told_with_its_files)
  {
    g_autoptr (LimbeckRevisionGraph)
        graph = graph_of (rows[_i].first, rows[_i].second, rows[_i].third, NULL);
    LimbeckFinding *finding = get_finding (graph, rows[_i].id);

    ck_assert_ptr_nonnull (finding);
    ck_assert_int_eq (limbeck_finding_get_severity (finding), rows[_i].severity);
    ck_assert_str_eq (limbeck_finding_get_detail (finding), rows[_i].detail);
    ck_assert_ptr_nonnull (limbeck_finding_get_remedy (finding));
    ck_assert_int_eq (limbeck_revision_graph_is_sound (graph),
                      rows[_i].severity == LIMBECK_SEVERITY_WARNING);
  }
END_TEST

START_TEST (nothing_is_planned_on_a_broken_tree)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a1", "b2 < gone", NULL);
    const char *const empty[] = { NULL };
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_revision_range_upgrade (graph, empty, "heads", NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_REVISION_ERROR, LIMBECK_REVISION_ERROR_BROKEN));
    ck_assert_ptr_nonnull (strstr (error->message, "b2.py"));
  }
END_TEST

START_TEST (a_sound_tree_has_no_findings)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a1", "b2 < a1 : main", "c3 ~ main", NULL);

    ck_assert_uint_eq (limbeck_revision_graph_get_findings (graph)->len, 0);
  }
END_TEST

static Suite *
graph_problems_suite (void)
{
  Suite *suite = suite_create ("graph-problems");
  TCase *tcase = tcase_create ("problems");

  tcase_add_loop_test (tcase, each_trouble_is_told_with_its_files, 0, G_N_ELEMENTS (rows));
  tcase_add_test (tcase, nothing_is_planned_on_a_broken_tree);
  tcase_add_test (tcase, a_sound_tree_has_no_findings);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (graph_problems_suite ());
}
