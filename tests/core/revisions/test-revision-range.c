#include <string.h>

#include "core/revisions/revision-graph.h"
#include "core/revisions/revision-range.h"
#include "core/revisions/revision.h"

#include "graph-of.h"
#include "limbeck-check.h"

static LimbeckRevisionGraph *
make_graph (void)
{
  return graph_of ("a", "b < a", "c < a ~ x", "d < b c", "x : lib", "y < x", NULL);
}

static char **
split (const char *rows)
{
  return *rows != '\0' ? g_strsplit (rows, " ", -1) : g_new0 (char *, 1);
}

static const struct
{
  gboolean    is_upgrade;
  const char *rows;
  const char *target;
  const char *steps; /* NULL: refused */
  const char *resolved;
} plans[] = {
  { TRUE, "", "a", "a", "a" },           { TRUE, "", "b", "a b", "b" },
  { TRUE, "", "c", "x a c", "c" },       { TRUE, "a", "d", "x c b d", "d" },
  { TRUE, "d y", "heads", "", "d y" },   { TRUE, "a", "+1", NULL, NULL },
  { TRUE, "gone", "heads", NULL, NULL }, { TRUE, "a", "gone", NULL, NULL },
  { FALSE, "y", "x", "y", "x" },         { FALSE, "y", "base", "y x", "base" },
  { FALSE, "y", "-1", "y", "x" },        { FALSE, "d y", "b", "d", "b" },
};

START_TEST (a_plan_has_the_steps_in_their_order)
  {
    g_autoptr (LimbeckRevisionGraph) graph = make_graph ();
    g_auto (GStrv) rows = split (plans[_i].rows);
    const char *const *ids = (const char *const *) rows;
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) steps = NULL;
    g_auto (GStrv) resolved = NULL;
    g_autofree char *down = NULL;
    g_autofree char *text = NULL;

    if (plans[_i].is_upgrade)
      steps = limbeck_revision_range_upgrade (graph, ids, plans[_i].target, &resolved, &error);
    else
      steps = limbeck_revision_range_downgrade (graph, ids, plans[_i].target, &down, &error);
    text = steps != NULL ? ids_of (steps) : NULL;

    ck_assert_pstr_eq (text, plans[_i].steps);
    if (steps == NULL)
      ck_assert_int_eq (error->domain, LIMBECK_REVISION_ERROR);
    else if (plans[_i].is_upgrade)
      down = g_strjoinv (" ", resolved);
    ck_assert_pstr_eq (down, plans[_i].resolved);
  }
END_TEST

START_TEST (what_is_applied_includes_what_it_depends_on)
  {
    const char *const rows[] = { "c", NULL };
    g_autoptr (LimbeckRevisionGraph) graph = make_graph ();
    g_autoptr (GBytes) applied = limbeck_revision_range_applied (graph, rows, NULL);
    g_autoptr (GPtrArray) current = limbeck_revision_range_current (graph, rows, NULL);
    g_autofree char *text = ids_of (current);
    const guint8    *bytes = g_bytes_get_data (applied, NULL);

    for (guint i = 0; i < limbeck_revision_graph_get_n_revisions (graph); i++)
      ck_assert_int_eq (
          bytes[i],
          strstr ("a c x", limbeck_revision_get_id (limbeck_revision_graph_get_nth (graph, i))) !=
              NULL);
    ck_assert (strcmp (text, "c x") == 0 || strcmp (text, "x c") == 0);
  }
END_TEST

START_TEST (the_rows_of_all_steps_are_those_of_one_after_the_other)
  {
    const char *const none[] = { NULL };
    g_autoptr (LimbeckRevisionGraph) graph = make_graph ();
    g_autoptr (GPtrArray) steps = limbeck_revision_range_upgrade (graph, none, "d", NULL, NULL);
    g_autoptr (GPtrArray) all = limbeck_revision_range_rows_of_steps (graph, none, steps, TRUE);
    g_auto (GStrv) rows = g_new0 (char *, 1);

    ck_assert_uint_eq (all->len, steps->len);
    for (guint i = 0; i < steps->len; i++)
      {
        char **next = limbeck_revision_range_step_rows (
            graph, (const char *const *) rows, g_ptr_array_index (steps, i), TRUE);

        g_strfreev (rows);
        rows = next;
        ck_assert (g_strv_equal ((const char *const *) rows, g_ptr_array_index (all, i)));
      }
    ck_assert_str_eq (rows[0], "d");
    ck_assert_ptr_null (rows[1]);
  }
END_TEST

START_TEST (nothing_is_planned_in_a_broken_tree)
  {
    const char *const none[] = { NULL };
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a", "b < gone", NULL);
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_revision_range_upgrade (graph, none, "heads", NULL, &error));
    ck_assert (g_error_matches (error, LIMBECK_REVISION_ERROR, LIMBECK_REVISION_ERROR_BROKEN));
    ck_assert_ptr_nonnull (strstr (error->message, "b.py"));
  }
END_TEST

static Suite *
revision_range_suite (void)
{
  Suite *suite = suite_create ("revision-range");
  TCase *tcase = tcase_create ("revision-range");

  tcase_add_loop_test (tcase, a_plan_has_the_steps_in_their_order, 0, (int) G_N_ELEMENTS (plans));
  tcase_add_test (tcase, what_is_applied_includes_what_it_depends_on);
  tcase_add_test (tcase, the_rows_of_all_steps_are_those_of_one_after_the_other);
  tcase_add_test (tcase, nothing_is_planned_in_a_broken_tree);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (revision_range_suite ());
}
